"""Every example of the catalogue for rules about files, structure and fields."""

from __future__ import annotations

from typing import Any

import pytest

from inspectprep.annexa.catalogue.built_in.fields import RULES as FIELDS
from inspectprep.annexa.catalogue.built_in.structure import RULES as STRUCTURE
from inspectprep.annexa.results.indicators.measures import figures
from tests.annexa import example_returns as helper

RULES = {rule.id: rule for rule in (*STRUCTURE, *FIELDS)}
CHECKED = [each for each in helper.examples("AA-") if "fires" in each]
MEASURED = [each for each in helper.examples("AA-") if "expect" in each]


def _names(examples: list[dict[str, Any]]) -> list[str]:
    counts: dict[str, int] = {}
    names = []
    for each in examples:
        counts[each["rule"]] = counts.get(each["rule"], 0) + 1
        names.append(f"{each['rule']}-{counts[each['rule']]}")
    return names


@pytest.mark.parametrize("example", CHECKED, ids=_names(CHECKED))
def test_example_fires_as_the_catalogue_says(example: dict[str, Any]) -> None:
    """The rule fires where the example says, with that severity, and nowhere else."""
    rule = RULES[example["rule"]]
    dataset = helper.return_of_rows(example) if "rows" in example else helper.return_of_files(example)
    policy = {**rule.defaults(), **example.get("policy", {}), "own_la": example.get("own_la")}
    found = helper.fired(rule.check(dataset, policy), dataset)
    assert helper.agree(example["fires"], found), found


@pytest.mark.parametrize("example", MEASURED, ids=_names(MEASURED))
def test_the_ethnicity_measure_counts_and_flags_as_its_example_says(example: dict[str, Any]) -> None:
    """Each list has a figure of its own, with the counts and the flag that the catalogue expects."""
    made = figures(helper.return_of_rows(example))
    found = [
        {"list": f.list, "numerator": f.numerator, "denominator": f.denominator, "flag": f.flagged}
        for f in made
        if f.rule == example["rule"]
    ]
    assert found == example["expect"]


def test_the_ethnicity_measure_has_a_figure_for_every_list_with_an_answer() -> None:
    """A list whose ethnicities are blank has none; one below the least rows is thin."""
    white, refused = {"ethnicity": "a) WBRI"}, {"ethnicity": "s) REFU"}
    rows = {"3": [{"child_unique_id": "C1", **white}], "8": [{"child_unique_id": "C1", **refused}] * 12}
    rows |= {"7": [{"child_unique_id": "C1", "cpp_start_date": {"date": "2026-05-04"}, "ethnicity": None}]}
    made = figures(helper.return_of_rows({"as_of": "2026-11-20", "rows": rows}))
    found = [(f.list, f.numerator, f.flagged, f.thin) for f in made if f.rule == "AA-F-032"]
    assert found == [(3, 0, False, True), (8, 12, True, False)]


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    """No rule of these two families is without an example."""
    assert {each["rule"] for each in (*CHECKED, *MEASURED)} == set(RULES)
