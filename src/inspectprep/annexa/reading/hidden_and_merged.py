"""What a source noticed about the rows of a sheet: hidden rows and merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from inspectprep.annexa.reading.dataset import Place
from inspectprep.model.sheet import RawSheet

__all__ = ["hidden_rows", "merged_cells", "merged_down"]

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def hidden_rows(sheet: RawSheet, columns: Sequence[pl.Series], heading_row: int, height: int) -> int:
    """Return how many hidden rows below the headings hold a value.

    Args:
        sheet: The sheet.
        columns: The recognised columns, from the first row below the headings.
        heading_row: Spreadsheet number of the lowest row of headings.
        height: Rows of data.
    """
    rows: set[int] = set()
    for note in sheet.notes:
        if note.code == "hidden-rows":
            for run in note.cells:
                start, _, end = run.partition(":")
                first = max(int(start), heading_row + 1)
                rows.update(range(first, min(int(end or start), heading_row + height) + 1))
    positions = sorted(row - heading_row - 1 for row in rows)
    if not positions:
        return 0
    filled = None
    for series in columns:
        mine = series.gather(positions).is_not_null()
        filled = mine if filled is None else filled | mine
    return 0 if filled is None else int(filled.sum())


def merged_cells(sheet: RawSheet, place: Place, last_row: int) -> tuple[str, ...]:
    """Return the ranges of merged cells that take in a data row and a recognised column."""
    from inspectprep.sources.sheetscan import column_number  # noqa: PLC0415

    mine = {column_number(letter) for letter in place.letters.values()}
    return tuple(
        cells
        for cells, rows, columns in _ranges(sheet)
        if rows[-1] > place.heading_row and rows[0] <= last_row and not mine.isdisjoint(columns)
    )


def merged_down(sheet: RawSheet, below: pl.DataFrame, heading_row: int, columns: Sequence[int]) -> int:
    """Return over how many further rows, all of them empty, headings are merged downwards.

    Args:
        sheet: The sheet.
        below: What stands below the headings.
        heading_row: Spreadsheet number of the row in which the headings are written.
        columns: Positions, from 0, of the recognised columns.
    """
    mine = {sheet.first_column + index for index in columns}
    depth = 0
    for _, rows, letters in _ranges(sheet):
        if rows[0] <= heading_row < rows[-1] and not mine.isdisjoint(letters):
            depth = max(depth, rows[-1] - heading_row)
    for row in range(min(depth, below.height)):
        if any(below.to_series(index)[row] is not None for index in columns):
            return row
    return min(depth, below.height)


def _ranges(sheet: RawSheet) -> Iterator[tuple[str, range, range]]:
    """Yield each merged range as written, its rows and its columns."""
    from inspectprep.sources.sheetscan import column_number  # noqa: PLC0415

    for note in sheet.notes:
        for cells in note.cells if note.code == "merged-cells" else ():
            parts = _RANGE.fullmatch(cells)
            if parts is not None:
                rows = range(int(parts[2]), int(parts[4]) + 1)
                yield cells, rows, range(column_number(parts[1]), column_number(parts[3]) + 1)
