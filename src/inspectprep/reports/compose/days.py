"""The plan day by day, from the call to the feedback: events, tasks and owners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from inspectprep.model.checklist import Cadence, Checklist, Status, Task
from inspectprep.model.framework import Phase
from inspectprep.model.report import Block, Cell, Section
from inspectprep.model.timeline import Timeline
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.event_words import event_days
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import days_words, joined, role_words, status_words

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
    daily = tuple(_daily(timeline, tasks, context))
    blocks = (*daily, days) if daily else (days,)
    return (Section(title="Day by day", blocks=blocks),)


def _daily(timeline: Timeline, tasks: Checklist, context: ReportContext) -> Iterator[Block]:
    """Yield what happens every day, once with its first and last day and how many days are done."""
    days = set(_days(timeline))
    series: dict[str, list[Task]] = {}
    for task in tasks:
        if task.cadence is Cadence.DAILY and task.due in days:
            series.setdefault(task.template, []).append(task)
    rows = [
        (
            each[0].title,
            joined([role_words(owner, context.people) for owner in each[0].owners]),
            days_words(each[0].due, each[-1].due, short=True),
            f"{sum(task.status is Status.DONE for task in each)} of {len(each)}",
        )
        for each in series.values()
        if each[0].due and each[-1].due
    ]
    rows = [
        (event.title, "", event_days(event, short=True), "")
        for event in timeline
        if event.daily and event.date in days
    ] + rows
    if rows:
        caption = "What happens every working day, with its first and last day"
        yield table(("Every day", "Who", "Days", "Done"), rows, caption=caption)


def _rows(timeline: Timeline, tasks: Checklist, context: ReportContext) -> Iterator[tuple[Cell, ...]]:
    for day in _days(timeline):
        for event in timeline:
            if event.date == day and not event.daily:
                long = event.last != event.date
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


def _falls_on(task: Task, day: date) -> bool:
    return task.due == day and task.cadence is None
