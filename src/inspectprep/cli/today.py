"""``inspectprep today`` and ``inspectprep done``: the tasks of a day, and their statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli import screen
from inspectprep.cli.arguments import InspectionId, JsonOutput, OptionalDay, Reader, Today
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.codec import dumps
from inspectprep.errors import UnknownNameError
from inspectprep.model.checklist import Status
from inspectprep.model.roles import role_title
from inspectprep.model.tracker import TaskTime
from inspectprep.planning.wording import long_date, short_date

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.tracker import Today as TasksOfToday, TrackedTask

_HEADINGS = {
    TaskTime.OVERDUE: "Overdue",
    TaskTime.DUE_TODAY: "Due today",
    TaskTime.DUE_THIS_WEEK: "Due this week",
    TaskTime.BLOCKED: "Waiting for a date",
    TaskTime.DUE_SOON: "Recurring work that is soon due again",
    TaskTime.UNCONFIRMED: "Recurring work that is not confirmed as done",
}
_COUNTED = {
    TaskTime.OVERDUE: "overdue",
    TaskTime.DUE_TODAY: "due today",
    TaskTime.DUE_THIS_WEEK: "due this week",
    TaskTime.BLOCKED: "without a date",
    TaskTime.DUE_SOON: "soon due again",
    TaskTime.UNCONFIRMED: "not confirmed",
}
_OWNER, _TITLE = 16, 36
_DONE = {
    Status.DONE: "Done",
    Status.DOING: "Started",
    Status.TO_DO: "To do again",
    Status.NOT_NEEDED: "Not needed",
}


def today(
    *,
    owner: Annotated[str, Parameter(help="Only the tasks of this role, such as dcs.")] = "",
    reader: Reader = "",
    on: Today = None,
    inspection: InspectionId = "",
    place: Place = None,
    json: JsonOutput = False,
) -> int:
    """List the tasks that are overdue, due today or this week, or blocked, for every inspection that runs.

    In an ordinary month, list the recurring work. Each task has a number for `inspectprep done`.
    On a terminal, the tasks of the person who records changes (`recorded_by`) come first.
    """
    with open_workspace(place) as workspace:
        answer = workspace.today(on, owner=owner, inspection=inspection, reader=reader)
        person = workspace.config.recorded_by.strip() if workspace.config else ""
    if json:
        emit_json(dumps(answer))
    else:
        show(answer, person)
    return 0


def done(
    tasks: Annotated[
        list[str],
        Parameter(
            help="Number or id of a task. A daily task also takes its day: evening-debrief@2018-04-16.",
            negative="",
        ),
    ],
    /,
    *,
    note: Annotated[str, Parameter(help="A note about it.")] = "",
    on: Annotated[OptionalDay, Parameter(help="The day of the status. Default: today.")] = None,
    status: Annotated[str, Parameter(help="Another status: doing, to-do or not-needed.")] = "done",
    reader: Reader = "",
    inspection: InspectionId = "",
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Mark tasks as done: all of them, or none if one cannot be marked.

    A daily task without a day means its open days up to today.
    """
    if status not in list(Status):
        raise UnknownNameError("status", status, list(Status), where="--status")
    wanted = Status(status)
    with open_workspace(place) as workspace:
        marked = workspace.mark_tasks(
            tasks,
            wanted,
            by=recorder(workspace, by),
            on=on,
            note=note,
            inspection=inspection,
            why=why,
            reader=reader,
        )
    if json:
        emit_json({"tasks": [{"id": each.task.id, "record": each.entry.id} for each in marked]})
        return 0
    for each in marked:
        of_day = f", for {long_date(each.task.due)}" if "@" in each.task.id and each.task.due else ""
        when = long_date(each.entry.value.on)
        say(f"{_DONE[wanted]} on {when}: {each.task.number} {each.task.title}{of_day} ({each.entry.id}).")
    return 0


def show(answer: TasksOfToday, person: str) -> None:
    """Print the tasks of a day: all of them, or on a terminal what fits, first those of a person."""
    say(f"Tasks on {long_date(answer.on)}")
    for running in answer.inspections:
        stage = f": {running.stage}" if running.stage else ""
        if len(answer.inspections) > 1:  # then commands ask for one of them
            number = _number(answer, running.id)
            say(f"{number}. {running.title}{stage}. To name it: --inspection {running.id}")
        else:
            say(f"{running.title}{stage}.")
    if not answer.inspections:
        say("No inspection runs.")
    if not answer.tasks:
        say("No task is overdue, due this week or blocked.")
    elif screen.room() is not None:
        _show_first(answer, person)
    else:
        _show_all(answer)


def _show_first(answer: TasksOfToday, person: str) -> None:
    """Print how many tasks there are, and the worst of them: first those of the person, each on one line."""
    screen.is_partial()
    counts = [
        f"{number} {_COUNTED[state]}"
        for state in TaskTime
        if (number := sum(task.state is state for task in answer.tasks))
    ]
    mine = [task for task in answer.tasks if person and task.person.casefold() == person.casefold()]
    yours = f" Yours: {len(mine)}." if mine else ""
    say(f"{', '.join(counts).upper()}.{yours}")
    several = len(answer.inspections) > 1
    ordered = [*mine, *(task for task in answer.tasks if task not in mine)]
    table(
        "Yours first, worst first" if mine else "Worst first",
        ("No.", *(["For"] if several else []), "Due", "Owner", "Task"),
        [
            (
                f"{task.number}",
                *([_number(answer, task.inspection)] if several else []),
                _when(task, answer.on),
                screen.shortened(task.person or role_title(task.owner), _OWNER),
                screen.shortened(task.title, _TITLE),
            )
            for task in ordered
        ],
    )


def _number(answer: TasksOfToday, inspection: str) -> str:
    """Return the number of an inspection in the list above the tasks; tasks of every day have none."""
    ids = [running.id for running in answer.inspections]
    return f"{ids.index(inspection) + 1}" if inspection in ids else "always"


def _when(task: TrackedTask, on: date) -> str:
    if task.due is None:
        return "no date"
    if task.due == on:
        return "today"
    late = " late" if task.state is TaskTime.OVERDUE else ""
    return f"{short_date(task.due, year=False)}{late}"


def _show_all(answer: TasksOfToday) -> None:
    several = len(answer.inspections) > 1
    for state in TaskTime:
        chosen = [task for task in answer.tasks if task.state is state]
        if chosen:
            table(
                _heading(state, answer),
                ("No.", *(["For"] if several else []), "Task", "Owner", "Due", "Why"),
                [_row(task, _number(answer, task.inspection) if several else "") for task in chosen],
            )


def _heading(state: TaskTime, answer: TasksOfToday) -> str:
    if state is not TaskTime.DUE_THIS_WEEK or answer.week_from is None:
        return _HEADINGS[state]
    first, last = long_date(answer.week_from), long_date(answer.week_until)
    return f"{_HEADINGS[state]} ({first if first == last else f'{first} to {last}'})"


def _row(task: TrackedTask, number: str) -> tuple[str, ...]:
    owner = f"{task.person} ({role_title(task.owner)})" if task.person else role_title(task.owner)
    for_inspection = (number,) if number else ()
    return (f"{task.number}", *for_inspection, task.title, owner, _due(task.due), _why(task))


def _due(due: date | None) -> str:
    return day(due) or "no date"


def _why(task: TrackedTask) -> str:
    waiting = f" Waiting on {', '.join(task.waiting_on)}." if task.waiting_on else ""
    return f"{task.why}{waiting}"
