"""The matching of a return: each text that its lists have, how often, and what it was read as.

These values have texts of cells. They are only for the analyst who has the lists.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from attrs import evolve, field

from inspectprep.annexa.catalogue import lists
from inspectprep.model.arguments import word_of
from inspectprep.model.classification import Classification
from inspectprep.model.document import document, layout
from inspectprep.model.representation import frozen

ERROR_CELL = "an error of the spreadsheet"
"""The reason why a cell such as ``#N/A`` could not be read. No choice can change that."""


class MatchState(StrEnum):
    """The result of matching a text, those to look at first.

    Attributes:
        UNMATCHED: It could not be read. It stays as it is.
        TRANSLATED: It was read as something that is written in another way.
        CHOSEN: It was read as the council's policy says.
        BLANK: It was read as a blank cell.
        PLAIN: It is written in another way that has one reading only, such as a label without its code.
        EXACT: It is written as the specification has it.
    """

    UNMATCHED = "unmatched"
    TRANSLATED = "translated"
    CHOSEN = "chosen"
    BLANK = "blank"
    PLAIN = "plain"
    EXACT = "exact"


@layout()
@frozen(kw_only=True)
class MatchedValue:
    """One text of a column, or one form of writing dates or numbers.

    Attributes:
        list: The number of the list.
        column: The canonical name of the column.
        value: The text, without spaces around it. In columns of dates and numbers, the form of those that
            were read: ``9`` for a digit and ``a`` for letters. Empty for real dates and whole numbers.
        count: The number of cells.
        code: The code that it was read as, as the specification writes it. Empty where there is none.
        how: The reason, in words.
        state: The result.
    """

    list: int
    column: str
    value: str = field(repr=False)
    count: int
    code: str
    how: str
    state: MatchState


@layout()
@frozen(kw_only=True)
class MatchedHeading:
    """One heading of a sheet.

    Attributes:
        list: The number of the list.
        file: The name of the file.
        sheet: The name of the sheet.
        letter: The spreadsheet's letter of the column.
        heading: The heading as written.
        column: The canonical name of the column that it was read as. Empty for none.
        how: The reason, in words.
        state: The result.
    """

    list: int
    file: str
    sheet: str
    letter: str
    heading: str
    column: str
    how: str
    state: MatchState


@layout()
@frozen(kw_only=True)
class UnlistedValues:
    """Further texts of a column that has too many to list.

    Attributes:
        list: The number of the list.
        column: The canonical name of the column.
        texts: The number of different texts.
        cells: The number of cells with them.
    """

    list: int
    column: str
    texts: int
    cells: int


@document("annexa-matching")
@layout("classification", "values", "headings", "unlisted", "codes", "added")
@frozen(kw_only=True)
class Matching:
    """The matching of a return.

    Attributes:
        values: The texts, those to look at first at the start.
        headings: The headings of the sheets from which the lists were read, in the same order.
        unlisted: Columns with too many texts to list, and the number of the others.
        codes: The codes of each code set from which the analyst can choose, as the specification writes them.
        added: The official headings of columns that plugins add, by list and column, such as ``8.advocate``.
    """

    values: tuple[MatchedValue, ...] = field(repr=False)
    headings: tuple[MatchedHeading, ...]
    unlisted: tuple[UnlistedValues, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)
    added: Mapping[str, str] = field(factory=dict, repr=False)

    __one_line__ = ("values", "headings")

    @property
    def classification(self) -> str:
        """The mark of every document with these values."""
        return Classification.PERSONAL_DATA.value

    def header(self, entry: MatchedValue | MatchedHeading | UnlistedValues) -> str:
        """Return the official heading of the column of an entry. Empty for no column."""
        header = self.added.get(f"{entry.list}.{entry.column}")
        if header is None and entry.column:
            header = lists()[entry.list].column(entry.column).header
        return (header or "").strip()

    def count(self, state: MatchState) -> int:
        """Return the number of texts with a result."""
        return sum(value.state is state for value in self.values)

    def only(self, *, lists: Collection[int] = (), states: Collection[MatchState | str] = ()) -> Matching:
        """Return the matching of some lists, with the texts and headings of some results.

        Args:
            lists: The numbers of the lists. Empty for all.
            states: The results. Empty for all.

        Raises:
            UnknownNameError: if there is no such result.
        """
        wanted = {word_of(MatchState, state, "result") for state in states} or set(MatchState)
        return evolve(
            self,
            values=tuple(each for each in self.values if each.state in wanted and _on(each.list, lists)),
            headings=tuple(each for each in self.headings if each.state in wanted and _on(each.list, lists)),
            unlisted=tuple(each for each in self.unlisted if _on(each.list, lists)),
        )


def _on(number: int, lists: Collection[int]) -> bool:
    return not lists or number in lists


def as_sentence(how: str) -> str:
    """Return a reason with a capital letter."""
    return how[:1].upper() + how[1:]
