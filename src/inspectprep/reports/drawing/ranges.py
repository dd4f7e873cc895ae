"""Ranges of days: a table with one row of the drawing for each of its rows, all on one scale.

Where the frame is narrow, the texts of a row are above its bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inspectprep.model.report import Cell, Ranges, Table
from inspectprep.model.representation import frozen
from inspectprep.planning.wording import long_date, month_name, short_date
from inspectprep.reports.drawing.axis import edges, month_labels, stretch, ticks, x_of
from inspectprep.reports.drawing.panels import Panel
from inspectprep.reports.drawing.shapes import (
    GAP,
    HEAD,
    LINE,
    WIDE,
    Frame,
    Key,
    Label,
    cut,
    text_width,
    wrapped,
)

_HEIGHT = 30.0
_TITLE = 6.0
_UP = 2.0
_DOWN = 12.0
_BAR = -4.0
_LINE = 10.0
_BASE = 4.5
_KEY = 30.0
_SMALLER = 14 / 12
"""The words below a name are in smaller letters, so that more of them fit."""


@frozen(kw_only=True)
class RangeRow:
    """One row of the table.

    Attributes:
        top: Its upper edge.
        bar: The height of the middle of the bar.
        line: The height of the line.
        title: Its name.
        detail: The words below it.
        boxes: The left edge and the width of the whole bar, and of each range inside it.
        middle: The place of the mark on the bar. None without a bar.
        thin: The left edge and the width of the line. None without one.
        thin_middle: The place of the mark on the line. None if it is not on the scale.
        words: The month of the middle, or the reason why there is no bar.
    """

    top: float
    bar: float
    line: float
    title: Label
    detail: Label
    boxes: tuple[tuple[float, float], ...] = ()
    middle: float | None = None
    thin: tuple[float, float] | None = None
    thin_middle: float | None = None
    words: Label


@frozen(kw_only=True)
class RangeDrawing:
    """A drawing of ranges, one below the other."""

    width: float
    height: float
    top: float
    bottom: float
    today: float
    ticks: tuple[float, ...]
    edges: tuple[float, ...]
    labels: tuple[Label, ...]
    rows: tuple[RangeRow, ...]
    legend: tuple[Key, ...]
    caption: str
    description: str


def draw_ranges(table: Table, frame: Frame = WIDE) -> RangeDrawing | None:
    """Return the drawing of a table with ranges in a frame; None if it has none, or no row."""
    ranges = table.ranges
    if ranges is None or not table.rows:
        return None
    panel = Panel(ranges.start.replace(day=1), ranges.end, (), detailed=False, frame=frame)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    name = table.columns[0]
    height = _HEIGHT + (2 * LINE if frame.stacked else 0)
    bottom = HEAD + len(rows) * height
    drawn = [_row(panel, ranges, row, name, HEAD + place * height) for place, row in enumerate(rows)]
    legend = tuple(_legend(ranges, bottom + GAP + 10, frame.width))
    return RangeDrawing(
        width=frame.width,
        height=legend[-1].y + 14,
        top=HEAD,
        bottom=bottom,
        today=x_of(panel, ranges.as_of),
        ticks=tuple(x_of(panel, day) for day in ticks(panel)),
        edges=tuple(x_of(panel, day) for day in edges(panel)),
        labels=tuple(month_labels(panel, 0)),
        rows=tuple(drawn),
        legend=legend,
        caption=table.caption,
        description=" ".join(_spoken(ranges, row, name) for row in rows),
    )


def _row(panel: Panel, ranges: Ranges, row: dict[str, Cell], name: str, top: float) -> RangeRow:
    frame = panel.frame
    middle = top + _HEIGHT / 2 + (2 * LINE if frame.stacked else 0)
    bar, line = _days(row, ranges.bar), _days(row, ranges.line)
    boxes = [_shown(panel, bar[place], bar[-1 - place]) for place in range(len(bar) // 2)]
    thin = _shown(panel, line[0], line[-1]) if line else None
    words = _words(bar, boxes[0] if boxes else None, frame, top + LINE, middle + _BAR + _BASE)
    title, detail = str(row[name]), str(row.get(ranges.detail) or "")
    room = frame.left - _TITLE - GAP
    titles = (
        (
            Label(_TITLE, top + LINE, cut(title, words.box[0] - _TITLE - GAP)),
            Label(_TITLE, top + 2 * LINE, cut(detail, frame.width - _TITLE), quiet=True),
        )
        if frame.stacked
        else (
            Label(_TITLE, middle - _UP, cut(title, room)),
            Label(_TITLE, middle + _DOWN, cut(detail, room * _SMALLER)),
        )
    )
    return RangeRow(
        top=top,
        bar=middle + _BAR,
        line=middle + _LINE,
        title=titles[0],
        detail=titles[1],
        boxes=tuple(box for box in boxes if box),
        middle=_place(panel, bar[len(bar) // 2]) if bar else None,
        thin=thin,
        thin_middle=_place(panel, line[len(line) // 2]) if line else None,
        words=words,
    )


def _days(row: dict[str, Cell], columns: tuple[str, ...]) -> list[date]:
    """Return the days of some columns. Empty if one is missing."""
    days = [day for column in columns if isinstance(day := row[column], date)]
    return days if len(days) == len(columns) else []


def _shown(panel: Panel, first: date, last: date) -> tuple[float, float] | None:
    """Return the left edge and the width of what is on the scale. None if nothing is."""
    if last < panel.start or first > panel.end:
        return None
    return stretch(panel, max(first, panel.start), min(last, panel.end))


def _place(panel: Panel, day: date) -> float | None:
    return x_of(panel, day) if panel.start <= day <= panel.end else None


def _words(
    bar: list[date], box: tuple[float, float] | None, frame: Frame, above: float, beside: float
) -> Label:
    """Return the month of the middle beside the bar, or at the right above it in a narrow frame."""
    if frame.stacked:
        text = _month(bar) if bar and box else "No forecast"
        return Label(frame.width, above, text, "end")
    if not bar or not box:
        return Label(frame.left + GAP, beside, "No forecast")
    text = _month(bar)
    right = box[0] + box[1] + 6
    if right + text_width(text) <= frame.right:
        return Label(right, beside, text)
    return Label(box[0] - 6, beside, text, "end")


def _month(bar: list[date]) -> str:
    day = bar[len(bar) // 2]
    return f"{month_name(day)[:3]} {day.year}"


def _spoken(ranges: Ranges, row: dict[str, Cell], name: str) -> str:
    bar, line = _days(row, ranges.bar), _days(row, ranges.line)
    detail = f", {row[ranges.detail]}" if ranges.detail and row[ranges.detail] else ""
    parts = [
        f"{title}: {long_date(days[0])} to {long_date(days[-1])}, middle {long_date(days[len(days) // 2])}"
        for title, days in ((ranges.bar_title, bar), (ranges.line_title, line))
        if days
    ]
    return f"{row[name]}{detail}. {'. '.join(parts) or 'No forecast'}."


def _legend(ranges: Ranges, y: float, room: float) -> Iterator[Key]:
    x = 0.0
    as_of = f"As of {short_date(ranges.as_of)}"
    for kind, text in (("bar", ranges.bar_title), ("line", ranges.line_title), ("today", as_of)):
        first, *more = wrapped(text, room - _KEY)
        width = _KEY + text_width(first) + 10
        if x and x + width > room:
            x, y = 0.0, y + 22
        yield Key(kind, x, y, Label(x + _KEY, y + _BASE, first))
        for line in more:
            y += LINE
            yield Key("more", x, y, Label(x + _KEY, y + _BASE, line))
        x += width
