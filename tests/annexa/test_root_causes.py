"""One cause is one finding: blank columns, identifiers that match nothing, equal values, other rows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep import annexa
from inspectprep.annexa.reading.joined_lists import difference, joined_lists
from inspectprep.annexa.results.result import CheckResult
from inspectprep.model.finding import FindingUnit, Nature
from tests.annexa.making import AS_OF, csv, found, good, headings, load, with_value, workbook
from tests.shared import from_shared


def counts(result: CheckResult) -> Counter[str]:
    """Return the number of findings by rule, without those about lists that are not there."""
    return Counter(rule for rule in result.findings["rule"] if rule != "AA-S-001")


def rows_of_list_6(rows: int, **changed: Any) -> list[list[Any]]:
    """Return a List 6 of open cases of long standing, with one column changed in every row."""
    table = good(6, rows)
    open_case: dict[str, Any] = {
        "CIN Start Date": date(2026, 1, 5),
        "CIN Closure Date": None,
        "Reason for Closure": None,
        "Case Status": "c) Child in need plan",
        "Date Child Was Last Seen": date(2026, 11, 9),
    }
    for row in range(1, rows + 1):
        for heading, value in (open_case | changed).items():
            table = with_value(table, heading, value, row)
    return table


def test_a_column_that_is_blank_throughout_is_one_finding_and_no_practice(tmp_path: Path) -> None:
    """The rules that need it are not run, and say why."""
    table = rows_of_list_6(8, **{"Date Child Was Last Seen": None})
    result = annexa.check(workbook(tmp_path / "a.xlsx", {"List 6": table}), as_of=AS_OF)
    (blank,) = [each for each in result.records() if each.rule == "AA-S-030"]
    assert (blank.unit, blank.count, blank.list) == (FindingUnit.COLUMN, 8, 6)
    assert not [each for each in result.records() if each.nature is Nature.PRACTICE]
    (reason,) = [skipped.reason for skipped in result.skipped if skipped.rule == "AA-I-030"]
    assert "blank in every row: 6.date_last_seen" in reason


def test_one_cell_that_is_filled_makes_each_blank_cell_count_again(tmp_path: Path) -> None:
    """The column was exported then, so a blank cell means that nothing was recorded."""
    table = rows_of_list_6(8, **{"Date Child Was Last Seen": None})
    table = with_value(table, "Date Child Was Last Seen", date(2026, 11, 9), 3)
    result = annexa.check(workbook(tmp_path / "a.xlsx", {"List 6": table}), as_of=AS_OF)
    assert "AA-S-030" not in counts(result)
    assert counts(result)["AA-I-030"] == 7


def test_a_list_without_ended_cases_is_checked_as_usual(tmp_path: Path) -> None:
    """That no case has ended is no fault of the extract."""
    table = rows_of_list_6(8, **{"Date Child Was Last Seen": date(2026, 1, 9)})
    result = annexa.check(workbook(tmp_path / "a.xlsx", {"List 6": table}), as_of=AS_OF)
    assert "AA-S-030" not in counts(result)
    assert counts(result)["AA-I-030"] == 8


@pytest.mark.parametrize("number", range(1, 12))
def test_each_column_that_must_be_filled_is_one_finding_when_it_is_blank(tmp_path: Path, number: int) -> None:
    """Whichever column it is, it is one finding, and no cell of it has one of its own."""
    spec = annexa.catalogue.lists()[number]
    for column in spec.columns:
        if column.required != "always":
            continue
        table = good(number, 6)
        for row in range(1, 7):
            table = with_value(table, column.header, None, row)
        dataset = load(workbook(tmp_path / f"{column.name}.xlsx", {f"List {number}": table}))
        result = annexa.check_dataset(dataset)
        on_column = [each for each in result.findings.iter_rows(named=True) if each["column"] == column.name]
        assert [(each["rule"], each["severity"]) for each in on_column] == [("AA-S-030", "error")], (
            column.name
        )


def ids(prefix: str, start: int = 100, number: int = 20) -> pl.Series:
    """Return keys as reading makes them."""
    return pl.Series([f"{prefix}{start + place}" for place in range(number)])


@pytest.mark.parametrize(
    ("own", "others", "words"),
    [
        (ids("lcs-"), ids(""), "They begin with 'LCS-'."),
        (ids(""), ids("p"), "Those of the other lists begin with 'P'."),
        (pl.Series([f"{n}/1" for n in range(100, 120)]), ids(""), ""),
        (pl.Series([f"{n}-ch" for n in range(100, 120)]), ids(""), "They end with '-CH'."),
        (ids("2015-"), ids(""), "They begin with digits and marks that the others do not have."),
        (ids("00"), ids(""), "They differ in zeros at the beginning."),
        (
            pl.Series([f"12-{n}" for n in range(100, 120)]),
            pl.Series([f"12{n}" for n in range(100, 120)]),
            "marks",
        ),
    ],
)
def test_the_difference_between_identifiers_is_named(own: pl.Series, others: pl.Series, words: str) -> None:
    """By what all of them have, and never by digits, which could be a child's."""
    assert words in difference(frozenset(own), frozenset(others))


@given(st.sets(st.text("0123456789abcdef-", min_size=1, max_size=8), min_size=1, max_size=30), st.data())
def test_a_difference_never_names_a_digit(texts: set[str], data: st.DataObject) -> None:
    """Of any identifiers, only letters and marks in front of the last common one are named."""
    prefix = data.draw(st.sampled_from(["lcs-", "p", "x_", ""]))
    words = difference(frozenset(prefix + text for text in texts), frozenset(texts))
    shared = prefix.upper()
    assert not any(character.isdigit() for character in words.replace(shared, "")) or len(texts) == 1


def test_lists_that_share_no_identifier_are_apart_only_where_they_should_share() -> None:
    """Short lists, and children who may be on no other list, stay with the others."""
    apart = joined_lists({6: ids(""), 7: ids("", number=10), 8: ids("x", start=500)})
    assert apart == (frozenset({6, 7}), frozenset({8}))
    assert joined_lists({6: ids(""), 9: ids("", start=500)}) == (frozenset({6, 9}),)
    assert joined_lists({6: ids(""), 9: ids("y")}) == (frozenset({6}), frozenset({9}))
    assert joined_lists({6: ids(""), 8: ids("", start=900, number=3)}) == (frozenset({6, 8}),)
    assert joined_lists({}) == (frozenset(),)


def test_identifiers_that_match_nothing_are_one_finding() -> None:
    """The rules that compare the list with others are held back."""
    path = from_shared("cases/annexa/ids-with-prefix.xlsx")
    result = annexa.check(path, as_of=AS_OF)
    (only,) = result.records()
    assert (only.rule, only.list, only.unit) == ("AA-C-050", 8, FindingUnit.LIST)
    assert "'LCS-'" in only.message
    held_back = {skipped.rule for skipped in result.skipped if "AA-C-050" in skipped.reason}
    assert {"AA-C-009", "AA-C-019"} <= held_back


def test_the_rule_about_identifiers_can_be_switched_off() -> None:
    """Then the lists are compared, and every child has its finding."""
    policy = annexa.policy_of({"rules": {"AA-C-050": {"off": True}}})
    result = annexa.check(from_shared("cases/annexa/ids-with-prefix.xlsx"), as_of=AS_OF, policy=policy)
    assert counts(result)["AA-C-009"] > 1


def test_a_value_that_is_no_code_is_one_finding_for_all_its_cells(tmp_path: Path) -> None:
    """Its count is the number of cells, and each row has it."""
    table = good(6, 12)
    for row in range(1, 8):
        table = with_value(table, "Gender", "quite unknown", row)
    table = with_value(table, "Gender", "another", 9)
    dataset = load(workbook(tmp_path / "a.xlsx", {"List 6": table}))
    first, second = found(dataset, "AA-F-030")
    assert (first["unit"], first["count"], first["rows"]) == ("value", 7, [2, 3, 4, 5, 6, 7, 8])
    assert (second["unit"], second["count"], second["rows"]) == ("cell", 1, None)


def test_a_planted_error_is_first_among_many_queries(tmp_path: Path) -> None:
    """In the order of findings, which every output follows."""
    table = good(1, 300)
    for row in range(1, 301):
        table = with_value(table, "Date of Contact", "16-Sep-2026", row)
        table = with_value(table, "Ethnicity", "s) REFU", row)
    table = with_value(table, "Date of Birth", "31/02/2015", 250)
    result = annexa.check(csv(tmp_path / "List 1.csv", table), as_of=AS_OF)
    on_list = [each for each in result.records() if each.rule != "AA-S-001"]
    assert (on_list[0].rule, on_list[0].location.row) == ("AA-F-005", 251)
    assert len(on_list) < 10


@pytest.mark.parametrize(
    "cells",
    [
        ["Team: North"],
        ["North East Assessment Team (12)"],
        ["(84 rows affected)"],
        ["84 rows"],
        ["Signed: J Smith", None, None, date(2026, 11, 20)],
        ["Prepared by performance team"],
        ["----------", "------", "---------"],
        ["Text", "a/b", "Code", "DD/MM/YYYY", "Number", "dd-mm-yyyy", "Text"],
        ["End of report"],
    ],
)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_rows_that_are_no_child_are_left_out_and_reported(
    tmp_path: Path, cells: list[Any], place: str
) -> None:
    """They have no other finding, and the children around them stay."""
    table = good(1, 6)
    at = {"first": 1, "middle": 4, "last": 7}[place]
    table.insert(at, cells + [None] * (len(headings(1)) - len(cells)))
    dataset = load(workbook(tmp_path / "a.xlsx", {"List 1": table}))
    assert dataset.tables[1].frame.height == 6
    result = annexa.check_dataset(dataset)
    (left_out,) = [each for each in result.records() if each.rule == "AA-S-008"]
    assert (left_out.unit, left_out.count, left_out.location.row) == (FindingUnit.LIST, 1, at + 1)
    assert "AA-F-001" not in counts(result)


@pytest.mark.parametrize("identifier", ["12345", "AB123", "X-1"])
def test_a_child_of_whom_only_the_identifier_is_known_stays(tmp_path: Path, identifier: str) -> None:
    """No row that may be a child's is left out."""
    table = good(1, 6)
    table.insert(3, [identifier, *[None] * (len(headings(1)) - 1)])
    dataset = load(workbook(tmp_path / "a.xlsx", {"List 1": table}))
    assert dataset.tables[1].frame.height == 7


def test_rows_longer_than_the_headings_are_reported_by_row(tmp_path: Path) -> None:
    """In a text file; if most rows are longer, a column has no heading."""
    table = good(1, 6)
    table[3] = [*table[3], "over"]
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert [each["row"] for each in found(dataset, "AA-S-031")] == [4]
    assert not found(dataset, "AA-S-004")
    longer = [table[0], *([*row[:7], "over"] for row in table[1:])]
    dataset = load(csv(tmp_path / "List 1 longer.csv", longer))
    assert not found(dataset, "AA-S-031")
    assert len(found(dataset, "AA-S-004")) == 1


def test_the_score_counts_a_cause_once(tmp_path: Path) -> None:
    """A value in every row takes off as much as a fault of the list, and never more than its rows would."""
    table = good(6, 200)
    for row in range(1, 201):
        table = with_value(table, "Gender", "quite unknown", row)
    one = with_value(good(6, 200), "Gender", "quite unknown", 1)
    for number, (rows, score) in enumerate(((table, 95.0), (one, 99.5))):
        result = annexa.check(workbook(tmp_path / f"{number}.xlsx", {"List 6": rows}), as_of=AS_OF)
        only = evolve(result, findings=result.filter(rule="AA-F-030").findings)
        assert only.scores[6] == score
