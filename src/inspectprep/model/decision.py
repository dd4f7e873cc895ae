"""Decisions that people take, and how far the tasks are: records that any theme may need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from inspectprep.model.checklist import Status, TaskStates
from inspectprep.model.readiness import Rating

__all__ = ["Decision", "TaskState", "task_states"]


@frozen(kw_only=True)
class Decision:
    """What a person decided. A rating or score advises and never decides, so both are kept side by side.

    Attributes:
        id: Set by the workspace.
        about: What was decided on, such as ``readiness``, ``release`` or the id of another record.
        decided: What was decided, one sentence.
        person: Who decided, by name.
        reason: Why, in that person's words.
        on: The day of the decision.
        advised: The rating shown when it was taken; None where there was none.
        advice: Why the rating was what it was, one sentence.
    """

    id: str = ""
    about: str
    decided: str
    person: str
    reason: str
    on: date
    advised: Rating | None = None
    advice: str = ""


@frozen(kw_only=True)
class TaskState:
    """How far one task is.

    Attributes:
        id: Set by the workspace.
        task: Id of a task of the checklist, or of its template for every occurrence of a daily task.
        status: How far it is.
        on: The day it got there, if known.
        note: A note about it.
    """

    id: str = ""
    task: str
    status: Status
    on: date | None = None
    note: str = ""


def task_states(states: Iterable[TaskState]) -> TaskStates:
    """Return states as a checklist takes them; of several for one task the last counts."""
    last = {each.task: each.status for each in states}

    def named(status: Status) -> tuple[str, ...]:
        return tuple(task for task, held in last.items() if held is status)

    return TaskStates(done=named(Status.DONE), doing=named(Status.DOING), not_needed=named(Status.NOT_NEEDED))
