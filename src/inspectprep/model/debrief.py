"""Follow-up: wellbeing, lessons, thanks, press and the action plan."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.basis import Basis
from inspectprep.model.basis_migration import divide_sourced
from inspectprep.model.checklist import Status, Theme
from inspectprep.model.document import document
from inspectprep.model.inspection_record import InspectionRecord
from inspectprep.model.readiness import Rating
from inspectprep.model.values import MAY_BE_BLANK, frozen


@frozen(kw_only=True)
class Lesson:
    """A lesson, and the action on it before the next call.

    Attributes:
        id: Set by the workspace.
        learned: The lesson, in one sentence.
        next_time: The action, as an instruction. It becomes a task of the checklist.
        theme: Its theme.
        owner: Role id of the person responsible.
        on: The day on which it was recorded.
        acted_on: The day on which it was put into practice. None if it was not.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    id: str = ""
    learned: str
    next_time: str = ""
    theme: Theme = Theme.PLAN
    owner: str = "deputy"
    on: date | None = None
    acted_on: date | None = None
    outcome: bool | None = None


class ThanksKind(StrEnum):
    """The kind of thanks.

    Attributes:
        THANKS: Thanks to a person or a team.
        CELEBRATION: An event to celebrate.
    """

    THANKS = "thanks"
    CELEBRATION = "celebration"


@frozen(kw_only=True)
class Thanks(InspectionRecord):
    """Thanks or a celebration.

    Attributes:
        to: The people who are thanked, such as a team.
        reason: The reason.
        by: The person who thanked them.
        on: The day. None if it has not happened yet.
        kind: The kind.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    to: str
    reason: str = ""
    by: str = ""
    on: date | None = None
    kind: ThanksKind = ThanksKind.THANKS
    outcome: bool | None = None


@frozen(kw_only=True)
class PressItem(InspectionRecord):
    """A press report.

    Attributes:
        title: The headline.
        outlet: The newspaper, website or broadcaster.
        on: The day.
        location: Its address or place.
        good: Whether it is good news to display.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    title: str
    outlet: str
    on: date
    location: str = ""
    good: bool = False
    outcome: bool | None = None


@frozen(kw_only=True)
class Wellbeing(InspectionRecord):
    """A note on the wellbeing of a team, never of one person.

    Attributes:
        team: The team.
        on: The day.
        how: The team's wellbeing, in its own words.
        rating: Red if they need help now, amber if they are tired, green if they are well.
        help: The help they need, as an instruction for `owner`.
        owner: Role id of the person responsible.
        settled: The day on which they got the help. None if they did not.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    team: str = field(metadata=MAY_BE_BLANK)
    on: date
    how: str
    rating: Rating = Rating.GREEN
    help: str = ""
    owner: str = "hr"
    settled: date | None = None
    outcome: bool | None = None


class DebriefPart(StrEnum):
    """A part of the debrief that can be written alone.

    Attributes:
        WELLBEING: How staff are, and what is done about it.
        LESSONS: Lessons for the next inspection.
        THANKS: Thanks to people and teams.
        CELEBRATION: What the council celebrates.
        PRESS: Reports in the press.
    """

    WELLBEING = "wellbeing"
    LESSONS = "lessons"
    THANKS = "thanks"
    CELEBRATION = "celebration"
    PRESS = "press"


@document("debrief", report="inspectprep.reports.compose.debrief:debrief_report")
@frozen(kw_only=True)
class Debrief:
    """The debrief after an inspection.

    Attributes:
        authority: The council.
        title: The inspection in words.
        part: The only part that it has. None for the whole debrief.
        on: The day of the debrief.
        wellbeing: The wellbeing of teams, worst first.
        lessons: The lessons, open ones first.
        thanks: Thanks and celebrations. Those still to come are last.
        press: Press reports, good news first.
        notes: Notes on open points.
    """

    authority: str = ""
    title: str = ""
    part: DebriefPart | None = None
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
        area: Id of the area for improvement.
        title: The action.
        owner: Role id.
        measure: The measure of success.
        due: Last day (inclusive).
        status: Its status.
        done: The day on which it was done. None if it is not done.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    id: str = ""
    area: str = field(metadata=MAY_BE_BLANK)
    title: str
    owner: str = ""
    measure: str = ""
    due: date | None = None
    status: Status = Status.TO_DO
    done: date | None = None
    outcome: bool | None = None


@frozen(kw_only=True)
class Deadline:
    """A deadline of the action plan.

    Attributes:
        title: The deadline.
        due: Last day (inclusive). None until the report is received.
        working_days: The number of working days after the report is received. None if no source gives it.
        uncertain: Whether its day is not firm.
        earliest: The first day on which it may be due, if it is counted from a forecast.
        latest: The last day on which it may be due, if it is counted from a forecast.
        rests_on: The basis that makes its day uncertain. None if it is firm.
        duty: The basis of the duty. That of its day can be less sure.
        basis: The basis of its day: the number of working days.
        source: The sources of the duty and of the day.
    """

    title: str
    due: date | None
    working_days: int | None
    uncertain: bool = False
    earliest: date | None = None
    latest: date | None = None
    rests_on: Basis | None = None
    duty: Basis = Basis.LAW
    basis: Basis = Basis.ACCOUNT
    source: str = ""


@frozen(kw_only=True)
class AreaActions:
    """An area for improvement and its actions.

    Attributes:
        area: The area in words.
        id: Id of its record. Empty if it has none.
        priority: Whether it is an area for priority action.
        owner: Role id of the person responsible for the area.
        measure: The measure of progress.
        progress: The evidence of progress, by name and id.
        actions: The actions by due date. Those without a date come last.
        gaps: The gaps: an owner, a measure, a date or an action that is missing.
    """

    area: str = field(metadata=MAY_BE_BLANK)
    id: str = ""
    priority: bool = False
    owner: str = ""
    measure: str = ""
    progress: tuple[str, ...] = ()
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
    """The draft of the written statement of action.

    Attributes:
        authority: The council.
        title: The inspection in words.
        on: The day of the plan.
        areas: The areas, priority areas first.
        deadlines: The deadlines in order of date.
        unplaced: Actions for an unknown area.
    """

    authority: str = ""
    title: str = ""
    on: date
    areas: tuple[AreaActions, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    unplaced: tuple[Action, ...] = ()
