"""Codes have years: new ones are accepted, ended ones are queried, and rules reach both by their groups."""

from __future__ import annotations

import csv as csv_files
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep import annexa
from inspectprep.annexa.results.result import CheckResult
from tests.annexa.making import AS_OF, csv, good, headings, with_value
from tests.shared import from_shared

TYPE = "Placement Type"
START = "Start Date of Most Recent Placement"
END = "Date Ceased to be Looked After"
BORN = "Date of Birth"
SUCCESSOR = "Its successor is K3 (Supported accommodation)."
H5, P2, K3 = "n) H5: Residential accommodation", "l) P2: Independent living", "K3: Supported accommodation"


def checked(tmp_path: Path, *rows: dict[str, Any], as_of: date = AS_OF) -> CheckResult:
    """Return the result for a List 8 whose rows differ from a good one by heading."""
    table = good(8, len(rows))
    for place, row in enumerate(rows, start=1):
        for heading, value in {END: "", **row}.items():
            table = with_value(table, heading, value, place)
    return annexa.check(csv(tmp_path / "List 8.csv", table), as_of=as_of)


def rows_of(result: CheckResult, rule: str) -> list[int]:
    """Return the rows that a rule found, counted from 1 below the headings."""
    return sorted(row - 1 for row in result.filter(rule=rule).findings["row"])


def notes_of(result: CheckResult, rule: str) -> set[str]:
    """Return the messages of a rule's findings."""
    return {finding.message for finding in result.filter(rule=rule).records()}


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("K3", False),
        ("k3", False),
        ("K3: Supported accommodation", False),
        ("k3:  SUPPORTED accommodation ", False),
        ("K3 - Supported accommodation", False),
        ("K3 Supported accommodation", False),
        ("k3 - supported", True),
        ("Supported accommodation", False),
        ("Supported accommodation [K3]", False),
    ],
)
def test_k3_is_read_in_every_spelling(tmp_path: Path, text: str, translated: bool) -> None:
    """Its code, its short code and its label as they are, others as a translation."""
    result = checked(tmp_path, {TYPE: text})
    frame = result.dataset.tables[8].frame
    assert frame["placement_type"].to_list() == [K3]
    assert frame["placement_type__code"].to_list() == ["K3"]
    assert not rows_of(result, "AA-F-030")
    assert bool(rows_of(result, "AA-F-031")) == translated


@pytest.mark.parametrize("short", ["Z11", "Z12", "Z13", "Z14"])
def test_the_parts_of_z1_are_read_and_shown_with_their_year(tmp_path: Path, short: str) -> None:
    """Z1 itself stays."""
    result = checked(tmp_path, {TYPE: short}, {TYPE: short.lower()}, {TYPE: "v) Z1: Other placements"})
    shown = f"{short} (other placement, 2025/26)"
    assert result.dataset.tables[8].frame["placement_type"].to_list() == [
        shown, shown, "v) Z1: Other placements",
    ]  # fmt: skip
    assert not rows_of(result, "AA-F-030")


def test_a_child_under_16_in_supported_accommodation_is_asked_about(tmp_path: Path) -> None:
    """K3 is known from tools of the sector only, so it is a query; H5 was in the template. Not at 16."""
    result = checked(
        tmp_path,
        *(
            {TYPE: kind, BORN: born}
            for kind in ("K3", H5)
            for born in ("01/03/2013", "01/03/2011", "01/03/2010")
        ),
    )
    assert rows_of(result, "AA-X-038") == [1, 2, 4, 5]
    assert rows_of(result, "AA-I-062") == [1, 2, 4, 5]
    severities = result.filter(rule="AA-X-038").findings.sort("row")["severity"].to_list()
    assert severities == ["query", "query", "error", "warning"]


@pytest.mark.parametrize(
    ("code", "start", "end", "found"),
    [
        (H5, "31/03/2025", "", False),
        (H5, "01/04/2025", "", True),
        (H5, "01/04/2025", "01/11/2026", True),
        (H5, "", "", True),
        (P2, "28/10/2023", "28/10/2023", False),
        (P2, "29/10/2023", "30/10/2023", True),
        (P2, "01/05/2023", "", True),
        (P2, "01/05/2023", "20/10/2023", False),
        (P2, "01/05/2023", "01/12/2026", True),
        ("K3", "01/05/2020", "", False),
        ("Z11", "01/05/2020", "", False),
        ("v) Z1: Other placements", "01/11/2026", "", False),
    ],
)
def test_a_code_is_judged_by_the_day_on_which_its_event_began(
    tmp_path: Path, code: str, start: str, end: str, found: bool
) -> None:
    """P2 by the list date too where the placement is open; before its first day a code is accepted."""
    result = checked(tmp_path, {TYPE: code, START: start, END: end})
    assert rows_of(result, "AA-F-038") == ([1] if found else [])
    assert not rows_of(result, "AA-F-030")


@pytest.mark.parametrize(("as_of", "found"), [(date(2025, 3, 31), False), (date(2025, 4, 1), True)])
def test_without_a_start_a_code_is_judged_by_the_list_date(tmp_path: Path, as_of: date, found: bool) -> None:
    """The last day is still valid, the day after is not."""
    result = checked(tmp_path, {TYPE: H5, START: ""}, as_of=as_of)
    assert rows_of(result, "AA-F-038") == ([1] if found else [])


@pytest.mark.parametrize(("as_of", "found"), [(date(2023, 10, 28), False), (date(2023, 10, 29), True)])
def test_an_open_placement_in_p2_is_queried_from_the_day_after_its_last(
    tmp_path: Path, as_of: date, found: bool
) -> None:
    """However early it began."""
    result = checked(tmp_path, {TYPE: P2, START: "01/05/2023"}, as_of=as_of)
    assert rows_of(result, "AA-F-038") == ([1] if found else [])


def test_a_start_that_cannot_be_read_says_nothing_about_the_code(tmp_path: Path) -> None:
    """It has a finding of its own."""
    assert not rows_of(checked(tmp_path, {TYPE: H5, START: "soon"}), "AA-F-038")


def test_a_file_without_the_starts_is_judged_by_the_list_date(tmp_path: Path) -> None:
    """The rows have none."""
    table = with_value(good(8, 1), TYPE, H5)
    at = table[0].index(START)
    path = csv(tmp_path / "List 8.csv", [[*row[:at], *row[at + 1 :]] for row in table])
    assert rows_of(annexa.check(path, as_of=AS_OF), "AA-F-038") == [1]


def test_the_query_names_the_last_day_and_the_successor_but_not_the_cell(tmp_path: Path) -> None:
    """What the cell holds stays in the file."""
    result = checked(tmp_path, {TYPE: H5}, {TYPE: P2})
    assert notes_of(result, "AA-F-038") == {
        f"A code was used after its last day. Its last day was {day}. {SUCCESSOR}"
        for day in ("31 March 2025", "28 October 2023")
    }
    assert set(result.filter(rule="AA-F-038").findings["severity"]) == {"query"}


@pytest.mark.parametrize("number", range(1, 12))
def test_sex_is_read_as_gender_on_every_list(tmp_path: Path, number: int) -> None:
    """Under either heading, with the letters of the statutory returns, without a question about them."""
    table = good(number, 3)
    at = headings(number).index("Gender")
    for heading in ("Sex", "SEX", "Gender"):
        table[0][at] = heading
        for row, value in enumerate(("M", "F", "U"), start=1):
            table[row][at] = value
        result = annexa.check(csv(tmp_path / f"List {number}.csv", table), as_of=AS_OF)
        read = result.dataset.tables[number].frame["gender"].to_list()
        assert read == ["a) Male", "b) Female", "c) Not stated/recorded"]
        found = result.findings.filter(result.findings["column"] == "gender")["rule"].to_list()
        assert not {"AA-F-001", "AA-F-030", "AA-F-031"} & set(found)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("w) T0: Temporary placement", False), ("T4", False), ("Z11", False), ("Z14", False),
     ("v) Z1: Other placements", True), ("K3", True), (H5, True), ("k) P1: Placed with parents", True)],
)  # fmt: skip
def test_a_provider_is_expected_for_some_placements_only(tmp_path: Path, code: str, expected: bool) -> None:
    """Not for temporary placements, and not for the parts of Z1."""
    result = checked(tmp_path, {TYPE: code, "Placement Provider": ""})
    blank = result.filter(rule="AA-F-001", column="placement_provider").findings
    assert blank.height == expected


def test_an_ofsted_number_is_not_expected_for_the_parts_of_z1(tmp_path: Path) -> None:
    """As for Z1 itself; supported accommodation without one is queried, as H5 is."""
    place = {"URN of Placement": "", "LA of Placement": "Oxfordshire"}
    rows = [{TYPE: code, **place} for code in ("Z11", "Z14", "K3", H5)]
    assert rows_of(checked(tmp_path, *rows), "AA-X-051") == [3, 4]


@pytest.mark.parametrize(
    ("folder", "as_of", "expected"),
    [
        ("01-k3-supported-accommodation", date(2026, 10, 30), {"AA-X-038": 3, "AA-I-062": 2, "AA-F-030": 0}),
        ("03-withdrawn-codes-accepted", date(2026, 10, 30), {"AA-F-038": 2, "AA-F-030": 0}),
        ("04-sex-heading", date(2026, 10, 30), {"AA-F-030": 0, "AA-S-003": 0}),
    ],
)
def test_the_shared_cases_are_right(folder: str, as_of: date, expected: dict[str, int]) -> None:
    """Small returns on which codes were once read wrongly."""
    result = annexa.check(from_shared(f"cases/codes/{folder}"), as_of=as_of)
    assert {rule: result.filter(rule=rule).findings.height for rule in expected} == expected


def test_the_shared_case_of_sex_has_no_column_left_over() -> None:
    """Every list of it has its gender."""
    folder = from_shared("cases/codes/04-sex-heading")
    dataset = annexa.check(folder, as_of=date(2026, 10, 30)).dataset
    for number, table in dataset.tables.items():
        with (folder / f"List {number}.csv").open(encoding="utf-8") as stream:
            rows = list(csv_files.DictReader(stream))
        assert table.frame["gender"].to_list() == [row["Sex"] for row in rows]
