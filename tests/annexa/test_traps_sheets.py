"""Traps 21 to 26 and 81 to 87: sheets and their rows."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from inspectprep.annexa.reading.sheet_names import named_list
from inspectprep.annexa.results.ignored import ignored_input
from tests.annexa.making import (
    AS_OF,
    Row,
    all_found,
    column,
    csv,
    found,
    good,
    good_row,
    headings,
    load,
    workbook,
)
from tests.shared import from_shared


@pytest.mark.parametrize(
    "name", ["List 1", "List_1", "List1", "LIST 1 ", "1. Contacts", "Contacts", "AA_1_contacts"]
)
def test_trap_21_names_of_sheets(tmp_path: Path, name: str) -> None:
    """Every way of naming a sheet is understood, and none disagrees with the headings."""
    assert named_list(name) == 1
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {name.strip(): good(1)}))
    assert set(dataset.tables) == {1}
    assert not found(dataset, "AA-S-002")


@pytest.mark.parametrize(
    ("name", "number"),
    [("List 10", 10), ("List_11", 11), ("AA_10_adoption", 10), ("11. Adopters", 11), ("List 8 (2)", 8),
     ("List 12", None), ("Sheet1", None), ("2024 data", None), ("Essex List 1.csv", 1),
     ("Blacklist 2", None)],
)  # fmt: skip
def test_trap_22_list_1_never_means_list_10_or_11(name: str, number: int | None) -> None:
    """The whole number counts."""
    assert named_list(name) == number


def test_trap_23_hidden_sheets(tmp_path: Path) -> None:
    """A hidden sheet is read only when no visible one supplies its list, and that is said."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, number, hide in (("List 1", 1, ""), ("List 1 old", 1, "hide"), ("List 2", 2, "very_hidden")):
        sheet = book.add_worksheet(name)
        for row, cells in enumerate([headings(number), ["C1", "a) Male"]]):
            for index, value in enumerate(cells):
                sheet.write(row, index, value)
        if hide:
            getattr(sheet, hide)()
    book.close()
    dataset = load(path)
    places = {number: dataset.places[table.frame["__place"][0]] for number, table in dataset.tables.items()}
    assert {number: place.sheet for number, place in places.items()} == {1: "List 1", 2: "List 2"}
    assert [each["list"] for each in found(dataset, "AA-S-017")] == [2]
    assert not found(dataset, "AA-S-015")


@pytest.mark.parametrize(("other", "told"), [(False, False), (True, True)], ids=["same rows", "other rows"])
def test_a_hidden_copy_with_other_rows_is_noticed(tmp_path: Path, other: bool, told: bool) -> None:
    """It is no finding, but whoever sends the file must know that it goes along."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, child in (("List 1", "C1"), ("old", "C2" if other else "C1")):
        sheet = book.add_worksheet(name)
        for row, cells in enumerate([headings(1), [child, "a) Male"]]):
            for index, value in enumerate(cells):
                sheet.write(row, index, value)
        if name == "old":
            sheet.hide()
    book.close()
    dataset = load(path)
    assert column(dataset, 1, "child_unique_id") == ["C1"]
    assert not found(dataset, "AA-S-015")
    ((_, words),) = ignored_input(dataset)
    assert ("Its rows differ" in words) is told


def test_trap_24_filtered_rows_are_data(tmp_path: Path) -> None:
    """Rows hidden by a filter are read, and the analyst is warned."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("List 1")
    for row, cells in enumerate([headings(1), ["C1", "a) Male"], ["C2", "a) Male"], ["C3", "a) Male"]]):
        for index, value in enumerate(cells):
            sheet.write(row, index, value)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(40, None, None, {"hidden": True})
    book.close()
    dataset = load(path)
    assert column(dataset, 1, "child_unique_id") == ["C1", "C2", "C3"]
    (each,) = found(dataset, "AA-S-017")
    assert each["note"] == "1 row is hidden."


def test_trap_25_rows_with_only_computed_cells(tmp_path: Path) -> None:
    """Rows that carry nothing but dashes and zeros are blank."""
    blank: Row = [None, "-", "-", None, 0, "-", "-"]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": [*good(1, 2), *[blank] * 200]}))
    assert dataset.tables[1].frame.height == 2
    assert not found(dataset, "AA-S-008")
    assert not found(dataset, "AA-F-002")


def test_trap_26_name_and_headings_disagree(tmp_path: Path) -> None:
    """The headings win, and the analyst is told."""
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 7": good(8)}))
    assert set(dataset.tables) == {8}
    assert [(each["list"], each["severity"]) for each in found(dataset, "AA-S-002")] == [(8, "warning")]


def test_trap_81_blank_rows_between_data(tmp_path: Path) -> None:
    """Blank rows are skipped and keep their numbers; all gaps of a list are one question."""
    table = [headings(1)]
    for child in range(3):
        table += [good_row(1, child + 1), [None] * 7]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": table}))
    assert column(dataset, 1, "__row") == [2, 4, 6]
    (gaps,) = found(dataset, "AA-S-008")
    assert (gaps["row"], gaps["count"]) == (3, 2)
    assert gaps["note"] == "Rows 3 and 5 are blank, above rows with data."


@pytest.mark.parametrize(
    "text", ["Total", "Count: 412", "End of report", "Signed by", "Applied filters: team is North"]
)
def test_trap_82_totals_and_footers(tmp_path: Path, text: str) -> None:
    """A total or footer is no child, and is reported."""
    dataset = load(
        workbook(tmp_path / "annex-a.xlsx", {"List 1": [*good(1, 2), [text, None, None, None, 412]]})
    )
    assert dataset.tables[1].frame.height == 2
    assert [(each["row"], each["severity"]) for each in found(dataset, "AA-S-008")] == [(4, "warning")]


@pytest.mark.parametrize("rows", [[], [["Nil return"]]])
def test_trap_83_an_empty_list(tmp_path: Path, rows: list[Row]) -> None:
    """Headings alone, or with a nil return, are a question and no missing list."""
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 11": [headings(11), *rows]}))
    assert dataset.tables[11].frame.height == 0
    assert [each["severity"] for each in found(dataset, "AA-S-006")] == ["query"]
    assert not found(dataset, "AA-S-008")
    assert 11 not in [each["list"] for each in found(dataset, "AA-S-001")]


def test_trap_84_exact_duplicate_rows_are_kept(tmp_path: Path) -> None:
    """The reader drops no duplicate; the rules about duplicates see both."""
    dataset = load(csv(tmp_path / "List 1.csv", [headings(1), good_row(1), good_row(1)]))
    assert column(dataset, 1, "child_unique_id__key") == ["c00001", "c00001"]


def test_trap_85_one_child_twice_on_a_list_of_one_row_a_child(tmp_path: Path) -> None:
    """Identifiers that differ only in case and dashes get one key, on which the rules join."""
    table = [headings(8), good_row(8), good_row(8)]
    table[1][0], table[2][0] = "AB-12", "ab\N{EN DASH}12"
    dataset = load(csv(tmp_path / "List 8.csv", table))
    assert column(dataset, 8, "child_unique_id__key") == ["ab-12", "ab-12"]


def test_trap_86_merged_cells_in_the_data(tmp_path: Path) -> None:
    """The first cell keeps the value, nothing is copied down, and the analyst is warned."""
    path = workbook(tmp_path / "plain.xlsx", {"List 6": good(6, 3)})
    book = xlsxwriter.Workbook(tmp_path / "annex-a.xlsx")
    sheet = book.add_worksheet("List 6")
    for row, cells in enumerate(good(6, 3)):
        for index, value in enumerate(cells):
            if not (index == 12 and row):
                sheet.write(row, index, str(value))
    sheet.merge_range(1, 12, 3, 12, "North")
    book.close()
    dataset = load(tmp_path / "annex-a.xlsx")
    assert column(dataset, 6, "allocated_team") == ["North", None, None]
    (each,) = found(dataset, "AA-S-018")
    assert each["note"] == "Merged: M2:M4."
    assert not found(load(path), "AA-S-018")


def test_trap_87_comments_and_colours_are_not_data_and_that_is_said_once(tmp_path: Path) -> None:
    """A workbook with comments carries one note about them."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name in ("List 1", "List 2"):
        sheet = book.add_worksheet(name)
        for index, text in enumerate(headings(int(name[-1]))):
            sheet.write(0, index, text)
        sheet.write_comment(0, 0, "see email")
    book.close()
    dataset = load(path)
    assert [code for code, _ in dataset.files[0].notes] == ["comments"]


def test_a_good_return_has_no_finding(tmp_path: Path) -> None:
    """The files that these tests start from are clean, so that a finding comes from the trap."""
    dataset = load(
        workbook(tmp_path / "annex-a.xlsx", {f"List {number}": good(number) for number in range(1, 12)})
    )
    assert all_found(dataset) <= {"AA-F-011"}
    assert dataset.as_of == AS_OF


def test_a_second_page_without_headings_is_told(tmp_path: Path) -> None:
    """Rows that could not be read are an error, not a silence."""
    sheets = {"List 7": good(7, 3), "List 7 contd": [good_row(7, 4), good_row(7, 5)]}
    dataset = load(workbook(tmp_path / "annex-a.xlsx", sheets))
    assert dataset.tables[7].frame.height == 3
    (told,) = found(dataset, "AA-S-015")
    assert (told["severity"], told["list"], dataset.places[told["place"]].sheet) == ("error", 7, "List 7")
    assert "annex-a.xlsx, List 7 contd were ignored" in told["note"]


def test_a_second_file_without_headings_is_told(tmp_path: Path) -> None:
    """The same for files of text."""
    one = csv(tmp_path / "List 7.csv", good(7, 3))
    two = csv(tmp_path / "List 7 part 2.csv", [good_row(7, 4)])
    (told,) = found(load(one, two), "AA-S-015")
    assert "List 7 part 2.csv" in told["note"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Written for the inspection"], ["Ask the team for changes"]],
        [["Worker", "Name", "Due", "Done", "Late"], ["Ann", "C1", "01/09/2026", "02/09/2026", "no"]],
        [["", "April", "May", "June", "July"], ["North", 3, 4, 5, 6]],
        [[3, 4, 5, 6]],
    ],
    ids=["notes", "worklist", "pivot", "figures"],
)
def test_a_sheet_about_a_list_is_no_second_page(tmp_path: Path, rows: list[Row]) -> None:
    """Notes, work lists and totals that bear a list's name hold no rows of it."""
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 7": good(7), "List 7 notes": rows}))
    assert not found(dataset, "AA-S-015")
    assert not found(dataset, "AA-S-012")


def test_hidden_columns_are_reported_with_hidden_rows(tmp_path: Path) -> None:
    """Only those with a value count, whether they belong to the list or not."""
    path = workbook(tmp_path / "a.xlsx", {"List 1": good(1, 3)})
    book = openpyxl.load_workbook(path)
    sheet = book["List 1"]
    for letter in ("B", "D", "X"):
        sheet.column_dimensions[letter].hidden = True
    sheet["Z1"], sheet["Z3"] = "Name", "x"
    sheet.column_dimensions["Z"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.save(path)
    dataset = load(path)
    assert dataset.sheets[0].hidden_columns == ("B", "D", "Z")
    (hidden,) = found(dataset, "AA-S-017")
    assert hidden["note"] == "1 row is hidden. Columns B, D, Z are hidden."


def test_a_far_cell_on_a_sheet_of_notes_does_not_refuse_the_lists() -> None:
    """The list is read, and the notes are ignored and named."""
    dataset = load(from_shared("cases/annexa/far-cell-on-notes.xlsx"))
    assert list(dataset.tables) == [1]
    assert not found(dataset, "AA-S-020")
    assert not found(dataset, "AA-S-013")
    assert any(text.startswith("Sheet ") and "ignored" in text for _, text in ignored_input(dataset))


@pytest.mark.parametrize(("cell", "severity"), [("XFD900000", "error"), ("XFD2", "warning")])
def test_a_far_cell_on_a_sheet_of_a_list_is_reported(tmp_path: Path, cell: str, severity: str) -> None:
    """All other cells are read. A cell below may be a row of the list."""
    path = workbook(tmp_path / "a.xlsx", {"List 1": good(1, 3_000), "List 2": good(2)})
    book = openpyxl.load_workbook(path)
    book["List 1"][cell] = "x"
    book.save(path)
    dataset = load(path)
    assert dataset.tables[1].frame.height == 3_000
    (far,) = found(dataset, "AA-S-020")
    assert (far["severity"], far["note"]) == (severity, f"Not read: {cell}.")
