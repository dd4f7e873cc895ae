"""Decisions of people, and the progress of tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from inspectprep.model.checklist import Status, TaskStates
from inspectprep.model.readiness import Rating


@frozen(kw_only=True)
class Decision:
    """A decision of a person, with the rating that advised it. A rating never decides.

    Attributes:
        id: Set by the workspace.
        about: The subject, such as ``readiness``, ``release`` or the id of another record.
        decided: The decision, in one sentence.
        person: The person's name.
        reason: The reason, in that person's words.
        on: The day of the decision.
        advised: The rating at that time. None if there was none.
        advice: The reason for that rating, in one sentence.
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
    """The progress of one task.

    Attributes:
        id: Set by the workspace.
        task: Id of a task of the checklist, or of its template for every occurrence of a daily task.
        status: Its status.
        on: The day of this status, if known.
        note: A note about it.
    """

    id: str = ""
    task: str
    status: Status
    on: date | None = None
    note: str = ""


def task_states(states: Iterable[TaskState]) -> TaskStates:
    """Return the progress of all tasks. If a task has several records, the last one counts."""
    last = {state.task: state.status for state in states}

    def named(status: Status) -> tuple[str, ...]:
        return tuple(task for task, current in last.items() if current is status)

    return TaskStates(done=named(Status.DONE), doing=named(Status.DOING), not_needed=named(Status.NOT_NEEDED))
