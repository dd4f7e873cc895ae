"""Questions of a plan: what no source says, to be asked on the first day.

A milestone or fact of a framework can have a question. The question is open until its answer is on record.
The events that depend on it have no date until then, and nothing is assumed in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.model.basis import Basis
from inspectprep.model.timeline import OpenQuestion
from inspectprep.planning.order import ROOT
from inspectprep.planning.wording import NOT_GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inspectprep.model.framework import Variant
    from inspectprep.model.inspection import Actual, Notice
    from inspectprep.model.timeline import Event, Timeline


_OPENED = {"confirm": "confirmed", "call": "called", "telephone": "called"}
"""How an inspection begins, by a part of the title of its first event."""


def asked_of(variant: Variant) -> tuple[OpenQuestion, ...]:
    """Return every question of a variant in order: those that give dates, then unknown facts."""
    return tuple(
        OpenQuestion(id=name, number=number, text=text, known=known)
        for number, (name, text, known) in enumerate(_asked(variant), 1)
    )


def _asked(variant: Variant) -> Iterator[tuple[str, str, str]]:
    for milestone in variant.milestones:
        if milestone.ask:
            yield milestone.id, milestone.ask, milestone.note
        if milestone.end_ask:
            yield f"{milestone.id}.end", milestone.end_ask, "" if milestone.ask else milestone.note
    for fact in variant.facts:
        if fact.ask and fact.value is None:
            yield fact.id, fact.ask, fact.note


def open_questions(
    asked: Sequence[OpenQuestion],
    given: Mapping[int, Actual | Notice],
    place: Mapping[str, int],
    events: Sequence[Event],
) -> tuple[OpenQuestion, ...]:
    """Return the questions whose answers are not on record, each with the events that it would date.

    Args:
        asked: Every question of the variant.
        given: The recorded dates, by the place of their milestone.
        place: The place of each milestone.
        events: The events of the plan.
    """
    return tuple(
        evolve(
            question,
            dates=tuple(
                event.id for event in events if question.id in (event.waits_for, event.end_waits_for)
            ),
        )
        for question in asked
        if not _answered(question.id, given, place)
    )


def _answered(name: str, given: Mapping[int, Actual | Notice], place: Mapping[str, int]) -> bool:
    milestone, _, last = name.partition(".")
    record = given.get(place.get(milestone, -1))
    return record is not None and (not last or record.end is not None)


def undated_words(timeline: Timeline, event: Event, *, last: bool = False) -> str:
    """Return why an event has no date, in a phrase.

    Args:
        timeline: The plan.
        event: One of its events.
        last: Why it has no last day, in place of why it has no first.
    """
    waits_for = event.end_waits_for if last else event.waits_for
    milestone, _, of_end = waits_for.partition(".")
    if question := timeline.question(waits_for):
        return f"{'Ask:' if milestone == event.id else 'Depends on'} question {question.number}"
    if milestone not in ("", event.id) and (other := timeline.get(milestone)):
        if (other.last if of_end else other.date) is not None:
            return "There is no date for it yet"
        title = other.title.partition(":")[0]
        return f"Depends on {'the last day of' if of_end else 'the day of'}: {title}"
    return NOT_GIVEN if event.basis is Basis.NOTICE else "There is no date for it yet"


def come_unannounced(timeline: Timeline) -> bool:
    """Return whether the inspectors arrive without a call: the fieldwork begins on the first day."""
    fieldwork = timeline.get("fieldwork")
    return fieldwork is not None and fieldwork.planned == timeline.notified


def how_to_ask(timeline: Timeline) -> str:
    """Return whom to ask the questions of a plan."""
    return "Ask the inspectors" if come_unannounced(timeline) else "Ask on the telephone"


def opened_words(timeline: Timeline) -> str:
    """Return how an inspection begins, in one word: ``called``, or ``confirmed`` for an agreed visit."""
    if come_unannounced(timeline):
        return "begun"
    root = timeline.get(ROOT)
    said = root.title.casefold() if root else ""
    return next((word for part, word in _OPENED.items() if part in said), "notified" if said else "called")
