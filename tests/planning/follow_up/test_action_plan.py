"""The plan of action: what is missing, and the days that the law sets."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.model.debrief import Action
from inspectprep.planning.follow_up.action_plan import PlannedArea, action_plan

RECEIVED = date(2018, 5, 22)
AREAS = (
    PlannedArea(id="area-1", title="Plans that parents understand"),
    PlannedArea(id="area-2", title="Supervision", priority=True, progress=("“Audit” (ev-1)",)),
    PlannedArea(id="area-3", title="Closed", open=False),
)


def test_the_statement_is_due_seventy_working_days_after_receipt() -> None:
    """Counted from the day after the report is received; two bank holidays fall in between."""
    made = action_plan(AREAS, [], on=RECEIVED, received=RECEIVED)
    [statement] = made.deadlines
    assert (statement.working_days, statement.due, statement.uncertain) == (70, date(2018, 8, 30), False)


def test_a_draft_is_due_after_twenty_where_a_focused_visit_set_a_priority_action() -> None:
    """A letter received on 10 August 2018 asked for a draft by 10 September."""
    made = action_plan(
        AREAS, [], on=RECEIVED, received=date(2018, 8, 10), priority_action_from_focused_visit=True
    )
    assert [each.working_days for each in made.deadlines] == [20, 70]
    assert made.deadlines[0].due == date(2018, 9, 10)


def test_nothing_is_dated_before_the_report_comes() -> None:
    """Without a receipt and without a plan there is no date to give."""
    [statement] = action_plan(AREAS, [], on=RECEIVED).deadlines
    assert (statement.due, statement.uncertain) == (None, True)


def test_priority_actions_come_first_and_closed_areas_not_at_all() -> None:
    """Order and selection of areas."""
    made = action_plan(AREAS, [], on=RECEIVED)
    assert [each.area for each in made.areas] == ["Supervision", "Plans that parents understand"]


def test_an_action_finds_its_area_by_id_and_gaps_are_named() -> None:
    """What lacks an owner, a measure or a date is said."""
    actions = [
        Action(area="area-2", title="Train", owner="psw", measure="Audit", due=date(2018, 9, 1)),
        Action(area="area-1", title="Rewrite"),
        Action(area="area-9", title="Lost"),
    ]
    made = action_plan(AREAS, actions, on=RECEIVED)
    supervision, plans = made.areas
    assert supervision.gaps == ()
    assert plans.gaps == (
        "1 action without an owner.",
        "1 action without a measure.",
        "1 action without a date.",
        "No evidence of progress.",
    )
    assert [each.title for each in made.unplaced] == ["Lost"]
    assert action_plan(AREAS[1:2], [], on=RECEIVED).areas[0].gaps == ("No action yet.",)


@given(st.dates(date(2016, 1, 1), date(2026, 6, 1)))
def test_deadlines_count_working_days_of_england(received: date) -> None:
    """As many working days lie after the receipt, up to and including the deadline."""
    made = action_plan((), [], on=received, received=received, priority_action_from_focused_visit=True)
    for each in made.deadlines:
        assert each.due is not None
        assert len(england().span(received + timedelta(days=1), each.due)) == each.working_days
