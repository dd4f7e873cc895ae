"""The panels of a timeline: the first weeks day by day, and later dates.

A timeline runs from weeks (the visit) to years (the next one). One scale for both would leave no
room for the weeks, so there are two panels, each with a true scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from inspectprep.model.report import Span
from inspectprep.model.representation import frozen
from inspectprep.planning.wording import month_name
from inspectprep.reports.drawing.shapes import WIDE, Frame

_ALWAYS = 98
"""Calendar days that are drawn day by day if anything happens in them."""

_LONGEST = 150
"""Calendar days beyond which single days could not be told apart on paper."""

_LOOSE = 180
"""Calendar days of a window beyond which months are named, and no day."""

_JUMP = 1.35
"""Beyond the days that are always drawn, an event this many times further away than all before it
starts the later view."""


@frozen
class Panel:
    """Spans on one scale.

    Attributes:
        start: First day of the scale: a Monday for days, the first of a month for the later view.
        end: Last day of the scale (inclusive).
        spans: In the order in which they are drawn.
        detailed: True where single days are drawn.
        frame: The room of the drawing.
    """

    start: date
    end: date
    spans: tuple[Span, ...]
    detailed: bool
    frame: Frame = WIDE

    @property
    def days(self) -> int:
        """The number of days on the scale."""
        return (self.end - self.start).days + 1


def first_day(span: Span) -> date:
    """Return the first day that a span needs room for."""
    return min(day for day in (span.start, span.earliest, span.planned) if day)


def window_of(span: Span) -> tuple[date, date] | None:
    """Return the first and the last day on which a span may happen, if either is a forecast."""
    if span.earliest is None and span.end_earliest is None:
        return None
    last = span.end or span.start
    latest = span.latest if span.end is None else span.end_latest
    return span.earliest or span.start, max(day for day in (latest, span.latest, last) if day)


def is_loose(span: Span) -> bool:
    """Return whether a window is so long that no single day in it should be named."""
    window = window_of(span)
    return window is not None and span.end is None and (window[1] - window[0]).days > _LOOSE


def loose_words(span: Span) -> str:
    """Return the months of a window in which no day is named: ``Sep 2029 to Sep 2030``."""
    first, last = window_of(span) or (span.start, span.start)
    return " to ".join(f"{month_name(day)[:3]} {day.year}" for day in (first, last))


def certain_days(span: Span) -> tuple[date, date] | None:
    """Return the first and the last day that a span has in every case; None if it has no such day."""
    first, last = span.start, span.end or span.start
    if span.earliest is not None:
        if span.latest is None or span.end is None:
            return None
        first = span.latest
    if span.end_earliest is not None:
        last = span.end_earliest
    return (first, last) if first <= last else None


def last_day(span: Span) -> date:
    """Return the last day (inclusive) that a span needs room for."""
    ends = (span.start, span.end, span.latest, span.end_latest, span.planned, span.planned_end)
    return max(day for day in ends if day)


def panels_of(spans: Iterable[Span], frame: Frame = WIDE) -> tuple[Panel, ...]:
    """Return the panels: none, one, or the days and the later view."""
    ordered = sorted(spans, key=lambda span: (first_day(span), last_day(span)))
    if not ordered:
        return ()
    origin = first_day(ordered[0])
    horizon = _horizon(origin, sorted(map(last_day, ordered)))
    near = [span for span in ordered if last_day(span) <= horizon]
    far = [span for span in ordered if last_day(span) > horizon]
    panels = []
    if near:
        start = origin - timedelta(days=origin.weekday())
        until = max(*map(last_day, near), start + timedelta(days=13))
        end = until + timedelta(days=6 - until.weekday())
        panels.append(Panel(start, end, tuple(near), detailed=True, frame=frame))
    if far:
        start = origin.replace(day=1)
        end = _month_end(max(map(last_day, far)))
        panels.append(Panel(start, end, tuple(far), detailed=False, frame=frame))
    return tuple(panels)


def _horizon(origin: date, ends: list[date]) -> date:
    reached = 0
    for end in ends:
        distance = (end - origin).days
        if distance > _LONGEST or (distance > _ALWAYS and distance > _JUMP * reached):
            break
        reached = distance
    return origin + timedelta(days=reached)


def _month_end(day: date) -> date:
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)
