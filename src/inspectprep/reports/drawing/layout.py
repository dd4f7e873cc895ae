"""The layout of a timeline: the place of every part, so that the template decides nothing.

Each event has a row of its own: the title at the left, its mark on the scale, and its dates in words
beside the mark, on the side that has room. So no two texts overlap. Where the frame is narrow, the title and
the dates are above the mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from inspectprep.model.report import Span, TimelineChart
from inspectprep.planning.wording import month_name, short_date
from inspectprep.reports.drawing.axis import (
    bands,
    edges,
    month_labels,
    stretch,
    ticks,
    week_labels,
    x_of,
)
from inspectprep.reports.drawing.panels import (
    Panel,
    certain_days,
    is_loose,
    loose_words,
    panels_of,
    window_of,
)
from inspectprep.reports.drawing.shapes import (
    GAP,
    HEAD,
    LINE,
    ROW,
    WIDE,
    Drawing,
    DrawnPanel,
    Frame,
    Key,
    Label,
    Mark,
    Row,
    cut,
    text_width,
    wrapped,
)
from inspectprep.reports.words import bounds_words, days_words, span_words

_TITLE_LEFT = 14.0
_TITLE_LINES = 2
_COLOURS = 6
_BAR = 16.0


def draw(chart: TimelineChart, frame: Frame = WIDE) -> Drawing:
    """Return the drawing of a chart in a frame."""
    panels = panels_of(chart.spans, frame)
    groups = list(dict.fromkeys(span.group for panel in panels for span in panel.spans))
    drawn: list[DrawnPanel] = []
    y = 0.0
    for number, panel in enumerate(panels):
        drawn_panel = _panel(panel, panels[0] if number else None, chart, groups, y)
        drawn.append(drawn_panel)
        y = drawn_panel.bottom + GAP * 2
    legend = tuple(_legend(panels, chart, y + 12, frame.width))
    return Drawing(
        width=frame.width,
        height=legend[-1].y + 14 if legend else y,
        panels=tuple(drawn),
        legend=legend,
        caption=chart.caption or "Timeline",
        description=" ".join(row.full for panel in drawn for row in panel.rows),
    )


def _panel(
    panel: Panel, above: Panel | None, chart: TimelineChart, groups: Sequence[str], y: float
) -> DrawnPanel:
    y += LINE if panel.frame.stacked else 0
    top = y + HEAD
    rows = []
    place = top + GAP / 2
    for span in panel.spans:
        row = _row(panel, span, groups.index(span.group) % _COLOURS + 1, place)
        rows.append(row)
        place += row.height
    words = "Day by day" if panel.detailed else "Later dates"
    labels = tuple(week_labels(panel, y) if panel.detailed else month_labels(panel, y))
    return DrawnPanel(
        title=Label(0, y + 2 if panel.frame.stacked else y + 32, words, strong=True),
        top=top,
        bottom=place + GAP / 2,
        bands=tuple(bands(panel, above, chart)),
        ticks=tuple(x_of(panel, day) for day in ticks(panel)),
        edges=tuple(x_of(panel, day) for day in edges(panel)),
        labels=labels,
        rows=tuple(rows),
        today=_today(panel, chart.as_of, place + GAP / 2),
    )


def _row(panel: Panel, span: Span, colour: int, top: float) -> Row:
    if panel.frame.stacked:
        return _stacked_row(panel, span, colour, top)
    lines = _titled(span.title, panel.frame.left - _TITLE_LEFT - GAP)
    height = ROW if len(lines) == 1 else ROW + LINE - 4
    middle = top + height / 2
    base = middle + 4.5 - (len(lines) - 1) * LINE / 2
    title = tuple(Label(_TITLE_LEFT, base + number * LINE, line) for number, line in enumerate(lines))
    marks = tuple(_marks(panel, span))
    return Row(
        top=top,
        height=height,
        middle=middle,
        title=title,
        colour=colour,
        marks=marks,
        dates=_beside(panel, marks, _dates(panel, span), middle + 4.5),
        full=f"{span.title}: {_spoken(span)}.",
        arrow=_arrow(panel, span),
    )


def _stacked_row(panel: Panel, span: Span, colour: int, top: float) -> Row:
    """Return a row whose title and dates are above its marks."""
    room = panel.frame.width - _TITLE_LEFT
    lines = _titled(span.title, room)
    dates = _dates(panel, span)[0]
    last = _TITLE_LEFT + text_width(lines[-1]) + GAP
    beside = last + text_width(dates) <= panel.frame.width
    title = tuple(Label(_TITLE_LEFT, top + LINE * (number + 1), line) for number, line in enumerate(lines))
    below = top + LINE * (len(lines) + (0 if beside else 1))
    height = below - top + LINE + GAP
    marks = tuple(_marks(panel, span))
    return Row(
        top=top,
        height=height,
        middle=below + _BAR / 2 + 6,
        title=title,
        colour=colour,
        marks=marks,
        dates=Label(last if beside else _TITLE_LEFT, below, dates, quiet=True),
        full=f"{span.title}: {_spoken(span)}.",
        arrow=_arrow(panel, span),
    )


def _titled(text: str, room: float) -> list[str]:
    """Return a title in one or two lines: whole, or without the text after its colon, or cut."""
    whole = wrapped(text, room)
    lines = whole if len(whole) <= _TITLE_LINES else wrapped(text.partition(":")[0], room)
    shown = lines[:_TITLE_LINES]
    if len(lines) > len(shown):
        shown[-1] += "…"
    return [cut(line, room) for line in shown]


def _marks(panel: Panel, span: Span) -> Iterator[Mark]:
    window, certain = window_of(span), certain_days(span)
    if window is None:
        yield _mark(panel, span.start, span.end or span.start, "")
    else:
        yield Mark(*stretch(panel, *window), "window")
        if certain:
            yield _mark(panel, *certain, "")
        # The expected days are marked, and nothing between them is drawn as certain. A window of half a
        # year has no expected day.
        for day in () if is_loose(span) else filter(None, (span.start if span.earliest else None, span.end)):
            yield _mark(panel, day, day, "")
    if span.planned:
        yield _mark(panel, span.planned, span.planned_end or span.planned, "was-")


def _mark(panel: Panel, start: date, end: date, prefix: str) -> Mark:
    left, width = stretch(panel, start, end)
    if end == start or width < _BAR:
        return Mark(round(left + width / 2, 2), 0, f"{prefix}day")
    return Mark(left, width, f"{prefix}bar")


def _extent(mark: Mark) -> tuple[float, float]:
    half = 0 if mark.width else _BAR / 2 + 1
    return mark.x - half, mark.x + mark.width + half


def _arrow(panel: Panel, span: Span) -> tuple[float, float] | None:
    if not span.planned or span.planned == span.start:
        return None
    was = _extent(_mark(panel, span.planned, span.planned_end or span.planned, ""))
    now = _extent(_mark(panel, span.start, span.end or span.start, ""))
    later = span.start > span.planned
    pair = (was[1], now[0] - 2) if later else (was[0], now[1] + 2)
    return pair if (pair[1] - pair[0]) * (1 if later else -1) > _BAR / 2 else None


def _dates(panel: Panel, span: Span) -> tuple[str, ...]:
    """Return the dates in words, the longer form first."""
    if is_loose(span):
        return (loose_words(span),)
    if span.end_earliest and span.end:
        short = [short_date(day, year=not panel.detailed) for day in (span.start, span.end)]
        return " to about ".join(short), _plain(span.start, span.end).replace(" to ", " to about ")
    if span.end and span.end != span.start:
        words = days_words(span.start, span.end, short=True)
        words = words.rsplit(" ", 1)[0] if panel.detailed else words
        return words, _plain(span.start, span.end)
    day = short_date(span.start, year=not panel.detailed)
    uncertain = span.earliest and span.earliest != span.latest
    return (f"about {day}" if uncertain else day, _plain(span.start))


def _plain(*days: date) -> str:
    """Return days without weekday or year: ``16 Apr to 20 Apr``."""
    return " to ".join(f"{day.day} {month_name(day)[:3]}" for day in days)


def _spoken(span: Span) -> str:
    if is_loose(span):
        return f"expected {loose_words(span)}"
    words = span_words(span)
    if window := bounds_words(span.earliest, span.latest, span.by_8_in_10):
        words = f"expected {words}, {window}"
    if window := bounds_words(span.end_earliest, span.end_latest):
        words += f", ends {window}"
    if span.planned:
        words += f"; planned for {days_words(span.planned, span.planned_end)}"
    return words


def _beside(panel: Panel, marks: Sequence[Mark], texts: Sequence[str], y: float) -> Label:
    """Return the words to the right of every mark, or to the left, or on the longest bar.

    Without room there are no words: the title, the table and the description have the dates too.
    """
    right = max(_extent(mark)[1] for mark in marks) + 6
    left = min(_extent(mark)[0] for mark in marks) - 6
    for text in texts:
        if right + text_width(text) <= panel.frame.width:
            return Label(right, y, text)
        if left - text_width(text) >= panel.frame.left:
            return Label(left, y, text, "end")
    longest = max(marks, key=lambda mark: mark.width)
    centre = longest.x + longest.width / 2
    for text in texts:
        if text_width(text) + 8 <= longest.width:
            return Label(centre, y, text, "middle", inside=longest.kind == "bar")
    return Label(right, y, "")


def _today(panel: Panel, day: date | None, bottom: float) -> Label | None:
    if day is None or not panel.detailed or not panel.start <= day <= panel.end:
        return None
    left, width = stretch(panel, day, day)
    return Label(round(left + width / 2, 2), bottom, "")


def _legend(panels: Sequence[Panel], chart: TimelineChart, y: float, room: float) -> Iterator[Key]:
    spans = [span for panel in panels for span in panel.spans]
    detailed = [panel for panel in panels if panel.detailed]
    shut = any(panel.start <= day <= panel.end for panel in detailed for day in chart.non_working)
    today = any(_today(panel, chart.as_of, 0) for panel in panels)
    offered = (
        ("day", "One day", bool(spans)),
        ("bar", "Several days", any(span.end and span.end != span.start for span in spans)),
        ("window", "Forecast: earliest to latest", any(map(window_of, spans))),
        ("was-day", "Original plan", any(span.planned for span in spans)),
        ("weekend", "Weekend", bool(detailed)),
        ("closed", "Bank holiday or closure", shut),
        ("today", f"As of {short_date(chart.as_of)}" if chart.as_of else "", today),
        ("above", "Period shown above", len(panels) > 1),
    )
    x = 0.0
    for kind, text, wanted in offered:
        width = 22 + text_width(text) + 10
        if wanted:
            if x + width > room:
                x, y = 0.0, y + 22
            yield Key(kind, x, y, Label(x + 22, y + 4.5, text))
            x += width
