"""Where the action plan and the debrief stand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given

from inspectprep.model.checklist import Status
from inspectprep.model.debrief import Action, ActionPlan, AreaActions, Debrief, Lesson, Thanks, Wellbeing
from inspectprep.model.readiness import Rating
from inspectprep.planning.standing.follow_up import action_plan_standing, debrief_standing, is_late
from inspectprep.testing.strategies import values

DAY = date(2026, 11, 30)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def action(title: str = "Visit", owner: str = "psw", due: date | None = AFTER, **more: object) -> Action:
    """Return an action with all that it needs."""
    return Action(area="area-1", title=title, owner=owner, due=due, measure="95%", **more)  # type: ignore[arg-type]


def plan(*actions: Action) -> ActionPlan:
    """Return a plan with one area."""
    return ActionPlan(on=DAY, areas=(AreaActions(area="Visits", actions=actions),))


def test_a_plan_without_gaps_is_complete() -> None:
    """And one with a late action says how many are."""
    assert action_plan_standing(plan(action())).verdict == "Complete"
    assert action_plan_standing(plan(action(due=DAY))).verdict == "Complete"
    assert action_plan_standing(plan(action(due=BEFORE))).verdict == "1 action late"


def test_an_action_that_is_done_is_never_late() -> None:
    """Nor one that is not needed."""
    for status in (Status.DONE, Status.NOT_NEEDED):
        done = action(due=BEFORE, status=status)
        assert not is_late(done, plan(done))


def test_what_is_late_comes_first_and_like_actions_are_one_step() -> None:
    """Then an area without an action, and then what actions lack."""
    late = [action(due=BEFORE), action(due=BEFORE - timedelta(days=1)), action(owner="", due=None)]
    standing = action_plan_standing(plan(*late))
    assert [(turn.action, turn.owner, turn.by) for turn in standing.turns] == [
        ("Visit (2 times)", "psw", BEFORE - timedelta(days=1)),
        ("Give 1 action an owner", "deputy", None),
        ("Give 1 action a date", "deputy", None),
    ]
    assert standing.sentence == (
        "The plan has 1 area and 3 actions, 0 done: 1 without an owner, 1 without a date."
    )


def test_a_plan_without_areas_asks_for_them() -> None:
    """Nothing is said to be complete."""
    standing = action_plan_standing(ActionPlan(on=DAY))
    assert standing.verdict == "No plan yet"
    assert standing.turns[0].owner == "deputy"


def test_teams_that_need_help_come_before_lessons_and_thanks() -> None:
    """The team that needs it most is first."""
    debrief = Debrief(
        on=DAY,
        wellbeing=(
            Wellbeing(team="North", on=DAY, how="Tired", rating=Rating.AMBER, help="Cover"),
            Wellbeing(team="South", on=DAY, how="Worn out", rating=Rating.RED, help="Cover"),
        ),
        lessons=(Lesson(learned="Lists were late", next_time="Name an owner"),),
        thanks=(Thanks(to="Logistics"),),
    )
    standing = debrief_standing(debrief)
    assert standing.verdict == "2 teams need help"
    assert [turn.action for turn in standing.turns] == [
        "Help South: Cover",
        "Help North: Cover",
        "Name an owner",
        "Thank Logistics",
        "Plan a time to celebrate",
    ]


@given(values(Debrief))
def test_a_debrief_without_notes_on_teams_asks_for_them(debrief: Debrief) -> None:
    """A team that was never asked is not well."""
    asks = any(turn.action == "Ask each team how it is" for turn in debrief_standing(debrief).turns)
    assert asks is (not debrief.wellbeing)
