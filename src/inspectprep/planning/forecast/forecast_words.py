"""The reasons of a forecast in plain words, and what it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

from inspectprep.model.forecast_figures import ForecastFigures
from inspectprep.model.past_inspection import GradeWord
from inspectprep.planning.forecast.queue import USABLE_A_YEAR, curve_of, paused, sooner_by, waited
from inspectprep.planning.forecast.sequences import PAUSE
from inspectprep.planning.wording import counted, long_date

if TYPE_CHECKING:
    from inspectprep.planning.forecast.forecaster import Forecaster

METHOD = (
    "A queue: Ofsted begins about as many full inspections in one usable week as in another. The chance of a "
    "council depends on its waiting time and on the other councils that wait."
)
_YEAR = 365.25
_STALE = 366
_NO_OVERALL = date(2026, 4, 1)


def reasons(
    forecaster: Forecaster, last_start: date, grade: GradeWord | None, judgements: Mapping[str, GradeWord]
) -> Iterator[str]:
    """Yield what a forecast rests on, each in one sentence or two."""
    figures, as_of = forecaster.figures, forecaster.as_of
    days = waited(last_start, as_of)
    without = ", without the pandemic pause" if days < (as_of - last_start).days else ""
    wait = counted(days, "calendar day")
    yield f"The last full inspection began {wait} before {long_date(as_of)}{without}."
    yield from _of_intervals(figures, days)
    verb = "waits" if figures.councils == 1 else "wait"
    years = 1 / (figures.weekly * USABLE_A_YEAR)
    yield (
        f"{counted(figures.councils, 'council')} of the sample {verb}, by reports published until "
        f"{long_date(figures.until)}. One council is inspected every {years:.1f} years on average."
    )
    yield _of_grade(figures, last_start, grade, judgements)
    next_year = sum((call.monday - as_of).days <= _YEAR for call in forecaster.calls)
    yield (
        f"Fieldwork can begin on {counted(next_year, 'Monday')} of the next year. No inspection on record "
        "began in the other weeks."
    )
    yield (
        "The call comes in the week before: on the Monday, or if that is a bank holiday on the Tuesday or "
        f"earlier. The forecast assumes that none has come before {long_date(as_of)}."
    )


def _of_intervals(figures: ForecastFigures, days: int) -> Iterator[str]:
    completed = figures.completed
    if not completed:
        yield "No interval since June 2021 was complete, so the forecast rests on the pace of inspections."
        return
    yield (
        f"{counted(len(completed), 'completed interval')} since June 2021 ran from {completed[0]:,} to "
        f"{completed[-1]:,} calendar days, {fmean(completed):,.0f} on average."
    )
    if longer := sum(interval > days for interval in completed):
        verb = "was" if longer == 1 else "were"
        yield f"{longer} of them {verb} longer than this council has waited."
    else:
        yield "This council has waited longer than all of them. The call may come any week."


def _of_grade(
    figures: ForecastFigures,
    last_start: date,
    grade: GradeWord | None,
    judgements: Mapping[str, GradeWord],
) -> str:
    if not grade and not judgements:
        return "No grade is given. The forecast is that for a council of any grade."
    grades = (grade,) if grade else tuple(judgements.values())
    subject = f"The grade {grade}" if grade else "The average of the judgements"
    days = round(sooner_by(curve_of(figures, last_start), grades))
    rest = " The judgements do not count beside an overall grade." if grade and judgements else ""
    if not days:
        return f"{subject} makes no difference in these figures.{rest}"
    when = "sooner" if days > 0 else "later"
    return f"{subject} moves it {counted(abs(days), 'calendar day')} {when}.{rest}"


def unknowns(forecaster: Forecaster, last_start: date, grade: GradeWord | None) -> Iterator[str]:
    """Yield what a forecast does not know, each in one sentence or two."""
    figures, as_of = forecaster.figures, forecaster.as_of
    if as_of < figures.until:
        yield (
            f"The reports were published until {long_date(figures.until)}, after the day of the forecast. "
            "The figures were not known on that day."
        )
    if (as_of - figures.until).days > _STALE:
        yield f"Inspections that were published since {long_date(figures.until)} are not known."
    if last_start.weekday():
        yield (
            f"{long_date(last_start)} is not a Monday. Nearly all full inspections begin on one: check the "
            "date."
        )
    if paused(last_start):
        yield (
            f"No full inspection began from {long_date(PAUSE[0])} to {long_date(PAUSE[1])}, in the pandemic "
            f"pause. {long_date(last_start)} is in it: check the date."
        )
    if last_start < PAUSE[0] and as_of > figures.until:
        yield (
            "The last inspection was before the pandemic pause. Nearly all councils have had one since: "
            "check that none is missing."
        )
    if grade is None and last_start >= _NO_OVERALL:
        yield (
            "Inspections have had no overall grade since April 2026. No council without one has been "
            "inspected again, so the effect on the wait is not known."
        )
    yield "A new framework is announced for 2027. It may change the intervals."
    yield "Decisions about a council are not known, such as an earlier inspection because of concerns."
    yield (
        "Focused visits, monitoring visits and joint targeted area inspections are not part of the forecast. "
        "Deferrals are not either."
    )
    yield "It is not known whether the inspection will be short or standard. The notification says it."
