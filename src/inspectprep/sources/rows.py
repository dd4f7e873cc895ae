"""Frames made of rows of cells, for readers that go cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.dataframes import pl
from inspectprep.model.cell_names import column_letter
from inspectprep.sources import problems
from inspectprep.sources.limits import MEGABYTE, Limits
from inspectprep.sources.memory_file import InputFile

ROWS_FACTOR = 4
"""Cells that are values of Python take about this many times the memory of those of a frame."""

TABLE_CELLS = 1_000
"""A table takes at least the time of this number of cells."""


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


def refuse_long_texts(
    file: InputFile | str, frame: pl.DataFrame, limits: Limits, *, times: float = 1
) -> None:
    """Refuse a table with a cell that is too long, or with more text than a file may have.

    Args:
        file: The file, or the name of a frame.
        frame: The table, or its first rows.
        limits: The limits.
        times: How many times as many rows the table has.

    Raises:
        SourceError: if it is.
    """
    texts = frame.select(pl.col(pl.String))
    if not texts.width or not texts.height:
        return
    sizes = texts.select(pl.all().str.len_bytes())
    longest = max((size or 0 for size in sizes.max().row(0)), default=0)
    if longest > limits.max_text:
        raise problems.over_limit(
            file,
            f"A cell has more than {limits.max_text:,} characters.",
            "Check where the file came from, and whether its quotes and delimiters are right.",
        )
    if sum(size or 0 for size in sizes.sum().row(0)) * times > limits.max_unpacked_mb * MEGABYTE:
        raise problems.over_limit(file, f"Its texts take more than {limits.max_unpacked_mb:g} MB.")


def refuse_many_sheets(file: InputFile, count: int, limits: Limits) -> None:
    """Refuse a file with too many sheets or tables.

    Raises:
        SourceError: if it has.
    """
    if count > limits.max_parts:
        raise problems.over_limit(file, f"It has more than {limits.max_parts:,} sheets or tables.")


def bounded_frame(
    file: InputFile, rows: Sequence[Sequence[str | int | None]], limits: Limits, *, numbers: bool = False
) -> pl.DataFrame:
    """Return rows of any length as a frame, as :func:`frame_of_rows` does.

    Raises:
        SourceError: if the frame would be too large.
    """
    refuse_many_cells(file, len(rows), max(map(len, rows), default=0), limits, factor=ROWS_FACTOR)
    frame = frame_of_rows(rows, numbers=numbers)
    refuse_long_texts(file, frame, limits)
    return frame


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
