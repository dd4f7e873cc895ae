"""The inspections that run on a day, and the one that a new record belongs to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import Scope
from inspectprep.planning.running import inspection_of_record, running_inspection, running_on

MAY = date(2018, 5, 14)
FIRST = Inspection(
    id="ins-1", variant="ilacs-short", notified=MAY, ended=MAY + timedelta(days=50), withdrawn="-"
)
BESIDE = Inspection(id="ins-2", variant="jtai", notified=MAY + timedelta(days=7))
EARLIER = Inspection(id="ins-3", title="SIF 2014")
EVERY = (BESIDE, EARLIER, FIRST)


@given(st.integers(-5, 60))
def test_those_that_run_are_in_the_order_of_their_calls(number: int) -> None:
    """An earlier one without a call never runs."""
    day = MAY + timedelta(days=number)
    assert list(running_on(EVERY, day)) == [each for each in (FIRST, BESIDE) if each.runs_on(day)]


def test_one_that_runs_is_taken_and_two_are_asked_about() -> None:
    """With the option, and both named."""
    assert running_inspection(EVERY, MAY - timedelta(days=1)) is None
    assert running_inspection(EVERY, MAY) is FIRST
    with pytest.raises(InspectPrepError, match=r"ins-1 .* ins-2 .*--inspection ID"):
        running_inspection(EVERY, MAY + timedelta(days=7))
    assert running_inspection(EVERY, MAY + timedelta(days=7), "ins-2") is BESIDE
    with pytest.raises(UnknownNameError, match="ins-9"):
        running_inspection(EVERY, MAY, "ins-9")


@pytest.mark.parametrize("scope", Scope)
def test_the_day_of_a_record_decides_before_today(scope: Scope) -> None:
    """A note of 2018 that is typed in 2021 belongs to 2018."""
    today = date(2021, 5, 10)
    assert inspection_of_record((FIRST,), (MAY, today), scope) is FIRST
    now = Inspection(id="ins-2", variant="ilacs-short", notified=today)
    assert inspection_of_record((FIRST, now), (MAY, today), scope) is FIRST
    assert inspection_of_record((FIRST, now), (today, today), scope) is now


@pytest.mark.parametrize("scope", Scope)
def test_before_the_first_inspection_only_an_outcome_needs_one(scope: Scope) -> None:
    """A rehearsal has claims and notes too."""
    if scope is Scope.OUTCOME:
        with pytest.raises(InspectPrepError, match="No inspection has begun"):
            inspection_of_record((), (MAY,), scope)
    else:
        assert inspection_of_record((), (MAY,), scope) is None


@pytest.mark.parametrize("scope", Scope)
def test_after_an_inspection_what_belongs_to_one_is_asked_about(scope: Scope) -> None:
    """Preparation and the council's records need none."""
    later = date(2020, 1, 6)
    if scope in (Scope.INSPECTION, Scope.OUTCOME):
        with pytest.raises(InspectPrepError, match=r"No inspection runs on Monday 6 January 2020.*ins-1"):
            inspection_of_record((FIRST,), (later,), scope)
    else:
        assert inspection_of_record((FIRST,), (later,), scope) is None
