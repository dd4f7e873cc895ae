"""Working days: any day but Saturday, Sunday, Christmas Day, Good Friday and bank holidays.

That is the definition for inspections of local authorities (SI 2007/462, regulation 1(2)), with the
bank holidays of England and Wales. A council's own closures can be laid on top; they never change a
statutory count, so statutory dates are worked out on :func:`england` and only a council's own plans on
:meth:`WorkingDays.closed_on`.

How days are counted, everywhere in inspectprep: the day counted from is left out and the day counted to
is included. One working day after a Friday is the Monday; from that Friday to that Monday is one.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from inspectprep.calendar.bank_holidays import BY_YEAR, FIRST_YEAR, LAST_YEAR
from inspectprep.errors import OutOfRangeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["WorkingDays", "bank_holidays", "england"]

_SATURDAY = 5
_from_ordinal = date.fromordinal


class WorkingDays:
    """Working days between two dates, both inclusive; immutable.

    Every question is one or two look-ups in a table of all days, so a calendar costs less than a
    millisecond to make and well under a microsecond to ask.

    Attributes:
        first: The first day that can be asked about.
        last: The last day that can be asked about.
    """

    __slots__ = ("_base", "_closed", "_days", "_upto", "first", "last")

    def __init__(self, first: date, last: date, closed: Iterable[date]) -> None:
        """Make a calendar of the weekdays from `first` to `last` that are not in `closed`."""
        self.first = first
        self.last = last
        self._base = first.toordinal()
        self._closed = frozenset(closed)
        length = last.toordinal() + 1 - self._base
        # A week's pattern, Monday first, turned to begin on the first day and repeated to the end.
        week = [1] * _SATURDAY + [0] * (7 - _SATURDAY)
        turned = week[first.weekday() :] + week[: first.weekday()]
        open_days = (turned * (length // 7 + 1))[:length]
        for day in self._closed:
            place = day.toordinal() - self._base
            if 0 <= place < length:
                open_days[place] = 0
        self._days = list(compress(range(self._base, self._base + length), open_days))
        self._upto = list(accumulate(open_days))

    @property
    def counts(self) -> Sequence[int]:
        """Working days up to and including each day, from `first` on: a table for vector work."""
        return self._upto

    @property
    def closed(self) -> frozenset[date]:
        """Weekdays and weekend days that are shut: bank holidays and closures."""
        return self._closed

    def closed_on(self, closures: Iterable[date]) -> WorkingDays:
        """Return this calendar with more days shut, such as a council's own closures."""
        extra = frozenset(closures)
        return WorkingDays(self.first, self.last, self._closed | extra) if extra else self

    def is_working(self, day: date) -> bool:
        """Tell whether `day` is a working day.

        Raises:
            OutOfRangeError: if `day` is outside the calendar.
        """
        place = self._place(day)
        return self._upto[place] > (self._upto[place - 1] if place else 0)

    def add(self, day: date, number: int) -> date:
        """Return the working day that is `number` working days after `day`, `day` not counted.

        A negative `number` counts backwards in the same way; 0 gives `day` itself, whatever it is.

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
        """Return the working days after `start` up to and including `end`.

        Negative when `end` is earlier, so that ``between(a, b) == -between(b, a)``.

        Raises:
            OutOfRangeError: if either day is outside the calendar.
        """
        return self._upto[self._place(end)] - self._upto[self._place(start)]

    def span(self, start: date, end: date) -> tuple[date, ...]:
        """Return the working days from `start` to `end`, both inclusive; empty if `end` is earlier.

        Raises:
            OutOfRangeError: if either day is outside the calendar.
        """
        low = self._place(start)
        found = self._days[self._upto[low - 1] if low else 0 : self._upto[self._place(end)]]
        return tuple(map(_from_ordinal, found))

    def on_or_after(self, day: date) -> date:
        """Return `day` if it is a working day, otherwise the next one.

        Raises:
            OutOfRangeError: if `day` or the result is outside the calendar.
        """
        place = self._place(day)
        found = self._upto[place - 1] if place else 0
        if found >= len(self._days):
            raise self._outside(day, 1)
        return _from_ordinal(self._days[found])

    def on_or_before(self, day: date) -> date:
        """Return `day` if it is a working day, otherwise the one before it.

        Raises:
            OutOfRangeError: if `day` or the result is outside the calendar.
        """
        found = self._upto[self._place(day)]
        if not found:
            raise self._outside(day, -1)
        return _from_ordinal(self._days[found - 1])

    def _place(self, day: date) -> int:
        place = day.toordinal() - self._base
        if 0 <= place < len(self._upto):
            return place
        raise OutOfRangeError(
            f"Working days are known from {self.first} to {self.last}, and {day} is outside.",
            remedy="Check the year, or update inspectprep: each release adds the years announced.",
        )

    def _outside(self, day: date, number: int) -> OutOfRangeError:
        count = f"{abs(number)} working day{'' if abs(number) == 1 else 's'}"
        side = "after" if number > 0 else "before"
        return OutOfRangeError(
            f"Working days are known from {self.first} to {self.last}; {count} {side} {day} is outside.",
            remedy="Check the year, or update inspectprep: each release adds the years announced.",
        )

    def __repr__(self) -> str:
        """Name the range, never the closures one by one."""
        return f"WorkingDays({self.first} to {self.last}, {len(self._closed)} days closed)"


def bank_holidays() -> tuple[date, ...]:
    """Return every bank holiday of England and Wales that is shipped, in order.

    Source: GOV.UK bank holidays, division england-and-wales; weekday dates only, substitute days included.
    """
    return tuple(
        date(year, int(day[:2]), int(day[3:])) for year, days in BY_YEAR.items() for day in days.split()
    )


@cache
def england() -> WorkingDays:
    """Return the working days of England, made once.

    Source: SI 2007/462, regulation 1(2).
    """
    return WorkingDays(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), bank_holidays())
