"""People in an inspection: roles, their holders, leave, teams, workers and preparation sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.roles import known_role, role_id, role_name
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Leave:
    """Days on which a person cannot be reached for the call.

    Attributes:
        starting: First day away (inclusive).
        until: Last day away (inclusive).
        cover: The person who covers, by name or role id. Empty if there is none.
    """

    starting: date
    until: date
    cover: str = ""


@frozen(kw_only=True)
class Person:
    """A person in a role.

    Attributes:
        role: A role id.
        name: The person. Empty if the role is vacant.
        deputy: The usual deputy, by name or role id. Cover that is named for a leave comes first.
        leave: The days away.
        starting: First day in the role. None if it was long ago.
        until: Last day in the role (inclusive). None if no end is known.
    """

    role: str = field(converter=known_role)
    name: str = ""
    deputy: str = ""
    leave: tuple[Leave, ...] = ()
    starting: date | None = None
    until: date | None = None

    def same_person(self, other: Person) -> bool:
        """Return whether the names are the same, without regard to case and spaces."""
        return _plain(self.name) == _plain(other.name)

    def in_role(self, day: date) -> bool:
        """Return whether the person is in the role on `day` (both ends inclusive)."""
        return _within(day, self.starting, self.until)

    def away_on(self, day: date) -> Leave | None:
        """Return the leave that covers `day` (both ends inclusive), or None."""
        for leave in self.leave:
            if leave.starting <= day <= leave.until:
                return leave
        return None


@document("people")
@frozen(kw_only=True)
class People:
    """The people in the roles of one council.

    Attributes:
        people: The people.
    """

    people: tuple[Person, ...] = ()

    def on(self, day: date) -> People:
        """Return the people who are in their roles on `day`."""
        return People(people=tuple(person for person in self.people if person.in_role(day)))

    def holders(self, role: str) -> tuple[Person, ...]:
        """Return everyone who is named for a role. More than one is a question."""
        return tuple(person for person in self.people if person.role == role and person.name)

    def holder(self, role: str) -> Person | None:
        """Return the first person named for a role, or None if it is vacant."""
        return next(iter(self.holders(role)), None)

    def leave_on(self, person: Person, day: date) -> Leave | None:
        """Return the leave of a person on `day`, in any of the roles under this name; None without one."""
        own = [person, *(other for other in self.people if person.name and other.same_person(person))]
        return next((leave for one in own if (leave := one.away_on(day))), None)

    def named(self, who: str) -> tuple[Person, ...]:
        """Return the people meant by a role (by id, title or abbreviation) or by a name."""
        plain = " ".join(who.split()).casefold()
        role = role_id(who) or plain
        return self.holders(role) or tuple(
            person for person in self.people if person.name and _plain(person.name) == plain
        )


@frozen(kw_only=True)
class RoleHolder:
    """A record of a person in a role. It is :class:`Person` as a workspace stores it.

    Attributes:
        id: Set by the workspace.
        role: A role id.
        name: The person. Empty if the role is vacant.
        deputy: The usual deputy, by name or role id.
        leave: The days away. Both ends of each are inclusive.
        contact: A contact out of hours, such as a telephone number.
        starting: First day in the role. None if it was long ago.
        until: Last day in the role (inclusive). None if no end is known.
    """

    id: str = ""
    role: str = field(converter=known_role)
    name: str = ""
    deputy: str = ""
    leave: tuple[Leave, ...] = ()
    contact: str = ""
    starting: date | None = None
    until: date | None = None

    def in_role(self, day: date) -> bool:
        """Return whether the person is in the role on `day` (both ends inclusive)."""
        return _within(day, self.starting, self.until)

    def questions(self, others: Iterable[RoleHolder]) -> tuple[str, ...]:
        """Return questions that this record raises beside the other people on record."""
        beside = [other for other in others if other.id != self.id and other.name]
        same = [
            other.name for other in beside if self.name and other.role == self.role and self._overlaps(other)
        ]
        questions = []
        if same:
            role = role_name(self.role)
            questions.append(
                f"The role of {role} also has {', '.join(same)} on record. Who is in the role? If it has "
                "changed hands, give the last day of one and the first day of the other."
            )
        known = {_plain(person.name) for person in (*beside, self)}
        filled = {other.role for other in beside}
        unknown = dict.fromkeys(
            leave.cover
            for leave in self.leave
            if leave.cover.strip()
            and _plain(leave.cover) not in known
            and known_role(leave.cover) not in filled
        )
        questions += [f"Who is {cover}? No person on record has this name or role." for cover in unknown]
        return tuple(questions)

    def _overlaps(self, other: RoleHolder) -> bool:
        first = max(self.starting or date.min, other.starting or date.min)
        return first <= min(self.until or date.max, other.until or date.max)


def _within(day: date, starting: date | None, until: date | None) -> bool:
    return (starting is None or starting <= day) and (until is None or day <= until)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def people_of(holders: Iterable[RoleHolder]) -> People:
    """Return the people in a list of records."""
    return People(
        people=tuple(
            Person(
                role=holder.role,
                name=holder.name,
                deputy=holder.deputy,
                leave=holder.leave,
                starting=holder.starting,
                until=holder.until,
            )
            for holder in holders
        )
    )


@frozen(kw_only=True)
class Team:
    """A team of the service.

    Attributes:
        id: Set by the workspace.
        name: Its name.
        service: Its part of the service.
        manager: Its manager.
        place: Its place, where inspectors may visit it.
    """

    id: str = ""
    name: str
    service: str = ""
    manager: str = ""
    place: str = ""


@frozen(kw_only=True)
class ProudWork:
    """Work that a worker is proud of and chose to show. It never names the child.

    Attributes:
        title: The work, in a few words.
        reference: A reference to find it, such as the number of an audit.
        shows: What it shows to an inspector.
    """

    title: str
    reference: str = ""
    shows: str = ""


@frozen(kw_only=True)
class Worker:
    """A person who works with children and families and whom inspectors may ask about it.

    Attributes:
        id: Set by the workspace.
        name: The name, as the service writes it.
        team: The team's name, or the id of its record.
        job: The job, such as ``social worker``.
        joined: First day in post. None if unknown.
        left: Last day in post (inclusive). None if still in post.
        leave: The days away. Both ends of each are inclusive.
        proud_of: Work that this worker chose to show.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    id: str = ""
    name: str
    team: str = ""
    job: str = ""
    joined: date | None = None
    left: date | None = None
    leave: tuple[Leave, ...] = ()
    proud_of: tuple[ProudWork, ...] = ()
    outcome: bool | None = None

    def away_on(self, day: date) -> Leave | None:
        """Return the leave that covers `day` (both ends inclusive), or None."""
        return next((leave for leave in self.leave if leave.starting <= day <= leave.until), None)

    def in_post(self, day: date) -> bool:
        """Return whether the worker is in post on `day`. An unknown first day counts as long ago."""
        return _within(day, self.joined, self.left)


class SessionKind(StrEnum):
    """The kind of a preparation session.

    Attributes:
        WORKSHOP: A workshop.
        BRIEFING: A briefing.
        TEAM_MEETING: A meeting of a team.
        OTHER: Anything else.
    """

    WORKSHOP = "workshop"
    BRIEFING = "briefing"
    TEAM_MEETING = "team-meeting"
    OTHER = "other"


@frozen(kw_only=True)
class PreparationSession:
    """A briefing or workshop that prepares staff for inspection.

    Attributes:
        id: Set by the workspace.
        title: Its subject.
        on: The day.
        kind: Its kind.
        teams: The teams it was for, by name or record id.
        attended: The workers who attended, by record id or name. An invitation does not count.
        attendance_taken: False if there is no attendance list.
        led_by: The person who led it.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    id: str = ""
    title: str
    on: date
    kind: SessionKind = SessionKind.WORKSHOP
    teams: tuple[str, ...] = ()
    attended: tuple[str, ...] = field(default=(), metadata={"names": "worker"})
    attendance_taken: bool = True
    led_by: str = ""
    outcome: bool | None = None
