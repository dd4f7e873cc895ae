"""The tracker: which tasks are overdue, due or blocked on a day, and the task that a person means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from inspectprep.calendar.working import WorkingDays
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Status, Task
from inspectprep.model.framework import Phase
from inspectprep.model.offset import Offset, Unit
from inspectprep.model.representation import with_one_line
from inspectprep.model.roles import ROLES, role_id, role_name
from inspectprep.model.tracker import RunningInspection, TaskTime, Today, TrackedTask
from inspectprep.model.workforce import People
from inspectprep.planning.communication.briefing import place_of
from inspectprep.planning.progress import Progress, due_on, is_open, progress
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.wording import first_few, long_date, rests_on_words

_FRIDAY = 4
_A_YEAR = Offset(amount=12, unit=Unit.MONTH)
_PHASES = tuple(Phase)
_STATES = tuple(TaskTime)
_RECURRING = {
    Progress.OVERDUE: TaskTime.OVERDUE,
    Progress.DUE_SOON: TaskTime.DUE_SOON,
    Progress.UNCONFIRMED: TaskTime.UNCONFIRMED,
    Progress.UNDATED: TaskTime.UNCONFIRMED,
}


def track(states: Sequence[CouncilState], working: WorkingDays, owner: str = "") -> Today:
    """Return the open tasks of a day.

    Work that is always on is left out from the call to final feedback (both inclusive), when everyone works
    for the inspection.

    Args:
        states: The states for the inspections that run on the day, or the one state before the next call.
        working: The council's working days.
        owner: Only the tasks of a role, by its id, title or abbreviation. Empty for all.

    Raises:
        UnknownNameError: if no task has such an owner; the nearest is suggested.
    """
    day = states[0].day
    first, last = _rest_of_week(day, working)
    role = _role(owner, states)
    tasks: list[TrackedTask] = []
    if not any(_working_for(state) for state in states):
        always_on = [task for task in states[0].checklist if task.phase is Phase.ALWAYS_ON]
        tasks += _tracked(always_on, states[0], last, role)
    for state in states:
        if state.running:
            own = [task for task in state.checklist if task.phase is not Phase.ALWAYS_ON]
            tasks += _tracked(own, state, last, role)
    tasks.sort(key=lambda task: (_STATES.index(task.state), task.due or date.max, task.number))
    return Today(
        on=day,
        week_from=first,
        week_until=working.on_or_before(last),
        inspections=tuple(_running(state, working) for state in states if state.running),
        altered_by=tuple(dict.fromkeys(change for state in states for change in state.altered_by)),
        tasks=tuple(tasks),
    )


def _rest_of_week(day: date, working: WorkingDays) -> tuple[date | None, date]:
    """Return the next working day of the working week after a day, and the Sunday of that week.

    At a weekend it is the week that follows.
    """
    monday = day - timedelta(days=day.weekday())
    if day.weekday() > _FRIDAY:
        monday += timedelta(days=7)
    sunday = monday + timedelta(days=6)
    following = working.on_or_after(day + timedelta(days=1))
    return (following if following <= sunday else None), sunday


def _working_for(state: CouncilState) -> bool:
    feedback = state.timeline.get("final_feedback")
    last = feedback.date if feedback else None
    return state.running and (last is None or state.day <= last)


def _running(state: CouncilState, working: WorkingDays) -> RunningInspection:
    timeline = state.timeline
    return RunningInspection(
        id=timeline.inspection.id,
        variant=timeline.variant,
        title=timeline.title,
        stage=place_of(timeline, state.day, working),
    )


def _role(owner: str, states: Sequence[CouncilState]) -> str:
    role = role_id(owner) or owner if owner else ""
    known = {role.id for role in ROLES} | {
        owner for state in states for task in state.checklist for owner in task.owners
    }
    if role and role not in known:
        raise UnknownNameError("role", role, known, where="--owner")
    return role


def _tracked(tasks: Sequence[Task], state: CouncilState, last: date, role: str) -> Iterator[TrackedTask]:
    """Yield the open tasks, those of a daily task as one, with their urgency."""
    by_template: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        by_template[task.template].append(task)
    begun = [task.phase for task in tasks if task.starts and task.starts <= state.day]
    # After the call, people already wait for the dates of the off-site week.
    reached = max(_PHASES.index(phase) for phase in (*begun, Phase.OFF_SITE))
    for occurrences in by_template.values():
        if role and role not in occurrences[0].owners:
            continue
        days: tuple[date, ...] = ()
        task = occurrences[0]
        if task.cadence is Cadence.DAILY:
            days = tuple(
                each.due for each in occurrences if is_open(each) and each.due and each.due <= state.day
            )
            if not days:
                continue
            task = next(each for each in occurrences if each.due == days[0])
        found = _urgency(task, state, last, reached)
        if found is not None:
            yield _line(task, found, state, by_template, days)


def _urgency(task: Task, state: CouncilState, last: date, reached: int) -> TaskTime | None:
    """Return the urgency of a task; None if it is done, or not due this week."""
    found = progress(task, state.day, state.policy.due_soon)
    if found is Progress.SETTLED or (found is Progress.UNDATED and task.phase is not Phase.ALWAYS_ON):
        return None
    due = due_on(task)
    if due is not None and due <= last and found is not Progress.OVERDUE:
        return TaskTime.DUE_TODAY if due == state.day else TaskTime.DUE_THIS_WEEK
    if found in _RECURRING:
        return _RECURRING[found]
    if due is None and _PHASES.index(task.phase) <= reached:
        return TaskTime.BLOCKED
    return None


def _line(
    task: Task,
    state: TaskTime,
    council: CouncilState,
    by_template: dict[str, list[Task]],
    days: Sequence[date],
) -> TrackedTask:
    due = due_on(task)
    day = council.day
    waiting = [other for name in task.after for other in by_template.get(name, ()) if _first(other, task)]
    person, absence = person_on(council.people, _lead(task), day)
    reasons = [_why(task, state, due, day, days)]
    blocked = [f"{other.number} {other.title}" for other in waiting]
    if task.due is None and task.waits_for:
        blocked.append(_event(task, council))
        reasons = [f"{blocked[-1]}."]
    if waiting:
        reasons.append(f"To do first: {'; '.join(blocked[: len(waiting)])}.")
    if absence:
        reasons.append(absence)
    return TrackedTask(
        number=task.number,
        id=task.template,
        title=task.title,
        owner=_lead(task),
        person=person,
        due=due,
        state=state,
        why=" ".join(reasons),
        status=task.status,
        waiting_on=tuple(dict.fromkeys(_named(council, _lead(other)) for other in waiting)),
        blocked_by=tuple(blocked),
        inspection="" if task.phase is Phase.ALWAYS_ON else council.timeline.inspection.id,
    )


def _first(other: Task, task: Task) -> bool:
    """Return whether another task is open and comes before this one; daily tasks only on the same day."""
    same_day = Cadence.DAILY not in (other.cadence, task.cadence) or other.due == task.due
    return is_open(other) and same_day


def _lead(task: Task) -> str:
    return task.owners[0] if task.owners else ""


def _named(council: CouncilState, role: str) -> str:
    person, _ = person_on(council.people, role, council.day)
    return f"{person} ({role_name(role)})" if person else role_name(role)


def _event(task: Task, council: CouncilState) -> str:
    event = council.timeline[task.waits_for]
    waits = event.waits_for or event.end_waits_for
    if question := council.timeline.question(waits):
        return f"Ask first: {question.text}"
    if event.basis is Basis.NOTICE:
        return f"The letter has not given this day: {event.title}"
    return f"There is no day yet for: {event.title}"


def _why(task: Task, state: TaskTime, due: date | None, day: date, days: Sequence[date]) -> str:
    if task.every is not None and task.due is None:
        often = f"It is due every {_interval(task.every)}."
        if task.status is Status.DONE and task.on is None:
            return f"It is marked as done, but the day is not known. {often}"
        if task.counted_from is None or due is None:
            return f"It is not confirmed as done. {often}"
        since = "It was last done on" if task.status is Status.DONE else "It has been open since"
        when = f"{since} {long_date(task.counted_from)}"
        return f"{when}, and {'was' if due < day else 'is'} due by {long_date(due)}."
    if len(days) > 1:
        return f"It is open for {len(days)} days: {first_few([long_date(each) for each in days])}."
    if due is None:
        return "It is not confirmed as done." if state is TaskTime.UNCONFIRMED else "It has no day yet."
    doubt = f" The day is counted from {rests_on_words(task.rests_on)}." if task.rests_on else ""
    if state is TaskTime.DUE_TODAY:
        return f"It is due today.{doubt}"
    return f"It {'was' if due < day else 'is'} due on {long_date(due)}.{doubt}"


def _interval(every: Offset) -> str:
    if every == _A_YEAR:
        return "year"
    return f"{every}".removeprefix("1 ")


def person_on(people: People | None, role: str, day: date) -> tuple[str, str]:
    """Return the person who acts in a role on a day, and a sentence if the holder is away.

    Args:
        people: The people in the roles; None if no roles are filled.
        role: The role id.
        day: The day.
    """
    present = people.on(day) if people else None
    holders = present.holders(role) if present else ()
    if not present or not holders:
        return "", ""
    there = next((person for person in holders if present.leave_on(person, day) is None), None)
    if there is not None:
        return there.name, ""
    holder = holders[0]
    person, leave, asked = holder, present.leave_on(holder, day), {holder.name}
    while leave is not None and leave.cover.strip():
        found = present.named(leave.cover)
        name = found[0].name if found else "" if role_id(leave.cover) else leave.cover.strip()
        if not name or name in asked:
            break
        asked.add(name)
        leave = present.leave_on(found[0], day) if found else None
        if leave is None:
            return name, f"{name} covers for {holder.name}."
    away = present.leave_on(person, day)
    until = f" until {long_date(away.until)}" if away else ""
    return "", f"{holder.name} is away{until}, and no one who is there covers."


@with_one_line
class Choice(NamedTuple):
    """A task that a person means.

    Attributes:
        task: The task.
        inspection: Id of its inspection. Empty for work that is always on, and before the next call.
    """

    task: Task
    inspection: str


def choose_tasks(
    names: Iterable[str], checklists: Sequence[tuple[str, Checklist]], status: Status, day: date
) -> tuple[Choice, ...]:
    """Return the tasks that a person means.

    A daily task without a day means its open occurrences up to the day of the status. For the status
    ``to-do`` it means the occurrence of that day.

    Args:
        names: Short numbers, ids of tasks, ids of templates, and occurrences such as
            ``evening-debrief@2018-04-16``.
        checklists: The checklists with their progress, each with the id of its inspection.
        status: The new status.
        day: The day of the status.

    Raises:
        UnknownNameError: if there is no such task; the nearest is suggested.
        InspectPrepError: if several inspections have it, or a daily task has no occurrence to mark.
    """
    chosen: dict[tuple[str, str], Choice] = {}
    for name in names:
        for choice in _choose(name.strip().strip("#,;"), checklists, status, day):
            chosen[choice.task.id, choice.inspection] = choice
    return tuple(chosen.values())


def _choose(
    name: str, checklists: Sequence[tuple[str, Checklist]], status: Status, day: date
) -> list[Choice]:
    found: dict[str, list[Task]] = defaultdict(list)
    for inspection, checklist in checklists:
        for task in checklist:
            if name in (str(task.number), task.id, task.template):
                found["" if task.phase is Phase.ALWAYS_ON else inspection].append(task)
    if not found:
        raise _unknown(name, checklists)
    if len(found) > 1:
        raise InspectPrepError(
            f"Task {name} is on the list of several inspections: {', '.join(found)}.",
            remedy="Choose one with --inspection ID.",
        )
    ((inspection, tasks),) = found.items()
    tasks = list({task.id: task for task in tasks}.values())
    if tasks[0].cadence is Cadence.DAILY and name != tasks[0].id:
        tasks = _occurrences(name, tasks, status, day)
    return [Choice(task, inspection) for task in tasks]


def _occurrences(name: str, tasks: list[Task], status: Status, day: date) -> list[Task]:
    of_day = [task for task in tasks if task.due == day]
    waiting = [task for task in tasks if is_open(task) and task.due and task.due <= day]
    chosen = of_day if status is Status.TO_DO else waiting or of_day
    if not chosen:
        days = first_few([task.id for task in tasks])
        raise InspectPrepError(
            f"Task {name} is not open on {long_date(day)}. It is done each day: {days}.",
            remedy="Name the day with one of these, or with --on DATE.",
        )
    return chosen


def _unknown(name: str, checklists: Sequence[tuple[str, Checklist]]) -> UnknownNameError:
    tasks = [task for _, checklist in checklists for task in checklist]
    hint = "To list them: inspectprep checklist."
    if name.isdecimal():
        wanted = int(name)
        numbers = sorted({task.number for task in tasks}, key=lambda number: (abs(number - wanted), number))
        near = [f"{number}" for number in sorted(numbers[:5])]
        return UnknownNameError("task with the number", name, near, hint=hint)
    return UnknownNameError("task", name, list(dict.fromkeys(task.template for task in tasks)), hint=hint)
