"""Calendar entries, whose identity stays the same when the plan is made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Status, Task
from inspectprep.model.framework import Phase
from inspectprep.model.report import CalendarEntry
from inspectprep.model.timeline import Event, Timeline
from inspectprep.model.workforce import People
from inspectprep.planning.order import ROOT
from inspectprep.planning.wording import rests_on_words
from inspectprep.reports.compose.event_words import forecast_words, known_words
from inspectprep.reports.words import days_words, role_words

_REVISIONS_A_DAY = 1000
EVENTS = "event"
"""The series of the events of a timeline."""

TASKS = "task"
"""The series of the tasks of a checklist."""


def uid_of(authority: str, variant: str, notified: date, kind: str, name: str) -> str:
    """Return the identity of an entry, made only of parts that never change.

    Two different sets of arguments never give one identity: every part is percent-encoded.
    """
    parts = (authority.casefold(), variant, notified.isoformat(), kind, name)
    return "/".join(quote(part, safe="") for part in parts) + "@inspectprep"


def uid_of_title(authority: str, series: str, title: str) -> str:
    """Return the identity of an entry that has no id but a title of its own in its series."""
    return "/".join(quote(part, safe="") for part in (authority.casefold(), series, title)) + "@inspectprep"


def revision_of(plan: Timeline | Checklist, prepared: date | None) -> int:
    """Return a number that grows with every re-plan.

    It counts the days from the call to the day of the report and, within a day, the dates recorded or
    given by the letter. Without a day, only those dates count.
    """
    facts = len(plan.inspection.actual) + len(plan.inspection.notice) if isinstance(plan, Timeline) else 0
    days = max((prepared - plan.notified).days, 0) if prepared else 0
    return days * _REVISIONS_A_DAY + facts


def plan_entries(
    timeline: Timeline | None,
    checklist: Checklist | None,
    *,
    people: People | None = None,
    prepared: date | None = None,
) -> tuple[CalendarEntry, ...]:
    """Return the entries of a plan: its events, then its tasks, as far as they are given."""
    plan = timeline or checklist
    revision = revision_of(plan, prepared) if plan else 0
    return (
        *(timeline_entries(timeline, prepared=prepared) if timeline else ()),
        *(checklist_entries(checklist, people=people, revision=revision) if checklist else ()),
    )


def plan_series(timeline: Timeline | None, checklist: Checklist | None) -> tuple[str, ...]:
    """Return the series of the entries of a plan."""
    return (*((EVENTS,) if timeline else ()), *((TASKS,) if checklist else ()))


def timeline_entries(timeline: Timeline, *, prepared: date | None = None) -> tuple[CalendarEntry, ...]:
    """Return an entry for each dated event. That of the call has the notes and questions of the plan."""
    revision = revision_of(timeline, prepared)
    return tuple(_of_event(timeline, event, revision) for event in timeline if event.date is not None)


def checklist_entries(
    checklist: Checklist, *, people: People | None = None, revision: int = 0
) -> tuple[CalendarEntry, ...]:
    """Return an entry for each dated task, on the day it is due.

    An occurrence of a daily task is identified by its number, not its date, so that it moves with the plan.
    """
    seen: Counter[str] = Counter()
    entries = []
    for task in checklist:
        if task.due is None:
            continue
        seen[task.template] += 1
        daily = task.cadence is Cadence.DAILY or seen[task.template] > 1
        name = f"{task.template}#{seen[task.template]}" if daily else task.template
        uid = uid_of(checklist.authority, checklist.variant, checklist.notified, TASKS, name)
        entries.append(_of_task(task, task.due, uid, people, revision))
    return tuple(entries)


def _of_event(timeline: Timeline, event: Event, revision: int) -> CalendarEntry:
    start = event.date or timeline.notified
    due = event.basis is Basis.NOTICE or event.phase in (Phase.DRAFT_REPORT, Phase.ACTION_PLAN)
    return CalendarEntry(
        uid=uid_of(timeline.authority, timeline.variant, timeline.notified, EVENTS, event.id),
        title=f"Daily: {event.title}" if event.daily else event.title,
        start=start,
        end=max(event.last or start, start),
        description="\n".join((*_description(event), *(_about(timeline) if event.id == ROOT else ()))),
        deadline=due and not event.forecast and event.actual is None,
        tentative=not event.confirmed,
        revision=revision,
        series=EVENTS,
    )


def _about(timeline: Timeline) -> Iterator[str]:
    """Yield what is unusual or not known about a plan. A calendar has no other place for it."""
    if timeline.questions:
        yield "Ask:"
        yield from (f"{question.number}. {question.text}" for question in timeline.questions)
    if timeline.notes:
        yield "About the plan:"
        yield from timeline.notes


def _description(event: Event) -> Iterator[str]:
    yield f"{known_words(event)}."
    if window := forecast_words(event):
        begin = "Usually on this day: " if event.n else "Expected: " if event.end else "Expected "
        yield f"{begin}{window}."
    if event.end_waits_for:
        yield "The last day is not known yet."
    if not event.confirmed:
        yield "Not confirmed. Record the days when they are known."
    if event.moved_days and event.planned:
        yield f"Planned for {days_words(event.planned)}."
    if event.note:
        yield event.note
    if event.source:
        yield f"Source: {event.source}"


def _of_task(task: Task, due: date, uid: str, people: People | None, revision: int) -> CalendarEntry:
    lines = [f"Owner: {role_words(owner, people)}" for owner in task.owners]
    if task.rests_on:
        lines.append(f"Not confirmed: the day is counted from {rests_on_words(task.rests_on)}.")
    lines += [text for text in (task.note, f"Source: {task.source}" if task.source else "") if text]
    done = task.status is Status.DONE
    dropped = task.status is Status.NOT_NEEDED
    return CalendarEntry(
        uid=uid,
        title=f"Done: {task.title}" if done else task.title,
        start=due,
        end=due,
        description="\n".join(lines),
        deadline=not (done or dropped or task.uncertain),
        tentative=task.rests_on is not None,
        cancelled=dropped,
        revision=revision,
        series=TASKS,
    )
