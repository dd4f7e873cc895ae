"""Hidden rows and columns, and merged cells, among the rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from inspectprep.dataframes import pl
from inspectprep.model.sheet import RawSheet


def hidden_rows(sheet: RawSheet, columns: Sequence[pl.Series], heading_row: int, height: int) -> int:
    """Return how many hidden rows below the headings have a value.

    Args:
        sheet: The sheet.
        columns: The recognised columns, from the first row below the headings.
        heading_row: Spreadsheet number of the lowest row of headings.
        height: The number of rows below the headings.
    """
    first, last = heading_row + 1, heading_row + height
    rows = {row for run in sheet.hidden_rows for row in range(max(run.start, first), min(run.stop, last + 1))}
    positions = sorted(row - first for row in rows)
    if not positions or not columns:
        return 0
    filled = [series.gather(positions).is_not_null() for series in columns]
    return int(reduce(or_, filled).sum())


def hidden_columns(sheet: RawSheet, below: pl.DataFrame) -> tuple[str, ...]:
    """Return the letters of hidden columns that have a value.

    Args:
        sheet: The sheet.
        below: The rows below the headings.
    """
    hidden = {number - sheet.first_column for run in sheet.hidden_columns for number in run}
    return tuple(
        sheet.letter(index)
        for index in sorted(hidden & set(range(below.width)))
        if below.to_series(index).null_count() < below.height
    )


def merged_cells(sheet: RawSheet, columns: Iterable[int], heading_row: int, last_row: int) -> tuple[str, ...]:
    """Return the names of merged ranges that include a data row and a recognised column.

    Args:
        sheet: The sheet.
        columns: Positions, from 0, of the recognised columns.
        heading_row: Spreadsheet number of the lowest row of headings.
        last_row: Spreadsheet number of the last row of data.
    """
    numbers = _numbers(sheet, columns)
    return tuple(
        merged.name
        for merged in sheet.merged_cells
        if merged.rows[-1] > heading_row
        and merged.rows[0] <= last_row
        and not numbers.isdisjoint(merged.columns)
    )


def merged_down(sheet: RawSheet, below: pl.DataFrame, heading_row: int, columns: Sequence[int]) -> int:
    """Return over how many empty rows headings are merged downwards.

    Args:
        sheet: The sheet.
        below: The rows below the headings.
        heading_row: Spreadsheet number of the row in which the headings are written.
        columns: Positions, from 0, of the recognised columns.
    """
    numbers = _numbers(sheet, columns)
    depth = 0
    for merged in sheet.merged_cells:
        if merged.rows[0] <= heading_row < merged.rows[-1] and not numbers.isdisjoint(merged.columns):
            depth = max(depth, merged.rows[-1] - heading_row)
    for row in range(min(depth, below.height)):
        if any(below.to_series(index)[row] is not None for index in columns):
            return row
    return min(depth, below.height)


def _numbers(sheet: RawSheet, columns: Iterable[int]) -> set[int]:
    return {sheet.first_column + index for index in columns}
