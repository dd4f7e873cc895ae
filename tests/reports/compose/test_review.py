"""The room this evening: what to do tonight, how the balance lies, and the log behind it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.errors import RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.enquiry import (
    CaseReferredBack,
    ClaimOutcome,
    EnquiryNote,
    Fieldwork,
    LineOfEnquiry,
    RequestState,
    Showcase,
    TimetableEntry,
    Tone,
)
from inspectprep.model.report import Bullets, Report, Table
from inspectprep.model.report_blocks import Answer, Balance
from inspectprep.model.review import FieldworkReview
from inspectprep.planning.fieldwork.review import review_fieldwork
from inspectprep.reports.compose import report_of
from inspectprep.reports.html import write
from inspectprep.reports.ics import write as write_calendar
from inspectprep.testing.strategies import values
from tests.planning.evidence.making import HELP, LEADERS, base, claim, item
from tests.whole import whole

MONDAY, TUESDAY = date(2018, 4, 16), date(2018, 4, 17)
SHOWN = "Locality and community support service"


def room() -> Fieldwork:
    """Return what was kept of the second day on site in April 2018."""
    return Fieldwork(
        requests=(
            RequestState(id="req-1", title="Audits", asked=MONDAY, due=MONDAY, owner="audits"),
            RequestState(id="req-2", title="Structure chart", asked=MONDAY, due=TUESDAY),
            RequestState(id="req-3", title="Minutes", asked=MONDAY, due=TUESDAY, sent=TUESDAY),
        ),
        enquiries=(
            LineOfEnquiry(
                id="enq-1",
                statement="Are thresholds understood?",
                judgement=HELP,
                evidence=("ev-1",),
                notes=(EnquiryNote(on=MONDAY, text="Asked at the hub."),),
            ),
            LineOfEnquiry(id="enq-2", statement="Is supervision regular?", judgement=LEADERS),
        ),
        challenges=(
            claim("chal-1"),
            claim("chal-2", heard=TUESDAY),
            claim("chal-3", outcome=ClaimOutcome.ACCEPTED),
            claim("chal-4", Tone.POSITIVE, judgement=LEADERS),
            claim("chal-5", heard=date(2018, 4, 18)),
        ),
        showcases=(Showcase(id="show-1", service=SHOWN, judgements=(HELP,), owner="deputy"),),
        referrals=(
            CaseReferredBack(
                id="ref-1", reference="Zq-4711", referred=MONDAY, action="Visit", deadline=TUESDAY
            ),
        ),
        timetable=(
            TimetableEntry(
                id="vis-2", day=TUESDAY, starts="14:00", title="Team meeting", place="Area office"
            ),
            TimetableEntry(id="vis-1", day=TUESDAY, starts="09:30", ends="10:30", title="The director"),
            TimetableEntry(id="vis-0", day=MONDAY, starts="09:30", title="Yesterday"),
        ),
    )


def review() -> FieldworkReview:
    """Return the room on the Tuesday evening."""
    return review_fieldwork(room(), base(item(location="/zq/where")), TUESDAY, authority="Oxfordshire")


def sheet(report: Report, title: str) -> list[dict[str, object]]:
    """Return the rows of a sheet of the workbook as mappings."""
    (section,) = (section for section in report.sheets if section.title == title)
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def answer(report: Report) -> Answer:
    """Return the answer of a report."""
    block = report.sections[0].blocks[0]
    assert isinstance(block, Answer)
    return block


def points(report: Report, title: str) -> tuple[str, ...]:
    """Return the points of a section."""
    (section,) = (section for section in report.sections if section.title == title)
    (bullets,) = section.blocks
    assert isinstance(bullets, Bullets)
    return bullets.items


def test_the_evening_begins_with_what_inspectors_wait_for() -> None:
    """The worst first: a criticism of yesterday before a late request, then what is due."""
    first = answer(report_of(review()))
    assert first.verdict == "2 answers are late"
    assert first.sentence == "Late: 1 criticism, 1 request. 3 more are open. No owner: 4 of 5."
    assert [(step.action, step.who, step.by, step.changes) for step in first.steps] == [
        ("Answer the criticism: What was said in chal-1", "No owner yet", TUESDAY, "Late. No evidence yet."),
        ("Send: Audits", "Audits owner", MONDAY, "Late."),
        ("Report on a case: Visit", "No owner yet", TUESDAY, "Due today."),
    ]
    assert first.more == 2


def test_each_kind_of_open_answer_is_counted_with_what_is_late() -> None:
    """The line says what it counts."""
    assert points(report_of(review()), "What is open")[:4] == (
        "2 criticisms without our answer: 1 late, 2 without evidence",
        "2 requests not sent: 1 late; 1 of 3 are sent",
        "1 case to report on: 0 late",
        "2 open lines of enquiry: 1 without up-to-date evidence",
    )


def test_criticisms_of_the_same_evening_are_due_tomorrow() -> None:
    """Three were heard today and none is answered. None is overdue either."""
    heard = tuple(claim(f"chal-{number}", heard=TUESDAY) for number in (1, 2, 3))
    report = report_of(review_fieldwork(Fieldwork(challenges=heard), base(), TUESDAY))
    assert answer(report).verdict == "3 answers are due by tomorrow"
    assert "3 criticisms without our answer: 0 late, 3 without evidence" in points(report, "What is open")


def test_the_balance_is_shown_with_what_changed_today() -> None:
    """Against the evening before."""
    (section,) = (each for each in report_of(review()).sections if each.title == "What inspectors have said")
    (balance,) = section.blocks
    assert isinstance(balance, Balance)
    assert balance.title.startswith("Today: 1 new criticism. Yesterday evening: 2 criticisms and 1 strength.")
    assert next((side.title, side.criticisms, side.strengths) for side in balance.sides) == (
        "Help and protection",
        3,
        0,
    )


def test_what_inspectors_have_not_seen_begins_where_most_is_criticism() -> None:
    """The service that Oxfordshire offered, then the strength nobody has put yet."""
    assert points(report_of(review()), "Not shown to inspectors yet") == (
        f"Service: {SHOWN}. Not offered yet. Deputy director.",
        "Evidence: Title of ev-1.",
    )


def test_long_lists_are_cut_with_the_number_of_the_others() -> None:
    """The workbook has every row."""
    many = Fieldwork(
        challenges=tuple(claim(f"chal-{number}", heard=TUESDAY) for number in range(40)),
        showcases=tuple(Showcase(id=f"show-{number}", service="Hub") for number in range(9)),
    )
    report = report_of(review_fieldwork(many, base(), TUESDAY))
    assert "And 35 more, in the workbook: inspectprep room --out room.xlsx" in points(report, "What is open")
    assert points(report, "Not shown to inspectors yet")[-1] == "And 7 more, in the workbook"
    assert len(sheet(report, "What inspectors said")) == 40
    (unseen,) = (each for each in report.sheets if each.title == "All that is not shown yet")
    assert unseen.blocks == (Bullets(items=("Service: Hub. Not offered yet.",) * 9),)


def test_no_id_of_a_record_is_shown() -> None:
    """The lists of the commands have the ids."""
    report = evolve(report_of(review()), entries=(), document={})
    assert not re.search(r"(req|ref|enq|vis|show)-\d", whole(report))


def test_what_was_heard_later_is_not_known_yet() -> None:
    """The review of a past evening is what it would have been."""
    heard = [each["What was said"] for each in sheet(report_of(review()), "What inspectors said")]
    assert heard == [f"What was said in chal-{number}" for number in (2, 1, 3, 4)]


def test_requests_stand_most_pressing_first() -> None:
    """Late, due today, sent."""
    found = sheet(report_of(review()), "Requests")
    assert [each["Status"] for each in found] == ["Late", "Due today", "Sent"]
    assert [each["Owner"] for each in found] == ["Audits owner", "No owner", ""]


def test_lines_without_evidence_stand_first() -> None:
    """And the last thing heard stands beside each."""
    found = sheet(report_of(review()), "Lines of enquiry")
    assert [each["State of evidence"] for each in found] == ["No evidence", "Up-to-date evidence"]
    assert [each.get("Evidence", "") for each in found] == ["", "Title of ev-1"]
    assert found[1]["Last heard"] == "Mon 16 Apr: Asked at the hub."


def test_the_timetable_runs_from_today_in_order() -> None:
    """What is over is over."""
    assert [each["Time"] for each in sheet(report_of(review()), "Timetable")] == [
        "09:30 to 10:30",
        "14:00",
    ]


def test_deadlines_and_appointments_reach_calendars_and_sent_answers_leave_them() -> None:
    """With an identity that lasts from one evening to the next."""
    report = report_of(review())
    assert {each.uid: each.cancelled for each in report.entries} == {
        "oxfordshire/room/req-1@inspectprep": False,
        "oxfordshire/room/req-2@inspectprep": False,
        "oxfordshire/room/req-3@inspectprep": True,
        "oxfordshire/room/ref-1@inspectprep": False,
        "oxfordshire/room/vis-0@inspectprep": False,
        "oxfordshire/room/vis-1@inspectprep": False,
        "oxfordshire/room/vis-2@inspectprep": False,
    }
    later = report_of(review_fieldwork(room(), base(), date(2018, 4, 18), authority="Oxfordshire"))
    assert later.entries[0].revision > report.entries[0].revision
    stream = BytesIO()
    write_calendar(report, stream)
    assert b"Send: Structure chart" in stream.getvalue()


def test_neither_a_reference_nor_a_place_is_told() -> None:
    """The reference leads to a child, the place may name one: both stay in their records."""
    report = report_of(review())
    stream = BytesIO()
    write(report, stream)
    text = whole(review()) + whole(report) + stream.getvalue().decode("utf-8")
    assert "Zq-4711" not in text
    assert "/zq/where" not in text
    assert "Report on a case: Visit" in text


@given(values(FieldworkReview), st.sampled_from([Audience.STAFF, Audience.PARTNERS, Audience.PUBLIC]))
def test_the_room_is_closed_to_everybody_else(drawn: FieldworkReview, audience: Audience) -> None:
    """Whatever is in it; the refusal says who may have it and repeats nothing."""
    with pytest.raises(RefusedError, match="It may go to: inspection-team, leaders") as refused:
        report_of(drawn, audience=audience)
    assert len(str(refused.value)) < 200


@given(values(FieldworkReview))
def test_any_review_has_a_report(drawn: FieldworkReview) -> None:
    """No state of the room leaves the evening without its paper."""
    report = report_of(drawn)
    assert report.kind == "room-review"
    for section in (*report.sections, *report.sheets):
        for block in section.blocks:
            if isinstance(block, Table):
                assert all(len(row) == len(block.columns) for row in block.rows)


def test_an_empty_room_is_quiet() -> None:
    """Nothing is open, and the judgements stand with nothing heard."""
    report = report_of(review_fieldwork(Fieldwork(), base(), TUESDAY))
    assert [each.title for each in report.sections] == [
        "This evening",
        "What is open",
        "What inspectors have said",
    ]
    assert answer(report).verdict == "Inspectors wait for nothing from us"
