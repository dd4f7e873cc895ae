"""The standing of the action plan and of the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.checklist import Status
from inspectprep.model.debrief import ThanksKind
from inspectprep.model.readiness import Rating
from inspectprep.planning.standing.standing import Standing, Turn, merged
from inspectprep.planning.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectprep.model.debrief import Action, ActionPlan, Debrief

_DEPUTY = "deputy"
_CLOSED = (Status.DONE, Status.NOT_NEEDED)
_ORDER = (Rating.RED, Rating.AMBER, Rating.GREEN)


def actions_of_plan(plan: ActionPlan) -> tuple[Action, ...]:
    """Return every action of a plan, those without an area last."""
    return (*(action for area in plan.areas for action in area.actions), *plan.unplaced)


def is_late(action: Action, plan: ActionPlan) -> bool:
    """Return whether an action is open and its last day has passed on the day of the plan."""
    return action.status not in _CLOSED and action.due is not None and action.due < plan.on


def action_plan_standing(plan: ActionPlan) -> Standing:
    """Return the position of an action plan on its day, and who has to act."""
    actions = actions_of_plan(plan)
    late = [action for action in actions if is_late(action, plan)]
    empty = [area for area in plan.areas if not area.actions]
    counts = (
        (counted(len(empty), "area"), len(empty), "an action"),
        *((f"{len(lacking):,}", len(lacking), lack) for lack, lacking in _lacking(actions)),
    )
    lacks = [f"{number} without {lack}" for number, count, lack in counts if count]
    if not (plan.areas or actions):
        return Standing(
            verdict="No plan yet",
            sentence="No area for improvement of this inspection is recorded.",
            turns=(
                Turn(action="Record each area for improvement in the report", owner=_DEPUTY),
                *_deadlines(plan),
            ),
        )
    size = f"{counted(len(plan.areas), 'area')} and {counted(len(actions), 'action')}"
    if late:
        verdict = f"{counted(len(late), 'action')} late"
    elif lacks:
        verdict = "Not complete"
    else:
        verdict = "Complete"
    done = sum(action.status in _CLOSED for action in actions)
    gaps = f": {', '.join(lacks)}" if lacks else ""
    return Standing(
        verdict=verdict,
        sentence=f"The plan has {size}, {done:,} done{gaps}.",
        turns=tuple(_action_turns(plan, late)),
    )


def _action_turns(plan: ActionPlan, late: list[Action]) -> Iterator[Turn]:
    turns = [
        Turn(action=action.title, owner=action.owner, by=action.due)
        for action in sorted(late, key=lambda action: action.due or plan.on)
    ]
    yield from merged(turns)
    for area in plan.areas:
        if not area.actions:
            yield Turn(action=f"Add an action for “{area.area}”", owner=area.owner or _DEPUTY)
    for lack, lacking in _lacking(actions_of_plan(plan)):
        if lacking:
            yield Turn(action=f"Give {counted(len(lacking), 'action')} {lack}", owner=_DEPUTY)
    yield from _deadlines(plan)


def _lacking(actions: Iterable[Action]) -> tuple[tuple[str, list[Action]], ...]:
    """Return the actions that lack an owner, a date or a measure."""
    every = tuple(actions)
    return (
        ("an owner", [action for action in every if not action.owner]),
        ("a date", [action for action in every if action.due is None]),
        ("a measure", [action for action in every if not action.measure]),
    )


def _deadlines(plan: ActionPlan) -> Iterator[Turn]:
    for deadline in plan.deadlines:
        if deadline.due is None or deadline.due >= plan.on:
            counts = "" if deadline.rests_on is None else "The day counts from a day that is not firm."
            title = deadline.title.removeprefix("The ")
            yield Turn(action=f"Send the {title}", owner="dcs", by=deadline.due, changes=counts)


def debrief_standing(debrief: Debrief) -> Standing:
    """Return the position of the debrief of an inspection, and who has to act."""
    needing = [note for note in debrief.wellbeing if note.help and note.settled is None]
    open_lessons = [lesson for lesson in debrief.lessons if lesson.acted_on is None]
    waiting = [thanks for thanks in debrief.thanks if thanks.kind is ThanksKind.THANKS and thanks.on is None]
    celebrated = any(thanks.kind is ThanksKind.CELEBRATION for thanks in debrief.thanks)
    teams = list(dict.fromkeys(note.team for note in needing))
    asked = list(dict.fromkeys(note.team for note in debrief.wellbeing))
    if teams:
        verdict = f"{counted(len(teams), 'team')} {'needs' if len(teams) == 1 else 'need'} help"
    elif not asked:
        verdict = "No team has been asked how it is"
    elif open_lessons:
        verdict = f"{counted(len(open_lessons), 'lesson')} to act on"
    else:
        verdict = "Every team and lesson is looked after"
    parts = (
        f"{counted(len(asked), 'team')} asked",
        f"{len(open_lessons):,} of {counted(len(debrief.lessons), 'lesson')} open",
        f"{counted(len(waiting), 'person or team', 'people and teams')} still to thank",
    )
    turns = [
        *(
            Turn(action=f"Help {note.team}: {note.help}", owner=note.owner)
            for note in sorted(needing, key=lambda note: _ORDER.index(note.rating))
        ),
        *([] if asked else [Turn(action="Ask each team how it is", owner="hr")]),
        *(Turn(action=lesson.next_time or lesson.learned, owner=lesson.owner) for lesson in open_lessons),
        *([] if debrief.lessons else [Turn(action="Record what was learned", owner=_DEPUTY)]),
        *(Turn(action=f"Thank {thanks.to}", owner="dcs") for thanks in waiting),
        *([] if celebrated else [Turn(action="Plan a time to celebrate", owner="dcs")]),
    ]
    return Standing(verdict=verdict, sentence=f"{', '.join(parts)}.", turns=tuple(turns))
