"""The days on which the call could come next."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.model.framework import CallPattern
from inspectprep.planning.call_dates import call_dates

CALLS = CallPattern(weekday=0, weeks_never_used=(1, 31, 32), bank_holiday_weeks=False, sample=312)


def test_the_next_mondays_are_named_today_among_them() -> None:
    """A Monday asked about on the day is the first."""
    found = call_dates(date(2018, 4, 9), 3, calls=CALLS)
    assert [each.day for each in found] == [date(2018, 4, 9), date(2018, 4, 16), date(2018, 4, 23)]
    assert [each.fieldwork for each in found[:2]] == [date(2018, 4, 16), date(2018, 4, 23)]
    assert call_dates(date(2018, 4, 10), 1, calls=CALLS)[0].day == date(2018, 4, 16)


def test_weeks_in_which_none_began_are_flagged_and_kept() -> None:
    """A week never used is unlikely, which is no promise."""
    [found] = call_dates(date(2018, 7, 23), 1, calls=CALLS)
    assert not found.likely
    assert "week 31" in found.notes[0]


def test_a_bank_holiday_monday_moves_the_call_and_speaks_against_its_own_week_only() -> None:
    """Monday 7 May 2018 was a bank holiday: no fieldwork began in its week, and calls came in it."""
    before, on, after = call_dates(date(2018, 4, 30), 3, calls=CALLS)
    assert not before.likely
    assert "bank holiday" in before.notes[0]
    assert before.fieldwork == date(2018, 5, 8)
    assert on.day == date(2018, 5, 8)
    assert on.likely
    assert on.fieldwork == date(2018, 5, 14)
    assert on.notes == ("Monday 7 May 2018 is a bank holiday. The call then comes on this day, or earlier.",)
    assert after.day == date(2018, 5, 14)


def test_the_tuesday_after_a_bank_holiday_can_be_today() -> None:
    """The week is not over on its first working day."""
    assert call_dates(date(2018, 5, 8), 1, calls=CALLS)[0].day == date(2018, 5, 8)
    assert call_dates(date(2018, 5, 9), 1, calls=CALLS)[0].day == date(2018, 5, 14)


def test_a_call_on_another_day_of_the_week_stays_in_its_week() -> None:
    """Good Friday 30 March 2018, for calls that come on a Friday."""
    [found] = call_dates(date(2018, 3, 26), 1, calls=evolve(CALLS, weekday=4))
    assert found.day == date(2018, 3, 29)
    assert found.fieldwork == date(2018, 4, 3)


def test_a_day_on_which_the_council_is_closed_is_as_likely_as_others() -> None:
    """The inspectorate rings when it is open."""
    [found] = call_dates(date(2018, 4, 9), 1, calls=CALLS, working=england().closed_on([date(2018, 4, 9)]))
    assert (found.day, found.likely) == (date(2018, 4, 9), True)
    assert found.notes == ("The council is closed on this day.",)


@given(st.dates(date(2016, 1, 1), date(2026, 1, 1)), st.integers(1, 20), st.integers(0, 4))
def test_there_is_one_in_each_week(after: date, number: int, weekday: int) -> None:
    """All of them working days, none before the day asked about, inspectors in the week after the call."""
    found = call_dates(after, number, calls=evolve(CALLS, weekday=weekday))
    assert len(found) == number
    assert 0 <= (found[0].day - after).days < 11
    for each, following in itertools.pairwise(found):
        assert (following.monday - each.monday).days == 7
    for each in found:
        assert each.day >= after
        assert each.day.isocalendar()[:2] == (each.monday - timedelta(days=7)).isocalendar()[:2]
        assert england().is_working(each.day)
        assert england().is_working(each.fieldwork)


def test_a_framework_says_how_many_weeks_before_the_fieldwork_the_call_comes() -> None:
    """A joint inspection is announced ten working days before, and not five."""
    one, two = (
        call_dates(date(2026, 10, 5), 1, calls=CallPattern(weeks=weeks))[0].fieldwork for weeks in (1, 2)
    )
    assert (one, two) == (date(2026, 10, 12), date(2026, 10, 19))


def test_a_pattern_of_inspections_with_grades_says_nothing_about_others() -> None:
    """A focused visit was not measured, so no week is unlikely for it."""
    measured = CallPattern(weeks_never_used=(42,), sample=312, graded=True)
    (full,) = call_dates(date(2026, 10, 5), 1, calls=measured.of(graded=True))
    (focused,) = call_dates(date(2026, 10, 5), 1, calls=measured.of(graded=False))
    assert (full.likely, focused.likely) == (False, True)
