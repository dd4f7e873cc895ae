"""The daily briefing: the headline of a day, its notes, and the next working day, for one audience."""

from __future__ import annotations

from datetime import date

from inspectprep.model.audience import Audience
from inspectprep.model.document import document
from inspectprep.model.release import NoteKind
from inspectprep.model.report_blocks import AgendaItem
from inspectprep.model.review import ClaimBalance, DayOfClaims, OpenAnswer
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class BriefingItem:
    """One line of a briefing, without its author and its other audiences.

    Attributes:
        kind: The kind of note.
        text: Its text.
    """

    kind: NoteKind
    text: str


@document("daily-briefing", report="inspectprep.reports.compose.briefing:briefing_report")
@frozen(kw_only=True)
class DailyBriefing:
    """The briefing of one day for one audience.

    Attributes:
        authority: The council.
        day: The day that it is about.
        audience: The audience.
        place: The stage of the inspection, such as ``Day 2 of 5 on site``.
        items: The notes for this audience, in the order of :class:`NoteKind`.
        tomorrow: The events of the next working day.
        outcome: Whether an item reveals a grade or judgement.
        reminder: The limits on passing it on during an embargo.
        headline: The headline in a few words, by the rules of the briefing.
        reason: Its reason, in one or two sentences.
        next_day: The next working day.
        hours: What is on the timetable of the next working day, as far as this audience may know it.
        meetings: What is on that timetable for the readers themselves.
        feedback: The day of the final feedback, if it is still to come.
        days_to_feedback: Working days from the day to the final feedback.
        sender: The person from whom it comes, with the role.
        next_briefing: The day of the next briefing, if the plan has one.
        balances: The balance of the claims about each judgement. Only leaders have it.
        today: What changed in the claims on the day. Only leaders have it.
        open: What inspectors wait for, most urgent first. Only leaders have it.
    """

    authority: str = ""
    day: date
    audience: Audience
    place: str = ""
    items: tuple[BriefingItem, ...] = ()
    tomorrow: tuple[str, ...] = ()
    outcome: bool = False
    reminder: str = ""
    headline: str = ""
    reason: str = ""
    next_day: date | None = None
    hours: tuple[AgendaItem, ...] = ()
    meetings: tuple[AgendaItem, ...] = ()
    feedback: date | None = None
    days_to_feedback: int | None = None
    sender: str = ""
    next_briefing: date | None = None
    balances: tuple[ClaimBalance, ...] = ()
    today: DayOfClaims = DayOfClaims()
    open: tuple[OpenAnswer, ...] = ()
