"""The person to ring for each role on a day: the holder, or the cover."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspectprep.model.call_sheet import RoleContact
from inspectprep.model.roles import role_id, role_title
from inspectprep.model.workforce import RoleHolder, people_of

_FIRST = ("dcs", "deputy")


def role_contacts(holders: Iterable[RoleHolder], roles: Iterable[str], day: date) -> tuple[RoleContact, ...]:
    """Return the person to ring for each role on a day. Nothing is guessed: what is not on record is empty.

    Args:
        holders: The role holders on record.
        roles: Ids of the roles that have work on the day. The director and the deputy come first.
        day: The day.
    """
    every = tuple(holders)
    people = people_of(every).on(day)
    numbers = {(holder.role, holder.name): holder.contact for holder in every}

    def number(name: str) -> str:
        return next((contact for (_, other), contact in numbers.items() if other == name and contact), "")

    contacts = []
    for role in dict.fromkeys((*_FIRST, *roles)):
        person = people.holder(role)
        if person is None:
            contacts.append(RoleContact(role=role, title=role_title(role)))
            continue
        leave = people.leave_on(person, day)
        wanted = (leave.cover.strip() or person.deputy) if leave else person.deputy
        covers = [other for other in people.named(wanted) if people.leave_on(other, day) is None]
        named = wanted if wanted and not role_id(wanted) and not people.named(wanted) else ""
        cover = covers[0].name if covers else named
        contacts.append(
            RoleContact(
                role=role,
                title=role_title(role),
                holder=person.name,
                telephone=numbers.get((role, person.name), "") or number(person.name),
                away_until=leave.until if leave else None,
                cover=cover,
                cover_telephone=number(cover) if cover else "",
            )
        )
    return tuple(contacts)
