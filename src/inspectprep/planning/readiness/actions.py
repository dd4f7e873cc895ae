"""Next actions, each with its owner, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.calendar.working import england
from inspectprep.model.checklist import Checklist
from inspectprep.model.framework import Phase
from inspectprep.model.readiness import NextAction, Rating, ThemeReadiness
from inspectprep.model.workforce import People
from inspectprep.planning.readiness.tasks_reasons import is_open


def next_actions(
    themes: Iterable[ThemeReadiness], tasks: Checklist | None, people: People | None, day: date
) -> tuple[NextAction, ...]:
    """Return the actions of the reasons, and the tasks that are overdue, due or standing.

    A task is included if it is due by the working day after `day` (inclusive). Red actions are due by then
    too. Red comes before amber, and earlier before later.
    """
    by = england().add(day, 1)
    actions = [*_from_reasons(themes, people, by), *_from_tasks(tasks, people, day, by)]
    # sorted() is stable, so equal actions stay in the order of themes and tasks.
    return tuple(
        sorted(actions, key=lambda action: (action.rating.rank, action.due is None, action.due or day))
    )


def _from_reasons(themes: Iterable[ThemeReadiness], people: People | None, by: date) -> Iterator[NextAction]:
    for theme in themes:
        for reason in theme.reasons:
            if reason.action:
                yield NextAction(
                    owner=reason.owner,
                    title=reason.action,
                    theme=theme.theme,
                    rating=reason.rating,
                    due=by if reason.rating is Rating.RED else None,
                    holder=_holder(people, reason.owner),
                )


def _from_tasks(tasks: Checklist | None, people: People | None, day: date, by: date) -> Iterator[NextAction]:
    for task in tasks or ():
        if not is_open(task) or not task.owners:
            continue
        owner = task.owners[0]
        standing = task.phase is Phase.ALWAYS_ON and task.due is None
        due = task.due is not None and task.due <= by
        if not standing and not due:
            continue
        late = task.due is not None and task.due < day
        yield NextAction(
            owner=owner,
            title=task.title,
            theme=task.theme,
            rating=Rating.RED if late else Rating.AMBER if standing else Rating.GREEN,
            due=task.due,
            holder=_holder(people, owner),
            task=task.id,
        )


def _holder(people: People | None, role: str) -> str:
    person = people.holder(role) if people and role else None
    return person.name if person else ""
