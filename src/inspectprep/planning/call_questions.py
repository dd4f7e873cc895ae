"""The questions of the call with which an inspection begins, in the order of the call."""

from __future__ import annotations

from collections.abc import Iterable

from inspectprep.model.call_sheet import CallQuestion
from inspectprep.model.framework import Basis, Variant
from inspectprep.model.timeline import Event, Timeline
from inspectprep.planning.wording import long_date

_FIRST = (
    ("notified", "On which day did the call come?", "Usually a Monday, without warning."),
    ("called_at", "At what time?", "The hour is not published. Older accounts say by 9.30."),
    (
        "caller",
        "Who is calling?",
        "The lead inspector telephones the director, or the deputy if the director is away.",
    ),
    ("variant", "Which kind of inspection is it?", "The last grade makes one kind likely, and no more."),
    ("lead_inspector", "Who is the lead inspector?", "Ask how to spell the name, and for a number to ring."),
    (
        "inspectors",
        "Who else is in the team?",
        "Usually four for a full ILACS inspection and two for a visit. Others may come for a part of it.",
    ),
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
        "The number of cases and audits is not published. Write no names: cases have numbers.",
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
        "For exceptional reasons only. Ofsted decides. How many days a pause may last is not settled here.",
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


def call_questions(variant: Variant, timeline: Timeline | None = None) -> tuple[CallQuestion, ...]:
    """Return the questions of a call, in their order: what is likely to be said, then what to ask.

    Args:
        variant: Its milestones that only the notice can date become questions.
        timeline: The plan from this call, whose days on site are shown.
    """
    dated = [
        CallQuestion(id=f"notice.{milestone.id}", text=_by_when(milestone.title), known=known)
        for milestone in variant.milestones
        for known in (_known(milestone.id, milestone.note, timeline),)
        if milestone.basis is Basis.NOTICE or milestone.id in _DAYS_ON_SITE
    ]
    dated.sort(key=lambda question: question.id != "notice.fieldwork")
    return (
        *_questions(_FIRST),
        *dated,
        *_questions(_LAST),
        *_questions((f"answers.{name}", text, known) for name, text, known in _TO_ASK),
        CallQuestion(id="note", text="Anything else?"),
    )


def _questions(entries: Iterable[tuple[str, str, str]]) -> tuple[CallQuestion, ...]:
    return tuple(CallQuestion(id=name, text=text, known=known) for name, text, known in entries)


def _by_when(title: str) -> str:
    return f"{title.partition(':')[0]}: on which day?"


def _known(milestone: str, note: str, timeline: Timeline | None) -> str:
    event: Event | None = timeline.get(milestone) if timeline else None
    if event is None or event.date is None:
        return note
    last = f" to {long_date(event.end)}" if event.end else ""
    return f"Planned for {long_date(event.date)}{last}. {note}".strip()
