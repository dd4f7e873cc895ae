"""Working days of England, and council closures on top."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given, strategies as st

from inspectprep.calendar.bank_holidays import BY_YEAR, FIRST_YEAR, LAST_YEAR
from inspectprep.calendar.working import bank_holidays, england
from inspectprep.errors import OutOfRangeError

SHIPPED = frozenset(bank_holidays())
inner = st.dates(date(2009, 1, 1), date(2028, 12, 31))
counts = st.integers(-250, 250)
closures = st.frozensets(st.dates(date(2010, 1, 1), date(2027, 12, 31)), max_size=30)


def weekdays(days: object) -> set[date]:
    """Keep the days from Monday to Friday."""
    return {day for day in days if day.weekday() < 5}


def test_shipped_holidays_agree_with_the_holidays_package() -> None:
    """Every weekday of every shipped year."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    assert weekdays(holidays.country_holidays("GB", subdiv="ENG", years=years)) == SHIPPED


def test_shipped_holidays_agree_with_the_dates_published_on_gov_uk() -> None:
    """Every weekday of every year that the package's stored copy covers."""
    published = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    dates = weekdays(each["date"] for each in published)
    years = sorted({day.year for day in dates})
    assert years[-1] >= 2028
    assert dates == {day for day in SHIPPED if years[0] <= day.year <= years[-1]}


def test_the_shipped_years_reach_from_2007_to_at_least_2036() -> None:
    """Annex A holds dates of long ago; the forecast of an inspection reaches ten years ahead."""
    assert list(BY_YEAR) == list(range(FIRST_YEAR, LAST_YEAR + 1))
    assert FIRST_YEAR == 2007
    assert LAST_YEAR >= 2036


@pytest.mark.parametrize(
    "day",
    [
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2020, 5, 8),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    ],
)
def test_one_off_holidays_are_not_working_days(day: date) -> None:
    """They move real inspection dates."""
    assert not england().is_working(day)


def test_counting_leaves_out_the_first_day_and_includes_the_last() -> None:
    """Two reports whose dates are known: 21 working days in 2018, 30 in 2024."""
    days = england()
    assert days.between(date(2018, 4, 20), date(2018, 5, 22)) == 21
    assert days.add(date(2018, 4, 20), 21) == date(2018, 5, 22)
    assert days.between(date(2024, 2, 23), date(2024, 4, 9)) == 30


def test_one_working_day_after_a_friday_is_the_monday() -> None:
    """And before a Monday the Friday, and after a Saturday the Monday."""
    days = england()
    assert days.add(date(2018, 4, 13), 1) == date(2018, 4, 16)
    assert days.add(date(2018, 4, 16), -1) == date(2018, 4, 13)
    assert days.add(date(2018, 4, 14), 1) == date(2018, 4, 16)
    assert days.add(date(2018, 4, 15), -1) == date(2018, 4, 13)


@given(inner, st.integers(-5, 40), closures)
def test_a_span_is_every_working_day_from_its_first_to_its_last(
    first: date, more: int, closed: frozenset[date]
) -> None:
    """It may begin and end on any day of the week."""
    days = england().closed_on(closed)
    between = [first + timedelta(days=number) for number in range(more + 1)]
    assert days.span(first, first + timedelta(days=more)) == tuple(filter(days.is_working, between))


def test_a_span_may_begin_on_the_first_day_that_is_known() -> None:
    """And end on the last."""
    days = england()
    assert len(days.span(days.first, days.first + timedelta(days=13))) == 9
    assert days.span(days.first, days.last)[-1] == days.on_or_before(days.last)


def test_a_span_holds_both_its_ends() -> None:
    """Two weeks on site are ten working days."""
    assert len(england().span(date(2024, 2, 12), date(2024, 2, 23))) == 10
    assert england().span(date(2024, 2, 23), date(2024, 2, 12)) == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda days: days.is_working(date(2006, 12, 31)),
        lambda days: days.add(date(2006, 12, 31), 1),
        lambda days: days.add(date(2041, 1, 1), 0),
        lambda days: days.add(date(2040, 12, 31), 1),
        lambda days: days.add(date(2007, 1, 2), -1),
        lambda days: days.between(date(2018, 1, 1), date(2041, 1, 1)),
        lambda days: days.span(date(2006, 1, 1), date(2018, 1, 1)),
        lambda days: days.on_or_after(date(2041, 1, 1)),
        lambda days: days.on_or_before(date(2007, 1, 1)),
        lambda days: days.add(date(1, 1, 1), 5),
        lambda days: days.add(date(9999, 12, 31), 5),
    ],
    ids=[
        "is_working",
        "add_before",
        "add_none_after",
        "add_over_the_end",
        "add_under_the_start",
        "between",
        "span",
        "on_or_after",
        "on_or_before",
        "year_1",
        "year_9999",
    ],
)
def test_days_outside_the_shipped_years_are_refused(ask: object) -> None:
    """No date is guessed."""
    with pytest.raises(OutOfRangeError, match="known from 2007-01-01 to 2040-12-31"):
        ask(england())


def test_a_closure_is_not_a_working_day_and_leaves_the_calendar_of_england_alone() -> None:
    """A council shut between Christmas and New Year."""
    shut = england().closed_on([date(2024, 12, 27), date(2024, 12, 30)])
    assert shut.add(date(2024, 12, 24), 1) == date(2024, 12, 31)
    assert england().add(date(2024, 12, 24), 1) == date(2024, 12, 27)


@given(inner, counts)
def test_add_agrees_with_walking_day_by_day(day: date, number: int) -> None:
    """The table gives what patient counting gives."""
    step = 1 if number > 0 else -1
    walked, left = day, abs(number)
    while left:
        walked += timedelta(days=step)
        left -= walked.weekday() < 5 and walked not in SHIPPED
    assert england().add(day, number) == walked


@given(inner, st.integers(0, 250))
def test_adding_and_taking_away_again_returns_to_a_working_day(day: date, number: int) -> None:
    """From a working day there and back is where one began."""
    days = england()
    start = days.on_or_after(day)
    assert days.add(days.add(start, number), -number) == start
    assert days.between(start, days.add(start, number)) == number


@given(inner, inner, counts)
def test_adding_keeps_order(one: date, other: date, number: int) -> None:
    """A later day never gives an earlier result."""
    days = england()
    low, high = min(one, other), max(one, other)
    if number != 0:
        assert days.add(low, number) <= days.add(high, number)


@given(inner, inner, inner)
def test_distances_add_up(one: date, two: date, three: date) -> None:
    """There is no shorter way round."""
    days = england()
    assert days.between(one, two) + days.between(two, three) == days.between(one, three)
    assert days.between(one, two) == -days.between(two, one)


@given(closures, inner, st.integers(1, 250))
def test_closures_only_ever_make_it_later(shut: frozenset[date], day: date, number: int) -> None:
    """A closed day is skipped, and closing no day changes nothing."""
    days = england()
    own = days.closed_on(shut)
    assert own.add(day, number) >= days.add(day, number)
    assert not any(own.is_working(each) for each in shut)
    assert days.closed_on(()) is days


@given(closures, closures)
def test_closures_can_be_laid_on_in_any_order(one: frozenset[date], two: frozenset[date]) -> None:
    """Two lists of closures are one list."""
    days = england()
    both = days.closed_on(one | two)
    assert list(days.closed_on(one).closed_on(two).counts) == list(both.counts)


@given(inner)
def test_rolling_gives_the_nearest_working_day(day: date) -> None:
    """A working day stays where it is."""
    days = england()
    after, before = days.on_or_after(day), days.on_or_before(day)
    assert before <= day <= after
    assert days.is_working(after)
    assert days.is_working(before)
    if days.is_working(day):
        assert before == day == after
    else:
        assert days.between(before, after) == 1
