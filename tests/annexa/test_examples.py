"""Every worked example of every rule: which rows fire, how gravely, and which row stands beside them."""

from __future__ import annotations

from typing import Any

import pytest

from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.catalogue.rules import rule
from inspectprep.annexa.checks.run_rules import run_rules
from tests.annexa.examples import examples, name_of, return_of_example

FIRST_ROW = 2


def policy_of_example(example: dict[str, Any]) -> Policy:
    """Return the thresholds that an example sets."""
    change = RuleChange(thresholds=example.get("policy", {}))
    return Policy(own_la=example.get("settings", {}).get("own_la"), rules={example["rule"]: change})


def place(row: int | None) -> int:
    """Return the row's place on its list, counted from 0."""
    return 0 if row is None else row - FIRST_ROW


@pytest.mark.parametrize("example", [e for e in examples() if "fires" in e], ids=name_of)
def test_an_example_fires_exactly_as_it_says(example: dict[str, Any]) -> None:
    """The findings are those of the example: list, row, severity, column and related rows."""
    ran = run_rules(return_of_example(example), [rule(example["rule"])], policy_of_example(example))
    found = ran.findings.to_dicts()
    got = sorted((f["list"], place(f["row"]), f["severity"]) for f in found)
    assert got == sorted((f["list"], f.get("row", 0), f["severity"]) for f in example["fires"])
    for wanted in example["fires"]:
        same = [f for f in found if (f["list"], place(f["row"])) == (wanted["list"], wanted.get("row", 0))]
        if "column" in wanted:
            assert wanted["column"] in [f["column"] for f in same]
        if "related" in wanted:
            related = wanted["related"] if isinstance(wanted["related"], list) else [wanted["related"]]
            mine = [{"list": r["list"], "row": place(r["row"])} for r in same[0]["related"] or []]
            assert mine == related
