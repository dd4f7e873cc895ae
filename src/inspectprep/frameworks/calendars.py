"""The days on which a council is closed, from plugins and from its own configuration."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from inspectprep.calendar.working import england
from inspectprep.model.alteration import Alteration
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.providers import CalendarProvider

MOST_CLOSED = 28
"""The most calendar days in a row without a working day. A calendar that closes more is refused."""


class ClosedDays(NamedTuple):
    """The days on which a council is closed.

    Attributes:
        days: The days, in all the years for which working days are known.
        altered_by: The plugins that closed some.
    """

    days: frozenset[date]
    altered_by: tuple[Alteration, ...] = ()


def closed_days(calendars: Providers[CalendarProvider], own: Iterable[date] = ()) -> ClosedDays:
    """Return the closed days of plugins together with a council's own.

    Args:
        calendars: The calendars of plugins, ``registry.calendars``.
        own: The council's own closed days.

    Raises:
        PluginError: if a calendar fails, or gives anything but days in the range, or leaves no working day
            in more than 28 calendar days. Dates without its closures would be wrong, so there are none.
    """
    closed = set(own)
    altered_by = []
    for provider in calendars:
        days = england()
        given = closures_of(calendars, provider, days.first, days.last)
        closed.update(given)
        if given:
            plugin = calendars.origin(provider)
            many = f"{len(given)} days" if len(given) > 1 else "1 day"
            altered_by.append(Alteration(plugin=plugin, what=f"closes the council on {many}"))
    return ClosedDays(days=frozenset(closed), altered_by=tuple(altered_by))


def closures_of(
    calendars: Providers[CalendarProvider], provider: CalendarProvider, starting: date, until: date
) -> frozenset[date]:
    """Return the closed days of one calendar between two days, both inclusive.

    Raises:
        PluginError: as :func:`closed_days` does.
    """
    given = frozenset(calendars.values(provider, "giving the closed days", date, starting, until))
    outside = [day for day in given if not starting <= day <= until]
    if outside:
        raise calendars.blame(
            provider,
            f"gave the closed day {min(outside)}, which is outside the days asked for, "
            f"{starting} to {until}.",
        )
    if run := _longest_without_work(given):
        first, last = run
        raise calendars.blame(
            provider,
            f"leaves no working day from {first} to {last}. More than {MOST_CLOSED} days in a row are not "
            "plausible.",
        )
    return given


def _longest_without_work(closed: frozenset[date]) -> tuple[date, date] | None:
    """Return the first run of days without work that is too long, or None."""
    days = england().closed_on(closed)
    for day in sorted(closed):
        if day - timedelta(days=1) in closed:
            continue
        last = day
        while last < days.last and not days.is_working(last + timedelta(days=1)):
            last += timedelta(days=1)
        if (last - day).days >= MOST_CLOSED:
            return day, last
    return None
