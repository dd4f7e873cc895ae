"""Raw sheets, which sources return.

Cells are text exactly as in the file. A source never interprets, drops or changes a value. It gives the
kind of each cell, so that a real date differs from a typed one.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

from attrs import field

from inspectprep.model.cell_names import column_letter, column_number
from inspectprep.model.document import never_written
from inspectprep.model.values import frozen_by_type

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


class CellKind(IntEnum):
    """The kind of a cell.

    Attributes:
        EMPTY: An empty cell.
        TEXT: Text.
        NUMBER: A number.
        DATE: A date, or a date with a time.
        BOOLEAN: True or false.
        ERROR: An error of the spreadsheet program, such as ``#REF!``.
        FORMULA: A formula without a stored result.
    """

    EMPTY = 0
    TEXT = 1
    NUMBER = 2
    DATE = 3
    """A real date or date and time; its text is ``YYYY-MM-DD`` or ``YYYY-MM-DD HH:MM:SS``."""
    BOOLEAN = 4
    ERROR = 5
    """A spreadsheet error; its text is the error, such as ``#N/A``."""
    FORMULA = 6
    """A formula without a stored result; its text starts with ``=``."""


class Visibility(IntEnum):
    """The visibility of a sheet in the workbook.

    Attributes:
        VISIBLE: The sheet is visible.
        HIDDEN: The sheet is hidden, and the program offers to show it.
        VERY_HIDDEN: The sheet is hidden, and the program does not offer to show it.
    """

    VISIBLE = 0
    HIDDEN = 1
    VERY_HIDDEN = 2


@frozen_by_type(kw_only=True)
class SheetNote:
    """A note of a source about a sheet or file.

    Attributes:
        code: A stable word, such as ``encoding``, ``hidden-rows``, ``hidden-columns``, ``merged-cells`` or
            ``far-cells``.
        text: One sentence without any cell's value.
        cells: Names of the cells or ranges, such as ``B4`` or ``A2:A9``.
    """

    code: str
    text: str
    cells: tuple[str, ...] = ()


@never_written
@frozen_by_type(kw_only=True)
class MergedCells:
    """A range of merged cells.

    Attributes:
        name: The range, such as ``A2:A9``.
        rows: Its spreadsheet row numbers.
        columns: Its spreadsheet column numbers.
    """

    name: str
    rows: range
    columns: range


@never_written
@frozen_by_type(kw_only=True, eq=False)
class RawSheet:
    """One sheet of cells.

    Attributes:
        file: The file's name, without folders.
        sheet: The sheet's name; for a text file, the file's name without its suffix.
        first_row: The spreadsheet row number (from 1) of the first row of `cells`.
        first_column: The spreadsheet column number (from 1) of the first column of `cells`.
        cells: A dataframe that supports Arrow (polars in the built-in sources). It has a text column for
            each spreadsheet column, nulls for empty cells, and the headings among the rows. A typed
            source may return a column of dates as dates.
        names: The column names of a typed source, as the row above `cells`. None for other sources.
        kinds: A dataframe of the same shape with :class:`CellKind` numbers, or None if every filled
            cell is text.
        visibility: Whether the sheet is hidden.
        notes: The notes of the source.
    """

    file: str
    sheet: str
    cells: Any
    kinds: Any = None
    names: tuple[str, ...] | None = None
    first_row: int = 1
    first_column: int = 1
    visibility: Visibility = Visibility.VISIBLE
    notes: tuple[SheetNote, ...] = field(default=())

    def letter(self, index: int) -> str:
        """Return the letters of a column of `cells` by its index, from 0."""
        return column_letter(self.first_column + index)

    @property
    def hidden_rows(self) -> tuple[range, ...]:
        """The spreadsheet numbers of hidden rows, as runs."""
        runs = (run.partition(":") for run in self._noted("hidden-rows"))
        return tuple(range(int(first), int(last or first) + 1) for first, _, last in runs)

    @property
    def hidden_columns(self) -> tuple[range, ...]:
        """The spreadsheet numbers of hidden columns, as runs."""
        runs = (run.partition(":") for run in self._noted("hidden-columns"))
        return tuple(range(column_number(first), column_number(last or first) + 1) for first, _, last in runs)

    @property
    def far_cells(self) -> tuple[str, ...]:
        """The names of cells far from all others, which were not read."""
        return self._noted("far-cells")

    @property
    def merged_cells(self) -> tuple[MergedCells, ...]:
        """The ranges of merged cells."""
        merged = (
            MergedCells(
                name=name,
                rows=range(int(parts[2]), int(parts[4]) + 1),
                columns=range(column_number(parts[1]), column_number(parts[3]) + 1),
            )
            for name in self._noted("merged-cells")
            if (parts := _RANGE.fullmatch(name))
        )
        return tuple(cells for cells in merged if cells.rows and cells.columns)

    def _noted(self, code: str) -> tuple[str, ...]:
        return tuple(cell for note in self.notes if note.code == code for cell in note.cells)
