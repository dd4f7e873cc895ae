"""Where everything of a timeline goes: numbers only, so that a template has nothing to decide.

Each event has a row of its own: the title at the left, its mark on the scale, and its dates in words
beside the mark on whichever side has room. Two texts can therefore never overlap.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from inspectprep.reports.drawing.panels import Panel, panels_of
from inspectprep.reports.words import day_words, days_words, month_name, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectprep.model.report import Span, TimelineChart

__all__ = ["Band", "Drawing", "DrawnPanel", "Key", "Label", "Mark", "Row", "draw", "text_width"]

WIDTH = 840.0
LEFT = 246.0
RIGHT = 832.0
FONT = 14.0
LINE = 16.0
HEAD = 46.0
ROW = 29.0
GAP = 8.0
_TITLE_LEFT = 14.0
_TITLE_LINES = 2
_COLOURS = 6
_LATIN = 0x24F
_YEAR_AND_A_HALF = 550
_QUARTERS = (1, 4, 7, 10)
_BAR = 16.0


@frozen
class Label:
    """Text at a place.

    Attributes:
        anchor: SVG's ``start``, ``middle`` or ``end``.
        inside: Written on a bar rather than on the page.
    """

    x: float
    y: float
    text: str
    anchor: str = "start"
    strong: bool = False
    inside: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, on the generous side."""
        width = text_width(self.text)
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return left, self.y - FONT + 2, left + width, self.y + 4


@frozen
class Band:
    """A shaded stretch from top to bottom of a panel: a weekend, a holiday or the days drawn above."""

    x: float
    width: float
    kind: str


@frozen
class Mark:
    """A shape in a row: ``bar``, ``day``, ``window``, ``was-bar`` or ``was-day``."""

    x: float
    width: float
    kind: str


@frozen
class Key:
    """An entry of the legend: a small mark whose centre line is `y`, and what it means."""

    kind: str
    x: float
    y: float
    label: Label


@frozen(kw_only=True)
class Row:
    """One event.

    Attributes:
        top: Upper edge of the row.
        middle: The line on which the marks sit.
        title: One or two lines of text.
        colour: Number of the group's colour, from 1.
        marks: In the order in which they are drawn.
        told: The dates in words.
        full: Title and dates in one sentence, for people who hear it.
        arrow: From where to where the event moved, or None.
    """

    top: float
    height: float
    middle: float
    title: tuple[Label, ...]
    colour: int
    marks: tuple[Mark, ...]
    told: Label
    full: str
    arrow: tuple[float, float] | None = None


@frozen(kw_only=True)
class DrawnPanel:
    """One scale with its rows."""

    title: Label
    top: float
    bottom: float
    bands: tuple[Band, ...]
    ticks: tuple[float, ...]
    edges: tuple[float, ...]
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    today: Label | None = None


@frozen(kw_only=True)
class Drawing:
    """A whole timeline."""

    width: float
    height: float
    panels: tuple[DrawnPanel, ...]
    legend: tuple[Key, ...]
    caption: str
    told: str


def text_width(text: str) -> float:
    """Return how wide a text may become, on the generous side for common sans-serif fonts."""
    return sum(map(_letter_width, text)) * FONT


def _letter_width(letter: str) -> float:
    if letter in " .,;:'|()ijl":
        return 0.35
    if letter in "frtI-":
        return 0.43
    if letter in "mwMW@%…" or ord(letter) > _LATIN:
        return 1.0
    return 0.72 if letter.isupper() else 0.64


def draw(chart: TimelineChart) -> Drawing:
    """Return the drawing of a chart."""
    panels = panels_of(chart.spans)
    groups = list(dict.fromkeys(span.group for panel in panels for span in panel.spans))
    drawn: list[DrawnPanel] = []
    y = 0.0
    for number, panel in enumerate(panels):
        found = _panel(panel, panels[0] if number else None, chart, groups, y)
        drawn.append(found)
        y = found.bottom + GAP * 2
    legend = tuple(_legend(panels, chart, y + 12))
    return Drawing(
        width=WIDTH,
        height=legend[-1].y + 14 if legend else y,
        panels=tuple(drawn),
        legend=legend,
        caption=chart.caption or "Timeline",
        told=" ".join(row.full for panel in drawn for row in panel.rows),
    )


def _panel(
    panel: Panel, above: Panel | None, chart: TimelineChart, groups: Sequence[str], y: float
) -> DrawnPanel:
    top = y + HEAD
    rows = []
    place = top + GAP / 2
    for span in panel.spans:
        row = _row(panel, span, groups.index(span.group) % _COLOURS + 1, place)
        rows.append(row)
        place += row.height
    words = "Day by day" if panel.detailed else "The longer view"
    labels = tuple(_week_labels(panel, y) if panel.detailed else _month_labels(panel, y))
    return DrawnPanel(
        title=Label(0, y + 32, words, strong=True),
        top=top,
        bottom=place + GAP / 2,
        bands=tuple(_bands(panel, above, chart)),
        ticks=tuple(_x(panel, day) for day in _ticks(panel)),
        edges=tuple(_x(panel, day) for day in _edges(panel)),
        labels=labels,
        rows=tuple(rows),
        today=_today(panel, chart.as_of, place + GAP / 2),
    )


def _x(panel: Panel, day: date) -> float:
    """Return the left edge of a day."""
    return round(LEFT + (day - panel.start).days * (RIGHT - LEFT) / panel.days, 2)


def _stretch(panel: Panel, start: date, end: date) -> tuple[float, float]:
    left = _x(panel, start)
    return left, round(_x(panel, end + timedelta(days=1)) - left, 2)


def _row(panel: Panel, span: Span, colour: int, top: float) -> Row:
    lines = _titled(span.title, LEFT - _TITLE_LEFT - GAP)
    height = ROW if len(lines) == 1 else ROW + LINE - 4
    middle = top + height / 2
    base = middle + 4.5 - (len(lines) - 1) * LINE / 2
    title = tuple(Label(_TITLE_LEFT, base + number * LINE, line) for number, line in enumerate(lines))
    marks = tuple(_marks(panel, span))
    told = _told(panel, span)
    return Row(
        top=top,
        height=height,
        middle=middle,
        title=title,
        colour=colour,
        marks=marks,
        told=_beside(marks, told, middle + 4.5),
        full=f"{span.title}: {_spoken(span)}.",
        arrow=_arrow(panel, span),
    )


def _titled(text: str, room: float) -> list[str]:
    """Return a title in one or two lines: whole, else without what follows its colon, else cut."""
    whole = _wrapped(text, room)
    lines = whole if len(whole) <= _TITLE_LINES else _wrapped(text.partition(":")[0], room)
    kept = lines[:_TITLE_LINES]
    if len(lines) > len(kept):
        kept[-1] += "…"
    return [_cut(line, room) for line in kept]


def _wrapped(text: str, room: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, room: float) -> str:
    while text_width(line) > room:
        line = f"{line.rstrip('…')[:-1]}…"
    return line


def _marks(panel: Panel, span: Span) -> Iterator[Mark]:
    if span.earliest and span.latest:
        yield Mark(*_stretch(panel, span.earliest, span.latest), "window")
    yield _mark(panel, span.start, span.end or span.start, "")
    if span.planned:
        yield _mark(panel, span.planned, span.planned_end or span.planned, "was-")


def _mark(panel: Panel, start: date, end: date, prefix: str) -> Mark:
    left, width = _stretch(panel, start, end)
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


def _told(panel: Panel, span: Span) -> tuple[str, ...]:
    """Return the dates in words, the longer way first."""
    if span.end and span.end != span.start:
        words = days_words(span.start, span.end, short=True)
        words = words.rsplit(" ", 1)[0] if panel.detailed else words
        return words, _plain(span.start, span.end)
    day = short_day(span.start, year=not panel.detailed)
    uncertain = span.earliest and span.latest and span.earliest != span.latest
    return (f"about {day}" if uncertain else day, _plain(span.start))


def _plain(*days: date) -> str:
    """Return days without weekday or year: ``16 Apr to 20 Apr``."""
    return " to ".join(f"{day.day} {month_name(day)[:3]}" for day in days)


def _spoken(span: Span) -> str:
    words = days_words(span.start, span.end)
    if span.earliest and span.latest:
        words = f"expected {words}, between {day_words(span.earliest)} and {day_words(span.latest)}"
    if span.planned:
        words += f"; planned for {days_words(span.planned, span.planned_end)}"
    return words


def _beside(marks: Sequence[Mark], texts: Sequence[str], y: float) -> Label:
    """Put the words to the right of every mark, else to the left, else on the longest bar.

    Nothing is written where nothing has room: the title, the table and the spoken text remain.
    """
    right = max(_extent(mark)[1] for mark in marks) + 6
    left = min(_extent(mark)[0] for mark in marks) - 6
    for text in texts:
        if right + text_width(text) <= WIDTH:
            return Label(right, y, text)
        if left - text_width(text) >= LEFT:
            return Label(left, y, text, "end")
    longest = max(marks, key=lambda mark: mark.width)
    centre = longest.x + longest.width / 2
    for text in texts:
        if text_width(text) + 8 <= longest.width:
            return Label(centre, y, text, "middle", inside=longest.kind == "bar")
    return Label(right, y, "")


def _bands(panel: Panel, above: Panel | None, chart: TimelineChart) -> Iterator[Band]:
    if not panel.detailed:
        if above:
            yield Band(*_stretch(panel, max(above.start, panel.start), above.end), "above")
        return
    for number in range(0, panel.days, 7):
        saturday = panel.start + timedelta(days=number + 5)
        yield Band(*_stretch(panel, saturday, saturday + timedelta(days=1)), "weekend")
    for day in chart.non_working:
        if panel.start <= day <= panel.end:
            yield Band(*_stretch(panel, day, day), "closed")


def _months(panel: Panel) -> Iterator[date]:
    day = panel.start.replace(day=1)
    while day <= panel.end:
        if day >= panel.start:
            yield day
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _ticks(panel: Panel) -> Iterator[date]:
    if panel.detailed:
        for number in range(0, panel.days, 7):
            yield panel.start + timedelta(days=number)
    else:
        for day in _months(panel):
            if panel.days < _YEAR_AND_A_HALF or day.month in _QUARTERS:
                yield day


def _edges(panel: Panel) -> Iterator[date]:
    """Yield where a month begins, or in the longer view a year."""
    for day in _months(panel):
        if day > panel.start and (panel.detailed or day.month == 1):
            yield day


def _week_labels(panel: Panel, y: float) -> Iterator[Label]:
    months = [max(day, panel.start) for day in (panel.start, *_edges(panel))]
    named = ((day, f"{month_name(day)} {day.year}") for day in months)
    yield from _spaced(panel, named, y + 20, 10, strong=True)
    yield from _spaced(panel, ((day, f"{day.day}") for day in _ticks(panel)), y + 38, 6)


def _month_labels(panel: Panel, y: float) -> Iterator[Label]:
    years = ((day, f"{day.year}") for day in (panel.start, *_edges(panel)))
    yield from _spaced(panel, years, y + 20, 8, strong=True)
    yield from _spaced(panel, ((day, month_name(day)[:3]) for day in _ticks(panel)), y + 38, 8)


def _spaced(
    panel: Panel, named: Iterable[tuple[date, str]], y: float, gap: float, *, strong: bool = False
) -> Iterator[Label]:
    """Yield the labels that have room, from the left."""
    free = LEFT
    for day, text in named:
        x = _x(panel, day)
        if x >= free and x + text_width(text) <= WIDTH:
            yield Label(x, y, text, strong=strong)
            free = x + text_width(text) + gap


def _today(panel: Panel, day: date | None, bottom: float) -> Label | None:
    if day is None or not panel.detailed or not panel.start <= day <= panel.end:
        return None
    left, width = _stretch(panel, day, day)
    return Label(round(left + width / 2, 2), bottom, "")


def _legend(panels: Sequence[Panel], chart: TimelineChart, y: float) -> Iterator[Key]:
    spans = [span for panel in panels for span in panel.spans]
    detailed = [panel for panel in panels if panel.detailed]
    shut = any(panel.start <= day <= panel.end for panel in detailed for day in chart.non_working)
    today = any(_today(panel, chart.as_of, 0) for panel in panels)
    offered = (
        ("day", "One day", bool(spans)),
        ("bar", "From first to last day", any(span.end and span.end != span.start for span in spans)),
        ("window", "Forecast: earliest to latest", any(span.earliest for span in spans)),
        ("was-day", "Planned before it moved", any(span.planned for span in spans)),
        ("weekend", "Weekend", bool(detailed)),
        ("closed", "Bank holiday or closure", shut),
        ("today", f"As of {short_day(chart.as_of)}" if chart.as_of else "", today),
        ("above", "The days drawn above", len(panels) > 1),
    )
    x = 0.0
    for kind, text, wanted in offered:
        width = 22 + text_width(text) + 10
        if wanted:
            if x + width > WIDTH:
                x, y = 0.0, y + 22
            yield Key(kind, x, y, Label(x + 22, y + 4.5, text))
            x += width
