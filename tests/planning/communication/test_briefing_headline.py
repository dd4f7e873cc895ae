"""The headline of a briefing: by the stated rules, and nothing while the outcome is confidential."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.model.audience import Audience
from inspectprep.model.briefing import BriefingItem
from inspectprep.model.enquiry import ClaimOutcome, EntryKind, Fieldwork, TimetableEntry, Tone
from inspectprep.model.release import NoteKind
from inspectprep.model.report_blocks import AgendaItem
from inspectprep.model.workforce import People, Person
from inspectprep.planning.communication.briefing import daily_briefing
from inspectprep.planning.communication.briefing_headline import DayFacts, briefing_headline
from inspectprep.planning.communication.embargo import embargo_of
from inspectprep.planning.fieldwork.review import review_fieldwork
from tests.planning.communication.test_embargo import FEEDBACK, PLAN
from tests.planning.evidence.making import base, claim

MONDAY, TUESDAY, WEDNESDAY = (date(2018, 4, day) for day in (16, 17, 18))
CRITICISM = claim("chal-1", heard=TUESDAY)
STRENGTH = claim("chal-2", Tone.POSITIVE, heard=TUESDAY)
LATE = claim("chal-3", heard=MONDAY)
WITHDRAWN = claim("chal-4", heard=MONDAY, replied=TUESDAY, settled=TUESDAY, outcome=ClaimOutcome.WITHDRAWN)
TIMETABLE = (
    TimetableEntry(day=WEDNESDAY, starts="14:00", title="The leader", people=("leader",), place="2.4"),
    TimetableEntry(day=WEDNESDAY, starts="09:00", title="North", kind=EntryKind.VISIT, people=("Ann Avon",)),
    TimetableEntry(day=WEDNESDAY, title="Case 12", kind=EntryKind.CASE_DISCUSSION, people=("Ann Avon",)),
    TimetableEntry(day=WEDNESDAY, starts="11:00", title="Police", kind=EntryKind.FOCUS_GROUP),
    TimetableEntry(day=TUESDAY, starts="08:00", title="Today"),
)


def item(kind: NoteKind) -> BriefingItem:
    """Return a note of a kind."""
    return BriefingItem(kind=kind, text="A note.")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((LATE, CRITICISM, STRENGTH), "1 answer to inspectors is late"),
        ((WITHDRAWN, CRITICISM), "Inspectors withdrew 1 criticism"),
        ((CRITICISM, STRENGTH), "Inspectors made 1 criticism today"),
        ((STRENGTH,), "Inspectors named 1 strength today"),
        ((), "1 concern to know about"),
    ],
)
def test_claims_of_the_day_come_before_notes(claims: tuple[object, ...], expected: str) -> None:
    """The worst first: what is late, what was withdrawn, criticisms, strengths, then the notes."""
    room = review_fieldwork(Fieldwork(challenges=claims), base(), TUESDAY)  # type: ignore[arg-type]
    facts = DayFacts(items=(item(NoteKind.CONCERN),), review=room)
    assert briefing_headline(facts).verdict == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((NoteKind.LIKED, NoteKind.CONCERN, NoteKind.CONCERN), "2 concerns to know about"),
        ((NoteKind.LIKED, NoteKind.REFERRED_BACK), "1 case to act on"),
        ((NoteKind.NEWS, NoteKind.LIKED), "Inspectors liked 1 thing"),
        ((NoteKind.NEWS, NoteKind.THANKS), "2 notes about today"),
        ((), "No news today"),
    ],
)
def test_notes_give_the_headline_without_claims(kinds: tuple[NoteKind, ...], expected: str) -> None:
    """As far as the audience may know them."""
    assert briefing_headline(DayFacts(items=tuple(map(item, kinds)))).verdict == expected


def test_without_news_the_next_day_is_the_headline() -> None:
    """And the reason has its first hour."""
    hours = (AgendaItem(what="North", starts="09:00"), AgendaItem(what="South", starts="11:00"))
    found = briefing_headline(DayFacts(hours=hours, next_day=WEDNESDAY))
    assert found.verdict == "2 visits and interviews are next"
    assert found.sentence == "On Wednesday: 2 visits and interviews, the first at 09:00."
    called = briefing_headline(DayFacts(called=True, hours=hours, next_day=WEDNESDAY))
    assert called.verdict == "The inspection has begun"


def test_nothing_of_the_day_is_in_the_headline_while_the_outcome_is_confidential() -> None:
    """Neither claims nor notes; nor is the balance in the briefing."""
    room = review_fieldwork(Fieldwork(challenges=(CRITICISM, STRENGTH)), base(), FEEDBACK)
    held = embargo_of(PLAN, (), (), on=FEEDBACK)
    made = daily_briefing(
        (), day=FEEDBACK, audience=Audience.LEADERS, embargo=held, timeline=PLAN, review=room
    )
    assert made.headline == "The outcome is confidential"
    assert (made.balances, made.open, made.today.criticisms) == ((), (), 0)


def test_each_audience_gets_its_part_of_the_timetable() -> None:
    """Staff no names and no cases, partners their groups, leaders all and their own meetings."""
    people = People(people=(Person(role="leader", name="Lou Leigh"),))
    found = {
        audience: daily_briefing(
            (),
            day=TUESDAY,
            audience=audience,
            embargo=embargo_of(PLAN, (), (), on=TUESDAY),
            timeline=PLAN,
            timetable=TIMETABLE,
            people=people,
        )
        for audience in (Audience.STAFF, Audience.LEADERS, Audience.PARTNERS)
    }
    titles = {audience: [hour.what for hour in made.hours] for audience, made in found.items()}
    assert titles == {
        Audience.STAFF: ["North", "Police", "The leader"],
        Audience.LEADERS: ["Case 12", "North", "Police", "The leader"],
        Audience.PARTNERS: ["Police"],
    }
    assert not any(hour.who for hour in found[Audience.STAFF].hours)
    (meeting,) = found[Audience.LEADERS].meetings
    assert meeting.who == ("Lou Leigh, leader of the council",)
    assert found[Audience.STAFF].meetings == ()
    assert (found[Audience.STAFF].days_to_feedback, found[Audience.STAFF].next_day) == (3, WEDNESDAY)


def test_only_leaders_have_the_balance() -> None:
    """What inspectors said is not for staff or partners."""
    room = review_fieldwork(Fieldwork(challenges=(CRITICISM,)), base(), TUESDAY)
    open_ = embargo_of(PLAN, (), (), on=TUESDAY)
    for audience in (Audience.STAFF, Audience.PARTNERS):
        made = daily_briefing((), day=TUESDAY, audience=audience, embargo=open_, review=room)
        assert (made.balances, made.open, made.headline) == ((), (), "No news today")
    leaders = daily_briefing((), day=TUESDAY, audience=Audience.LEADERS, embargo=open_, review=room)
    assert len(leaders.open) == 1
