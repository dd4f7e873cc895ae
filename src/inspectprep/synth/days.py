"""Days as whole numbers (proleptic ordinals), with the working days of England counted once.

A synthetic council needs millions of dates; whole numbers are quick to draw and shift.
"""

from __future__ import annotations

from datetime import date

from inspectprep.calendar.working import WorkingDays, bank_holidays

_YEARS_BACK = 30
_DAYS_AHEAD = 420


class Days:
    """The days around a list date.

    Attributes:
        today: The list date.
        window: First day of the six months before it.
        year: First day of the twelve months before it.
        oldest: Birthday of the oldest who is still a child, with a day to spare.
    """

    def __init__(self, as_of: date) -> None:
        """Prepare the calendar around `as_of`."""
        self.today = as_of.toordinal()
        self._base = date(as_of.year - _YEARS_BACK, 1, 1).toordinal()
        last = self.today + _DAYS_AHEAD
        self._dates = [date.fromordinal(day) for day in range(self._base, last + 1)]
        # Outside the years shipped only weekends are closed: near enough for events long past.
        self._upto = WorkingDays(self._dates[0], self._dates[-1], bank_holidays()).counts
        self._working = [
            self._base + place
            for place, count in enumerate(self._upto)
            if count > (self._upto[place - 1] if place else 0)
        ]
        self.window = self.months(self.today, -6)
        self.year = self.months(self.today, -12)
        self.oldest = self.years(self.today, -18) + 2

    def date(self, day: int) -> date:
        """Return the date of a day."""
        return self._dates[day - self._base]

    def on(self, day: int) -> int:
        """Return the working day on or before `day`."""
        return self._working[self._upto[day - self._base] - 1]

    def shift(self, day: int, number: int) -> int:
        """Return the working day `number` working days after `day` (before, when negative)."""
        upto = self._upto[day - self._base]
        if number >= 0:
            return self._working[upto + number - 1] if number else day
        before = self._upto[day - self._base - 1]
        return self._working[before + number]

    def count(self, start: int, end: int) -> int:
        """Return the working days after `start` up to and including `end`."""
        return self._upto[end - self._base] - self._upto[start - self._base]

    def months(self, day: int, number: int) -> int:
        """Return the day `number` months later; a day the month lacks becomes its last."""
        start = self._dates[day - self._base] if self._base <= day else date.fromordinal(day)
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        first = date(year, month + 1, 1).toordinal()
        length = date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal() - first
        return first + min(start.day, length) - 1

    def years(self, day: int, number: int) -> int:
        """Return the day `number` years later; 29 February becomes 1 March."""
        start = self._dates[day - self._base]
        if start.month == 2 and start.day == 29:
            return date(start.year + number, 3, 1).toordinal() - _leap(start.year + number)
        return start.replace(year=start.year + number).toordinal()

    def age(self, born: int, day: int) -> int:
        """Return completed years on `day`; the birthday itself counts, and 29 February's is 1 March."""
        birth, then = self._dates[born - self._base], self._dates[day - self._base]
        return then.year - birth.year - ((then.month, then.day) < (birth.month, birth.day))


def _leap(year: int) -> int:
    return int(year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
