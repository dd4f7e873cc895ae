"""Notes on a plan: what is unusual about the call or unknown about the dates. They never refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from inspectprep.model.offset import WEEKDAYS
from inspectprep.planning.call_dates import usual_call_day
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import CallPattern, Framework, Variant
    from inspectprep.model.inspection import Inspection
    from inspectprep.model.timeline import Event, OpenQuestion


def call_notes(notified: date, framework: Framework, variant: Variant, days: WorkingDays) -> list[str]:
    """Return notes on the day of the call.

    Raises:
        OutOfRangeError: if working days are not known for that day.
    """
    notes = []
    usual = WEEKDAYS[framework.calls.weekday].capitalize()
    if not days.is_working(notified):
        kind = "a weekend day" if notified.weekday() > WEEKDAYS.index("friday") else "a bank holiday"
        notes.append(
            f"The call is dated {long_date(notified)}, {kind}. Calls come on working days: check the date."
        )
    elif (
        framework.calls.sample
        and notified.weekday() != framework.calls.weekday
        and notified != usual_call_day(notified, framework.calls, days)
    ):
        notes.append(
            f"The call is dated {long_date(notified)}. Calls usually come on a {usual}: check the date."
        )
    if variant.starting is not None and notified < variant.starting:
        notes.append(f"{variant.title} did not exist before {long_date(variant.starting)}.")
    if variant.until is not None and notified > variant.until:
        notes.append(f"{variant.title} ended on {long_date(variant.until)}: check the kind of inspection.")
    return notes


def edition_notes(notified: date, framework: Framework, variant: Variant) -> tuple[str, list[str]]:
    """Return the id of the edition in force on the day of the call, and notes on it."""
    edition = framework.edition_on(notified)
    if edition is not None:
        return edition.id, [edition.note] if edition.note else []
    if not framework.editions:
        return "", []
    first = min(edition.starting for edition in framework.editions)
    note = (
        f"No known edition was in force on {long_date(notified)}: the first applies from {long_date(first)}. "
        f"{variant.title} is planned as if it did."
    )
    return "", [note]


def week_note(
    calls: CallPattern, mid: Sequence[date | None], place: Mapping[str, int], days: WorkingDays
) -> str | None:
    """Return a note if fieldwork begins in a week in which no recorded inspection did, otherwise None."""
    if "fieldwork" not in place or not calls.sample:
        return None
    start = mid[2 * place["fieldwork"]]
    if start is None:
        return None
    week = start.isocalendar().week
    reasons = []
    if week in calls.weeks_never_used:
        reasons.append(f"week {week} of the year")
    if not calls.bank_holiday_weeks and _has_bank_holiday(start, days):
        reasons.append("a week with a bank holiday")
    if not reasons:
        return None
    return (
        f"Fieldwork would begin in {' and '.join(reasons)}. None of {calls.sample} recorded inspections did. "
        "Check the date."
    )


def _has_bank_holiday(day: date, days: WorkingDays) -> bool:
    monday = day - timedelta(days=day.weekday())
    friday = monday + timedelta(days=4)
    return len(days.span(monday, friday)) < 5


def order_notes(inspection: Inspection) -> list[str]:
    """Return notes on recorded dates that contradict one another."""
    return [
        f"{record.id!r} is recorded on {long_date(record.start)}, before the call: check both dates."
        for record in inspection.actual
        if record.start < inspection.day_of_call
    ]


def undated_note(events: Sequence[Event], questions: Sequence[OpenQuestion]) -> str | None:
    """Return a note that names what only the notification letter can date and no question asks, or None."""
    asked = {question.id for question in questions}
    names = [event.title for event in events if event.date is None and event.waits_for not in asked]
    if not names:
        return None
    return f"Only the notification letter can date: {'; '.join(names)}. Add its dates when it comes."
