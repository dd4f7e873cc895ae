"""A calendar that replaces an earlier one: what changed, what did not, and what is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st
from icalendar import Calendar, Event

from inspectprep.errors import InspectPrepError, WriteError
from inspectprep.model.audience import Audience
from inspectprep.model.enquiry import Fieldwork, TimetableEntry
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.report import CalendarEntry, Report
from inspectprep.planning.fieldwork.review import review_fieldwork
from inspectprep.plugins import open_registry
from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import ReportProvider
from inspectprep.reports.compose import report_of
from inspectprep.testing.reports import texts
from inspectprep.workspace import Workspace
from tests.reports.plans import checklist, timeline

MONDAY = date(2018, 4, 16)
WORKSPACE = Workspace(registry=open_registry(load_plugins=False))


def entry(uid: str = "a", **more: Any) -> CalendarEntry:
    """Return an entry."""
    values = {"uid": uid, "title": "Interview", "start": MONDAY, "end": MONDAY, "series": "room"} | more
    return CalendarEntry(**values)


def written(path: Path, *entries: CalendarEntry, day: date = MONDAY, **more: Any) -> dict[str, Event]:
    """Write a report to a file and return the events of the file by identity."""
    values = {"kind": "room-review", "title": "Room", "prepared": day, "series": ("room",)} | more
    WORKSPACE.write(Report(entries=entries, **values), path)
    return read(path)


def read(path: Path) -> dict[str, Event]:
    """Return the events of a file by identity."""
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    found = {str(event["uid"]): event for event in events}
    assert len(found) == len(events)
    return found  # type: ignore[return-value]


def sequence(event: Event) -> int:
    """Return the number that calendars compare."""
    return int(event["sequence"])


def stamp(event: Event) -> datetime:
    """Return the time of the event's last change."""
    found: datetime = event.decoded("dtstamp")
    return found


def content(event: Event) -> list[bytes]:
    """Return the lines that people see."""
    lines = event.to_ical().splitlines()
    return [line for line in lines if not line.startswith((b"SEQUENCE", b"DTSTAMP"))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the name of a calendar."""
    return tmp_path / "room.ics"


@pytest.mark.parametrize("day", [MONDAY, MONDAY + timedelta(days=1), MONDAY - timedelta(days=1)])
@pytest.mark.parametrize(
    "change",
    [
        {"title": "Visit"},
        {"start": MONDAY + timedelta(days=2), "end": MONDAY + timedelta(days=2)},
        {"begins": "09:30"},
        {"begins": "09:30", "finishes": "10:30"},
        {"description": "Room 4"},
        {"deadline": True},
        {"deadline": True, "on_the_day": True},
        {"place": "Room 4"},
        {"tentative": True},
        {"cancelled": True},
    ],
)
def test_every_change_raises_the_sequence_and_the_stamp(
    path: Path, day: date, change: dict[str, Any]
) -> None:
    """Within one day and across days, and if an earlier day is written again."""
    before = written(path, entry(), entry("b"))
    after = written(path, entry(**change), entry("b"), day=day)
    assert sequence(after["a"]) > sequence(before["a"])
    assert stamp(after["a"]) > stamp(before["a"])
    assert after["b"].to_ical() == before["b"].to_ical()


def test_an_unchanged_calendar_is_the_same_file(path: Path) -> None:
    """Also if the day and the revision are later: nothing is to be updated."""
    written(path, entry(), entry("b", begins="09:00", finishes="10:00"))
    before = path.read_bytes()
    written(path, entry(revision=7), entry("b", begins="09:00", finishes="10:00", revision=7))
    assert path.read_bytes() == before


@pytest.mark.parametrize("day", [MONDAY, MONDAY + timedelta(days=1)])
def test_what_is_withdrawn_is_cancelled_and_stays_cancelled(path: Path, day: date) -> None:
    """A later file has it too, for calendars that did not read this one."""
    before = written(path, entry(deadline=True), entry("b"))
    after = written(path, entry("b"), day=day)
    assert after["a"]["status"] == "CANCELLED"
    assert after["a"].walk("VALARM") == []
    assert sequence(after["a"]) > sequence(before["a"])
    assert stamp(after["a"]) > stamp(before["a"])
    assert written(path, day=day)["a"].to_ical() == after["a"].to_ical()


def test_what_was_over_long_ago_is_not_withdrawn(path: Path) -> None:
    """The appointments of an earlier inspection stay in calendars when the next one has the same file."""
    later = MONDAY + timedelta(days=1000)
    soon = later + timedelta(days=1)
    before = written(path, entry("a"), entry("b", begins="09:30"), entry("c", start=soon, end=soon))
    after = written(path, entry("d"), day=later)
    assert after["a"].to_ical() == before["a"].to_ical()
    assert after["b"].to_ical() == before["b"].to_ical()
    assert after["c"]["status"] == "CANCELLED"


def test_what_comes_back_is_confirmed_with_a_higher_sequence(path: Path) -> None:
    """A request that was opened again."""
    written(path, entry())
    gone = written(path)["a"]
    back = written(path, entry())["a"]
    assert back["status"] == "CONFIRMED"
    assert sequence(back) > sequence(gone)
    assert stamp(back) > stamp(gone)


def test_entries_of_another_report_stay_in_the_file(path: Path) -> None:
    """The plan and the room may share a calendar: neither cancels the other."""
    WORKSPACE.write(timeline(), path, checklist=checklist(), prepared=MONDAY)
    plan = read(path)
    both = written(path, entry())
    assert {uid: event.to_ical() for uid, event in both.items() if uid != "a"} == {
        uid: event.to_ical() for uid, event in plan.items()
    }
    WORKSPACE.write(timeline(), path, prepared=MONDAY)
    assert {uid: event.to_ical() for uid, event in read(path).items()} == {
        uid: event.to_ical() for uid, event in both.items()
    }


def test_a_list_of_tasks_is_updated_and_an_empty_one_is_cancelled(path: Path) -> None:
    """The checklist gives all its tasks, so a day without any is withdrawn."""
    whole = checklist()
    WORKSPACE.write(whole, path, prepared=MONDAY)
    before = read(path)
    others = tuple(task for task in whole if task.template != "take-the-call")
    handed = tuple(
        evolve(task, owners=("hr",)) if task.template == "tell-all-staff" else task for task in whole
    )
    for tasks, expected in ((others, "CONFIRMED"), (handed, "CONFIRMED")):
        WORKSPACE.write(whole, path, prepared=MONDAY)
        start = read(path)
        WORKSPACE.write(evolve(whole, tasks=tasks), path, prepared=MONDAY)
        after = read(path)
        (changed,) = (uid for uid, event in after.items() if event.to_ical() != start[uid].to_ical())
        assert after[changed]["status"] == expected
        assert sequence(after[changed]) > sequence(start[changed])
    fewer = evolve(whole, tasks=tuple(task for task in whole if task.template != "prepare-press"))
    WORKSPACE.write(whole, path, prepared=MONDAY)
    WORKSPACE.write(fewer, path, prepared=MONDAY)
    after = read(path)
    assert before.keys() == after.keys()
    (gone,) = (event for event in after.values() if event["status"] == "CANCELLED")
    assert gone["summary"] == "Prepare press"


def test_a_calendar_with_an_entry_for_each_task_is_followed(path: Path) -> None:
    """As earlier versions wrote it: each task that is now in a list is cancelled, and no event is lost."""
    whole, plan = checklist(), timeline()
    identity = "oxfordshire/ilacs-short/2018-04-09/task/{}@inspectprep"
    earlier = [
        entry(identity.format(task.template), title=task.title, start=task.due, end=task.due, series="task")
        for task in whole
        if task.due and not task.cadence
    ]
    report = report_of(plan, prepared=MONDAY)
    written(path, *earlier, *report.entries, series=("task", "event"))
    WORKSPACE.write(plan, path, checklist=whole, prepared=MONDAY)
    after = read(path)
    for one in earlier:
        assert after[one.uid]["status"] == "CANCELLED"
        assert sequence(after[one.uid]) > 0
    assert {one.uid for one in report.entries} <= after.keys()
    kept = [event for uid, event in after.items() if "/event/" in uid]
    assert all(event["status"] != "CANCELLED" for event in kept)
    assert any("Take the call" in str(event.get("description")) for event in after.values())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"my notes",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Another//EN\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n",
        b"\xff\xfe\x00",
    ],
)
def test_a_file_that_is_not_ours_is_not_replaced(path: Path, data: bytes) -> None:
    """Somebody's own calendar would be lost, or the earlier entries could not be cancelled."""
    path.write_bytes(data)
    with pytest.raises(WriteError, match=r"room\.ics"):
        written(path, entry())
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"SEQUENCE:0", b"SEQUENCE:many"),
        (b"DTSTAMP:20180416T000000Z", b"DTSTAMP:20180416"),
        (b"SEQUENCE:0\r\n", b""),
        (b"UID:a\r\n", b""),
        (b"DTSTART;VALUE=DATE:20180416", b"DTSTART;VALUE=DATE:monday"),
    ],
)
def test_a_damaged_calendar_is_not_replaced(path: Path, old: bytes, new: bytes) -> None:
    """What was sent before cannot be known."""
    written(path, entry())
    damaged = path.read_bytes().replace(old, new)
    assert damaged != path.read_bytes()
    path.write_bytes(damaged)
    with pytest.raises(WriteError):
        written(path, entry(title="Changed"))
    assert path.read_bytes() == damaged


def test_a_calendar_for_another_audience_is_not_replaced(path: Path) -> None:
    """The entries of the earlier file would reach people who must not see them."""
    written(path, entry(), audience=Audience.LEADERS)
    before = path.read_bytes()
    with pytest.raises(WriteError, match="public"):
        written(path, entry("b"), audience=Audience.PUBLIC)
    assert path.read_bytes() == before


def test_a_report_without_dates_has_no_calendar(path: Path) -> None:
    """An empty calendar looks like an answer; a room without appointments has an empty one."""
    with pytest.raises(InspectPrepError, match="no dates"):
        written(path, series=())
    with pytest.raises(InspectPrepError, match="no dates"):
        WORKSPACE.render(Report(kind="daily-briefing", title="Briefing"), "ics")
    assert not path.exists()
    assert written(path) == {}


def test_a_format_of_a_plugin_replaces_any_file(tmp_path: Path) -> None:
    """A writer that does not carry on from the earlier file is called as before."""

    class Plugin:
        """A plugin with a calendar of its own."""

        @hookimpl
        def inspectprep_reports(self) -> list[ReportProvider]:
            """Provide it."""
            return [
                ReportProvider(
                    id="list",
                    summary="",
                    target=lambda report, stream: stream.write(report.title.encode()),
                    suffix=".ics",
                    media_type="text/calendar",
                    replaces="ics",
                )
            ]

    workspace = Workspace(registry=open_registry(load_plugins=False, extra=[Plugin()]))
    target = tmp_path / "plan.ics"
    target.write_bytes(b"anything")
    workspace.write(timeline(), target, audience=Audience.LEADERS)
    assert target.read_bytes() == b"Oxfordshire: dates of the inspection"


def _room(day: date, *entries: TimetableEntry) -> object:
    base = EvidenceBase()
    return review_fieldwork(Fieldwork(timetable=entries), base, day, authority="Oxfordshire")


def test_an_interview_has_its_hours_and_is_not_cancelled_when_it_is_over(path: Path) -> None:
    """Only what was withdrawn leaves; a visit that was moved has the new hour."""
    one = TimetableEntry(id="vis-1", day=MONDAY, starts="09:30", ends="10:30", title="Team manager")
    two = TimetableEntry(id="vis-2", day=MONDAY, starts="09:30", title="Team manager")
    three = TimetableEntry(id="vis-3", day=MONDAY, title="Team manager", ends="11:00")
    WORKSPACE.write(_room(MONDAY, one, two, three), path)
    first = read(path)
    names = [f"oxfordshire/room/vis-{number}@inspectprep" for number in (1, 2, 3)]
    assert sorted(first) == names
    london = timedelta(hours=1)
    start, end = first[names[0]].decoded("dtstart"), first[names[0]].decoded("dtend")
    assert (start.replace(tzinfo=None), start.utcoffset()) == (datetime(2018, 4, 16, 9, 30), london)  # noqa: DTZ001
    assert end - start == timedelta(hours=1)
    assert first[names[1]].decoded("dtstart") == start
    assert "dtend" not in first[names[1]]
    assert first[names[2]].decoded("dtstart") == MONDAY
    assert "to 11:00" in first[names[2]]["description"]
    assert first[names[0]]["summary"] == "Team manager"

    moved = evolve(two, starts="13:00")
    WORKSPACE.write(_room(MONDAY + timedelta(days=1), one, moved), path)
    second = read(path)
    assert second[names[0]].to_ical() == first[names[0]].to_ical()
    assert second[names[1]].decoded("dtstart") == start.replace(hour=13, minute=0)
    assert sequence(second[names[1]]) > sequence(first[names[1]])
    assert second[names[2]]["status"] == "CANCELLED"


def test_winter_has_another_offset_and_the_zone_is_in_the_file(path: Path) -> None:
    """A calendar without a database of time zones reads the rules of the file."""
    winter = entry(start=date(2018, 1, 15), end=date(2018, 1, 15), begins="09:30", finishes="09:30")
    found = written(path, winter)["a"]
    assert found.decoded("dtstart").astimezone(UTC) == datetime(2018, 1, 15, 9, 30, tzinfo=UTC)
    assert "dtend" not in found
    (zone,) = Calendar.from_ical(path.read_bytes()).walk("VTIMEZONE")
    offsets = [zone.to_tz().utcoffset(datetime(2018, month, 15, 12)) for month in (1, 7)]  # noqa: DTZ001
    assert offsets == [timedelta(), timedelta(hours=1)]


def test_two_events_of_one_day_and_title_stay_two(path: Path) -> None:
    """Without ids they are numbered in their order."""
    same = TimetableEntry(day=MONDAY, title="Team manager")
    WORKSPACE.write(_room(MONDAY, same, same), path)
    first = read(path)
    assert len(first) == 2
    WORKSPACE.write(_room(MONDAY, same, same), path)
    assert {uid: event.to_ical() for uid, event in read(path).items()} == {
        uid: event.to_ical() for uid, event in first.items()
    }


def test_the_last_day_of_the_calendar_is_written(path: Path) -> None:
    """No date is too late."""
    assert written(path, entry(start=date.max, end=date.max))["a"].decoded("dtstart") == date.max


_entries = st.builds(
    entry,
    st.sampled_from("abcd"),
    title=texts() | st.sampled_from(["Interview", "Visit"]),
    description=texts(),
    start=st.sampled_from([MONDAY, MONDAY + timedelta(days=1)]),
    end=st.just(MONDAY + timedelta(days=2)),
    begins=texts() | st.times().map(lambda clock: f"{clock:%H:%M}"),
    finishes=st.sampled_from(["", "10:30", "soon"]),
    deadline=st.booleans(),
    tentative=st.booleans(),
    cancelled=st.booleans(),
    revision=st.integers(0, 3),
    series=st.sampled_from(["room", "task"]),
)
_writes = st.tuples(
    st.lists(_entries, max_size=4, unique_by=lambda one: one.uid),
    st.integers(0, 2).map(lambda days: MONDAY + timedelta(days=days)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_writes, min_size=2, max_size=5))
def test_any_edits_keep_the_laws_of_a_calendar(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[list[CalendarEntry], date]]
) -> None:
    """No identity is lost; a change raises both numbers; what is the same has both as before."""
    path = tmp_path_factory.mktemp("calendar") / "room.ics"
    before: dict[str, Event] = {}
    for entries, day in writes:
        after = written(path, *entries, day=day, series=("room", "task"))
        assert set(after) == set(before) | {one.uid for one in entries}
        for uid, event in after.items():
            if uid not in {one.uid for one in entries}:
                assert event["status"] == "CANCELLED"
            if uid not in before:
                continue
            if content(event) == content(before[uid]):
                assert event.to_ical() == before[uid].to_ical()
            else:
                assert sequence(event) > sequence(before[uid])
                assert stamp(event) > stamp(before[uid])
        same = path.read_bytes()
        assert written(path, *entries, day=day, series=("room", "task")).keys() == after.keys()
        assert path.read_bytes() == same
        before = after
