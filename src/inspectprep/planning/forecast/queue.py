"""The queue of councils: the priority of each by its waiting time, and how it moves from week to week.

About as many inspections begin in one usable week as in another. The councils that wait longest come first.
So the chance of one council depends on its waiting time and on all others in the queue.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from math import exp
from typing import NamedTuple

from inspectprep.model.forecast_figures import ForecastFigures, WaitCurve
from inspectprep.model.past_inspection import GradeWord
from inspectprep.planning.forecast.sequences import PAUSE

_PAUSED = (PAUSE[1] - PAUSE[0]).days + 1
_NEGLIGIBLE = 8.0
"""A priority this far down its curve, in slopes, is less than one in 2,000 and counts as 0 in the queue."""
_FEW = 0.0001
"""Groups of fewer councils, on average, have been inspected."""
_MOST = 5.0
"""The most that the chance of a council at the head of the queue can be, as a hazard of one week."""
USABLE_A_YEAR = 38
"""The usable Mondays of a year, under the pattern of calls of ILACS."""
_USABLE_SHARE = USABLE_A_YEAR * 7 / 365.25


def waited(last_start: date, day: date) -> int:
    """Return the calendar days from one to another, without those of the pandemic pause."""
    paused = (min(day, PAUSE[1]) - max(last_start, PAUSE[0])).days
    return (day - last_start).days - max(paused, 0)


def paused(day: date) -> bool:
    """Return whether a day is in the pandemic pause."""
    return PAUSE[0] <= day <= PAUSE[1]


def curve_of(figures: ForecastFigures, last_start: date) -> WaitCurve:
    """Return the curve for a council, by its last full inspection."""
    return figures.before_pause if last_start < PAUSE[0] else figures.since_pause


def priority_middle(curve: WaitCurve, last_start: date, sooner: float) -> float:
    """Return the ordinal of the day on which the priority of a council is one half.

    Args:
        curve: Its curve.
        last_start: The first day of its last full inspection.
        sooner: Calendar days by which it comes sooner.
    """
    paused = _PAUSED if last_start < PAUSE[0] else 0
    return last_start.toordinal() + paused + curve.half - sooner


def sooner_by(curve: WaitCurve, grades: Sequence[GradeWord]) -> float:
    """Return the calendar days by which a council comes sooner, on average over its grades."""
    return sum(curve.sooner.get(grade, 0.0) for grade in grades) / len(grades) if grades else 0.0


def pressures(figures: ForecastFigures, mondays: Sequence[date], weekly: float) -> Iterator[float]:
    """Yield the hazard of a council of priority 1 in each usable week.

    Args:
        figures: The figures.
        mondays: The usable Mondays after the day of the queue, in order.
        weekly: The inspections of one council in a usable week, on average.
    """
    waiting = deque(sorted(_groups(figures)))
    due = weekly * sum(each.councils for each in figures.queue)
    later = figures.since_pause
    counted: list[_Group] = []
    for monday in mondays:
        day = monday.toordinal()
        while waiting and waiting[0].begins <= day:
            counted.append(waiting.popleft())
        priorities = [1 / (1 + exp((group.middle - day) * group.steepness)) for group in counted]
        total = sum(group.size * priority for group, priority in zip(counted, priorities, strict=True))
        pressure = due / total if total * _MOST > due else _MOST
        inspected, left = 0.0, []
        for group, priority in zip(counted, priorities, strict=True):
            size = group.size * exp(-pressure * priority)
            inspected += group.size - size
            if size > _FEW:
                left.append(group._replace(size=size))
        counted = left
        waiting.append(_group(later, day + later.half, inspected))
        yield pressure


class _Group(NamedTuple):
    """Councils with one curve.

    Attributes:
        begins: The ordinal of the day from which their priority counts.
        middle: The ordinal of the day on which it is one half.
        steepness: The slope of their curve.
        size: The number of councils that still wait, on average.
    """

    begins: float
    middle: float
    steepness: float
    size: float


def _group(curve: WaitCurve, middle: float, size: float) -> _Group:
    return _Group(middle - _NEGLIGIBLE / curve.steepness, middle, curve.steepness, size)


def _groups(figures: ForecastFigures) -> Iterator[_Group]:
    for each in figures.queue:
        curve = curve_of(figures, each.since)
        sooner = sooner_by(curve, (each.grade,) if each.grade else ())
        yield _group(curve, priority_middle(curve, each.since, sooner), float(each.councils))


def steady_pressure(figures: ForecastFigures, weekly: float) -> float:
    """Return the hazard of a council of priority 1 in a usable week, in a queue that is the same every year.

    Then the average interval is that between two inspections of one council at this pace.
    """
    curve = figures.since_pause
    mean = 7 / (weekly * _USABLE_SHARE)
    priorities = [
        1 / (1 + exp(min(-(7.0 * week - curve.half) * curve.steepness, 700.0))) for week in range(1, 1500)
    ]
    low, high = 0.0, _MOST
    for _ in range(40):
        middle = (low + high) / 2
        survival, interval = 1.0, 0.0
        for priority in priorities:
            interval += 7 * survival
            survival *= exp(-middle * _USABLE_SHARE * priority)
        low, high = (middle, high) if interval > mean else (low, middle)
    return high
