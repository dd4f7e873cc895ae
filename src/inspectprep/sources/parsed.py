"""One sheet of a workbook as its library read it, and the choice of that library."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from inspectprep.dataframes import pl
from inspectprep.extras import is_installed
from inspectprep.model.representation import frozen
from inspectprep.model.sheet import Visibility
from inspectprep.sources.memory_file import InputFile

_READERS = {
    "fastexcel": "inspectprep.sources.with_fastexcel",
    "python_calamine": "inspectprep.sources.with_calamine",
}


@frozen(kw_only=True, eq=False)
class ParsedSheet:
    """The cells of a sheet as text, from its first row.

    Attributes:
        cells: Columns from the first to the last that have a cell, under any names.
        first_column: Number of the first of them, from 1.
        visibility: Whether the sheet is hidden.
    """

    cells: pl.DataFrame
    first_column: int = 1
    visibility: Visibility = Visibility.VISIBLE


class OpenWorkbook(Protocol):
    """A workbook whose sheets can be read one by one."""

    @property
    def names(self) -> Sequence[str]:
        """The names of its sheets, in order."""

    def sheet(self, index: int) -> ParsedSheet:
        """Return one sheet, by its place among the names."""


class Reader(Protocol):
    """A module that reads workbooks with one library."""

    ERRORS: tuple[type[Exception], ...]
    """What the library raises when it cannot read a workbook."""

    def open_workbook(self, source: InputFile | bytes) -> OpenWorkbook:
        """Open a workbook, or a copy of one in memory."""


def choose_reader() -> Reader:
    """Return the reader of the first library that is installed: fastexcel, or else python-calamine.

    Raises:
        LibraryError: if neither is installed, or the first one does not work.
    """
    library = next(filter(is_installed, _READERS), "fastexcel")
    reader: Reader = import_module(_READERS[library])
    return reader
