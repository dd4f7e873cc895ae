"""The office of a day: what to do before it, its hours, and the teams with most to prepare first."""

from __future__ import annotations

import re
from datetime import date

from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.handout import ChosenWork
from inspectprep.model.office import Office, OfficeCase, OfficeCover, OfficeTeam, OfficeVisit
from inspectprep.model.report import Paragraph, Report, Table
from inspectprep.model.report_blocks import Agenda, Answer
from inspectprep.reports.compose import report_of
from tests.whole import whole

DAY = date(2018, 4, 18)
OFFICE = Office(
    day=DAY,
    room="Room 4",
    visits=(
        OfficeVisit(id="vis-2", starts="14:00", title="The leader", people=("leader",), inspector="Ivy Iles"),
        OfficeVisit(id="vis-1", starts="09:00", title="North", place="Second floor"),
    ),
    teams=(
        OfficeTeam(team="South", expected=("Di Dale",), to_prepare=()),
        OfficeTeam(
            team="North", expected=("Ada Ash", "Bo Birch"), to_prepare=("Bo Birch",), seen=("Ada Ash",)
        ),
    ),
    cases=(OfficeCase(id="ref-1", action="Visit the child.", owner="deputy", due=DAY, late=True),),
    cover=(OfficeCover(role="hr", name="Hal Hope", until=DAY),),
)


def answer(report: Report) -> Answer:
    """Return the answer of a report."""
    block = report.sections[0].blocks[0]
    assert isinstance(block, Answer)
    return block


def test_the_day_begins_with_what_to_do_before_it() -> None:
    """Late cases, then cover that is missing, then the team with most to prepare."""
    first = answer(report_of(OFFICE))
    assert first.verdict == "2 visits and interviews"
    assert first.sentence == (
        "3 workers are expected, 1 of them still to prepare. Inspectors have met 1. "
        "The inspectors' room: Room 4."
    )
    assert [(step.action, step.who, step.by, step.changes) for step in first.steps] == [
        ("Report on a case: Visit the child.", "Deputy director", DAY, "Late."),
        ("Name cover for Hal Hope, Human resources lead", "The inspection team", DAY, ""),
        ("Prepare 1 worker of North", "Principal social worker", DAY, ""),
    ]


def test_the_hours_have_who_takes_part_and_the_inspector() -> None:
    """In order, and with roles in words."""
    hours = report_of(OFFICE).sections[0].blocks[1]
    assert isinstance(hours, Agenda)
    assert [(item.starts, item.what, item.who) for item in hours.hours] == [
        ("09:00", "North", ()),
        ("14:00", "The leader", ("leader of the council", "inspector Ivy Iles")),
    ]


def test_no_id_of_a_record_is_shown() -> None:
    """The lists of the commands have the ids."""
    assert not re.search(r"(vis|ref)-\d", whole(evolve(report_of(OFFICE), document={})))


def test_many_teams_are_cut_and_the_workbook_has_all() -> None:
    """Those with most to prepare are first."""
    teams = tuple(
        OfficeTeam(team=f"Team {number}", expected=("Ada Ash",), to_prepare=("Bo Birch",) * number)
        for number in range(30)
    )
    works = tuple(ChosenWork(worker=f"Worker {number}", title="A move") for number in range(9))
    report = report_of(Office(day=DAY, teams=teams, proud=works))
    (section,) = (each for each in report.sections if each.title == "The teams")
    shown, more = section.blocks
    assert isinstance(shown, Table)
    assert isinstance(more, Paragraph)
    assert [row[0] for row in shown.rows] == [f"Team {number}" for number in range(29, 21, -1)]
    assert more.text == "And 22 more teams, in the workbook: inspectprep office --out office.xlsx"
    rows = [len(block.rows) for sheet in report.sheets for block in sheet.blocks if isinstance(block, Table)]
    assert rows == [30, 9]


@given(st.text(max_size=5), st.text(max_size=5))
def test_any_time_is_shown(starts: str, ends: str) -> None:
    """A time that is not one stays with the title."""
    visit = OfficeVisit(starts=starts, ends=ends, title="North")
    hours = report_of(Office(day=DAY, visits=(visit,))).sections[0].blocks[1]
    assert isinstance(hours, Agenda)
    assert hours.hours[0].starts in ("", starts)
    assert "North" in hours.hours[0].what
