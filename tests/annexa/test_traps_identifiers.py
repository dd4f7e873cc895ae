"""Traps 41 to 46: identifiers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.annexa.making import (
    column,
    csv,
    found,
    good,
    good_row,
    headings,
    load,
    one_cell,
    one_text,
    with_value,
    workbook,
)

ID = "Child Unique ID"


def test_trap_41_numbers_as_identifiers(tmp_path: Path) -> None:
    """A number in a cell and an integral decimal lose nothing; an exponent is damage."""
    assert column(one_cell(tmp_path, 1, ID, 9212044), 1, "child_unique_id") == ["9212044"]
    dataset = one_text(tmp_path, 1, ID, "123.0", "1.23E+08")
    assert column(dataset, 1, "child_unique_id") == ["123", "1.23E+08"]
    assert column(dataset, 1, "child_unique_id__raw") == ["123.0", "1.23E+08"]
    assert [(each["row"], each["severity"]) for each in found(dataset, "AA-F-003")] == [
        (2, "warning"),
        (3, "warning"),
    ]


def test_trap_42_leading_zeros_lost_on_one_list(tmp_path: Path) -> None:
    """Zeros in front are kept, so that two identifiers that differ by them are not joined."""
    first = csv(tmp_path / "List 1.csv", with_value(good(1, 1), ID, "0012345"))
    second = csv(tmp_path / "List 2.csv", with_value(good(2, 1), ID, "12345"))
    dataset = load(first, second)
    assert column(dataset, 1, "child_unique_id__key") == ["0012345"]
    assert column(dataset, 2, "child_unique_id__key") == ["12345"]


def test_trap_43_spaces_apostrophes_case_and_dashes(tmp_path: Path) -> None:
    """All are evened out for joining, and the cell stays as it was."""
    values = [" AB-1 ", "AB\N{EN DASH}1", "'ab-1", "AB-1\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}AB-1"]
    dataset = one_text(tmp_path, 1, ID, *values)
    assert column(dataset, 1, "child_unique_id__key") == ["ab-1"] * 5
    assert column(dataset, 1, "child_unique_id__raw") == values


def test_trap_44_identifiers_of_more_digits_than_a_spreadsheet_keeps(tmp_path: Path) -> None:
    """A number of more than 15 digits is damaged, whether seen as number or as text."""
    dataset = one_cell(tmp_path, 1, ID, 12345678901234567890)
    assert len(found(dataset, "AA-F-003")) == 1
    assert len(found(one_text(tmp_path, 1, ID, "12345678901234500000"), "AA-F-003")) == 1
    assert not found(one_cell(tmp_path, 1, ID, "12345678901234567891"), "AA-F-003")


def test_trap_45_a_blank_identifier_on_a_filled_row(tmp_path: Path) -> None:
    """The row is kept, the identifier is an error, and the other rules look at the row."""
    table = with_value(with_value(good(1, 1), ID, None), "Gender", "zzz")
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": table}))
    assert dataset.tables[1].frame.height == 1
    assert len(found(dataset, "AA-F-002")) == 1
    assert len(found(dataset, "AA-F-030")) == 1


@pytest.mark.parametrize("text", ["0", "000", "TBC", "Unborn", "None", "xxx"])
def test_trap_46_placeholders_for_identifiers(tmp_path: Path, text: str) -> None:
    """A placeholder joins nothing; beside other cells the row is kept."""
    dataset = one_text(tmp_path, 1, ID, text)
    assert column(dataset, 1, "child_unique_id__key") == [None]
    assert len(found(dataset, "AA-F-002")) == 1


def test_trap_46_a_footer_where_identifiers_stand(tmp_path: Path) -> None:
    """What a reporting tool adds below is skipped."""
    table = [headings(1), good_row(1), ["Applied filters:\nTeam is North", *[None] * 6]]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": table}))
    assert dataset.tables[1].frame.height == 1
    assert len(found(dataset, "AA-S-008")) == 1
