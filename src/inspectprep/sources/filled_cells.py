"""The place of filled cells on a sheet and in the bytes of its part."""

from __future__ import annotations

from typing import NamedTuple


class FilledCells(NamedTuple):
    """One filled cell; in an OpenDocument workbook, a cell with its repetitions.

    Attributes:
        sheet: The name of the sheet. Empty where a part has one sheet.
        row: The first row, from 1.
        last_row: The last row.
        column: The first column, from 1.
        last_column: The last column.
        start: The first of its bytes.
        end: The byte after its last one.
    """

    sheet: str
    row: int
    last_row: int
    column: int
    last_column: int
    start: int
    end: int
