"""The tasks of a checklist as lines: a task with its repeats is one, on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Status, Task
from inspectprep.model.framework import Phase
from inspectprep.model.representation import frozen
from inspectprep.model.timeline import Timeline
from inspectprep.planning.progress import Progress, due_on, is_open, progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from inspectprep.model.checklist import Checklist
    from inspectprep.model.workforce import People

WEEK = timedelta(days=6)
"""The days of this week after the day of the question."""

_OF_AN_INSPECTION = (None, Cadence.DAILY)


@frozen(kw_only=True)
class TaskLine:
    """A task with its repeats.

    Attributes:
        task: Its next open occurrence, or its first if none is open.
        first: The first day of all. None without a day.
        last: The last day of all. None without a day.
        due: The last day (inclusive) of the next open occurrence, or of recurring work. None if no day is
            known, or nothing is open.
        status: The status of all together: in progress if some are done and others are not.
        rests_on: The weakest basis of days that are not firm. None if all are firm.
        late: Whether an open occurrence was due before the day of the question.
    """

    task: Task
    first: date | None = None
    last: date | None = None
    due: date | None = None
    status: Status = Status.TO_DO
    rests_on: Basis | None = None
    late: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.status in (Status.TO_DO, Status.DOING)

    @property
    def always_on(self) -> bool:
        """Whether it keeps the council ready, and belongs to no inspection."""
        return self.task.phase is Phase.ALWAYS_ON or self.task.cadence not in _OF_AN_INSPECTION

    @property
    def waits(self) -> bool:
        """Whether it has no day yet, because an event has none."""
        return self.last is None and self.due is None and not self.always_on

    @property
    def unconfirmed(self) -> bool:
        """Whether it keeps the council ready, and no one has said that it is done."""
        return self.always_on and self.is_open and self.due is None

    def is_due_by(self, day: date) -> bool:
        """Return whether it is open and due on a day or before it (inclusive)."""
        return self.due is not None and self.due <= day and (self.is_open or self.late)


def task_lines(tasks: Iterable[Task], day: date | None = None) -> tuple[TaskLine, ...]:
    """Return one line for the occurrences of each task, in the order of their first.

    Args:
        tasks: The tasks.
        day: The day of the question. Without it, nothing is late.
    """
    folded: dict[str, list[Task]] = {}
    for task in tasks:
        folded.setdefault(task.template, []).append(task)
    return tuple(_line(same, day) for same in folded.values())


def _line(tasks: list[Task], day: date | None) -> TaskLine:
    starts = [start for task in tasks if (start := task.starts or task.due)]
    dues = [task.due for task in tasks if task.due]
    left = [task for task in tasks if is_open(task)]
    late = [task for task in tasks if day and progress(task, day) is Progress.OVERDUE]
    following = (
        min(left, key=lambda task: (task.due is None, task.due), default=tasks[0]) if left else tasks[0]
    )
    weak = [task.rests_on for task in tasks if task.rests_on]
    return TaskLine(
        task=following,
        first=min(starts, default=None),
        last=max(dues, default=None),
        due=due_on(following) if left or following.every else None,
        status=_status(tasks),
        rests_on=Basis.MEASURED if Basis.MEASURED in weak else next(iter(weak), None),
        late=bool(late),
    )


def _status(tasks: list[Task]) -> Status:
    statuses = {task.status for task in tasks}
    if len(statuses) == 1:
        return tasks[0].status
    return Status.DOING if statuses & {Status.TO_DO, Status.DOING} else Status.DONE


def is_called(plan: Timeline | Checklist, day: date | None) -> bool:
    """Return whether an inspection has begun on a day, or is only imagined.

    Args:
        plan: Its timeline or its tasks. The timeline of an inspection that is on record has its id.
        day: The day of the question. None if it is not known.
    """
    recorded = isinstance(plan, Timeline) and bool(plan.inspection.id)
    return recorded or (day is not None and plan.notified < day)


def of_this_week(lines: Iterable[TaskLine], day: date, *, confirming: bool = False) -> tuple[TaskLine, ...]:
    """Return the lines that are late, then those due from a day to six days later, the earliest first.

    Args:
        lines: The lines.
        day: The day.
        confirming: Whether work that no one has confirmed is there too, last.
    """
    found = [line for line in lines if line.is_due_by(day + WEEK) or (confirming and line.unconfirmed)]
    return tuple(sorted(found, key=lambda line: (not line.late, line.due is None, line.due or day)))


def mine(lines: Sequence[TaskLine], roles: Iterable[str]) -> tuple[TaskLine, ...]:
    """Return the lines that one of several roles owns."""
    wanted = frozenset(roles)
    return tuple(line for line in lines if wanted.intersection(line.task.owners))


def roles_of(reader: str, people: People | None) -> tuple[str, ...]:
    """Return the roles that a person holds, by name."""
    plain = " ".join(reader.split()).casefold()
    if not plain or people is None:
        return ()
    held = (person.role for person in people.people if " ".join(person.name.split()).casefold() == plain)
    return tuple(dict.fromkeys(held))
