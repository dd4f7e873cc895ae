"""A list of the names of children, as a council loads it: text, CSV or a workbook.

In a text file each line has one name: ``First Last`` or ``Last, First``. A line that begins with ``#`` is
ignored. A CSV file and a workbook have
headings in the first row that is not empty: first name and last name, or one heading for the whole name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import SourceError
from inspectprep.inputs import read_file
from inspectprep.sources.file_kind import FileKind, file_kind
from inspectprep.workspace.personal_data.file_texts import WORKBOOKS, decoded
from inspectprep.workspace.personal_data.folding import fold
from inspectprep.workspace.personal_data.known_names import ChildName

if TYPE_CHECKING:
    from inspectprep.plugins import Registry

_FIRST = frozenset(
    ("first name", "first names", "firstname", "forename", "forenames", "given name", "given names", "first")
)
_LAST = frozenset(("last name", "last names", "lastname", "surname", "family name", "last"))
_WHOLE = frozenset(("name", "full name", "fullname", "child name", "childs name", "name of child", "child"))


def read_names(path: Path | str, registry: Registry) -> tuple[ChildName, ...]:
    """Read a list of names.

    Args:
        path: The file.
        registry: The plugins, which read workbooks.

    Returns:
        The names. One without a first or a last name has an empty part.

    Raises:
        SourceError: if the file cannot be read, or has no headings for names.
    """
    file = Path(path)
    data = read_file(file)
    kind = file_kind(file)
    if kind in WORKBOOKS:
        sheets = [sheet.cells.iter_rows() for sheet in registry.sources.resolve("workbook")(file)]
        found = [names for rows in sheets if (names := _from_table(rows)) is not None]
        if found:
            return tuple(name for names in found for name in names)
        raise _without_headings(file)
    if kind not in (FileKind.CSV, FileKind.HTML):
        raise _without_headings(file)
    text = decoded(data)
    if file.suffix.casefold() not in (".csv", ".tsv"):
        lines = (line.strip() for line in text.splitlines())
        return tuple(_whole(line) for line in lines if line and not line.startswith("#"))
    head = next((line for line in text.splitlines() if line.strip()), "")
    names = _from_table(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=head.count)))
    if names is None:
        raise _without_headings(file)
    return names


def _without_headings(file: Path) -> SourceError:
    return SourceError(
        "There are no names with headings in this file.",
        where=file.name,
        remedy="Use a CSV file or a workbook with the headings First name and Last name, or Name. "
        "Or use a text file with one name in each line.",
        reason="format",
    )


def _from_table(rows: Iterable[Sequence[str | None]]) -> tuple[ChildName, ...] | None:
    """Return the names in a table; None if its first row has no headings for names."""
    filled = (row for row in rows if any((cell or "").strip() for cell in row))
    headings = [" ".join(_plain(cell or "").split()) for cell in next(filled, ())]
    places = [_place(headings, known) for known in (_FIRST, _LAST, _WHOLE)]
    first, last, whole = places
    if first is not None and last is not None:
        return tuple(ChildName(_cell(row, first), _cell(row, last)) for row in filled)
    if whole is not None:
        return tuple(_whole(_cell(row, whole)) for row in filled if _cell(row, whole))
    return None


def _plain(heading: str) -> str:
    return fold(heading).replace("'", "").replace("_", " ").replace("-", " ")


def _place(headings: Sequence[str], known: frozenset[str]) -> int | None:
    return next((place for place, heading in enumerate(headings) if heading in known), None)


def _cell(row: Sequence[str | None], place: int) -> str:
    return (row[place] or "").strip() if place < len(row) else ""


def _whole(text: str) -> ChildName:
    """Return the parts of a whole name: ``Last, First``, or the last word as the last name."""
    last, comma, first = text.partition(",")
    if comma:
        return ChildName(first.strip(), last.strip())
    first, _, last = text.strip().rpartition(" ")
    return ChildName(first.strip(), last)
