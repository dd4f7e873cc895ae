"""Frames made of rows of cells, for readers that go cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.dataframes import pl
from inspectprep.model.cell_names import column_letter


def frame_of_rows(rows: Sequence[Sequence[str | int | None]], *, numbers: bool = False) -> pl.DataFrame:
    """Return rows of any length as a frame whose columns have the spreadsheet's letters as names.

    Args:
        rows: Cells, row by row.
        numbers: True when the cells are :class:`~inspectprep.model.sheet.CellKind` numbers.
    """
    width = max(map(len, rows), default=0)
    if not width:
        return pl.DataFrame()
    blank = 0 if numbers else None
    columns = {
        column_letter(index + 1): [row[index] if index < len(row) else blank for row in rows]
        for index in range(width)
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.UInt8 if numbers else pl.String))
