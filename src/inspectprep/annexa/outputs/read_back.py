"""Reads a workbook that was just written, and compares it with what was to be written, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inspectprep.annexa.catalogue import ColumnSpec
from inspectprep.annexa.outputs.cells_to_send import CellsToSend
from inspectprep.annexa.outputs.submission_workbook import FIRST_ROW, heading, title
from inspectprep.annexa.reading.headings import ROWS_SEARCHED, find_headings
from inspectprep.annexa.reading.known_headings import official_headings
from inspectprep.dataframes import pl
from inspectprep.errors import SourceError, WriteError
from inspectprep.model.cell_names import column_letter
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.sources.files import read_file
from inspectprep.sources.limits import Limits
from inspectprep.sources.memory_file import MemoryFile

_NO_LIMITS = Limits(max_unpacked_mb=float("inf"), max_parts=10**9, max_ratio=float("inf"))


def read_back(
    data: bytes, lists: Mapping[int, Sequence[ColumnSpec]], cells: Mapping[int, CellsToSend], *, where: str
) -> None:
    """Read a submission and compare every cell of every list.

    Args:
        data: The workbook.
        lists: The columns of each list that was written.
        cells: The cells of each list that was to be written.
        where: The name of the file, for errors.

    Raises:
        WriteError: if a list or a cell differs. It names the first such cell, without its value.
    """
    found: set[int] = set()
    for sheet in _sheets(data, where):
        number = next((number for number in lists if sheet.sheet == f"List_{number}"), None)
        if number is None:
            continue
        found.add(number)
        difference = _difference(sheet, number, lists[number], cells[number])
        if difference:
            raise _differs(where, f"{sheet.sheet}, {difference}")
    for number in lists.keys() - found:
        raise _differs(where, f"List_{number}")


def _sheets(data: bytes, where: str) -> Iterator[RawSheet]:
    try:
        yield from read_file(MemoryFile(name="submission.xlsx", data=data), limits=_NO_LIMITS).sheets
    except SourceError:
        raise _differs(where, "the workbook as a whole") from None


def _differs(where: str, place: str) -> WriteError:
    return WriteError(
        f"The workbook was read back, and {place} differs from what was to be written. It was removed.",
        where=where,
        remedy="Look for unusual characters in this place of your files.",
    )


def _difference(sheet: RawSheet, number: int, specs: Sequence[ColumnSpec], cells: CellsToSend) -> str:
    """Return the first place in which a sheet differs. Empty without one."""
    frame = pl.DataFrame(sheet.cells)
    headings = find_headings(frame.head(ROWS_SEARCHED).rows(), official_headings(), sheet.sheet)
    if (
        headings is None
        or headings.list != number
        or headings.columns != {spec.name: index for index, spec in enumerate(specs)}
    ):
        return "row 2"
    if frame.height != cells.height + FIRST_ROW - 1:
        return f"row {min(frame.height, cells.height + FIRST_ROW - 1) + 1}"
    kinds = None if sheet.kinds is None else pl.DataFrame(sheet.kinds)
    for index, spec in enumerate(specs):
        written = frame.to_series(index)
        above = [title(number) if index == 0 else None, heading(spec)]
        if written.head(FIRST_ROW - 1).to_list() != above:
            return f"{column_letter(index + 1)}1 or {column_letter(index + 1)}2"
        meant, dates = _meant(cells, spec.name)
        same = meant.eq_missing(written.slice(FIRST_ROW - 1))
        if kinds is not None:
            real = kinds.to_series(index).slice(FIRST_ROW - 1) == int(CellKind.DATE)
            same &= real.eq_missing(dates)
        elif dates.any():
            same &= ~dates
        if not same.all():
            return f"cell {column_letter(index + 1)}{(~same).arg_true()[0] + FIRST_ROW}"
    return ""


def _meant(cells: CellsToSend, name: str) -> tuple[pl.Series, pl.Series]:
    """Return the texts of a column as the reader gives them, and which of them are real dates."""
    if name not in cells.texts:
        nothing = pl.Series([None], dtype=pl.String).new_from_index(0, cells.height)
        return nothing, nothing.is_not_null()
    texts = cells.texts[name]
    if name not in cells.dates:
        return texts, pl.Series([False]).new_from_index(0, cells.height)
    real = cells.numbers[name].is_not_null()
    return texts.zip_with(~real, texts + " 00:00:00"), real
