"""A timeline in plain characters, for formats with text only."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import shorten

from inspectprep.model.report import Span, TimelineChart
from inspectprep.planning.wording import month_name
from inspectprep.reports.drawing.panels import (
    Panel,
    certain_days,
    is_loose,
    loose_words,
    panels_of,
    window_of,
)
from inspectprep.reports.words import bounds_words, span_words

_TITLE = 44
_KEY = "█ day or days   ◆ expected day   ░ forecast window   ○ original plan   · weekend or closed"


def text_chart(chart: TimelineChart) -> str:
    """Return one line an event, one character a day; later dates follow as a list."""
    lines: list[str] = []
    for panel in panels_of(chart.spans):
        if panel.detailed:
            lines += _days(panel, frozenset(chart.non_working))
        else:
            lines += ["", "Later", *(f"  {_short(span.title)}  {_later(span)}" for span in panel.spans)]
    return "\n".join([*lines, "", _KEY]) if lines else "No date is known yet."


def _days(panel: Panel, closed: frozenset[date]) -> list[str]:
    months = [" "] * panel.days
    mondays = [" "] * panel.days
    named = 0
    for number in range(0, panel.days, 7):
        day = panel.start + timedelta(days=number)
        _write(mondays, number, f"{day.day:<2}")
        name = f"{month_name(day)[:3]} {day.year}"
        first = number == 0 or day.day <= 7
        if first and named <= number:
            _write(months, number, name)
            named = number + len(name) + 1
    pad = " " * (_TITLE + 2)
    head = [f"{pad}{''.join(months)}".rstrip(), f"{pad}{''.join(mondays)}".rstrip()]
    return head + [f"{_short(span.title)}  {_line(panel, span, closed)}" for span in panel.spans]


def _line(panel: Panel, span: Span, closed: frozenset[date]) -> str:
    window, certain = window_of(span), certain_days(span)
    drawn = []
    for number in range(panel.days):
        day = panel.start + timedelta(days=number)
        if window and (
            (span.earliest and day == span.start)
            or (day == span.end and (span.end_earliest or span.earliest))
        ):
            drawn.append("◆")
        elif certain and certain[0] <= day <= certain[1]:
            drawn.append("█")
        elif span.planned and span.planned <= day <= (span.planned_end or span.planned):
            drawn.append("○")
        elif window and window[0] <= day <= window[1]:
            drawn.append("░")
        else:
            drawn.append("·" if day.weekday() > 4 or day in closed else " ")
    return "".join(drawn).rstrip()


def _later(span: Span) -> str:
    if is_loose(span):
        return loose_words(span)
    first = bounds_words(span.earliest, span.latest, span.by_8_in_10, short=True)
    last = bounds_words(span.end_earliest, span.end_latest, short=True)
    words = span_words(span, short=True)
    if first:
        words = f"about {words}"
    window = "; ".join(filter(None, (first, last and f"ends {last}")))
    return f"{words} ({window})" if window else words


def _short(title: str) -> str:
    plain = " ".join(title.split())
    return f"{shorten(plain, _TITLE, placeholder='…') or plain[:_TITLE]:<{_TITLE}}"


def _write(cells: list[str], place: int, text: str) -> None:
    cells[place : place + len(text)] = text
