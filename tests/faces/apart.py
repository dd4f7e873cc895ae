"""The faces that need no workspace, from made-up figures: a trend of Annex A, a forecast and a region."""

from __future__ import annotations

from datetime import date, timedelta

from inspectprep.history import built_in_figures
from inspectprep.model.annexa_trend import FindingCounts, FindingTrend, ListPoint, TeamPoint, TrendPoint
from inspectprep.model.framework import CallPattern
from inspectprep.model.next_inspection import NextInspection
from inspectprep.model.past_inspection import GradeWord
from inspectprep.planning.forecast.next_inspection import next_inspection
from tests.faces.council import CALL, TEAMS, check_summary

_WEEKS = 26
_LAST_START = date(2023, 3, 6)


def trend() -> FindingTrend:
    """Return half a year of weekly results with eleven lists and six teams."""
    return FindingTrend(points=tuple(_point(number) for number in range(_WEEKS)))


def _point(number: int) -> TrendPoint:
    day = CALL - timedelta(weeks=_WEEKS - 1 - number)
    lists = tuple(
        ListPoint(
            list=each.list,
            title=each.title,
            score=min(99.0, 70 + each.list + number * 0.7),
            counts=_counts(number + each.list),
        )
        for each in check_summary().lists
    )
    return TrendPoint(
        file=f"{day}.json",
        as_of=day,
        week=day,
        score=75 + number * 0.7,
        counts=_counts(number),
        lists=lists,
        teams=tuple(TeamPoint(team=team, counts=_counts(number + len(team))) for team in TEAMS),
    )


def _counts(number: int) -> FindingCounts:
    errors = 1_400 - 37 * number + 90 * (number % 3)
    return FindingCounts(rows=4_000, errors=errors, warnings=errors // 2, queries=80, practice=errors // 3)


def forecast(calls: CallPattern) -> NextInspection:
    """Return the forecast of a council that was good three and a half years ago, with an absence.

    Args:
        calls: The days on which a call can come.
    """
    return next_inspection(
        _LAST_START,
        as_of=CALL,
        grade=GradeWord.GOOD,
        figures=built_in_figures(),
        pattern=calls,
        away=(date(2027, 2, 15), date(2027, 2, 19)),
        authority="Borsetshire",
    )
