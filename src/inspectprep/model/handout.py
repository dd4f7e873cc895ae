"""The handout for staff: what to expect in an inspection, and what to be proud of."""

from __future__ import annotations

from datetime import date

from inspectprep.model.document import document
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class HandoutDay:
    """One day or a few days of the inspection, in plain English.

    Attributes:
        starting: The first day.
        until: The last day (inclusive).
        title: What they are called, such as ``Inspectors arrive``.
        text: What to expect, in one or two sentences.
        certain: Whether the day was confirmed by the notification letter or has happened.
    """

    starting: date
    until: date
    title: str
    text: str
    certain: bool = False


@frozen(kw_only=True)
class HandoutVisit:
    """A visit or interview for which workers of the team are named.

    Attributes:
        day: The day.
        starts: The time at which it starts, if known.
        title: Its title.
        place: The place.
        workers: The workers who take part.
    """

    day: date
    starts: str = ""
    title: str
    place: str = ""
    workers: tuple[str, ...] = ()


@frozen(kw_only=True)
class ChosenWork:
    """Work that a worker chose to show. It never names the child.

    Attributes:
        worker: The worker's name.
        team: The worker's team.
        title: The work.
        reference: A reference to find it.
        shows: What it shows.
    """

    worker: str
    team: str = ""
    title: str
    reference: str = ""
    shows: str = ""


@frozen(kw_only=True)
class Contact:
    """A person to ring.

    Attributes:
        role: Role id.
        name: The person who is there on the day.
        contact: A telephone number or another way to reach the person. Empty if it is not recorded.
        about: The subjects.
    """

    role: str
    name: str
    contact: str = ""
    about: str


@document("handout", report="inspectprep.reports.compose.handout:handout_report")
@frozen(kw_only=True)
class StaffHandout:
    """One page for a team or the whole service. It has nothing about outcomes.

    Attributes:
        authority: The council.
        title: The inspection in words.
        team: The team. Empty for the whole service.
        on: The day of the handout.
        imagined: Whether the call has not come, so that all days are only an example.
        room: The inspectors' room, and how to get in. Empty if it is not recorded.
        days: What to expect, in order.
        visits: Visits and interviews for which workers of the team are named.
        questions: Questions that inspectors may ask.
        proud: The work that workers chose to show.
        contacts: The people to ring.
    """

    authority: str = ""
    title: str = ""
    team: str = ""
    on: date
    imagined: bool = False
    room: str = ""
    days: tuple[HandoutDay, ...] = ()
    visits: tuple[HandoutVisit, ...] = ()
    questions: tuple[str, ...] = ()
    proud: tuple[ChosenWork, ...] = ()
    contacts: tuple[Contact, ...] = ()
