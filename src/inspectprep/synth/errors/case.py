"""The row that a seeder reads and changes, and the record of both.

Nothing changes until the seeder accepts the row and no other seeder's work is affected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeAlias

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.read import thresholds
from inspectprep.model.representation import frozen
from inspectprep.synth.days import Days
from inspectprep.synth.population import coded
from inspectprep.synth.random import RandomSource
from inspectprep.synth.synthetic import Cell

Field: TypeAlias = tuple[int, int, str]
"""List, row and column."""


@frozen(kw_only=True)
class Seeder:
    """A way to break one row so that one rule fires on it.

    Attributes:
        rule: The id of the rule that finds it.
        list: The list of the changed row and of the finding.
        column: The column that is wrong afterwards.
        change: Changes the row and returns True, or returns False if the row is not suitable.
        also: Rules that rightly fire on the same change.
        practice: True if the data stay correct and the work is late.
        whole: True if the rule is about the list and not about a row.
    """

    rule: str
    list: int
    column: str
    change: Callable[[Case], bool]
    also: tuple[str, ...] = ()
    practice: bool = False
    whole: bool = False


def wrong(
    rule: str, number: int, column: str, change: Callable[[Case], bool], *also: str, whole: bool = False
) -> Seeder:
    """Return a seeder of an error in the data."""
    return Seeder(rule=rule, list=number, column=column, change=change, also=also, whole=whole)


def late(rule: str, number: int, column: str, change: Callable[[Case], bool], *also: str) -> Seeder:
    """Return a seeder of late or missing practice; the data stay correct."""
    return Seeder(rule=rule, list=number, column=column, change=change, also=also, practice=True)


class RowChange:
    """The reads and writes of one seeder, which take effect when they are accepted."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.reads: set[Field] = set()
        self.writes: dict[Field, Cell] = {}
        self.copies: list[tuple[int, int | None, dict[str, Cell]]] = []
        self.drops: set[tuple[int, int]] = set()
        self.at: tuple[int, int] | None = None
        self.at_copy = False


class Case:
    """One row of the return, and through it the other rows of the same child or family."""

    __slots__ = ("_lists", "_row_change", "days", "list", "random", "row")

    def __init__(self, lists: Any, number: int, row: int, change: RowChange) -> None:
        """Open row `row` of list `number`."""
        self._lists = lists
        self._row_change = change
        self.list = number
        self.row = row
        self.days: Days = lists.days
        self.random: RandomSource = lists.random

    def __getitem__(self, column: str) -> Any:
        """Return a cell as it is after the change so far."""
        place = (self.list, self.row, column)
        self._row_change.reads.add(place)
        if place in self._row_change.writes:
            return self._row_change.writes[place]
        return self._lists.cells[self.list][column][self.row]

    def put(self, **values: Cell) -> bool:
        """Change cells. The result is always True."""
        for column, value in values.items():
            self._row_change.writes[self.list, self.row, column] = value
        return True

    def has(self, *columns: str) -> bool:
        """Return whether all these cells are filled."""
        return all(self[column] is not None for column in columns)

    def blank(self, *columns: str) -> bool:
        """Return whether all these cells are blank."""
        return all(self[column] is None for column in columns)

    def short(self, column: str) -> str:
        """Return the short code in a cell; empty for a blank."""
        value = self[column]
        return "" if value is None else _shorts(self.list, column).get(value, "")

    def code(self, column: str, short: str) -> str:
        """Return the cell text of a short code of a column's set."""
        return coded(catalogue.lists()[self.list].column(column).codes or "")[short]

    def day(self, column: str, number: int = 0) -> date:
        """Return the date in a cell moved by calendar days."""
        found: date = self[column]
        return found + timedelta(days=number)

    def working(self, day: date, number: int) -> date:
        """Return the working day `number` working days after `day` (before, when negative)."""
        return self.days.date(self.days.shift(day.toordinal(), number))

    def months(self, day: date, number: int) -> date:
        """Return the day `number` months later."""
        return self.days.date(self.days.months(day.toordinal(), number))

    def threshold(self, name: str) -> int:
        """Return the default of a threshold."""
        return int(thresholds()[name].default)

    def years(self, day: date, number: int) -> date:
        """Return the day `number` years later."""
        return self.days.date(self.days.years(day.toordinal(), number))

    def age(self, day: date) -> int:
        """Return the child's age in completed years on a day."""
        return self.days.age(self["date_of_birth"].toordinal(), day.toordinal())

    def ago(self, number: int) -> date:
        """Return the day `number` calendar days before the list date."""
        return self.days.date(self.days.today - number)

    @property
    def today(self) -> date:
        """The list date."""
        return self.ago(0)

    @property
    def window(self) -> date:
        """The first day of the six months before the list date."""
        return self.days.date(self.days.window)

    @property
    def year(self) -> date:
        """The first day of the twelve months before the list date."""
        return self.days.date(self.days.year)

    def rows(self, number: int) -> tuple[Case, ...]:
        """Return the child's rows on a list (the family's, on List 11)."""
        found = self._lists.rows_of(self.list, self.row, number)
        return tuple(Case(self._lists, number, row, self._row_change) for row in found)

    def on(self, *numbers: int) -> bool:
        """Return whether the child has a row on any of these lists."""
        return any(self.rows(number) for number in numbers)

    def only(self) -> bool:
        """Return whether this is the only row of the child or family anywhere."""
        mine = sum(len(self.rows(number)) for number in self._lists.cells)
        return mine == 1

    def alone(self) -> bool:
        """Return whether this is the child's only row on its list."""
        return len(self.rows(self.list)) == 1

    def every(self) -> tuple[Case, ...]:
        """Return all rows of this list, of all children."""
        return tuple(
            Case(self._lists, self.list, row, self._row_change)
            for row in range(self._lists.data.rows(self.list))
        )

    def other(self, column: str) -> Case | None:
        """Return a row of the same list with another value in a column."""
        height = self._lists.data.rows(self.list)
        for _ in range(20):
            found = Case(self._lists, self.list, self.random.between(0, height - 1), self._row_change)
            if found[column] is not None and found[column] != self[column]:
                return found
        return None

    def copy(self, **values: Cell) -> bool:
        """Add a copy of this row at the end of its list, with changes. The finding is there."""
        self._row_change.copies.append((self.list, self.row, values))
        self._row_change.at_copy = True
        return True

    def add(self, number: int, **values: Cell) -> bool:
        """Add a row about this child at the end of another list. The finding is there."""
        known = {column.name for column in catalogue.lists()[self.list].columns}
        same = {
            column.name: self[column.name]
            for column in catalogue.lists()[number].columns
            if column.name in known and column.name in _SHARED
        }
        self._row_change.copies.append((number, None, same | values))
        self._row_change.at_copy = True
        return True

    def drop(self) -> bool:
        """Take this row out of its list."""
        self._row_change.drops.add((self.list, self.row))
        return True

    def here(self) -> bool:
        """Expect the finding at this row."""
        self._row_change.at = (self.list, self.row)
        self._row_change.at_copy = False
        return True


_SHARED = frozenset({"child_unique_id", "gender", "ethnicity", "date_of_birth", "age", "disability"})


@cache
def _shorts(number: int, column: str) -> Mapping[str, str]:
    codes = catalogue.lists()[number].column(column).codes
    return {cell: short for short, cell in coded(codes).items()} if codes else {}
