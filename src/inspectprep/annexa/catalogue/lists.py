"""What a list, a column and a code are."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from inspectprep.errors import UnknownNameError

__all__ = ["Code", "CodeSet", "ColumnSpec", "ColumnType", "ListSpec", "Required"]

ColumnType = Literal["id", "date", "category", "integer", "age", "text"]
Required = Literal["always", "conditional", "optional"]


@frozen(kw_only=True)
class Code:
    """A member of a code set.

    Attributes:
        code: As the specification writes it, such as ``b) Physical abuse``.
        label: What it means.
        short: The name rules use: the short code where the specification has one (``PHY``, ``E4A``),
            else the code's text without its letter prefix and explanation (``Yes``, ``In``).
        has_short: True when the specification itself has the short code, so that a cell holding it
            is as good as one holding the full code.
        groups: The kinds of code to which it belongs; rules name a kind and reach every code of it.
        variants: Other ways in which councils' systems write it.
        note: What a maintainer should know.
    """

    code: str
    label: str
    short: str
    has_short: bool = False
    groups: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    note: str = ""


@frozen(kw_only=True, cache_hash=True)
class CodeSet:
    """The values a category column may hold.

    Attributes:
        name: What columns call it.
        codes: Its members, in the specification's order.
        yes_no: True for a plain yes or no question, in which "not recorded" is neither an answer
            nor a blank.
        authorities: True when the name of an English authority is a value too.
    """

    name: str
    codes: tuple[Code, ...]
    yes_no: bool = False
    authorities: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups to which its codes belong."""
        return tuple(dict.fromkeys(group for code in self.codes for group in code.groups))

    def members(self, group: str) -> tuple[str, ...]:
        """Return the short codes of a group.

        Raises:
            UnknownNameError: if no code belongs to such a group; the closest name is suggested.
        """
        found = tuple(code.short for code in self.codes if group in code.groups)
        if not found:
            raise UnknownNameError(f"group of codes of {self.name}", group, self.groups)
        return found


@frozen(kw_only=True)
class ColumnSpec:
    """A column of a list.

    Attributes:
        name: The canonical name.
        header: The official heading.
        required: ``always``, or ``conditional`` on other columns.
        codes: Name of its code set; categories only.
        letters: False where the letter before a code is printed differently in places, so that
            only the word decides.
        since: First year of the layout that has the column; None for those of 2019.
        aliases: Other headings it goes by.
        note: What a maintainer should know.
    """

    name: str
    header: str
    type: ColumnType
    required: Required
    codes: str | None = None
    letters: bool = True
    since: int | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""


@frozen(kw_only=True)
class ListSpec:
    """One of the eleven lists.

    Attributes:
        number: 1 to 11.
        columns: In the official order; the first identifies the row's child or adopter.
        natural_key: Columns that together name a row.
        anchor_dates: The dates by which a row falls inside the reporting window.
        look_back_months: Length of the window; 0 for a snapshot at the list date.
        grain: What one row stands for.
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
