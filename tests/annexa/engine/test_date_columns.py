"""Facets of dates: comparing them is comparing dates, at month ends, leap days and bank holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine import date_columns as dates
from inspectprep.calendar.offsets import add_months
from inspectprep.calendar.working import england
from tests.annexa.examples import return_of

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
FACETS = st.sampled_from(["day", "wd", "ymd", "leap", "month", "last"])


def _number(day: date) -> int:
    return day.toordinal() - dates.EPOCH


@given(FACETS, DAYS, DAYS)
def test_a_facet_never_falls(facet: dates.Facet, a: date, b: date) -> None:
    """A later date has an equal or a higher facet."""
    early, late = sorted((_number(a), _number(b)))
    assert dates.facet_of(facet, early) <= dates.facet_of(facet, late)


@given(FACETS, DAYS)
def test_the_first_day_of_a_bound_is_the_first(facet: dates.Facet, day: date) -> None:
    """The bound holds on that day and not on the day before."""
    bound = dates.facet_of(facet, _number(day))
    first = dates.first_day(facet, bound)
    assert dates.facet_of(facet, first) >= bound > dates.facet_of(facet, first - 1)


@given(DAYS, DAYS, st.integers(min_value=-36, max_value=36))
def test_adding_months_is_adding_in_the_month_facets(a: date, b: date, months: int) -> None:
    """Later than, and not before, a date moved by months, also where a month is too short."""
    moved = add_months(a, months)
    step = months * 32
    base = dates.facet_of("month", _number(a)) + step
    assert (b > moved) == (dates.facet_of("month", _number(b)) > base)
    assert (b >= moved) == (dates.facet_of("last", _number(b)) >= base)


@given(
    st.sampled_from([date(2004, 2, 29), date(2005, 3, 1), date(2004, 2, 28)]) | DAYS, DAYS, st.integers(1, 26)
)
def test_adding_years_is_adding_in_the_year_facets(a: date, b: date, years: int) -> None:
    """29 February comes round on 1 March in a common year."""
    moved = dates.add_years(a, years)
    base = dates.facet_of("leap" if years % 4 else "ymd", _number(a)) + years * 10000
    assert (b > moved) == (dates.facet_of("ymd", _number(b)) > base)
    assert (b >= moved) == (
        dates.facet_of("ymd", _number(b)) >= dates.facet_of("ymd", _number(a)) + years * 10000
    )


@given(st.dates(date(2008, 1, 1), date(2029, 1, 1)), st.integers(0, 400))
def test_working_day_numbers_count_as_the_calendar_does(start: date, days: int) -> None:
    """The difference of two numbers is the working days between them."""
    end = start + timedelta(days=days)
    count = dates.workday_number(_number(end)) - dates.workday_number(_number(start))
    assert count == england().between(start, end)


@pytest.mark.parametrize(("end", "fires"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True)])
def test_the_forty_sixth_working_day_is_late_across_a_bank_holiday(end: date, *, fires: bool) -> None:
    """45 working days from 27 July 2026 run over 31 August, which is a bank holiday."""
    start = date(2026, 7, 28)
    assert england().between(start, end) == (46 if fires else 45)
    dataset = return_of(
        {4: [{"child_unique_id": "C1", "assessment_start_date": start, "assessment_authorised_date": end}]},
        date(2026, 11, 20),
    )
    assert bool(run_rules(dataset, [rule("AA-I-010")], Policy()).findings.height) is fires


@pytest.mark.parametrize(
    ("born", "as_of", "fires"),
    [
        (date(2008, 11, 20), date(2026, 11, 20), False),
        (date(2008, 11, 19), date(2026, 11, 20), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
        (date(2008, 2, 29), date(2026, 3, 2), True),
    ],
)
def test_care_after_the_eighteenth_birthday(born: date, as_of: date, *, fires: bool) -> None:
    """The birthday itself is silent, and a child of 29 February is 18 on 1 March."""
    row = {"child_unique_id": "C1", "date_of_birth": born, "lac_start_date": date(2020, 1, 6)}
    found = run_rules(return_of({8: [row]}, as_of), [rule("AA-X-046")], Policy()).findings
    assert bool(found.height) is fires
