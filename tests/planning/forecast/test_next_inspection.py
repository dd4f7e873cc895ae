"""The forecast of the next full inspection of one council."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep.calendar import england
from inspectprep.errors import InspectPrepError, OutOfRangeError
from inspectprep.history import built_in_figures
from inspectprep.model import GradeWord, NextInspection
from inspectprep.model.framework import CallPattern
from inspectprep.planning import Forecaster, forecast_of, next_inspection
from inspectprep.planning.call_dates import usual_call_day
from inspectprep.planning.forecast.sequences import PAUSE
from inspectprep.workspace import Workspace

PATTERN: CallPattern = Workspace().catalogue.find("ilacs-short").framework.calls
FIGURES = built_in_figures()
AS_OF = date(2026, 11, 30)
FORECASTER = Forecaster(FIGURES, as_of=AS_OF, pattern=PATTERN)
last_starts = st.dates(date(2000, 1, 1), AS_OF)
grades = st.one_of(st.none(), st.sampled_from(GradeWord))


def forecast(last_start: date = date(2024, 2, 12), as_of: date = AS_OF, **more: object) -> NextInspection:
    """Return a forecast with the built-in figures."""
    return next_inspection(last_start, as_of=as_of, figures=FIGURES, pattern=PATTERN, **more)


@given(last_starts, grades)
def test_the_chances_add_up_and_the_window_is_in_order(last_start: date, grade: GradeWord | None) -> None:
    """All weeks and what is beyond them add up to 1; the chances of longer periods are not smaller."""
    found = forecast_of(FORECASTER, last_start, grade=grade)
    assert sum(week.probability for week in found.weeks) + found.beyond == pytest.approx(1)
    assert found.beyond < 1e-6
    assert AS_OF < found.window.p10 <= found.window.p50 <= found.window.p90
    assert 0 <= found.within_30_days <= found.within_90_days <= found.within_180_days <= 1


@given(last_starts)
def test_only_usable_mondays_have_a_chance(last_start: date) -> None:
    """Not those of August, of unused weeks, of weeks with a bank holiday, or called before."""
    for week in forecast_of(FORECASTER, last_start).weeks:
        monday = week.monday
        assert monday.weekday() == 0
        assert monday.month != 8 or monday.day > 28
        assert monday.isocalendar().week not in PATTERN.weeks_never_used
        assert len(england().span(monday, monday + timedelta(days=4))) == 5
        assert usual_call_day(monday - timedelta(days=7), PATTERN, england()) >= AS_OF


@pytest.mark.parametrize("as_of", [date(2018, 5, 1), date(2020, 9, 1)])
def test_no_inspection_begins_in_the_pandemic_pause(as_of: date) -> None:
    """Not in hindsight either. All chances still add up to 1."""
    found = forecast(date(2018, 1, 29), as_of)
    assert sum(week.probability for week in found.weeks) + found.beyond == pytest.approx(1)
    assert not any(PAUSE[0] <= week.monday <= PAUSE[1] for week in found.weeks)
    assert found.weeks[-1].monday > PAUSE[1]


def test_the_week_after_a_bank_holiday_monday_is_possible() -> None:
    """Its call comes on the Tuesday, or earlier."""
    mondays = {week.monday for week in forecast().weeks}
    assert {date(2027, 4, 5), date(2027, 5, 10), date(2028, 5, 8)} & mondays == {
        date(2027, 5, 10),
        date(2028, 5, 8),
    }


@settings(max_examples=25)
@given(st.dates(date(2021, 7, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_later_days_condition_on_no_call(last_start: date, weeks: int) -> None:
    """A forecast of a later day is that of the earlier day, given that no call came in between."""
    later = AS_OF + timedelta(weeks=weeks)
    first, second = forecast_of(FORECASTER, last_start), forecast(last_start, later)
    left = [week for week in first.weeks if week.monday > later]
    total = sum(week.probability for week in left)
    assert second.weeks[0].monday == left[0].monday
    assert [week.probability for week in second.weeks[:50]] == pytest.approx(
        [week.probability / total for week in left[:50]], rel=1e-3, abs=1e-6
    )


def test_a_longer_wait_means_an_earlier_inspection() -> None:
    """Between two councils, the one that was inspected earlier comes first.

    If both are overdue, the median can be a week later for the one that waits longer: that it has not been
    called makes a slow pace of inspections more likely.
    """
    medians = [forecast(date(2021, 9, 6) + timedelta(weeks=26 * place)).window.p50 for place in range(10)]
    assert all(first <= second + timedelta(weeks=1) for first, second in pairwise(medians))
    assert medians[3:] == sorted(medians[3:])
    assert medians[0] < medians[-1]


def test_an_overdue_council_may_be_called_any_week() -> None:
    """A wait beyond all intervals is said, and the distribution is still sensible."""
    found = forecast(date(2012, 3, 5))
    assert "longer than all of them" in " ".join(found.reasons)
    assert found.within_180_days > 0.8
    assert found.window.p90 < date(2028, 1, 1)


def test_the_chance_of_a_call_while_away() -> None:
    """The call of a Monday comes a week before, and on the Tuesday after a bank holiday."""
    by_monday = {week.monday: week.probability for week in forecast().weeks}
    tuesday = date(2027, 5, 4)
    found = forecast(away=(tuesday, tuesday))
    assert found.away == pytest.approx(by_monday[date(2027, 5, 10)])
    assert found.away_on_site == 0
    found = forecast(away=(date(2027, 5, 14), date(2027, 5, 16)))
    assert found.away == 0
    assert found.away_on_site == pytest.approx(by_monday[date(2027, 5, 10)])
    assert forecast().away is forecast().away_on_site is None


def test_judgements_take_the_place_of_an_overall_grade() -> None:
    """Without an overall grade, the average of the judgements counts; without any, no grade does."""
    worse = GradeWord.REQUIRES_IMPROVEMENT
    names = ("impact_of_leaders", "help_and_protection", "in_care", "care_leavers")
    overall, none = forecast(grade=worse), forecast()
    assert forecast(judgements=dict.fromkeys(names, worse)).weeks == overall.weeks
    mixed = forecast(judgements=dict.fromkeys(names, GradeWord.GOOD) | {"in_care": worse})
    assert none.within_180_days <= mixed.within_180_days <= overall.within_180_days


def test_judgements_beside_an_overall_grade_do_not_count_and_the_forecast_says_so() -> None:
    """Without both, there is nothing to say."""
    judgements = {"in_care": GradeWord.INADEQUATE}
    both = forecast(grade=GradeWord.GOOD, judgements=judgements)
    assert both.weeks == forecast(grade=GradeWord.GOOD).weeks
    said = "The judgements do not count beside an overall grade."
    assert said in " ".join(both.reasons)
    for found in (forecast(grade=GradeWord.GOOD), forecast(judgements=judgements)):
        assert said not in " ".join(found.reasons)


def test_the_unknowns_name_what_is_odd_about_the_question() -> None:
    """Hindsight, old figures, a day that is not a Monday and a missing grade are said."""
    assert "not known on that day" in " ".join(forecast(as_of=date(2025, 11, 28)).unknowns)
    assert "published since" in " ".join(forecast(as_of=date(2028, 11, 28)).unknowns)
    assert "is not a Monday" in " ".join(forecast(date(2024, 2, 13)).unknowns)
    assert "no overall grade" in " ".join(forecast(date(2026, 4, 27)).unknowns)
    assert "before the pandemic pause" in " ".join(forecast(date(2019, 2, 11)).unknowns)
    for inside in (PAUSE[0], date(2020, 9, 14), PAUSE[1]):
        assert "in the pandemic pause" in " ".join(forecast(inside).unknowns)
    for outside in (PAUSE[0] - timedelta(days=1), PAUSE[1] + timedelta(days=1)):
        assert "in the pandemic pause" not in " ".join(forecast(outside).unknowns)
    assert not any("Monday" in text or "grade" in text for text in forecast(grade=GradeWord.GOOD).unknowns)


def test_impossible_questions_are_refused() -> None:
    """The last inspection is not in the future, an absence has an order, and the calendar an end."""
    with pytest.raises(InspectPrepError, match="after 2026-11-30"):
        forecast(date(2026, 12, 7))
    with pytest.raises(InspectPrepError, match="before it begins"):
        forecast(away=(date(2027, 1, 5), date(2027, 1, 4)))
    with pytest.raises(InspectPrepError, match="before 2026-11-30, the day of the forecast"):
        forecast(away=(AS_OF - timedelta(days=9), AS_OF - timedelta(days=1)))
    with pytest.raises(OutOfRangeError, match="The last call of the forecast"):
        forecast(away=(date(2027, 1, 5), date(2071, 1, 5)))
    with pytest.raises(OutOfRangeError):
        forecast(date(2039, 1, 3), date(2040, 1, 3))
    with pytest.raises(OutOfRangeError):
        forecast(date(2039, 1, 3), date(2051, 1, 3))


def test_a_region_takes_one_queue_for_all_councils() -> None:
    """The forecast of several councils is that of each alone."""
    assert forecast_of(FORECASTER, date(2023, 9, 11)) == forecast(date(2023, 9, 11))
