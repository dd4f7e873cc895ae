"""The chance of each possible Monday for councils, from the figures of a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from math import exp, sqrt
from operator import mul

from inspectprep.calendar.working import WorkingDays, england
from inspectprep.errors import OutOfRangeError
from inspectprep.model.forecast_figures import ForecastFigures
from inspectprep.model.framework import CallPattern
from inspectprep.model.past_inspection import GradeWord
from inspectprep.planning.call_dates import CallDate, call_dates
from inspectprep.planning.forecast.queue import (
    curve_of,
    paused,
    pressures,
    priority_middle,
    sooner_by,
    steady_pressure,
)

_WEEK = timedelta(days=7)
_HORIZON = 10 * 366
"""Calendar days. No council waits longer, as far as the figures say."""
_SPREAD = (-sqrt(1.5), 0.0, sqrt(1.5))
"""Three values of equal weight that have the average and the variance of a normal distribution."""


class Forecaster:
    """The forecast of one day for any number of councils. The queue is calculated once.

    Attributes:
        figures: The figures.
        as_of: The day of the forecast.
        calls: The possible days of a call from that day, with the Monday of the fieldwork, in order.
    """

    def __init__(
        self,
        figures: ForecastFigures,
        *,
        as_of: date,
        pattern: CallPattern,
        working: WorkingDays | None = None,
        called: bool = False,
    ) -> None:
        """Calculate the queue from the day of the figures on.

        Args:
            figures: The figures.
            as_of: The day.
            pattern: The weeks in which inspections begin.
            working: The working days of the council, with its closures. Those of England if None.
            called: Whether a call may have come before the day, for fieldwork after it.

        Raises:
            OutOfRangeError: if working days are not known on that day.
        """
        self.figures = figures
        self.as_of = as_of
        days = working or england()
        days.is_working(as_of)
        self.calls = _possible(as_of, pattern, days, called=called)
        self._past = _mondays_before(self.calls[0].monday, figures.queue_on, pattern, days)
        mondays = [*self._past, *(call.monday for call in self.calls)]
        self._days = [monday.toordinal() for monday in mondays]
        self._pressures = [self._pressure(mondays, place) for place in _SPREAD]

    def _pressure(self, mondays: Sequence[date], place: float) -> list[float]:
        """Return the hazard of each week, for one pace of inspections."""
        weekly = self.figures.weekly * exp(place * self.figures.uncertainty)
        if self.as_of < self.figures.queue_on:
            return [steady_pressure(self.figures, weekly)] * len(mondays)
        return list(pressures(self.figures, mondays, weekly))

    def chances(self, last_start: date, grades: Sequence[GradeWord] = ()) -> list[float]:
        """Return the chance that fieldwork begins in the week after each of `calls`, in order.

        They add up to 1 with the chance of a later start.

        Args:
            last_start: The first day of the council's last full inspection.
            grades: Its overall grade, or the grades of its judgements. Empty if it has none.
        """
        curve = curve_of(self.figures, last_start)
        middle = priority_middle(curve, last_start, sooner_by(curve, grades))
        places = [(day - middle) * curve.steepness for day in self._days]
        priorities = [1 / (1 + exp(min(-place, 700.0))) for place in places]
        hazards = [list(accumulate(map(mul, scenario, priorities))) for scenario in self._pressures]
        # No call has come until now, which makes a slow pace more likely.
        past = len(self._past)
        passed = [scenario[past - 1] if past else 0.0 for scenario in hazards]
        least = min(passed)
        weights = [exp(least - each) for each in passed]
        left = [
            sum(
                weight * exp(before - hazard)
                for weight, before, hazard in zip(weights, passed, week, strict=True)
            )
            / sum(weights)
            for week in list(zip(*hazards, strict=True))[past:]
        ]
        return [before - after for before, after in pairwise([1.0, *left])]


def usable_mondays(
    first: date, until: date, pattern: CallPattern, days: WorkingDays | None = None
) -> tuple[date, ...]:
    """Return the Mondays from one day to another, both inclusive, on which fieldwork can begin.

    Raises:
        OutOfRangeError: if working days are not known for these days.
    """
    number = max((until - first) // _WEEK + 2, 0)
    calls = call_dates(first - pattern.weeks * _WEEK, number, calls=pattern, working=days)
    return tuple(call.monday for call in calls if call.likely and first <= call.monday <= until)


def _mondays_before(first: date, queue_on: date, pattern: CallPattern, days: WorkingDays) -> tuple[date, ...]:
    """Return the usable Mondays between the day of the queue and the first possible one."""
    return usable_mondays(queue_on, first - _WEEK, pattern, days) if queue_on < first else ()


def _possible(first: date, pattern: CallPattern, days: WorkingDays, *, called: bool) -> tuple[CallDate, ...]:
    """Return the possible calls from a day on, to the horizon or the end of the calendar.

    Waiting times are counted without the pandemic pause, so none is in it.
    """
    last = min(first + timedelta(days=_HORIZON), days.last - 3 * _WEEK)
    number = (last - first) // _WEEK
    if number < 1:
        raise OutOfRangeError(
            f"Working days are known until {days.last}, which is too soon after {first} for a forecast.",
            remedy="Check the year, or update inspectprep.",
        )
    earliest = first - _WEEK if called else first
    calls = call_dates(earliest, number, calls=pattern, working=days)
    return tuple(call for call in calls if call.likely and call.monday > first and not paused(call.monday))
