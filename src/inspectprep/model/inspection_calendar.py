"""One calendar for every inspection that runs, and the clashes of people and rooms in it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from inspectprep.model.document import document
from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.timeline import Timeline
from inspectprep.model.timeline_migration import with_timelines
from inspectprep.model.values import frozen


class ClashKind(StrEnum):
    """The cause of a clash.

    Attributes:
        PERSON: One person is needed at two places.
        OWNER: One role or person organises two things at the same time.
        INSPECTOR: One inspector is at two places.
        PLACE: One place is used twice.
        LEAVE: A person who is needed is on leave.
    """

    PERSON = "person"
    """A person is to be in two places."""
    OWNER = "owner"
    """The holder of a role organises two entries, and is at most at one of them."""
    INSPECTOR = "inspector"
    """An inspector is to be in two places."""
    PLACE = "place"
    """A place is used twice."""
    LEAVE = "leave"
    """A person is on leave."""


@frozen(kw_only=True)
class Clash:
    """Two entries of the timetable at the same time with the same person or place, or one during leave.

    Attributes:
        kind: The cause.
        who: The person or place, as it is written first.
        day: The day.
        entries: The entries: two, or one for leave.
        certain: False if an entry has no hours, so that they may not overlap.
    """

    kind: ClashKind
    who: str
    day: date
    entries: tuple[TimetableEntry, ...]
    certain: bool = True


@document(
    "inspection-calendar",
    version=2,
    report="inspectprep.reports.compose.inspection_calendar:calendar_report",
    migrations={1: with_timelines},
)
@frozen(kw_only=True)
class InspectionCalendar:
    """The dates of every inspection that runs on a day, with their timetables.

    Attributes:
        on: The day.
        authority: The council's name.
        timelines: The plans, in the order of their calls.
        timetable: The entries of all their timetables, by day and hour.
        clashes: The clashes, by day.
        notes: Things to know, each a sentence.
    """

    on: date
    authority: str = ""
    timelines: tuple[Timeline, ...] = ()
    timetable: tuple[TimetableEntry, ...] = ()
    clashes: tuple[Clash, ...] = ()
    notes: tuple[str, ...] = ()
