"""The report of a checklist: how far it is, the tasks of each owner, what recurs, where it was seen."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from inspectprep.model.checklist import Cadence, Status
from inspectprep.model.framework import Basis
from inspectprep.model.report import Bullets, Paragraph, Report, Section, Tile, Tiles
from inspectprep.model.workforce import ROLES
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.days import day_sections
from inspectprep.reports.compose.entries import checklist_entries, revision_of
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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectprep.model.checklist import Checklist, Task
    from inspectprep.model.report import Table

__all__ = ["checklist_report", "progress", "task_sections", "trace_section"]

_STATUSES = {"Status": tuple(status_words(status) for status in Status)}
_DATED = ("Owner", "From", "Due", "Task", "With", "Theme", "Stage", "Rests on", "Status")
_WAITING = ("Owner", "Task", "With", "Theme", "Stage", "Date", "Status")
_ALWAYS = ("Owner", "Task", "How often", "With", "Theme", "Status")
_CLOSED = (Status.DONE, Status.NOT_NEEDED)


@frozen
class _Series:
    """A task with its repeats: one line for people to read."""

    task: Task
    first: date | None
    last: date | None
    status: Status


def checklist_report(checklist: Checklist, context: ReportContext) -> Report:
    """Return the report of a checklist; a timeline among its companions adds the day-by-day plan."""
    timeline = context.timeline
    days = day_sections(timeline, checklist, context) if timeline else ()
    notes = (
        (Section(title="Good to know", blocks=(Bullets(items=checklist.notes),)),) if checklist.notes else ()
    )
    revision = revision_of(timeline or checklist, context.prepared)
    return Report(
        kind="checklist",
        title=f"{checklist.authority or 'The council'}: who does what",
        subtitle=f"{timeline.title if timeline else checklist.variant}, "
        f"called on {day_words(checklist.notified)}",
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        sections=(
            Section(title="Where it stands", blocks=(progress(checklist, context.prepared),)),
            *task_sections(checklist, context),
            *days,
            *notes,
            *trace_section(checklist, context),
        ),
        entries=checklist_entries(checklist, people=context.people, revision=revision),
        document=context.document_for(checklist),
    )


def progress(checklist: Checklist, today: date | None) -> Tiles:
    """Return how far the tasks are, as tiles; a daily task counts once.

    Args:
        checklist: The tasks.
        today: The day by which a task is overdue if it was due before; None leaves that tile out.
    """
    series = _series(checklist)
    done = len([each for each in series if each.status in _CLOSED])
    tiles = [
        Tile(title="Tasks", value=f"{len(series):,}", detail="A daily task counts once"),
        Tile(title="Done or not needed", value=f"{done:,}"),
    ]
    if today:
        late = len(
            [task for task in checklist if task.status not in _CLOSED and task.due and task.due < today]
        )
        tiles.append(Tile(title="Overdue", value=f"{late:,}", detail=f"Due before {day_words(today)}"))
    waiting = len([each for each in series if each.last is None and each.task.cadence is None])
    if waiting:
        tiles.append(
            Tile(title="Without a date yet", value=f"{waiting:,}", detail="Most wait for the letter")
        )
    return Tiles(tiles=tuple(tiles))


def task_sections(checklist: Checklist, context: ReportContext) -> tuple[Section, ...]:
    """Return the dated tasks by owner, those waiting for a date, and those that never end."""
    series = _by_owner(_series(checklist))
    dated = _by_day(each for each in series if each.last is not None)
    waiting = [each for each in series if each.last is None and each.task.cadence is None]
    always = [each for each in series if each.last is None and each.task.cadence is not None]
    sections = []
    if dated:
        found = _table(_DATED, [_dated(each, context) for each in dated], "Dated tasks, by owner")
        sections.append(Section(title="Tasks by owner", blocks=(found,)))
    if waiting:
        found = _table(
            _WAITING, [_waiting(each, context) for each in waiting], "Tasks without a date yet, by owner"
        )
        words = Paragraph(text="These begin when the date they hang on is known.")
        sections.append(Section(title="Tasks waiting for a date", blocks=(words, found)))
    if always:
        found = _table(
            _ALWAYS, [_always(each, context) for each in always], "Work that keeps us ready, by owner"
        )
        sections.append(Section(title="Always on", blocks=(found,)))
    return tuple(sections)


def _table(columns: tuple[str, ...], rows: list[tuple[object, ...]], caption: str) -> Table:
    return table(columns, rows, caption=caption, group="Owner", choices=_STATUSES)


def trace_section(checklist: Checklist, context: ReportContext) -> tuple[Section, ...]:
    """Return where each practice was seen and what to know about it, if that is told."""
    rows = [
        (each.task.title, each.task.template, each.task.note, context.cited(each.task.trace))
        for each in _series(checklist)
        if each.task.trace or each.task.note
    ]
    if not rows:
        return ()
    columns = ("Task", "Id", "Note", "Where the practice is seen")
    found = table(columns, rows, caption="Notes on tasks, and where the practice is seen")
    return (Section(title="Where the tasks come from", blocks=(found,)),)


def _series(checklist: Iterable[Task]) -> list[_Series]:
    """Fold the occurrences of each task into one line, in the order of their first."""
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
    return _Series(tasks[0], min(starts, default=None), max(dues, default=None), status)


def _by_owner(series: list[_Series]) -> list[_Series]:
    """Put the roles in their usual order, others after them, and each one's tasks together."""
    usual = [role.id for role in ROLES]
    others = [lead for lead in dict.fromkeys(map(_lead, series)) if lead not in usual]
    order = {owner: place for place, owner in enumerate([*usual, *others])}
    return sorted(series, key=lambda each: order[_lead(each)])


def _by_day(series: Iterable[_Series]) -> list[_Series]:
    """Put each owner's tasks, which stand together, in the order of their last day."""
    owners = groupby(series, key=_lead)
    return [each for _, own in owners for each in sorted(own, key=lambda each: each.last or date.max)]


def _lead(each: _Series) -> str:
    return each.task.owners[0] if each.task.owners else ""


def _owner(each: _Series, context: ReportContext) -> str:
    lead = _lead(each)
    return role_words(lead, context.people) if lead else "Nobody named"


def _with(each: _Series) -> str:
    return joined([role_words(owner) for owner in each.task.owners[1:]])


def _dated(each: _Series, context: ReportContext) -> tuple[object, ...]:
    task = each.task
    first = each.first if each.first != each.last else None
    rests = "Forecast" if task.uncertain else basis_words(task.basis, short=True)
    often = f" ({cadence_words(task.cadence).lower()})" if task.cadence else ""
    return (
        _owner(each, context),
        first,
        each.last,
        f"{task.title}{often}",
        _with(each),
        task.theme.heading,
        phase_words(task.phase),
        rests,
        status_words(each.status),
    )


def _waiting(each: _Series, context: ReportContext) -> tuple[object, ...]:
    task = each.task
    why = "Only the notification letter can say" if task.basis is Basis.NOTICE else "Not known yet"
    who = _owner(each, context)
    status = status_words(each.status)
    return (who, task.title, _with(each), task.theme.heading, phase_words(task.phase), why, status)


def _always(each: _Series, context: ReportContext) -> tuple[object, ...]:
    task = each.task
    often = cadence_words(task.cadence or Cadence.STANDING)
    who = _owner(each, context)
    return (who, task.title, often, _with(each), task.theme.heading, status_words(each.status))
