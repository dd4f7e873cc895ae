"""Explanations that people typed into the Findings sheet of a checked workbook, also after it was sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from attrs import evolve

from inspectprep.annexa.outputs.finding_row import (
    MARK,
    NAMES,
    REASON,
    SHEET,
    UNTIL,
    WHO,
    RowMark,
    key_of,
    names_of,
    read_row_mark,
)
from inspectprep.annexa.results.comparison import read_saved
from inspectprep.annexa.results.explaining import RowProblem, TypedExplanations, TypedRow
from inspectprep.calendar.written import read_day
from inspectprep.dataframes import pl
from inspectprep.errors import SourceError
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.sheet import CellKind
from inspectprep.sources.files import read_file

_LAST_HEADING_ROW = 20
_IDENTIFIER = "Identifier"
_LEAST_IDENTIFIER = 4
_WANTED = (*NAMES, REASON, WHO, UNTIL, MARK)
_DAY_LENGTH = 10

Personal = Callable[[str], Sequence[str]]
"""Returns a description of each kind of personal data in a text."""


class _Cell(NamedTuple):
    text: str
    kind: int


@checked_arguments
def read_typed(path: Path | str, *, today: date, personal: Personal | None = None) -> TypedExplanations:
    """Read the explanations that people typed into a checked workbook.

    Args:
        path: The workbook, saved by any spreadsheet program. Its rows may be sorted, filtered or deleted.
        today: The first day that a new explanation may have as its last.
        personal: Finds personal data in a reason, which then is not used. The identifier in the row is always
            looked for.

    Raises:
        SourceError: if the file cannot be read, or is not a checked workbook.
    """
    sheet = read_findings_sheet(path)
    alike = Counter((text or "").split(" ")[0] for text in sheet.texts(MARK))
    rows: list[TypedRow] = []
    problems: list[RowProblem] = []
    for number, cells in _touched(sheet):
        try:
            row = _row(number, cells, today, personal)
            rows.append(evolve(row, alike=alike[row.mark]))
        except ValueError as error:
            problems.append(RowProblem(row=number, problem=str(error)))
    return TypedExplanations(key=sheet.key, rows=tuple(rows), problems=tuple(problems))


class FindingsSheet(NamedTuple):
    """The cells of a Findings sheet.

    Attributes:
        key: Identifies the key that made the marks.
        first: The spreadsheet row of the first finding.
        columns: The position of each heading in the frames.
        cells: The cells below the headings.
        kinds: Their kinds. None if all are text.
    """

    key: str
    first: int
    columns: Mapping[str, int]
    cells: pl.DataFrame
    kinds: pl.DataFrame | None

    def texts(self, heading: str) -> list[str | None]:
        """Return the cells of a column."""
        return self.cells.to_series(self.columns[heading]).cast(pl.String).to_list()


def read_findings_sheet(path: Path | str) -> FindingsSheet:
    """Return the Findings sheet of a checked workbook.

    Raises:
        SourceError: if the file cannot be read, or is not a checked workbook.
    """
    file = Path(path)
    sheet = next((one for one in read_file(file).sheets if one.sheet.strip() == SHEET), None)
    if sheet is None:
        raise _not_checked(file, f"It has no sheet {SHEET!r}.")
    head = sheet.cells.head(_LAST_HEADING_ROW).cast(pl.String).rows()
    at = next((row for row, cells in enumerate(head) if {REASON, MARK} <= set(map(_clean, cells))), None)
    if at is None:
        raise _not_checked(file, f"The sheet {SHEET!r} has no row of headings with {REASON!r} and {MARK!r}.")
    headings = list(map(_clean, head[at]))
    wrong = [name for name in _WANTED if headings.count(name) != 1]
    if wrong:
        raise _not_checked(file, f"The sheet {SHEET!r} does not have exactly one column {wrong[0]!r}.")
    key = next((key for row in head[:at] for cell in row if cell and (key := key_of(cell))), None)
    if key is None:
        raise _not_checked(file, f"The first row of the sheet {SHEET!r} was changed.")
    below = slice(at + 1, None)
    return FindingsSheet(
        key=key,
        first=sheet.first_row + at + 1,
        columns={name: headings.index(name) for name in (*_WANTED, _IDENTIFIER) if name in headings},
        cells=sheet.cells[below],
        kinds=None if sheet.kinds is None else sheet.kinds[below],
    )


def _not_checked(path: Path, why: str) -> SourceError:
    return SourceError(
        f"This is not a workbook of a check, or it was changed too much. {why}",
        where=path.name,
        remedy="Use a workbook that inspectprep annexa check --workbook wrote, with all its columns.",
        reason="format",
    )


def _clean(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _touched(sheet: FindingsSheet) -> Iterator[tuple[int, dict[str, _Cell]]]:
    """Yield the spreadsheet row and the cells of each row that is or was explained."""
    names = sheet.cells.columns
    typed = [pl.col(names[sheet.columns[heading]]).cast(pl.String) for heading in (REASON, WHO, UNTIL)]
    mark = pl.col(names[sheet.columns[MARK]]).cast(pl.String)
    was = mark.str.contains(" (finding|rule) ")
    there = pl.any_horizontal([cell.str.strip_chars().str.len_chars() > 0 for cell in typed] + [was])
    rows = sheet.cells.with_row_index("__at").filter(there.fill_null(value=False))["__at"].to_list()
    for at in rows:
        kinds = None if sheet.kinds is None else sheet.kinds.row(at)
        cells = sheet.cells.row(at)
        yield (
            sheet.first + at,
            {
                name: _Cell(
                    _clean(None if cells[place] is None else str(cells[place])),
                    int(CellKind.TEXT) if kinds is None else int(kinds[place]),
                )
                for name, place in sheet.columns.items()
            },
        )


def _row(number: int, cells: Mapping[str, _Cell], today: date, personal: Personal | None) -> TypedRow:
    """Return the explanation of a row.

    Raises:
        ValueError: if it cannot be used. The message says why and what to do.
    """
    mark = _mark(cells)
    for heading in (REASON, WHO, UNTIL):
        if cells[heading].kind in {CellKind.ERROR, CellKind.FORMULA}:
            raise ValueError(f"The cell {heading} has an error or a formula without a result. Type text.")
    reason, by = cells[REASON].text, cells[WHO].text
    words = None
    if reason or by or cells[UNTIL].text:
        until = _until(cells[UNTIL])
        words = reason, by, until
    row = TypedRow(
        row=number,
        mark=mark.mark,
        rule=cells["Rule"].text,
        list=_number(cells["List"].text),
        words=words,
        was=mark.words,
        single=mark.single,
    )
    if row.changed and words is not None:
        problem = problem_of(*words, today=today, identifier=_text(cells, _IDENTIFIER), personal=personal)
        if problem:
            raise ValueError(problem)
    return row


def _mark(cells: Mapping[str, _Cell]) -> RowMark:
    if not cells[MARK].text:
        raise ValueError(
            "The row has no mark, because it was added by hand. Type in the row of the finding itself."
        )
    mark = read_row_mark(cells[MARK].text)
    if mark is None or mark.names != names_of({name: cells[name].text for name in NAMES}):
        raise ValueError(
            "The mark in the hidden last column does not belong to this finding: a cell was changed, or only "
            "some columns were sorted. Write the workbook again and type the explanation there."
        )
    return mark


def _until(cell: _Cell) -> date | None:
    if not cell.text:
        return None
    if cell.kind == CellKind.DATE:
        return date.fromisoformat(cell.text[:_DAY_LENGTH])
    try:
        return read_day(cell.text)
    except ValueError as error:
        raise ValueError(f"The last day in {UNTIL} is not clear. {error}") from None


def problem_of(
    reason: str,
    by: str,
    until: date | None,
    *,
    today: date,
    identifier: str = "",
    personal: Personal | None = None,
) -> str:
    """Return why an explanation cannot be used, and what to do; empty if it can.

    Args:
        reason: The reason.
        by: The person.
        until: The last day.
        today: The first day that the explanation may have as its last.
        identifier: The identifier of the child.
        personal: Finds personal data in a text.
    """
    if not reason:
        return f"There is no reason. Type one sentence in {REASON}."
    if not by:
        return f"There is no name. Type who accepts the finding in {WHO}."
    if until is not None and until < today:
        return f"The last day in {UNTIL} is over. Choose today or a later day."
    words = reason.casefold().replace(",", " ").replace(".", " ").split()
    if len(identifier) >= _LEAST_IDENTIFIER and identifier.casefold() in words:
        return (
            "The reason has the identifier of the child. Leave it out, because the reason goes into reports."
        )
    found = () if personal is None else personal(reason)
    return (
        f"The reason seems to have personal data of a child: {', '.join(found)}. Leave it out."
        if found
        else ""
    )


def _text(cells: Mapping[str, _Cell], name: str) -> str:
    return cells[name].text if name in cells else ""


def _number(text: str) -> int | None:
    plain = text.removesuffix(".0")
    return int(plain) if plain.isdecimal() else None


class MarkedFinding(NamedTuple):
    """A finding of a saved result or a workbook.

    Attributes:
        mark: Its mark.
        rule: The id of its rule.
        list: The number of its list. None for a whole file.
        row: The spreadsheet row. None for a whole list.
    """

    mark: str
    rule: str
    list: int | None
    row: int | None


def marked_findings(path: Path | str) -> tuple[str, list[MarkedFinding]]:
    """Return the key's id and the findings of a saved result or a checked workbook.

    Raises:
        SourceError: if it cannot be read, or is not a checked workbook.
        DocumentError: if it is not a saved result.
    """
    if Path(path).suffix.casefold() == ".json":
        saved = read_saved(path)
        findings = (
            MarkedFinding(mark, one.rule, one.list, one.row)
            for mark, many in saved.marks.items()
            for one in many
        )
        return saved.key, list(findings)
    sheet = read_findings_sheet(path)
    rows = zip(*(sheet.texts(name) for name in ("Rule", "List", "Cell", MARK)), strict=True)
    found = []
    for rule, list_text, cell, mark_text in rows:
        mark = read_row_mark(mark_text or "")
        if mark is not None:
            row = "".join(filter(str.isdecimal, cell or ""))
            found.append(
                MarkedFinding(mark.mark, rule or "", _number(list_text or ""), int(row) if row else None)
            )
    return sheet.key, found
