"""Communication: daily notes, the embargo and its register, drafts for release, and publication."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.audience import Audience
from inspectprep.model.basis import Basis
from inspectprep.model.basis_migration import divide_sourced
from inspectprep.model.document import document
from inspectprep.model.inspection import Grade
from inspectprep.model.inspection_record import InspectionRecord
from inspectprep.model.values import frozen
from inspectprep.model.workforce import RoleHolder


class NoteKind(StrEnum):
    """The kind of a daily note. Briefings list notes in this order.

    Attributes:
        NEWS: Something that happened.
        LIKED: Something that inspectors liked.
        CONCERN: Something that worries inspectors.
        CHALLENGED: Something that the council challenged.
        REFERRED_BACK: A case that inspectors referred back.
        TOMORROW: Something about the next day.
        THANKS: Thanks.
    """

    NEWS = "news"
    LIKED = "liked"
    CONCERN = "concern"
    CHALLENGED = "challenged"
    REFERRED_BACK = "referred-back"
    TOMORROW = "tomorrow"
    THANKS = "thanks"


@frozen(kw_only=True)
class DailyNote(InspectionRecord):
    """A note from the evening meeting, and its audiences.

    Attributes:
        day: The day it is about.
        text: One or two sentences, without any child's details.
        audiences: The only audiences that may read it. The default is leaders.
        kind: Its kind.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
        author: The writer.
    """

    day: date
    text: str
    audiences: tuple[Audience, ...] = (Audience.LEADERS,)
    kind: NoteKind = NoteKind.NEWS
    outcome: bool | None = None
    author: str = ""


class EmbargoStage(StrEnum):
    """The stage of the embargo.

    Attributes:
        NO_OUTCOME: There is no outcome yet.
        HELD: The outcome is known and must not be public.
        LIFTED: The publication is recorded.
    """

    NO_OUTCOME = "no-outcome"
    """Before final feedback. There is no outcome."""
    HELD = "held"
    """From final feedback until publication is recorded."""
    LIFTED = "lifted"
    """Publication is recorded."""


@frozen(kw_only=True)
class Disclosure(InspectionRecord):
    """An entry of the embargo register: a person who knows the outcome.

    Attributes:
        person: The person's name.
        role: The person's role, by id or in words.
        on: The day on which the person was told.
        time: The time of day, such as ``16:30``. Empty if unknown.
        what: The information, such as ``provisional grades``.
        by: The person who gave it.
        reminded: Whether the person was reminded that nothing may be public before publication.
    """

    person: str
    role: str = field(default="", metadata={"names": "any person"})
    on: date
    time: str = field(default="", metadata={"format": "time"})
    what: str = ""
    by: str = ""
    reminded: bool = False


@frozen(kw_only=True)
class Showing(InspectionRecord):
    """An embargoed document that a person on the register has seen.

    Attributes:
        reader: The person's name.
        what: The kind of document, such as ``daily-briefing``.
        on: The day.
        time: The time of day, such as ``16:30``.
    """

    reader: str
    what: str
    on: date
    time: str = field(default="", metadata={"format": "time"})


@frozen(kw_only=True)
class PublicationRecorded(InspectionRecord):
    """A record that the report is published. Only this ends the embargo. An expected date does not.

    Attributes:
        on: The day of publication.
        seen_by: The person who saw the published report.
        where: Its public address, or the place where it was seen.
        received: The day on which the council received the report, if known. Statutory days count from it.
    """

    on: date
    seen_by: str
    where: str = ""
    received: date | None = None


@document("embargo", report="inspectprep.reports.compose.embargo:embargo_report")
@frozen(kw_only=True)
class Embargo:
    """The embargo on one day.

    Attributes:
        stage: Its stage.
        on: The day.
        inspection: Id of the inspection.
        since: The first day on which the outcome can be known.
        since_recorded: Whether that day is on record. False for the planned day of final feedback.
        expected: The usual day of publication. It does not end the embargo.
        earliest: The first day on which to expect it, if it is a forecast.
        by_8_in_10: The day by which 8 in 10 reports came out, if that was measured.
        latest: The last day on which to expect it, if there is one.
        published: The recorded day of publication, or None.
        register: The people who know the outcome, in the order of the entries.
        authority: The council.
    """

    stage: EmbargoStage
    on: date
    inspection: str = ""
    since: date | None = None
    since_recorded: bool = False
    expected: date | None = None
    earliest: date | None = None
    by_8_in_10: date | None = None
    latest: date | None = None
    published: date | None = None
    register: tuple[Disclosure, ...] = ()
    authority: str = ""


@frozen(kw_only=True)
class CommunicationState:
    """The state of communication, as readiness uses it.

    Attributes:
        plan: The release plan. None if there are no drafts.
        holders: The people in roles, with their contacts.
        embargo: The embargo. None before there is an inspection.
    """

    plan: ReleasePlan | None = None
    holders: tuple[RoleHolder, ...] = ()
    embargo: Embargo | None = None


@frozen(kw_only=True)
class Allowed:
    """Access is allowed.

    Attributes:
        reason: The reason, in one sentence.
    """

    reason: str = ""

    def __bool__(self) -> bool:
        """Return True."""
        return True


@frozen(kw_only=True)
class Refused:
    """Access is refused.

    Attributes:
        reason: The reason, in one sentence that reveals nothing.
        who: The names or audiences that have access.
    """

    reason: str
    who: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return False."""
        return False


class Channel(StrEnum):
    """The recipients of the outcome, in order.

    Attributes:
        STAFF: Staff of the service.
        MEMBERS: Elected members.
        PARTNERS: Partner agencies.
        PRESS: The press.
        WEB: The council's website.
    """

    STAFF = "staff"
    MEMBERS = "members"
    PARTNERS = "partners"
    PRESS = "press"
    WEB = "web"


@frozen(kw_only=True)
class SignOff:
    """A sign-off of a draft.

    Attributes:
        role: Role id.
        name: The person who signed, who was in the role on the day.
        on: The day.
        checksum: Checksum of what was signed: the fields of the draft and its file. Without it the sign-off
            is not valid.
    """

    role: str
    name: str
    on: date
    checksum: str = ""


@frozen(kw_only=True)
class ReleaseDraft(InspectionRecord):
    """A draft for one channel and one outcome.

    Attributes:
        outcome: The grade that it is written for: the overall grade. In an edition without one, the grade of
            every judgement that ``grades`` does not name.
        grades: The judgements that have another grade.
        channel: Its channel.
        title: Its headline.
        location: The place of the text.
        signed: Its sign-offs.
        released: The day on which it went out. None if it has not.
    """

    outcome: str
    channel: Channel
    grades: tuple[Grade, ...] = ()
    title: str = ""
    location: str = ""
    signed: tuple[SignOff, ...] = ()
    released: date | None = None


@frozen(kw_only=True)
class Duty:
    """A statutory duty after publication.

    Attributes:
        title: The duty.
        due: Last day (inclusive). None if not known yet.
        uncertain: Whether its day is not firm.
        earliest: The first day on which it may be due, if it is counted from a forecast.
        latest: The last day on which it may be due, if it is counted from a forecast.
        rests_on: The basis that makes its day uncertain. None if it is firm.
        basis: The basis of the rule.
        source: A citation, ready to print.
        parts: Its parts.
    """

    title: str
    due: date | None = None
    uncertain: bool = False
    earliest: date | None = None
    latest: date | None = None
    rests_on: Basis | None = None
    basis: Basis = Basis.LAW
    source: str = ""
    parts: tuple[str, ...] = ()


@frozen(kw_only=True)
class ReleaseStep:
    """One step of release day.

    Attributes:
        channel: Its channel.
        title: Its title.
        ready: The outcomes with a draft that has all sign-offs.
        unsigned: The outcomes with a draft that needs sign-offs, each with the people.
        missing: The outcomes without a draft.
        signers: Role ids that have yet to sign, one for each draft that waits for it.
        released: The day on which its message went out. None if it has not.
    """

    channel: Channel
    title: str
    ready: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    released: date | None = None


@document(
    "release-plan",
    version=2,
    report="inspectprep.reports.compose.release_plan:release_plan_report",
    migrations={1: divide_sourced},
)
@frozen(kw_only=True)
class ReleasePlan:
    """The plan to release any outcome.

    Attributes:
        authority: The council.
        outcomes: The outcomes to be ready for: each grade, best first, and the mixed outcomes of the drafts.
        on: The day.
        expected: The expected day of publication. None if unknown.
        earliest: The first day of its window.
        latest: The last day of its window.
        by_8_in_10: The day by which 8 in 10 reports came out; None if that was not measured.
        published: The recorded day of publication. If None, nothing may be released.
        steps: The steps in order.
        duties: The statutory duties, with dates.
        notes: Notes, such as a pre-election period.
    """

    authority: str = ""
    outcomes: tuple[str, ...]
    on: date
    expected: date | None = None
    earliest: date | None = None
    latest: date | None = None
    by_8_in_10: date | None = None
    published: date | None = None
    steps: tuple[ReleaseStep, ...] = ()
    duties: tuple[Duty, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether nothing may be released, because publication is not recorded."""
        return self.published is None
