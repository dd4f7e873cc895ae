"""The full inspections of a council, from its records of inspections.

A record counts if its variant is a full inspection of children's services, also one of the council's own
that extends it, and its fieldwork has begun. Its grades count once its publication is recorded: a forecast
that used them before could give away the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import UnknownNameError
from inspectprep.model.inspection import Inspection
from inspectprep.model.past_inspection import JUDGEMENTS, GradeWord, InspectionKind, PastInspection
from inspectprep.workspace.inspections import recorded_inspections

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.workspace.council_records import CouncilRecords

_LENGTHS = {"ilacs-short": "short", "ilacs-standard": "standard"}
"""The full inspections, and the word for each that does not depend on the framework's edition."""
_OVERALL = "overall"


def past_inspections(workspace: CouncilRecords, on: date) -> tuple[PastInspection, ...]:
    """Return the full inspections whose fieldwork had begun by a day, in the order of their start.

    One that ended without a report is left out.

    Args:
        workspace: The workspace.
        on: The day (inclusive).
    """
    authority = workspace.config.authority if workspace.config else ""
    found = [
        past
        for inspection in recorded_inspections(workspace)
        if (past := _past_inspection(workspace, inspection, authority, on)) is not None
    ]
    return tuple(sorted(found, key=lambda past: past.start))


def is_full_inspection(workspace: CouncilRecords, variant: str) -> bool:
    """Return whether a variant is a full inspection of children's services."""
    return bool(_length(workspace, variant))


def running_full_inspection(workspace: CouncilRecords, on: date) -> Inspection | None:
    """Return the full inspection that has been called by a day and is still to come on site, or None."""
    for inspection in recorded_inspections(workspace):
        if is_full_inspection(workspace, inspection.variant) and inspection.runs_on(on):
            start, _ = _fieldwork(workspace, inspection)
            if start is None or start > on:
                return inspection
    return None


def _past_inspection(
    workspace: CouncilRecords, inspection: Inspection, authority: str, on: date
) -> PastInspection | None:
    length = _length(workspace, inspection.variant)
    start, end = _fieldwork(workspace, inspection)
    if not length or inspection.withdrawn or start is None or start > on:
        return None
    last = end or start
    published = inspection.published if inspection.published and last <= inspection.published <= on else None
    grades = _grades(inspection) if published else {}
    return PastInspection(
        authority=inspection.authority or authority,
        kind=InspectionKind.ILACS,
        variant=length,
        start=start,
        end=last,
        published=published,
        overall=grades.get(_OVERALL),
        judgements={name: grade for name, grade in grades.items() if name in JUDGEMENTS},
    )


def _length(workspace: CouncilRecords, variant: str) -> str:
    """Return the word for the length of a full inspection; empty for any other variant."""
    if not variant:
        return ""
    try:
        resolved = workspace.catalogue.find(variant).variant
    except UnknownNameError:
        return ""
    if not resolved.graded:
        return ""
    return next((_LENGTHS[name] for name in (variant, *resolved.based_on) if name in _LENGTHS), "")


def _fieldwork(workspace: CouncilRecords, inspection: Inspection) -> tuple[date | None, date | None]:
    """Return the first and last day on site: as recorded, or else as planned from the call."""
    if inspection.starting is not None or inspection.notified is None:
        return inspection.starting, inspection.until
    event = workspace.schedule(inspection).get("fieldwork")
    return (event.date, event.last) if event else (None, None)


def _grades(inspection: Inspection) -> dict[str, GradeWord]:
    """Return the grades that are in Ofsted's words, by judgement."""
    grades = {}
    for grade in inspection.grades:
        try:
            grades[grade.judgement] = GradeWord.read(grade.grade)
        except ValueError:  # a grade of another scale, which no forecast knows
            continue
    return grades
