"""Next actions, each with its owner, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, partial

from inspectprep.calendar.working import england
from inspectprep.model.checklist import Checklist
from inspectprep.model.framework import Phase
from inspectprep.model.freshness import DueSoon
from inspectprep.model.readiness import NextAction, Rating, ThemeReadiness
from inspectprep.model.workforce import People
from inspectprep.planning.freshness import DUE_SOON
from inspectprep.planning.progress import Progress, due_on, progress

_RATINGS = {
    Progress.OVERDUE: Rating.RED,
    Progress.UNCONFIRMED: Rating.AMBER,
    Progress.UNDATED: Rating.AMBER,
    Progress.DUE_SOON: Rating.AMBER,
    Progress.OPEN: Rating.GREEN,
}


def next_actions(
    themes: Iterable[ThemeReadiness],
    tasks: Checklist | None,
    people: People | None,
    day: date,
    *,
    recurring: date | None = None,
    due_soon: DueSoon = DUE_SOON,
) -> tuple[NextAction, ...]:
    """Return the actions of the reasons, and the tasks that are overdue, due, soon due again or unconfirmed.

    A task that is still to be done is included if it is due by the working day after `day` (inclusive). Red
    actions are due by then too. Red comes before amber, and earlier before later.

    Args:
        themes: The themes with their reasons.
        tasks: The checklist with the statuses that hold on the day; None if it is not known.
        people: The people in the roles, if they are known.
        day: The day of the question.
        recurring: The day for which recurring work is judged; `day` if None.
        due_soon: The time before recurring work falls due again in which it is an action.
    """
    by = england().add(day, 1)
    actions = [
        *_from_reasons(themes, people, by),
        *_from_tasks(tasks, people, day, by, recurring or day, due_soon),
    ]
    # sorted() is stable, so equal actions stay in the order of themes and tasks.
    return tuple(
        sorted(actions, key=lambda action: (action.rating.rank, action.due is None, action.due or day))
    )


def _from_reasons(themes: Iterable[ThemeReadiness], people: People | None, by: date) -> Iterator[NextAction]:
    holder = cache(partial(_holder, people))
    for theme in themes:
        for reason in theme.reasons:
            if reason.action:
                yield NextAction(
                    owner=reason.owner,
                    title=reason.action,
                    theme=theme.theme,
                    rating=reason.rating,
                    due=by if reason.rating is Rating.RED else None,
                    holder=holder(reason.owner),
                )


def _from_tasks(
    tasks: Checklist | None,
    people: People | None,
    day: date,
    by: date,
    recurring: date,
    due_soon: DueSoon,
) -> Iterator[NextAction]:
    for task in tasks or ():
        found = progress(task, day if task.due else recurring, due_soon)
        if found is Progress.SETTLED or not task.owners:
            continue
        due = due_on(task)
        if found is Progress.OPEN and (due is None or due > by):
            continue
        owner = task.owners[0]
        yield NextAction(
            owner=owner,
            title=task.title,
            theme=task.theme,
            rating=_RATINGS[found],
            due=due,
            holder=_holder(people, owner),
            task=task.id,
            after_call=task.phase is not Phase.ALWAYS_ON,
        )


def _holder(people: People | None, role: str) -> str:
    person = people.holder(role) if people and role else None
    return person.name if person else ""
