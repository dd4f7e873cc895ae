"""The displays of single values of a plan or a check: an event, a task and a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from inspectprep.model.checklist import Status, Task
from inspectprep.model.finding import Finding, Location
from inspectprep.model.report import Cell, Report, Section
from inspectprep.model.timeline import Event
from inspectprep.planning.progress import due_on
from inspectprep.planning.wording import counted, long_date, rests_on_words
from inspectprep.reports.compose.event_words import event_days, forecast_words, known_words, moved_words
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import (
    basis_words,
    cadence_words,
    joined,
    phase_words,
    role_words,
    status_words,
)

_Facts = Iterable[tuple[str, Cell]]
_MOST_PLACES = 5


def event_report(event: Event) -> Report:
    """Return the report of one event."""
    days = event_days(event) or "Not known yet"
    facts = (
        ("Date", f"{days}, every working day" if event.daily else days),
        ("How we know", known_words(event)),
        ("Forecast", forecast_words(event)),
        ("Moved", moved_words(event)),
        ("Stage", phase_words(event.phase)),
        ("Note", event.note),
        ("Source", event.source),
        ("Id", event.id),
    )
    return _report("event", event.title, facts)


def task_report(task: Task) -> Report:
    """Return the report of one task."""
    owners = [role_words(owner) for owner in task.owners]
    status = status_words(task.status)
    due = due_on(task)
    facts = (
        ("Owner", owners[0] if owners else "No owner"),
        ("With", joined(owners[1:])),
        ("From", long_date(task.starts) if task.starts and task.starts != due else ""),
        ("Due", long_date(due) if due else "Not known yet" if task.cadence is None else ""),
        ("How often", cadence_words(task.cadence)),
        ("Status", f"{status} since {long_date(task.on)}" if task.on else status),
        ("Status note", task.status_note if task.status is not Status.TO_DO else ""),
        ("Theme", task.theme.heading),
        ("Stage", phase_words(task.phase)),
        ("How we know", _task_known(task)),
        ("Note", task.note),
        ("Id", task.id),
    )
    return _report("task", task.title, facts)


def _task_known(task: Task) -> str:
    words = basis_words(task.basis)
    return f"{words}; the day is counted from {rests_on_words(task.rests_on)}" if task.rests_on else words


def finding_report(finding: Finding) -> Report:
    """Return the report of one finding. It leads to the cell and never shows its value."""
    place = finding.location
    places = [_place(each) for each in finding.related[:_MOST_PLACES]]
    more = len(finding.related) - len(places)
    if more:
        places.append(counted(more, "other place"))
    facts = (
        ("Severity", finding.severity.value.capitalize()),
        ("What to do", _without_value(finding, finding.guidance)),
        ("List", finding.list),
        ("File", place.file),
        ("Sheet", place.sheet),
        ("Cell", place.cell),
        ("Row", None if place.cell else place.row),
        ("Column", place.column),
        ("See also", joined(places)),
        ("Rule", finding.rule),
    )
    return _report("finding", _without_value(finding, finding.message), facts)


REPORTS: dict[type, Callable[[Any], Report]] = {
    Event: event_report,
    Finding: finding_report,
    Task: task_report,
}
"""The functions that compose the reports of single values, by class."""


def _report(kind: str, title: str, facts: _Facts) -> Report:
    rows = [(name, value) for name, value in facts if value not in (None, "")]
    details = table(("Detail", "Value"), rows, caption=f"Details of the {kind}")
    return Report(kind=kind, title=kind.capitalize(), sections=(Section(title=title, blocks=(details,)),))


def _place(location: Location) -> str:
    where = location.cell or (f"row {location.row}" if location.row else "")
    return " ".join(filter(None, (location.sheet or location.file, where)))


def _without_value(finding: Finding, text: str) -> str:
    """Return a text of a finding without the value of its cell, in case a rule of a plugin repeats it."""
    value = (finding.value or "").strip()
    return re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "(value not shown)", text) if value else text
