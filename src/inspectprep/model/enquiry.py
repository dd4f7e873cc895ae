"""In the room: what inspectors ask for, pursue, claim, see and send back.

Nothing here names a child: a case is a reference that means something only to whoever keeps the list.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from attrs import frozen

__all__ = [
    "CaseReferredBack",
    "Challenge",
    "ClaimOutcome",
    "EnquiryNote",
    "EnquiryStatus",
    "EntryKind",
    "Fieldwork",
    "LineOfEnquiry",
    "RequestState",
    "Showcase",
    "TimetableEntry",
    "Tone",
]

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@frozen(kw_only=True)
class RequestState:
    """Something that inspectors asked for, or are known to ask for, and how far the answer is.

    Attributes:
        id: Given by the workspace.
        title: What is asked for.
        request: Id of the framework's information request that it is; empty for any other.
        asked: The day on which it was asked for; None while it is only expected.
        due: Last day (inclusive) on which it is in time, as the letter or the inspector said.
        sent: The day on which it was sent.
        prepared: The day on which an answer was last made ready, asked for or not.
        owner: Role id of whoever answers it.
        evidence: Ids of the evidence that answers it.
        note: What to know about it.
    """

    id: str = ""
    title: str
    request: str = ""
    asked: date | None = None
    due: date | None = None
    sent: date | None = None
    prepared: date | None = None
    owner: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        asked = self.asked
        late = [
            (name, f"lies before {asked.isoformat()}, when it was asked for")
            for name, day in (("due", self.due), ("sent", self.sent))
            if asked and day and day < asked
        ]
        return tuple(late)


class EnquiryStatus(StrEnum):
    """How far a line of enquiry is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@frozen(kw_only=True)
class EnquiryNote:
    """What was heard about a line of enquiry on one day.

    Attributes:
        on: The day.
        text: What was heard or done, one or two sentences.
        person: Who notes it.
    """

    on: date
    text: str
    person: str = ""


@frozen(kw_only=True)
class LineOfEnquiry:
    """A question that inspectors pursue.

    Attributes:
        id: Given by the workspace.
        statement: The question, as the lead inspector put it.
        judgement: Id of the judgement on which it bears most.
        stated: The day on which it was put.
        owner: Role id of whoever gathers what answers it.
        evidence: Ids of the evidence that answers it.
        status: How far it is.
        notes: What was heard day by day.
    """

    id: str = ""
    statement: str
    judgement: str = ""
    stated: date | None = None
    owner: str = ""
    evidence: tuple[str, ...] = ()
    status: EnquiryStatus = EnquiryStatus.OPEN
    notes: tuple[EnquiryNote, ...] = ()


class Tone(StrEnum):
    """Whether what inspectors say speaks for the service or against it."""

    NEGATIVE = "negative"
    POSITIVE = "positive"


class ClaimOutcome(StrEnum):
    """What became of a claim.

    ``accepted``: it stands, and the council agrees. ``withdrawn``: inspectors took it back after seeing
    the evidence. ``unresolved``: it stands and is not agreed.
    """

    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    UNRESOLVED = "unresolved"


@frozen(kw_only=True)
class Challenge:
    """Something that inspectors said they found, and what the council answers with.

    Attributes:
        id: Given by the workspace.
        claim: What was said, one sentence, about services and never about a child.
        tone: Whether it speaks for the service or against it.
        judgement: Id of the judgement on which it bears.
        enquiry: Id of the line of enquiry that it came up under.
        heard: The day on which it was said.
        where: Where it was said, such as ``keep-in-touch meeting``.
        evidence: Ids of the evidence that answers it.
        owner: Role id of whoever replies; empty if nobody is named.
        replied: The day on which the evidence was put to inspectors.
        outcome: What became of it.
        settled: The day on which it was accepted or withdrawn.
        note: What to know about it.
    """

    id: str = ""
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

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        early = [
            (name, f"lies before {self.heard.isoformat()}, when it was said")
            for name, day in (("replied", self.replied), ("settled", self.settled))
            if day and day < self.heard
        ]
        if self.settled and self.outcome is ClaimOutcome.UNRESOLVED:
            early.append(("outcome", "is unresolved, and yet there is a day on which it was settled"))
        return tuple(early)


@frozen(kw_only=True)
class Showcase:
    """A service that the council is proud of and offers to show.

    Attributes:
        id: Given by the workspace.
        service: What it is called.
        why: Why we are proud of it, one sentence.
        judgements: Ids of the judgements on which it bears.
        innovation: True for a new way of working.
        owner: Role id of whoever would receive inspectors.
        evidence: Ids of the evidence that it does good.
        offered: The day on which it was offered to inspectors.
        visited: The day on which they went.
        said: What they said of it.
    """

    id: str = ""
    service: str
    why: str = ""
    judgements: tuple[str, ...] = ()
    innovation: bool = False
    owner: str = ""
    evidence: tuple[str, ...] = ()
    offered: date | None = None
    visited: date | None = None
    said: str = ""


@frozen(kw_only=True)
class CaseReferredBack:
    """A child's case that inspectors sent back to be looked at again: a reference and no more.

    Attributes:
        id: Given by the workspace.
        reference: A number of the inspection's own list, never a child's name or identifier.
        referred: The day on which it was sent back.
        action: What is done, without details of the child.
        owner: Role id of whoever does it.
        deadline: Last day (inclusive) for telling inspectors what was done.
        done: The day on which they were told.
    """

    id: str = ""
    reference: str
    referred: date
    action: str = ""
    owner: str = ""
    deadline: date | None = None
    done: date | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        return tuple(
            (name, f"lies before {self.referred.isoformat()}, when it was sent back")
            for name, day in (("deadline", self.deadline), ("done", self.done))
            if day and day < self.referred
        )


class EntryKind(StrEnum):
    """What happens at an entry of the timetable."""

    INTERVIEW = "interview"
    VISIT = "visit"
    MEETING = "meeting"
    OBSERVATION = "observation"
    FOCUS_GROUP = "focus-group"
    CASE_DISCUSSION = "case-discussion"


@frozen(kw_only=True)
class TimetableEntry:
    """An interview, visit or meeting with inspectors.

    Attributes:
        id: Given by the workspace.
        day: The day.
        starts: The time on the clock, such as ``09:30``; empty if not known.
        ends: The time at which it ends.
        title: What it is.
        kind: What happens.
        place: Where, and how to get in.
        people: Whom inspectors meet, by role or name; never a child or parent.
        inspector: Who comes.
        enquiry: Id of the line of enquiry behind it.
        owner: Role id of whoever sees to it.
        note: What to know about it.
    """

    id: str = ""
    day: date
    starts: str = ""
    ends: str = ""
    title: str
    kind: EntryKind = EntryKind.INTERVIEW
    place: str = ""
    people: tuple[str, ...] = ()
    inspector: str = ""
    enquiry: str = ""
    owner: str = ""
    note: str = ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        found = [
            (name, "should be a time such as 09:30")
            for name, clock in (("starts", self.starts), ("ends", self.ends))
            if clock and not _CLOCK.fullmatch(clock)
        ]
        if not found and self.starts and self.ends and self.ends < self.starts:
            found.append(("ends", f"lies before {self.starts}, when it starts"))
        return tuple(found)


@frozen(kw_only=True)
class Fieldwork:
    """Everything that the council keeps on one inspection while it runs."""

    requests: tuple[RequestState, ...] = ()
    enquiries: tuple[LineOfEnquiry, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    showcases: tuple[Showcase, ...] = ()
    referrals: tuple[CaseReferredBack, ...] = ()
    timetable: tuple[TimetableEntry, ...] = ()
