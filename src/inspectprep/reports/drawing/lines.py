"""Lines over time: a table whose first column has days, with one row of the drawing for each other column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from inspectprep.model.report import Table
from inspectprep.model.representation import frozen
from inspectprep.reports.drawing.axis import month_labels, ticks, week_labels, x_of
from inspectprep.reports.drawing.panels import Panel
from inspectprep.reports.drawing.shapes import GAP, HEAD, LEFT, RIGHT, WIDTH, Label, cut
from inspectprep.reports.words import cell_words, short_day

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


@frozen(kw_only=True)
class Line:
    """One column of figures.

    Attributes:
        top: The upper edge of its row.
        bottom: The lower edge of its row.
        title: Its name.
        colour: The number of its colour, from 1.
        parts: The points of its unbroken parts, as SVG writes them.
        dots: The places of its figures.
        figures: Its first and last figure.
    """

    top: float
    bottom: float
    title: Label
    colour: int
    parts: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
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


def draw_lines(table: Table) -> Lines | None:
    """Return the drawing of a table with a scale; None if it has no figures to draw."""
    days = [row[0] for row in table.rows if isinstance(row[0], date)]
    if table.scale is None or not days or len(days) < len(table.rows):
        return None
    panel = _panel(min(days), max(days))
    low, high = table.scale
    top = HEAD
    lines: list[Line] = []
    for column, name in enumerate(table.columns[1:], start=1):
        figures = [(day, row[column]) for day, row in zip(days, table.rows, strict=True)]
        lines.append(_line(panel, name, len(lines), figures, (low, high), top + len(lines) * _HEIGHT))
    bottom = top + len(lines) * _HEIGHT
    labels = week_labels(panel, 0) if panel.detailed else month_labels(panel, 0)
    return Lines(
        width=WIDTH,
        height=bottom + GAP,
        top=top,
        bottom=bottom,
        ticks=tuple(x_of(panel, day) for day in ticks(panel)),
        labels=tuple(labels),
        lines=tuple(lines),
        caption=table.caption or "Figures over time",
        description=" ".join(_spoken(table, column) for column in range(1, len(table.columns))),
    )


def _panel(first: date, last: date) -> Panel:
    room = max(round((last - first).days * _ROOM), 7)
    start, end = first - timedelta(days=room), last + timedelta(days=room)
    if (end - start).days <= _DETAILED:
        start -= timedelta(days=start.weekday())
        while start.day > _LATE_IN_MONTH:  # leaves room for the names of both months
            start -= timedelta(days=7)
        return Panel(start, end, (), detailed=True)
    return Panel(start.replace(day=1), end, (), detailed=False)


def _line(
    panel: Panel,
    name: str,
    number: int,
    figures: Sequence[tuple[date, object]],
    scale: tuple[float, float],
    top: float,
) -> Line:
    low, high = scale
    bottom = top + _HEIGHT
    points: list[tuple[float, float] | None] = []
    for day, figure in figures:
        if not isinstance(figure, int | float):
            points.append(None)
            continue
        share = (figure - low) / (high - low) if high > low else 0.0
        height = bottom - _INSET - min(max(share, 0.0), 1.0) * (_HEIGHT - 2 * _INSET)
        points.append((x_of(panel, day), round(height, 2)))
    known = [(point, figure) for point, (_, figure) in zip(points, figures, strict=True) if point]
    middle = top + _HEIGHT / 2 + _BASE
    return Line(
        top=top,
        bottom=bottom,
        title=Label(_TITLE, middle, cut(name, LEFT - _TITLE - GAP)),
        colour=number % _COLOURS + 1,
        parts=tuple(_parts(points)),
        dots=tuple(point for point, _ in known),
        figures=tuple(_figures(known)),
    )


def _parts(points: list[tuple[float, float] | None]) -> Iterator[str]:
    """Yield the points of each part of a line between its gaps."""
    part: list[str] = []
    for point in [*points, None]:
        if point is not None:
            part.append(f"{point[0]},{point[1]}")
            continue
        if len(part) > 1:
            yield " ".join(part)
        part = []


def _figures(known: list[tuple[tuple[float, float], object]]) -> Iterator[Label]:
    """Yield the first figure to the left of its point, and the last to the right."""
    if len(known) > 1:
        (x, y), figure = known[0]
        yield Label(max(x - 7, LEFT), y + _BASE, _words(figure), "end")
    if known:
        (x, y), figure = known[-1]
        yield Label(min(x + 7, RIGHT), y + _BASE, _words(figure), strong=True)


def _words(figure: object) -> str:
    return f"{figure:.1f}" if isinstance(figure, float) else f"{figure:,}"


def _spoken(table: Table, column: int) -> str:
    known = [(row[0], row[column]) for row in table.rows if isinstance(row[column], int | float)]
    if not known:
        return f"{table.columns[column]}: no figure."
    shown = [
        f"{_words(figure)} on {short_day(day) if isinstance(day, date) else cell_words(day)}"
        for day, figure in dict.fromkeys((known[0], known[-1]))
    ]
    return f"{table.columns[column]}: {', then '.join(shown)}."
