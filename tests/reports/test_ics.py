"""The calendar, read back: entries, ends, alarms, identity."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from icalendar import Calendar, Event

from inspectprep.model.report import CalendarEntry, Report
from inspectprep.reports import ics
from inspectprep.reports.compose import report_of
from inspectprep.testing.builders import make_report
from inspectprep.testing.reports import reports
from tests.reports.plans import CALL, checklist, event, readiness, timeline


def written(report: Report) -> bytes:
    """Return the file."""
    stream = BytesIO()
    ics.write(report, stream)
    return stream.getvalue()


def events(report: Report) -> dict[str, Event]:
    """Return the entries of the calendar as read back, by identity."""
    calendar = Calendar.from_ical(written(report))
    return {str(each["uid"]): each for each in calendar.walk("VEVENT")}


def entry(**more: object) -> Report:
    """Return a report with one entry."""
    values: dict[str, object] = {"uid": "u", "title": "T", "start": CALL, "end": CALL}
    return Report(kind="timeline", title="Plan", prepared=CALL, entries=(CalendarEntry(**(values | more)),))  # type: ignore[arg-type]


def test_all_day_entries_end_on_the_day_after_the_last() -> None:
    """RFC 5545 counts the end out; a person counts it in."""
    found = events(report_of(timeline()))["oxfordshire/ilacs-short/2018-04-09/event/fieldwork@inspectprep"]
    assert found["dtstart"].dt == date(2018, 4, 16)
    assert found["dtend"].dt == date(2018, 4, 21)


def test_a_re_plan_updates_the_same_entries() -> None:
    """Same identities, higher sequence, new days."""
    moved = timeline(
        event("fieldwork", date(2018, 4, 18), end=date(2018, 4, 24), actual=date(2018, 4, 18)),
        actual={"fieldwork": date(2018, 4, 18)},
    )
    before, after = events(report_of(timeline())), events(report_of(moved, prepared=date(2018, 4, 18)))
    assert before.keys() == after.keys()
    assert all(int(after[uid]["sequence"]) > int(before[uid]["sequence"]) for uid in before)
    name = "oxfordshire/ilacs-short/2018-04-09/event/fieldwork@inspectprep"
    assert after[name]["dtstart"].dt == date(2018, 4, 18)


def test_deadlines_ring_and_other_entries_do_not() -> None:
    """Nine in the morning on the day before and on the day itself, in whatever zone the reader is."""
    ringing = events(entry(deadline=True))["u"].walk("VALARM")
    assert [each["trigger"].dt for each in ringing] == [timedelta(hours=-15), timedelta(hours=9)]
    assert events(entry())["u"].walk("VALARM") == []
    assert events(entry(tentative=True))["u"].walk("VALARM") == []
    assert events(entry(deadline=True, cancelled=True))["u"].walk("VALARM") == []


def test_a_list_of_tasks_rings_on_its_day_alone() -> None:
    """And a visit has its place."""
    (alarm,) = events(entry(deadline=True, on_the_day=True))["u"].walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=9)
    assert events(entry(place="Civic Centre,\nroom 4"))["u"]["location"] == "Civic Centre, room 4"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, "CONFIRMED"),
        ({"tentative": True}, "TENTATIVE"),
        ({"cancelled": True, "tentative": True}, "CANCELLED"),
    ],
)
def test_status_tells_plans_from_forecasts(more: dict[str, object], status: str) -> None:
    """A forecast is tentative; what is no longer needed is taken away."""
    assert events(entry(**more))["u"]["status"] == status


def test_the_stamp_is_the_day_of_the_report_and_nothing_reads_a_clock() -> None:
    """The same report gives the same bytes."""
    found = events(entry())["u"]
    assert found["dtstamp"].dt == datetime(2018, 4, 9, tzinfo=UTC)
    report = report_of(readiness(), timeline=timeline(), checklist=checklist())
    assert written(report) == written(report)


def test_people_stay_free_and_entries_are_marked() -> None:
    """Five weeks of embargo do not block anybody's diary; the marking travels along."""
    found = events(make_report())["westhaven-fieldwork@inspectprep"]
    assert found["transp"] == "TRANSPARENT"
    assert found["class"] == "CONFIDENTIAL"
    assert "OFFICIAL-SENSITIVE" in written(make_report()).decode()


def test_lines_are_folded_and_text_is_escaped() -> None:
    """No line is longer than 75 octets; semicolons, commas, newlines and colons come back."""
    title = "Tell: partners, police; health \\ schools — " * 6 + "Łódź"
    report = entry(title=title, description="one\ntwo, three; four")
    assert all(len(line) <= 75 for line in written(report).split(b"\r\n"))
    found = events(report)["u"]
    assert found["summary"] == " ".join(title.split())
    assert found["description"] == "one\ntwo, three; four"


def test_a_text_cannot_open_another_component() -> None:
    """A line break in a title is a space."""
    found = events(entry(title="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged"))
    assert list(found) == ["u"]


@settings(max_examples=60)
@given(reports())
def test_any_report_is_a_calendar(report: Report) -> None:
    """Every entry comes back under its identity with its days."""
    found = events(report)
    assert found.keys() == {each.uid for each in report.entries}
    for each in report.entries:
        assert found[each.uid]["dtstart"].dt == each.start
        assert found[each.uid]["dtend"].dt == each.end + timedelta(days=1)
