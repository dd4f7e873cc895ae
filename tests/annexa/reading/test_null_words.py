"""Words of every tool for an empty cell are blank, unless a code set has them. Errors of a sheet are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectprep.annexa.reading.dataset import CellState
from tests.annexa.making import column, found, one_text

WORDS = (
    "NaT", "nat", "<NA>", "NA", "N/A", "n/a", "n.a.", "N.A", "NaN", "nan", "-nan", "None", "NONE", "null",
    "NULL", "(null)", "[NULL]", "<null>", "{null}", "Null", "(blank)", "(Blank)", "[blank]", "<blank>", "\\N",
    "-", "--", "---", ".", "...", "_", "\N{EM DASH}", "- -", "'NULL'", '"null"', "''", '""', "undefined",
    "Not applicable", "1.#QNAN", " NaT ", "(empty)", "( none )", "<N/A>",
)  # fmt: skip
ERRORS = ("#N/A", "#NULL!", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NAME?", "####")


@pytest.mark.parametrize(
    ("number", "heading", "name"),
    [
        (1, "Date of Contact", "date_of_contact"),
        (1, "Age of Child (Years)", "age"),
        (1, "Contact Source", "contact_source"),
        (3, "Number of Referrals in Last 12 Months", "referrals_last_12_months"),
        (3, "Allocated Team", "allocated_team"),
        (3, "Child Unique ID", "child_unique_id"),
    ],
)
def test_words_for_nothing_are_blank(tmp_path: Path, number: int, heading: str, name: str) -> None:
    """In a column of every type, and the cell stays as it is."""
    dataset = one_text(tmp_path, number, heading, *WORDS)
    assert set(column(dataset, number, f"{name}__state")) == {CellState.MISSING}
    assert column(dataset, number, f"{name}__raw") == list(WORDS)


@pytest.mark.parametrize("heading", ["Date of Contact", "Contact Source", "Age of Child (Years)"])
def test_errors_of_a_sheet_are_never_blank(tmp_path: Path, heading: str) -> None:
    """They have a finding of their own."""
    dataset = one_text(tmp_path, 1, heading, *ERRORS)
    assert len(found(dataset, "AA-F-036")) == len(ERRORS)
    assert not found(dataset, "AA-F-001")


def test_a_code_beats_a_word_for_nothing(tmp_path: Path) -> None:
    """NONE is a code of disability, and "not recorded" of questions with a third answer."""
    dataset = one_text(
        tmp_path, 4, "Does the Child have a Disability", "NONE", "None", "(null)", "Not recorded"
    )
    assert column(dataset, 4, "disability__code") == ["No", "No", None, "Unknown"]
    assert len(found(dataset, "AA-F-001")) == 1


@pytest.mark.parametrize(
    "text", ["Blank, Ann", "Nat King", "Null House", "not blank", "(blank) House", "a-b"]
)
def test_a_word_for_nothing_inside_other_text_is_not_blank(tmp_path: Path, text: str) -> None:
    """Only the whole cell counts."""
    assert column(one_text(tmp_path, 3, "Allocated Team", text), 3, "allocated_team") == [text]
