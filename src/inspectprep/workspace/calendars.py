"""One calendar for all inspections that run on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.inspection_calendar import InspectionCalendar
from inspectprep.model.workforce import RoleHolder, people_of
from inspectprep.planning.clashes import clashes
from inspectprep.planning.communication.guard import withheld_note
from inspectprep.planning.monitoring_visits import beyond_the_limit
from inspectprep.planning.running import running_on
from inspectprep.workspace.embargo import recorded_guard
from inspectprep.workspace.gate import record_showings
from inspectprep.workspace.inspections import recorded_inspections

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.workspace.council_inspections import CouncilInspections


def inspection_calendar(workspace: CouncilInspections, on: date, reader: str = "") -> InspectionCalendar:
    """Return the dates and timetables of every inspection that runs on a day, with their clashes.

    Args:
        workspace: A workspace with a folder.
        on: The day.
        reader: The name of the reader. Only people on the register of an embargo get texts that count as
            revealing its outcome.
    """
    with workspace.store.reading():
        inspections = recorded_inspections(workspace)
        entries = workspace.records.all(TimetableEntry)
        people = people_of(workspace.records.all(RoleHolder))
        guard = recorded_guard(workspace, reader)
    ids = {inspection.id for inspection in running_on(inspections, on)}
    own = tuple(entry for entry in entries if entry.inspection in ids)
    shown = (*(each for each in inspections if each.id in ids), *own)
    record_showings(workspace, guard, "inspection-calendar", shown)
    left, withheld = guard.guarded({"inspection": inspections, "visit": own})
    every, visits = left["inspection"], left["visit"]
    timetable = sorted(visits, key=lambda entry: (entry.day, entry.starts))
    running = running_on(every, on)
    limits = [beyond_the_limit(every, inspection) for inspection in running]
    return InspectionCalendar(
        on=on,
        authority=workspace.config.authority if workspace.config else "",
        timelines=tuple(workspace.schedule(inspection, as_of=on) for inspection in running),
        timetable=tuple(timetable),
        clashes=clashes(timetable, people),
        notes=(*(limit for limit in limits if limit), *withheld_note(len(withheld))),
    )
