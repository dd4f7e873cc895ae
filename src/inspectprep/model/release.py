"""Telling people: daily notes, the embargo and its register, drafts for release, what was published."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from inspectprep.model.basis_migration import divide_sourced
from inspectprep.model.document import document
from inspectprep.model.framework import Basis
from inspectprep.model.report import Audience
from inspectprep.model.workforce import RoleHolder

__all__ = [
    "Allowed",
    "BriefingItem",
    "Channel",
    "CommunicationState",
    "DailyBriefing",
    "DailyNote",
    "Disclosure",
    "Duty",
    "Embargo",
    "EmbargoStage",
    "NoteKind",
    "PublicationRecorded",
    "Refused",
    "ReleaseDraft",
    "ReleasePlan",
    "ReleaseStep",
    "SignOff",
]


class NoteKind(StrEnum):
    """What a note of the day is about; briefings list notes in this order."""

    NEWS = "news"
    LIKED = "liked"
    CONCERN = "concern"
    CHALLENGED = "challenged"
    REFERRED_BACK = "referred-back"
    TOMORROW = "tomorrow"
    THANKS = "thanks"


@frozen(kw_only=True)
class DailyNote:
    """Something said at the evening meeting, and who may read it.

    Attributes:
        id: Set by the workspace.
        day: The day it is about.
        text: One or two sentences, without any child's details.
        audiences: Everybody who may read it, and nobody else; leaders only unless more are named.
        outcome: True if it tells a grade or judgement: then the embargo applies to it as well.
        author: Who wrote it.
    """

    id: str = ""
    day: date
    text: str
    audiences: tuple[Audience, ...] = (Audience.LEADERS,)
    kind: NoteKind = NoteKind.NEWS
    outcome: bool = False
    author: str = ""


@frozen(kw_only=True)
class BriefingItem:
    """One line of a briefing; neither its author nor its other readers are part of it."""

    kind: NoteKind
    text: str


@document("daily-briefing", report="inspectprep.reports.compose.briefing:briefing_report")
@frozen(kw_only=True)
class DailyBriefing:
    """The day in words for one audience.

    Attributes:
        day: The day that it is about.
        place: Where that day stands, such as ``Day 2 of 5 on site``.
        items: What this audience may read, in the order of :class:`NoteKind`.
        tomorrow: What the plan holds for the next working day.
        outcome: True if an item tells a grade or judgement.
        reminder: What may not be passed on, while an embargo holds.
    """

    authority: str = ""
    day: date
    audience: Audience
    place: str = ""
    items: tuple[BriefingItem, ...] = ()
    tomorrow: tuple[str, ...] = ()
    outcome: bool = False
    reminder: str = ""


class EmbargoStage(StrEnum):
    """Where the outcome stands."""

    NO_OUTCOME = "no-outcome"
    """Before final feedback: nobody has been told one."""
    HELD = "held"
    """From final feedback until publication is recorded."""
    LIFTED = "lifted"
    """Publication is recorded."""


@frozen(kw_only=True)
class Disclosure:
    """An entry of the embargo register: somebody who was told the outcome.

    Attributes:
        id: Set by the workspace.
        person: Who was told, by name.
        role: Their role, by id or in words.
        on: The day they were told.
        time: The time of day, such as ``16:30``; empty when nobody noted it.
        what: What they were told, such as ``provisional grades``.
        by: Who told them.
        reminded: True if they were told that nothing may be public before publication.
    """

    id: str = ""
    person: str
    role: str = field(default="", metadata={"names": "anybody"})
    on: date
    time: str = ""
    what: str = ""
    by: str = ""
    reminded: bool = False


@frozen(kw_only=True)
class PublicationRecorded:
    """Somebody saw the report published. Only this lifts the embargo; an expected date never does.

    Attributes:
        id: Set by the workspace.
        on: The day it was published.
        seen_by: Who saw it there.
        where: Its public address, or where it was seen.
        received: The day the council received the report, if known: statutory days count from it.
    """

    id: str = ""
    on: date
    seen_by: str
    where: str = ""
    received: date | None = None


@document("embargo", report="inspectprep.reports.compose.embargo:embargo_report")
@frozen(kw_only=True)
class Embargo:
    """The embargo as it stands on a day.

    Attributes:
        stage: Whether there is an outcome, and whether it may be public.
        on: The day for which this is answered.
        since: The day of final feedback, if known.
        expected: The day publication is expected; it lifts nothing.
        published: The day of the publication recorded, or None.
        register: Who was told, in the order of the entries.
    """

    stage: EmbargoStage
    on: date
    since: date | None = None
    expected: date | None = None
    published: date | None = None
    register: tuple[Disclosure, ...] = ()
    authority: str = ""


@frozen(kw_only=True)
class CommunicationState:
    """Everything that says whether people could be told, in order.

    Attributes:
        plan: The release plan; None means that nobody has drafted anything.
        holders: Who holds which role, with how to reach them.
        embargo: Where the outcome stands; None before there is an inspection.
    """

    plan: ReleasePlan | None = None
    holders: tuple[RoleHolder, ...] = ()
    embargo: Embargo | None = None


@frozen(kw_only=True)
class Allowed:
    """Yes, this may be had.

    Attributes:
        reason: Why, one sentence.
    """

    reason: str = ""

    def __bool__(self) -> bool:
        """Return True."""
        return True


@frozen(kw_only=True)
class Refused:
    """No, this may not be had.

    Attributes:
        reason: Why not, one sentence that gives nothing away.
        who: Who may: names, audiences or both.
    """

    reason: str
    who: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return False."""
        return False


class Channel(StrEnum):
    """Whom the outcome is told to, in the order of telling."""

    STAFF = "staff"
    MEMBERS = "members"
    PARTNERS = "partners"
    PRESS = "press"
    WEB = "web"


@frozen(kw_only=True)
class SignOff:
    """Somebody's agreement to a draft.

    Attributes:
        role: Role id.
        name: Who signed.
        on: The day.
    """

    role: str
    name: str
    on: date


@frozen(kw_only=True)
class ReleaseDraft:
    """What would be said to somebody if the outcome were this.

    Attributes:
        id: Set by the workspace.
        outcome: The grade that it is written for.
        channel: Whom it is for.
        title: Its headline.
        location: Where the text is kept.
        signed: Who has agreed to it.
    """

    id: str = ""
    outcome: str
    channel: Channel
    title: str = ""
    location: str = ""
    signed: tuple[SignOff, ...] = ()


@frozen(kw_only=True)
class Duty:
    """Something that the law asks for after publication.

    Attributes:
        due: Last day (inclusive); None until it can be dated.
        uncertain: True while it rests on a forecast of publication.
        basis: How firmly the rule is known.
        source: A citation, ready to print.
        parts: What it consists of.
    """

    title: str
    due: date | None = None
    uncertain: bool = False
    basis: Basis = Basis.LAW
    source: str = ""
    parts: tuple[str, ...] = ()


@frozen(kw_only=True)
class ReleaseStep:
    """One step of release day.

    Attributes:
        channel: Whom it is for.
        title: What is done.
        ready: Outcomes for which a draft is there and signed by everybody who must.
        unsigned: Outcomes with a draft that somebody has yet to sign, each with who.
        missing: Outcomes without a draft.
    """

    channel: Channel
    title: str
    ready: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@document(
    "release-plan",
    version=2,
    report="inspectprep.reports.compose.release_plan:release_plan_report",
    migrations={1: divide_sourced},
)
@frozen(kw_only=True)
class ReleasePlan:
    """How the outcome will be told, whatever it is.

    Attributes:
        outcomes: Every grade prepared for, best first.
        on: The day for which the plan is answered.
        expected: When publication is expected, and between which days; None where unknown.
        published: The day of the publication recorded; None is a hard stop.
        steps: In the order of telling.
        duties: What the law asks for, with dates.
        notes: Things to know, such as a pre-election period.
    """

    authority: str = ""
    outcomes: tuple[str, ...]
    on: date
    expected: date | None = None
    earliest: date | None = None
    latest: date | None = None
    published: date | None = None
    steps: tuple[ReleaseStep, ...] = ()
    duties: tuple[Duty, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """True until publication is recorded: nothing may be released."""
        return self.published is None
