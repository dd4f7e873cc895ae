"""The days on which the call could come next: one a week, usually the Monday."""

from __future__ import annotations

from datetime import timedelta
from itertools import count, islice
from typing import TYPE_CHECKING

from attrs import field

from inspectprep.calendar.working import england
from inspectprep.errors import OutOfRangeError
from inspectprep.model.representation import frozen
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import CallPattern

_WEEK = timedelta(days=7)


@frozen(kw_only=True)
class CallDate:
    """A day on which the call could come.

    Attributes:
        day: The day of the call.
        fieldwork: The first working day of the week in which inspectors would arrive.
        likely: False if no inspection on record began its fieldwork in such a week.
        notes: What to know about the day.
        chance: The chance, from 0 to 1, that the call comes on this day. None if it is not known.
        by_then: The chance that the call comes on this day or an earlier one. None if it is not known.
        monday: The Monday of the week in which inspectors would arrive. Derived from `fieldwork`.
    """

    day: date
    fieldwork: date
    likely: bool = True
    notes: tuple[str, ...] = ()
    chance: float | None = None
    by_then: float | None = None
    # Stored, because forecasts of many councils look it up very often.
    monday: date = field(init=False, repr=False, eq=False)

    @monday.default
    def _monday(self) -> date:
        return self.fieldwork - timedelta(days=self.fieldwork.weekday())


def call_dates(
    after: date, number: int, *, calls: CallPattern, working: WorkingDays | None = None
) -> tuple[CallDate, ...]:
    """Return the next days on which the call could come, one a week, unlikely ones among them and marked.

    A call comes on the usual day of the week. If that is a bank holiday, it comes on the next working day of
    the week, or earlier: such weeks are used as often as others.

    Args:
        after: The first day that may be one (inclusive).
        number: How many.
        calls: When inspections have been observed to begin.
        working: The working days of the council, with its closures; those of England if None.

    Raises:
        OutOfRangeError: if working days are not known that far ahead.
    """
    own = working or england()
    own.is_working(after)  # which refuses a day outside the calendar
    monday = after - timedelta(days=after.weekday())
    weeks = (_call_date(monday + place * _WEEK, calls, own) for place in count())
    return tuple(islice((call for call in weeks if call.day >= after), number))


def usual_call_day(day: date, calls: CallPattern, days: WorkingDays) -> date:
    """Return the day of a call in the week of a day: the usual one, or the next working day of the week.

    Raises:
        OutOfRangeError: if working days are not known for that week.
    """
    monday = day - timedelta(days=day.weekday())
    usual = monday + timedelta(days=calls.weekday)
    found = days.on_or_after(usual)
    return found if found <= monday + timedelta(days=4) else days.on_or_before(usual)


def _call_date(monday: date, calls: CallPattern, own: WorkingDays) -> CallDate:
    days = england()
    usual = monday + timedelta(days=calls.weekday)
    day = usual_call_day(monday, calls, days)
    notes = []
    if day != usual:
        notes.append(f"{long_date(usual)} is a bank holiday. The call then comes on this day, or earlier.")
    elif not own.is_working(day):
        notes.append("The council is closed on this day.")
    arriving = monday + calls.weeks * _WEEK
    unlikely = tuple(_unlikely(arriving, calls, days))
    return CallDate(
        day=day,
        fieldwork=days.on_or_after(arriving),
        likely=not unlikely,
        notes=(*notes, *unlikely),
    )


def _unlikely(monday: date, calls: CallPattern, days: WorkingDays) -> Iterator[str]:
    if not calls.sample:
        return
    week = monday.isocalendar().week
    if week in calls.weeks_never_used:
        yield f"None of {calls.sample} inspections on record began fieldwork in week {week} of the year."
    elif not calls.bank_holiday_weeks and len(days.span(monday, monday + timedelta(days=4))) < 5:
        yield f"None of {calls.sample} inspections on record began fieldwork in a week with a bank holiday."


def usual_monday(day: date, calls: CallPattern, days: WorkingDays) -> date:
    """Return the first Monday from a day on (inclusive) in whose week inspections have begun.

    For a week outside the years for which working days are known, it is the first Monday.
    """
    monday = first = day + timedelta(days=-day.weekday() % 7)
    try:
        while any(_unlikely(monday, calls, days)):
            monday += _WEEK
    except OutOfRangeError:
        return first
    return monday
