"""Calendar entries, whose identity stays the same when the plan is made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Checklist
from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.framework import Phase
from inspectprep.model.report import CalendarEntry
from inspectprep.model.roles import role_name
from inspectprep.model.timeline import Event, Timeline
from inspectprep.model.workforce import People
from inspectprep.planning.order import ROOT
from inspectprep.reports.compose.calendar_identity import sources_line, uid_of, uid_of_title
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.day_tasks import TASKS, checklist_entries
from inspectprep.reports.compose.event_words import forecast_words, known_words
from inspectprep.reports.words import days_words

_REVISIONS_A_DAY = 1000
EVENTS = "event"
"""The series of the events of a timeline."""

VISITS = "visit"
"""The series of interviews and visits."""


def revision_of(plan: Timeline | Checklist, prepared: date | None) -> int:
    """Return a number that grows with every re-plan.

    It counts the days from the call to the day of the report and, within a day, the dates recorded or
    given by the letter. Without a day, only those dates count.
    """
    facts = len(plan.inspection.actual) + len(plan.inspection.notice) if isinstance(plan, Timeline) else 0
    days = max((prepared - plan.notified).days, 0) if prepared else 0
    return days * _REVISIONS_A_DAY + facts


def titled(title: str, context: ReportContext) -> str:
    """Return the title of a plan, with the role if it is for one alone."""
    return f"{title}, for the {role_name(context.owner)}" if context.owner else title


def plan_entries(
    timeline: Timeline | None,
    checklist: Checklist | None,
    *,
    people: People | None = None,
    prepared: date | None = None,
    owner: str = "",
    visits: Iterable[TimetableEntry] = (),
) -> tuple[CalendarEntry, ...]:
    """Return the entries of a plan: its events, its tasks, and visits, as far as they are given.

    Args:
        timeline: The events.
        checklist: The tasks.
        people: The people in each role.
        prepared: The day of the calendar.
        owner: The role whose calendar it is. Empty for the calendar of all roles.
        visits: Interviews and visits.
    """
    plan = timeline or checklist
    revision = revision_of(plan, prepared) if plan else 0
    return (
        *(timeline_entries(timeline, prepared=prepared) if timeline else ()),
        *(checklist_entries(checklist, people=people, revision=revision, owner=owner) if checklist else ()),
        *visit_entries(visits, authority=plan.authority if plan else "", revision=revision),
    )


def plan_series(timeline: Timeline | None, checklist: Checklist | None, owner: str = "") -> tuple[str, ...]:
    """Return the series of the entries of a plan. The calendar of one role has its visits too."""
    return (
        *((EVENTS,) if timeline else ()),
        *((TASKS,) if checklist else ()),
        *((VISITS,) if owner else ()),
    )


def timeline_entries(timeline: Timeline, *, prepared: date | None = None) -> tuple[CalendarEntry, ...]:
    """Return an entry for each dated event. That of the call has the notes and questions of the plan."""
    revision = revision_of(timeline, prepared)
    return tuple(_of_event(timeline, event, revision) for event in timeline if event.date is not None)


def visit_entries(
    visits: Iterable[TimetableEntry],
    *,
    authority: str,
    revision: int = 0,
    notes: Mapping[TimetableEntry, str] | None = None,
) -> tuple[CalendarEntry, ...]:
    """Return an entry for each interview and visit, with its hours and its place.

    Args:
        visits: The entries of the timetable.
        authority: The name of the council.
        revision: A number that grows with every re-plan.
        notes: What is wrong with an entry, such as a clash.
    """
    entries = []
    for visit in visits:
        note = (notes or {}).get(visit, "")
        lines = [", ".join(visit.people), visit.inspector and f"Inspector: {visit.inspector}", note]
        entries.append(
            CalendarEntry(
                uid=uid_of_title(authority, VISITS, visit.id or f"{visit.day} {visit.title}"),
                title=f"Clash: {visit.title}" if note else visit.title,
                start=visit.day,
                end=visit.day,
                begins=visit.starts,
                finishes=visit.ends,
                place=visit.place,
                description="\n".join(line for line in lines if line),
                revision=revision,
                series=VISITS,
            )
        )
    return tuple(entries)


def _of_event(timeline: Timeline, event: Event, revision: int) -> CalendarEntry:
    start = event.date or timeline.notified
    due = event.basis is Basis.NOTICE or event.phase in (Phase.DRAFT_REPORT, Phase.ACTION_PLAN)
    return CalendarEntry(
        uid=uid_of(timeline.authority, timeline.variant, timeline.notified, EVENTS, event.id),
        title=f"Daily: {event.title}" if event.daily else event.title,
        start=start,
        end=max(event.last or start, start),
        description="\n".join(
            (
                *_description(event),
                *(_about(timeline) if event.id == ROOT else ()),
                *sources_line([event.source]),
            )
        ),
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
