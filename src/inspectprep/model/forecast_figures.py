"""The figures of a forecast of the next full inspection, as they are fitted to a history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.values import frozen


def _entries(value: Mapping[str, float]) -> Mapping[GradeWord, float]:
    return FrozenMapping({GradeWord(grade): days for grade, days in value.items()})


@frozen(kw_only=True)
class WaitCurve:
    """The priority of a council in the queue, by the time since its last full inspection.

    The priority is from 0 to 1. It follows a logistic curve.

    Attributes:
        half: Calendar days, without those of the pandemic pause, after which the priority is one half.
        steepness: The slope of the curve, for each day.
        sooner: Calendar days by which councils of a grade come sooner. 0 for grades that are left out.
    """

    half: float
    steepness: float
    sooner: Mapping[GradeWord, float] = field(factory=dict, converter=_entries)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        return () if self.steepness > 0 else (("steepness", "is not more than 0"),)


@frozen(kw_only=True)
class WaitingCouncils:
    """Councils that wait for their next full inspection since the same day.

    Attributes:
        since: The first day of their last full inspection.
        grade: Its overall grade. None if it has none, or for councils of several grades.
        councils: The number of councils.
    """

    since: date
    grade: GradeWord | None = None
    councils: int


@document("forecast-figures")
@frozen(kw_only=True)
class ForecastFigures:
    """The figures of a forecast, with the sample that they are fitted to.

    Attributes:
        first: The first day of the earliest inspection in the sample.
        until: The last day on which reports of the sample were published (inclusive).
        councils: The number of councils in the sample.
        inspections: The number of full inspections in the sample.
        completed: The completed intervals since the pandemic pause, in calendar days, ascending.
        before_pause: The curve for councils whose last inspection was before the pandemic pause.
        since_pause: The curve for all other councils.
        weekly: The inspections of one council in a usable week, on average over councils and weeks.
        uncertainty: The standard deviation of the logarithm of `weekly`.
        queue_on: The day of the queue.
        queue: The councils that waited on that day.
    """

    first: date
    until: date
    councils: int
    inspections: int
    completed: tuple[int, ...]
    before_pause: WaitCurve
    since_pause: WaitCurve
    weekly: float
    uncertainty: float
    queue_on: date
    queue: tuple[WaitingCouncils, ...]

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        if not self.queue:
            return (("queue", "is empty"),)
        return () if self.weekly > 0 else (("weekly", "is not more than 0"),)
