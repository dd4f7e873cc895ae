"""Fieldwork: requests, lines of enquiry, claims, showcases, returned cases and the timetable.

No value names a child. A case has a reference from the inspection's own list.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.inspection_record import InspectionRecord
from inspectprep.model.values import frozen

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@frozen(kw_only=True)
class RequestState(InspectionRecord):
    """A request of inspectors, or an expected one, and the progress of its answer.

    Attributes:
        title: The request.
        request: Id of the framework's information request. Empty for any other request.
        asked: The day of the request. None if it is only expected.
        due: Last day (inclusive) for the answer, as the letter or the inspector said.
        sent: The day on which the answer was sent.
        prepared: The day on which an answer was last prepared.
        owner: Role id of the person who answers it.
        evidence: Ids of the evidence that answers it.
        note: A note about it.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    title: str
    request: str = field(default="", metadata={"names": "information request"})
    asked: date | None = None
    due: date | None = None
    sent: date | None = None
    prepared: date | None = None
    owner: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""
    outcome: bool | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        asked = self.asked
        late = [
            (name, f"is before {asked.isoformat()}, when it was requested")
            for name, day in (("due", self.due), ("sent", self.sent))
            if asked and day and day < asked
        ]
        return tuple(late)


class EnquiryStatus(StrEnum):
    """The status of a line of enquiry.

    Attributes:
        OPEN: Not answered.
        ANSWERED: Answered, and not yet closed by inspectors.
        CLOSED: Closed by inspectors.
    """

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@frozen(kw_only=True)
class EnquiryNote:
    """A note about a line of enquiry on one day.

    Attributes:
        on: The day.
        text: What was said or done, in one or two sentences.
        person: The writer of the note.
    """

    on: date
    text: str
    person: str = ""


@frozen(kw_only=True)
class LineOfEnquiry(InspectionRecord):
    """A question that inspectors follow up.

    Attributes:
        statement: The question, as the lead inspector put it.
        judgement: Id of the judgement that it is mainly about.
        stated: The day on which it was asked.
        owner: Role id of the person who collects the evidence.
        evidence: Ids of the evidence that answers it.
        status: Its status.
        notes: The notes, by day.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    statement: str
    judgement: str = ""
    stated: date | None = None
    owner: str = ""
    evidence: tuple[str, ...] = ()
    status: EnquiryStatus = EnquiryStatus.OPEN
    notes: tuple[EnquiryNote, ...] = ()
    outcome: bool | None = None


class Tone(StrEnum):
    """The tone of a claim of inspectors, as it affects the service.

    Attributes:
        NEGATIVE: A criticism.
        POSITIVE: A strength.
    """

    NEGATIVE = "negative"
    POSITIVE = "positive"


class ClaimOutcome(StrEnum):
    """The outcome of a claim.

    Attributes:
        ACCEPTED: The council agrees.
        WITHDRAWN: Inspectors withdrew it after they saw the evidence.
        UNRESOLVED: Neither.
    """

    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    UNRESOLVED = "unresolved"


@frozen(kw_only=True)
class Challenge(InspectionRecord):
    """A claim of inspectors, and the council's answer.

    Attributes:
        claim: The claim in one sentence, about services and never about a child.
        tone: Whether it is positive or negative for the service.
        judgement: Id of the judgement that it is about.
        enquiry: Id of the line of enquiry that it belongs to.
        heard: The day on which it was made.
        where: Where it was made, such as ``keep-in-touch meeting``.
        evidence: Ids of the evidence that answers it.
        owner: Role id of the person who replies; empty if there is none.
        replied: The day on which the evidence was shown to inspectors.
        outcome: The outcome.
        settled: The day on which it was accepted or withdrawn.
        note: A note about it.
        reveals_outcome: Whether it reveals a grade. If left out, it counts as if it did from final
            feedback on.
    """

    claim: str
    tone: Tone = Tone.NEGATIVE
    judgement: str = ""
    enquiry: str = ""
    heard: date
    where: str = ""
    evidence: tuple[str, ...] = ()
    owner: str = ""
    replied: date | None = None
    outcome: ClaimOutcome = ClaimOutcome.UNRESOLVED
    settled: date | None = None
    note: str = ""
    reveals_outcome: bool | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        early = [
            (name, f"is before {self.heard.isoformat()}, when it was made")
            for name, day in (("replied", self.replied), ("settled", self.settled))
            if day and day < self.heard
        ]
        if self.settled and self.outcome is ClaimOutcome.UNRESOLVED:
            early.append(("outcome", "is unresolved, but there is a day on which it was settled"))
        return tuple(early)


@frozen(kw_only=True)
class Showcase(InspectionRecord):
    """A service that the council is proud of and offers to show.

    Attributes:
        service: Its name.
        why: The reason why the council is proud of it, in one sentence.
        judgements: Ids of the judgements that it is about.
        innovation: Whether it is a new way of working.
        owner: Role id of the person who receives inspectors there.
        evidence: Ids of the evidence of its effect.
        offered: The day on which it was offered to inspectors.
        visited: The day on which inspectors visited it.
        said: What inspectors said about it.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    service: str
    why: str = ""
    judgements: tuple[str, ...] = ()
    innovation: bool = False
    owner: str = ""
    evidence: tuple[str, ...] = ()
    offered: date | None = None
    visited: date | None = None
    said: str = ""
    outcome: bool | None = None


@frozen(kw_only=True)
class CaseReferredBack(InspectionRecord):
    """A child's case that inspectors returned for another look. It has a reference and no other details.

    Attributes:
        reference: A number of the inspection's own list, never a child's name or identifier.
        referred: The day on which it was returned.
        action: The action, without details of the child.
        owner: Role id of the person responsible.
        deadline: Last day (inclusive) for a report to inspectors.
        done: The day of the report.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    reference: str
    referred: date
    action: str = ""
    owner: str = ""
    deadline: date | None = None
    done: date | None = None
    outcome: bool | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        return tuple(
            (name, f"is before {self.referred.isoformat()}, when it was returned")
            for name, day in (("deadline", self.deadline), ("done", self.done))
            if day and day < self.referred
        )


class EntryKind(StrEnum):
    """The kind of an entry of the timetable.

    Attributes:
        INTERVIEW: An interview.
        VISIT: A visit to a service or a team.
        MEETING: A meeting.
        OBSERVATION: An inspector observes practice.
        FOCUS_GROUP: A group discussion with staff, families or partners.
        CASE_DISCUSSION: A discussion of one case with its worker.
    """

    INTERVIEW = "interview"
    VISIT = "visit"
    MEETING = "meeting"
    OBSERVATION = "observation"
    FOCUS_GROUP = "focus-group"
    CASE_DISCUSSION = "case-discussion"


@frozen(kw_only=True)
class TimetableEntry(InspectionRecord):
    """An interview, visit or meeting with inspectors.

    Attributes:
        day: The day.
        starts: The start time, such as ``09:30``. Empty if not known.
        ends: The end time.
        title: Its title.
        kind: Its kind.
        place: The place, and how to get in.
        people: The people whom inspectors meet, by role or name, but never a child or parent.
        seen: The workers whom inspectors met there, by record id or name. Recorded after it happened.
        inspector: The inspector.
        enquiry: Id of the related line of enquiry.
        owner: Role id of the person who organises it.
        note: A note about it.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    day: date
    starts: str = field(default="", metadata={"format": "time"})
    ends: str = field(default="", metadata={"format": "time"})
    title: str
    kind: EntryKind = EntryKind.INTERVIEW
    place: str = ""
    people: tuple[str, ...] = ()
    seen: tuple[str, ...] = field(default=(), metadata={"names": "worker"})
    inspector: str = ""
    enquiry: str = ""
    owner: str = ""
    note: str = ""
    outcome: bool | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        problems = [
            (name, "should be a time such as 09:30")
            for name, clock in (("starts", self.starts), ("ends", self.ends))
            if clock and not _CLOCK.fullmatch(clock)
        ]
        if not problems and self.starts and self.ends and self.ends < self.starts:
            problems.append(("ends", f"is before {self.starts}, when it starts"))
        return tuple(problems)


@frozen(kw_only=True)
class Fieldwork:
    """All fieldwork records of one inspection.

    Attributes:
        requests: Requests of inspectors.
        enquiries: Lines of enquiry.
        challenges: Claims of inspectors and their answers.
        showcases: Services to show.
        referrals: Cases that inspectors referred back.
        timetable: Interviews, visits and meetings.
    """

    requests: tuple[RequestState, ...] = ()
    enquiries: tuple[LineOfEnquiry, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    showcases: tuple[Showcase, ...] = ()
    referrals: tuple[CaseReferredBack, ...] = ()
    timetable: tuple[TimetableEntry, ...] = ()
