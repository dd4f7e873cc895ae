"""Postcodes, Ofsted numbers, identifiers and ages: the edges of the rules, and every kind of value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, strategies as st

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import rule, thresholds
from inspectprep.annexa.checks.run_rules import run_rules
from tests.annexa import example_returns

AS_OF = date(2026, 11, 20)


def _found(names: list[str], cells: dict[str, list[dict[str, Any]]]) -> pl.DataFrame:
    dataset = example_returns.return_of_rows(cells, AS_OF)
    return run_rules(dataset, [rule(name) for name in names], Policy()).findings


def _row(number: int, at: int, **cells: object) -> dict[str, Any]:
    """Return a row with an identifier and a gender, so that it is read as a child's or an adopter's."""
    identifier = "adopter_identifier" if number == 11 else "child_unique_id"
    return {identifier: f"R{at}D{at}", "gender": "a) Male"} | cells


def _severities(name: str, number: int, column: str, *values: object) -> list[str]:
    cells = {str(number): [_row(number, n, **{column: value}) for n, value in enumerate(values)]}
    return _found([name], cells)["severity"].to_list()


@pytest.mark.parametrize("area", thresholds()["postcode_areas"].default)
def test_a_postcode_of_every_area_is_accepted(area: str) -> None:
    """AA-F-040 finds nothing in an area with homes, whatever the case and spaces."""
    codes = (f"{area}1 2AB", f"{area}12AB".lower(), f"{area}12 3AB")
    assert _severities("AA-F-040", 8, "placement_postcode", *codes) == []


@given(area=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=2))
def test_letters_that_are_no_area_are_an_error(area: str) -> None:
    """AA-F-040 knows each of the 702 possible areas: with homes, without, or not one at all."""
    homes, others = (
        thresholds()[name].default for name in ("postcode_areas", "postcode_areas_without_homes")
    )
    expected = [] if area in homes else ["query"] if area in others else ["error"]
    assert _severities("AA-F-040", 8, "placement_postcode", f"{area}9 9ZZ") == expected


def test_a_postcode_of_a_wrong_form_is_reported_once() -> None:
    """AA-F-033 has the form and AA-F-040 the area, so no postcode has both findings."""
    cells = {
        "8": [_row(8, 1, placement_postcode=text) for text in ("nope", "QQ1", "QQ1 2AB", "0X1 2AB", "GIR0AA")]
    }
    found = _found(["AA-F-033", "AA-F-040"], cells)
    assert found.select("row", "rule").rows() == [
        (2, "AA-F-033"), (3, "AA-F-033"), (4, "AA-F-040"), (5, "AA-F-033"), (6, "AA-F-040"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("SC000001", []),
        ("0000001", []),
        ("SC0000001", ["query"]),
        ("SC1234567890", ["warning"]),
        ("XXXXXXXX", ["query"]),
        ("n/a", []),
        ("Registered", ["warning"]),
        ("1234567 / 7654321", ["warning"]),
    ],
)
def test_the_form_of_an_ofsted_number(text: str, severities: list[str]) -> None:
    """AA-F-041 accepts SC and six figures, seven figures and seven times X; what is near is a query."""
    assert _severities("AA-F-041", 8, "placement_urn", text) == severities


_NAMES = ["SMITH J", "Smith, J.", "smith,jo", "José María", "Anne-Marie O'Neill", "jo.smith", "Jo_Smith"]
_DATES = [
    "1/2/2015",
    "01.02.15",
    "2015/02/01",
    "1 Feb 2015",
    "01-Feb-15",
    "1st February 2015",
    "2015-02-01 00:00:00",
]
_IDS = ["A.1", "AB-12-34", "31-12-34", "2015-13-01", "1/2", "10/2015/4", "C1 C2", "0x1F", "12345678", "A-B"]


@pytest.mark.parametrize("text", [*_NAMES, *_DATES])
@pytest.mark.parametrize(("number", "column"), [(3, "child_unique_id"), (10, "family_identifier")])
def test_a_name_or_a_date_is_not_an_identifier(number: int, column: str, text: str) -> None:
    """AA-F-042 finds each form, on every list with identifiers, and never repeats it."""
    cells = {str(number): [_row(number, 1, **{column: value}) for value in (text, "10001", "10002")]}
    found = _found(["AA-F-042"], cells)
    assert found.select("severity", "column", "note").rows() == [("warning", column, None)]


@pytest.mark.parametrize("text", _IDS)
def test_an_identifier_with_marks_is_not_a_name_or_a_date(text: str) -> None:
    """AA-F-042 leaves identifiers with hyphens, points, slashes and spaces alone."""
    assert _severities("AA-F-042", 3, "child_unique_id", text, "10001", "10002") == []


def test_a_cell_that_is_a_date_is_not_an_identifier() -> None:
    """AA-F-042 sees real dates too."""
    assert _severities("AA-F-042", 3, "child_unique_id", date(2015, 2, 1), 10001) == ["warning"]


def test_a_single_word_is_a_query_only_among_identifiers_with_figures() -> None:
    """AA-F-042 says nothing of words where half of the identifiers are words."""
    assert _severities("AA-F-042", 1, "child_unique_id", "Smith", "1", "2") == ["query"]
    assert _severities("AA-F-042", 1, "child_unique_id", "Smith", "Jones", "1", "2") == []


def _aged(*apart: int) -> list[dict[str, Any]]:
    born = date(2012, 6, 1)
    return [
        {"child_unique_id": f"C{n}", "date_of_birth": born + timedelta(days=n), "age": 14 + years}
        for n, years in enumerate(apart)
    ]


@pytest.mark.parametrize(
    ("apart", "whole", "single"),
    [
        ((1, 1, 1, 0, 0), 1, []),
        ((-1, -1, -1, 0, 0), 1, []),
        ((1, 1, 1, -1, 3), 1, ["error", "query"]),
        ((1, 1, 0, 0), 0, ["query", "query"]),
        ((1, 1, 1, 1), 0, ["query"] * 4),
        ((1, 1, 1, -1, -1, -1), 0, ["query"] * 6),
        ((2, 2, 2, 2, 2), 0, ["error"] * 5),
        ((0, 0, 0, 0, 0), 0, []),
    ],
)
def test_ages_that_are_a_year_out_as_a_whole_are_one_finding(
    apart: tuple[int, ...], whole: int, single: list[str]
) -> None:
    """AA-F-043 takes the place of what AA-F-012 would repeat, and of nothing else."""
    found = _found(["AA-F-012", "AA-F-043"], {"6": _aged(*apart)})
    by_rule = {name: found.filter(pl.col("rule") == name) for name in ("AA-F-012", "AA-F-043")}
    assert by_rule["AA-F-043"].height == whole
    assert by_rule["AA-F-012"]["severity"].to_list() == single
    assert by_rule["AA-F-043"]["row"].to_list() == [None] * whole


def test_the_list_that_is_a_year_out_is_named_and_the_others_are_not() -> None:
    """AA-F-043 looks at each list by itself and says how many ages are out, which way."""
    found = _found(["AA-F-012", "AA-F-043"], {"6": _aged(-1, -1, -1, -1, 0), "8": _aged(0, 0, 0, 0, 0)})
    assert found.select("rule", "list", "unit", "count", "note").rows() == [
        ("AA-F-043", 6, "list", 4, "4 of 5 are one year less than the date of birth gives.")
    ]
