"""The hours of a day of fieldwork, from the timetable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.report_blocks import AgendaItem
from inspectprep.model.roles import role_id
from inspectprep.model.workforce import People
from inspectprep.planning.wording import person_name


def hours_of(
    timetable: Iterable[TimetableEntry], day: date, *, people: People | None = None, named: bool = True
) -> tuple[AgendaItem, ...]:
    """Return what is on the timetable of a day, by the time at which it starts.

    What has no time comes first.

    Args:
        timetable: The entries.
        day: The day.
        people: The people in roles, who are named with their role.
        named: Whether the people who take part are named.
    """
    entries = sorted(
        (entry for entry in timetable if entry.day == day),
        key=lambda entry: (entry.starts, entry.ends, entry.title),
    )
    return tuple(
        AgendaItem(
            what=entry.title,
            starts=entry.starts,
            ends=entry.ends if entry.starts else "",
            where=entry.place,
            who=tuple(named_person(person, people) for person in entry.people) if named else (),
        )
        for entry in entries
    )


def named_person(person: str, people: People | None = None) -> str:
    """Return a person of the timetable: the name, and the role if it is given as a role."""
    role = role_id(person)
    if not role:
        return person
    holder = people.holder(role) if people else None
    return person_name(role, holder.name if holder else "")
