"""Records whose texts are all hard to write: one record of each kind for each such text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inspectprep.model import (
    Audience,
    CaseReferredBack,
    Challenge,
    Conversation,
    DailyNote,
    Decision,
    EnquiryNote,
    EvidenceItem,
    EvidenceKind,
    Lesson,
    LineOfEnquiry,
    PreparationSession,
    PressItem,
    Promise,
    ProudWork,
    RequestState,
    RoleHolder,
    Showcase,
    SurveyMeasure,
    Team,
    Thanks,
    TimetableEntry,
    Wellbeing,
    Worker,
)
from tests.reports.hostile import TEXTS

_HELP = "help_and_protection"


def hostile_records(day: date) -> Iterator[object]:
    """Yield records of every kind about this day, for each text that is hard to write."""
    for role, text in zip(
        ("hr", "send", "youth-justice", "governor", "head-teacher"), TEXTS.values(), strict=True
    ):
        yield RoleHolder(role=role, name=text, contact=text)
        yield Team(name=text, service=text, manager=text, place=text)
        yield Worker(
            name=text, team=text, job=text, proud_of=(ProudWork(title=text, reference=text, shows=text),)
        )
        yield PreparationSession(title=text, on=day, teams=(text,), attended=(text,), led_by=text)
        yield EvidenceItem(
            title=text, kind=EvidenceKind.AUDIT, says=text, judgements=(_HELP,), location=text, recorded=day
        )
        yield SurveyMeasure(
            question=text, population=text, percent=40, judgements=(_HELP,), note=text, until=day
        )
        yield RequestState(title=text, asked=day, due=day, note=text)
        yield LineOfEnquiry(
            statement=text, judgement=_HELP, stated=day, notes=(EnquiryNote(on=day, text=text, person=text),)
        )
        yield Challenge(claim=text, judgement=_HELP, heard=day, where=text, note=text)
        yield Showcase(service=text, why=text, said=text, judgements=(_HELP,))
        yield CaseReferredBack(reference=text, referred=day, action=text)
        yield TimetableEntry(day=day, starts="09:00", title=text, place=text, people=(text,), inspector=text)
        yield DailyNote(day=day, text=text, audiences=tuple(Audience), author=text, outcome=False)
        yield Conversation(
            on=day, inspector=text, took_part=(text,), said=text, agreed=text, promises=(Promise(text=text),)
        )
        yield Decision(about="readiness", decided=text, person=text, reason=text, on=day)
        yield Lesson(learned=text, next_time=text, on=day)
        yield Thanks(to=text, reason=text, by=text, on=day)
        yield PressItem(title=text, outlet=text, on=day, location=text)
        yield Wellbeing(team=text, on=day, how=text, help=text)
