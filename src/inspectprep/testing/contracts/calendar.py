"""The contract of a calendar of local closures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import ClassVar

from inspectprep.calendar.working import england
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract

_Calendar = Callable[[date, date], Iterable[date]]


class CalendarContract(SteadyContract):
    """The contract of a calendar from ``inspectprep_calendars``.

    Example:
        >>> class TestClosures(CalendarContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "calendars"

    def calendars(self) -> Iterator[tuple[str, _Calendar]]:
        """Yield each calendar under test with its id."""
        registry = self.registry()
        for provider in self.providers(registry):
            yield provider.id, registry.calendars.resolve(provider.id)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield the closed days of each calendar in several ranges."""
        days = england()
        for name, calendar in self.calendars():
            for starting, until in _ranges(days.first, days.last):
                yield f"The calendar {name!r} ({starting} to {until})", _text(calendar(starting, until))

    def test_returns_dates_in_the_range(self) -> None:
        """Every day is a date, not a date and time, in the range. Both ends are inclusive."""
        days = england()
        for name, calendar in self.calendars():
            for starting, until in _ranges(days.first, days.last):
                for day in calendar(starting, until):
                    require(type(day) is date, f"{name!r} returned {day!r}, which is not a date.")
                    inside = starting <= day <= until
                    require(inside, f"{name!r} returned {day}, which is not between {starting} and {until}.")

    def test_a_range_is_the_sum_of_its_parts(self) -> None:
        """Several short ranges give the same days as one long range."""
        days = england()
        for name, calendar in self.calendars():
            whole = set(calendar(days.first, days.last))
            years = set()
            for year in range(days.first.year, days.last.year + 1):
                years |= set(calendar(date(year, 1, 1), date(year, 12, 31)))
            years = {day for day in years if days.first <= day <= days.last}
            require(
                years == whole, f"{name!r} returns different days year by year: {sorted(years ^ whole)[:5]}."
            )
            for day in sorted(whole)[:20]:
                single = set(calendar(day, day))
                require(single == {day}, f"{name!r} returns {sorted(single)} for the single day {day}.")

    def test_the_order_of_calls_does_not_matter(self) -> None:
        """A range has the same days after other ranges, and when it is asked again."""
        days = england()
        for name, calendar in self.calendars():
            ranges = list(_ranges(days.first, days.last))
            asked: dict[tuple[date, date], str] = {}
            for starting, until in (*ranges, *reversed(ranges), *ranges[::2], *ranges[1::2]):
                given = _text(calendar(starting, until))
                same = asked.setdefault((starting, until), given) == given
                require(
                    same,
                    f"{name!r} returns other days for {starting} to {until} after other ranges were asked. "
                    "Calculate the days from the two dates alone, and keep nothing between calls.",
                )

    def test_leaves_days_to_work_on(self) -> None:
        """Every year has more than 100 working days."""
        days = england()
        for name, calendar in self.calendars():
            own = days.closed_on(calendar(days.first, days.last))
            for year in range(days.first.year + 1, days.last.year):
                open_days = own.between(date(year, 1, 1), date(year, 12, 31))
                require(open_days > 100, f"{name!r} leaves {open_days} working days in {year}.")


def _text(days: Iterable[date]) -> str:
    return " ".join(day.isoformat() for day in sorted(set(days)))


def _ranges(first: date, last: date) -> Iterator[tuple[date, date]]:
    yield first, last
    yield first, first
    yield last, last
    day = date(last.year - 2, 12, 20)
    for length in (0, 1, 13, 400):
        yield day, min(day + timedelta(days=length), last)
