"""Notes on a plan: what is unusual about the call or unknown about the dates.

Two things are refused: a call for a kind of inspection that no longer exists, and a date of a step that does
not exist for the call.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from inspectprep.calendar.bank_holidays import LAST_ANNOUNCED
from inspectprep.calendar.working import are_announced
from inspectprep.errors import PlanError
from inspectprep.model.basis import Basis, Ending
from inspectprep.model.offset import WEEKDAYS, Unit
from inspectprep.planning.call_dates import usual_call_day
from inspectprep.planning.wording import counted, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import CallPattern, Edition, Framework, Milestone, Pause, Variant
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
        not _agreed(variant)
        and framework.calls.sample
        and notified.weekday() != framework.calls.weekday
        and notified != usual_call_day(notified, framework.calls, days)
    ):
        notes.append(
            f"The call is dated {long_date(notified)}. Calls usually come on a {usual}: check the date."
        )
    return notes + existence_notes(notified, framework, variant)


def _agreed(variant: Variant) -> bool:
    """Return whether only the inspectorate can give the fieldwork, as when its days are agreed in advance."""
    return any(
        milestone.id == "fieldwork" and milestone.basis is Basis.NOTICE for milestone in variant.milestones
    )


def existence_notes(notified: date, framework: Framework, variant: Variant) -> list[str]:
    """Return a note if a kind of inspection does not exist on the day of the call."""
    notes = []
    if variant.starting is not None and notified < variant.starting:
        # Only a note: the first day of some kinds is our reading, and a day too early does no harm.
        before = [other for other in framework.variants if other.successor == variant.id]
        names = " or ".join(other.title for other in before)
        instead = f" It replaced {names}." if names else ""
        notes.append(f"{variant.title} did not exist before {long_date(variant.starting)}.{instead}")
    if variant.until is not None and notified > variant.until:
        notes.append(_ended(framework, variant))
    return notes


def absent_note(inspection: Inspection, variant: Variant, step: Milestone) -> str:
    """Return a note on a date of a step that does not exist for the day of the call.

    Raises:
        PlanError: if the inspection is not on record. Then the date is a mistake.
    """
    first = f"before {long_date(step.starting)}" if step.starting else ""
    last = f"after {long_date(step.until)}" if step.until else ""
    outside = " or ".join(filter(None, (first, last)))
    what = f"{variant.title} has no “{step.title}” for a call {outside}."
    if not inspection.id:
        raise PlanError(what, path=(step.id,), remedy="Leave its date out, or check the day of the call.")
    return f"{what} Its date on record is left out of the plan."


def refuse_ended(notified: date, framework: Framework, variant: Variant) -> None:
    """Refuse a call for a kind of inspection that no longer exists on that day.

    Raises:
        PlanError: if the variant ended before the day. It names the successor, and the id to use.
    """
    if variant.until is None or notified <= variant.until:
        return
    known = any(other.id == variant.successor for other in framework.variants)
    remedy = (
        f"Use the variant {variant.successor}."
        if known
        else "See inspectprep frameworks for the kinds that exist."
    )
    raise PlanError(_ended(framework, variant), path=(variant.id,), remedy=remedy)


def _ended(framework: Framework, variant: Variant) -> str:
    ended = f"{variant.title} ended on {long_date(variant.until)}." if variant.until else ""
    titles = {other.id: other.title for other in framework.variants}
    if not variant.successor:
        return f"{ended} Its successor is not known."
    return f"{ended} It was replaced by: {titles.get(variant.successor, variant.successor)}."


def edition_notes(notified: date, framework: Framework, variant: Variant) -> tuple[str, list[str]]:
    """Return the id of the edition in force on the day of the call, and notes on it."""
    edition = framework.edition_on(notified)
    if edition is not None:
        notes = [edition.note] if edition.note else []
        if edition.until is not None and notified > edition.until:
            notes.append(_after_edition(notified, edition))
        return edition.id, notes
    if not framework.editions:
        return "", []
    first = min(edition.starting for edition in framework.editions)
    note = (
        f"No known edition was in force on {long_date(notified)}: the first applies from {long_date(first)}. "
        f"{variant.title} is planned as if it did."
    )
    return "", [note]


def _after_edition(notified: date, edition: Edition) -> str:
    """Return the note on a call after the last day on which an edition is known to apply."""
    if edition.ending is Ending.READ and edition.until is not None:
        known = f"{edition.title} was in force when it was last read, on {long_date(edition.until)}."
    else:
        known = f"{edition.title} is known to apply to calls until {long_date(edition.until or notified)}."
    next_one = f" It is followed by {edition.successor}." if edition.successor else ""
    return (
        f"{known}{next_one} Whether it applies to a call on {long_date(notified)} is not known: "
        "ask, and check the dates."
    )


def calendar_notes(days: Sequence[date], publication: Sequence[date], expected: Iterable[Pause]) -> list[str]:
    """Return notes on a plan whose days are counted over years that are not settled.

    Args:
        days: The days that were counted, with the bounds of forecasts.
        publication: Those of what pauses delay.
        expected: Pauses whose last possible day is known, and nothing sooner.
    """
    notes = []
    if days and not are_announced(max(days)):
        notes.append(
            f"The bank holidays after {LAST_ANNOUNCED} are expected, not announced. A change to them moves "
            "the dates that are counted over it."
        )
    notes += [
        f"Publication may be delayed by {pause.title}. The last possible day is {long_date(pause.until)}, "
        f"and it can come sooner. {pause.note}".strip()
        for pause in expected
        if any(pause.until - _YEAR < day <= pause.until for day in publication)
    ]
    return notes


_YEAR = timedelta(days=365)


def week_note(variant: Variant, calls: CallPattern, events: Sequence[Event], days: WorkingDays) -> str | None:
    """Return a note if planned fieldwork begins as no recorded inspection did, otherwise None.

    It is about the day that is planned. A day that is recorded or agreed is known.
    """
    event = next((event for event in events if event.id == "fieldwork"), None)
    if event is None or event.date is None or event.actual or not calls.sample or _agreed(variant):
        return None
    start, end = event.date, event.last or event.date
    week = start.isocalendar().week
    reasons = []
    if week in calls.weeks_never_used:
        reasons.append(f"week {week} of the year")
    if not calls.bank_holiday_weeks and _has_bank_holiday(start, days):
        reasons.append("a week with a bank holiday")
    notes = []
    if reasons:
        notes.append(
            f"Fieldwork would begin in {' and '.join(reasons)}. "
            f"None of {calls.sample} recorded inspections did."
        )
    monday = start - timedelta(days=start.weekday())
    if _whole_weeks(variant) and start != monday and event.basis is not Basis.NOTICE:
        length = counted(len(days.span(start, end)), "working day")
        notes.append(
            f"Fieldwork would begin on a {start:%A} and have {length}. "
            "Inspections of this kind usually begin on a Monday."
        )
    return " ".join((*notes, "Check the date.")) if notes else None


def _whole_weeks(variant: Variant) -> bool:
    """Return whether fieldwork of this kind ends on a day of the week, not after a number of days."""
    return any(
        milestone.id == "fieldwork"
        and milestone.end_offset is not None
        and milestone.end_offset.unit is Unit.WEEKDAY_OF_WEEK
        for milestone in variant.milestones
    )


def _has_bank_holiday(day: date, days: WorkingDays) -> bool:
    monday = day - timedelta(days=day.weekday())
    friday = monday + timedelta(days=4)
    return len(days.span(monday, friday)) < 5


def order_notes(inspection: Inspection, variant: Variant) -> list[str]:
    """Return notes on recorded dates that contradict one another."""
    titles = {milestone.id: milestone.title for milestone in variant.milestones}
    return [
        f"“{titles.get(record.id, record.id)}” is recorded on {long_date(record.start)}, before the call: "
        "check both dates."
        for record in inspection.actual
        if record.start < inspection.day_of_call
    ]


def undated_note(events: Sequence[Event], questions: Sequence[OpenQuestion]) -> str | None:
    """Return a note that names the days that only the inspectorate can give and no question asks, or None.

    What follows from such a day is not named: it has a date when that day has one.
    """
    asked = {question.id for question in questions}
    names = [
        f"“{event.title}”"
        for event in events
        if event.date is None
        and event.basis is Basis.NOTICE
        and event.waits_for in ("", event.id)
        and event.id not in asked
    ]
    if not names:
        return None
    return (
        f"These days are not known yet: {'; '.join(names)}. "
        "Take each from the inspectorate's letters, or ask, and add it."
    )
