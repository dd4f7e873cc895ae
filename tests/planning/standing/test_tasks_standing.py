"""Where a checklist and a timeline stand: what is late and due, what is next, and what is not known."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, strategies as st

import inspectprep
from inspectprep import Inspection
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Status
from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.inspection_calendar import Clash, ClashKind, InspectionCalendar
from inspectprep.model.workforce import People, Person
from inspectprep.planning.questions import opened_words
from inspectprep.planning.standing.dates import calendar_standing, next_events, timeline_standing
from inspectprep.planning.standing.tasks import checklist_standing
from inspectprep.planning.task_lines import (
    WEEK,
    is_called,
    mine,
    of_this_week,
    roles_of,
    task_lines,
)
from tests.reports.plans import CALL, checklist, event, timeline

DAYS = st.dates(CALL - timedelta(days=30), CALL + timedelta(days=200))


def test_a_task_with_its_repeats_is_one_line() -> None:
    """Its day is that of its next open occurrence, and it is late once."""
    tasks = checklist().mark("evening-debrief@2018-04-16", Status.DONE, on=date(2018, 4, 16))
    (line,) = (
        line for line in task_lines(tasks, date(2018, 4, 18)) if line.task.template == "evening-debrief"
    )
    assert (line.first, line.last, line.due) == (date(2018, 4, 16), date(2018, 4, 20), date(2018, 4, 17))
    assert (line.status, line.late) == (Status.DOING, True)


@given(DAYS)
def test_no_more_tasks_are_late_than_there_are(day: date) -> None:
    """The counts of the answer are counts of lines, so they cannot exceed them."""
    lines = task_lines(checklist(), day)
    late = [line for line in lines if line.late]
    week = of_this_week(lines, day)
    assert len(late) <= sum(line.is_open for line in lines)
    assert set(map(id, late)) <= set(map(id, week))
    assert all(line.late or (line.due and line.due <= day + WEEK) for line in week)


@given(DAYS)
def test_before_a_call_no_task_of_the_inspection_is_asked_for(day: date) -> None:
    """An imagined call makes nothing late."""
    lines = task_lines(checklist(), day)
    standing = checklist_standing(lines, day, call=CALL, called=False)
    always = {line.task.title for line in lines if line.always_on}
    assert {turn.action for turn in standing.turns} <= always


def test_an_inspection_is_called_if_it_is_on_record_or_its_call_has_passed() -> None:
    """On the day of an imagined call it is still imagined."""
    recorded = timeline(id="ins-1")
    assert is_called(recorded, CALL)
    assert not is_called(timeline(), CALL)
    assert not is_called(timeline(), None)
    assert is_called(timeline(), CALL + timedelta(days=1))


def test_a_reader_has_the_tasks_of_all_their_roles() -> None:
    """Also those that another role leads."""
    people = People(people=(Person(role="dcs", name="Lucy Hart"), Person(role="deputy", name="Lucy Hart")))
    lines = task_lines(checklist())
    assert roles_of("lucy  hart", people) == ("dcs", "deputy")
    assert {line.task.owners for line in mine(lines, ("dcs",))} <= {
        line.task.owners for line in lines if "dcs" in line.task.owners
    }
    assert roles_of("", people) == ()


@given(DAYS)
def test_the_next_date_is_never_past(day: date) -> None:
    """What is under way is said beside it."""
    coming = next_events(timeline(), day)
    assert all(each.date and each.date >= day for each in coming)
    standing = timeline_standing(timeline(), day)
    assert standing.verdict.startswith(("Next: ", "Today: ")) or not coming


def test_a_visit_agreed_in_advance_is_not_called() -> None:
    """Nor is one that comes without a call."""
    assert opened_words(timeline()) == "called"
    visit = inspectprep.schedule(Inspection(variant="ilacs-monitoring-visit", notified=date(2026, 10, 7)))
    assert opened_words(visit) == "confirmed"
    notified = event("notification", CALL, title="The area is notified", basis=Basis.ACCOUNT)
    assert opened_words(timeline(notified)) == "notified"


def test_a_calendar_counts_certain_clashes_before_possible_ones() -> None:
    """Without any, it says so, and how many inspections run."""
    entries = tuple(
        TimetableEntry(inspection="ins-1", day=CALL, title=f"Visit {place}") for place in range(2)
    )
    calendar = InspectionCalendar(on=CALL, timelines=(timeline(id="ins-1"),), timetable=entries)
    standing = calendar_standing(calendar)
    assert standing.verdict == "No clash of people or places"
    assert standing.sentence == "1 inspection runs. The next of 2 visits is on Mon 9 Apr."
    clashes = (Clash(kind=ClashKind.PERSON, who="Ann Avon", day=CALL, entries=entries, certain=False),)
    assert calendar_standing(evolve(calendar, clashes=clashes)).verdict == "1 clash possible"
