"""The values of lists: a list of Annex A with its columns."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.representation import frozen


class ColumnType(StrEnum):
    """The type of a column's values.

    Attributes:
        ID: An identifier of a child, a family or another person.
        DATE: A date.
        CATEGORY: A code of a code set.
        INTEGER: A whole number.
        AGE: An age in whole years; -1 for a child who is not born.
        TEXT: Any text.
    """

    ID = "id"
    DATE = "date"
    CATEGORY = "category"
    INTEGER = "integer"
    AGE = "age"
    TEXT = "text"


class Required(StrEnum):
    """The rows on which a column must be filled in: all, or those that other columns decide.

    Attributes:
        ALWAYS: On every row.
        CONDITIONAL: On some rows; other columns decide on which.
    """

    ALWAYS = "always"
    CONDITIONAL = "conditional"


@frozen(kw_only=True)
class ColumnSpec:
    """A column of a list.

    Attributes:
        name: The canonical name.
        header: The official heading.
        type: The type of its values.
        required: ``always``, or ``conditional`` on other columns.
        codes: Name of its code set; categories only.
        letters: False where the letter before a code is printed differently in places, so that
            only the word decides.
        event_date: The date column on which the event of a code began; empty where the list date counts.
        event_end: The date column on which that event ended; a row without that date is open.
        blank_with: Other columns of the row, each with the group of codes for which this one may be blank.
        template_header: The heading in Ofsted's template of 2019, where it is written differently.
        since: First year of the layout that has the column; None for those of 2019.
        aliases: Other headings of the column.
        note: An explanation for readers of the specification.
    """

    name: str
    header: str
    type: ColumnType = field(converter=ColumnType)
    required: Required = field(converter=Required)
    codes: str | None = None
    letters: bool = True
    event_date: str = ""
    event_end: str = ""
    blank_with: Mapping[str, str] = field(factory=dict)
    template_header: str = ""
    since: int | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""


@document("columns")
@frozen(kw_only=True)
class Columns:
    """The columns that several lists share. A list names such a column and says only what differs.

    Attributes:
        columns: The columns, each with its headings on every list.
    """

    columns: tuple[ColumnSpec, ...]


RESERVED_NAMES = frozenset(
    {"above", "age_now", "as_of", "d", "earlier", "every", "natural_key", "open", "unborn"}
)
"""The names that mean something else in a condition, so that no column can have them."""


@document("list-columns")
@frozen(kw_only=True)
class ListColumns:
    """The columns and headings that a plugin adds to a list.

    Attributes:
        list: The number of the list.
        columns: The columns, each with its headings.
        aliases: Further headings of columns that the list has, by canonical name.
    """

    list: int
    columns: tuple[ColumnSpec, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(factory=dict)


@document("list")
@frozen(kw_only=True)
class ListSpec:
    """One of the eleven lists.

    Attributes:
        number: 1 to 11.
        title: The official title.
        columns: In the official order; the first identifies the row's child or adopter.
        natural_key: Columns that together name a row.
        anchor_dates: The dates by which a row falls inside the reporting window.
        look_back_months: Length of the window; 0 for a snapshot at the list date.
        grain: The thing that one row describes.
        sheet_names: Names of sheets and files that mean this list.
    """

    number: int
    title: str
    columns: tuple[ColumnSpec, ...]
    natural_key: tuple[str, ...]
    anchor_dates: tuple[str, ...] = ()
    look_back_months: int = 0
    grain: str = ""
    sheet_names: tuple[str, ...] = ()

    @property
    def newer(self) -> tuple[str, ...]:
        """Names of the columns that the 2019 layout lacks."""
        return tuple(column.name for column in self.columns if column.since)

    def column(self, name: str) -> ColumnSpec:
        """Return the column with this canonical name.

        Raises:
            KeyError: if the list has none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
