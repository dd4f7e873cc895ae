"""The tasks of a checklist as calendar entries: deadlines of others alone, and all other tasks by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Status, Task
from inspectprep.model.report import CalendarEntry
from inspectprep.model.workforce import People
from inspectprep.planning.wording import counted, rests_on_words
from inspectprep.reports.compose.calendar_identity import sources_line, uid_of
from inspectprep.reports.words import role_words

TASKS = "task"
"""The series of the tasks of a checklist."""

_SET_BY_OTHERS = (Basis.LAW, Basis.INSPECTORATE, Basis.NOTICE)
_CLOSED = (Status.DONE, Status.NOT_NEEDED)


def checklist_entries(
    checklist: Checklist, *, people: People | None = None, revision: int = 0, owner: str = ""
) -> tuple[CalendarEntry, ...]:
    """Return the entries of the dated tasks.

    A task whose day is set by law, by the inspectorate or by its letter has an entry of its own. All other
    tasks of a day are one entry with a list. An occurrence of a daily task is identified by its number, not
    its date, so that it moves with the plan.

    Args:
        checklist: The tasks.
        people: The people in each role.
        revision: A number that grows with every re-plan.
        owner: The role whose calendar it is. Its lists are not those of the calendar of all roles.
    """
    seen: Counter[str] = Counter()
    alone: list[CalendarEntry] = []
    by_day: dict[date, list[Task]] = defaultdict(list)
    for task in checklist:
        if task.due is None:
            continue
        seen[task.template] += 1
        if task.basis not in _SET_BY_OTHERS:
            by_day[task.due].append(task)
            continue
        daily = task.cadence is Cadence.DAILY or seen[task.template] > 1
        name = f"{task.template}#{seen[task.template]}" if daily else task.template
        uid = uid_of(checklist.authority, checklist.variant, checklist.notified, TASKS, name)
        alone.append(_alone(task, task.due, uid, people, revision))
    lists = (
        _list(tasks, day, _uid_of_day(checklist, day, owner), people, revision, owner)
        for day, tasks in sorted(by_day.items())
        if any(task.status is not Status.NOT_NEEDED for task in tasks)
    )
    return (*alone, *lists)


def _uid_of_day(checklist: Checklist, day: date, owner: str) -> str:
    name = f"day {day.isoformat()}{f' {owner}' if owner else ''}"
    return uid_of(checklist.authority, checklist.variant, checklist.notified, TASKS, name)


def _list(
    tasks: Sequence[Task], day: date, uid: str, people: People | None, revision: int, owner: str
) -> CalendarEntry:
    """Return the tasks of a day as one entry. It has an alarm only if one is due that is not done daily."""
    shown = [task for task in tasks if task.status is not Status.NOT_NEEDED]
    left = [task for task in shown if task.status not in _CLOSED]
    lines = (
        list(_about(shown[0], people)) if len(shown) == 1 else [_line(task, people, owner) for task in shown]
    )
    rests = dict.fromkeys(rests_on_words(task.rests_on) for task in left if task.rests_on)
    lines += [f"Not confirmed: the day is counted from {words}." for words in rests]
    lines += sources_line(task.source for task in shown)
    return CalendarEntry(
        uid=uid,
        title=_title(shown, left),
        start=day,
        end=day,
        description="\n".join(lines),
        deadline=any(not task.uncertain and task.cadence is not Cadence.DAILY for task in left),
        on_the_day=True,
        tentative=bool(rests),
        revision=revision,
        series=TASKS,
    )


def _title(shown: Sequence[Task], left: Sequence[Task]) -> str:
    if len(shown) == 1:
        return shown[0].title if left else f"Done: {shown[0].title}"
    if not left:
        return f"Done: {counted(len(shown), 'task')}"
    done = len(shown) - len(left)
    return f"{counted(len(left), 'task')} due{f', {done:,} done' if done else ''}"


def _line(task: Task, people: People | None, owner: str) -> str:
    """Return a task of a list: whether it is done, its title, who does it, and the note about it."""
    others = [role_words(role, people) for role in task.owners if role != owner]
    who = f"With {', '.join(others)}" if owner and others else ", ".join(others)
    done = "Done: " if task.status is Status.DONE else ""
    return f"- {done}{'. '.join(filter(None, (task.title, who, task.note.rstrip('.'))))}."


def _about(task: Task, people: People | None) -> Iterator[str]:
    yield from (f"Owner: {role_words(owner, people)}" for owner in task.owners)
    if task.note:
        yield task.note


def _alone(task: Task, due: date, uid: str, people: People | None, revision: int) -> CalendarEntry:
    lines = list(_about(task, people))
    if task.rests_on:
        lines.append(f"Not confirmed: the day is counted from {rests_on_words(task.rests_on)}.")
    lines += sources_line([task.source])
    done = task.status is Status.DONE
    dropped = task.status is Status.NOT_NEEDED
    return CalendarEntry(
        uid=uid,
        title=f"Done: {task.title}" if done else task.title,
        start=due,
        end=due,
        description="\n".join(lines),
        deadline=not (done or dropped or task.uncertain),
        tentative=task.rests_on is not None,
        cancelled=dropped,
        revision=revision,
        series=TASKS,
    )
