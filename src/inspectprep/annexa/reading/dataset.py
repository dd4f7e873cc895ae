"""A return as it was read: a table a list, and where every value of it stands.

The frame of a list has one row a data row, in the order of the file, with ``__row`` (the
spreadsheet's row number) and ``__place`` (index into :attr:`AnnexAData.places`). For every column found,
under its canonical name ``c``:

==============  =====================================================================================
``c``           the value read; null unless the state is ``READ``. Text for ids, texts and categories
                (a category's code as the specification writes it), whole numbers for ages and counts,
                dates for dates
``c__state``    :class:`CellState`
``c__raw``      the cell exactly as supplied, as text; a column of a typed source that holds nothing
                but dates stays dates
``c__code``     categories: the short code that rules use
``c__kind``     dates: :class:`DateForm`; categories: :class:`Match`
``c__key``      ids: what rows are joined on; null when missing or a placeholder
==============  =====================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Any

import polars as pl
from attrs import field, frozen

from inspectprep.annexa.catalogue.added_codes import CodeSets

__all__ = [
    "AnnexAData",
    "CellState",
    "ColumnCopy",
    "DateForm",
    "ExtraColumn",
    "FileFacts",
    "ListTable",
    "Match",
    "Place",
    "SheetFacts",
    "SkippedRow",
]


class CellState(IntEnum):
    """How reading a cell ended."""

    READ = 0
    MISSING = 1
    UNREADABLE = 2
    BROKEN = 3


class DateForm(IntEnum):
    """How a date was written."""

    CELL = 1
    """A real date."""
    DAY_FIRST = 2
    """Day, month and four-figure year with slashes, without a time or at midnight."""
    MONTH_FIRST = 3
    """First number 12 or less, second above 12."""
    OTHER = 4
    """Any other readable form."""


class Match(IntEnum):
    """How the code of a category was found; whatever comes after NAME is a translation."""

    CODE = 1
    SHORT = 2
    NAME = 3
    """The name of an English authority."""
    LABEL = 4
    VARIANT = 5
    EMBEDDED = 6
    """A short code as a whole word in a longer text."""
    LETTER = 7
    SEVERAL = 8
    """Several different members, read as the set's code for that."""


@frozen(kw_only=True)
class Place:
    """The sheet that a list was read from, or a file as a whole.

    Attributes:
        file: The file's name, without folders.
        list: The list's number; 0 for a file as a whole.
        heading_row: The spreadsheet row number of the headings (of the lowest when there are several).
        letters: Column letter by canonical name.
        headings: The heading as written, by canonical name.
    """

    file: str
    sheet: str = ""
    list: int = 0
    heading_row: int = 0
    letters: Mapping[str, str] = field(factory=dict)
    headings: Mapping[str, str] = field(factory=dict)

    def cell(self, column: str, row: int) -> str:
        """Return a cell's name, such as ``F123``; empty when the column is not on the sheet."""
        letter = self.letters.get(column, "")
        return f"{letter}{row}" if letter else ""


@frozen(kw_only=True, eq=False)
class ListTable:
    """The rows of one list.

    Attributes:
        frame: See the module's description.
        columns: Canonical names of the columns that the file has.
        month_first: Date columns whose text was read month first.
        half_flipped: Date columns in which a spreadsheet seems to have swapped day and month of the
            dates that allow it; with how many cells of each sort there are at least.
    """

    list: int
    frame: pl.DataFrame = field(repr=False)  # child-level values stay out of what is shown of it
    columns: tuple[str, ...]
    month_first: frozenset[str] = frozenset()
    half_flipped: Mapping[str, int] = field(factory=dict)

    @cached_property
    def extremes(self) -> Mapping[str, tuple[Any, Any]]:
        """Lowest and highest value of the frame's columns of states, kinds and dates; Nones without any."""
        return {
            series.name: (series.min(), series.max())
            for series in self.frame.get_columns()
            if series.name.endswith(("__state", "__kind")) or series.dtype.is_temporal()
        }


@frozen(kw_only=True)
class ExtraColumn:
    """A column that is not part of the list.

    Attributes:
        letter: The spreadsheet's column letter.
        heading: As written; may be empty.
        filled: Cells that hold something.
    """

    letter: str
    heading: str
    filled: int


@frozen(kw_only=True)
class ColumnCopy:
    """A column that stands a second time on its list.

    Attributes:
        letter: Letter of the copy that was left out.
        rows_differ: Rows in which it differs from the one kept.
    """

    column: str
    letter: str
    rows_differ: int


@frozen(kw_only=True)
class SkippedRow:
    """A row that is no data.

    Attributes:
        row: The spreadsheet's row number.
        why: ``note``, ``heading``, ``stray``, ``gap`` (first row of a run of blank ones) or ``nil``.
    """

    row: int
    why: str


@frozen(kw_only=True)
class SheetFacts:
    """What the structure rules need to know of a sheet.

    Attributes:
        list: The list its headings fit; None when they fit none.
        named: The list its name, or its file's name, speaks of.
        place: Index into :attr:`AnnexAData.places`; None when the sheet fits no list.
        matched: Canonical names of the columns recognised: of its list, or of the one that it is named after.
        used: True when the sheet supplies its list.
        hidden: True when the sheet is hidden.
        differs: True when it is a copy that was not used, and its rows are not those of the list used.
        headings: True when anything was found that could be a heading.
        headless: True when it begins with what looks like rows of a list instead of headings.
        known: True for the tabs that accompany the lists (front sheet, guidance, codes).
        rows: Rows of data.
        last_row: Last spreadsheet row that holds a value in a recognised column.
        hidden_rows: Hidden rows below the headings that hold a value.
        merged: Ranges of merged cells inside the data.
        notes: Codes of what the source noticed, such as ``encoding``.
    """

    file: str
    sheet: str
    list: int | None = None
    named: int | None = None
    place: int | None = None
    matched: tuple[str, ...] = ()
    used: bool = False
    hidden: bool = False
    differs: bool = False
    headings: bool = True
    headless: bool = False
    known: bool = False
    heading_row: int | None = None
    rows: int = 0
    last_row: int = 0
    hidden_rows: int = 0
    merged: tuple[str, ...] = ()
    extra: tuple[ExtraColumn, ...] = ()
    copies: tuple[ColumnCopy, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class FileFacts:
    """What the structure rules need to know of a file.

    Attributes:
        name: Without folders.
        kind: What it is, by its first bytes: ``xlsx``, ``xls``, ``csv``, ...
        packed_mb: Its size in millions of bytes, and `unpacked_mb` what it unpacks to, as measured.
        parts: Entries of a zipped workbook.
        problem: Why it could not be read: ``encrypted``, ``limit``, ``entities``, ``lock``, ``empty``,
            ``damaged``, ``format`` or nothing.
        detail: A sentence about the problem, without any cell's value.
        external: What it holds that reaches outside it, such as ``external link``.
        authorities: English authorities named in file and folder names, front sheets and titles.
        notes: Codes and sentences of what the source noticed.
        place: Index into :attr:`AnnexAData.places` of the file as a whole.
    """

    name: str
    kind: str = ""
    bytes: int = 0
    packed_mb: float = 0
    unpacked_mb: float = 0
    parts: int = 0
    problem: str = ""
    detail: str = ""
    external: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    place: int | None = None


@frozen(kw_only=True, eq=False)
class AnnexAData:
    """Everything that was read.

    Attributes:
        tables: By list number; a list that is absent, or of which differing copies were supplied,
            is not there.
        places: Where the tables and their copies were read from, then the files.
        as_of: The list date; None when it is unknown and nothing in the data tells it.
        as_of_assumed: True when it was taken from the newest event.
        files: Facts of every file.
        sheets: Facts of every sheet, in the order read.
        copies_agree: For each list supplied more than once, whether the copies hold the same rows.
        codes: The code sets with which it was read.
    """

    tables: Mapping[int, ListTable]
    places: tuple[Place, ...]
    as_of: date | None = None
    as_of_assumed: bool = False
    files: tuple[FileFacts, ...] = ()
    sheets: tuple[SheetFacts, ...] = ()
    copies_agree: Mapping[int, bool] = field(factory=dict)
    codes: CodeSets = field(factory=CodeSets)
