"""The office on one day of an inspection: inspectors, teams, cover and cases to report on."""

from __future__ import annotations

from datetime import date

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.handout import ChosenWork
from inspectprep.model.values import MAY_BE_BLANK, frozen


@frozen(kw_only=True)
class OfficeVisit:
    """A visit or interview of the day.

    Attributes:
        id: Id of the entry of the timetable.
        starts: The time at which it starts, if known.
        ends: The time at which it ends, if known.
        title: Its title.
        place: The place.
        people: The people who take part.
        inspector: The inspector.
    """

    id: str = ""
    starts: str = ""
    ends: str = ""
    title: str
    place: str = ""
    people: tuple[str, ...] = ()
    inspector: str = ""


@frozen(kw_only=True)
class OfficeTeam:
    """One team on the day. Workers are those in post.

    Attributes:
        team: Its name. Empty for workers without a known team.
        place: Its place.
        expected: The workers who are expected in.
        away: The workers on leave.
        prepared: The number of workers whose preparation still counts.
        to_prepare: The expected workers who are new, were never prepared or are due again.
        seen: The workers whom inspectors have met.
        not_seen: The expected workers whom inspectors have not met.
    """

    team: str = field(metadata=MAY_BE_BLANK)
    place: str = ""
    expected: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    prepared: int = 0
    to_prepare: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()


@frozen(kw_only=True)
class OfficeCover:
    """A person in a role who is on leave.

    Attributes:
        role: Role id.
        name: The person.
        until: Last day away (inclusive).
        cover: The person who covers, by name or role. Empty if there is none.
        agreed: Whether the cover is there on the day.
    """

    role: str
    name: str
    until: date
    cover: str = ""
    agreed: bool = False


@frozen(kw_only=True)
class OfficeCase:
    """A case referred back that is due, by the id of its record only.

    Attributes:
        id: Id of the record.
        action: The action.
        owner: Role id.
        due: Last day (inclusive). None if it has none.
        late: Whether the last day has passed.
    """

    id: str
    action: str = ""
    owner: str = ""
    due: date | None = None
    late: bool = False


@document("office", report="inspectprep.reports.compose.office:office_report")
@frozen(kw_only=True)
class Office:
    """The office on one day.

    Attributes:
        authority: The council.
        title: The title of the page.
        day: The day.
        stage: The stage of the inspection, such as ``Day 2 of 5 on site``.
        room: The inspectors' room.
        visits: Visits and interviews, by time.
        teams: The teams, by name.
        proud: The work that expected workers chose to show.
        cover: People in roles who are on leave.
        cases: Cases referred back that are late or due by the end of the day.
        unknown: Names recorded as seen that are not those of workers in post.
    """

    authority: str = ""
    title: str = ""
    day: date
    stage: str = ""
    room: str = ""
    visits: tuple[OfficeVisit, ...] = ()
    teams: tuple[OfficeTeam, ...] = ()
    proud: tuple[ChosenWork, ...] = ()
    cover: tuple[OfficeCover, ...] = ()
    cases: tuple[OfficeCase, ...] = ()
    unknown: tuple[str, ...] = ()
