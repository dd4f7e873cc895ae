"""The report of a checklist: its progress, the tasks of each owner, repeated tasks and sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from attrs import frozen

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Status, Task
from inspectprep.model.report import Bullets, Cell, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.model.roles import ROLES
from inspectprep.planning.progress import due_on
from inspectprep.planning.wording import NOT_GIVEN, rests_on_words
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.day_tasks import TASKS, checklist_entries
from inspectprep.reports.compose.days import day_sections
from inspectprep.reports.compose.entries import plan_entries, plan_series, revision_of, titled
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import (
    basis_words,
    cadence_words,
    day_words,
    joined,
    phase_words,
    role_words,
    status_words,
)

_STATUSES = {"Status": tuple(status_words(status) for status in Status)}
_DATED = ("Owner", "From", "Due", "Task", "With", "Theme", "Stage", "Basis", "Status")
_WAITING = ("Owner", "Task", "With", "Theme", "Stage", "Date", "Status")
_ALWAYS = ("Owner", "Task", "How often", "With", "Theme", "Status", "Since", "Due again")
_READ_BACK = ("Id", "Inspection", "Change", "Written")
TRACKER_COLUMNS = (
    "No.",
    "Task",
    "Status",
    "Day",
    "Note",
    "Due",
    "Owner",
    *_READ_BACK,
)
"""The columns of the workbook that is filled in and read back. The last four are hidden."""
_OF_AN_INSPECTION = (None, Cadence.DAILY)
"""The cadences of tasks that have days in an inspection. All others keep the council ready."""

_CLOSED = (Status.DONE, Status.NOT_NEEDED)


@frozen
class _Series:
    """One line of the report: a task with its repeats."""

    task: Task
    first: date | None
    last: date | None
    status: Status
    rests_on: Basis | None


def checklist_report(checklist: Checklist, context: ReportContext) -> Report:
    """Return the report of a checklist; a timeline in its context adds the day-by-day plan."""
    timeline = context.timeline
    days = day_sections(timeline, checklist, context) if timeline else ()
    notes = (Section(title="Notes", blocks=(Bullets(items=checklist.notes),)),) if checklist.notes else ()
    revision = revision_of(timeline or checklist, context.prepared)
    return Report(
        kind="checklist",
        title=titled(f"{checklist.authority or 'The council'}: who does what", context),
        subtitle=f"{timeline.title if timeline else checklist.variant}, "
        f"called on {day_words(checklist.notified)}",
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        sections=(
            Section(title="Progress", blocks=(progress(checklist, context.prepared),)),
            *task_sections(checklist, context),
            *days,
            *notes,
            *task_source_section(checklist),
        ),
        sheets=tracker_sheet(checklist, context),
        entries=plan_entries(
            timeline if context.owner else None,
            checklist,
            people=context.people,
            prepared=context.prepared,
            owner=context.owner,
            visits=context.visits,
        )
        if context.owner
        else checklist_entries(checklist, people=context.people, revision=revision),
        series=plan_series(timeline, checklist, context.owner) if context.owner else (TASKS,),
        document=context.document_for(checklist),
    )


def tracker_sheet(checklist: Checklist, context: ReportContext) -> tuple[Section, ...]:
    """Return the table of a workbook that is filled in and read back; none if it cannot be."""
    if context.change is None or context.timeline is None or context.prepared is None:
        return ()
    inspection = context.timeline.inspection.id or "none"
    rows = [
        (
            task.number,
            task.title,
            status_words(task.status),
            task.on,
            "",
            due_on(task),
            role_words(task.owners[0], context.people) if task.owners else "",
            task.id,
            inspection,
            context.change,
            context.prepared.isoformat(),
        )
        for task in checklist
    ]
    tracker = Table(
        columns=TRACKER_COLUMNS,
        rows=tuple(rows),
        caption="Fill in Status, Day and Note, and read the file back: inspectprep checklist read FILE",
        choices=_STATUSES,
        fill=("Day", "Note"),
        hidden=_READ_BACK,
    )
    return (Section(title="Tracker", blocks=(tracker,)),)


def progress(checklist: Checklist, today: date | None) -> Tiles:
    """Return the progress of the tasks as tiles; a daily task counts once.

    Args:
        checklist: The tasks.
        today: The day on which tasks due earlier are overdue; None leaves that tile out.
    """
    series = _series(checklist)
    done = len([line for line in series if line.status in _CLOSED])
    tiles = [
        Tile(title="Tasks", value=f"{len(series):,}", detail="A daily task counts once"),
        Tile(title="Done or not needed", value=f"{done:,}"),
    ]
    if today:
        late = len(
            {
                task.template
                for task in checklist
                if task.status not in _CLOSED and task.due and task.due < today
            }
        )
        tiles.append(Tile(title="Tasks overdue", value=f"{late:,}", detail=f"Due before {day_words(today)}"))
    waiting = len([line for line in series if line.last is None and line.task.cadence in _OF_AN_INSPECTION])
    if waiting:
        tiles.append(
            Tile(
                title="Without a date yet",
                value=f"{waiting:,}",
                detail="They depend on dates that are not known yet",
            )
        )
    return Tiles(tiles=tuple(tiles))


def task_sections(checklist: Checklist, context: ReportContext) -> tuple[Section, ...]:
    """Return the dated tasks by owner, those waiting for a date, and those that are always on."""
    series = _by_owner(_series(checklist))
    dated = _by_day(line for line in series if line.last is not None)
    waiting = [line for line in series if line.last is None and line.task.cadence in _OF_AN_INSPECTION]
    always = [line for line in series if line.last is None and line.task.cadence not in _OF_AN_INSPECTION]
    sections = []
    if dated:
        rows = _table(_DATED, [_dated(line, context) for line in dated], "Dated tasks, by owner")
        sections.append(Section(title="Tasks by owner", blocks=(rows,)))
    if waiting:
        rows = _table(
            _WAITING, [_waiting(line, context) for line in waiting], "Tasks without a date yet, by owner"
        )
        words = Paragraph(text="These tasks get a date when the event that they depend on has one.")
        sections.append(Section(title="Tasks waiting for a date", blocks=(words, rows)))
    if always:
        rows = _table(
            _ALWAYS, [_always(line, context) for line in always], "Work that keeps us ready, by owner"
        )
        sections.append(Section(title="Always on", blocks=(rows,)))
    return tuple(sections)


def _table(columns: tuple[str, ...], rows: list[tuple[Cell, ...]], caption: str) -> Table:
    return table(columns, rows, caption=caption, group="Owner", choices=_STATUSES)


def task_source_section(checklist: Checklist) -> tuple[Section, ...]:
    """Return the notes and the source of each task, if there are any."""
    rows = [
        (line.task.title, line.task.template, line.task.note, line.task.source)
        for line in _series(checklist)
        if line.task.source or line.task.note
    ]
    if not rows:
        return ()
    columns = ("Task", "Id", "Note", "Where the date or the practice is seen")
    notes = table(columns, rows, caption="Notes on tasks, and where the date or the practice is seen")
    return (Section(title="Sources of the tasks", blocks=(notes,)),)


def _series(checklist: Iterable[Task]) -> list[_Series]:
    """Return one line for the occurrences of each task, in the order of their first."""
    folded: dict[str, list[Task]] = {}
    for task in checklist:
        folded.setdefault(task.template, []).append(task)
    return [_fold(tasks) for tasks in folded.values()]


def _fold(tasks: list[Task]) -> _Series:
    starts = [day for task in tasks if (day := task.starts or task.due)]
    dues = [task.due for task in tasks if task.due]
    statuses = {task.status for task in tasks}
    if len(statuses) == 1:
        status = tasks[0].status
    else:
        status = Status.DONE if statuses <= set(_CLOSED) else Status.DOING
    weak = [task.rests_on for task in tasks if task.rests_on]
    rests_on = Basis.MEASURED if Basis.MEASURED in weak else weak[0] if weak else None
    return _Series(tasks[0], min(starts, default=None), max(dues, default=None), status, rests_on)


def _by_owner(series: list[_Series]) -> list[_Series]:
    """Sort by owner: the roles in their usual order, then others."""
    usual = [role.id for role in ROLES]
    others = [lead for lead in dict.fromkeys(map(_lead, series)) if lead not in usual]
    order = {owner: place for place, owner in enumerate([*usual, *others])}
    return sorted(series, key=lambda line: order[_lead(line)])


def _by_day(series: Iterable[_Series]) -> list[_Series]:
    """Sort the tasks of each owner by their last day."""
    owners = groupby(series, key=_lead)
    return [line for _, own in owners for line in sorted(own, key=lambda line: line.last or date.max)]


def _lead(line: _Series) -> str:
    return line.task.owners[0] if line.task.owners else ""


def _owner(line: _Series, context: ReportContext) -> str:
    lead = _lead(line)
    return role_words(lead, context.people) if lead else "No owner"


def _with(line: _Series) -> str:
    return joined([role_words(owner) for owner in line.task.owners[1:]])


def _dated(line: _Series, context: ReportContext) -> tuple[Cell, ...]:
    task = line.task
    first = line.first if line.first != line.last else None
    rests = basis_words(task.basis, short=True)
    if line.rests_on:
        rests += f", from {rests_on_words(line.rests_on)}"
    return (
        _owner(line, context),
        first,
        line.last,
        _title(task),
        _with(line),
        task.theme.heading,
        phase_words(task.phase),
        rests,
        status_words(line.status),
    )


def _title(task: Task) -> str:
    return f"{task.title} ({cadence_words(task.cadence).lower()})" if task.cadence else task.title


def _waiting(line: _Series, context: ReportContext) -> tuple[Cell, ...]:
    task = line.task
    why = NOT_GIVEN if task.basis is Basis.NOTICE else "Not known yet"
    who = _owner(line, context)
    status = status_words(line.status)
    return (who, _title(task), _with(line), task.theme.heading, phase_words(task.phase), why, status)


def _always(line: _Series, context: ReportContext) -> tuple[Cell, ...]:
    task = line.task
    often = cadence_words(task.cadence or Cadence.STANDING)
    who = _owner(line, context)
    status = status_words(line.status)
    return (who, task.title, often, _with(line), task.theme.heading, status, task.on, due_on(task))
