"""Completed and open intervals between the full inspections of councils, as of a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from statistics import fmean, median

from inspectprep.model.intervals import CompletedInterval, IntervalFigures, OpenInterval, PastIntervals
from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection
from inspectprep.planning.forecast.scheduling import scheduling_facts
from inspectprep.planning.forecast.sequences import PAUSE, by_council

_ORDER = (*GradeWord, None)


def past_intervals(
    inspections: Iterable[PastInspection], *, as_of: date, include_pandemic: bool = False
) -> PastIntervals:
    """Return the intervals of a history, as they were known on a date.

    An interval runs from the start of one inspection to the start of the council's next. It counts from the
    day on which the report of the later inspection was published, as in the figures of SESLIP. Its grade is
    that of the earlier inspection.

    Args:
        inspections: The history.
        as_of: The date.
        include_pandemic: Whether intervals over the pandemic pause count.
    """
    history = tuple(inspections)
    ilacs: list[CompletedInterval] = []
    sif: list[CompletedInterval] = []
    for earlier, later in _pairs(history, as_of):
        if later.kind is InspectionKind.ILACS:
            (ilacs if earlier.kind is InspectionKind.ILACS else sif).append(_completed(earlier, later))
    counted = [each for each in ilacs if include_pandemic or not each.over_pause]
    return PastIntervals(
        as_of=as_of,
        include_pandemic=include_pandemic,
        grades=_by_grade(counted),
        every=_figures(None, counted),
        from_sif=_by_grade(each for each in sif if include_pandemic or not each.over_pause),
        completed=tuple(counted),
        left_out=len(ilacs) - len(counted),
        open=tuple(_open(history, as_of)),
        unpublished=sum(each.published is None for each in history),
        scheduling=scheduling_facts(each for each in history if is_known(each, as_of)),
    )


def spans_pause(start: date, end: date) -> bool:
    """Return whether the pandemic pause, or a part of it, is between two days."""
    return start <= PAUSE[1] and end >= PAUSE[0]


def is_known(inspection: PastInspection, as_of: date) -> bool:
    """Return whether the report of an inspection was published by a date (inclusive)."""
    return inspection.published is not None and inspection.published <= as_of


def _pairs(
    inspections: Iterable[PastInspection], as_of: date
) -> Iterator[tuple[PastInspection, PastInspection]]:
    for sequence in by_council(inspections).values():
        yield from ((earlier, later) for earlier, later in pairwise(sequence) if is_known(later, as_of))


def _completed(earlier: PastInspection, later: PastInspection) -> CompletedInterval:
    return CompletedInterval(
        authority=later.authority,
        grade=earlier.overall,
        start=earlier.start,
        next_start=later.start,
        days=(later.start - earlier.start).days,
        over_pause=spans_pause(earlier.start, later.start),
    )


def _open(inspections: Iterable[PastInspection], as_of: date) -> Iterator[OpenInterval]:
    for sequence in by_council(each for each in inspections if is_known(each, as_of)).values():
        last = sequence[-1]
        yield OpenInterval(
            authority=last.authority,
            grade=last.overall,
            start=last.start,
            days=(as_of - last.start).days,
            over_pause=spans_pause(last.start, as_of),
        )


def _by_grade(intervals: Iterable[CompletedInterval]) -> tuple[IntervalFigures, ...]:
    every = tuple(intervals)
    figures = (_figures(grade, [each for each in every if each.grade == grade]) for grade in _ORDER)
    return tuple(each for each in figures if each)


def _figures(grade: GradeWord | None, intervals: Iterable[CompletedInterval]) -> IntervalFigures | None:
    days = [each.days for each in intervals]
    if not days:
        return None
    return IntervalFigures(
        grade=grade, n=len(days), min=min(days), mean=fmean(days), median=float(median(days)), max=max(days)
    )
