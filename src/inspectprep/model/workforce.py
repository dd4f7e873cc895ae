"""People with a part in an inspection: roles, who holds them, and when they are away."""

from __future__ import annotations

from datetime import date

from attrs import frozen

__all__ = ["ROLES", "Leave", "People", "Person", "Role", "role_id", "role_title"]


@frozen
class Role:
    """A part that somebody plays.

    Attributes:
        id: Short name used in tasks and files.
        title: The name people use.
        abbreviation: As written in plans and minutes.
    """

    id: str
    title: str
    abbreviation: str


ROLES = (
    Role("dcs", "Director of children's services", "DCS"),
    Role("deputy", "Deputy director", "DEP"),
    Role("annex-a", "Annex A owner", "AXA"),
    Role("documents", "Documents owner", "DOC"),
    Role("audits", "Audits owner", "AUD"),
    Role("communications", "Communications lead", "COM"),
    Role("logistics", "Logistics and IT lead", "LOG"),
    Role("psw", "Principal social worker", "PSW"),
    Role("lead-member", "Lead member for children's services", "LM"),
    Role("chief-executive", "Chief executive", "CEX"),
    Role("leader", "Leader of the council", "LDR"),
    Role("qa", "Quality assurance lead", "QA"),
    Role("partnerships", "Partnerships lead", "PART"),
    Role("hr", "Human resources lead", "HR"),
)
"""The roles a council fills; a council's own files may name others."""


def role_id(text: str) -> str | None:
    """Return the id of the role meant by an id, abbreviation or title, or None."""
    plain = " ".join(text.split()).casefold()
    for role in ROLES:
        if plain in (role.id, role.title.casefold(), role.abbreviation.casefold()):
            return role.id
    return None


def role_title(role: str) -> str:
    """Return the title of a role, or the id itself for a role that a council made up."""
    return next((each.title for each in ROLES if each.id == role), role)


@frozen(kw_only=True)
class Leave:
    """Days on which somebody cannot be reached for the call.

    Attributes:
        starting: First day away (inclusive).
        until: Last day away (inclusive).
        cover: Who stands in, by name or role id; empty means nobody is named.
    """

    starting: date
    until: date
    cover: str = ""


@frozen(kw_only=True)
class Person:
    """Somebody who holds a role.

    Attributes:
        role: A role id.
        name: Who holds it; empty means the role is vacant.
        deputy: Who stands in generally, by name or role id. A deputy does not replace named
            cover for a leave.
    """

    role: str
    name: str = ""
    deputy: str = ""
    leave: tuple[Leave, ...] = ()

    def away_on(self, day: date) -> Leave | None:
        """Return the leave that covers `day` (both ends inclusive), or None."""
        for leave in self.leave:
            if leave.starting <= day <= leave.until:
                return leave
        return None


@frozen(kw_only=True)
class People:
    """Who holds which role in one council."""

    people: tuple[Person, ...] = ()

    def holder(self, role: str) -> Person | None:
        """Return who holds a role, or None when nobody does."""
        for person in self.people:
            if person.role == role and person.name:
                return person
        return None
