"""Lines over time: a table whose first column has days, with one row of the drawing for each other column.

Where the frame is narrow, the name and the figures of a row are above its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from inspectprep.model.report import Table
from inspectprep.model.representation import frozen
from inspectprep.planning.wording import short_date
from inspectprep.reports.drawing.axis import month_labels, ticks, week_labels, x_of
from inspectprep.reports.drawing.panels import Panel
from inspectprep.reports.drawing.shapes import GAP, HEAD, LINE, WIDE, Frame, Label, cut, text_width
from inspectprep.reports.words import cell_words

_HEIGHT = 46.0
_INSET = 10.0
_ROOM = 0.12
"""The share of the width that is free on either side, for the first and the last figure."""
_DETAILED = 120
"""Days up to which Mondays are drawn; beyond, months."""
_LATE_IN_MONTH = 20
_TITLE = 14.0
_COLOURS = 6
_BASE = 4.5
_DOTTED = 12
"""Figures up to which each has a dot."""


@frozen(kw_only=True)
class Line:
    """One column of figures.

    Attributes:
        top: The upper edge of its row.
        bottom: The lower edge of its row.
        title: Its name.
        colour: The number of its colour, from 1.
        parts: The points of its unbroken parts, as SVG writes them.
        dots: The places of its figures. Of many figures, those of the first, the last and lone ones.
        figures: Its first and last figure.
    """

    top: float
    bottom: float
    title: Label
    colour: int
    parts: tuple[str, ...]
    dots: tuple[tuple[int, int], ...]
    figures: tuple[Label, ...]


@frozen(kw_only=True)
class Lines:
    """A drawing of lines, one above the other and all on one scale."""

    width: float
    height: float
    top: float
    bottom: float
    ticks: tuple[float, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
    caption: str
    description: str


def draw_lines(table: Table, frame: Frame = WIDE) -> Lines | None:
    """Return the drawing of a table with a scale in a frame; None if it has no figures to draw."""
    days = [row[0] for row in table.rows if isinstance(row[0], date)]
    if table.scale is None or not days or len(days) < len(table.rows):
        return None
    panel = _panel(min(days), max(days), frame)
    low, high = table.scale
    top, height = HEAD, _HEIGHT + (LINE if frame.stacked else 0)
    lines: list[Line] = []
    for column, name in enumerate(table.columns[1:], start=1):
        figures = [(day, row[column]) for day, row in zip(days, table.rows, strict=True)]
        lines.append(_line(panel, name, len(lines), figures, (low, high), top + len(lines) * height))
    bottom = top + len(lines) * height
    labels = week_labels(panel, 0) if panel.detailed else month_labels(panel, 0)
    return Lines(
        width=frame.width,
        height=bottom + GAP,
        top=top,
        bottom=bottom,
        ticks=tuple(x_of(panel, day) for day in ticks(panel)),
        labels=tuple(labels),
        lines=tuple(lines),
        caption=table.caption or "Figures over time",
        description=" ".join(_spoken(table, column) for column in range(1, len(table.columns))),
    )


def _panel(first: date, last: date, frame: Frame) -> Panel:
    room = max(round((last - first).days * _ROOM), 7)
    start, end = first - timedelta(days=room), last + timedelta(days=room)
    if (end - start).days <= _DETAILED:
        start -= timedelta(days=start.weekday())
        while start.day > _LATE_IN_MONTH:  # leaves room for the names of both months
            start -= timedelta(days=7)
        return Panel(start, end, (), detailed=True, frame=frame)
    return Panel(start.replace(day=1), end, (), detailed=False, frame=frame)


def _line(
    panel: Panel,
    name: str,
    number: int,
    figures: Sequence[tuple[date, object]],
    scale: tuple[float, float],
    top: float,
) -> Line:
    low, high = scale
    frame = panel.frame
    bottom = top + _HEIGHT + (LINE if frame.stacked else 0)
    points: list[tuple[int, int] | None] = []
    for day, figure in figures:
        if not isinstance(figure, int | float):
            points.append(None)
            continue
        share = (figure - low) / (high - low) if high > low else 0.0
        height = bottom - _INSET - min(max(share, 0.0), 1.0) * (_HEIGHT - 2 * _INSET)
        points.append((round(x_of(panel, day)), round(height)))
    known = [(point, figure) for point, (_, figure) in zip(points, figures, strict=True) if point]
    shown = [_above(frame, known, top + LINE)] if frame.stacked else list(_figures(frame, known))
    if frame.stacked:
        room = frame.width - text_width(shown[0].text, strong=True)
        title = Label(_TITLE, top + LINE, cut(name, room - _TITLE - GAP))
    else:
        title = Label(_TITLE, top + _HEIGHT / 2 + _BASE, cut(name, frame.left - _TITLE - GAP))
    return Line(
        top=top,
        bottom=bottom,
        title=title,
        colour=number % _COLOURS + 1,
        parts=tuple(_parts(points)),
        dots=tuple(_dots(points)),
        figures=tuple(shown),
    )


def _dots(points: list[tuple[int, int] | None]) -> Iterator[tuple[int, int]]:
    """Yield the places of the dots of a line."""
    known = [place for place, point in enumerate(points) if point]
    for place in known:
        beside = {place - 1, place + 1} & set(known)
        point = points[place]
        if point and (len(known) <= _DOTTED or not beside or place in (known[0], known[-1])):
            yield point


def _parts(points: list[tuple[int, int] | None]) -> Iterator[str]:
    """Yield the points of each part of a line between its gaps."""
    part: list[str] = []
    for point in [*points, None]:
        if point is not None:
            part.append(f"{point[0]},{point[1]}")
            continue
        if len(part) > 1:
            yield " ".join(part)
        part = []


def _above(frame: Frame, known: list[tuple[tuple[int, int], object]], y: float) -> Label:
    """Return the first and the last figure beside the name, where the line has no room for them."""
    ends = [known[0], known[-1]] if len(known) > 1 else known
    return Label(frame.width, y, " to ".join(_words(figure) for _, figure in ends), "end", strong=True)


def _figures(frame: Frame, known: list[tuple[tuple[int, int], object]]) -> Iterator[Label]:
    """Yield the first figure to the left of its point, and the last to the right."""
    if len(known) > 1:
        (x, y), figure = known[0]
        yield Label(max(x - 7, frame.left), y + _BASE, _words(figure), "end")
    if known:
        (x, y), figure = known[-1]
        yield Label(min(x + 7, frame.right), y + _BASE, _words(figure), strong=True)


def _words(figure: object) -> str:
    return f"{figure:.1f}" if isinstance(figure, float) else f"{figure:,}"


def _spoken(table: Table, column: int) -> str:
    known = [(row[0], row[column]) for row in table.rows if isinstance(row[column], int | float)]
    if not known:
        return f"{table.columns[column]}: no figure."
    shown = [
        f"{_words(figure)} on {short_date(day) if isinstance(day, date) else cell_words(day)}"
        for day, figure in dict.fromkeys((known[0], known[-1]))
    ]
    return f"{table.columns[column]}: {', then '.join(shown)}."
