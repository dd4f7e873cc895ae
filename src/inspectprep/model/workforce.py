"""People with a part in an inspection: holders, leave, teams, workers, and the sessions for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import frozen

from inspectprep.model.document import document

__all__ = [
    "ROLES",
    "Leave",
    "People",
    "Person",
    "PreparationSession",
    "ProudWork",
    "Role",
    "RoleHolder",
    "SessionKind",
    "Team",
    "Worker",
    "people_of",
    "role_id",
    "role_name",
    "role_title",
]


@frozen(kw_only=True)
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
    Role(id="dcs", title="Director of children's services", abbreviation="DCS"),
    Role(id="deputy", title="Deputy director", abbreviation="DEP"),
    Role(id="annex-a", title="Annex A owner", abbreviation="AXA"),
    Role(id="documents", title="Documents owner", abbreviation="DOC"),
    Role(id="audits", title="Audits owner", abbreviation="AUD"),
    Role(id="communications", title="Communications lead", abbreviation="COM"),
    Role(id="logistics", title="Logistics and IT lead", abbreviation="LOG"),
    Role(id="psw", title="Principal social worker", abbreviation="PSW"),
    Role(id="lead-member", title="Lead member for children's services", abbreviation="LM"),
    Role(id="chief-executive", title="Chief executive", abbreviation="CEX"),
    Role(id="leader", title="Leader of the council", abbreviation="LDR"),
    Role(id="qa", title="Quality assurance lead", abbreviation="QA"),
    Role(id="partnerships", title="Partnerships lead", abbreviation="PART"),
    Role(id="hr", title="Human resources lead", abbreviation="HR"),
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


def role_name(role: str) -> str:
    """Return the title of a role as it stands inside a sentence: ``director of children's services``."""
    title = role_title(role)
    return title if title.startswith("Annex") else title[:1].lower() + title[1:]


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


@document("people")
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


@frozen(kw_only=True)
class RoleHolder:
    """A record of who holds a role: what :class:`Person` is, kept in a workspace.

    Attributes:
        id: Given by the workspace.
        role: A role id.
        name: Who holds it; empty means the role is vacant.
        deputy: Who stands in generally, by name or role id.
        leave: Days away; both ends of each are inclusive.
        contact: How to reach this person out of hours, such as a telephone number.
    """

    id: str = ""
    role: str
    name: str = ""
    deputy: str = ""
    leave: tuple[Leave, ...] = ()
    contact: str = ""


def people_of(holders: Iterable[RoleHolder]) -> People:
    """Return the people that records of holders make; a role may be given by its title or abbreviation."""
    return People(
        people=tuple(
            Person(role=role_id(each.role) or each.role, name=each.name, deputy=each.deputy, leave=each.leave)
            for each in holders
        )
    )


@frozen(kw_only=True)
class Team:
    """A team of the service.

    Attributes:
        id: Given by the workspace.
        name: As the service calls it.
        service: The part of the service it belongs to.
        manager: Who leads it.
        place: Where it works, as inspectors may visit it there.
    """

    id: str = ""
    name: str
    service: str = ""
    manager: str = ""
    place: str = ""


@frozen(kw_only=True)
class ProudWork:
    """Work that a worker is proud of and chose to show: where to look, never who the child is.

    Attributes:
        title: What the work is, in a few words.
        reference: Where the worker can open it, such as the number of an audit.
        shows: What an inspector would see in it.
    """

    title: str
    reference: str = ""
    shows: str = ""


@frozen(kw_only=True)
class Worker:
    """Somebody who works with children and families and may be asked about it.

    Attributes:
        id: Given by the workspace.
        name: As the service writes it.
        team: The team's name, or the id of its record.
        job: What they do, such as ``social worker``.
        joined: First day in post; None when unknown.
        left: Last day in post (inclusive); None while in post.
        proud_of: Work that this worker chose to show.
    """

    id: str = ""
    name: str
    team: str = ""
    job: str = ""
    joined: date | None = None
    left: date | None = None
    proud_of: tuple[ProudWork, ...] = ()

    def in_post(self, day: date) -> bool:
        """Tell whether the worker is in post on `day`; an unknown first day counts as long ago."""
        return (self.joined is None or self.joined <= day) and (self.left is None or day <= self.left)


class SessionKind(StrEnum):
    """What a session that prepares staff is."""

    WORKSHOP = "workshop"
    BRIEFING = "briefing"
    TEAM_MEETING = "team-meeting"
    OTHER = "other"


@frozen(kw_only=True)
class PreparationSession:
    """A briefing or workshop that prepares staff for inspection.

    Attributes:
        id: Given by the workspace.
        title: What it was about.
        on: The day it took place.
        teams: Teams it was held for, by name or record id.
        attended: Who was there, by the worker's record id or name. Being invited prepares nobody.
        attendance_taken: False when nobody wrote down who came.
        led_by: Who led it.
    """

    id: str = ""
    title: str
    on: date
    kind: SessionKind = SessionKind.WORKSHOP
    teams: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    attendance_taken: bool = True
    led_by: str = ""
