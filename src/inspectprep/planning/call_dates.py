"""The days on which the call could come next: Mondays, as far as the record goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from inspectprep.calendar.working import england
from inspectprep.model.representation import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import CallPattern

_WEEK = 7


@frozen(kw_only=True)
class CallDate:
    """A day on which the call could come.

    Attributes:
        day: The day of the call.
        fieldwork: The first working day of the week in which inspectors would arrive.
        notes: Why it is less likely; nothing on it is never a promise.
    """

    day: date
    fieldwork: date
    notes: tuple[str, ...] = ()

    @property
    def likely(self) -> bool:
        """True when nothing on record speaks against this day."""
        return not self.notes


def call_dates(
    after: date, number: int, *, calls: CallPattern, working: WorkingDays | None = None
) -> tuple[CallDate, ...]:
    """Return the next days on which the call could come, unlikely ones among them and flagged.

    Args:
        after: The first day that may be one (inclusive).
        number: How many.
        calls: When inspections have been observed to begin.
        working: The working days; those of England if None.

    Raises:
        OutOfRangeError: if working days are not known that far ahead.
    """
    days = working or england()
    days.is_working(after)  # which refuses a day outside the calendar
    first = after + timedelta(days=(calls.weekday - after.weekday()) % _WEEK)
    return tuple(_call_day(first + timedelta(days=_WEEK * place), calls, days) for place in range(number))


def _call_day(day: date, calls: CallPattern, working: WorkingDays) -> CallDate:
    monday = day + timedelta(days=_WEEK - day.weekday())
    fieldwork = working.on_or_after(monday)
    return CallDate(day=day, fieldwork=fieldwork, notes=tuple(_notes(day, monday, calls, working)))


def _notes(day: date, monday: date, calls: CallPattern, working: WorkingDays) -> Iterator[str]:
    if not working.is_working(day):
        yield "A bank holiday or closure: calls come on working days."
    if not calls.sample:
        return
    week = monday.isocalendar().week
    if week in calls.weeks_never_used:
        yield f"None of {calls.sample} inspections on record began fieldwork in week {week} of the year."
    elif not calls.bank_holiday_weeks and len(working.span(monday, monday + timedelta(days=4))) < 5:
        yield f"None of {calls.sample} inspections on record began fieldwork in a week with a bank holiday."
