"""The next full inspections of several councils, from their history and a forecast for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from datetime import date, timedelta
from itertools import accumulate
from math import prod

from attrs import evolve

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.intervals import PastIntervals
from inspectprep.model.next_inspection import NextInspection
from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection
from inspectprep.model.region import (
    DueState,
    LikelyCouncil,
    PastWindow,
    RegionCouncil,
    RegionView,
    RegionWeek,
    RegionWindow,
)
from inspectprep.planning.forecast.forecaster import Forecaster
from inspectprep.planning.forecast.intervals import is_known, past_intervals
from inspectprep.planning.forecast.next_inspection import forecast_of
from inspectprep.planning.forecast.sequences import by_council, folded
from inspectprep.planning.wording import counted, long_date

_HALF_A_YEAR = timedelta(days=182)
_NAMED = 3
_FEW = 5
_FRESH = 60
"""Calendar days. Reports come out in nearly every month but January and August."""


def region_view(
    inspections: Iterable[PastInspection], *, forecaster: Forecaster, councils: Sequence[str] = ()
) -> RegionView:
    """Return who is due in a region, and in which weeks.

    The view is that of the day of the forecast. A council's last inspection is the last that began by then.
    Its grade counts from the publication of the report. The intervals are those of the whole history that
    were known on that day.

    Args:
        inspections: The history, also of councils elsewhere, whose intervals count.
        forecaster: The forecast of the day.
        councils: Names or numbers of the councils of the region. Empty for all.

    Raises:
        UnknownNameError: if a council is not in the history.
        InspectPrepError: if no inspection of the region began by the day.
    """
    as_of = forecaster.as_of
    history = tuple(inspections)
    intervals = past_intervals(history, as_of=as_of)
    chosen = _chosen(by_council(each for each in history if each.start <= as_of), councils)
    if not chosen:
        raise InspectPrepError(
            f"No inspection in the history began by {as_of}.", remedy="Choose a later date (--as-of)."
        )
    forecasts = [(last, _forecast(_as_known(last, as_of), forecaster)) for last in chosen]
    known = [(last.authority, each) for last, each in forecasts if each]
    common = set.intersection(*(set(each.unknowns) for _, each in known)) if known else set()
    rows = [_council(last, each, intervals, as_of, common) for last, each in forecasts]
    return RegionView(
        as_of=as_of,
        councils=tuple(sorted(rows, key=_order)),
        weeks=tuple(_weeks(known, as_of)),
        within_90_days=sum(each.within_90_days for _, each in known),
        within_180_days=sum(each.within_180_days for _, each in known),
        method=known[0][1].method if known else "",
        unknowns=(
            *_gaps(history, as_of),
            *(text for text in (known[0][1].unknowns if known else ()) if text in common),
        ),
    )


def _gaps(history: Iterable[PastInspection], as_of: date) -> Iterator[str]:
    """Yield the reservation that a history ends long before the date of the view."""
    last = max((day for each in history if (day := each.published) and day <= as_of), default=None)
    if last is None or (as_of - last).days > _FRESH:
        until = f"ends with the report of {long_date(last)}" if last else "has no published report"
        yield (
            f"The history {until}. Councils that have been inspected since are shown as if they were not: "
            "add their inspections."
        )


def _chosen(begun: Mapping[str, tuple[PastInspection, ...]], councils: Sequence[str]) -> list[PastInspection]:
    """Return the last inspection of each council that is asked for."""
    if not councils:
        return [sequence[-1] for sequence in begun.values()]
    last: dict[str, PastInspection] = {}
    for sequence in begun.values():
        last |= dict.fromkeys((folded(each.authority) for each in sequence), sequence[-1])
        last |= dict.fromkeys((each.urn for each in sequence if each.urn), sequence[-1])
    chosen: dict[int, PastInspection] = {}
    for council in councils:
        if folded(council) not in last:
            names = {each.authority for each in last.values()}
            raise UnknownNameError("council", council, names, hint="The history needs its last inspection.")
        found = last[folded(council)]
        chosen[id(found)] = found
    return list(chosen.values())


def _as_known(last: PastInspection, as_of: date) -> PastInspection:
    """Return an inspection without the grades that are not published by a date."""
    return last if is_known(last, as_of) else evolve(last, published=None, overall=None, judgements={})


def _forecast(last: PastInspection, forecaster: Forecaster) -> NextInspection | None:
    if last.kind is not InspectionKind.ILACS:
        return None
    return forecast_of(
        forecaster,
        last.start,
        grade=last.overall,
        judgements=last.judgements,
        authority=last.authority,
    )


def _council(
    last: PastInspection,
    forecast: NextInspection | None,
    intervals: PastIntervals,
    as_of: date,
    common: AbstractSet[str],
) -> RegionCouncil:
    """Return the row of a council. What only its own forecast does not know is a reservation of it."""
    grade = _as_known(last, as_of).overall
    past_window = _past_window(last, grade, intervals)
    state = _state(last, past_window, as_of)
    unknown = [text for text in forecast.unknowns if text not in common] if forecast else []
    return RegionCouncil(
        authority=last.authority,
        urn=last.urn,
        last_start=last.start,
        grade=grade,
        state=state,
        past_window=past_window,
        window=_window(forecast) if forecast else None,
        within_90_days=forecast.within_90_days if forecast else None,
        within_180_days=forecast.within_180_days if forecast else None,
        notes=(*_notes(last, grade, past_window, state), *unknown),
    )


def _past_window(
    last: PastInspection, grade: GradeWord | None, intervals: PastIntervals
) -> PastWindow | None:
    """Return the window of the intervals of a grade, or of all grades if there is none of this one."""
    by_grade = {figures.grade: figures for figures in intervals.grades if figures.grade}
    figures = by_grade.get(grade, intervals.every) if grade else intervals.every
    if figures is None or last.kind is not InspectionKind.ILACS:
        return None
    opens, average, latest = (
        last.start + timedelta(days=round(days)) for days in (figures.min, figures.mean, figures.max)
    )
    return PastWindow(grade=figures.grade, n=figures.n, opens=opens, average=average, latest=latest)


def _state(last: PastInspection, window: PastWindow | None, as_of: date) -> DueState:
    if last.kind is not InspectionKind.ILACS:
        return DueState.UNKNOWN
    if not is_known(last, as_of):
        return DueState.AWAITED
    if window is None:
        return DueState.UNKNOWN
    if as_of < window.opens:
        return DueState.BEFORE
    return DueState.OPEN if as_of <= window.latest else DueState.OVERDUE


def _notes(
    last: PastInspection, grade: GradeWord | None, window: PastWindow | None, state: DueState
) -> Iterator[str]:
    if last.kind is not InspectionKind.ILACS:
        yield "Last inspected under the earlier framework (SIF), so there is no forecast."
    elif state is DueState.AWAITED:
        yield "Inspected, and the report is not published."
    elif grade is None:
        yield "No overall grade."
    if window and window.grade is None:
        yield "The window of completed intervals is that of all grades."
    elif window and window.n < _FEW:
        yield f"Only {counted(window.n, 'completed interval')} after {window.grade}."
    if state is DueState.OVERDUE:
        yield "Already later than every completed interval that was counted."


def _window(forecast: NextInspection) -> RegionWindow:
    shares = list(accumulate(week.probability for week in forecast.weeks))
    quarter, three_quarters = (
        next((week.monday for week, sum_ in zip(forecast.weeks, shares, strict=True) if sum_ >= share), None)
        for share in (0.25, 0.75)
    )
    outer = forecast.window
    return RegionWindow(
        p10=outer.p10,
        p25=quarter or outer.p50,
        p50=outer.p50,
        p75=three_quarters or outer.p90,
        p90=outer.p90,
    )


def _weeks(forecasts: Iterable[tuple[str, NextInspection]], as_of: date) -> Iterator[RegionWeek]:
    chances: dict[date, list[LikelyCouncil]] = {}
    for authority, forecast in forecasts:
        for week in forecast.weeks:
            if week.monday > as_of + _HALF_A_YEAR:
                break
            if week.probability:
                one = LikelyCouncil(authority=authority, probability=week.probability)
                chances.setdefault(week.monday, []).append(one)
    for monday, councils in sorted(chances.items()):
        councils.sort(key=lambda one: -one.probability)
        yield RegionWeek(
            monday=monday,
            expected=sum(one.probability for one in councils),
            at_least_one=1 - prod(1 - one.probability for one in councils),
            likeliest=tuple(councils[:_NAMED]),
        )


def _order(council: RegionCouncil) -> tuple[date, date, str]:
    window = council.window
    first = (window.p50, window.p10) if window else (date.max, date.max)
    return (*first, folded(council.authority))
