"""The tracker of a workspace: the tasks of a day, and their statuses as people record them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectprep.errors import InspectPrepError
from inspectprep.model.decision import TaskState
from inspectprep.model.representation import with_one_line
from inspectprep.planning.running import NO_INSPECTION
from inspectprep.planning.tracker import choose_tasks, track
from inspectprep.planning.wording import long_date
from inspectprep.workspace.state import running_states

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.checklist import Status, Task
    from inspectprep.model.tracker import Today
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.workspace import Workspace


@with_one_line
class Marked(NamedTuple):
    """A task with the status that was recorded.

    Attributes:
        task: The task before the change.
        inspection: Id of its inspection. Empty for work that is always on, and before the next call.
        entry: The record of the status.
    """

    task: Task
    inspection: str
    entry: RecordEntry


def today(
    workspace: Workspace,
    on: date | None = None,
    owner: str = "",
    inspection: str = "",
    reader: str = "",
) -> Today:
    """Return the open tasks of a day, for every inspection that runs, or else before the next call.

    Args:
        workspace: The workspace.
        on: The day; today if None.
        owner: Only the tasks of a role.
        inspection: Only the tasks of this inspection.
        reader: The name of the reader, who may be on the embargo register.

    Raises:
        UnknownNameError: if there is no such role or inspection; the nearest is suggested.
        InspectPrepError: if the workspace has no folder.
    """
    states = running_states(workspace, on or workspace.current_day, inspection, reader, "today")
    return track(states, workspace.working_days, owner)


def mark_tasks(
    workspace: Workspace,
    names: Iterable[str],
    status: Status,
    *,
    by: str,
    on: date | None = None,
    note: str = "",
    inspection: str = "",
    why: str = "",
    reader: str = "",
) -> tuple[Marked, ...]:
    """Record the status of tasks: of all of them, or of none.

    Args:
        workspace: The workspace.
        names: Short numbers, ids of tasks or templates, and occurrences of daily tasks.
        status: The status.
        by: The author.
        on: The day of the status; today if None.
        note: A note about it.
        inspection: Id of the inspection. Default: the only one that has these tasks on the day.
        why: The reason for the change.
        reader: The name of the reader. People on the register can mark tasks that are withheld from others.

    Raises:
        UnknownNameError: if there is no such task; the nearest is suggested.
        InspectPrepError: if the day is in the future or before the call, or it is not clear which
            inspection is meant.
        PersonalDataError: if the note seems to contain a child's details.
    """
    day = on or workspace.current_day
    if day > workspace.current_day:
        raise InspectPrepError(
            f"{long_date(day)} is in the future.", where="--on", remedy="Record it when it has happened."
        )
    states = running_states(workspace, day, inspection, reader, "task")
    checklists = [(state.timeline.inspection.id, state.checklist) for state in states]
    calls = {state.timeline.inspection.id: state.timeline.notified for state in states if state.running}
    chosen = choose_tasks(names, checklists, status, day)
    early = next((each for each in chosen if day < calls.get(each.inspection, day)), None)
    if early is not None:
        raise InspectPrepError(
            f"{long_date(day)} is before the call of {early.inspection}, on "
            f"{long_date(calls[early.inspection])}.",
            where="--on",
            remedy="Give a day from the call onwards.",
        )
    records = workspace.records
    with records.transaction():
        return tuple(
            Marked(
                choice.task,
                choice.inspection,
                records.add(
                    TaskState(
                        inspection=choice.inspection or NO_INSPECTION,
                        task=choice.task.id,
                        status=status,
                        on=day,
                        note=note,
                    ),
                    by=by,
                    why=why,
                ),
            )
            for choice in chosen
        )
