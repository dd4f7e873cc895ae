"""Readiness reasons from the checklist, for every theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from inspectprep.model.checklist import Checklist, Task, Theme
from inspectprep.model.freshness import DueSoon
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.freshness import DUE_SOON
from inspectprep.planning.progress import Progress, due_on, progress, recurring_day
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, first_few, quoted, short_date

_GAPS = (
    (Progress.OVERDUE, Rating.RED, "tasks-overdue", "overdue"),
    (Progress.UNCONFIRMED, Rating.AMBER, "standing-work-unconfirmed", "not confirmed as done"),
    (Progress.UNDATED, Rating.AMBER, "task-day-unknown", "marked as done without a day"),
    (Progress.DUE_SOON, Rating.AMBER, "tasks-due-soon", "soon due again"),
)


def task_reasons(
    theme: Theme,
    tasks: Checklist | None,
    day: date,
    *,
    recurring: date | None = None,
    due_soon: DueSoon = DUE_SOON,
) -> Iterator[Reason]:
    """Yield the reasons that the checklist gives for a theme on a day.

    A task that was not done by its last day is overdue (red). So is a recurring task whose interval is over.
    Amber: recurring work that is not confirmed as done, or is soon due again; a task marked as done without
    a day.

    Args:
        theme: The theme.
        tasks: The checklist with the statuses that hold on the day; None if it is not known.
        day: The day of the question.
        recurring: The day for which recurring work is judged; `day` if None.
        due_soon: The time before recurring work falls due again in which it is amber.
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
    by_progress: dict[Progress, list[Task]] = defaultdict(list)
    for task in chosen:
        by_progress[progress(task, day if task.due or not recurring else recurring, due_soon)].append(task)
    gaps = [(rating, rule, words, by_progress[found]) for found, rating, rule, words in _GAPS]
    for rating, rule, words, gap in gaps:
        if gap:
            yield Reason(
                rating=rating,
                rule=rule,
                text=f"{counted(len(gap), 'task')} {words}: {_titles(gap, day)}.",
                owner=_leader(gap),
            )
    if not any(gap for _, _, _, gap in gaps):
        yield Reason(
            rating=Rating.GREEN,
            rule="tasks-in-time",
            text=f"{counted(len(chosen), 'task')}: none overdue, recurring work done in time.",
        )


def _titles(tasks: Sequence[Task], day: date) -> str:
    return first_few(list(dict.fromkeys(_title(task, day) for task in tasks)), 3, separator="; ")


def _title(task: Task, day: date) -> str:
    """Return the title of a task, for recurring work with the day on which it was or is due."""
    due = due_on(task)
    title = quoted(task.title)
    return f"{title} (due {short_date(due, day)})" if due and task.due is None else title


def _leader(tasks: Sequence[Task]) -> str:
    return tasks[0].owners[0] if tasks[0].owners else ""


def _from_state(theme: Theme, state: CouncilState) -> Iterator[Reason]:
    if theme is Theme.ANNEX_A and not state.asks_for_annex_a:
        return iter(())
    recurring = recurring_day(state.timeline, state.day)
    return task_reasons(theme, state.tasks, state.day, recurring=recurring, due_soon=state.policy.due_soon)


SOURCES = tuple(ReasonSource(theme=theme, reasons=partial(_from_state, theme)) for theme in Theme)
