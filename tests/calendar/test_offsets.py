"""Offsets as text and as distances."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from inspectprep.calendar.offsets import add_months, apply
from inspectprep.calendar.working import england
from inspectprep.model.offset import Offset, Roll, Unit

COUNTED = [unit for unit in Unit if unit not in (Unit.NEXT_WEEKDAY, Unit.WEEKDAY_OF_WEEK)]
offsets = st.one_of(
    st.builds(
        Offset,
        amount=st.integers(-200, 200),
        unit=st.sampled_from(COUNTED),
        weekday=st.none(),
        roll=st.sampled_from(Roll),
    ),
    st.builds(
        Offset,
        amount=st.just(1),
        unit=st.just(Unit.NEXT_WEEKDAY),
        weekday=st.integers(0, 6),
        roll=st.sampled_from(Roll),
    ),
    st.builds(
        Offset,
        amount=st.integers(1, 9),
        unit=st.just(Unit.WEEKDAY_OF_WEEK),
        weekday=st.integers(0, 6),
        roll=st.sampled_from(Roll),
    ),
)


def on(text: str, day: date) -> date:
    """Apply an offset written as text on the calendar of England."""
    return apply(Offset.parse(text), day, england())


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("same day", date(2018, 4, 9), date(2018, 4, 9)),
        ("5 working days", date(2018, 4, 9), date(2018, 4, 16)),
        ("-2 working days", date(2018, 4, 9), date(2018, 4, 5)),
        ("2 working days before", date(2018, 4, 9), date(2018, 4, 5)),
        ("7 calendar days", date(2018, 4, 9), date(2018, 4, 16)),
        ("7 days", date(2018, 4, 9), date(2018, 4, 16)),
        ("1 week", date(2018, 4, 9), date(2018, 4, 16)),
        ("1 month", date(2024, 1, 31), date(2024, 2, 29)),
        ("3 years", date(2024, 2, 29), date(2027, 2, 28)),
        ("next monday", date(2018, 4, 9), date(2018, 4, 16)),
        ("next monday", date(2018, 4, 11), date(2018, 4, 16)),
        ("Next  Monday", date(2018, 4, 15), date(2018, 4, 16)),
        ("friday of week 1", date(2018, 4, 16), date(2018, 4, 20)),
        ("friday of week 1", date(2018, 4, 20), date(2018, 4, 20)),
        ("friday of week 2", date(2018, 4, 17), date(2018, 4, 27)),
        ("friday of week 1", date(2018, 4, 21), date(2018, 4, 27)),
        ("next monday, or the working day after", date(2018, 4, 30), date(2018, 5, 8)),
        ("friday of week 1, or the working day before", date(2018, 3, 26), date(2018, 3, 29)),
    ],
)
def test_an_offset_means_what_it_says(text: str, day: date, found: date) -> None:
    """The anchor is never counted."""
    assert on(text, day) == found


@pytest.mark.parametrize(
    "text", ["", "soon", "5 woking days", "next moonday", "friday of week 0", "x working days"]
)
def test_what_is_not_an_offset_is_refused_with_the_forms(text: str) -> None:
    """A tired person sees how to write it."""
    with pytest.raises(ValueError, match="write it like '5 working days'"):
        Offset.parse(text)


@given(offsets)
def test_text_and_value_are_the_same_thing(offset: Offset) -> None:
    """Writing an offset and reading it again gives an equal distance."""
    again = Offset.parse(str(offset))
    if offset.amount == 0 and offset.unit is Unit.CALENDAR_DAY:
        assert again == Offset(amount=0, unit=Unit.CALENDAR_DAY, weekday=None, roll=offset.roll)
    else:
        assert again == offset


@given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.integers(0, 6))
def test_the_next_weekday_is_one_to_seven_days_away(day: date, weekday: int) -> None:
    """Never the same day."""
    found = apply(Offset(amount=1, unit=Unit.NEXT_WEEKDAY, weekday=weekday), day, england())
    assert found.weekday() == weekday
    assert 1 <= (found - day).days <= 7


@given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.integers(0, 6), st.integers(1, 5))
def test_a_weekday_of_a_week_is_never_before_the_anchor(day: date, weekday: int, week: int) -> None:
    """And each week further is seven days more."""
    found = apply(Offset(amount=week, unit=Unit.WEEKDAY_OF_WEEK, weekday=weekday), day, england())
    further = apply(Offset(amount=week + 1, unit=Unit.WEEKDAY_OF_WEEK, weekday=weekday), day, england())
    assert found >= day
    assert (further - found).days == 7


@given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.integers(0, 48))
def test_months_keep_the_day_or_take_the_last_of_the_month(day: date, months: int) -> None:
    """Adding months never skips a month."""
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
