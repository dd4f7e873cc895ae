"""The questions of the call with which an inspection begins, in the order of the call."""

from __future__ import annotations

from collections.abc import Iterable

from inspectprep.model.basis import Basis
from inspectprep.model.call_sheet import CallQuestion
from inspectprep.model.framework import Fact, Milestone, Variant
from inspectprep.model.timeline import Event, Timeline
from inspectprep.planning.order import ROOT
from inspectprep.planning.wording import long_date

_FIRST = (
    ("notified", "On which day did the call come?", ""),
    ("called_at", "At what time?", ""),
    ("caller", "Who is calling?", ""),
    ("variant", "Which kind of inspection is it?", ""),
    ("lead_inspector", "Who is the lead inspector?", "Ask how to spell the name, and for a number to ring."),
    ("inspectors", "Who else is in the team?", ""),
)
_LAST = (
    (
        "asked",
        "What else must be sent, and by when?",
        "No list by day is published. Write each item as TITLE = DATE, with semicolons between.",
    ),
    (
        "cases",
        "Which children's cases will be looked at, and who chooses them?",
        "Write no names: cases have numbers.",
    ),
    ("first_meeting", "When and where is the first meeting, and with whom?", "The first morning on site."),
    (
        "logistics",
        "What do the inspectors need: rooms, parking, passes, computers, accounts?",
        "Accounts for the case system and for the sharing site take time.",
    ),
    ("contacts", "Whom can the lead inspector ring, day and evening?", "The numbers are on this sheet."),
    (
        "deferral",
        "Is there a reason to ask for a deferral?",
        "For exceptional reasons only. The inspectorate decides.",
    ),
)
_TO_ASK = (
    ("dates-in-the-letter", "Which of these dates will be in the letter, and when does it come?", ""),
    ("sampling", "How are cases sampled, and when do we have the list?", "The number is not published."),
    ("enquiries", "What are the first lines of enquiry?", "They are often known on the day after the call."),
    ("interviews", "Whom will inspectors want to meet: staff, children, parents, partners?", ""),
    ("daily-contact", "When do we speak each day before and during the fieldwork?", "Usually daily."),
    ("feedback", "On which day and at what time is the final feedback, and who may come?", ""),
    (
        "draft-report",
        "When does the draft report come, and how long do we have to comment?",
        "Not published.",
    ),
)
_DAYS_ON_SITE = ("fieldwork",)
_FACTS = {
    "called_at": "time_of_call",
    "variant": "usual_for",
    "inspectors": "team",
    "cases": "number_of_audits",
    "deferral": "pausing",
}
"""The fact that says what is known beforehand about the answer to a question."""


def call_questions(variant: Variant, timeline: Timeline | None = None) -> tuple[CallQuestion, ...]:
    """Return the questions of a call, in their order: what is likely to be said, then what to ask.

    Args:
        variant: Its milestones that only the notice can date become questions.
        timeline: The plan from this call, whose days on site are shown.
    """
    dated = [
        CallQuestion(id=f"notice.{milestone.id}", text=_by_when(milestone), known=known)
        for milestone in variant.milestones
        for known in (_known(milestone.id, milestone.note, timeline),)
        if milestone.basis is Basis.NOTICE or milestone.ask or milestone.id in _DAYS_ON_SITE
    ]
    dated.sort(key=lambda question: question.id != "notice.fieldwork")
    return (
        *_questions(_FIRST, variant),
        *dated,
        *_questions(_LAST, variant),
        *_questions(((f"answers.{name}", text, known) for name, text, known in _TO_ASK), variant),
        *_questions(_about_facts(variant), variant),
        CallQuestion(id="note", text="Anything else?"),
    )


def _questions(entries: Iterable[tuple[str, str, str]], variant: Variant) -> tuple[CallQuestion, ...]:
    facts = {fact.id: fact for fact in variant.facts}
    calls = {milestone.id: milestone for milestone in variant.milestones if milestone.id == ROOT}
    said = {"notified": calls[ROOT].note, "caller": f"{calls[ROOT].title}."} if calls else {}
    said |= {name: _known_fact(facts[fact]) for name, fact in _FACTS.items() if fact in facts}
    return tuple(
        CallQuestion(id=name, text=text, known=f"{said.get(name, '')} {known}".strip())
        for name, text, known in entries
    )


def _about_facts(variant: Variant) -> Iterable[tuple[str, str, str]]:
    """Yield the questions about unknown facts, without those that the call sheet asks anyway."""
    for fact in variant.facts:
        if fact.ask and fact.value is None and fact.id not in _FACTS.values():
            yield f"answers.{fact.id.replace('_', '-')}", fact.ask, fact.note


def _known_fact(fact: Fact) -> str:
    return f"{fact.value[:1].upper()}{fact.value[1:]}. {fact.note}".strip() if fact.value else fact.note


def _by_when(milestone: Milestone) -> str:
    asked = f"{milestone.ask} {milestone.end_ask}".strip()
    return asked or f"{milestone.title.partition(':')[0]}: on which day?"


def _known(milestone: str, note: str, timeline: Timeline | None) -> str:
    event: Event | None = timeline.get(milestone) if timeline else None
    if event is None or event.date is None:
        return note
    about = "about " if event.end_forecast else ""
    last = f" to {about}{long_date(event.end)}" if event.end else ""
    planned = "Expected about" if event.forecast else "Planned for"
    return f"{planned} {long_date(event.date)}{last}. {note}".strip()
