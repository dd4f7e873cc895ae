"""The contract of calendars, kept and broken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from inspectprep.plugins import CalendarProvider
from inspectprep.testing import CalendarContract
from tests.testing.fakes import Plugin, broken

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
