"""Fitting the figures of a forecast to a history, with SciPy.

Each inspection since the pandemic pause is a choice: one of all councils that waited in that week. The curves
are those under which these choices are most likely, with weak prior values that a small history needs. The
pace is that of two years, with a prior of one inspection of each council in three years.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import exp, log, sqrt
from typing import Any

from inspectprep.errors import InspectPrepError
from inspectprep.extras import optional
from inspectprep.model.forecast_figures import ForecastFigures, WaitCurve, WaitingCouncils
from inspectprep.model.framework import CallPattern
from inspectprep.model.past_inspection import GradeWord, PastInspection
from inspectprep.planning.forecast.forecaster import usable_mondays
from inspectprep.planning.forecast.queue import USABLE_A_YEAR, waited
from inspectprep.planning.forecast.sequences import PAUSE, by_council

with optional("scipy"):
    import numpy as np
    from scipy.optimize import minimize

LAG = timedelta(days=130)
"""The time from the start of an inspection within which nearly all reports are published."""
_CURRENT = timedelta(days=60)
"""A history whose last report is older than this ends with it, because later reports are missing."""
_RESUMED = PAUSE[1] + timedelta(days=1)
_PACE_DAYS = timedelta(days=730)
_PRIOR_WEEKLY = 1 / (3 * USABLE_A_YEAR)
"""One inspection in three years, as the framework says."""
_PRIOR_INSPECTIONS = 30
_WORSE = (GradeWord.REQUIRES_IMPROVEMENT, GradeWord.INADEQUATE)
_CURVES = 2
# Before and since the pause: half, logarithm of the steepness, days sooner for each grade of _WORSE.
_PRIOR = (
    ((1200.0, 60.0), (log(0.015), 0.3), (75.0, 75.0), (250.0, 120.0)),
    ((1200.0, 60.0), (log(0.0175), 0.3), (20.0, 40.0), (20.0, 40.0)),
)
"""The average and the standard deviation of the prior of each parameter."""
_Sequences = Sequence[Sequence[PastInspection]]


def fit_figures(history: Iterable[PastInspection], *, as_of: date, pattern: CallPattern) -> ForecastFigures:
    """Return the figures of a forecast, from the reports that were published by a day.

    Args:
        history: Full inspections. Those without a report by that day are left out.
        as_of: The last day of publication (inclusive).
        pattern: The weeks in which inspections begin.

    Raises:
        InspectPrepError: if no report was published by then.
        LibraryError: if SciPy is not installed.
    """
    known = [each for each in history if each.published is not None and each.published <= as_of]
    if not known:
        raise InspectPrepError(
            f"No report in the history was published by {as_of}, so there is nothing to fit.",
            remedy="Check the column published of the history, and the day of the forecast.",
        )
    sequences = tuple(by_council(known).values())
    last = max(each.published for each in known if each.published)
    until = as_of if as_of - last <= _CURRENT else last
    queue_on = until - LAG
    if queue_on >= PAUSE[0]:
        queue_on = max(queue_on, _RESUMED)
    before, since = _curves(sequences)
    weekly, uncertainty = _pace(sequences, until - LAG, pattern)
    return ForecastFigures(
        first=min(each.start for each in known),
        until=until,
        councils=len(sequences),
        inspections=len(known),
        completed=tuple(
            sorted(
                (later.start - earlier.start).days
                for sequence in sequences
                for earlier, later in pairwise(sequence)
                if earlier.start >= _RESUMED
            )
        ),
        before_pause=before,
        since_pause=since,
        weekly=weekly,
        uncertainty=uncertainty,
        queue_on=queue_on,
        queue=tuple(_queue(sequences, queue_on)),
    )


def _queue(sequences: _Sequences, on: date) -> Iterable[WaitingCouncils]:
    waiting: dict[tuple[date, GradeWord | None], int] = {}
    for sequence in sequences:
        last = next((each for each in reversed(sequence) if each.start <= on), sequence[0])
        key = (last.start, last.overall)
        waiting[key] = waiting.get(key, 0) + 1
    for (since, grade), councils in sorted(
        waiting.items(), key=lambda entry: (entry[0][0], str(entry[0][1]))
    ):
        yield WaitingCouncils(since=since, grade=grade, councils=councils)


def _pace(sequences: _Sequences, until: date, pattern: CallPattern) -> tuple[float, float]:
    """Return the inspections of a council in a usable week, and the standard deviation of its logarithm."""
    first = max(_RESUMED, until - _PACE_DAYS)
    weeks = len(usable_mondays(first, until, pattern))
    begun = sum(first <= each.start < until for sequence in sequences for each in sequence[1:])
    counted = begun + _PRIOR_INSPECTIONS
    return counted / (weeks * len(sequences) + _PRIOR_INSPECTIONS / _PRIOR_WEEKLY), 1 / sqrt(counted)


def _curves(sequences: _Sequences) -> tuple[WaitCurve, WaitCurve]:
    choices = _Choices(sequences)
    averages, deviations = np.array(_PRIOR).reshape(-1, 2).T

    def loss(place: Any) -> float:
        return float(place @ place / 2 - choices.log_likelihood(averages + deviations * place))

    best = minimize(loss, np.zeros(len(averages)), method="BFGS").x
    found = (averages + deviations * best).reshape(_CURVES, -1).tolist()
    before, since = (
        WaitCurve(
            half=round(half, 1),
            steepness=round(exp(slope), 5),
            sooner=dict(zip(_WORSE, (round(days, 1) for days in sooner), strict=True)),
        )
        for half, slope, *sooner in found
    )
    return before, since


class _Choices:
    """The weeks in which inspections began since the pause: who waited in each, and who was chosen."""

    def __init__(self, sequences: _Sequences) -> None:
        starts = sorted({each.start for seq in sequences for each in seq[1:] if each.start >= _RESUMED})
        shape = (len(starts), len(sequences))
        self.days, self.curve, self.grade = np.zeros(shape), np.zeros(shape, int), np.zeros(shape, int)
        self.waits, self.chosen = np.zeros(shape, bool), np.zeros(shape, bool)
        for row, start in enumerate(starts):
            for column, sequence in enumerate(sequences):
                last = next((each for each in reversed(sequence) if each.start < start), None)
                if last is None:
                    continue
                cell = row, column
                self.waits[cell] = True
                self.days[cell] = waited(last.start, start)
                self.curve[cell] = last.start >= PAUSE[0]
                self.grade[cell] = _WORSE.index(last.overall) + 1 if last.overall in _WORSE else 0
                self.chosen[cell] = any(each.start == start for each in sequence)

    def log_likelihood(self, parameters: Any) -> float:
        """Return the logarithm of the chance of all choices."""
        half, slope, *sooner = parameters.reshape(_CURVES, -1).T
        earlier = np.column_stack([np.zeros(_CURVES), *sooner])[self.curve, self.grade]
        place = (self.days + earlier - half[self.curve]) * np.exp(slope)[self.curve]
        priority = np.where(self.waits, -np.logaddexp(0, -place), -np.inf)
        total = np.logaddexp.reduce(priority, axis=1)
        return float((priority - total[:, None])[self.chosen].sum())
