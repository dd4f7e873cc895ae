"""The report of the calendar of every inspection that runs: clashes, timetables and dates."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.inspection_calendar import InspectionCalendar
from inspectprep.model.report import Bullets, CalendarEntry, Fold, Report, Section
from inspectprep.planning.clashes import clash_text
from inspectprep.planning.standing.dates import calendar_standing
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.entries import EVENTS, VISITS, timeline_entries, visit_entries
from inspectprep.reports.compose.event_words import forecast_words, known_words
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import folded, table

_CLASHES = ("Certainty", "What")
_DATES = ("From", "To", "What", "How we know", "Forecast", "Inspection")


def calendar_report(calendar: InspectionCalendar, context: ReportContext) -> Report:
    """Return the report of the calendar. Each entry is named with its inspection.

    Raises:
        RefusedError: if the timetable, which names people, is not for this audience.
    """
    if context.audience not in INSIDE:
        raise RefusedError("The timetable names people.", who=tuple(audience.value for audience in INSIDE))
    return Report(
        kind="inspection-calendar",
        title=f"{calendar.authority or 'The council'}: calendar of inspections",
        subtitle=f"As of {long_date(calendar.on)}",
        prepared=context.prepared or calendar.on,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(calendar, context)),
        entries=tuple(_entries(calendar)),
        series=(EVENTS, VISITS),
        document=context.document_for(calendar),
    )


def _sections(calendar: InspectionCalendar, context: ReportContext) -> Iterator[Section]:
    yield standing_section(calendar_standing(calendar), context)
    found = [
        ("Clash" if clash.certain else "Hours not known", f"{clash_text(clash)}.")
        for clash in calendar.clashes
    ]
    if found:
        caption = "The same people or places at the same time"
        yield Section(title="Clashes", blocks=tuple(folded(_CLASHES, found, caption, "line")))
    if calendar.notes:
        yield Section(title="Notes", blocks=(Bullets(items=calendar.notes),))
    names = {timeline.inspection.id: timeline.title for timeline in calendar.timelines}
    if len(set(names.values())) < len(names):
        names = {id_: f"{title} ({id_})" for id_, title in names.items()}
    visits = [
        (
            entry.day,
            " to ".join(hour for hour in (entry.starts, entry.ends) if hour),
            entry.title,
            entry.place,
            ", ".join(entry.people),
            entry.inspector,
            names.get(entry.inspection, entry.inspection),
        )
        for entry in calendar.timetable
    ]
    columns = ("Day", "Hours", "What", "Where", "People", "Inspector", "Inspection")
    if visits:
        caption = "Interviews and visits of every inspection"
        yield Section(title="Timetable", blocks=tuple(folded(columns, visits, caption, "visit", shown=6)))
    rows = sorted(
        (
            (
                event.date,
                event.last,
                event.title,
                known_words(event),
                forecast_words(event, short=True),
                names[timeline.inspection.id],
            )
            for timeline in calendar.timelines
            for event in timeline
            if event.date is not None
        ),
        key=lambda row: row[0],
    )
    if rows:
        dates = table(_DATES, rows, caption="Dates of every inspection")
        fold = Fold(title="All dates", summary=counted(len(rows), "date"), blocks=(dates,))
        yield Section(title="Dates", blocks=(fold,))


def _entries(calendar: InspectionCalendar) -> Iterator[CalendarEntry]:
    for timeline in calendar.timelines:
        for entry in timeline_entries(timeline, prepared=calendar.on):
            yield evolve(entry, title=f"{timeline.title}: {entry.title}")
    notes = {
        visit: " ".join(f"{clash_text(clash)}." for clash in calendar.clashes if visit in clash.entries)
        for visit in calendar.timetable
    }
    yield from visit_entries(calendar.timetable, authority=calendar.authority, notes=notes)
