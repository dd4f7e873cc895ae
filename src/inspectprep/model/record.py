"""Records: what every kind of thing that a workspace keeps has in common, and the list of kinds.

A record is a frozen value, ``@frozen(kw_only=True)``, whose first field is ``id: str = ""``; the workspace
fills it in when the record is added (``dec-12``). Its other fields are typed: words of an enumeration,
dates, numbers, truths, short text, tuples of these and small values made of them. So there is no
place for a child's row, and free text is read before it is kept.

A field called ``role``, ``roles``, ``owner`` or ``owners``, or with ``metadata={"names": "role"}``, holds
ids of roles, written by title or abbreviation too; unknown ones are refused (``{"names": "anybody"}`` lets
them pass). A method ``problems()``, if there is one, returns pairs of a field and what cannot be true of it.
Fields may be added with a default at any time: what was kept before reads as before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

from inspectprep.errors import UnknownNameError

__all__ = ["RECORD_KINDS", "RecordKind", "kind_of_id", "kind_of_record", "record_kind"]

_ID = r"([a-z]+)-[a-z0-9]+(?:-[a-z0-9]+)*"


class RecordKind(NamedTuple):
    """A kind of record.

    Attributes:
        word: What it is called on the command line and in the store; it never changes.
        prefix: What its ids begin with; unique among the kinds, lower-case letters only.
        target: Where its class is, as ``module:Class``; imported on first use.
        summary: One line for lists of commands.
    """

    word: str
    prefix: str
    target: str
    summary: str

    @property
    def cls(self) -> type[Any]:
        """The class of its values."""
        module, _, name = self.target.partition(":")
        found: type[Any] = getattr(import_module(module), name)
        return found


RECORD_KINDS: Mapping[str, RecordKind] = {
    kind.word: kind
    for kind in (
        RecordKind(
            "person",
            "per",
            "inspectprep.model.workforce:Holder",
            "Who holds which role, who stands in, who is away.",
        ),
        RecordKind("team", "team", "inspectprep.model.workforce:Team", "Teams of the service."),
        RecordKind(
            "worker",
            "wkr",
            "inspectprep.model.workforce:Worker",
            "Workers, their teams, and the work they are proud of.",
        ),
        RecordKind(
            "session",
            "ses",
            "inspectprep.model.workforce:Session",
            "Briefings and workshops that prepare staff, and who came.",
        ),
        RecordKind(
            "evidence",
            "ev",
            "inspectprep.model.evidence:EvidenceItem",
            "What shows how well children are served.",
        ),
        RecordKind(
            "survey",
            "sur",
            "inspectprep.model.evidence:Measure",
            "Answers to surveys and other shares of people, year by year.",
        ),
        RecordKind(
            "area",
            "area",
            "inspectprep.model.history:AreaForImprovement",
            "What earlier reports said must get better, and what was done.",
        ),
        RecordKind(
            "inspection",
            "ins",
            "inspectprep.model.history:PastInspection",
            "Earlier inspections and their judgements.",
        ),
        RecordKind(
            "request",
            "req",
            "inspectprep.model.enquiry:RequestState",
            "What inspectors asked for: due, sent, late.",
        ),
        RecordKind(
            "enquiry",
            "enq",
            "inspectprep.model.enquiry:LineOfEnquiry",
            "Lines of enquiry, as the lead inspector states them.",
        ),
        RecordKind(
            "challenge",
            "chal",
            "inspectprep.model.enquiry:Challenge",
            "What inspectors said, our evidence, and what came of it.",
        ),
        RecordKind(
            "showcase",
            "show",
            "inspectprep.model.enquiry:Showcase",
            "What is offered for inspectors to see, and what they said.",
        ),
        RecordKind(
            "referral",
            "ref",
            "inspectprep.model.enquiry:CaseReferredBack",
            "Cases referred back, by reference only, each with its action.",
        ),
        RecordKind(
            "visit",
            "vis",
            "inspectprep.model.enquiry:TimetableEntry",
            "Interviews and visits on the timetable.",
        ),
        RecordKind(
            "note",
            "note",
            "inspectprep.model.release:DailyNote",
            "What was learned on a day, and for whom it is.",
        ),
        RecordKind(
            "told",
            "told",
            "inspectprep.model.release:Disclosure",
            "Who was told what before publication, and when.",
        ),
        RecordKind(
            "release",
            "rel",
            "inspectprep.model.release:ReleaseDraft",
            "Drafts for each likely outcome, and who has signed them.",
        ),
        RecordKind(
            "publication", "pub", "inspectprep.model.release:PublicationRecorded", "Reports seen published."
        ),
        RecordKind("lesson", "les", "inspectprep.model.debrief:Lesson", "What to do better next time."),
        RecordKind("thanks", "thx", "inspectprep.model.debrief:Thanks", "Thanks given and received."),
        RecordKind("press", "press", "inspectprep.model.debrief:PressItem", "What the press wrote."),
        RecordKind(
            "wellbeing",
            "well",
            "inspectprep.model.debrief:Wellbeing",
            "How people are, and what is done about it.",
        ),
        RecordKind(
            "action",
            "act",
            "inspectprep.model.debrief:Action",
            "Actions of the plan, with owners and measures.",
        ),
        RecordKind(
            "decision",
            "dec",
            "inspectprep.model.decision:Decision",
            "What was decided, by whom and why, whatever a rating advised.",
        ),
        RecordKind(
            "taskstate",
            "ts",
            "inspectprep.model.decision:TaskState",
            "How far a task of the checklist is.",
        ),
    )
}
"""Every kind of record by its word, in the order in which the command line lists them."""


def record_kind(word: str, kinds: Mapping[str, RecordKind] = RECORD_KINDS) -> RecordKind:
    """Return the kind of record with this word.

    Raises:
        UnknownNameError: if there is none; the nearest is suggested.
    """
    try:
        return kinds[word]
    except KeyError:
        raise UnknownNameError("kind of record", word, kinds) from None


def kind_of_record(value: object, kinds: Mapping[str, RecordKind] = RECORD_KINDS) -> RecordKind:
    """Return the kind of a value.

    Raises:
        UnknownNameError: if it is no record.
    """
    cls = type(value)
    target = f"{cls.__module__}:{cls.__qualname__}"
    for kind in kinds.values():
        if kind.target == target:
            return kind
    raise UnknownNameError("kind of record for", cls.__qualname__, kinds)


def kind_of_id(id: str, kinds: Mapping[str, RecordKind] = RECORD_KINDS) -> RecordKind:
    """Return the kind of the record with this id, which its beginning tells.

    Raises:
        UnknownNameError: if no kind of record has such ids; examples of those that do are named.
    """
    found = re.fullmatch(_ID, id)
    for kind in kinds.values():
        if found and found[1] == kind.prefix:
            return kind
    raise UnknownNameError("record", id, [f"{kind.prefix}-1" for kind in kinds.values()])
