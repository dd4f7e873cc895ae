"""The forecast of the next full inspection of one council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from inspectprep.errors import InspectPrepError, OutOfRangeError
from inspectprep.model.forecast_figures import ForecastFigures
from inspectprep.model.framework import CallPattern
from inspectprep.model.next_inspection import ForecastWindow, NextInspection, WeekChance
from inspectprep.model.past_inspection import GradeWord
from inspectprep.planning.call_dates import CallDate
from inspectprep.planning.forecast.forecast_words import METHOD, reasons, unknowns
from inspectprep.planning.forecast.forecaster import Forecaster

_LEAST = 1e-9
"""The last weeks, which together have a smaller chance, are not listed."""
_WORK_WEEK = timedelta(days=4)


def next_inspection(
    last_start: date,
    *,
    as_of: date,
    figures: ForecastFigures,
    pattern: CallPattern,
    grade: GradeWord | None = None,
    judgements: Mapping[str, GradeWord] | None = None,
    away: tuple[date, date] | None = None,
    authority: str = "",
) -> NextInspection:
    """Return the forecast of the next full inspection of a council.

    Args:
        last_start: The first day of the fieldwork of its last full inspection.
        as_of: The day of the forecast. No call has come before it.
        figures: The figures: the built-in ones, or those fitted to a history.
        pattern: The weeks in which inspections begin.
        grade: The overall grade of the last inspection. None if there is none.
        judgements: Its other grades by the id of the judgement. They are used if there is no overall grade.
        away: The first and the last day (inclusive) of an absence.
        authority: The council's name.

    Raises:
        InspectPrepError: if the last inspection began after `as_of`, or the absence ends before it begins or
            before `as_of`.
        OutOfRangeError: if working days are not known for long enough, or the absence is too far ahead.
    """
    forecaster = Forecaster(figures, as_of=as_of, pattern=pattern)
    return forecast_of(
        forecaster, last_start, grade=grade, judgements=judgements, away=away, authority=authority
    )


def forecast_of(
    forecaster: Forecaster,
    last_start: date,
    *,
    grade: GradeWord | None = None,
    judgements: Mapping[str, GradeWord] | None = None,
    away: tuple[date, date] | None = None,
    authority: str = "",
) -> NextInspection:
    """Return the forecast of one of several councils, as :func:`next_inspection` does.

    Args:
        forecaster: The forecast of the day, made once for all councils.
        last_start: As for :func:`next_inspection`.
        grade: Likewise.
        judgements: Likewise.
        away: Likewise.
        authority: Likewise.

    Raises:
        InspectPrepError: as :func:`next_inspection` does.
    """
    as_of = forecaster.as_of
    if last_start > as_of:
        raise InspectPrepError(
            f"The last full inspection began on {last_start}, after {as_of}, the day of the forecast.",
            remedy="Give the last inspection that began on that day or before, or a later day.",
        )
    if away is not None:
        _check_absence(away, forecaster)
    grades = (grade,) if grade else tuple((judgements or {}).values())
    chances = forecaster.chances(last_start, grades)
    weeks = list(zip(forecaster.calls, chances, strict=True))
    return NextInspection(
        authority=authority,
        last_start=last_start,
        grade=grade,
        as_of=as_of,
        window=_window(weeks),
        within_30_days=_within(weeks, as_of, 30),
        within_90_days=_within(weeks, as_of, 90),
        within_180_days=_within(weeks, as_of, 180),
        away_from=away[0] if away else None,
        away_until=away[1] if away else None,
        away=sum(chance for call, chance in weeks if away[0] <= call.day <= away[1]) if away else None,
        away_on_site=_on_site(weeks, away) if away else None,
        weeks=_listed(weeks),
        beyond=max(0.0, 1 - sum(chance for _, chance in _kept(weeks))),
        method=METHOD,
        reasons=tuple(reasons(forecaster, last_start, grade, judgements or {})),
        unknowns=tuple(unknowns(forecaster, last_start, grade)),
    )


def _check_absence(away: tuple[date, date], forecaster: Forecaster) -> None:
    """Refuse an absence that no call of the forecast can be in, because a chance of 0 would mislead."""
    first, last = away
    if last < first:
        raise InspectPrepError(f"The absence ends on {last}, before it begins on {first}.")
    if last < forecaster.as_of:
        raise InspectPrepError(
            f"The absence ends on {last}, before {forecaster.as_of}, the day of the forecast.",
            remedy="Check the year of the absence.",
        )
    if last > (end := forecaster.calls[-1].day):
        raise OutOfRangeError(
            f"The absence ends on {last}. The last call of the forecast is on {end}.",
            remedy="Check the year of the absence.",
        )


def _window(weeks: Sequence[tuple[CallDate, float]]) -> ForecastWindow:
    reached = list(accumulate(chance for _, chance in weeks))
    found = []
    for share in (0.1, 0.5, 0.9):
        place = next((place for place, total in enumerate(reached) if total >= share), None)
        if place is None:
            raise OutOfRangeError(
                f"The calendar ends on {weeks[-1][0].monday}, before the window of the forecast does.",
                remedy="Check the year, or update inspectprep.",
            )
        found.append(weeks[place][0].monday)
    return ForecastWindow(p10=found[0], p50=found[1], p90=found[2])


def _within(weeks: Sequence[tuple[CallDate, float]], as_of: date, days: int) -> float:
    last = as_of + timedelta(days=days)
    return sum(chance for call, chance in weeks if call.monday <= last)


def _on_site(weeks: Sequence[tuple[CallDate, float]], away: tuple[date, date]) -> float:
    return sum(
        chance for call, chance in weeks if call.monday <= away[1] and call.monday + _WORK_WEEK >= away[0]
    )


def _kept(weeks: Sequence[tuple[CallDate, float]]) -> Sequence[tuple[CallDate, float]]:
    """Return the weeks without the last ones, which have next to no chance."""
    end, rest = len(weeks), 0.0
    while end > 1 and rest + weeks[end - 1][1] < _LEAST:
        end -= 1
        rest += weeks[end][1]
    return weeks[:end]


def _listed(weeks: Sequence[tuple[CallDate, float]]) -> tuple[WeekChance, ...]:
    return tuple(WeekChance(monday=call.monday, probability=chance) for call, chance in _kept(weeks))
