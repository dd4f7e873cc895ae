"""The report of a daily briefing, for staff, leaders or partners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from inspectprep.model.audience import Audience
from inspectprep.model.briefing import BriefingItem, DailyBriefing
from inspectprep.model.release import NoteKind
from inspectprep.model.report import Block, Bullets, Paragraph, Report, Section
from inspectprep.model.report_blocks import MOST_STEPS, Answer, Balance, Step
from inspectprep.model.review import RequestStatus
from inspectprep.planning.fieldwork.headline import by_kind
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import brief
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.evening import agenda, next_working_day, sides
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined

_TITLES = {
    Audience.STAFF: "To everyone in children's services",
    Audience.LEADERS: "For the leader, the lead member and the chief executive",
    Audience.PARTNERS: "To our partners",
}
_LABELS = {
    NoteKind.NEWS: "Today",
    NoteKind.LIKED: "Inspectors liked",
    NoteKind.CONCERN: "Their concern",
    NoteKind.CHALLENGED: "Answered with evidence",
    NoteKind.REFERRED_BACK: "Case to act on",
    NoteKind.THANKS: "Thank you",
}
_NOTES, _LETTERS, _LEAST, _MOST, _STEP, _HOURS = 6, 1500, 150, 600, 120, 8
"""What fits on one sheet: notes, their letters, the least and most of one note, of a step, and the hours."""
_HOURS_OF_LEADERS = 5


def briefing_report(briefing: DailyBriefing, context: ReportContext) -> Report:
    """Return the report of a briefing; its audience is the briefing's own.

    It fits on one sheet of paper. Of many notes it has the first of each kind and the number of the others.
    """
    return Report(
        kind="daily-briefing",
        title=_TITLES.get(briefing.audience, "The day's briefing"),
        subtitle=", ".join(
            part for part in (briefing.authority, long_date(briefing.day), briefing.place) if part
        ),
        prepared=context.prepared or briefing.day,
        classification=context.classification,
        audience=briefing.audience,
        outcome=briefing.outcome,
        sections=tuple(_sections(briefing, context)),
        sheets=tuple(_sheets(briefing)),
        document=context.document_for(briefing),
    )


def _sections(briefing: DailyBriefing, context: ReportContext) -> Iterator[Section]:
    yield Section(title="Today", blocks=(_answer(briefing), *_next_day(briefing, context)))
    if going := tuple(_going(briefing)):
        yield Section(title="How it is going", blocks=going)
    if notes := [item for item in briefing.items if item.kind is not NoteKind.TOMORROW]:
        yield Section(title="Notes of today", blocks=(Bullets(items=tuple(_notes(notes))),))
    yield Section(title="Please remember", blocks=(Bullets(items=tuple(_remember(briefing))),))


def _sheets(briefing: DailyBriefing) -> Iterator[Section]:
    """Yield all hours and all notes for a workbook."""
    if briefing.hours:
        hours = [(item.hours, item.what, item.where, joined(item.who)) for item in briefing.hours]
        columns = ("Hours", "What", "Where", "Who")
        yield Section(title="All hours", blocks=(table(columns, hours, caption="The next working day"),))
    if briefing.items:
        notes = [(_LABELS.get(item.kind, "Next"), item.text) for item in briefing.items]
        yield Section(title="All notes", blocks=(table(("Kind", "Note"), notes, caption="Notes of today"),))


def _answer(briefing: DailyBriefing) -> Answer:
    steps = [*_meetings(briefing), *_tasks(briefing)]
    return Answer(
        verdict=briefing.headline or ("Today" if briefing.items else "No news today"),
        sentence=briefing.reason or "There is no headline of this day.",
        steps=tuple(steps[:MOST_STEPS]),
        more=max(len(steps) - MOST_STEPS, 0),
    )


def _meetings(briefing: DailyBriefing) -> Iterator[Step]:
    for meeting in briefing.meetings:
        parts = (f"At {meeting.starts}" if meeting.starts else "", brief(meeting.where, _STEP))
        yield Step(
            action=brief(meeting.what, _STEP),
            who=brief(joined(meeting.who), _STEP),
            by=briefing.next_day,
            changes=f"{', '.join(part for part in parts if part)}." if any(parts) else "",
        )


def _tasks(briefing: DailyBriefing) -> Iterator[Step]:
    for item in briefing.items:
        if item.kind is NoteKind.TOMORROW:
            text = brief(item.text, _STEP)
            yield Step(action=text, who="You", by=briefing.next_day)


def _next_day(briefing: DailyBriefing, context: ReportContext) -> Iterator[Block]:
    day = briefing.next_day or next_working_day(briefing.day, context)
    most = _HOURS_OF_LEADERS if briefing.audience is Audience.LEADERS else _HOURS
    yield agenda(briefing.hours, day, title="Next working day", most=most)


def _going(briefing: DailyBriefing) -> Iterator[Block]:
    if briefing.open:
        late = [answer for answer in briefing.open if answer.status is RequestStatus.LATE]
        waits = f"Inspectors wait for {by_kind(briefing.open)}."
        yield Paragraph(text=f"{waits} Late: {by_kind(late) or 'none'}.")
    if any(balance.negatives or balance.positives for balance in briefing.balances):
        yield Balance(title="What inspectors have said", sides=sides(briefing.balances))


def _notes(items: Sequence[BriefingItem]) -> Iterator[str]:
    """Yield the first notes of each kind, shorter if there are many, and the number of the others."""
    most = max(1, _NOTES // len({item.kind for item in items}))
    shown = sum(min(len(list(group)), most) for _, group in groupby(items, key=lambda item: item.kind))
    letters = min(max(_LEAST, _LETTERS // shown), _MOST)
    for kind, group in groupby(items, key=lambda item: item.kind):
        texts = [brief(" ".join(item.text.split()), letters) for item in group]
        yield from (f"{_LABELS.get(kind, 'Next')}: {text}" for text in texts[:most])
    if len(items) > shown:
        yield f"And {len(items) - shown} more, in the workbook and in the log of notes"


def _remember(briefing: DailyBriefing) -> Iterator[str]:
    if briefing.reminder:
        yield briefing.reminder
    if briefing.tomorrow:
        yield f"Next in the plan: {'; '.join(briefing.tomorrow)}."
    if briefing.feedback and briefing.days_to_feedback is not None:
        number = counted(briefing.days_to_feedback, "working day")
        yield f"{number} to the final feedback, planned for {short_date(briefing.feedback, year=False)}."
    comes = f"This comes from {briefing.sender}. " if briefing.sender else ""
    if briefing.next_briefing:
        yield f"{comes}The next briefing comes on {short_date(briefing.next_briefing, year=False)}."
    else:
        yield f"{comes}The plan has no day for another briefing."
