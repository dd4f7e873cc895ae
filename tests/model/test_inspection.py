"""An inspection is a value: what happened is added, and nothing on record is lost or replaced."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import InspectPrepError, InvalidValueError, PlanError
from inspectprep.model.inspection import Actual, Inspection

CALL = date(2018, 4, 9)
MILESTONES = st.sampled_from(["fieldwork", "final_feedback", "annex_a_due", "draft_report", "off_site_week"])
DAYS = st.dates(date(2018, 4, 9), date(2018, 6, 30))
SPANS = st.tuples(MILESTONES, DAYS, st.none() | st.integers(0, 20))
RECORDERS = pytest.mark.parametrize(("verb", "field"), [("happened", "actual"), ("noticed", "notice")])


@RECORDERS
@given(spans=st.lists(SPANS, max_size=12))
def test_nothing_recorded_is_lost_or_replaced(
    verb: str, field: str, spans: list[tuple[str, date, int | None]]
) -> None:
    """After any additions, each start stays, and an end that was recorded stays."""
    inspection = Inspection(variant="ilacs-short", notified=CALL)
    for name, start, length in spans:
        before = inspection
        recorded = {days.id: days for days in getattr(before, field)}
        end = None if length is None else start + timedelta(days=length)
        try:
            inspection = getattr(before, verb)(name, start, end)
        except InspectPrepError:
            earlier = recorded[name]
            assert earlier.start != start or earlier.end not in (None, end)
            continue
        after = {days.id: days for days in getattr(inspection, field)}
        for days in recorded.values():
            assert after[days.id].start == days.start
            assert days.end is None or after[days.id].end == days.end
        assert after[name].start == start
        assert end is None or after[name].end == end
        assert set(after) == {*recorded, name}
        assert {days.id: days for days in getattr(before, field)} == recorded, "the old value is unchanged"


@RECORDERS
def test_the_same_again_changes_nothing_and_an_end_can_be_added(verb: str, field: str) -> None:
    """So a second person who records the same day does no harm."""
    first = getattr(Inspection(variant="x", notified=CALL), verb)("fieldwork", date(2018, 4, 16))
    assert getattr(first, verb)("fieldwork", date(2018, 4, 16)) == first
    over = getattr(first, verb)("fieldwork", date(2018, 4, 16), date(2018, 4, 20))
    assert getattr(over, field)[0].end == date(2018, 4, 20)
    assert getattr(over, verb)("fieldwork", date(2018, 4, 16)) == over


@RECORDERS
def test_a_span_that_ends_before_it_begins_is_refused(verb: str, field: str) -> None:
    """With both days."""
    assert getattr(Inspection(), field) == ()
    with pytest.raises(InspectPrepError, match="is before 2018-04-16, the first day"):
        getattr(Inspection(), verb)("fieldwork", date(2018, 4, 16), date(2018, 4, 15))


def test_it_runs_from_the_call_to_its_end() -> None:
    """Both inclusive. Without a call it never runs."""
    running = Inspection(variant="x", notified=CALL)
    ended = Inspection(variant="x", notified=CALL, ended=CALL + timedelta(days=2), withdrawn="Called off")
    day = timedelta(days=1)
    assert [running.runs_on(CALL + n * day) for n in (-1, 0, 900)] == [False, True, True]
    assert [ended.runs_on(CALL + n * day) for n in (-1, 0, 2, 3)] == [False, True, True, False]
    assert not Inspection(title="SIF 2014").runs_on(CALL)


def test_an_inspection_without_a_call_has_no_day_to_count_from() -> None:
    """It says so."""
    with pytest.raises(PlanError, match="no day of the call"):
        _ = Inspection(title="SIF 2014").day_of_call


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"called_at": "9 o'clock"}, "called_at"),
        ({"ended": CALL - timedelta(days=1), "withdrawn": "Off"}, "ended"),
        ({"actual": (Actual(id="a", start=CALL), Actual(id="a", start=CALL))}, "actual"),
        ({"actual": {"fieldwork": CALL, "publication": CALL - timedelta(days=1)}}, "actual"),
    ],
)
def test_each_field_that_cannot_be_right_is_named(fields: dict[str, Any], field: str) -> None:
    """With the reason."""
    with pytest.raises(InvalidValueError) as caught:
        Inspection(variant="x", notified=CALL, **fields)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("inspection", "field"),
    [
        (Inspection(), "title"),
        (Inspection(notified=CALL), "variant"),
        (Inspection(variant="x", notified=CALL, ended=CALL), "ended"),
        (Inspection(variant="x", notified=CALL, ended=CALL, withdrawn=" "), "ended"),
        (Inspection(variant="x", notified=CALL, withdrawn="Called off"), "withdrawn"),
    ],
)
def test_each_field_that_a_record_needs_is_named(inspection: Inspection, field: str) -> None:
    """A plan can be made without it."""
    assert field in [name for name, _ in inspection.gaps()]


def test_another_inspection_that_runs_is_asked_about() -> None:
    """One that has ended is not, and neither is an earlier one of which only the report is known."""
    one = Inspection(id="ins-1", variant="ilacs-short", notified=CALL)
    two = Inspection(id="ins-2", variant="area-send", notified=date(2021, 5, 10))
    (question,) = two.questions((one, two, Inspection(id="ins-3", title="SIF 2014")))
    assert "ins-1 (ilacs-short, called 2018-04-09) also runs" in question
    ended = Inspection(id="ins-1", variant="ilacs-short", notified=CALL, ended=CALL, withdrawn="Off")
    assert two.questions((ended, two)) == ()
