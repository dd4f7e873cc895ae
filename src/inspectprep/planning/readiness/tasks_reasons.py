"""What the state of the checklist says about readiness, theme by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.checklist import Status, Theme
from inspectprep.model.framework import Phase
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.readiness.annexa_reasons import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inspectprep.model.checklist import Checklist, Task

__all__ = ["is_open", "task_reasons"]


def is_open(task: Task) -> bool:
    """Tell whether a task still has to be done."""
    return task.status in (Status.TO_DO, Status.DOING)


def task_reasons(tasks: Checklist | None, day: date) -> dict[Theme, tuple[Reason, ...]]:
    """Return the reasons that the checklist gives for each theme, as of `day`.

    A task due before `day` and not done is overdue (red). A standing task of the always-on phase that
    nobody has confirmed is a gap (amber).
    """
    if tasks is None:
        unknown = Reason(
            rating=Rating.AMBER,
            rule="tasks-unknown",
            text="No checklist was given, so nothing is known about this work.",
            owner="deputy",
            action="Go through the checklist and mark what is done.",
        )
        return dict.fromkeys(Theme, (unknown,))
    return {theme: tuple(_theme([task for task in tasks if task.theme is theme], day)) for theme in Theme}


def _theme(tasks: list[Task], day: date) -> Iterator[Reason]:
    if not tasks:
        yield Reason(
            rating=Rating.AMBER,
            rule="tasks-none",
            text="The checklist has no task for this theme, so nothing is known about it.",
            owner="deputy",
            action="Add tasks for this theme, or use the built-in ones.",
        )
        return
    overdue = [task for task in tasks if is_open(task) and task.due is not None and task.due < day]
    standing = [task for task in tasks if task.phase is Phase.ALWAYS_ON]
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
            text=f"{counted(len(tasks), 'task')}: none overdue, standing work confirmed.",
        )


def _titles(tasks: list[Task], most: int = 3) -> str:
    names = list(dict.fromkeys(task.title for task in tasks))
    more = len(names) - most
    return "; ".join(names[:most]) + (f"; and {more} more" if more > 0 else "")


def _leader(tasks: list[Task]) -> str:
    return tasks[0].owners[0] if tasks[0].owners else ""
