"""Afterwards: how people are, what was learned, thanks, press, and the plan of action."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from inspectprep.model.basis_migration import divide_sourced
from inspectprep.model.checklist import Status, Theme
from inspectprep.model.document import document
from inspectprep.model.framework import Basis
from inspectprep.model.readiness import Rating

__all__ = [
    "Action",
    "ActionPlan",
    "AreaActions",
    "Deadline",
    "Debrief",
    "Lesson",
    "PressItem",
    "Thanks",
    "ThanksKind",
    "Wellbeing",
]


@frozen(kw_only=True)
class Lesson:
    """Something learned, and what is done about it before the next call.

    Attributes:
        id: Set by the workspace.
        learned: What was learned, one sentence.
        next_time: What to do, as an order; it becomes a task of the checklist.
        theme: Which of the lessons of the field it belongs to.
        owner: Role id of the person who sees to it.
        on: The day it was written down.
        acted_on: The day it was put into practice; None while it is not.
    """

    id: str = ""
    learned: str
    next_time: str = ""
    theme: Theme = Theme.PLAN
    owner: str = "deputy"
    on: date | None = None
    acted_on: date | None = None


class ThanksKind(StrEnum):
    """How people were thanked."""

    THANKS = "thanks"
    CELEBRATION = "celebration"


@frozen(kw_only=True)
class Thanks:
    """Thanks said, or a celebration held.

    Attributes:
        id: Set by the workspace.
        to: Whom, such as a team.
        reason: What for.
        by: Who said it.
        on: The day; None for thanks still to be said.
    """

    id: str = ""
    to: str
    reason: str = ""
    by: str = ""
    on: date | None = None
    kind: ThanksKind = ThanksKind.THANKS


@frozen(kw_only=True)
class PressItem:
    """What the press said, kept for everybody to see.

    Attributes:
        id: Set by the workspace.
        title: The headline.
        outlet: Where it appeared.
        on: The day.
        location: Its address, or where the cutting hangs.
        good: True if it is worth printing and pinning up.
    """

    id: str = ""
    title: str
    outlet: str
    on: date
    location: str = ""
    good: bool = False


@frozen(kw_only=True)
class Wellbeing:
    """How a team is after it all. A team, never one person.

    Attributes:
        id: Set by the workspace.
        team: Which team.
        on: The day somebody asked.
        how: How they are, in their words.
        rating: Red if they need help now, amber if they are worn, green if they are all right.
        help: What they need, as an order for `owner`.
        owner: Role id of the person who sees to it.
        settled: The day it was seen to; None while it is not.
    """

    id: str = ""
    team: str
    on: date
    how: str
    rating: Rating = Rating.GREEN
    help: str = ""
    owner: str = "hr"
    settled: date | None = None


@document("debrief", report="inspectprep.reports.compose.debrief:debrief_report")
@frozen(kw_only=True)
class Debrief:
    """What is left when the inspectors have gone.

    Attributes:
        wellbeing: How the teams are, worst first.
        lessons: Open ones first.
        notes: What has not been done yet.
    """

    authority: str = ""
    on: date
    wellbeing: tuple[Wellbeing, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    thanks: tuple[Thanks, ...] = ()
    press: tuple[PressItem, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Action:
    """One action for an area for improvement.

    Attributes:
        id: Set by the workspace.
        area: Id of the area's record, or its title.
        title: What is done.
        owner: Role id.
        measure: How anybody will see that it worked.
        due: Last day (inclusive).
        done: The day it was done; None while it is not.
    """

    id: str = ""
    area: str
    title: str
    owner: str = ""
    measure: str = ""
    due: date | None = None
    status: Status = Status.TO_DO
    done: date | None = None


@frozen(kw_only=True)
class Deadline:
    """A day that the law sets for the plan.

    Attributes:
        title: What is due.
        due: Last day (inclusive); None until the report is received.
        working_days: How many working days after the report is received.
        uncertain: True while it rests on a forecast.
    """

    title: str
    due: date | None
    working_days: int
    uncertain: bool = False
    basis: Basis = Basis.LAW
    source: str = ""


@frozen(kw_only=True)
class AreaActions:
    """An area for improvement and what is done about it.

    Attributes:
        area: The area in words.
        actions: By due date, undated last.
        gaps: What is missing: an owner, a measure, a date, or any action at all.
    """

    area: str
    priority: bool = False
    actions: tuple[Action, ...] = ()
    gaps: tuple[str, ...] = ()


@document(
    "action-plan",
    version=2,
    report="inspectprep.reports.compose.action_plan:action_plan_report",
    migrations={1: divide_sourced},
)
@frozen(kw_only=True)
class ActionPlan:
    """The written statement of action in the making.

    Attributes:
        areas: Priority actions first, then in the order given.
        deadlines: In order of date.
        unplaced: Actions that name no known area.
    """

    authority: str = ""
    on: date
    areas: tuple[AreaActions, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    unplaced: tuple[Action, ...] = ()
