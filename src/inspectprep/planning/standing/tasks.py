"""The standing of a checklist: what is late, what is due this week, and what waits for the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.planning.standing.standing import Standing, Turn
from inspectprep.planning.task_lines import WEEK, of_this_week
from inspectprep.planning.wording import counted, short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inspectprep.planning.task_lines import TaskLine


def checklist_standing(lines: Sequence[TaskLine], day: date | None, *, call: date, called: bool) -> Standing:
    """Return where the tasks of a checklist stand on a day.

    Args:
        lines: The tasks. A task with its repeats is one.
        day: The day of the question. None if it is not known; then nothing is late or due.
        call: The day of the call.
        called: Whether the inspection has begun. Before it has, only what keeps the council ready is due.
    """
    now = [line for line in lines if called or line.always_on]
    after = len(lines) - len(now)
    done = sum(not line.is_open and not line.late for line in now)
    week = of_this_week(now, day, confirming=not called) if day else ()
    late = sum(line.late for line in week)
    unsure = sum(line.unconfirmed for line in week)
    soon = len(week) - late - unsure
    parts = [f"Of {counted(len(now), 'task')}, {done:,} {'is' if done == 1 else 'are'} done"]
    if day:
        parts.append(f"{late:,} late" if late else "none is late")
        if unsure:
            parts.append(f"{unsure:,} not confirmed")
        parts.append(f"{soon:,} due by {short_date(day + WEEK, day)}")
    sentence = f"{', '.join(parts)}."
    if after:
        sentence += f" {counted(after, 'more task')} would follow a call on {short_date(call, day or call)}."
    return Standing(
        verdict=_verdict(late, soon or unsure, day, now, confirming=not soon),
        sentence=sentence,
        turns=_turns(week),
    )


def _verdict(late: int, soon: int, day: date | None, now: Sequence[TaskLine], *, confirming: bool) -> str:
    if late:
        return f"{counted(late, 'task')} late"
    if soon:
        return f"{counted(soon, 'task')} {'to confirm' if confirming else 'due this week'}"
    if day is None:
        return counted(len(now), "task")
    following = min((line.due for line in now if line.due and line.is_open), default=None)
    return f"Next: {short_date(following, day)}" if following else "Nothing is due"


def _turns(week: Sequence[TaskLine]) -> tuple[Turn, ...]:
    return tuple(
        Turn(action=line.task.title, owner=next(iter(line.task.owners), ""), by=line.due) for line in week
    )
