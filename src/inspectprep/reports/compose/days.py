"""The plan day by day, from the call to the feedback: events, tasks and owners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from inspectprep.model.checklist import Cadence, Checklist, Status, Task
from inspectprep.model.framework import Phase
from inspectprep.model.report import Cell, Section
from inspectprep.model.timeline import Timeline
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.event_words import event_days
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined, role_words, status_words

_INTENSE = (Phase.NOTIFICATION, Phase.OFF_SITE, Phase.ON_SITE, Phase.FEEDBACK)
_LONGEST = 60


def day_sections(timeline: Timeline, tasks: Checklist | None, context: ReportContext) -> tuple[Section, ...]:
    """Return a section with every day from the call to the feedback, or none without a checklist.

    Without tasks, the table of dates has every event already.
    """
    if tasks is None:
        return ()
    rows = list(_rows(timeline, tasks, context))
    if not rows:
        return ()
    columns = ("Day", "What", "Who", "Status")
    caption = "What happens and who does what on each day, from the call to the feedback"
    choices = {"Status": tuple(status_words(status) for status in Status)}
    days = table(columns, rows, caption=caption, group="Day", choices=choices)
    return (Section(title="Day by day", blocks=(days,)),)


def _rows(timeline: Timeline, tasks: Checklist, context: ReportContext) -> Iterator[tuple[Cell, ...]]:
    for day in _days(timeline):
        for event in timeline:
            if event.date == day or (event.daily and event in timeline.on(day) and _worked(day, context)):
                long = event.last != event.date and not event.daily
                words = f"{event.title} ({event_days(event)})" if long else event.title
                yield (day, words, "", "")
        for task in tasks:
            if _falls_on(task, day):
                who = joined([role_words(owner, context.people) for owner in task.owners])
                yield (day, task.title, who, status_words(task.status))


def _days(timeline: Timeline) -> Iterator[date]:
    lasts = [event.last for event in timeline if event.phase in _INTENSE and event.last]
    until = min(max([*lasts, timeline.notified]), timeline.notified + timedelta(days=_LONGEST))
    for number in range((until - timeline.notified).days + 1):
        yield timeline.notified + timedelta(days=number)


def _worked(day: date, context: ReportContext) -> bool:
    return day.weekday() < 5 and not context.closed_between(day, day)


def _falls_on(task: Task, day: date) -> bool:
    recurring = task.cadence is not None and task.cadence is not Cadence.DAILY
    return task.due == day and not recurring
