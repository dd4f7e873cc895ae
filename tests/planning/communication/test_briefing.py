"""The daily briefing, for one audience at a time."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.errors import UnknownNameError
from inspectprep.model.audience import Audience
from inspectprep.model.release import DailyNote, Disclosure, NoteKind, PublicationRecorded
from inspectprep.planning.communication.briefing import BRIEFED, daily_briefing, held_back
from inspectprep.planning.communication.embargo import embargo_of
from tests.planning.communication.test_embargo import FEEDBACK, PLAN

TUESDAY = date(2018, 4, 17)
OPEN = embargo_of(PLAN, (), (), on=TUESDAY)
NOTES = (
    DailyNote(
        day=TUESDAY,
        text="Thank you for staying late.",
        audiences=(Audience.STAFF,),
        kind=NoteKind.THANKS,
    ),
    DailyNote(
        day=TUESDAY,
        text="They met a whole team.",
        audiences=(Audience.STAFF, Audience.LEADERS, Audience.PARTNERS),
    ),
    DailyNote(day=TUESDAY, text="Supervision records are thin.", kind=NoteKind.CONCERN),
    DailyNote(day=date(2018, 4, 16), text="Yesterday's news.", audiences=tuple(BRIEFED)),
)


def texts(audience: Audience) -> list[str]:
    """Return what an audience reads on Tuesday."""
    made = daily_briefing(NOTES, day=TUESDAY, audience=audience, embargo=OPEN, timeline=PLAN)
    return [item.text for item in made.items]


def test_each_audience_reads_what_its_tags_allow() -> None:
    """Staff do not read what is for leaders, nor leaders what is for staff alone."""
    assert texts(Audience.STAFF) == ["They met a whole team.", "Thank you for staying late."]
    assert texts(Audience.LEADERS) == ["They met a whole team.", "Supervision records are thin."]
    assert texts(Audience.PARTNERS) == ["They met a whole team."]


def test_a_note_is_for_leaders_alone_unless_it_says_more() -> None:
    """Whoever forgets the tags tells nobody too many."""
    assert DailyNote(day=TUESDAY, text="Anything.").audiences == (Audience.LEADERS,)


def test_the_day_is_placed_in_the_inspection() -> None:
    """The second of five days on site."""
    made = daily_briefing(NOTES, day=TUESDAY, audience=Audience.STAFF, embargo=OPEN, timeline=PLAN)
    assert made.place == "Day 2 of 5 on site"
    call = daily_briefing((), day=PLAN.notified, audience=Audience.STAFF, embargo=OPEN, timeline=PLAN)
    assert call.place == "The day of the call"
    week = daily_briefing((), day=date(2018, 4, 11), audience=Audience.STAFF, embargo=OPEN, timeline=PLAN)
    assert week.place == "Off-site week, 3 working days before inspectors arrive"


def test_nobody_else_gets_a_briefing() -> None:
    """The public is told by the release."""
    with pytest.raises(UnknownNameError, match="staff"):
        daily_briefing(NOTES, day=TUESDAY, audience=Audience.PUBLIC, embargo=OPEN)


def test_an_outcome_is_held_back_and_whoever_writes_is_told() -> None:
    """On the day of feedback staff read thanks and a reminder, not grades."""
    note = DailyNote(day=FEEDBACK, text="Overall: good.", audiences=tuple(BRIEFED))
    held = embargo_of(PLAN, (), (Disclosure(person="Ann Avon", on=FEEDBACK),), on=FEEDBACK)
    made = daily_briefing([note], day=FEEDBACK, audience=Audience.STAFF, embargo=held)
    assert (made.items, made.outcome) == ((), False)
    assert "Nothing of what inspectors concluded may be public" in made.reminder
    [(kept, why)] = held_back([note], day=FEEDBACK, audience=Audience.STAFF, embargo=held)
    assert (kept, why.who) == (note, ("Ann Avon",))
    told = daily_briefing([note], day=FEEDBACK, audience=Audience.LEADERS, embargo=held, person="Ann Avon")
    assert [item.text for item in told.items] == ["Overall: good."]
    assert told.outcome


def test_after_publication_is_recorded_everybody_tagged_reads_it() -> None:
    """The briefing still says that it tells an outcome: whatever writes it asks for itself."""
    note = DailyNote(day=FEEDBACK, text="Overall: good.", audiences=tuple(BRIEFED), outcome=True)
    seen = (PublicationRecorded(on=date(2018, 5, 22), seen_by="Cam"),)
    lifted = embargo_of(PLAN, seen, (), on=date(2018, 5, 22))
    made = daily_briefing([note], day=FEEDBACK, audience=Audience.STAFF, embargo=lifted)
    assert [item.text for item in made.items] == ["Overall: good."]
    assert (made.outcome, made.reminder) == (True, "")


def test_without_any_embargo_known_no_outcome_is_told() -> None:
    """Unknown is not published."""
    note = DailyNote(day=FEEDBACK, text="What they said.", audiences=tuple(BRIEFED), outcome=True)
    assert daily_briefing([note], day=FEEDBACK, audience=Audience.LEADERS, embargo=None).items == ()
