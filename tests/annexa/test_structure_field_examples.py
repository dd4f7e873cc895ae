"""Every example of the catalogue for rules about files, structure and fields."""

from __future__ import annotations

from typing import Any

import pytest

from inspectprep.annexa.rules.fields import RULES as FIELDS
from inspectprep.annexa.rules.structure import RULES as STRUCTURE
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
    ret = helper.return_of_rows(example) if "rows" in example else helper.return_of_files(example)
    policy = {**rule.defaults(), **example.get("policy", {}), "own_la": example.get("own_la")}
    found = helper.fired(rule.check(ret, policy), ret)
    assert helper.agree(example["fires"], found), found


@pytest.mark.parametrize("example", MEASURED, ids=_names(MEASURED))
def test_counts_of_the_ethnicity_measure(example: dict[str, Any]) -> None:
    """What is read gives the numerator and denominator that the catalogue expects."""
    ret = helper.return_of_rows(example)
    for expected in example["expect"]:
        codes = ret.tables[expected["list"]].frame["ethnicity__code"].drop_nulls()
        assert codes.len() == expected["denominator"]
        assert int(codes.is_in(["REFU", "NOBT", "UNKNOWN"]).sum()) == expected["numerator"]


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    """No rule of these two families is without an example."""
    assert {each["rule"] for each in (*CHECKED, *MEASURED)} == set(RULES)
