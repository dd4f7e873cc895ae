"""Reading a history of full inspections. All mistakes of a file are reported together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from inspectprep.errors import DocumentError, SourceError
from inspectprep.history.dates import is_day_first, read_date
from inspectprep.history.table import COLUMNS, Row, delimited_rows, parsed_rows
from inspectprep.inputs import read_file
from inspectprep.model.past_inspection import JUDGEMENTS, GradeWord, InspectionKind, PastInspection
from inspectprep.planning.forecast.sequences import by_council, folded
from inspectprep.sources.encoding import as_utf8
from inspectprep.sources.file_kind import FileKind, file_kind

__all__ = ["COLUMNS", "read_history"]

_VARIANTS = ("short", "standard", "longer")
_DATES = ("start", "end", "published")
_LONGEST = 200
"""Calendar days. Fieldwork in two periods took some months; more is a mistyped year."""
_Problem = tuple[str, str]


def read_history(path: Path | str) -> tuple[PastInspection, ...]:
    """Return the full inspections of a file, in its order.

    The file is delimited text with the columns of :data:`COLUMNS`, in any order, encoding and with any common
    delimiter, or what ``published parse`` writes: JSON Lines, or a list in JSON. A column with the id of a
    judgement gives its grades.

    Raises:
        SourceError: if there is no such file, or it is of another kind.
        DocumentError: for every mistake in it, with its row and column and what to do.
    """
    where = str(path)
    data, _ = as_utf8(read_file(path))
    kind = file_kind(Path(path))
    text = data.decode()
    if kind is not FileKind.CSV or not text.strip():
        remedy = f"Save it as CSV with the columns {','.join(COLUMNS)}."
        what = "The file is empty." if not text.strip() else f"This is not delimited text, but {kind}."
        raise SourceError(what, where=where, remedy=remedy, reason="format")
    is_json = text.lstrip().startswith(("{", "["))
    rows = parsed_rows(text.lstrip(), where) if is_json else delimited_rows(text, where)
    return _checked(rows, where)


def _checked(rows: list[Row], where: str) -> tuple[PastInspection, ...]:
    day_first = {name: is_day_first(row.cells[name] for row in rows) for name in _DATES}
    problems: list[_Problem] = []
    read: list[tuple[str, PastInspection]] = []
    for row in rows:
        values = _Values(row, day_first)
        inspection = values.inspection()
        problems += values.problems
        if inspection:
            read.append((row.place, inspection))
    problems += _between(read)
    if not rows:
        problems.append(("the file", "There is no full inspection in it. Add a row for each."))
    if problems:
        raise DocumentError(problems, where=where)
    return tuple(inspection for _, inspection in read)


class _Values:
    """The values of one row, and the problems that were found in reading them."""

    def __init__(self, row: Row, day_first: Mapping[str, bool]) -> None:
        self.row, self.day_first = row, day_first
        self.problems: list[_Problem] = []

    def inspection(self) -> PastInspection | None:
        """Return the inspection. None if there are problems."""
        cells = self.row.cells
        if not cells["authority"]:
            self._add("authority", "The name of the council is missing. Add it.")
        if cells["urn"] and not (cells["urn"].isdecimal() and cells["urn"].isascii()):
            self._add("urn", "The number is not whole. Write it as 80418, or leave it blank.")
        kind = self._kind()
        variant = cells["variant"].casefold()
        if variant and variant not in _VARIANTS:
            self._add("variant", f"Write one of: {', '.join(_VARIANTS)}. Or leave it blank.")
        start, end, published = (self._date(name) for name in _DATES)
        overall = self._grade("overall_grade")
        judgements = {name: grade for name in JUDGEMENTS if (grade := self._grade(name))}
        if start and end:
            self._order(start, end, published)
        if self.problems or not (kind and start and end):
            return None
        return PastInspection(
            authority=cells["authority"],
            urn=cells["urn"],
            kind=kind,
            variant=variant,
            start=start,
            end=end,
            published=published,
            overall=overall,
            judgements=judgements,
        )

    def _add(self, column: str, message: str) -> None:
        self.problems.append((f"{self.row.place}, column {column}", message))

    def _kind(self) -> InspectionKind | None:
        text = self.row.cells["type"]
        try:
            return InspectionKind("_".join(text.casefold().replace("-", " ").split()))
        except ValueError:
            known = ", ".join(InspectionKind)
            message = f"{text!r} is not a type of full inspection. Write one of: {known}."
            self._add("type", f"{message} Leave out rows of other visits.")
            return None

    def _date(self, column: str) -> date | None:
        text = self.row.cells[column]
        if not text:
            if column != "published":
                self._add(column, "The date is missing. Write it as 2018-04-09.")
            return None
        try:
            return read_date(text, day_first=self.day_first[column])
        except ValueError as error:
            self._add(
                column, f"{error} Leave it blank if there is none." if column == "published" else f"{error}"
            )
            return None

    def _grade(self, column: str) -> GradeWord | None:
        text = self.row.cells.get(column, "")
        try:
            return GradeWord.read(text) if text else None
        except ValueError as error:
            self._add(column, f"{error} Leave it blank where there is none.")
            return None

    def _order(self, start: date, end: date, published: date | None) -> None:
        if end < start:
            self._add("end", f"The end is before {start}, the start. Correct one of them.")
        elif (end - start).days > _LONGEST:
            self._add("end", f"The end is {(end - start).days} days after the start. Check the years.")
        elif published and published < end:
            self._add("published", f"The publication is before {end}, the end. Correct one of them.")


def _between(read: list[tuple[str, PastInspection]]) -> Iterator[_Problem]:
    """Yield the problems of several rows: two numbers of one council, repeated or overlapping inspections."""
    numbers: dict[str, tuple[str, str]] = {}
    places = {id(inspection): place for place, inspection in read}
    for place, each in read:
        first, number = (
            numbers.setdefault(folded(each.authority), (place, each.urn)) if each.urn else ("", "")
        )
        if number != each.urn:
            message = f"{each.authority!r} has the number {number} in {first}. Use one number for a council."
            yield f"{place}, column urn", message
    for sequence in by_council(inspection for _, inspection in read).values():
        for earlier, later in pairwise(sequence):
            if later.start <= earlier.end:
                same = (earlier.kind, earlier.start) == (later.kind, later.start)
                first = places[id(earlier)]
                what = f"This inspection is also in {first}." if same else f"It overlaps with {first}."
                message = f"{what} Remove one of them, or correct the dates."
                yield f"{places[id(later)]}, column start", message
