"""The report of a timeline: the next dates, all dates with their basis, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from inspectprep.model.basis import Basis
from inspectprep.model.framework import Phase
from inspectprep.model.report import (
    Block,
    Bullets,
    Cell,
    Fold,
    Paragraph,
    PlainBlock,
    Report,
    Section,
    Span,
    Table,
    Tile,
    Tiles,
    TimelineChart,
)
from inspectprep.model.timeline import Event, OpenQuestion, Timeline
from inspectprep.planning.notes import undated_note
from inspectprep.planning.questions import how_to_ask, opened_words, undated_words
from inspectprep.planning.standing.dates import next_events, timeline_standing, undated_events
from inspectprep.planning.task_lines import is_called
from inspectprep.planning.wording import NOT_GIVEN, counted, edition_words, short_date
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.days import day_sections
from inspectprep.reports.compose.entries import plan_entries, plan_series, titled
from inspectprep.reports.compose.event_words import (
    doubt_words,
    event_days,
    forecast_words,
    known_words,
    moved_words,
)
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined, phase_words

_TILED = {
    "notification": Phase.NOTIFICATION,
    "fieldwork": Phase.ON_SITE,
    "final_feedback": Phase.FEEDBACK,
    "publication": Phase.PUBLICATION,
}
"""The key dates by the ids that frameworks share, each with a stage whose longest event takes its place."""

_SHADED_DAYS = 366
_NEXT = 3
_PLAN_AGAIN = "These events have no date yet. Record each date when it is known, then plan again."


def timeline_report(timeline: Timeline, context: ReportContext) -> Report:
    """Return the report of a timeline; a checklist among its companions adds who does what each day."""
    return Report(
        kind="timeline",
        title=titled(f"{timeline.authority or 'The council'}: dates of the inspection", context),
        subtitle=_subtitle(timeline, context),
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        sections=(
            standing_section(
                timeline_standing(timeline, context.prepared), context, beside=tuple(_next(timeline, context))
            ),
            *question_section(timeline),
            Section(title="At a glance", blocks=(chart_of(timeline, context),)),
            *date_sections(timeline),
            *day_sections(timeline, context.checklist, context),
            *notes_section(_notes(timeline)),
            *_folded(source_section(timeline)),
        ),
        entries=plan_entries(
            timeline,
            context.checklist,
            people=context.people,
            prepared=context.prepared,
            owner=context.owner,
            visits=context.visits,
        ),
        series=plan_series(timeline, context.checklist, context.owner),
        document=context.document_for(timeline),
    )


def _subtitle(timeline: Timeline, context: ReportContext) -> str:
    called = is_called(timeline, context.prepared)
    opened = opened_words(timeline)
    words = f"{opened} on" if called else f"if {opened} on"
    edition = f"; {edition_words(timeline.edition)}" if timeline.edition else ""
    return f"{timeline.title}, {words} {short_date(timeline.notified)}{edition}"


def _next(timeline: Timeline, context: ReportContext) -> Iterator[Table]:
    """Yield the next dates."""
    coming = next_events(timeline, context.prepared or timeline.notified)
    rows = [(event_days(event, short=True), event.title, doubt_words(event)) for event in coming[:_NEXT]]
    if rows:
        yield table(("When", "What", "How sure"), rows, caption="The next dates")


def _notes(timeline: Timeline) -> tuple[str, ...]:
    """Return the notes of a plan. The one about days without a date is a section of its own."""
    undated = undated_note(timeline.events, timeline.questions)
    return tuple(note for note in timeline.notes if note != undated)


def _folded(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return sections whose blocks are folded."""
    return tuple(
        Section(title=section.title, blocks=(Fold(title=section.title, summary="", blocks=_plain(section)),))
        for section in sections
    )


def _plain(section: Section) -> tuple[PlainBlock, ...]:
    return tuple(block for block in section.blocks if isinstance(block, PlainBlock))


def question_section(timeline: Timeline) -> tuple[Section, ...]:
    """Return the questions to ask on the first day as a section, if there are any."""
    if not timeline.questions:
        return ()
    rows = [
        (
            question.number,
            question.text,
            question.known,
            _gives(timeline, question),
        )
        for question in timeline.questions
    ]
    words = (
        "No source confirms these answers. A date that is shown all the same is a plan. "
        f"{how_to_ask(timeline)}, record each date, and plan again."
    )
    columns = ("No.", "Question", "What is known", "Gives a date to")
    asked = table(columns, rows, caption="Questions to ask on the first day, in order")
    return (Section(title="Ask first", blocks=(Paragraph(text=words), asked)),)


def _gives(timeline: Timeline, question: OpenQuestion) -> str:
    """Return the events that an answer dates, in words."""
    milestone, _, last = question.id.partition(".")
    if last:
        others = [name for name in question.dates if name != milestone]
        return joined(
            [f"{_named(timeline, milestone)} (last day)", *(_named(timeline, name) for name in others)]
        )
    return joined([_named(timeline, name) for name in question.dates])


def _named(timeline: Timeline, name: str) -> str:
    return timeline[name].title.partition(":")[0]


def glance(timeline: Timeline) -> Tiles:
    """Return the key dates as tiles."""
    tiles = [
        _tile(timeline, event)
        for name, phase in _TILED.items()
        if (event := _main_event(timeline, name, phase))
    ]
    unknown = [event for event in timeline if event.date is None and event.basis is Basis.NOTICE]
    if unknown:
        asked = all(timeline.question(event.id) for event in unknown)
        detail = how_to_ask(timeline) if asked else NOT_GIVEN
        tiles.append(Tile(title="Not known yet", value=counted(len(unknown), "date"), detail=detail))
    return Tiles(tiles=tuple(tiles))


def chart_of(timeline: Timeline, context: ReportContext) -> TimelineChart:
    """Return the chart of every dated event, apart from daily ones."""
    spans = tuple(_span(event, event.date) for event in timeline if event.date and not event.daily)
    first = min((span.start for span in spans), default=timeline.notified)
    closed = context.closed_between(first, first + timedelta(days=_SHADED_DAYS))
    return TimelineChart(spans=spans, caption=f"Timeline: {timeline.title}", non_working=closed)


def date_sections(timeline: Timeline) -> tuple[Section, ...]:
    """Return the dates, what to know about them, and the events that only the letter can date."""
    dated = [event for event in timeline if event.date]
    rows = [_row(timeline, event) for event in dated]
    columns = ("What", "From", "To", "How we know", "Forecast", "Moved")
    blocks: list[Block] = [table(columns, rows, caption="Dates in order, with their basis")]
    notes = tuple(f"{event.title.partition(':')[0]}: {event.note}" for event in dated if event.note)
    if notes:
        about = Bullets(items=notes)
        summary = counted(len(notes), "note")
        blocks.append(Fold(title="What to know about the dates", summary=summary, blocks=(about,)))
    sections = [Section(title="The dates", blocks=tuple(blocks))]
    undated = [
        (event.title, undated_words(timeline, event), event.note) for event in undated_events(timeline)
    ]
    if undated:
        words = undated_note(timeline.events, timeline.questions) or _PLAN_AGAIN
        waiting = table(("What", "Date", "Note"), undated, caption="What each date depends on")
        fold = Fold(
            title="What only the letter or an answer can say",
            summary=counted(len(undated), "date"),
            blocks=(Paragraph(text=words), waiting),
        )
        sections.append(Section(title="Dates not known yet", blocks=(fold,)))
    return tuple(sections)


def _row(timeline: Timeline, event: Event) -> tuple[Cell, ...]:
    window = forecast_words(event, short=True)
    title = f"{event.title} (every working day)" if event.daily else event.title
    last = undated_words(timeline, event, last=True) if event.end_waits_for else event.end
    return (title, event.date, last, known_words(event), window, moved_words(event))


def notes_section(notes: tuple[str, ...]) -> tuple[Section, ...]:
    """Return the notes as a section, if there are any."""
    return (Section(title="Notes", blocks=(Bullets(items=notes),)),) if notes else ()


def source_section(timeline: Timeline) -> tuple[Section, ...]:
    """Return each source once, with the dates that it gives, if there is one."""
    given: dict[str, list[str]] = {}
    for event in timeline:
        for source in filter(None, event.source.split("; ")):
            given.setdefault(source, []).append(event.title.partition(":")[0])
    if not given:
        return ()
    cited = tuple(f"{source}: {'; '.join(titles)}" for source, titles in given.items())
    return (Section(title="Sources", blocks=(Bullets(items=cited),)),)


def _main_event(timeline: Timeline, name: str, phase: Phase) -> Event | None:
    if name in timeline:
        return timeline[name]
    events = [event for event in timeline if event.phase is phase and event.date and not event.daily]
    return max(events, key=lambda event: _length(event.date, event.last), default=None)


def _length(start: date | None, last: date | None) -> int:
    return (last - start).days if start and last else 0


def _tile(timeline: Timeline, event: Event) -> Tile:
    title = event.title.partition(":")[0]
    if event.date is None:
        why = undated_words(timeline, event)
        return Tile(title=title, value="Not known yet", detail=why)
    value = event_days(event, short=True)
    if window := forecast_words(event, short=True):
        return Tile(title=title, value=value, detail=f"Forecast: {window}")
    detail = known_words(event)
    moved = moved_words(event)
    return Tile(title=title, value=value, detail=f"{detail}; {moved}" if moved else detail)


def _span(event: Event, start: date) -> Span:
    moved = bool(moved_words(event))
    return Span(
        title=f"{event.title} (last day not known)" if event.end_waits_for else event.title,
        start=start,
        end=event.end,
        earliest=event.earliest if event.forecast else None,
        latest=event.latest if event.forecast else None,
        by_8_in_10=event.by_8_in_10 if event.forecast else None,
        end_earliest=event.end_earliest if event.end_forecast else None,
        end_latest=event.end_latest if event.end_forecast else None,
        planned=event.planned if moved else None,
        planned_end=event.planned_end if moved else None,
        group=phase_words(event.phase),
    )
