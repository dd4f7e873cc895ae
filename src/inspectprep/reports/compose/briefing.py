"""The report of a daily briefing, for staff, leaders or partners."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from inspectprep.model.audience import Audience
from inspectprep.model.release import DailyBriefing, NoteKind
from inspectprep.model.report import Bullets, Paragraph, Report, Section
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.words import day_words

_TITLES = {
    Audience.STAFF: "To everyone in children's services",
    Audience.LEADERS: "For the leader, the lead member and the chief executive",
    Audience.PARTNERS: "To our partners",
}
_HEADINGS = {
    NoteKind.NEWS: "What happened today",
    NoteKind.LIKED: "What inspectors liked",
    NoteKind.CONCERN: "What they are concerned about",
    NoteKind.CHALLENGED: "What we answered with evidence",
    NoteKind.REFERRED_BACK: "Cases to act on",
    NoteKind.TOMORROW: "What to do tomorrow",
    NoteKind.THANKS: "Thank you",
}


def briefing_report(briefing: DailyBriefing, context: ReportContext) -> Report:
    """Return the report of a briefing; its audience is the briefing's own."""
    return Report(
        kind="daily-briefing",
        title=_TITLES[briefing.audience],
        subtitle=", ".join(
            part for part in (briefing.authority, day_words(briefing.day), briefing.place) if part
        ),
        prepared=context.prepared or briefing.day,
        classification=context.classification,
        audience=briefing.audience,
        outcome=briefing.outcome,
        sections=tuple(_sections(briefing)),
        document=context.document_for(briefing),
    )


def _sections(briefing: DailyBriefing) -> Iterator[Section]:
    if briefing.reminder:
        yield Section(title="Please remember", blocks=(Paragraph(text=briefing.reminder),))
    if not briefing.items:
        nothing = Paragraph(text="There are no notes for these readers today.")
        yield Section(title="No news today", blocks=(nothing,))
    for kind, items in groupby(briefing.items, key=lambda item: item.kind):
        texts = tuple(item.text for item in items)
        yield Section(title=_HEADINGS[kind], blocks=tuple(Paragraph(text=text) for text in texts))
    if briefing.tomorrow:
        yield Section(title="Next in the plan", blocks=(Bullets(items=briefing.tomorrow),))
