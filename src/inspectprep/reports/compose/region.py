"""The report of a region: who is due, a chart, the weeks, and what the forecast does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.region import DueState, RegionCouncil, RegionView
from inspectprep.model.report import (
    Block,
    Bullets,
    Cell,
    Paragraph,
    Ranges,
    Report,
    Section,
    Table,
)
from inspectprep.planning.standing.forecasts import region_standing
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import council_words, joined, percent_words

_PAGE = 30
"""The councils of one chart, so that it fits on a page of A4."""
_MANY = 12
_MARGIN = timedelta(days=120)
_JULY = 7
"""A scale that begins later in the year has no room for the names of two years."""
_COUNCIL, _GRADE = "Council", "Last grade"
_BAR = ("1 in 10 by", "1 in 4 by", "Half by", "3 in 4 by", "9 in 10 by")
_LINE = ("Window opens", "Average", "Longest")
_STATES = {
    DueState.BEFORE: "Not yet",
    DueState.OPEN: "Open",
    DueState.OVERDUE: "Overdue",
    DueState.AWAITED: "Awaited",
    DueState.UNKNOWN: "Not known",
}


def region_report(view: RegionView, context: ReportContext) -> Report:
    """Return the report of a region."""
    return Report(
        kind="region",
        title="Next full inspections in the region",
        subtitle=f"{counted(len(view.councils), 'council')} as of {long_date(view.as_of)}",
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(view, context)),
        document=context.document_for(view),
    )


def state_words(council: RegionCouncil) -> str:
    """Return the place of the date among completed intervals, in words."""
    return _STATES[council.state]


def reservation_words(view: RegionView) -> Iterator[str]:
    """Yield each reservation after the councils that it is about, or their number if they are many."""
    for note, names in view.reservations().items():
        many = len(names) > _MANY
        yield f"{counted(len(names), 'council') if many else joined(list(map(council_words, names)))}: {note}"


def grade_words(grade: GradeWord | None) -> str:
    """Return a grade, or words for none."""
    return grade.value.capitalize() if grade else "No overall grade"


def _sections(view: RegionView, context: ReportContext) -> Iterator[Section]:
    yield standing_section(region_standing(view), context, beside=tuple(_next_in_line(view)))
    drawn = [council for council in view.councils if council.window]
    if drawn:
        yield Section(title="Who is due", blocks=(Paragraph(text=_KEY), *_charts(view, drawn)))
    yield Section(title="Dates and chances", blocks=(Paragraph(text=_DATES), _table(view)))
    if view.weeks:
        yield Section(title="Week by week", blocks=(Paragraph(text=_WEEKS), _week_table(view)))
    if any(council.notes for council in view.councils):
        yield Section(title="Reservations", blocks=(_reservations(view),))
    limits = tuple(text for text in (view.method, *view.unknowns) if text)
    if limits:
        yield Section(title="The forecast and its limits", blocks=(Bullets(items=limits),))


_KEY = (
    "The bar is the forecast. In 8 of 10 cases the next inspection begins in it, and in half of all cases in "
    "the dark part. The thin line is the window that regional partnerships publish. It is the start of the "
    "last inspection, and the shortest, average and longest completed interval of its grade."
)
_DATES = (
    "Each date is the first day of an inspection. The call comes about a week before. The forecast advises, "
    "and no council can rely on a date."
)
_WEEKS = (
    "The Mondays of the next half year on which an inspection in the region can begin. The number to expect "
    "is the sum of the chances of all councils."
)


def _next_in_line(view: RegionView) -> Iterator[Block]:
    first = view.councils[0] if view.councils else None
    if first and first.window:
        due = f"Half of such councils are inspected by {short_date(first.window.p50)}."
        yield Paragraph(text=f"Next in line: {council_words(first.authority)}. {due}")


def _charts(view: RegionView, councils: Sequence[RegionCouncil]) -> Iterator[Table]:
    ends = [day for each in councils for day in _days(each) if isinstance(day, date)]
    ranges = Ranges(
        bar=_BAR,
        line=_LINE,
        bar_title="Forecast, 8 in 10",
        line_title="Completed intervals, shortest to longest",
        detail=_GRADE,
        start=view.as_of.replace(month=min(view.as_of.month, _JULY), day=1),
        end=max(ends) + _MARGIN,
        as_of=view.as_of,
    )
    for first in range(0, len(councils), _PAGE):
        page = councils[first : first + _PAGE]
        rows = tuple((council_words(each.authority), _detail(each), *_days(each)) for each in page)
        caption = f"Councils {first + 1} to {first + len(page)} of {len(councils)}, by the forecast"
        yield Table(columns=(_COUNCIL, _GRADE, *_BAR, *_LINE), rows=rows, caption=caption, ranges=ranges)


def _detail(council: RegionCouncil) -> str:
    """Return the grade, and the state if the line of completed intervals may not show it."""
    shown = council.state in (DueState.OVERDUE, DueState.AWAITED)
    grade = grade_words(council.grade)
    return f"{grade}, {state_words(council).lower()}" if shown else grade


def _days(council: RegionCouncil) -> tuple[Cell, ...]:
    window, past = council.window, council.past_window
    ours = (window.p10, window.p25, window.p50, window.p75, window.p90) if window else (None,) * 5
    return (*ours, *((past.opens, past.average, past.latest) if past else (None,) * 3))


def _table(view: RegionView) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for council in view.councils:
        window, past = council.window, council.past_window
        rows.append(
            (
                council_words(council.authority),
                grade_words(council.grade),
                _short(council.last_start),
                *(map(_short, (past.opens, past.average, past.latest)) if past else (None,) * 3),
                state_words(council),
                *(map(_short, (window.p10, window.p50, window.p90)) if window else (None,) * 3),
                *_chances(council),
            )
        )
    ours = (_BAR[0], _BAR[2], _BAR[4], "Within 90 days", "Within 180 days")
    columns = (_COUNCIL, _GRADE, "Last inspection", *_LINE, "State", *ours)
    return table(columns, rows, caption="Councils, by the middle of the forecast")


def _short(day: date) -> str:
    """Return a day without its weekday: this table is wide, and nearly all of its days are Mondays."""
    _, number, month, year = short_date(day).split()
    return f"{number}\N{NO-BREAK SPACE}{month} {year}"


def _reservations(view: RegionView) -> Bullets:
    return Bullets(items=tuple(reservation_words(view)))


def _chances(council: RegionCouncil) -> tuple[Cell, ...]:
    chances = (council.within_90_days, council.within_180_days)
    return tuple(None if chance is None else percent_words(chance) for chance in chances)


def _week_table(view: RegionView) -> Table:
    rows = [
        (
            short_date(week.monday),
            round(week.expected, 2),
            percent_words(week.at_least_one),
            ", ".join(
                f"{council_words(one.authority)} ({percent_words(one.probability)})" for one in week.likeliest
            ),
        )
        for week in view.weeks
    ]
    columns = ("Monday", "Inspections to expect", "At least one", "Likeliest councils")
    return table(columns, rows, caption="Mondays on which an inspection in the region can begin")
