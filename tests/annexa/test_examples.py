"""Every worked example of every rule: the findings, the figures, and the rows named beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.catalogue.values import Expected
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.results.indicators.measures import Figure, figures
from tests.annexa.example_returns import agree, fired, return_of_rows
from tests.annexa.examples import WorkedExample, examples, name_of, policy_of, return_of_example

ALL = examples()
FINDING = [worked for worked in ALL if not worked.example.figures]
MEASURED = [worked for worked in ALL if worked.example.figures]


def expected(worked: WorkedExample) -> list[Mapping[str, Any]]:
    """Return the findings that an example expects."""
    example = worked.example
    if example.finds is not Expected.NOTHING:
        return [{"list": worked.rule.lists[0], "row": 0, "severity": example.finds.value}]
    return [
        finding
        | {"related": finding["related"] if isinstance(finding["related"], list) else [finding["related"]]}
        if "related" in finding
        else finding
        for finding in map(dict, example.findings)
    ]


@pytest.mark.parametrize("worked", FINDING, ids=name_of)
def test_an_example_finds_exactly_what_it_says(worked: WorkedExample) -> None:
    """The findings are those of the example: place, severity, column and related rows."""
    dataset = return_of_example(worked)
    rules = built_in().values() if worked.rule.after_others else [worked.rule]
    ran = run_rules(dataset, rules, policy_of(worked))
    found = fired(ran.findings.filter(pl.col("rule") == worked.rule.id), dataset)
    assert agree(expected(worked), found), found


def _figure(worked: WorkedExample, wanted: Mapping[str, Any]) -> Figure | None:
    for figure in figures(return_of_example(worked), policy_of(worked)):
        keys = {"group": figure.group, "dimension": figure.dimension, "list": figure.list}
        same = all(wanted.get(name, None if name == "list" else "") == value for name, value in keys.items())
        if figure.rule == worked.rule.id and same:
            return figure
    return None


@pytest.mark.parametrize("worked", MEASURED, ids=name_of)
def test_a_measure_counts_as_its_example_says(worked: WorkedExample) -> None:
    """Numerator, denominator, median, flag and workers above the limit are those of the example."""
    for wanted in worked.example.figures:
        figure = _figure(worked, wanted)
        if figure is None:
            assert wanted["numerator"] == 0
            continue
        for name in ("numerator", "denominator", "median"):
            if name in wanted:
                assert getattr(figure, name) == wanted[name]
        if "flag" in wanted:
            assert figure.flagged == wanted["flag"]
        if "flagged" in wanted:
            assert figure.count == wanted["flagged"]


def test_small_counts_are_marked() -> None:
    """A count from 1 to 5 may not leave the team."""
    worked = next(each for each in MEASURED if each.rule.id == "AA-I-002")
    for figure in figures(return_of_example(worked), policy_of(worked)):
        assert figure.small == (0 < figure.numerator <= 5 or 0 < figure.denominator <= 5)


def test_the_ethnicity_measure_has_a_figure_for_every_list_with_an_answer() -> None:
    """A list whose ethnicities are blank has none; one below the least rows is thin."""
    white, refused = {"ethnicity": "a) WBRI"}, {"ethnicity": "s) REFU"}
    rows = {"3": [{"child_unique_id": "C1", **white}], "8": [{"child_unique_id": "C1", **refused}] * 12}
    rows |= {"7": [{"child_unique_id": "C1", "cpp_start_date": date(2026, 5, 4), "ethnicity": None}]}
    made = figures(return_of_rows(rows, date(2026, 11, 20)))
    found = [(f.list, f.numerator, f.flagged, f.thin) for f in made if f.rule == "AA-F-032"]
    assert found == [(3, 0, False, True), (8, 12, True, False)]


def test_every_rule_has_examples() -> None:
    """No rule is without an example, and none of the examples of the catalogue is lost."""
    assert {worked.rule.id for worked in ALL} == set(built_in())
    assert len(ALL) >= 713
