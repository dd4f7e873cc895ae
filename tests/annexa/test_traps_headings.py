"""Traps 27 to 40: headings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from inspectprep.annexa import catalogue
from tests.annexa.making import (
    all_found,
    as_text,
    column,
    csv,
    found,
    good,
    good_row,
    headings,
    load,
    with_value,
    without,
    workbook,
)


def _renamed(table: list[list[object]], old: str, new: str) -> list[list[object]]:
    return [[new if text == old else text for text in table[0]], *table[1:]]


def test_trap_27_a_merged_title_above_the_headings(tmp_path: Path) -> None:
    """The heading row is found below titles, and cells keep their names."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    sheet.merge_range(0, 0, 0, 6, "List 1: Contacts")
    for row, cells in enumerate([headings(1), ["C1", "a) Male"]], start=3):
        for index, value in enumerate(cells):
            sheet.write(row, index, value)
    book.close()
    dataset = load(path)
    assert column(dataset, 1, "__row") == [5]
    assert dataset.places[0].cell("gender", 5) == "B5"
    assert [each["note"] for each in found(dataset, "AA-S-007")] == ["The headings are in row 4."]
    assert not found(dataset, "AA-S-018")


def test_trap_28_headings_in_two_merged_rows(tmp_path: Path) -> None:
    """Headings split over two rows are joined downwards."""
    path = tmp_path / "annex-a.xlsx"
    above = ["Child", "", "", "Date of", "Age of Child", "Date of", "Contact"]
    below = ["Unique ID", "Gender", "Ethnicity", "Birth", "(Years)", "Contact", "Source"]
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("List 1")
    for row, cells in enumerate([above, below, ["C1", "a) Male", "a) WBRI"]]):
        for index, value in enumerate(cells):
            sheet.write(row, index, value or None)
    book.close()
    dataset = load(path)
    assert len(dataset.tables[1].columns) == 7
    assert column(dataset, 1, "__row") == [3]


def test_trap_29_a_line_break_inside_a_heading(tmp_path: Path) -> None:
    """White space of any kind counts as one space."""
    dataset = load(
        workbook(
            tmp_path / "annex-a.xlsx", {"List 6": _renamed(good(6), "CIN Start Date", "CIN Start\nDate")}
        )
    )
    assert "cin_start_date" in dataset.tables[6].columns
    assert dataset.places[0].headings["cin_start_date"] == "CIN Start\nDate"


@pytest.mark.parametrize(
    ("number", "official", "written", "name"),
    [
        (8, "Date Ceased to be Looked After", "Date Ceased to be Looked After ", "lac_end_date"),
        (10, "Date of Adoption Order", "Date of Adoption Order ", "adoption_order_date"),
        (9, "LA in Touch", "LA In Touch ", "la_in_touch"),
    ],
)
def test_trap_30_trailing_spaces(tmp_path: Path, number: int, official: str, written: str, name: str) -> None:
    """Official headings with a space at the end are recognised."""
    dataset = load(csv(tmp_path / f"List {number}.csv", _renamed(good(number), official, written)))
    assert name in dataset.tables[number].columns


def test_trap_31_curly_quotes(tmp_path: Path) -> None:
    """Curly and straight quotes are the same."""
    table = good(8)
    table[0] = [text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for text in table[0]]
    table[0] = [
        text.replace("\N{RIGHT SINGLE QUOTATION MARK}Missing", "\N{LEFT SINGLE QUOTATION MARK}Missing")
        for text in table[0]
    ]
    assert len(load(csv(tmp_path / "List 8.csv", table)).tables[8].columns) == 34


def test_trap_32_no_break_spaces(tmp_path: Path) -> None:
    """A no-break space is a space."""
    table = good(1)
    table[0] = [text.replace(" ", "\N{NO-BREAK SPACE}") for text in table[0]]
    assert len(load(csv(tmp_path / "List 1.csv", table)).tables[1].columns) == 7


@pytest.mark.parametrize(
    ("official", "written", "name"),
    [
        (
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
            "uasc",
        ),
        (
            "What is the permanence plan for this child?",
            "What is the permanence plan for this child",
            "permanence_plan",
        ),
    ],
)
def test_trap_33_brackets_and_question_marks(tmp_path: Path, official: str, written: str, name: str) -> None:
    """Punctuation decides nothing."""
    assert name in load(csv(tmp_path / "List 8.csv", _renamed(good(8), official, written))).tables[8].columns


def test_trap_34_age_under_its_short_heading(tmp_path: Path) -> None:
    """Age and Age of Child (Years) are one column."""
    dataset = load(csv(tmp_path / "List 1.csv", _renamed(good(1), "Age of Child (Years)", "Age")))
    assert column(dataset, 1, "age") == [10, 10, 10]


@pytest.mark.parametrize("heading", ["Percentage", "Language", "Stage 1", "Average age at contact"])
def test_trap_35_headings_that_contain_another(tmp_path: Path, heading: str) -> None:
    """A word inside a heading is no match: the column is left out and named by its letter."""
    table = [[*row, heading if not index else "7"] for index, row in enumerate(good(1))]
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert column(dataset, 1, "age") == [10, 10, 10]
    assert not found(dataset, "AA-S-005")
    assert [each["note"].split(".")[0] for each in found(dataset, "AA-S-004")] == ["Column H"]


def test_trap_36_copies_nameless_and_local_columns(tmp_path: Path) -> None:
    """A copy is an error where it differs; nameless and local columns are left out with a word."""
    table = good(1)
    rows = [
        [*row, *extra]
        for row, extra in zip(
            table,
            [
                ["Gender", "", "NHS number"],
                ["b) Female", "x", "943 476 5919"],
                ["a) Male", "", ""],
                ["a) Male", "", ""],
            ],
            strict=True,
        )
    ]
    dataset = load(csv(tmp_path / "List 1.csv", rows))
    (copy,) = found(dataset, "AA-S-005")
    assert (copy["severity"], copy["column"], copy["note"]) == (
        "error",
        "gender",
        "It is also in column H. 1 row differs.",
    )
    assert [each["note"] for each in found(dataset, "AA-S-004")] == [
        "Column I. It has no heading.",
        "Column J.",
    ]
    assert not any("943" in str(name) for name in dataset.tables[1].frame.columns)
    assert set(dataset.tables[1].columns) == {
        "child_unique_id", "gender", "ethnicity", "date_of_birth", "age", "date_of_contact", "contact_source",
    }  # fmt: skip


def test_trap_37_columns_moved_and_deleted(tmp_path: Path) -> None:
    """Columns are found by name wherever they stand; one that lacks is an error."""
    table = [row[::-1] for row in without(good(1), "Contact Source")]
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert column(dataset, 1, "gender") == ["a) Male"] * 3
    assert [each["column"] for each in found(dataset, "AA-S-003")] == ["contact_source"]


def test_trap_38_the_layout_of_2019(tmp_path: Path) -> None:
    """List 9 with 13 columns is read, and said to be the older layout; old headings are known."""
    newer = [
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        "Allocated Personal Advisor",
        "Latest Pathway Plan Review Date",
        "Latest Date of Contact",
    ]
    table = without(good(9), *newer)
    assert len(table[0]) == 13
    old = load(csv(tmp_path / "List 9.csv", table))
    assert len(found(old, "AA-S-010")) == 1
    assert not found(old, "AA-S-003")
    eight = _renamed(
        good(8),
        "What is the permanence plan for this child?",
        "Plan for Child to be Reunified with Their Family",
    )
    assert "permanence_plan" in load(csv(tmp_path / "List 8.csv", eight)).tables[8].columns


def test_trap_39_headings_repeated_in_the_middle(tmp_path: Path) -> None:
    """Pages pasted together leave headings among the data: skipped and reported."""
    table = [*good(8, 2), headings(8), *good(8, 2)[1:]]
    dataset = load(csv(tmp_path / "List 8.csv", table))
    assert dataset.tables[8].frame.height == 4
    assert [each["row"] for each in found(dataset, "AA-S-008")] == [4]


def test_trap_40_no_headings_at_all(tmp_path: Path) -> None:
    """Without headings nothing is guessed: the list is missing, and the sheet is named."""
    path = tmp_path / "List 1.csv"
    path.write_text(as_text([good_row(1), good_row(1, 2)]), encoding="utf-8")
    dataset = load(path)
    assert dataset.tables == {}
    (one,) = [each for each in found(dataset, "AA-S-001") if each["list"] == 1]
    assert "List 1" in one["note"]


def test_a_heading_with_nearly_the_same_words_is_recognised(tmp_path: Path) -> None:
    """One word more or less in a long heading does not lose the column."""
    official = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"
    written = official.replace("has been ", "was ")
    table = _renamed(good(8), official, official.replace(" the last", " last"))
    assert "missing_episodes_12_months" in load(csv(tmp_path / "List 8.csv", table)).tables[8].columns
    far = load(csv(tmp_path / "List 8 far.csv", with_value(_renamed(good(8), official, written), written, 2)))
    assert "missing_episodes_12_months" not in far.tables[8].columns


def test_headings_in_three_rows(tmp_path: Path) -> None:
    """Headings of three words and more, each split over three rows, are joined downwards."""
    rows: list[list[object]] = [[], [], []]
    for heading in headings(2):
        words = heading.split()
        parts = ("", "", heading) if len(words) < 3 else (words[0], " ".join(words[1:-1]), words[-1])
        for row, part in zip(rows, parts, strict=True):
            row.append(part or None)
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"Sheet1": [*rows, *good(2)[1:]]}))
    assert set(dataset.tables[2].columns) == {each.name for each in catalogue.lists()[2].columns}
    assert column(dataset, 2, "__row") == [4, 5, 6]
    assert dataset.places[0].headings["date_of_birth"] == "Date of Birth"
    assert not found(dataset, "AA-S-003")
    assert not found(dataset, "AA-S-005")


def test_a_heading_merged_over_two_columns_is_no_copy(tmp_path: Path) -> None:
    """What reaches into an empty column from the left does not make it a column of the list."""
    above = ["Child", "Gender", None, "Ethnicity", "Date of", None, "Date of", "Contact"]
    below = ["Unique ID", None, None, None, "Birth", "Age", "Contact", "Source"]
    rows = [[*row[:2], None, *row[2:]] for row in good(1)[1:]]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": [above, below, *rows]}))
    assert len(dataset.tables[1].columns) == 7
    assert not found(dataset, "AA-S-005")


def _merged_headings(path: Path, number: int, *rows: list[object], more: tuple[str, ...] = ()) -> Path:
    """Write a list whose headings are merged over rows 1 and 2 each."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(f"List {number}")
    for index, heading in enumerate(headings(number)):
        sheet.merge_range(0, index, 1, index, heading)
    for cells in more:
        sheet.merge_range(cells, "")
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, cells in enumerate(rows, start=2):
        for index, value in enumerate(cells):
            if value is not None:
                sheet.write(row, index, value, date if hasattr(value, "year") else None)
    book.close()
    return path


def test_headings_merged_over_two_rows(tmp_path: Path) -> None:
    """Headings that are merged downwards leave no gap and are no merged data."""
    dataset = load(_merged_headings(tmp_path / "annex-a.xlsx", 3, *good(3)[1:]))
    assert column(dataset, 3, "__row") == [3, 4, 5]
    assert not {"AA-S-007", "AA-S-008", "AA-S-018"} & all_found(dataset)


def test_data_below_merged_headings_is_still_looked_at(tmp_path: Path) -> None:
    """A gap and merged cells below them are told as anywhere."""
    rows = [good_row(3), [None], good_row(3)]
    dataset = load(_merged_headings(tmp_path / "annex-a.xlsx", 3, *rows, more=("K3:K5",)))
    assert [each["row"] for each in found(dataset, "AA-S-008")] == [4]
    assert [each["note"] for each in found(dataset, "AA-S-018")] == ["Merged: K3:K5."]


def test_a_heading_merged_over_data_hides_no_row(tmp_path: Path) -> None:
    """Rows in which other columns are filled are data, however far down a heading is merged."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("List 1")
    for row, cells in enumerate([headings(1), ["C1", "a) Male"], ["C2", "a) Male"]]):
        for index, value in enumerate(cells):
            sheet.write(row, index, value)
    sheet.merge_range("G1:G3", "Contact Source")
    book.close()
    dataset = load(path)
    assert column(dataset, 1, "__row") == [2, 3]
    assert len(found(dataset, "AA-S-018")) == 1


def test_a_filled_copy_counts_before_an_empty_column(tmp_path: Path) -> None:
    """Where the first of two columns holds nothing, the filled one is kept, and the finding stands."""
    table = [[*row[:3], " " if index else "Date of Birth", *row[3:]] for index, row in enumerate(good(3))]
    dataset = load(csv(tmp_path / "List 3.csv", table))
    assert column(dataset, 3, "date_of_birth") == [dt.date(2016, 3, 5)] * 3
    assert dataset.places[0].letters["date_of_birth"] == "E"
    (copy,) = found(dataset, "AA-S-005")
    assert (copy["severity"], copy["note"]) == ("error", "It is also in column D. 3 rows differ.")


def test_too_few_columns_under_the_own_name_say_how_many_are_needed(tmp_path: Path) -> None:
    """A sheet named after a list with a third of its columns is not read, and the finding says why."""
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 8": [row[:11] for row in good(8)]}))
    assert 8 not in dataset.tables
    (one,) = [each for each in found(dataset, "AA-S-001") if each["list"] == 8]
    assert one["note"] == (
        "Sheet 'List 8' was ignored. It is named like List 8, but it has only 11 of the 34 columns. "
        "At least 21 are needed."
    )
    enough = load(csv(tmp_path / "List 8.csv", [row[:21] for row in good(8)]))
    assert enough.tables[8].frame.height == 3
