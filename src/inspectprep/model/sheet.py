"""Raw sheets: what a source hands over, before anything is understood.

Cells are text exactly as supplied. A source never interprets, drops or tidies a value; it says what
kind of cell the text came from, so that a real date and a typed date can be told apart.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

from attrs import field, frozen

from inspectprep.model.cell_names import column_letter, column_number
from inspectprep.model.document import never_written

__all__ = ["CellKind", "MergedCells", "RawSheet", "SheetNote", "Visibility"]

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


class CellKind(IntEnum):
    """What a cell held."""

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
    """Whether a person opening the workbook sees the sheet."""

    VISIBLE = 0
    HIDDEN = 1
    VERY_HIDDEN = 2


@frozen(kw_only=True)
class SheetNote:
    """Something a source noticed about a sheet or file.

    Attributes:
        code: A stable word, such as ``encoding``, ``hidden-rows`` or ``merged-cells``.
        text: One sentence without any cell's value.
        cells: Names of cells or ranges concerned, such as ``B4`` or ``A2:A9``.
    """

    code: str
    text: str
    cells: tuple[str, ...] = ()


@never_written
@frozen(kw_only=True)
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
@frozen(kw_only=True, eq=False)
class RawSheet:
    """One sheet of cells.

    Attributes:
        file: The file's name, without folders.
        sheet: The sheet's name; for a text file, the file's name without its suffix.
        first_row: The spreadsheet row number (from 1) of the first row of `cells`.
        first_column: The spreadsheet column number (from 1) of the first column of `cells`.
        cells: A frame that speaks Arrow (polars in the built-in sources): one text column per
            spreadsheet column, nulls for empty cells, headings still among the rows. A typed
            source may give a column of dates as such.
        names: The first row of cells, where it stands above `cells` and not in it, as the column
            names of a typed source do; None otherwise.
        kinds: A frame of the same shape holding :class:`CellKind` numbers, or None when every
            filled cell is text.
        visibility: Whether the sheet is hidden.
        notes: What the source noticed.
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
