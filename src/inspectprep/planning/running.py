"""The inspections that run on a day, and the one that a record belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import Scope
from inspectprep.planning.wording import long_date

NO_INSPECTION = "none"
"""The word for a record that belongs to no inspection, in place of an id."""


def running_on(inspections: Iterable[Inspection], day: date) -> tuple[Inspection, ...]:
    """Return the inspections that run on a day, in the order of their calls."""
    running = [inspection for inspection in inspections if inspection.runs_on(day)]
    return tuple(sorted(running, key=lambda inspection: inspection.day_of_call))


def running_inspection(inspections: Iterable[Inspection], day: date, id: str = "") -> Inspection | None:
    """Return the inspection with an id, or else the only one that runs on a day; None if none runs.

    Raises:
        UnknownNameError: if no inspection has this id; the nearest is suggested.
        InspectPrepError: if several run; it names them.
    """
    every = tuple(inspections)
    if id:
        named = next((inspection for inspection in every if inspection.id == id), None)
        if named is None:
            raise UnknownNameError("inspection", id, [inspection.id for inspection in every])
        return named
    running = running_on(every, day)
    if len(running) > 1:
        raise InspectPrepError(
            f"Several inspections run on {long_date(day)}: {named_in_words(running)}.",
            remedy="Choose one with --inspection ID.",
        )
    return running[0] if running else None


def inspection_of_record(
    inspections: Iterable[Inspection], days: Sequence[date], scope: Scope
) -> Inspection | None:
    """Return the inspection that a new record belongs to, or None if it belongs to none.

    Args:
        inspections: Every inspection.
        days: The day of the record, if it has one, and then today. The first day on which an inspection
            runs decides.
        scope: The scope of its kind.

    Raises:
        InspectPrepError: if several inspections run on that day; or if none does, and a record of this
            scope must belong to one.
    """
    every = tuple(inspections)
    for day in days:
        inspection = running_inspection(every, day)
        if inspection is not None:
            return inspection
    if scope in (Scope.COUNCIL, Scope.PREPARATION) or (scope is Scope.INSPECTION and not every):
        return None
    if not every:
        raise InspectPrepError(
            "No inspection has begun, so there is no outcome to know.",
            remedy="Begin one first: inspectprep inspection begin --variant VARIANT --notified DATE.",
        )
    raise InspectPrepError(
        f"No inspection runs on {long_date(days[0])}. On record: {named_in_words(every)}.",
        remedy=f"Choose one with --inspection ID. A record of a rehearsal has --inspection {NO_INSPECTION}."
        if scope is Scope.INSPECTION
        else "Choose one with --inspection ID.",
    )


def named_in_words(inspections: Iterable[Inspection]) -> str:
    """Return the inspections as text: ``ins-1 (ilacs-short, called 9 April 2018)``."""
    return ", ".join(f"{inspection.id} ({_described(inspection)})" for inspection in inspections)


def _described(inspection: Inspection) -> str:
    name = inspection.variant or inspection.title
    return f"{name}, called {long_date(inspection.notified)}" if inspection.notified else name
