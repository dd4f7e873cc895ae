"""A timeline in plain characters, for formats with text only."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import shorten

from inspectprep.model.report import Span, TimelineChart
from inspectprep.reports.drawing.panels import Panel, panels_of
from inspectprep.reports.words import bounds_words, days_words, month_name, short_day

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
    end = span.end or span.start
    drawn = []
    for number in range(panel.days):
        day = panel.start + timedelta(days=number)
        if span.start <= day <= end:
            drawn.append("◆" if span.earliest else "█")
        elif span.planned and span.planned <= day <= (span.planned_end or span.planned):
            drawn.append("○")
        elif span.earliest and span.latest and span.earliest <= day <= span.latest:
            drawn.append("░")
        else:
            drawn.append("·" if day.weekday() > 4 or day in closed else " ")
    return "".join(drawn).rstrip()


def _later(span: Span) -> str:
    if window := bounds_words(span.earliest, span.latest, span.by_8_in_10, short=True):
        return f"about {short_day(span.start)} ({window})"
    return days_words(span.start, span.end, short=True)


def _short(title: str) -> str:
    plain = " ".join(title.split())
    return f"{shorten(plain, _TITLE, placeholder='…') or plain[:_TITLE]:<{_TITLE}}"


def _write(cells: list[str], place: int, text: str) -> None:
    cells[place : place + len(text)] = text
