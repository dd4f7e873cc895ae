"""The rule of freshness for everything that has to be done or recorded again after an interval.

It serves recurring tasks, preparation sessions and evidence. What was done on a day counts until the end of
its interval, which is counted from that day: a yearly task done on 15 January is in time up to and including
15 January of the next year. In the last part of the interval it is due again soon (:class:`.DueSoon`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from inspectprep.calendar.offsets import add_days, add_months, apply
from inspectprep.calendar.working import england
from inspectprep.model.freshness import DueSoon, Freshness
from inspectprep.model.offset import Offset

DUE_SOON = DueSoon()
"""The default for the time before an interval ends."""


@lru_cache(maxsize=4096)
def lasts_until(done: date, every: Offset) -> date:
    """Return the last day (inclusive) on which something done on a day still counts.

    Args:
        done: The day on which it was done, or the last day of the period that it covers.
        every: The interval, in calendar days, weeks, months or years.
    """
    try:
        return apply(every, done, england())
    except (ValueError, OverflowError):  # a year after 9999 is an error, and nothing is stale before it
        return date.max


@lru_cache(maxsize=4096)
def fresh_until(start: date | None, until: date, due_soon: DueSoon = DUE_SOON) -> date:
    """Return the last day (inclusive) before something is due again soon.

    Args:
        start: The day from which its interval counts. None if only its last day is known.
        until: Its last day (inclusive).
        due_soon: The length of the last part of an interval.
    """
    days = due_soon.least_days
    if start is not None and start < until:
        length = (until - start).days
        days = min(max(days, round(length * due_soon.share)), length // 2)
    return max(add_days(until, -days), add_months(until, -due_soon.most_months))


def freshness(start: date | None, until: date | None, day: date, due_soon: DueSoon = DUE_SOON) -> Freshness:
    """Return the freshness on a day of something that lasts until a day (inclusive).

    Args:
        start: The day from which its interval counts, if known.
        until: Its last day (inclusive). None if its day is not known.
        day: The day of the question.
        due_soon: The length of the last part of an interval.
    """
    if until is None:
        return Freshness.UNDATED
    if day > until:
        return Freshness.STALE
    return Freshness.DUE_SOON if day > fresh_until(start, until, due_soon) else Freshness.FRESH
