"""Decisions of people, and the progress of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field

from inspectprep.model.checklist import Status
from inspectprep.model.document import document
from inspectprep.model.inspection_record import InspectionRecord
from inspectprep.model.readiness import Rating
from inspectprep.model.values import frozen


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
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    id: str = ""
    about: str = field(metadata={"names": "any record"})
    decided: str
    person: str
    reason: str
    on: date
    advised: Rating | None = None
    advice: str = ""
    outcome: bool | None = None


@frozen(kw_only=True)
class TaskState(InspectionRecord):
    """The progress of one task since a day.

    The last status by day counts, and of those of one day the one recorded last. So progress can go back.

    Attributes:
        task: Id of a task of the checklist, or of its template for every occurrence of a daily task.
        status: Its status.
        on: The day of this status. Default: the day of recording.
        note: A note about it.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    task: str
    status: Status
    on: date | None = field(default=None, metadata={"day_of": "status"})
    note: str = ""
    outcome: bool | None = None


def _dated_states(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document of version 1, which had lists of task ids, as one of version 2. No day is known."""
    words = {"done": "done", "doing": "doing", "not_needed": "not-needed"}
    states = [
        {"task": task, "status": status} for name, status in words.items() for task in document.get(name, ())
    ]
    others = {key: value for key, value in document.items() if key not in words}
    return {**others, "states": states}


@document("task-states", version=2, migrations={1: _dated_states})
@frozen(kw_only=True)
class TaskStates:
    """The progress of tasks. It is separate from the checklist, so that the checklist can be planned again.

    Attributes:
        states: The statuses in the order in which they were recorded. All other tasks are still to do.
    """

    states: tuple[TaskState, ...] = ()
