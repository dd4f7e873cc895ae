"""The interviews and visits of one role."""

from __future__ import annotations

from collections.abc import Iterable

from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.roles import known_role
from inspectprep.model.workforce import People


def visits_of(
    role: str, visits: Iterable[TimetableEntry], people: People | None
) -> tuple[TimetableEntry, ...]:
    """Return the visits that a role organises, or at which its holder meets inspectors.

    Args:
        role: The id of the role.
        visits: Interviews and visits. Their people are roles or names.
        people: The people in each role. None if they are not known.
    """
    names = {_plain(person.name) for person in people.holders(role)} if people else set()
    return tuple(
        visit
        for visit in visits
        if known_role(visit.owner) == role
        or any(known_role(who) == role or _plain(who) in names for who in visit.people)
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
