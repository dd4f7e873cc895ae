"""Several lists on one sheet, one under the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inspectprep.annexa import catalogue
from tests.annexa.making import all_found, column, csv, found, good, good_row, headings, load, workbook

Row = list[Any]
_EMPTY: Row = [None]


@pytest.mark.parametrize("between", [[], [_EMPTY], [_EMPTY, _EMPTY, ["List 2: Early help"]]])
@pytest.mark.parametrize("rows", [1, 5, 60])
def test_both_lists_are_read(tmp_path: Path, rows: int, between: list[Row]) -> None:
    """Whether the lower list begins among the first rows or far below, every row of both is read."""
    upper, lower = good(1, rows), good(2, 3)
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": [*upper, *between, *lower]}))
    assert column(dataset, 1, "__row") == list(range(2, rows + 2))
    first = rows + 1 + len(between) + 2
    assert column(dataset, 2, "__row") == [first, first + 1, first + 2]
    assert len(dataset.tables[2].columns) == len(catalogue.lists()[2].columns)
    assert [each["note"] for each in found(dataset, "AA-S-002")] == [
        "It is named like List 1, but its headings are those of List 2."
    ]
    assert [each["note"] for each in found(dataset, "AA-S-007")] == [f"The headings are in row {first - 1}."]
    assert not {"AA-S-003", "AA-S-008", "AA-S-015"} & all_found(dataset)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [(above, below) for above in (1, 4, 8, 11) for below in (2, 9, 10, 11) if above != below],
)
def test_any_list_may_stand_below_any_other(tmp_path: Path, upper: int, lower: int) -> None:
    """Whichever has more columns, and whether or not they share their first ones."""
    sheet = [*good(upper, 30), _EMPTY, *good(lower, 2)]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"All": sheet}))
    assert {number: table.frame.height for number, table in dataset.tables.items()} == {upper: 30, lower: 2}


def test_three_lists_in_one_file_of_text(tmp_path: Path) -> None:
    """Each begins where the one above it ends."""
    sheet = [*good(3, 40), _EMPTY, ["List 6"], *good(6, 2), _EMPTY, *good(11, 25)]
    dataset = load(csv(tmp_path / "export.csv", sheet))
    assert {number: table.frame.height for number, table in dataset.tables.items()} == {3: 40, 6: 2, 11: 25}
    assert column(dataset, 6, "__row") == [45, 46]
    assert not found(dataset, "AA-S-008")


def test_an_upper_list_without_rows_is_there(tmp_path: Path) -> None:
    """A list of headings alone is a list without rows, and not missing."""
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"Sheet1": [headings(7), _EMPTY, *good(8)]}))
    assert set(dataset.tables) == {7, 8}
    assert [each["list"] for each in found(dataset, "AA-S-006")] == [7]


def test_a_last_row_with_one_cell_stays_with_the_upper_list(tmp_path: Path) -> None:
    """Directly above other headings a lone cell may be a row: it is not taken for a title."""
    sheet = [*good(1, 3), ["C9"], *good(2, 3)]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": sheet}))
    assert column(dataset, 1, "child_unique_id")[-1] == "C9"


def test_two_pages_of_one_list_keep_the_rows_of_both(tmp_path: Path) -> None:
    """The better written headings of the second page do not make a title of the first."""
    page = good(1, 3)
    page[0] = [*page[0][:-1], "Where from"]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": [*page, *good(1, 3)]}))
    assert column(dataset, 1, "__row") == [2, 3, 4, 6, 7, 8]
    assert [each["row"] for each in found(dataset, "AA-S-008")] == [5]


def test_other_words_above_the_headings_are_no_list(tmp_path: Path) -> None:
    """A row of programmers' names directly above the headings is left alone."""
    names = [each.name for each in catalogue.lists()[4].columns]
    names[-1] = "team_name_text"
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 4": [names, _EMPTY, *good(4)]}))
    assert column(dataset, 4, "__row") == [4, 5, 6]
    assert not found(dataset, "AA-S-015")


def test_headings_of_the_same_list_below_are_told_as_before(tmp_path: Path) -> None:
    """Repeated headings are skipped with a word, and nothing is split."""
    dataset = load(csv(tmp_path / "List 8.csv", [*good(8, 30), headings(8), good_row(8)]))
    assert dataset.tables[8].frame.height == 31
    assert [each["row"] for each in found(dataset, "AA-S-008")] == [32]
