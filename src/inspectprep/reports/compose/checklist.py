"""The report of a checklist: what is late and due this week, by owner, and then every task by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Status, Task
from inspectprep.model.framework import Phase
from inspectprep.model.report import Bullets, Cell, Fold, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.model.report_blocks import Tag
from inspectprep.model.roles import ROLES, role_name
from inspectprep.planning.progress import due_on
from inspectprep.planning.questions import opened_words
from inspectprep.planning.standing.tasks import checklist_standing
from inspectprep.planning.task_lines import TaskLine, is_called, mine, of_this_week, roles_of, task_lines
from inspectprep.planning.wording import counted, long_date, rests_on_words, short_date
from inspectprep.reports.compose.answer import who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.day_tasks import TASKS, checklist_entries
from inspectprep.reports.compose.entries import plan_entries, plan_series, revision_of, titled
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import folded, table
from inspectprep.reports.words import (
    basis_words,
    cadence_words,
    joined,
    phase_words,
    role_words,
    status_words,
)

_STATUSES = {"Status": tuple(status_words(status) for status in Status)}
_WEEK_TITLE = "Late and this week"
_MOST = 60
_WEEK = ("Owner", "Due", "Task", "State")
_ALL = ("When", "Task", "Who", "Status")
_ALWAYS = ("Owner", "Task", "How often", "Status", "Due again")
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


def checklist_report(checklist: Checklist, context: ReportContext) -> Report:
    """Return the report of a checklist. A timeline in its context says whether the inspection has begun."""
    timeline, day = context.timeline, context.prepared
    called = is_called(timeline or checklist, day)
    revision = revision_of(timeline or checklist, day)
    notes = (Section(title="Notes", blocks=(Bullets(items=checklist.notes),)),) if checklist.notes else ()
    return Report(
        kind="checklist",
        title=titled(f"{checklist.authority or 'The council'}: who does what", context),
        subtitle=_subtitle(checklist, context, called=called),
        prepared=day,
        classification=context.classification,
        audience=context.audience,
        sections=(
            _answer(checklist, context, called=called),
            *_week_sections(checklist, context, called=called),
            *letter_section(task_lines(checklist, day)),
            *_all_sections(checklist, context, called=called),
            *notes,
        ),
        sheets=(
            *tracker_sheet(checklist, context),
            _owner_sheet(checklist, context),
            *task_source_section(checklist),
        ),
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


def _subtitle(checklist: Checklist, context: ReportContext, *, called: bool) -> str:
    timeline = context.timeline
    opened = opened_words(timeline) if timeline else "called"
    name = f"{timeline.title}, " if timeline else ""
    words = f"{name}{opened} on" if called else f"{name}if {opened} on"
    return f"{words[:1].upper()}{words[1:]} {short_date(checklist.notified)}"


def _answer(checklist: Checklist, context: ReportContext, *, called: bool) -> Section:
    day, lines = context.prepared, task_lines(checklist, context.prepared)
    standing = checklist_standing(lines, day, call=checklist.notified, called=called)
    return standing_section(standing, context, where=_WEEK_TITLE if day else "")


def _week_sections(checklist: Checklist, context: ReportContext, *, called: bool) -> Iterator[Section]:
    """Yield what is late or due this week: that of the reader first, and then by owner."""
    week = _week(task_lines(checklist, context.prepared), context, called=called)
    own = mine(week, roles_of(context.reader, context.people))
    if own:
        rows = [_row(line, context)[1:] for line in own]
        yield Section(
            title=f"{context.reader}: late and this week",
            blocks=tuple(folded(_WEEK[1:], rows, "Your tasks, the earliest first", "task", most=_MOST)),
        )
    others = [line for line in week if line not in own]
    if others:
        rows = [_row(line, context) for line in _by_owner(others)]
        caption = "Tasks that are late or due this week, by owner"
        yield Section(title=_WEEK_TITLE, blocks=tuple(folded(_WEEK, rows, caption, "task", most=_MOST)))


def _week(lines: Sequence[TaskLine], context: ReportContext, *, called: bool) -> tuple[TaskLine, ...]:
    """Return what is late, due this week or, before a call, to confirm. Nothing without a day."""
    now = [line for line in lines if called or line.always_on]
    return of_this_week(now, context.prepared, confirming=not called) if context.prepared else ()


def letter_section(lines: Sequence[TaskLine]) -> tuple[Section, ...]:
    """Return the tasks that have no day before the letter or an answer gives one, in one list."""
    waiting = [_title(line.task) for line in lines if line.waits and line.is_open]
    if not waiting:
        return ()
    words = Paragraph(text="These tasks get a day when the letter or the inspectorate gives it.")
    fold = Fold(
        title="What only the letter can say",
        summary=counted(len(waiting), "task without a day", "tasks without a day"),
        blocks=(words, Bullets(items=tuple(waiting))),
    )
    return (Section(title="Without a day", blocks=(fold,)),)


def _all_sections(checklist: Checklist, context: ReportContext, *, called: bool) -> Iterator[Section]:
    """Yield the other tasks, folded. What comes before a call and what comes after are two lists."""
    lines = task_lines(checklist, context.prepared)
    shown = _week(lines, context, called=called)
    always = [line for line in lines if line.always_on and line not in shown]
    dated = [line for line in lines if not line.always_on and not line.waits and line not in shown]
    folds = []
    if dated:
        title = "Tasks of the inspection" if called else f"After a call on {short_date(checklist.notified)}"
        folds.append(Fold(title=title, summary=_done(dated), blocks=(_stage_table(dated, context),)))
    if always:
        folds.insert(len(folds) if called else 0, _always_fold(always, context))
    if folds:
        yield Section(title="All other tasks", blocks=tuple(folds))


def _stage_table(lines: Sequence[TaskLine], context: ReportContext) -> Table:
    rows = [(phase_words(line.task.phase), *_days_row(line, context)) for line in _by_stage(lines)]
    if all(line.status is Status.TO_DO for line in lines):
        rows = [(*row[:-1], "") for row in rows]
    return table(("Stage", *_ALL), rows, caption="Tasks by stage", group="Stage", choices=_STATUSES)


def _always_fold(lines: Sequence[TaskLine], context: ReportContext) -> Fold:
    rows = [_always(line, context) for line in _by_owner(lines)]
    caption = "Work that keeps us ready, by owner"
    whole = table(_ALWAYS, rows, caption=caption, group="Owner", choices=_STATUSES)
    return Fold(title="Before a call: what keeps us ready", summary=_done(lines), blocks=(whole,))


def _done(lines: Sequence[TaskLine]) -> str:
    done = sum(not line.is_open for line in lines)
    return f"{counted(len(lines), 'task')}, {done:,} done"


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


def _owner_sheet(checklist: Checklist, context: ReportContext) -> Section:
    """Return every task with all that is known about it, for a workbook."""
    lines = task_lines(checklist, context.prepared)
    rows = [
        (
            who(_lead(line), "", context),
            line.first if line.first != line.last else None,
            line.last or due_on(line.task),
            _title(line.task),
            joined([role_name(role) for role in line.task.owners[1:]]),
            line.task.theme.heading,
            phase_words(line.task.phase),
            _basis(line),
            status_words(line.status),
        )
        for line in _by_owner(sorted(lines, key=lambda line: line.last or line.due or date.max))
    ]
    columns = ("Owner", "From", "Due", "Task", "With", "Theme", "Stage", "Basis", "Status")
    caption = "All tasks, by owner"
    whole = table(columns, rows, caption=caption, group="Owner", choices=_STATUSES)
    return Section(title="Tasks by owner", blocks=(whole,))


def _basis(line: TaskLine) -> str:
    rests = basis_words(line.task.basis, short=True)
    return f"{rests}, from {rests_on_words(line.rests_on)}" if line.rests_on else rests


def progress(checklist: Checklist, today: date | None) -> Tiles:
    """Return the progress of the tasks as tiles. A task with its repeats is one.

    Args:
        checklist: The tasks.
        today: The day on which tasks due earlier are overdue; None leaves that tile out.
    """
    lines = task_lines(checklist, today)
    done = len([line for line in lines if not line.is_open])
    tiles = [
        Tile(title="Tasks", value=f"{len(lines):,}", detail="A daily task counts once"),
        Tile(title="Done or not needed", value=f"{done:,}"),
    ]
    if today:
        late = len([line for line in lines if line.late])
        tiles.append(Tile(title="Tasks overdue", value=f"{late:,}", detail=f"Due before {long_date(today)}"))
    waiting = len([line for line in lines if line.waits])
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
    """Return the dated tasks by stage, those waiting for a date, and those that are always on."""
    lines = task_lines(checklist, context.prepared)
    dated = [line for line in lines if not line.always_on and not line.waits]
    always = [line for line in lines if line.always_on]
    sections = []
    if dated:
        sections.append(Section(title="Tasks by stage", blocks=(_stage_table(dated, context),)))
    sections += letter_section(lines)
    if always:
        sections.append(Section(title="Always on", blocks=_always_fold(always, context).blocks))
    return tuple(sections)


def task_source_section(checklist: Checklist) -> tuple[Section, ...]:
    """Return the theme, the notes and the source of each task, if there are any."""
    rows = [
        (task.title, task.theme.heading, basis_words(task.basis, short=True), task.note, task.source)
        for task in (line.task for line in task_lines(checklist))
        if task.note or task.source
    ]
    if not rows:
        return ()
    columns = ("Task", "Theme", "Basis", "Note", "Where the date or the practice is seen")
    notes = table(columns, rows, caption="Notes on tasks, and where the date or the practice is seen")
    return (Section(title="Sources of the tasks", blocks=(notes,)),)


def _by_owner(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Sort by owner: the roles in their usual order, then others. Those of an owner stay in order."""
    found = list(lines)
    usual = [role.id for role in ROLES]
    others = [lead for lead in dict.fromkeys(map(_lead, found)) if lead not in usual]
    order = {owner: place for place, owner in enumerate([*usual, *others])}
    return sorted(found, key=lambda line: order[_lead(line)])


def _by_stage(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Sort by stage, and within one by the last day."""
    return sorted(lines, key=lambda line: (list(Phase).index(line.task.phase), line.last or date.max))


def _lead(line: TaskLine) -> str:
    return line.task.owners[0] if line.task.owners else ""


def _who(line: TaskLine, context: ReportContext) -> str:
    """Return the person who leads with the role, and the roles of others."""
    lead = who(_lead(line), "", context)
    others = joined([role_name(role) for role in line.task.owners[1:]])
    return f"{lead}, with {others}" if others else lead


def _row(line: TaskLine, context: ReportContext) -> tuple[Cell, ...]:
    """Return a line by its lead, with its next day."""
    due = near_day(line.due, context) + _doubt(line)
    return (who(_lead(line), "", context), due, _title(line.task), Tag(word="late") if line.late else None)


def _days_row(line: TaskLine, context: ReportContext) -> tuple[Cell, ...]:
    """Return a line with its first and last day."""
    last = line.last or line.due
    first = f"{near_day(line.first, context)} to " if line.first and line.first != last else ""
    days = f"{first}{near_day(last, context)}{_doubt(line)}"
    return (days, _title(line.task), _who(line, context), status_words(line.status))


def _doubt(line: TaskLine) -> str:
    return " (forecast)" if line.rests_on is Basis.MEASURED else ""


def near_day(day: date | None, context: ReportContext) -> str:
    """Return a day in short, with its year if that is not the year of the report; empty for none."""
    return short_date(day, context.prepared) if day else ""


def _title(task: Task) -> str:
    return f"{task.title} ({cadence_words(task.cadence).lower()})" if task.cadence else task.title


def _always(line: TaskLine, context: ReportContext) -> tuple[Cell, ...]:
    task = line.task
    often = cadence_words(task.cadence or Cadence.STANDING)
    due = near_day(due_on(task), context)
    return (who(_lead(line), "", context), task.title, often, status_words(line.status), due)
