"""Days and months from dates at the edge of the calendar end at its edge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.calendar.offsets import add_days, add_months
from inspectprep.model.offset import Offset


@given(day=st.dates(), number=st.integers(-(10**7), 10**7))
def test_days_end_at_the_edge(day: date, number: int) -> None:
    """A date that exists is exact. Any other is the nearest."""
    ordinal = day.toordinal() + number
    assert add_days(day, number) == date.fromordinal(max(1, min(ordinal, date.max.toordinal())))


@given(day=st.dates(), months=st.integers(-(10**6), 10**6))
def test_months_end_at_the_edge(day: date, months: int) -> None:
    """The month is exact within the calendar."""
    place = day.year * 12 + day.month - 1 + months
    moved = add_months(day, months)
    if place < 12:
        assert moved == date.min
    elif place >= 120_000:
        assert moved == date.max
    else:
        assert (moved.year, moved.month) == (place // 12, place % 12 + 1)
        assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@pytest.mark.parametrize("text", ["friday of week 100000", "100000 days", f"friday of week {'9' * 400}"])
def test_an_offset_of_centuries_is_refused(text: str) -> None:
    """No plan has one, and a date so far away does not exist."""
    with pytest.raises(ValueError, match="offset"):
        Offset.parse(text)
