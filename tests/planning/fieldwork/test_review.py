"""The review of the room: what was known that evening, most urgent first."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from inspectprep.model.enquiry import (
    CaseReferredBack,
    Challenge,
    ClaimOutcome,
    EnquiryNote,
    EnquiryStatus,
    Fieldwork,
    LineOfEnquiry,
    RequestState,
    TimetableEntry,
    Tone,
)
from inspectprep.model.evidence import CoverageState
from inspectprep.model.review import AnswerKind, DayOfClaims, RequestStatus
from inspectprep.planning.fieldwork.review import review_fieldwork
from inspectprep.testing.strategies import values
from inspectprep.views import html, markdown
from tests.planning.evidence.making import HELP, base, claim, item

MONDAY, TUESDAY, WEDNESDAY = (date(2018, 4, day) for day in (16, 17, 18))


def test_cases_and_notes_of_later_days_are_not_known_yet() -> None:
    """Read again on the Friday, Tuesday's review is what it was on the Tuesday."""
    notes = (EnquiryNote(on=MONDAY, text="First."), EnquiryNote(on=WEDNESDAY, text="Later."))
    room = Fieldwork(
        enquiries=(LineOfEnquiry(id="enq-1", statement="Thresholds?", notes=notes),),
        referrals=tuple(
            CaseReferredBack(id=f"ref-{day.day}", reference="7", referred=day) for day in (MONDAY, WEDNESDAY)
        ),
    )
    found = review_fieldwork(room, base(), TUESDAY)
    assert [each.id for each in found.cases] == ["ref-16"]
    assert found.enquiries[0].latest == notes[0]
    assert review_fieldwork(room, base(), WEDNESDAY).enquiries[0].latest == notes[1]


def test_open_lines_without_fresh_evidence_come_first() -> None:
    """Closed ones last, whatever covers them; a judgement is told by its title."""
    lines = (
        LineOfEnquiry(id="enq-1", statement="Closed?", status=EnquiryStatus.CLOSED),
        LineOfEnquiry(id="enq-2", statement="Covered?", evidence=("ev-1",), judgement=HELP),
        LineOfEnquiry(id="enq-3", statement="Bare?", judgement="elsewhere"),
    )
    found = review_fieldwork(Fieldwork(enquiries=lines), base(item()), TUESDAY).enquiries
    assert [(each.id, each.state) for each in found] == [
        ("enq-3", CoverageState.MISSING),
        ("enq-2", CoverageState.COVERED),
        ("enq-1", CoverageState.MISSING),
    ]
    assert [each.judgement for each in found] == [
        "A judgement of another edition",
        "Help and protection",
        "",
    ]


def test_a_request_prepared_before_the_call_is_marked() -> None:
    """Whoever answers it need not begin again."""
    request = RequestState(id="req-1", title="Audits", prepared=date(2018, 4, 2), asked=MONDAY, due=WEDNESDAY)
    (found,) = review_fieldwork(Fieldwork(requests=(request,)), base(), TUESDAY).requests
    assert (found.prepared, found.status) == (True, RequestStatus.OPEN)


def test_what_presses_most_comes_first_and_then_what_is_due_first() -> None:
    """Requests and returned cases are in the same order: late, due today, without a date, open."""
    days = {"late": MONDAY, "today": TUESDAY, "undated": None, "later": date(2018, 4, 20), "open": WEDNESDAY}
    room = Fieldwork(
        requests=tuple(
            RequestState(id=name, title=name, asked=MONDAY, due=due) for name, due in reversed(days.items())
        ),
        referrals=tuple(
            CaseReferredBack(id=name, reference="7", referred=MONDAY, deadline=due)
            for name, due in days.items()
        ),
    )
    found = review_fieldwork(room, base(), TUESDAY)
    assert [each.id for each in found.requests] == ["late", "today", "undated", "open", "later"]
    assert [each.id for each in found.cases] == ["late", "today", "undated", "open", "later"]
    assert {each.id: each.due for each in found.requests} == days


def test_the_timetable_of_today_is_still_to_come() -> None:
    """Entries are in order of their day, their time and their id."""
    entries = (
        TimetableEntry(id="visit-4", day=WEDNESDAY, title="Later"),
        TimetableEntry(id="visit-3", day=TUESDAY, starts="14:00", title="Afternoon"),
        TimetableEntry(id="visit-2", day=TUESDAY, starts="09:30", title="Morning"),
        TimetableEntry(id="visit-1", day=MONDAY, title="Past"),
    )
    found = review_fieldwork(Fieldwork(timetable=entries), base(), TUESDAY)
    assert [each.id for each in found.timetable] == ["visit-2", "visit-3", "visit-4"]
    assert [each.id for each in found.past] == ["visit-1"]


def test_claims_of_today_are_in_the_review_and_the_newest_comes_first() -> None:
    """A claim of tomorrow is not known. Strengths are suggested only where the balance has tipped."""
    room = Fieldwork(
        challenges=(
            claim("chal-1", heard=MONDAY),
            claim("chal-2", heard=TUESDAY, evidence=("ev-1",)),
            claim("chal-3", heard=WEDNESDAY, evidence=("ev-2",)),
            claim("chal-4", Tone.POSITIVE, heard=TUESDAY),
        )
    )
    found = review_fieldwork(room, base(item(), item("ev-2")), TUESDAY)
    assert [each.id for each in found.claims] == ["chal-2", "chal-4", "chal-1"]
    assert found.waiting == ("chal-1",)
    assert [each.id for each in found.evidence] == ["ev-1"]
    assert found.suggestions == ()
    tipped = Fieldwork(challenges=tuple(claim(f"chal-{number}", heard=MONDAY) for number in range(3)))
    assert [each.item for each in review_fieldwork(tipped, base(item()), TUESDAY).suggestions] == ["ev-1"]


def test_what_is_open_has_criticisms_first_and_each_with_its_last_day() -> None:
    """A criticism is late on the evening after the day on which it was heard; a sent request is not open."""
    room = Fieldwork(
        challenges=(claim("chal-1", heard=MONDAY), claim("chal-2", heard=TUESDAY, owner="qa")),
        requests=(
            RequestState(id="req-1", title="Audits", asked=MONDAY, due=MONDAY),
            RequestState(id="req-2", title="Chart", asked=MONDAY, due=TUESDAY, sent=TUESDAY),
            RequestState(id="req-3", title="Minutes"),
        ),
    )
    found = review_fieldwork(room, base(), TUESDAY).open
    assert [(each.kind, each.status, each.due) for each in found] == [
        (AnswerKind.CLAIM, RequestStatus.LATE, TUESDAY),
        (AnswerKind.REQUEST, RequestStatus.LATE, MONDAY),
        (AnswerKind.CLAIM, RequestStatus.OPEN, WEDNESDAY),
    ]


def test_a_claim_that_is_settled_later_is_open_on_the_evenings_before() -> None:
    """The balance of an evening is what it was then."""
    settled = claim("chal-1", heard=MONDAY, outcome=ClaimOutcome.WITHDRAWN, replied=TUESDAY, settled=TUESDAY)
    room = Fieldwork(challenges=(settled,))
    monday, tuesday = (review_fieldwork(room, base(), day) for day in (MONDAY, TUESDAY))
    assert [sum(each.negatives for each in found.balances) for found in (monday, tuesday)] == [1, 0]
    assert sum(each.negatives for each in tuesday.yesterday) == 1
    assert tuesday.today == DayOfClaims(withdrawn=1, answered=1)
    assert monday.today == DayOfClaims(criticisms=1)
    assert tuesday.open == ()


@given(values(Fieldwork), st.integers(0, 30))
def test_any_room_can_be_reviewed_and_nothing_of_later_is_in_it(room: Fieldwork, days: int) -> None:
    """Whatever is recorded, imported or half filled in."""
    day = MONDAY + timedelta(days=days)
    found = review_fieldwork(room, base(item()), day)
    assert all(each.heard <= day for each in found.claims)
    assert all(each.day >= day for each in found.timetable)
    order = tuple(RequestStatus)
    ranks = [order.index(each.status) for each in found.requests]
    assert ranks == sorted(ranks)
    assert len(found.requests) == len(room.requests)
    assert set(found.waiting) <= {each.id for each in found.claims}


def test_a_notebook_shows_a_review() -> None:
    """The same report as everywhere else."""
    challenges: tuple[Challenge, ...] = (claim("chal-1"),)
    found = review_fieldwork(Fieldwork(challenges=challenges), base(), TUESDAY, authority="Oxfordshire")
    assert "What was said in chal-1" in html(found)
    assert "Oxfordshire" in markdown(found)
    assert "What inspectors have said" in str(found._repr_html_())
