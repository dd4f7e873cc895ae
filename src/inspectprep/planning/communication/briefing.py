"""The daily briefing: the evening's notes for one audience.

Staff read it as the director's blog, leaders and members get everything, and partners get their part. Each
audience gets only its notes, and no outcome before publication is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspectprep.calendar.offsets import add_days
from inspectprep.calendar.working import WorkingDays, england
from inspectprep.errors import OutOfRangeError, UnknownNameError
from inspectprep.model.audience import Audience
from inspectprep.model.briefing import BriefingItem, DailyBriefing
from inspectprep.model.enquiry import EntryKind, TimetableEntry
from inspectprep.model.release import (
    DailyNote,
    Embargo,
    EmbargoStage,
    NoteKind,
    Refused,
)
from inspectprep.model.report_blocks import AgendaItem
from inspectprep.model.review import DayOfClaims, FieldworkReview
from inspectprep.model.roles import role_id
from inspectprep.model.timeline import Event, Timeline
from inspectprep.model.workforce import People
from inspectprep.planning.communication.briefing_headline import DayFacts, briefing_headline
from inspectprep.planning.communication.embargo import check_access
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.planning.fieldwork.hours import hours_of

BRIEFED = (Audience.STAFF, Audience.LEADERS, Audience.PARTNERS)
"""The audiences that get a briefing every day."""

_ORDER = {kind: place for place, kind in enumerate(NoteKind)}
_SHARED = ("fieldwork", "final_feedback", "publication")
"""Events of the next day that every audience may know."""

_SHOWN = {
    Audience.STAFF: tuple(kind for kind in EntryKind if kind is not EntryKind.CASE_DISCUSSION),
    Audience.LEADERS: tuple(EntryKind),
    Audience.PARTNERS: (EntryKind.FOCUS_GROUP,),
}
"""The kinds of entries of the timetable that an audience may know."""

_LEADERS = ("leader", "lead-member", "chief-executive")


def daily_briefing(
    notes: Iterable[DailyNote],
    *,
    day: date,
    audience: Audience,
    embargo: Embargo | None,
    person: str = "",
    timeline: Timeline | None = None,
    working: WorkingDays | None = None,
    timetable: Iterable[TimetableEntry] = (),
    people: People | None = None,
    review: FieldworkReview | None = None,
    sender: str = "",
    next_briefing: date | None = None,
) -> DailyBriefing:
    """Return the briefing of a day for an audience.

    :func:`.briefing_headline` has the rules of its headline. Staff get the timetable of the next working day
    without names and without discussions of cases, and partners get its focus groups. Only leaders get the
    balance of claims and what inspectors wait for, and no audience does while the outcome is confidential.

    Args:
        notes: All notes.
        day: The day of the briefing.
        audience: Staff, leaders or partners.
        embargo: The embargo with its register. None if it is not known.
        person: The reader's name, if the briefing is for one person on the register.
        timeline: The timeline, for the stage of the inspection and the next events.
        working: The working days. Those of England if None.
        timetable: Visits and interviews, as far as the reader may have them.
        people: The people in roles.
        review: The room on that evening, as far as the reader may have it.
        sender: The person from whom the briefing comes, with the role.
        next_briefing: The day of the next briefing.

    Raises:
        UnknownNameError: if this audience gets no briefing.
    """
    if audience not in BRIEFED:
        raise UnknownNameError("briefing for", audience.value, [reader.value for reader in BRIEFED])
    register = embargo.register if embargo else ()
    now = embargo.on if embargo else None
    mine = [
        note
        for note in notes
        if note.day == day and check_access(note, audience, person, embargo, register, now)
    ]
    mine.sort(key=lambda note: _ORDER[note.kind])
    days = working or england()
    items = tuple(BriefingItem(kind=note.kind, text=note.text) for note in mine)
    following = _next_working_day(day, days)
    entries = tuple(entry for entry in timetable if entry.kind in _SHOWN[audience])
    leaders = audience is Audience.LEADERS
    hours = hours_of(entries, following, people=people, named=leaders)
    held = embargo is not None and embargo.stage is EmbargoStage.HELD
    room = review if leaders and not held else None
    called = timeline is not None and timeline.notified == day
    headline = briefing_headline(DayFacts(held, called, items, hours, following, room))
    feedback = _feedback(timeline, day)
    return DailyBriefing(
        authority=timeline.authority if timeline else embargo.authority if embargo else "",
        day=day,
        audience=audience,
        place=place_of(timeline, day, days) if timeline else "",
        items=items,
        tomorrow=_tomorrow(timeline, day, audience, days) if timeline else (),
        outcome=any(note.outcome or says_outcome(note.text) for note in mine),
        reminder=_reminder(embargo),
        headline=headline.verdict,
        reason=headline.sentence,
        next_day=following,
        hours=hours,
        meetings=_meetings(entries, following, people) if leaders else (),
        feedback=feedback,
        days_to_feedback=days.between(day, feedback) if feedback else None,
        sender=sender,
        next_briefing=next_briefing,
        balances=room.balances if room else (),
        today=room.today if room else DayOfClaims(),
        open=room.open if room else (),
    )


def _next_working_day(day: date, working: WorkingDays) -> date:
    try:
        return working.add(day, 1)
    except OutOfRangeError:
        return add_days(day, 1)


def _feedback(timeline: Timeline | None, day: date) -> date | None:
    event = timeline.get("final_feedback") if timeline else None
    return event.date if event and event.date and event.date >= day else None


def _meetings(entries: Iterable[TimetableEntry], day: date, people: People | None) -> tuple[AgendaItem, ...]:
    """Return what is on the timetable of a day for the leader, the lead member or the chief executive."""
    holders = {role: people.holder(role) for role in _LEADERS} if people else {}
    names = {holder.name.casefold() for holder in holders.values() if holder}
    mine = [
        entry
        for entry in entries
        if any(role_id(person) in _LEADERS or person.casefold() in names for person in entry.people)
    ]
    return hours_of(mine, day, people=people)


def held_back(
    notes: Iterable[DailyNote], *, day: date, audience: Audience, embargo: Embargo | None
) -> tuple[tuple[DailyNote, Refused], ...]:
    """Return the notes of a day that name an audience but are withheld from it, with the reason.

    This is for the writer of the briefing, not for the audience.
    """
    register = embargo.register if embargo else ()
    refused = []
    for note in notes:
        if note.day == day and audience in note.audiences:
            answer = check_access(note, audience, "", embargo, register, embargo.on if embargo else None)
            if isinstance(answer, Refused):
                refused.append((note, answer))
    return tuple(refused)


def place_of(timeline: Timeline, day: date, working: WorkingDays) -> str:
    """Return the stage of the inspection on a day: ``Day 2 of 5 on site``."""
    fieldwork = timeline.get("fieldwork")
    if fieldwork and fieldwork.date and fieldwork.last and fieldwork.date <= day <= fieldwork.last:
        days = working.span(fieldwork.date, fieldwork.last)
        if day in days:
            return f"Day {days.index(day) + 1} of {len(days)} on site"
        return "Between two days on site"
    if fieldwork and fieldwork.date and fieldwork.end_waits_for and fieldwork.date <= day:
        return f"Day {len(working.span(fieldwork.date, day))} on site"
    if day == timeline.notified:
        return "The day of the call"
    if fieldwork and fieldwork.date and timeline.notified < day < fieldwork.date:
        return f"Off-site week, {_counted(working.between(day, fieldwork.date))} before inspectors arrive"
    if fieldwork and fieldwork.last and day > fieldwork.last:
        return f"{_counted(working.between(fieldwork.last, day))} after the inspectors left"
    return ""


def _tomorrow(timeline: Timeline, day: date, audience: Audience, working: WorkingDays) -> tuple[str, ...]:
    following = working.add(day, 1)
    return tuple(
        f"{event.title} (expected, not certain)" if event.forecast else event.title
        for event in timeline
        if _concerns(event, following, audience, timeline)
    )


def _concerns(event: Event, day: date, audience: Audience, timeline: Timeline) -> bool:
    """Return whether the briefing names an event of the next working day. Off-site work is left out."""
    if event.date is None or event.id in ("embargo", "off_site_week", "notification"):
        return False
    if event.id == "fieldwork":
        return event.date <= day <= (event.last or event.date)
    first_or_daily = event.date == day or (event.daily and event in timeline.on(day))
    return first_or_daily and (audience is Audience.LEADERS or event.id in _SHARED)


def _reminder(embargo: Embargo | None) -> str:
    if embargo is None or embargo.stage is not EmbargoStage.HELD:
        return ""
    return (
        "Nothing of what inspectors concluded may be public until the report is published. "
        "Please say nothing."
    )


def _counted(number: int) -> str:
    return f"{number} working {'day' if number == 1 else 'days'}"
