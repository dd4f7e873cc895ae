"""The workbook of the tracker: written, filled in as people do, and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_today import Council, council

__all__ = ["council"]

_COLUMNS = ["No.", "Task", "Status", "Day", "Note", "Due", "Owner", "Id", "Inspection", "Change", "Written"]


class Filled:
    """The workbook of a council, which is changed cell by cell."""

    def __init__(self, council: Council) -> None:
        self.path = council.folder.parent / "tracker.xlsx"
        council.run("checklist", out=self.path)
        self.book = openpyxl.load_workbook(self.path)
        self.sheet: Any = self.book["Tracker"]

    def row(self, task: str) -> int:
        """Return the number of the row of a task."""
        return next(int(row[7].row) for row in self.sheet.iter_rows(min_row=3) if row[7].value == task)

    def put(self, task: str, column: str, value: object) -> None:
        """Fill in a cell."""
        self.sheet.cell(self.row(task), _COLUMNS.index(column) + 1).value = value

    def save(self) -> Path:
        """Write the changed workbook."""
        self.book.save(self.path)
        return self.path


@pytest.fixture
def filled(council: Council) -> Filled:
    """Give the workbook of the second day of an inspection."""
    council.begin()
    council.day = "2018-04-10"
    return Filled(council)


def test_the_workbook_protects_what_people_do_not_fill_in(filled: Filled) -> None:
    """Status, day and note can be changed; the ids cannot."""
    assert [cell.value for cell in filled.sheet[2]] == _COLUMNS
    assert filled.sheet.protection.sheet
    locked = [cell.protection.locked for cell in filled.sheet[3]]
    assert [name for name, lock in zip(_COLUMNS, locked, strict=True) if not lock] == [
        "Status",
        "Day",
        "Note",
    ]


def test_what_is_filled_in_is_beside_the_task_and_ids_are_hidden(filled: Filled) -> None:
    """The ids are for the program that reads the workbook back."""
    # openpyxl has one entry for columns of one width.
    hidden = [
        name
        for name, letter in zip(_COLUMNS, "ABCDEFGHIJK", strict=True)
        if filled.sheet.column_dimensions[letter].hidden
    ]
    assert hidden[0] == "Id"
    assert set(hidden) <= {"Id", "Inspection", "Change", "Written"}
    assert filled.book.sheetnames[1] == "Tracker"


def test_an_unchanged_workbook_records_nothing(council: Council, filled: Filled) -> None:
    """Reading is safe at any time."""
    assert "No row was recorded." in council.run("checklist", "read", filled.save()).out


def test_changed_rows_are_recorded(council: Council, filled: Filled) -> None:
    """In any order, with dates as people write them. Deleted rows change nothing."""
    filled.put("first-meeting", "Status", "Done")
    filled.put("first-meeting", "Day", "9 April 2018")
    filled.put("tell-staff", "Status", "doing")
    filled.put("tell-partners", "Note", "The police know")
    filled.sheet.delete_rows(filled.row("extract-annex-a"))
    filled.sheet.move_range(f"A{filled.row('tell-staff')}:K{filled.row('tell-staff')}", rows=100)
    said = council.run("checklist", "read", filled.save()).out
    assert "Done on Monday 9 April 2018" in said
    tasks = {task["id"]: task for task in council.run("checklist", "--json").json["tasks"]}
    assert (tasks["first-meeting"]["status"], tasks["first-meeting"]["on"]) == ("done", "2018-04-09")
    assert (tasks["tell-staff"]["status"], tasks["tell-staff"]["on"]) == ("doing", "2018-04-10")
    assert tasks["extract-annex-a"]["status"] == "to-do"
    assert council.run("task", "list", "--json").out.count("The police know") == 1


def test_what_changed_since_is_shown_and_stays(council: Council, filled: Filled) -> None:
    """Another person was first. The other rows are recorded."""
    council.run("done", "first-meeting", status="not-needed")
    filled.put("first-meeting", "Status", "Done")
    filled.put("tell-staff", "Status", "Done")
    outcome = council.attempt("checklist", "read", filled.save())
    assert outcome.code == 1
    assert "Not recorded: row" in outcome.out
    assert "it is not-needed on Tuesday 10 April 2018" in outcome.out
    tasks = {task["id"]: task["status"] for task in council.run("checklist", "--json").json["tasks"]}
    assert (tasks["first-meeting"], tasks["tell-staff"]) == ("not-needed", "done")
    assert council.attempt("checklist", "read", filled.path).out.count("Done on") == 0


def _merge(filled: Filled) -> None:
    filled.sheet.merge_cells("C5:C6")


def _add(filled: Filled) -> None:
    filled.sheet.cell(filled.sheet.max_row + 1, 2).value = "Buy cake"


def _rename(filled: Filled) -> None:
    filled.sheet.cell(2, 3).value = "State"


def _copy(filled: Filled) -> None:
    filled.book.copy_worksheet(filled.sheet)


def _another(filled: Filled) -> None:
    for row in filled.sheet.iter_rows(min_row=3):
        row[8].value = "ins-7"


def _later(filled: Filled) -> None:
    for row in filled.sheet.iter_rows(min_row=3):
        row[9].value = 99_999


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda filled: filled.put("tell-staff", "Status", "finished"),
            "Status should be one of: To do, Doing",
        ),
        (lambda filled: filled.put("tell-staff", "Status", None), "Status should be one of"),
        (lambda filled: filled.put("tell-staff", "Day", "31 April 2018"), "April 2018 has 30 days"),
        (lambda filled: filled.put("tell-staff", "Day", "tomorrow"), "'tomorrow' is not a valid date"),
        (lambda filled: filled.put("tell-staff", "Day", "11 April 2018"), "is in the future"),
        (lambda filled: filled.put("tell-staff", "Day", "6 April 2018"), "is before the call"),
        (lambda filled: filled.put("tell-staff", "Status", '=IF(1,"Done")'), "in place of a formula"),
        (lambda filled: filled.put("tell-staff", "Id", "tell-stuff"), "Did you mean 'tell-staff'?"),
        (lambda filled: filled.put("tell-staff", "Id", "tell-partners"), "is also in row"),
        (lambda filled: filled.put("tell-staff", "Note", "Child 943 476 5919"), "NHS number"),
        (lambda filled: filled.put("tell-staff", "Change", 1), "do not have the same valid value"),
        (_merge, "Cells are merged: C5:C6."),
        (_add, "Rows cannot be added"),
        (_rename, "No sheet has the columns"),
        (_copy, "2 sheets have the columns"),
        (_another, "of ins-7, which is not on record here"),
        (_later, "written by another workspace"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_recorded(
    council: Council, filled: Filled, change: Callable[[Filled], None], said: str
) -> None:
    """A correct row beside it is not recorded either."""
    filled.put("first-meeting", "Status", "Done")
    change(filled)
    outcome = council.attempt("checklist", "read", filled.save())
    assert outcome.code == 2
    assert said in outcome.err
    assert "first-meeting" in council.tasks()


def test_the_recurring_work_of_an_ordinary_month_is_read_back(council: Council) -> None:
    """Before a call the workbook has no inspection."""
    filled = Filled(council)
    filled.put("run-annex-a", "Status", "Done")
    council.run("checklist", "read", filled.save())
    assert "run-annex-a" not in council.tasks()
