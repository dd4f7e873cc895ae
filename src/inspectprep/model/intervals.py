"""Intervals between full inspections, and the weeks in which they begin, as a history shows them."""

from __future__ import annotations

from datetime import date

from inspectprep.model.document import document
from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class IntervalFigures:
    """The lengths of completed intervals, in calendar days from start to start.

    Attributes:
        grade: The overall grade of the earlier inspection. None for inspections without one, or for all
            grades together.
        n: The number of intervals.
        min: The shortest.
        mean: The average.
        median: The middle one, or the average of the two in the middle.
        max: The longest.
    """

    grade: GradeWord | None = None
    n: int
    min: int
    mean: float
    median: float
    max: int


@frozen(kw_only=True)
class CompletedInterval:
    """The interval from one full inspection of a council to its next.

    Attributes:
        authority: The council's name.
        grade: The overall grade of the earlier inspection. None where there is none.
        start: The first day of the earlier inspection.
        next_start: The first day of the later inspection.
        days: Calendar days from one to the other.
        over_pause: Whether the pandemic pause is in it.
    """

    authority: str
    grade: GradeWord | None = None
    start: date
    next_start: date
    days: int
    over_pause: bool = False


@frozen(kw_only=True)
class OpenInterval:
    """The time since the last full inspection of a council.

    Attributes:
        authority: The council's name.
        grade: The overall grade of the last inspection. None where there is none.
        start: The first day of the last inspection.
        days: Calendar days from then to the date of the history.
        over_pause: Whether the pandemic pause is in it.
    """

    authority: str
    grade: GradeWord | None = None
    start: date
    days: int
    over_pause: bool = False


@frozen(kw_only=True)
class WeekGroup:
    """The inspections that began in weeks of one kind, and how many would have by chance.

    Attributes:
        id: ``bank_holiday_week``, ``after_bank_holiday_monday``, ``august`` or ``christmas``.
        title: Its title.
        n: The inspections that began in such a week.
        by_chance: The number to expect if all weeks of the period were used alike.
    """

    id: str
    title: str
    n: int
    by_chance: float


@frozen(kw_only=True)
class SchedulingFacts:
    """The weeks in which inspections began. Each figure is counted, with what chance would give.

    Attributes:
        n: The inspections that were counted.
        first: The first start.
        last: The last start.
        on_monday: The inspections that began on a Monday.
        groups: Weeks of several kinds.
        never_used: The weeks of the year (ISO 8601) in which none began, although they were in the period.
        explained: Those of them that were closed in each year by a kind of week that is never used.
        by_chance: The number of other weeks that would be without an inspection by chance.
        usable_mondays: The Mondays of a year on which an inspection can begin, on average.
    """

    n: int
    first: date
    last: date
    on_monday: int
    groups: tuple[WeekGroup, ...]
    never_used: tuple[int, ...]
    explained: tuple[int, ...]
    by_chance: float
    usable_mondays: float


@document("intervals")
@frozen(kw_only=True)
class PastIntervals:
    """The intervals between full inspections of a history, as they were known on a date.

    Attributes:
        as_of: The date. An interval counts if the report of its later inspection was published by then.
        include_pandemic: Whether intervals over the pandemic pause count.
        grades: The intervals between inspections of the present framework, by the earlier grade.
        every: The same, of all grades together. None if there are none.
        from_sif: The intervals from inspections of the framework before it, by the earlier grade.
        completed: The intervals that count in `grades`, by council.
        left_out: The completed intervals that do not count, because the pandemic pause is in them.
        open: The time since the last published inspection of each council.
        unpublished: The inspections that do not count, because they have no day of publication.
        scheduling: The weeks in which inspections of the present framework began. None if there are none.
    """

    as_of: date
    include_pandemic: bool = False
    grades: tuple[IntervalFigures, ...] = ()
    every: IntervalFigures | None = None
    from_sif: tuple[IntervalFigures, ...] = ()
    completed: tuple[CompletedInterval, ...] = ()
    left_out: int = 0
    open: tuple[OpenInterval, ...] = ()
    unpublished: int = 0
    scheduling: SchedulingFacts | None = None
