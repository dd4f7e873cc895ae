"""The tasks of one day: overdue, due, blocked, and the recurring work that is due again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from inspectprep.model.alteration import Alteration
from inspectprep.model.checklist import Status
from inspectprep.model.document import document, layout
from inspectprep.model.values import frozen


class TaskTime(StrEnum):
    """The urgency of an open task on a day, the most urgent first.

    Attributes:
        OVERDUE: Its last day has passed.
        DUE_TODAY: The day is its last day.
        DUE_THIS_WEEK: It is due in the rest of the working week.
        BLOCKED: It has no date yet, because an event that it depends on has none.
        DUE_SOON: Recurring work that was done and is soon due again.
        UNCONFIRMED: Recurring work that is not confirmed as done.
    """

    OVERDUE = "overdue"
    DUE_TODAY = "due-today"
    DUE_THIS_WEEK = "due-this-week"
    BLOCKED = "blocked"
    DUE_SOON = "due-soon"
    UNCONFIRMED = "unconfirmed"


@layout()
@frozen(kw_only=True)
class TrackedTask:
    """An open task on a day.

    Attributes:
        number: Its short number, which is the same every day.
        id: Its id. For a daily task, the id of its template.
        title: What to do.
        owner: Role id of the owner.
        person: The person in that role on the day, or the cover. Empty if there is none.
        due: Last day (inclusive). For a daily task, the first day on which it was not done. None if
            not known.
        state: Its urgency.
        why: The reason, in sentences.
        status: Its status.
        waiting_on: The people or roles whose tasks must be done first.
        blocked_by: What must happen first, as text.
        inspection: Id of the inspection. Empty for work that is always on.
    """

    number: int
    id: str
    title: str
    owner: str
    person: str = ""
    due: date | None
    state: TaskTime
    why: str
    status: Status = Status.TO_DO
    waiting_on: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    inspection: str = ""


@layout()
@frozen(kw_only=True)
class RunningInspection:
    """An inspection that runs on the day.

    Attributes:
        id: Its id.
        variant: Id of its variant.
        title: The title of its variant.
        stage: Its stage, such as ``Day 2 of 5 on site``.
    """

    id: str
    variant: str
    title: str
    stage: str


@document("today")
@layout()
@frozen(kw_only=True)
class Today:
    """The open tasks of a day.

    Attributes:
        on: The day.
        week_from: First day of the rest of the working week. None if the week has no more working days.
        week_until: Last day of the working week (inclusive).
        inspections: The inspections that run on the day.
        altered_by: What plugins changed in the plans and in the tasks.
        tasks: The tasks, the most urgent first.
    """

    on: date
    week_from: date | None
    week_until: date
    inspections: tuple[RunningInspection, ...] = ()
    altered_by: tuple[Alteration, ...] = ()
    tasks: tuple[TrackedTask, ...] = ()
