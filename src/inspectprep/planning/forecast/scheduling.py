"""The weeks in which inspections began, counted in a history and compared with chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from inspectprep.calendar.working import bank_holidays
from inspectprep.model.intervals import SchedulingFacts, WeekGroup
from inspectprep.model.past_inspection import InspectionKind, PastInspection
from inspectprep.planning.forecast.sequences import PAUSE

_WEEK = timedelta(days=7)
_WEEKS_A_YEAR = 365.2425 / 7
_ENOUGH = 5.0
"""The inspections that chance must give for a kind of week before it counts as closed when none is in it.

Chance alone would leave it empty once in 150 times.
"""
_HOLIDAYS = frozenset(bank_holidays())


def _has_bank_holiday(monday: date) -> bool:
    return any(monday + timedelta(days=place) in _HOLIDAYS for place in range(5))


def _is_after_bank_holiday(monday: date) -> bool:
    return monday - _WEEK in _HOLIDAYS


def _in_august(monday: date) -> bool:
    return monday.month == 8


def _at_christmas(monday: date) -> bool:
    return (monday.month, monday.day) >= (12, 19) or (monday.month, monday.day) <= (1, 7)


_GROUPS: Mapping[str, tuple[str, Callable[[date], bool]]] = {
    "bank_holiday_week": ("Weeks with a bank holiday", _has_bank_holiday),
    "after_bank_holiday_monday": ("Weeks after a bank-holiday Monday", _is_after_bank_holiday),
    "august": ("Mondays in August", _in_august),
    "christmas": ("Mondays from 19 December to 7 January", _at_christmas),
}


def scheduling_facts(inspections: Iterable[PastInspection]) -> SchedulingFacts | None:
    """Return the weeks in which inspections of the present framework (ILACS) began.

    Chance means that all weeks from the first to the last start, without the pandemic pause, are alike. A
    kind of week is closed if no inspection began in it and chance would have given at least five. Of the
    other weeks of the year that were never used, those count as closed that are more than chance would leave.

    Returns:
        The facts. None without an inspection.
    """
    starts = sorted(each.start for each in inspections if each.kind is InspectionKind.ILACS)
    if not starts:
        return None
    weeks = [start - timedelta(days=start.weekday()) for start in starts]
    period = _period(weeks)
    groups = tuple(_group(group, weeks, period) for group in _GROUPS)
    closed = [_GROUPS[each.id][1] for each in groups if not each.n and each.by_chance >= _ENOUGH]
    usable = [monday for monday in period if not any(is_closed(monday) for is_closed in closed)]
    used = {_iso_week(week) for week in weeks}
    never = sorted({_iso_week(monday) for monday in period} - used)
    open_weeks = Counter(map(_iso_week, usable))
    explained = [week for week in never if not open_weeks[week]]
    by_chance = sum((1 - count / len(usable)) ** len(starts) for count in open_weeks.values())
    beyond_chance = max(0.0, len(never) - len(explained) - by_chance)
    return SchedulingFacts(
        n=len(starts),
        first=starts[0],
        last=starts[-1],
        on_monday=sum(start.weekday() == 0 for start in starts),
        groups=groups,
        never_used=tuple(never),
        explained=tuple(explained),
        by_chance=by_chance,
        usable_mondays=len(usable) / len(period) * _WEEKS_A_YEAR - beyond_chance,
    )


def _period(weeks: list[date]) -> list[date]:
    used = set(weeks)
    mondays = [weeks[0] + place * _WEEK for place in range((weeks[-1] - weeks[0]) // _WEEK + 1)]
    return [monday for monday in mondays if monday in used or not PAUSE[0] <= monday <= PAUSE[1]]


def _group(id: str, weeks: list[date], period: list[date]) -> WeekGroup:
    title, matches = _GROUPS[id]
    share = sum(map(matches, period)) / len(period)
    return WeekGroup(id=id, title=title, n=sum(map(matches, weeks)), by_chance=share * len(weeks))


def _iso_week(day: date) -> int:
    return day.isocalendar().week
