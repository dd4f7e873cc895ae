"""The scale of a panel: the place of each day, the shading and the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from inspectprep.model.report import TimelineChart
from inspectprep.planning.wording import month_name
from inspectprep.reports.drawing.panels import Panel
from inspectprep.reports.drawing.shapes import Band, Label, text_width

_YEAR_AND_A_HALF = 550
_SLACK = 20.0
"""How far a strong text may push the next one to the right."""
_QUARTERS = (1, 4, 7, 10)


def x_of(panel: Panel, day: date) -> float:
    """Return the left edge of a day."""
    frame = panel.frame
    return round(frame.left + (day - panel.start).days * (frame.right - frame.left) / panel.days, 2)


def stretch(panel: Panel, start: date, end: date) -> tuple[float, float]:
    """Return the left edge and the width of some days, both inclusive."""
    left = x_of(panel, start)
    return left, round(x_of(panel, end + timedelta(days=1)) - left, 2)


def bands(panel: Panel, above: Panel | None, chart: TimelineChart) -> Iterator[Band]:
    """Yield weekends and closed days, or in the later view the period of the panel above."""
    if not panel.detailed:
        if above:
            yield Band(*stretch(panel, max(above.start, panel.start), above.end), "above")
        return
    for number in range(0, panel.days, 7):
        saturday = panel.start + timedelta(days=number + 5)
        yield Band(*stretch(panel, saturday, saturday + timedelta(days=1)), "weekend")
    for day in chart.non_working:
        if panel.start <= day <= panel.end:
            yield Band(*stretch(panel, day, day), "closed")


def _months(panel: Panel) -> Iterator[date]:
    day = panel.start.replace(day=1)
    while day <= panel.end:
        if day >= panel.start:
            yield day
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def ticks(panel: Panel) -> Iterator[date]:
    """Yield each Monday, or in the later view each month or quarter."""
    if panel.detailed:
        for number in range(0, panel.days, 7):
            yield panel.start + timedelta(days=number)
    else:
        for day in _months(panel):
            if panel.days < _YEAR_AND_A_HALF or day.month in _QUARTERS:
                yield day


def edges(panel: Panel) -> Iterator[date]:
    """Yield the first day of each month, or in the later view of each year."""
    for day in _months(panel):
        if day > panel.start and (panel.detailed or day.month == 1):
            yield day


def week_labels(panel: Panel, y: float) -> Iterator[Label]:
    """Yield the months above and the Mondays' numbers below them."""
    months = [
        (day, (f"{month_name(day)} {day.year}", f"{month_name(day)[:3]} {day.year}", month_name(day)[:3]))
        for day in (panel.start, *edges(panel))
    ]
    yield from _spaced(panel, months, y + 20, 10, strong=True)
    yield from _spaced(panel, [(day, (f"{day.day}",)) for day in ticks(panel)], y + 38, 6)


def month_labels(panel: Panel, y: float) -> Iterator[Label]:
    """Yield the years above and the months below them."""
    years = [(day, (f"{day.year}", f"’{day.year % 100:02}")) for day in (panel.start, *edges(panel))]
    yield from _spaced(panel, years, y + 20, 8, strong=True)
    yield from _spaced(panel, [(day, (month_name(day)[:3],)) for day in ticks(panel)], y + 38, 8)


def _spaced(
    panel: Panel,
    named: Sequence[tuple[date, tuple[str, ...]]],
    y: float,
    gap: float,
    *,
    strong: bool = False,
) -> Iterator[Label]:
    """Yield for each day the longest text that leaves room for the next one.

    A strong text names a month or a year. It moves to the right, or to the left at the end, and is not
    left out while there is room for its shortest form.
    """
    free, width = panel.frame.left, panel.frame.width
    for number, (day, texts) in enumerate(named):
        x, following = x_of(panel, day), width
        if strong:
            x = max(min(x, width - text_width(texts[-1], strong=True)), free)
        if number + 1 < len(named):
            beside, others = named[number + 1]
            following = x_of(panel, beside) - gap
            if strong:
                last = width - text_width(others[-1], strong=True) - gap
                following = min(following + _SLACK, last)
        fitting = (text for text in texts if x + text_width(text, strong=strong) <= following)
        text = next(fitting, texts[-1])
        until = x + text_width(text, strong=strong)
        if x >= free and until <= width:
            yield Label(x, y, text, strong=strong)
            free = until + gap
