"""The weeks in which inspections begin are counted, and compared with what chance would give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.calendar.working import bank_holidays
from inspectprep.history import read_history
from inspectprep.model.intervals import SchedulingFacts
from inspectprep.model.past_inspection import InspectionKind, PastInspection
from inspectprep.planning.forecast.scheduling import scheduling_facts
from tests.planning.forecast.histories import HISTORIES, inspection
from tests.shared import from_shared

MONDAYS = [date(2021, 7, 5) + timedelta(weeks=number) for number in range(400)]
HOLIDAYS = set(bank_holidays())


def _facts(starts: list[date]) -> SchedulingFacts:
    found = scheduling_facts(inspection(f"Council {place}", day) for place, day in enumerate(starts))
    assert found is not None
    return found


def _spread(days: list[date], number: int) -> list[date]:
    """Return some of the days, spread as by chance but the same in each run."""
    return [days[(place * place * 7919 + place * 104729) % 1_000_003 % len(days)] for place in range(number)]


def _open(monday: date) -> bool:
    return monday.month != 8 and not any(monday + timedelta(days=place) in HOLIDAYS for place in range(5))


def test_a_history_without_inspections_has_no_facts() -> None:
    """Nor has one of another framework."""
    assert scheduling_facts([]) is None
    assert scheduling_facts([inspection("Avon", "2015-01-05", kind=InspectionKind.SIF)]) is None


def test_a_small_sample_does_not_close_weeks() -> None:
    """Twenty starts at random leave most weeks without one, as chance does."""
    facts = _facts(_spread([day for day in MONDAYS if _open(day)], 20))
    assert len(facts.never_used) >= 30
    assert facts.by_chance == pytest.approx(len(facts.never_used) - len(facts.explained), abs=4)
    assert facts.usable_mondays > 48


def test_a_large_sample_shows_the_weeks_that_are_closed() -> None:
    """Weeks with a bank holiday and August are closed here; the weeks after a bank-holiday Monday are not."""
    facts = _facts(_spread([day for day in MONDAYS if _open(day)], 1500))
    groups = {group.id: group for group in facts.groups}
    assert groups["bank_holiday_week"].n == groups["august"].n == 0
    after = groups["after_bank_holiday_monday"]
    assert after.n == pytest.approx(after.by_chance, rel=0.3)
    open_share = sum(map(_open, MONDAYS)) / len(MONDAYS)
    assert facts.usable_mondays == pytest.approx(52.18 * open_share, abs=1)


def test_one_inspection_in_a_closed_week_opens_its_kind() -> None:
    """The facts are counted and not assumed."""
    starts = _spread([day for day in MONDAYS if day.month != 8], 500)
    before, after = _facts(starts), _facts([*starts, date(2024, 8, 12)])
    assert after.usable_mondays > before.usable_mondays
    assert {group.id: group.n for group in after.groups}["august"] == 1


@given(HISTORIES)
def test_facts_agree_with_one_another(history: list[PastInspection]) -> None:
    """Counts are not above the number of inspections, nor Mondays above those of a year."""
    facts = scheduling_facts(history)
    if facts is None:
        assert not history
        return
    assert facts.on_monday <= facts.n
    assert set(facts.explained) <= set(facts.never_used)
    assert all(0 <= group.n <= facts.n and group.by_chance <= facts.n for group in facts.groups)
    assert facts.usable_mondays <= 52.2
    assert facts.first <= facts.last


@given(st.lists(st.sampled_from(MONDAYS), min_size=1, max_size=60))
def test_used_weeks_are_not_called_unused(starts: list[date]) -> None:
    """A week of the year in which an inspection began was used."""
    facts = _facts(starts)
    assert not {day.isocalendar().week for day in starts} & set(facts.never_used)
    assert facts.on_monday == facts.n


def test_the_shared_history_has_the_known_pattern() -> None:
    """Every start is a Monday, and none is in August, at Christmas or in a week with a bank holiday."""
    facts = scheduling_facts(read_history(from_shared("data/published/history.csv")))
    assert facts is not None
    assert facts.on_monday == facts.n == 169
    groups = {group.id: group.n for group in facts.groups}
    assert groups == {
        "bank_holiday_week": 0,
        "after_bank_holiday_monday": 20,
        "august": 0,
        "christmas": 0,
    }
    assert {1, 2, 14, 22, 31, 35, 51, 52} <= set(facts.never_used)
    assert 36 <= facts.usable_mondays <= 42
