"""A return as it was read: a table for each list, and the place of every value in the files.

The frame of a list has one row for each row of data, in the order of the file, with ``__row`` (the
spreadsheet's row number) and ``__place`` (index into ``AnnexAData.places``). Every recognised column,
with the canonical name ``c``, gives:

==============  =====================================================================================
``c``           the value read; null unless the state is ``READ``. Text for ids, texts and categories
                (a category's code as the specification writes it), whole numbers for ages and counts,
                dates for dates
``c__state``    :class:`CellState`
``c__raw``      the cell exactly as supplied, as text; a column of dates from a typed source stays dates
``c__code``     categories: the short code that rules use, of one type in all lists
``c__kind``     dates: :class:`DateForm`; categories: :class:`Match`
``c__key``      ids: the key that rows are joined on; null when missing or a placeholder
==============  =====================================================================================

Codes, and the cells of columns with few different texts, are enumerations, which take an eighth of the memory
of texts. ``cast(pl.String)`` gives the texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Any

from attrs import cmp_using, field

from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.catalogue.added_codes import CodeSets
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.reading.added_columns import ListSpecs
from inspectprep.annexa.reading.joined_lists import joined_lists
from inspectprep.dataframes import pl
from inspectprep.model.alteration import Alteration
from inspectprep.model.representation import frozen


class CellState(IntEnum):
    """The result of reading a cell, in order of severity."""

    READ = 0
    MISSING = 1
    PLACEHOLDER = 2
    """A date that means none. It counts as blank, except where blank cells are reported."""
    UNREADABLE = 3
    BROKEN = 4


BLANK_STATES = (int(CellState.MISSING), int(CellState.PLACEHOLDER), int(CellState.BROKEN))
"""The states of cells that count as blank."""


class DateForm(IntEnum):
    """The form in which a date was written."""

    CELL = 1
    """A real date."""
    DAY_FIRST = 2
    """Day, month and four-figure year with slashes, without a time or at midnight."""
    ISO = 3
    """Four-figure year, month and day, with hyphens or without marks. It has one reading only."""
    MONTH_FIRST = 4
    """First number 12 or less, second above 12."""
    OTHER = 5
    """Any other readable form."""


class Match(IntEnum):
    """The way in which the code of a category was found. Those after LETTER are translations."""

    CHOICE = 0
    """The council's policy says what the text means. A blank cell has it too, if the policy says so."""
    CODE = 1
    """The code. Capitals, spaces and punctuation may differ."""
    SHORT = 2
    NAME = 3
    """The name of an English authority."""
    WORD = 4
    """The label without its code, or one word for it."""
    LETTER = 5
    VARIANT = 6
    EMBEDDED = 7
    """A code with part of its label, or with a date."""
    SEVERAL = 8
    """Several different members, read as the set's code for several."""
    CONTRADICTION = 9
    """A letter and a word that mean different codes. The cell is unreadable."""


@frozen(kw_only=True)
class Place:
    """The sheet that a list was read from, or a file as a whole.

    Attributes:
        file: The file's name, without folders.
        sheet: The name of the sheet. Empty for files without sheets.
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


def _equal(one: pl.DataFrame | None, other: pl.DataFrame | None) -> bool:
    return one is other or (one is not None and other is not None and one.equals(other))


BY_CONTENT = cmp_using(eq=_equal)
"""Compares fields that are frames by their content."""


@frozen(kw_only=True, unsafe_hash=False)
class ListTable:
    """The rows of one list.

    Attributes:
        spec: The list's specification.
        frame: See the module's description.
        columns: Canonical names of the columns that the file has.
        month_first: Date columns whose text was read month first.
        half_flipped: Date columns in which a spreadsheet seems to have swapped day and month of the
            dates that allow it; with the smaller number of swapped and unswapped cells.
    """

    spec: ListSpec
    frame: pl.DataFrame = field(repr=False, eq=BY_CONTENT)  # its repr shows no child-level values
    columns: tuple[str, ...]
    month_first: frozenset[str] = frozenset()
    half_flipped: Mapping[str, int] = field(factory=dict)

    __one_line__ = ("list", "columns")

    @property
    def list(self) -> int:
        """The list's number."""
        return self.spec.number

    @cached_property
    def extremes(self) -> Mapping[str, tuple[Any, Any]]:
        """The lowest and highest values of columns of states, kinds and dates; None for both without any."""
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
        filled: The number of cells with a value.
    """

    letter: str
    heading: str
    filled: int


@frozen(kw_only=True)
class CloseHeading:
    """A heading that is spelt nearly like one of the list's.

    Attributes:
        letter: The spreadsheet's column letter.
        heading: As written.
        columns: Canonical names of the columns that it may mean.
        why_not: Why it is not read as its column: ``several`` columns, ``taken`` by another heading,
            ``shared`` with another such heading, or its ``cells`` do not fit. Empty if it is read.
    """

    letter: str
    heading: str
    columns: tuple[str, ...]
    why_not: str = ""


@frozen(kw_only=True)
class ColumnCopy:
    """A second column for the same thing.

    Attributes:
        column: Canonical name of the column.
        letter: Letter of the copy that was left out.
        rows_differ: The number of rows in which it differs from the column used.
        heading: The heading of the copy, as written.
    """

    column: str
    letter: str
    rows_differ: int
    heading: str = ""


@frozen(kw_only=True)
class SkippedRow:
    """A row that is not data.

    Attributes:
        row: The spreadsheet's row number.
        why: ``note``, ``group``, ``heading``, ``hint``, ``rule`` (of dashes), ``stray``, ``nil`` or ``gap``
            (the first row of a run of blank ones).
    """

    row: int
    why: str


@frozen(kw_only=True)
class SheetFacts:
    """The facts about a sheet that the structure rules use.

    Attributes:
        file: The name of the file.
        sheet: The name of the sheet.
        list: The list its headings fit; None when they fit none.
        named: The list that the sheet, or its file, is named after.
        place: Index into ``AnnexAData.places``; None when the sheet fits no list.
        matched: Canonical names of the columns recognised, of its list or of the list that it is named after.
        used: True when the sheet supplies its list.
        hidden: True when the sheet is hidden.
        differs: True when it is an unused copy and its rows differ from those used.
        headings: True when something was found that could be a heading.
        headless: True when it begins with rows that look like data instead of headings.
        known: True for the other tabs of the template (front sheet, guidance, codes).
        empty: True when it has no filled cell.
        heading_row: The spreadsheet row of the headings. None if there is none.
        rows: The number of rows of data.
        last_row: The last spreadsheet row with a value in a recognised column.
        hidden_rows: The number of hidden rows below the headings that have a value.
        hidden_columns: Letters of the hidden columns that have a value below the headings.
        long_rows: The rows with cells to the right of all headings, where these are few.
        far: Names of cells far from all others, which were not read.
        merged: Ranges of merged cells inside the data.
        extra: The columns that the specification does not have.
        copies: The columns whose heading is there more than once.
        close: The headings that are spelt nearly like one of the list's.
        skipped: The rows that were ignored.
        notes: Codes of the source's notes, such as ``encoding``.
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
    empty: bool = False
    heading_row: int | None = None
    rows: int = 0
    last_row: int = 0
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()
    long_rows: tuple[int, ...] = ()
    far: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    extra: tuple[ExtraColumn, ...] = ()
    copies: tuple[ColumnCopy, ...] = ()
    close: tuple[CloseHeading, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class FileFacts:
    """The facts about a file that the structure rules use.

    Attributes:
        name: Without folders.
        kind: The kind of file, by its first bytes: ``xlsx``, ``xls``, ``csv``, ...
        bytes: The size of the file in bytes. None if it is not known.
        packed_mb: Its size in millions of bytes.
        unpacked_mb: Its measured size when unpacked, in millions of bytes.
        parts: Entries of a zipped workbook.
        problem: Why it could not be read: ``encrypted``, ``limit``, ``entities``, ``lock``, ``empty``,
            ``damaged``, ``format``, or empty.
        detail: A sentence about the problem, without any cell's value.
        external: Contents that refer to other files or could run, such as ``external link``.
        authorities: English authorities named in file and folder names, front sheets and titles.
        notes: Codes and sentences of the source's notes.
        place: Index into ``AnnexAData.places`` of the file as a whole.
        plugin: The plugin whose reader read it. Empty for a built-in reader.
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
    plugin: str = ""


@frozen(kw_only=True, unsafe_hash=False)
class AnnexAData:
    """A whole return as it was read.

    Attributes:
        tables: By list number. A list that is absent, or supplied in copies that differ, has no table.
        places: The sheets that the tables and their copies were read from, then the files.
        as_of: The list date; None when it is unknown and the data has no dates.
        as_of_assumed: True when it was taken from the newest event.
        files: Facts of every file.
        sheets: Facts of every sheet, in the order read.
        copies_agree: For each list supplied more than once and not joined, whether the copies have the same
            rows.
        codes: The code sets with which it was read.
        policy: The council's policy with which it was read.
        joined: The lists that were joined from several sheets. Their rows have several places.
        lists: The lists with which it was read.
    """

    tables: Mapping[int, ListTable]
    places: tuple[Place, ...]
    as_of: date | None = None
    as_of_assumed: bool = False
    files: tuple[FileFacts, ...] = ()
    sheets: tuple[SheetFacts, ...] = ()
    copies_agree: Mapping[int, bool] = field(factory=dict)
    codes: CodeSets = field(factory=CodeSets)
    policy: Policy = field(factory=Policy)
    joined: tuple[int, ...] = ()
    lists: ListSpecs = field(factory=ListSpecs)

    __one_line__ = ("as_of", "tables", "files", "sheets")

    @property
    def keys(self) -> Mapping[int, pl.Series]:
        """The keys on which the rows of lists of children are joined, by list."""
        name = "child_unique_id"
        return {n: table.frame[f"{name}__key"] for n, table in self.tables.items() if name in table.columns}

    @cached_property
    def groups(self) -> tuple[frozenset[int], ...]:
        """The lists in groups that share identifiers. There is one group where nothing is wrong."""
        _, *apart = joined_lists(self.keys)
        return (frozenset(self.tables).difference(*apart), *apart)

    @property
    def altered_by(self) -> tuple[Alteration, ...]:
        """What plugins changed: the files that they read, and the codes and columns that they added."""
        files = [
            Alteration(plugin=file.plugin, what=f"read the file {file.name!r}")
            for file in self.files
            if file.plugin
        ]
        return (*files, *self.codes.altered_by, *self.lists.altered_by)
