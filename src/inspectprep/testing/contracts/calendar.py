"""The contract of a calendar of local closures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import ClassVar

from inspectprep.calendar.working import england
from inspectprep.testing.contracts.base import Contract, require

__all__ = ["CalendarContract"]

_Calendar = Callable[[date, date], Iterable[date]]


class CalendarContract(Contract):
    """What a calendar from ``inspectprep_calendars`` must do.

    Example:
        >>> class TestClosures(CalendarContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "calendars"

    def calendars(self) -> Iterator[tuple[str, _Calendar]]:
        """Give each calendar under test with its id."""
        registry = self.registry()
        for each in self.providers(registry):
            yield each.id, registry.calendars.resolve(each.id)

    def test_gives_dates_between_the_two_asked_for(self) -> None:
        """Every day is a date, not a date and time, from the first to the last, both inclusive."""
        days = england()
        for name, calendar in self.calendars():
            for starting, until in _ranges(days.first, days.last):
                for day in calendar(starting, until):
                    require(type(day) is date, f"{name!r} gave {day!r}, which is not a date.")
                    inside = starting <= day <= until
                    require(inside, f"{name!r} gave {day}, which is not between {starting} and {until}.")

    def test_a_range_is_the_sum_of_its_parts(self) -> None:
        """Asking year by year or day by day gives the same days as asking at once."""
        days = england()
        for name, calendar in self.calendars():
            whole = set(calendar(days.first, days.last))
            years = set()
            for year in range(days.first.year, days.last.year + 1):
                years |= set(calendar(date(year, 1, 1), date(year, 12, 31)))
            years = {day for day in years if days.first <= day <= days.last}
            require(years == whole, f"{name!r} gives other days year by year: {sorted(years ^ whole)[:5]}.")
            for day in sorted(whole)[:20]:
                alone = set(calendar(day, day))
                require(alone == {day}, f"{name!r} gives {sorted(alone)} when asked for {day} alone.")

    def test_leaves_days_to_work_on(self) -> None:
        """A council that never opens could not be planned for."""
        days = england()
        for name, calendar in self.calendars():
            own = days.closed_on(calendar(days.first, days.last))
            for year in range(days.first.year + 1, days.last.year):
                open_days = own.between(date(year, 1, 1), date(year, 12, 31))
                require(open_days > 100, f"{name!r} leaves {open_days} working days in {year}.")


def _ranges(first: date, last: date) -> Iterator[tuple[date, date]]:
    yield first, last
    yield first, first
    yield last, last
    day = date(last.year - 2, 12, 20)
    for length in (0, 1, 13, 400):
        yield day, min(day + timedelta(days=length), last)
