"""The kinds of record that a workspace can store.

A record is a frozen value, ``@frozen(kw_only=True)``, whose first field is ``id: str = ""``. The workspace
sets the id when it adds the record (``dec-12``). The other fields are typed: words of an enumeration,
dates, numbers, booleans, short text, tuples of these and small values made of them. So there is no
place for a child's row. Free text is checked for personal data before it is stored. A time of day is text
on the 24-hour clock, such as ``09:30``, in a field with ``metadata={"format": "time"}``.

A record that belongs to one inspection is an :class:`~inspectprep.model.inspection_record.InspectionRecord`.
Its kind says by its scope whether the record can be made without an inspection.

A field that names something is checked: ``owner`` and ``role`` contain ids of roles, also written by title
or abbreviation, ``judgements`` ids of judgements, and ``evidence``, ``enquiry``, ``inspection``, ``area``,
``team`` and ``task`` ids of these. :mod:`inspectprep.workspace.references` has the list. Another field says
what it names with ``metadata={"names": "worker"}``: the word of a kind of record, ``role`` or ``judgement``.
What is not known is refused. ``{"names": "any person"}`` takes any text.

The first field of a small value with ``metadata={"short": "ID=START..END"}`` lets the command line read its
fields in this order: the first before the equals sign, the others after it with two dots between them.

A field with ``metadata={"day_of": "status"}`` has the day of another field's value. If it is left out when
that value is new, it is today.

An optional method ``gaps()`` returns pairs of a field and the reason why the record is not complete without
it. What cannot be right is never made, see :mod:`inspectprep.model.values`. An optional method
``questions(others)`` returns questions that a new value raises beside the other records of its kind. A new
field with a default can be added at any time: older records can still be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

from inspectprep.errors import UnknownNameError
from inspectprep.model.values import frozen

_RENAMED = {"told": "disc"}  # prefixes of ids in stores of version 1
_ID = r"([a-z]+)-[a-z0-9]+(?:-[a-z0-9]+)*"


class Scope(StrEnum):
    """The owner of a kind of record: the council, or one inspection.

    Attributes:
        COUNCIL: The record belongs to the council.
        PREPARATION: The record belongs to the council, and becomes a part of the next inspection.
        INSPECTION: The record belongs to one inspection.
        OUTCOME: The record belongs to one inspection and can give its outcome.
    """

    COUNCIL = "council"
    """The council. The record outlives every inspection."""
    PREPARATION = "preparation"
    """One inspection, or the preparation for the next one. The next inspection takes the preparation over."""
    INSPECTION = "inspection"
    """One inspection. Before the first one, a record can be about a rehearsal."""
    OUTCOME = "outcome"
    """One inspection, always, because the record is about its outcome."""


@frozen(kw_only=True)
class RecordKind:
    """A kind of record.

    Attributes:
        word: Its name on the command line and in the store.
        prefix: The beginning of its ids. Unique among the kinds, lower-case letters only. It never changes.
        noun: One record of this kind in a sentence, such as ``evidence item``.
        plural: Several of them.
        target: Its class, as ``module:Class``; imported on first use.
        summary: One line for lists of commands.
        scope: The owner of its records.
        day: The field with the day of a record, which decides the inspection it belongs to.
    """

    word: str
    prefix: str
    noun: str
    plural: str
    target: str
    summary: str
    scope: Scope = Scope.COUNCIL
    day: str = "on"

    @property
    def article(self) -> str:
        """The article of the noun: "a" or "an"."""
        return "an" if self.noun[0] in "aeiou" else "a"

    @property
    def cls(self) -> type[Any]:
        """The class of its values."""
        return _class_at(self.target)


@cache
def _class_at(target: str) -> type[Any]:
    module, _, name = target.partition(":")
    found: type[Any] = getattr(import_module(module), name)
    return found


def _kind(
    word: str,
    prefix: str,
    nouns: str,
    target: str,
    summary: str,
    scope: Scope = Scope.COUNCIL,
    *,
    day: str = "on",
) -> RecordKind:
    noun, _, plural = nouns.partition(" / ")
    return RecordKind(
        word=word,
        prefix=prefix,
        noun=noun,
        target=f"inspectprep.model.{target}",
        summary=summary,
        plural=plural or f"{noun}s",
        scope=scope,
        day=day,
    )


RECORD_KINDS: Mapping[str, RecordKind] = {
    kind.word: kind
    for kind in (
        _kind(
            "person", "per", "person / people", "workforce:RoleHolder", "Role holders, deputies and leave."
        ),
        _kind("team", "team", "team", "workforce:Team", "Teams of the service."),
        _kind("worker", "wkr", "worker", "workforce:Worker", "Workers and their teams."),
        _kind(
            "session",
            "ses",
            "preparation session",
            "workforce:PreparationSession",
            "Briefings and workshops for staff.",
        ),
        _kind("evidence", "ev", "evidence item", "evidence:EvidenceItem", "Evidence for each judgement."),
        _kind("survey", "sur", "survey result", "evidence:SurveyMeasure", "Survey results, year by year."),
        _kind(
            "area",
            "area",
            "area for improvement / areas for improvement",
            "history:AreaForImprovement",
            "Areas for improvement and action taken.",
        ),
        _kind(
            "inspection",
            "ins",
            "inspection",
            "inspection:Inspection",
            "Inspections: begun, running and ended.",
        ),
        _kind(
            "request",
            "req",
            "information request",
            "enquiry:RequestState",
            "Information that inspectors asked for.",
            Scope.PREPARATION,
            day="asked",
        ),
        _kind(
            "enquiry",
            "enq",
            "line of enquiry / lines of enquiry",
            "enquiry:LineOfEnquiry",
            "Lines of enquiry, as the lead inspector states them.",
            Scope.PREPARATION,
            day="stated",
        ),
        _kind(
            "challenge",
            "chal",
            "challenge",
            "enquiry:Challenge",
            "Inspectors' statements, our evidence and the result.",
            Scope.INSPECTION,
            day="heard",
        ),
        _kind(
            "showcase",
            "show",
            "showcase",
            "enquiry:Showcase",
            "Good work offered to inspectors.",
            Scope.PREPARATION,
            day="offered",
        ),
        _kind(
            "referral",
            "ref",
            "case referred back / cases referred back",
            "enquiry:CaseReferredBack",
            "Cases referred back by inspectors, by reference only.",
            Scope.INSPECTION,
            day="referred",
        ),
        _kind(
            "visit",
            "vis",
            "visit",
            "enquiry:TimetableEntry",
            "Interviews and visits on the timetable.",
            Scope.INSPECTION,
            day="day",
        ),
        _kind(
            "conversation",
            "conv",
            "conversation",
            "conversation:Conversation",
            "Conversations with inspectors, and promises.",
            Scope.INSPECTION,
        ),
        _kind(
            "note",
            "note",
            "note",
            "release:DailyNote",
            "Daily notes and their audiences.",
            Scope.INSPECTION,
            day="day",
        ),
        _kind(
            "sending",
            "send",
            "sent briefing",
            "conversation:Sending",
            "Who received each briefing, and when.",
            Scope.INSPECTION,
            day="day",
        ),
        _kind(
            "disclosure",
            "disc",
            "disclosure",
            "release:Disclosure",
            "The embargo register: who has been told, and when.",
            Scope.OUTCOME,
        ),
        _kind(
            "showing",
            "seen",
            "showing",
            "release:Showing",
            "Embargoed documents that people on the register have seen.",
            Scope.OUTCOME,
        ),
        _kind(
            "release",
            "rel",
            "release draft",
            "release:ReleaseDraft",
            "Draft messages for each outcome, and their sign-offs.",
            Scope.PREPARATION,
        ),
        _kind(
            "publication",
            "pub",
            "publication",
            "release:PublicationRecorded",
            "Reports confirmed as published.",
        ),
        _kind("lesson", "les", "lesson", "debrief:Lesson", "Lessons for the next inspection."),
        _kind(
            "thanks",
            "thx",
            "thank-you message",
            "debrief:Thanks",
            "Thanks given and received.",
            Scope.INSPECTION,
        ),
        _kind("press", "press", "press item", "debrief:PressItem", "Press coverage.", Scope.INSPECTION),
        _kind(
            "wellbeing",
            "well",
            "wellbeing note",
            "debrief:Wellbeing",
            "Staff wellbeing notes and follow-up.",
            Scope.INSPECTION,
        ),
        _kind("action", "act", "action", "debrief:Action", "The action plan, with owners and measures."),
        _kind("decision", "dec", "decision", "decision:Decision", "Decisions, who made them and why."),
        _kind(
            "task",
            "ts",
            "task status / task statuses",
            "decision:TaskState",
            "Progress of checklist tasks.",
            Scope.PREPARATION,
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
        UnknownNameError: if it is not a record.
    """
    return kind_of_class(type(value), kinds)


def kind_of_class(cls: type[Any], kinds: Mapping[str, RecordKind] = RECORD_KINDS) -> RecordKind:
    """Return the kind whose values are of a class.

    Raises:
        UnknownNameError: if it is not the class of a kind of record.
    """
    target = f"{cls.__module__}:{cls.__qualname__}"
    for kind in kinds.values():
        if kind.target == target:
            return kind
    raise UnknownNameError("kind of record for", cls.__qualname__, kinds)


def kind_of_id(id: str, kinds: Mapping[str, RecordKind] = RECORD_KINDS) -> RecordKind:
    """Return the kind of the record with this id, from its prefix.

    Raises:
        UnknownNameError: if no kind of record has such ids. The error gives examples of ids.
    """
    match = re.fullmatch(_ID, id)
    prefix = _RENAMED.get(match[1], match[1]) if match else ""
    for kind in kinds.values():
        if prefix == kind.prefix:
            return kind
    raise UnknownNameError("record", id, [f"{kind.prefix}-1" for kind in kinds.values()])
