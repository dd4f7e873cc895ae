"""The review of the room: what was known that evening, most urgent first."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from inspectprep.model.enquiry import (
    CaseReferredBack,
    Challenge,
    EnquiryNote,
    EnquiryStatus,
    Fieldwork,
    LineOfEnquiry,
    RequestState,
)
from inspectprep.model.evidence import CoverageState
from inspectprep.model.review import RequestStatus
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
        "elsewhere",
        "Help and protection (help_and_protection)",
        "",
    ]


def test_a_request_prepared_before_the_call_is_marked() -> None:
    """Whoever answers it need not begin again."""
    request = RequestState(id="req-1", title="Audits", prepared=date(2018, 4, 2), asked=MONDAY, due=WEDNESDAY)
    (found,) = review_fieldwork(Fieldwork(requests=(request,)), base(), TUESDAY).requests
    assert (found.prepared, found.status) == (True, RequestStatus.OPEN)


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
    assert "Oxfordshire: evening review" in markdown(found)
    assert "Challenge log" in str(found._repr_html_())
