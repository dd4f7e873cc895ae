"""Readiness reasons from the checklist, for every theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from inspectprep.model.checklist import Checklist, Status, Task, Theme
from inspectprep.model.framework import Phase
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.readiness.reason_sources import ReadinessState, ReasonSource
from inspectprep.planning.wording import counted, first_few


def is_open(task: Task) -> bool:
    """Return whether a task still has to be done."""
    return task.status in (Status.TO_DO, Status.DOING)


def task_reasons(theme: Theme, tasks: Checklist | None, day: date) -> Iterator[Reason]:
    """Yield the reasons that the checklist gives for a theme on `day`.

    A task due before `day` and not done is overdue (red). A standing task of the always-on phase that is
    not confirmed as done is a gap (amber).
    """
    if tasks is None:
        yield Reason(
            rating=Rating.AMBER,
            rule="tasks-unknown",
            text="No checklist was given, so the state of this work is not known.",
            owner="deputy",
            action="Go through the checklist and mark what is done.",
        )
        return
    chosen = [task for task in tasks if task.theme is theme]
    if not chosen:
        yield Reason(
            rating=Rating.AMBER,
            rule="tasks-none",
            text="The checklist has no task for this theme, so the state of this work is not known.",
            owner="deputy",
            action="Add tasks for this theme, or use the built-in ones.",
        )
        return
    overdue = [task for task in chosen if is_open(task) and task.due is not None and task.due < day]
    standing = [task for task in chosen if task.phase is Phase.ALWAYS_ON]
    unconfirmed = [task for task in standing if is_open(task)]
    if overdue:
        yield Reason(
            rating=Rating.RED,
            rule="tasks-overdue",
            text=f"{counted(len(overdue), 'task')} overdue: {_titles(overdue)}.",
            owner=_leader(overdue),
        )
    if unconfirmed:
        yield Reason(
            rating=Rating.AMBER,
            rule="standing-work-unconfirmed",
            text=f"{len(unconfirmed)} of {counted(len(standing), 'standing task')} not confirmed as done: "
            f"{_titles(unconfirmed)}.",
            owner=_leader(unconfirmed),
        )
    if not overdue and not unconfirmed:
        yield Reason(
            rating=Rating.GREEN,
            rule="tasks-in-time",
            text=f"{counted(len(chosen), 'task')}: none overdue, standing work confirmed.",
        )


def _titles(tasks: Sequence[Task]) -> str:
    return first_few(list(dict.fromkeys(task.title for task in tasks)), 3, separator="; ")


def _leader(tasks: Sequence[Task]) -> str:
    return tasks[0].owners[0] if tasks[0].owners else ""


def _from_state(theme: Theme, state: ReadinessState) -> Iterator[Reason]:
    return task_reasons(theme, state.tasks, state.day)


SOURCES = tuple(ReasonSource(theme=theme, reasons=partial(_from_state, theme)) for theme in Theme)
