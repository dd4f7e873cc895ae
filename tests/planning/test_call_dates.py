"""The days on which the call could come next."""

from __future__ import annotations

import itertools
from datetime import date

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


def test_a_bank_holiday_speaks_against_the_call_and_the_week() -> None:
    """Monday 7 May 2018 was a bank holiday: no call on it, no fieldwork in its week."""
    before, on, after = call_dates(date(2018, 4, 30), 3, calls=CALLS)
    assert "bank holiday" in before.notes[0]
    assert before.fieldwork == date(2018, 5, 8)
    assert on.notes == ("A bank holiday or closure: calls come on working days.",)
    assert after.likely


@given(st.dates(date(2016, 1, 1), date(2026, 1, 1)), st.integers(1, 20))
def test_there_are_as_many_as_asked_a_week_apart(after: date, number: int) -> None:
    """All of them Mondays, none before the day asked about, inspectors a week later at the earliest."""
    found = call_dates(after, number, calls=CALLS)
    assert len(found) == number
    assert 0 <= (found[0].day - after).days < 7
    for each, following in itertools.pairwise(found):
        assert (following.day - each.day).days == 7
    for each in found:
        assert each.day.weekday() == 0
        assert (each.fieldwork - each.day).days >= 7
        assert england().is_working(each.fieldwork)
