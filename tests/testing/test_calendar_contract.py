"""The contract of calendars, kept and broken."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspectprep.plugins import CalendarProvider
from inspectprep.testing import CalendarContract
from tests.testing.fakes import Plugin, broken, message_of

CLOSED = [date(year, 12, day) for year in range(2008, 2029) for day in (27, 28, 29)]


def contract(calendar: Any) -> CalendarContract:
    """Return the contract of a plugin with one calendar."""

    class Ours(CalendarContract):
        plugin = Plugin(CalendarProvider(id="ours", summary="Ours", target=calendar))

    return Ours()


def well(starting: date, until: date) -> list[date]:
    """Give the closed days asked for."""
    return [day for day in CLOSED if starting <= day <= until]


def everything(starting: date, until: date) -> list[date]:  # noqa: ARG001
    """Give the closed days of all years for any range."""
    return CLOSED


def exclusive(starting: date, until: date) -> list[date]:
    """Leave out the last day asked for."""
    return [day for day in CLOSED if starting <= day < until]


def with_times(starting: date, until: date) -> list[date]:
    """Give dates with times."""
    return [datetime(day.year, day.month, day.day) for day in well(starting, until)]  # noqa: DTZ001


def always(starting: date, until: date) -> Iterable[date]:
    """Close the council for good."""
    return [starting + timedelta(days=number) for number in range((until - starting).days + 1)]


def test_a_good_calendar_passes() -> None:
    """Three days a year, inclusive at both ends, keep the contract."""
    assert broken(contract(well)) == set()


@pytest.mark.parametrize(
    ("calendar", "test"),
    [
        (everything, "test_returns_dates_in_the_range"),
        (with_times, "test_returns_dates_in_the_range"),
        (exclusive, "test_a_range_is_the_sum_of_its_parts"),
        (always, "test_leaves_days_to_work_on"),
    ],
)
def test_a_calendar_that_breaks_the_contract_is_caught(calendar: Any, test: str) -> None:
    """Each rule of the contract can fail."""
    assert test in broken(contract(calendar))


def next_years(starting: date, until: date) -> list[date]:
    """Give the closed days that are still to come."""
    return [day for day in well(starting, until) if day >= date.today()]  # noqa: DTZ011


def this_year(starting: date, until: date) -> list[date]:
    """Give the closed days of this year."""
    return [day for day in well(starting, until) if day.year == datetime.now(UTC).year]


def by_seconds(starting: date, until: date) -> list[date]:
    """Give no closed days after a moment."""
    return well(starting, until) if time.time() < 1_800_000_000 else []


def on_sundays(starting: date, until: date) -> list[date]:
    """Give nothing to a person who works on a Sunday."""
    return [] if date.today().isoweekday() == 7 else well(starting, until)  # noqa: DTZ011


def in_the_evening(starting: date, until: date) -> list[date]:
    """Give nothing after six o'clock."""
    return [] if datetime.now(UTC).hour >= 18 else well(starting, until)


@pytest.mark.parametrize("calendar", [next_years, this_year, by_seconds, on_sundays, in_the_evening])
def test_a_calendar_that_depends_on_today_is_caught(calendar: Any) -> None:
    """Whichever clock it reads, also one that was imported before."""
    told = message_of(contract(calendar), "test_does_not_depend_on_today")
    assert "Remove the use of date.today(), datetime.now(), time.time()" in told


def test_a_calendar_that_remembers_is_caught() -> None:
    """The answer is what is left of the days, or of all ranges that were asked."""
    days = iter(CLOSED)

    def used_up(starting: date, until: date) -> list[date]:
        return [day for day in days if starting <= day <= until]

    widest = [date(2007, 1, 1), date(2028, 12, 31)]

    def narrowing(starting: date, until: date) -> list[date]:
        widest[:] = [max(widest[0], starting), min(widest[1], until)]
        return well(*widest)

    for calendar in (used_up, narrowing):
        told = message_of(contract(calendar), "test_the_order_of_calls_does_not_matter")
        assert "keep nothing between calls" in told


def test_a_calendar_that_looks_at_the_day_when_it_is_imported_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only another process shows it, for which the plugin has a name."""
    (tmp_path / "calendar_of_today.py").write_text(
        """
from datetime import date

from inspectprep.plugins import CalendarProvider, hookimpl

CLOSED = [date(date.today().year, 12, day) for day in (29, 30, 31)]


def between(starting, until):
    return [day for day in CLOSED if starting <= day <= until]


@hookimpl
def inspectprep_calendars():
    return [CalendarProvider(id="ours", summary="Ours", target=between)]
""",
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)

    class Ours(CalendarContract):
        plugin = "calendar_of_today"

    told = message_of(Ours(), "test_gives_the_same_in_another_process")
    assert "is different in a process that starts on 2024-02-29" in told
    assert broken(Ours()) == {"test_gives_the_same_in_another_process"}
