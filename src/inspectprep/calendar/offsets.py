"""Offsets applied to dates, as :class:`inspectprep.model.offset.Offset` defines them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from inspectprep.model.offset import Offset, Roll, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspectprep.calendar.working import WorkingDays

_DAYS = {Unit.CALENDAR_DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of the month if it has no such day.

    Years end at 9999 and begin at 1. A date beyond that is the last or the first day of all.
    """
    try:
        return _months(months)(day)
    except (ValueError, OverflowError):
        return date.max if months > 0 else date.min


def add_days(day: date, number: int) -> date:
    """Return the day `number` calendar days later, at most the last day of the year 9999."""
    try:
        return day + timedelta(days=number)
    except OverflowError:
        return date.max if number > 0 else date.min


def apply(offset: Offset, anchor: date, days: WorkingDays) -> date:
    """Return the date at `offset` from `anchor`.

    The anchor is not counted. Working days are those of `days`.

    Raises:
        OutOfRangeError: if the date is outside the calendar of working days.
    """
    return stepper(offset, days)(anchor)


def stepper(offset: Offset, days: WorkingDays) -> Callable[[date], date]:
    """Return a function from anchor to date, for an offset that is applied many times."""
    step = _plain(offset, days)
    if offset.roll is Roll.AFTER:
        return lambda anchor: days.on_or_after(step(anchor))
    if offset.roll is Roll.BEFORE:
        return lambda anchor: days.on_or_before(step(anchor))
    return step


def _months(months: int) -> Callable[[date], date]:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - most plans count no months

    distance = relativedelta(months=months)
    return lambda anchor: anchor + distance


def _plain(offset: Offset, days: WorkingDays) -> Callable[[date], date]:
    amount, unit = offset.amount, offset.unit
    if unit is Unit.WORKING_DAY:
        add = days.add
        return lambda anchor: add(anchor, amount)
    if unit in _DAYS:
        distance = timedelta(days=amount * _DAYS[unit])
        return lambda anchor: anchor + distance if distance else anchor
    if unit in _MONTHS:
        return _months(amount * _MONTHS[unit])
    weekday = offset.weekday or 0
    if unit is Unit.NEXT_WEEKDAY:
        return lambda anchor: anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)

    def of_week(anchor: date) -> date:
        days_ahead = weekday - anchor.weekday()
        return anchor + timedelta(days=days_ahead + 7 * (amount - 1 if days_ahead >= 0 else amount))

    return of_week
