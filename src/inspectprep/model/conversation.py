"""Conversations with inspectors and the promises made in them, and briefings that were sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field

from inspectprep.model.audience import Audience
from inspectprep.model.document import document
from inspectprep.model.inspection_record import InspectionRecord
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Promise:
    """A promise to inspectors.

    Attributes:
        text: The promise, in one sentence.
        due: Last day (inclusive). None if none was agreed.
        owner: Role id of the person responsible.
        done: The day on which it was done. None if it is open.
    """

    text: str
    due: date | None = None
    owner: str = ""
    done: date | None = None


@frozen(kw_only=True)
class Conversation(InspectionRecord):
    """A conversation with an inspector, usually the lead inspector.

    Attributes:
        on: The day.
        at: The time of day, such as ``16:30``. Empty if unknown.
        inspector: The inspector. Empty for the lead inspector.
        took_part: The people of the council who took part, by name or role.
        said: What was said, in a few sentences and without a child's details.
        agreed: What was agreed.
        promises: The promises to inspectors.
        enquiry: Id of the line of enquiry that it was about.
        challenge: Id of the claim that it was about.
        request: Id of the request that it was about.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    on: date
    at: str = field(default="", metadata={"format": "time"})
    inspector: str = ""
    took_part: tuple[str, ...] = ()
    said: str
    agreed: str = ""
    promises: tuple[Promise, ...] = ()
    enquiry: str = ""
    challenge: str = field(default="", metadata={"names": "challenge"})
    request: str = field(default="", metadata={"names": "request"})
    outcome: bool | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        return tuple(
            ("promises", f"has a day before {self.on.isoformat()}, the day of the conversation")
            for promise in self.promises
            for day in (promise.due, promise.done)
            if day is not None and day < self.on
        )


@frozen(kw_only=True)
class OpenPromise:
    """A promise that is still to be done.

    Attributes:
        conversation: Id of its conversation.
        promise: The promise.
        late: Whether its last day has passed.
    """

    conversation: str
    promise: Promise
    late: bool = False


@document("conversation-log", report="inspectprep.reports.compose.conversations:conversation_report")
@frozen(kw_only=True)
class ConversationLog:
    """The log of the conversations with inspectors.

    Attributes:
        authority: The council.
        title: The inspection in words.
        on: The day of the log.
        lead_inspector: The lead inspector, if known.
        open: The promises that are still to be done, by last day. Those without a day come last.
        conversations: The conversations, newest first.
        names: The names of the lines of enquiry, claims and requests that they are about, by id.
        outcome: Whether one of them reveals a grade, or counts as if it did.
    """

    authority: str = ""
    title: str = ""
    on: date
    lead_inspector: str = ""
    open: tuple[OpenPromise, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    names: Mapping[str, str] = field(factory=dict)
    outcome: bool = False


@frozen(kw_only=True)
class Sending(InspectionRecord):
    """A briefing that was sent, with its recipients.

    Attributes:
        on: The day on which it was sent.
        at: The time of day, such as ``17:30``. Empty if unknown.
        day: The day that the briefing is about.
        audience: The audience that it was written for.
        to: The recipients, by name or as a group.
        how: The way in which it was sent, such as ``mail``.
    """

    on: date
    at: str = field(default="", metadata={"format": "time"})
    day: date
    audience: Audience
    to: tuple[str, ...]
    how: str = ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        problems = []
        if self.on < self.day:
            problems.append(("on", f"is before {self.day.isoformat()}, the day of the briefing"))
        if not any(name.strip() for name in self.to):
            problems.append(("to", "is missing"))
        return tuple(problems)
