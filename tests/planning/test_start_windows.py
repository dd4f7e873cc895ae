"""The window of the first day on site of the next inspection."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.model.framework import CallPattern, Window
from inspectprep.model.offset import Offset
from inspectprep.planning.call_dates import usual_monday
from inspectprep.planning.start_windows import StartWindows
from inspectprep.planning.windows import Progress

CALLS = CallPattern(weeks_never_used=(1, 31, 32, 33, 34, 35), bank_holiday_weeks=False, sample=312)
WINDOW = Window(
    earliest=Offset.parse("101 weeks"),
    expected=Offset.parse("105 weeks"),
    latest=Offset.parse("109 weeks"),
    starting=date(2021, 6, 28),
    mondays=True,
    note="A note.",
)
WINDOWS = StartWindows((WINDOW,), CALLS, england())
START = date(2024, 2, 12)
mondays = st.integers(0, 500).map(lambda weeks: date(2021, 6, 28) + timedelta(weeks=weeks))


def test_the_days_are_those_of_the_window() -> None:
    """Counted from the first day on site."""
    found = WINDOWS.at(START, START, START)
    assert found is not None
    assert found.earliest == START + timedelta(weeks=101)
    assert found.expected == START + timedelta(weeks=105)
    assert found.latest == START + timedelta(weeks=109)
    assert found.notes == ("A note.",)
    assert found.n is None


def test_an_earlier_start_than_every_window_has_no_figures() -> None:
    """They are not stretched."""
    early = date(2018, 4, 16)
    assert WINDOWS.at(early, early, early) is None


def test_a_day_that_has_passed_moves_the_forecast_on() -> None:
    """To the next Monday on which one could begin."""
    found = WINDOWS.at(START, START, START, Progress(as_of=date(2026, 7, 29)))
    assert found is not None
    assert found.earliest == found.expected == found.latest == date(2026, 9, 7)


@given(mondays, st.integers(-200, 900))
def test_every_day_is_a_monday_on_which_inspections_begin(anchor: date, passed: int) -> None:
    """In order, and not before the day that has passed."""
    as_of = anchor + timedelta(days=passed)
    found = WINDOWS.at(anchor, anchor, anchor, Progress(as_of=as_of))
    assert found is not None
    days = [found.earliest, found.expected, *([found.latest] if found.latest else [])]
    assert days == sorted(days)
    assert all(day.weekday() == 0 for day in days)
    assert all(usual_monday(day, CALLS, england()) == day for day in days)
    assert days[0] >= max(as_of, anchor)


def test_outside_the_known_years_a_monday_is_taken_as_it_is() -> None:
    """A plan is not refused because its next inspection lies far ahead."""
    assert usual_monday(date(2099, 8, 5), CALLS, england()) == date(2099, 8, 10)
