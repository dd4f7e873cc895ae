"""Dates as whole numbers: the facets with which every date rule is a comparison of numbers.

A *facet* is a function from a date to a whole number that never falls as the date rises. A condition on one
date with a fixed bound is therefore a condition on its day number, in any facet. Only conditions on two dates
of the same row need a facet column.

=========  =============================================================================================
``day``    days since 1 January 1970
``wd``     working days of England up to and including the day
``ymd``    year * 10000 + month * 100 + day; ``b.ymd - a.ymd >= 180000`` says that 18 years have passed
``leap``   the same, with 29 February counted as 1 March: the anniversary in a common year
``month``  (year * 12 + month) * 32 + day; adding a month adds 32
``last``   the same, with the last day of a month counted as its 31st: where a shorter month clamps
=========  =============================================================================================
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from inspectprep.calendar.offsets import add_months
from inspectprep.calendar.working import england

Facet: TypeAlias = Literal["day", "wd", "ymd", "leap", "month", "last"]

EPOCH = date(1970, 1, 1).toordinal()
_LOWEST = date(1800, 1, 1).toordinal() - EPOCH
_HIGHEST = date(2299, 12, 31).toordinal() - EPOCH
_LEAP_DAY = (2, 29)


def weekdays_before(day: int) -> int:
    """Return the Mondays to Fridays up to and including a day number, from a fixed origin."""
    weeks, rest = divmod(day + 3, 7)
    return weeks * 5 + min(rest + 1, 5)


def workday_number(day: int) -> int:
    """Return the working days of England up to and including a day number, from a fixed origin.

    Outside the years whose bank holidays are known every weekday counts as a working day.
    """
    calendar = england()
    counts = calendar.counts
    first = calendar.first.toordinal() - EPOCH
    place = day - first
    if place < 0:
        return weekdays_before(day) - weekdays_before(first - 1)
    if place >= len(counts):
        return counts[-1] + weekdays_before(day) - weekdays_before(first + len(counts) - 1)
    return counts[place]


def facet_of(facet: Facet, day: int) -> int:
    """Return a facet of a day number."""
    if facet == "day":
        return day
    if facet == "wd":
        return workday_number(day)
    value = date.fromordinal(day + EPOCH)
    if facet == "ymd":
        return value.year * 10000 + value.month * 100 + value.day
    if facet == "leap":
        plain = value.year * 10000 + value.month * 100 + value.day
        return plain + 72 if (value.month, value.day) == _LEAP_DAY else plain  # 0229 + 72 is 0301
    months = (value.year * 12 + value.month - 1) * 32
    if facet == "last" and value.day == monthrange(value.year, value.month)[1]:
        return months + 31
    return months + value.day


@lru_cache(maxsize=4096)
def first_day(facet: Facet, bound: int) -> int:
    """Return the first day number whose facet is at least `bound`."""
    if facet == "day":
        return bound
    low, high = _LOWEST, _HIGHEST
    while low < high:
        middle = (low + high) // 2
        if facet_of(facet, middle) >= bound:
            high = middle
        else:
            low = middle + 1
    return low


def add_years(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March in a common year."""
    moved = add_months(day, 12 * years)
    if (day.month, day.day) == _LEAP_DAY and (moved.month, moved.day) != _LEAP_DAY:
        return date(moved.year, 3, 1)
    return moved
