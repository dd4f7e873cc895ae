"""The limit of three monitoring visits in twelve months, across ILACS and Area SEND.

Source: the summary of changes to the Area SEND framework and handbook of 7 July 2025. A visit counts from its
first day on site; until that is recorded, from the day of the call. The twelve calendar months end on the day
asked about (inclusive). They begin after the same date of the year before (exclusive): a visit a year
earlier to the day does not count. The source does not say how the months are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspectprep.model.inspection import Inspection
from inspectprep.planning.wording import long_date

MOST = 3
"""The most monitoring visits in twelve months."""
SOURCE = "gov.uk, Area SEND framework and handbook: summary of changes, 7 July 2025"

_FROM = date(2025, 7, 7)
_FRAMEWORKS = ("ilacs", "area-send")
_WORD = "monitoring"
_LEAP_DAY = (2, 29)


def beyond_the_limit(inspections: Iterable[Inspection], inspection: Inspection) -> str:
    """Return a sentence if an inspection is a fourth monitoring visit in twelve months; empty if not.

    Args:
        inspections: Every inspection on record. One that ended before it came on site does not count.
        inspection: The one to ask about.
    """
    day = _day(inspection)
    if day is None or day < _FROM or not is_monitoring(inspection.variant):
        return ""
    start = _year_before(day)
    earlier = [
        other
        for other in inspections
        if other.id != inspection.id
        and is_monitoring(other.variant)
        and not (other.withdrawn and other.starting is None)
        and (on := _day(other)) is not None
        and start < on <= day
    ]
    if len(earlier) < MOST:
        return ""
    names = ", ".join(
        f"{other.id or other.variant} ({long_date(on)})" for other in earlier if (on := _day(other))
    )
    return (
        f"This is monitoring visit number {len(earlier) + 1} in twelve months, and at most {MOST} are made "
        f"across ILACS and Area SEND. Ask the lead inspector. The others: {names}. Source: {SOURCE}."
    )


def is_monitoring(variant: str) -> bool:
    """Return whether a variant is a monitoring visit or inspection of ILACS or Area SEND, by its id."""
    return variant.startswith(_FRAMEWORKS) and _WORD in variant.split("-")


def _day(inspection: Inspection) -> date | None:
    return inspection.starting or inspection.notified


def _year_before(day: date) -> date:
    if (day.month, day.day) == _LEAP_DAY:
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)
