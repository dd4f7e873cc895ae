"""Tests of the parts that only Westhaven has."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.plugins import open_registry
from inspectprep.testing import make_report
from inspectprep_example_council import closures, exports, one_page


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    """Give a workspace with this plugin and no other."""
    extra = ["inspectprep_example_council.plugin"]
    return Workspace(registry=open_registry(load_plugins=False, environ={}, extra=extra))


def test_the_rehearsal_is_on_the_thursday_before(workspace: Workspace) -> None:
    """Called on Monday 7 September 2026, Westhaven rehearses on Thursday the 10th."""
    timeline = workspace.schedule(Inspection(variant="westhaven-short", notified=date(2026, 9, 7)))
    assert timeline["rehearsal"].date == date(2026, 9, 10)
    assert timeline["fieldwork"].date == date(2026, 9, 14)


def test_the_rest_is_the_short_inspection(workspace: Workspace) -> None:
    """What Westhaven does not say is taken from the variant it extends."""
    call = date(2026, 9, 7)
    ours = workspace.schedule(Inspection(variant="westhaven-short", notified=call))
    theirs = workspace.schedule(Inspection(variant="ilacs-short", notified=call))
    workspace = {"rehearsal", "evening_call"}
    assert [(e.id, e.date) for e in ours if e.id not in workspace] == [(e.id, e.date) for e in theirs]


def test_there_is_an_evening_note_for_each_day_on_site(workspace: Workspace) -> None:
    """A daily task follows the real days."""
    timeline = workspace.schedule(Inspection(variant="westhaven-short", notified=date(2026, 9, 7)))
    notes = [task for task in workspace.checklist(timeline) if task.template == "westhaven-evening-note"]
    assert [task.due for task in notes] == [date(2026, 9, day) for day in range(14, 19)]


def test_closed_between_christmas_and_new_year() -> None:
    """Three days in each year, both ends of the question inclusive."""
    assert closures.between(date(2025, 12, 30), date(2026, 12, 29)) == [
        date(2025, 12, 30),
        date(2025, 12, 31),
        date(2026, 12, 29),
    ]


def test_one_page_is_one_page() -> None:
    """However long the report, sixty lines of at most 78 characters, and a word on what is left out."""
    report = make_report()
    stream = io.BytesIO()
    one_page.write(make_report(sections=report.sections * 9), stream)
    lines = stream.getvalue().decode().splitlines()
    assert len(lines) == 60
    assert max(map(len, lines)) <= 78
    assert any("more lines in the full report" in line for line in lines)


def test_headings_are_translated_and_cells_are_not(tmp_path: Path) -> None:
    """Only the heading row changes, in any row."""
    path = tmp_path / "need.csv"
    path.write_text(
        "Children in need,,\nPerson Ref,Born,Seen On\nBorn,04/03/2015,27/07/2026\n", encoding="utf-8"
    )
    (sheet,) = exports.read(path)
    assert sheet.cells.rows() == [
        ("Children in need", None, None),
        ("Child Unique ID", "Date of Birth", "Date Child Was Last Seen"),
        ("Born", "04/03/2015", "27/07/2026"),
    ]
    assert sheet.notes[-1].code == "headings"


def test_other_text_files_are_read_as_ever(tmp_path: Path) -> None:
    """A file with Annex A's own headings is left alone."""
    path = tmp_path / "list-1.csv"
    path.write_text("Child Unique ID,Date of Contact\n1,04/09/2026\n", encoding="utf-8")
    (sheet,) = exports.read(path)
    assert sheet.cells.rows()[0] == ("Child Unique ID", "Date of Contact")
    assert "headings" not in {note.code for note in sheet.notes}
