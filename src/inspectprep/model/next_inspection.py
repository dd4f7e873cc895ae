"""The forecast of the next full inspection of a council."""

from __future__ import annotations

from datetime import date

from inspectprep.model.document import document, layout
from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class WeekChance:
    """The chance that the fieldwork begins on a Monday.

    Attributes:
        monday: The Monday.
        probability: The chance, from 0 to 1.
    """

    monday: date
    probability: float


@frozen(kw_only=True)
class ForecastWindow:
    """The window of 80% in which the fieldwork begins. Each day is a Monday.

    Attributes:
        p10: The first Monday by which the chance is at least 10%.
        p50: The first Monday by which the chance is at least 50%.
        p90: The first Monday by which the chance is at least 90%.
    """

    p10: date
    p50: date
    p90: date


@layout(
    "authority",
    "last_start",
    "grade",
    "as_of",
    "window",
    "within_30_days",
    "within_90_days",
    "within_180_days",
    "away_from",
    "away_until",
    "away",
    "away_on_site",
    "weeks",
    "beyond",
    "method",
    "reasons",
    "unknowns",
)
@document("next-inspection", report="inspectprep.reports.compose.next_inspection:next_inspection_report")
@frozen(kw_only=True)
class NextInspection:
    """The forecast of the next full inspection. It advises, and never decides.

    No call has come before `as_of`. All chances are from 0 to 1.

    Attributes:
        authority: The council's name. Empty if it is not known.
        last_start: The first day of the last full inspection.
        grade: Its overall grade. None if it has none, or if it is not known.
        as_of: The day of the forecast.
        window: The window of 80%.
        within_30_days: The chance that the fieldwork begins at most 30 calendar days after `as_of`.
        within_90_days: The same for 90 days.
        within_180_days: The same for 180 days.
        away_from: The first day of an absence. None if none is asked about.
        away_until: Its last day (inclusive).
        away: The chance that the call comes in the absence.
        away_on_site: The chance that the first week of the fieldwork, Monday to Friday, is in the absence
            or a part of it.
        weeks: The chance of each possible Monday after `as_of`, in order.
        beyond: The chance of a later start. With those of `weeks`, the chances add up to 1.
        method: The method, in one sentence.
        reasons: What the forecast rests on, in sentences.
        unknowns: What it does not know, in sentences.
    """

    authority: str = ""
    last_start: date
    grade: GradeWord | None = None
    as_of: date
    window: ForecastWindow
    within_30_days: float
    within_90_days: float
    within_180_days: float
    away_from: date | None = None
    away_until: date | None = None
    away: float | None = None
    away_on_site: float | None = None
    weeks: tuple[WeekChance, ...]
    beyond: float = 0.0
    method: str
    reasons: tuple[str, ...]
    unknowns: tuple[str, ...]
