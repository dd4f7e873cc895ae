"""The room this evening: what to do tonight, how the balance lies, and the log behind it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
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
from inspectprep.model.report import Report, Table, Tiles
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


def rows(report: Report, title: str) -> list[dict[str, object]]:
    """Return the rows of a section's table as mappings."""
    (section,) = (section for section in report.sections if section.title == title)
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_the_evening_begins_with_what_cannot_wait() -> None:
    """Claims left overnight, a tipped balance, late answers, cases due."""
    tiles = report_of(review()).sections[0].blocks[0]
    assert isinstance(tiles, Tiles)
    assert [(each.title, each.value, each.rating) for each in tiles.tiles] == [
        ("Criticisms to answer", "2", None),
        ("Balance", "Negative", None),
        ("Requests late", "1", None),
        ("Cases to report on", "1", None),
    ]
    assert tiles.tiles[0].detail == "1 overdue: the claim “What was said in chal-1”"


def test_criticisms_of_the_same_evening_are_counted() -> None:
    """Three were heard today and none is answered. None is overdue either."""
    heard = tuple(claim(f"chal-{number}", heard=TUESDAY) for number in (1, 2, 3))
    evening = review_fieldwork(Fieldwork(challenges=heard), base(), TUESDAY)
    tiles = report_of(evening).sections[0].blocks[0]
    assert isinstance(tiles, Tiles)
    first = tiles.tiles[0]
    assert (first.title, first.value) == ("Criticisms to answer", "3")
    assert first.detail == "No answer is overdue"


def test_a_tipped_balance_says_what_to_show() -> None:
    """The service that Oxfordshire offered, then the strength nobody has put yet."""
    found = rows(report_of(review()), "What to show next")
    assert [(each["Not seen yet"], each["Kind"]) for each in found] == [
        (SHOWN, "Service to visit"),
        ("Title of ev-1", "Evidence"),
    ]


def test_what_was_heard_later_is_not_known_yet() -> None:
    """The review of a past evening is what it would have been."""
    heard = [each["Id"] for each in rows(report_of(review()), "Challenge log")]
    assert heard == ["chal-2", "chal-1", "chal-3", "chal-4"]


def test_requests_stand_most_pressing_first() -> None:
    """Late, due today, sent."""
    found = rows(report_of(review()), "Requests")
    assert [each["Status"] for each in found] == ["Late", "Due today", "Sent"]
    assert [each["Owner"] for each in found] == ["Audits owner (AUD)", "No owner", ""]


def test_lines_without_evidence_stand_first() -> None:
    """And the last thing heard stands beside each."""
    found = rows(report_of(review()), "Lines of enquiry")
    assert [each["State of evidence"] for each in found] == ["No evidence", "Up-to-date evidence"]
    assert [each.get("Evidence", "") for each in found] == ["", "Title of ev-1"]
    assert found[1]["Last heard"] == "Mon 16 Apr: Asked at the hub."


def test_the_timetable_runs_from_today_in_order() -> None:
    """What is over is over."""
    assert [each["Time"] for each in rows(report_of(review()), "Timetable")] == [
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
    assert "ref-1" in text


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
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                assert all(len(row) == len(block.columns) for row in block.rows)


def test_an_empty_room_is_quiet() -> None:
    """Green tiles, the judgements, and nothing else."""
    report = report_of(review_fieldwork(Fieldwork(), base(), TUESDAY))
    assert [each.title for each in report.sections] == ["At a glance", "Balance of claims"]
