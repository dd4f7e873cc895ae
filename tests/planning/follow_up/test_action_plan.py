"""The plan of action: what is missing, and the days that the law sets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.model.basis import Basis
from inspectprep.model.debrief import Action
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.timeline import Event, Timeline
from inspectprep.planning.follow_up.action_plan import PlannedArea, action_plan

RECEIVED = date(2018, 5, 22)
AREAS = (
    PlannedArea(id="area-1", title="Plans that parents understand"),
    PlannedArea(id="area-2", title="Supervision", priority=True, progress=("“Audit”",)),
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


def test_several_actions_with_one_gap_are_counted_together() -> None:
    """The number and the word for it agree."""
    actions = [Action(area="area-1", title=title, owner="psw") for title in "ab"]
    made = action_plan(AREAS[:1], actions, on=RECEIVED)
    assert made.areas[0].gaps[:2] == ("2 actions without a measure.", "2 actions without a date.")


def test_actions_are_in_order_of_their_dates_and_those_without_come_last() -> None:
    """In an area and among those that belong to no open area."""
    days = (date(2018, 9, 1), None, date(2018, 7, 1))
    for area in ("area-1", "area-3"):
        actions = [Action(area=area, title=str(day), due=day) for day in days]
        made = action_plan(AREAS, actions, on=date(2018, 8, 1))
        found = made.unplaced if area == "area-3" else made.areas[1].actions
        assert [each.due for each in found] == [date(2018, 7, 1), date(2018, 9, 1), None]


def test_an_area_without_an_id_takes_no_action() -> None:
    """An action that names no area belongs to none, even beside an area that has no id."""
    made = action_plan([PlannedArea(title="Supervision")], [Action(area="", title="Train")], on=RECEIVED)
    assert made.areas[0].actions == ()
    assert made.areas[0].gaps[0] == "No action yet."
    assert [each.title for each in made.unplaced] == ["Train"]


def event(name: str, day: date | None, actual: date | None = None) -> Event:
    """Make an event of a plan."""
    return Event(
        id=name,
        title=name,
        phase=Phase.ACTION_PLAN,
        date=actual or day,
        end=None,
        earliest=None,
        latest=None,
        planned=day,
        planned_end=None,
        actual=actual,
        actual_end=None,
        basis=Basis.MEASURED,
        source="The plan",
    )


def plan(*events: Event) -> Timeline:
    """Make a timeline of events."""
    inspection = Inspection(variant="short", notified=date(2018, 4, 9), authority="Westhaven")
    return Timeline(
        inspection=inspection, framework="ilacs", variant="short", edition="", title="Short", events=events
    )


def test_without_a_timeline_the_law_and_practice_are_the_source() -> None:
    """The statement is set by law. The draft is practice that councils reported."""
    made = action_plan(AREAS, [], on=RECEIVED, received=RECEIVED, priority_action_from_focused_visit=True)
    draft, statement = made.deadlines
    assert (draft.duty, draft.basis) == (Basis.ACCOUNT, Basis.ACCOUNT)
    assert (statement.duty, statement.basis) == (Basis.LAW, Basis.ACCOUNT)
    assert "focused visits" in draft.source
    assert "Act 2006, section 137" in statement.source
    assert made.authority == ""


def test_the_timeline_gives_the_deadline_its_source_and_the_council() -> None:
    """A planned deadline is uncertain until the report is received."""
    made = action_plan(AREAS, [], on=RECEIVED, timeline=plan(event("action_plan", date(2018, 9, 20))))
    [statement] = made.deadlines
    assert (statement.due, statement.uncertain) == (date(2018, 9, 20), True)
    assert (statement.basis, statement.source) == (Basis.MEASURED, "The plan")
    assert made.authority == "Westhaven"


@pytest.mark.parametrize("planned", [date(2018, 9, 20), None])
def test_a_recorded_receipt_sets_the_deadline_whatever_was_planned(planned: date | None) -> None:
    """It is counted from the receipt in the timeline, and from the one that is given before that."""
    events = (event("report_received", date(2018, 6, 1), RECEIVED), event("action_plan", planned))
    [statement] = action_plan(AREAS, [], on=RECEIVED, timeline=plan(*events)).deadlines
    assert (statement.due, statement.uncertain) == (date(2018, 8, 30), False)
    [other] = action_plan(
        AREAS, [], on=RECEIVED, timeline=plan(*events), received=date(2018, 5, 23)
    ).deadlines
    assert (other.due, other.uncertain) == (date(2018, 8, 31), False)


@pytest.mark.parametrize("receipt", [RECEIVED, None])
def test_a_planned_receipt_gives_an_uncertain_deadline(receipt: date | None) -> None:
    """If the deadline itself has no date, it is counted from the day on which the report is expected."""
    events = (event("report_received", receipt), event("action_plan", None))
    [statement] = action_plan(AREAS, [], on=RECEIVED, timeline=plan(*events)).deadlines
    assert (statement.due, statement.uncertain) == (receipt and date(2018, 8, 30), True)


@pytest.mark.parametrize(
    ("areas", "events", "days"),
    [
        (AREAS, ("draft_action_plan",), [20, 70]),
        (AREAS, (), [70]),
        (AREAS[:1], ("draft_action_plan",), [70]),
        ((PlannedArea(title="Closed", priority=True, open=False),), ("draft_action_plan",), [70]),
    ],
    ids=["priority", "no draft in the plan", "no priority", "closed"],
)
def test_a_plan_with_a_draft_asks_for_it_where_a_priority_action_is_open(
    areas: tuple[PlannedArea, ...], events: tuple[str, ...], days: list[int]
) -> None:
    """Both are needed: the milestone and an open area for priority action."""
    timeline = plan(*(event(name, RECEIVED) for name in events))
    made = action_plan(areas, [], on=RECEIVED, timeline=timeline)
    assert [each.working_days for each in made.deadlines] == days


def test_working_days_of_the_caller_are_used() -> None:
    """A closure on one day moves the deadline by one working day."""
    closed = england().closed_on([date(2018, 7, 2)])
    [statement] = action_plan(AREAS, [], on=RECEIVED, received=RECEIVED, working=closed).deadlines
    assert statement.due == date(2018, 8, 31)


@given(st.dates(date(2016, 1, 1), date(2026, 6, 1)))
def test_deadlines_count_working_days_of_england(received: date) -> None:
    """As many working days lie after the receipt, up to and including the deadline."""
    made = action_plan((), [], on=received, received=received, priority_action_from_focused_visit=True)
    for each in made.deadlines:
        assert each.due is not None
        assert len(england().span(received + timedelta(days=1), each.due)) == each.working_days
