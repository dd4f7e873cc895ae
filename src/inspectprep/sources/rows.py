"""Frames made of rows of cells, for readers that go cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.dataframes import pl
from inspectprep.model.cell_names import column_letter
from inspectprep.sources import problems
from inspectprep.sources.limits import Limits
from inspectprep.sources.memory_file import InputFile

ROWS_FACTOR = 4
"""Cells that are values of Python take about this many times the memory of those of a frame."""


class TooManyCellsError(Exception):
    """A file has more cells than the limit allows."""


def refuse_many_cells(
    file: InputFile | str, height: int, width: int, limits: Limits, *, factor: int = 1
) -> None:
    """Refuse a table that is too wide, too long or too large.

    Args:
        file: The file, or the name of a frame.
        height: The number of rows.
        width: The number of columns.
        limits: The limits.
        factor: The limit on the cells is divided by this.

    Raises:
        SourceError: if it is.
    """
    for found, most, what in ((width, limits.max_columns, "columns"), (height, limits.max_rows, "rows")):
        if found > most:
            raise problems.over_limit(
                file,
                f"It has {found:,} {what}, and at most {most:,} can be read.",
                f"Delete the {what} that are not part of a list and save it again.",
            )
    if height * width > limits.max_cells // factor:
        raise problems.over_limit(file, "The file has too many cells.")


def bounded_frame(
    file: InputFile, rows: Sequence[Sequence[str | int | None]], limits: Limits, *, numbers: bool = False
) -> pl.DataFrame:
    """Return rows of any length as a frame, as :func:`frame_of_rows` does.

    Raises:
        SourceError: if the frame would be too large.
    """
    refuse_many_cells(file, len(rows), max(map(len, rows), default=0), limits, factor=ROWS_FACTOR)
    return frame_of_rows(rows, numbers=numbers)


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
