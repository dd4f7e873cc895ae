"""The standing of a timeline: the next date, what is under way, and what only the letter can say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.planning.order import ROOT
from inspectprep.planning.standing.standing import Standing
from inspectprep.planning.wording import counted, short_date

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.inspection_calendar import InspectionCalendar
    from inspectprep.model.timeline import Event, Timeline


def next_events(timeline: Timeline, day: date) -> tuple[Event, ...]:
    """Return the events that begin on a day or later, in order. Daily ones are part of others."""
    coming = [event for event in timeline if event.date and event.date >= day and not event.daily]
    return tuple(sorted(coming, key=lambda event: event.date or day))


def undated_events(timeline: Timeline) -> tuple[Event, ...]:
    """Return the events that have no day before the letter or an answer gives one."""
    return tuple(event for event in timeline if event.date is None)


def timeline_standing(timeline: Timeline, day: date | None) -> Standing:
    """Return the next date of a plan on a day. Without a day, it is the day of the call."""
    today = day or timeline.notified
    coming = next_events(timeline, today)
    running = [
        event
        for event in timeline
        if event.date and event.end and event.date < today <= event.end and not event.daily
    ]
    parts = []
    if running:
        ends = running[0].end or today
        about = "about " if running[0].end_forecast else ""
        parts.append(f"Now: {_name(running[0])}, until {about}{short_date(ends, today)}.")
    if len(coming) > 1:
        parts.append(f"After that: {_name(coming[1])}, {_when(coming[1], today)}.")
    unknown = len(undated_events(timeline))
    if unknown:
        parts.append(f"{counted(unknown, 'event has', 'events have')} no day yet.")
    if not coming:
        return Standing(verdict="No date is to come", sentence=" ".join(parts) or "Every date has passed.")
    first = coming[0]
    if first.date == today and not (first.id == ROOT and day is None):
        return Standing(verdict=f"Today: {_name(first)}", sentence=" ".join(parts) or "It is the last date.")
    return Standing(
        verdict=f"Next: {_name(first)}, {_when(first, today)}",
        sentence=" ".join(parts) or "It is the last date.",
    )


def calendar_standing(calendar: InspectionCalendar) -> Standing:
    """Return the clashes of all inspections that run, and the next visit."""
    certain = sum(clash.certain for clash in calendar.clashes)
    unsure = len(calendar.clashes) - certain
    if certain:
        verdict = counted(certain, "clash", "clashes")
    elif unsure:
        verdict = f"{counted(unsure, 'clash', 'clashes')} possible"
    else:
        verdict = "No clash of people or places"
    running = len(calendar.timelines)
    coming = [entry for entry in calendar.timetable if entry.day >= calendar.on]
    first = min(coming, key=lambda entry: (entry.day, entry.starts), default=None)
    visit = ""
    if first is not None:
        visit = f" The next of {counted(len(coming), 'visit')} is on {short_date(first.day, calendar.on)}."
    verb = "runs" if running == 1 else "run"
    return Standing(
        verdict=verdict,
        sentence=f"{counted(running, 'inspection')} {verb}.{visit}" if running else "No inspection runs.",
    )


def _name(event: Event) -> str:
    return event.title.partition(":")[0]


def _when(event: Event, today: date) -> str:
    day = short_date(event.date or today, today)
    return f"about {day}" if event.forecast else day
