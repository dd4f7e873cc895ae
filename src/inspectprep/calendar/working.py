"""Working days: every day except Saturdays, Sundays, Christmas Day, Good Friday and bank holidays.

This is the definition for inspections of local authorities (SI 2007/462, regulation 1(2)), with the bank
holidays of England and Wales. A council can add its own closures. They never change a statutory date, so
statutory dates use :func:`england`. Only a council's own plans use :meth:`WorkingDays.closed_on`.

Counting is the same everywhere in inspectprep. The first day is not counted and the last day is. One
working day after a Friday is the Monday. From that Friday to that Monday is one working day.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from inspectprep.calendar.bank_holidays import BY_YEAR, FIRST_YEAR, LAST_ANNOUNCED, LAST_YEAR
from inspectprep.errors import OutOfRangeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SATURDAY = 5
_REMEDY = "Check the year, or update inspectprep. Each release adds the years that are announced."
_from_ordinal = date.fromordinal


class WorkingDays:
    """The working days between two dates, both inclusive. Immutable.

    Each method looks up one or two days in a table. A calendar takes less than a millisecond to make,
    and a method less than a microsecond.

    Attributes:
        first: The first day of the calendar.
        last: The last day of the calendar.
    """

    __slots__ = ("_base", "_closed", "_days", "_upto", "first", "last")

    def __init__(self, first: date, last: date, closed: Iterable[date]) -> None:
        """Make a calendar of the weekdays from `first` to `last` that are not in `closed`."""
        self.first = first
        self.last = last
        self._base = first.toordinal()
        self._closed = frozenset(closed)
        length = last.toordinal() + 1 - self._base
        # One week, rotated to begin on the weekday of the first day, and repeated to the end.
        week = [1] * _SATURDAY + [0] * (7 - _SATURDAY)
        rotated = week[first.weekday() :] + week[: first.weekday()]
        open_days = (rotated * (length // 7 + 1))[:length]
        for day in self._closed:
            place = day.toordinal() - self._base
            if 0 <= place < length:
                open_days[place] = 0
        self._days = list(compress(range(self._base, self._base + length), open_days))
        self._upto = list(accumulate(open_days))

    def __eq__(self, other: object) -> bool:
        """Return whether another calendar has the same first, last and closed days."""
        if not isinstance(other, WorkingDays):
            return NotImplemented
        return (self.first, self.last, self._closed) == (other.first, other.last, other._closed)

    def __hash__(self) -> int:
        """Return the hash of its first, last and closed days."""
        return hash((self.first, self.last, self._closed))

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickling needs. The tables are made again."""
        return WorkingDays, (self.first, self.last, self._closed)

    @property
    def counts(self) -> Sequence[int]:
        """For each day from `first`, the working days up to and including it. For use with whole columns."""
        return self._upto

    @property
    def closed(self) -> frozenset[date]:
        """The bank holidays and closures."""
        return self._closed

    def closed_on(self, closures: Iterable[date]) -> WorkingDays:
        """Return this calendar with more closed days, such as a council's own closures."""
        extra = frozenset(closures)
        return WorkingDays(self.first, self.last, self._closed | extra) if extra else self

    def is_working(self, day: date) -> bool:
        """Return whether `day` is a working day.

        Raises:
            OutOfRangeError: if `day` is outside the calendar.
        """
        place = self._place(day)
        return self._upto[place] > (self._upto[place - 1] if place else 0)

    def add(self, day: date, number: int) -> date:
        """Return the working day that is `number` working days after `day`.

        `day` is not counted. A negative `number` counts backwards. 0 returns `day`, even if it is not a
        working day.

        Raises:
            OutOfRangeError: if `day` or the result is outside the calendar.
        """
        place = day.toordinal() - self._base
        if number > 0:
            if place >= 0:
                try:
                    return _from_ordinal(self._days[self._upto[place] + number - 1])
                except IndexError:
                    pass
            raise self._outside(day, number)
        if number == 0:
            self._place(day)
            return day
        self._place(day)
        target = (self._upto[place - 1] if place else 0) + number
        if target < 0:
            raise self._outside(day, number)
        return _from_ordinal(self._days[target])

    def between(self, start: date, end: date) -> int:
        """Return the number of working days after `start`, up to and including `end`.

        Negative if `end` is earlier, so that ``between(a, b) == -between(b, a)``.

        Raises:
            OutOfRangeError: if either day is outside the calendar.
        """
        return self._upto[self._place(end)] - self._upto[self._place(start)]

    def span(self, start: date, end: date) -> tuple[date, ...]:
        """Return the working days from `start` to `end`, both inclusive. Empty if `end` is earlier.

        Raises:
            OutOfRangeError: if either day is outside the calendar.
        """
        low = self._place(start)
        days = self._days[self._upto[low - 1] if low else 0 : self._upto[self._place(end)]]
        return tuple(map(_from_ordinal, days))

    def on_or_after(self, day: date) -> date:
        """Return `day` if it is a working day, otherwise the next one.

        Raises:
            OutOfRangeError: if `day` or the result is outside the calendar.
        """
        place = self._place(day)
        before = self._upto[place - 1] if place else 0
        if before >= len(self._days):
            raise self._outside(day, 1)
        return _from_ordinal(self._days[before])

    def on_or_before(self, day: date) -> date:
        """Return `day` if it is a working day, otherwise the one before it.

        Raises:
            OutOfRangeError: if `day` or the result is outside the calendar.
        """
        count = self._upto[self._place(day)]
        if not count:
            raise self._outside(day, -1)
        return _from_ordinal(self._days[count - 1])

    def _place(self, day: date) -> int:
        place = day.toordinal() - self._base
        if 0 <= place < len(self._upto):
            return place
        raise OutOfRangeError(
            f"Working days are known from {self.first} to {self.last}. {day} is outside that range.",
            remedy=_REMEDY,
        )

    def _outside(self, day: date, number: int) -> OutOfRangeError:
        count = f"{abs(number)} working day{'' if abs(number) == 1 else 's'}"
        side = "after" if number > 0 else "before"
        return OutOfRangeError(
            f"Working days are known from {self.first} to {self.last}. "
            f"{count} {side} {day} is outside that range.",
            remedy=_REMEDY,
        )

    def __repr__(self) -> str:
        """Return the range and the number of closed days."""
        return f"WorkingDays({self.first} to {self.last}, {len(self._closed)} days closed)"


def bank_holidays() -> tuple[date, ...]:
    """Return the bank holidays of England and Wales, in order.

    Source: GOV.UK bank holidays, division england-and-wales; weekdays only, including substitute days.
    """
    return tuple(
        date(year, int(day[:2]), int(day[3:])) for year, days in BY_YEAR.items() for day in days.split()
    )


def are_announced(day: date) -> bool:
    """Return whether the bank holidays of a day's year are announced. Those of later years are expected."""
    return day.year <= LAST_ANNOUNCED


@cache
def england() -> WorkingDays:
    """Return the working days of England.

    Source: SI 2007/462, regulation 1(2).
    """
    return WorkingDays(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), bank_holidays())
