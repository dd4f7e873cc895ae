"""The progress of tasks on a day, from the statuses that people recorded.

A status holds from its day on. A recurring task that was done counts as done for its interval, and is then
due again. A task that is being done again still needs to be done by the end of the interval that counts from
the day on which it was last done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import evolve

from inspectprep.errors import UnknownNameError
from inspectprep.model.checklist import Checklist, Status, Task, TaskTemplate
from inspectprep.model.decision import TaskState
from inspectprep.model.framework import Phase
from inspectprep.model.freshness import DueSoon, Freshness
from inspectprep.model.timeline import Timeline
from inspectprep.planning.freshness import DUE_SOON, freshness, lasts_until


def under_current_ids(
    tasks: Checklist, templates: Iterable[TaskTemplate], states: Iterable[TaskState]
) -> tuple[TaskState, ...]:
    """Return recorded progress with the ids that its tasks have now on a checklist.

    A task that is split by kind of inspection has one former id and several new ones. The checklist decides.

    Args:
        tasks: The checklist.
        templates: The templates, with their former ids.
        states: All recorded progress.
    """
    listed = {task.template for task in tasks}
    renamed = {
        former: template.id
        for template in templates
        if template.id in listed
        for former in template.formerly
        if former not in listed
    }
    found = []
    for state in states:
        name, at, day = state.task.partition("@")
        found.append(evolve(state, task=f"{renamed[name]}{at}{day}") if name in renamed else state)
    return tuple(found)


def not_listed(tasks: Checklist, states: Iterable[TaskState], inspection: str) -> tuple[str, ...]:
    """Return the ids of tasks with progress in an inspection that its checklist does not have.

    Args:
        tasks: The checklist.
        states: All recorded progress, under current ids.
        inspection: Id of the inspection. Empty for the preparation for the next one, which gives none.
    """
    listed = {task.template for task in tasks}
    names = [
        state.task.partition("@")[0] for state in states if inspection and state.inspection == inspection
    ]
    return tuple(dict.fromkeys(name for name in names if name not in listed))


def progress_of(tasks: Checklist, states: Iterable[TaskState], inspection: str) -> tuple[TaskState, ...]:
    """Return the recorded progress that counts for a checklist.

    Work that is always on, such as the monthly check of Annex A, is the council's: its progress counts
    whenever it was recorded. Any other progress counts only for the inspection in which it was recorded.
    Progress of unknown tasks is left out.

    Args:
        tasks: The checklist.
        states: All recorded progress.
        inspection: Id of the inspection; empty for the preparation for the next one.
    """
    always_on = {name: task.phase is Phase.ALWAYS_ON for task in tasks for name in (task.id, task.template)}
    return tuple(
        state
        for state in states
        if state.task in always_on and (always_on[state.task] or state.inspection == inspection)
    )


class Progress(StrEnum):
    """The progress of a task on a day."""

    OVERDUE = "overdue"
    """It was not done by its last day, or it was done and is due again."""
    UNCONFIRMED = "unconfirmed"
    """Recurring or always-on work that is not confirmed as done."""
    UNDATED = "undated"
    """It is marked as done, but the day is not known."""
    DUE_SOON = "due-soon"
    """It is done, and soon due again."""
    OPEN = "open"
    """It is still to be done, and there is time."""
    SETTLED = "settled"
    """It is done or not needed."""


def with_progress(checklist: Checklist, states: Iterable[TaskState], day: date) -> Checklist:
    """Return the checklist with the statuses that are known to hold on a day.

    A status of a later day is left out. Of several, the last one by day counts; of those of one day, the
    last in `states`. A status without a day comes before all others.

    Args:
        checklist: The tasks.
        states: The statuses, in the order in which they were recorded.
        day: The day of the question.

    Raises:
        UnknownNameError: if a status is of a task that is not on the checklist; the nearest is suggested.
    """
    known = {name for task in checklist for name in (task.id, task.template)}
    by_task: dict[str, list[tuple[date, int, TaskState]]] = defaultdict(list)
    for place, state in enumerate(states):
        if state.task not in known:
            raise UnknownNameError("task", state.task, sorted(known))
        if state.on is None or state.on <= day:
            by_task[state.task].append((state.on or date.min, place, state))
    return evolve(checklist, tasks=tuple(_marked(task, by_task) for task in checklist))


def _marked(task: Task, by_task: dict[str, list[tuple[date, int, TaskState]]]) -> Task:
    names = dict.fromkeys((task.id, task.template))
    recorded = sorted(entry for name in names for entry in by_task.get(name, ()))
    for _, _, state in recorded:
        task = task.marked(state.status, state.on)
    return task


def is_open(task: Task) -> bool:
    """Return whether a task still has to be done."""
    return task.status in (Status.TO_DO, Status.DOING)


def due_on(task: Task) -> date | None:
    """Return the last day (inclusive) on which a task is in time; None if it has no such day yet.

    For a recurring task it is the last day on which it must be done again.
    """
    if task.due is not None or task.every is None or task.counted_from is None:
        return task.due
    return lasts_until(task.counted_from, task.every)


def progress(task: Task, day: date, due_soon: DueSoon = DUE_SOON) -> Progress:
    """Return the progress of a task on a day, from the statuses that it has been given.

    Args:
        task: The task, as :func:`with_progress` returns it for that day.
        day: The day.
        due_soon: The time before the end of an interval in which a task is due again soon.
    """
    if task.status is Status.NOT_NEEDED:
        return Progress.SETTLED
    if task.status is Status.DONE and task.on is None:
        return Progress.UNDATED
    due = due_on(task)
    recurring = task.every is not None and task.due is None
    if task.status is Status.DONE:
        if not recurring:
            return Progress.SETTLED
        state = freshness(task.counted_from, due, day, due_soon)
        if state is Freshness.STALE:
            return Progress.OVERDUE
        return Progress.DUE_SOON if state is Freshness.DUE_SOON else Progress.SETTLED
    if due is not None and due < day:
        return Progress.OVERDUE
    standing = recurring or (due is None and task.phase is Phase.ALWAYS_ON)
    return Progress.UNCONFIRMED if standing else Progress.OPEN


def recurring_day(timeline: Timeline, day: date) -> date:
    """Return the day for which recurring work is judged.

    Between the call and final feedback (both inclusive) it is the day of the call: what falls due in these
    weeks waits, because everyone works for the inspection.
    """
    feedback = timeline.get("final_feedback")
    last = feedback.date if feedback is not None else None
    if last is not None and timeline.notified <= day <= last:
        return timeline.notified
    return day
