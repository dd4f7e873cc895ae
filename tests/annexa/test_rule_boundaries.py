"""Rows at the edge of a rule, where the catalogue's text says more than its examples do."""

from __future__ import annotations

from typing import Any

import pytest

from inspectprep.annexa.catalogue import rule
from inspectprep.annexa.engine.check import run_rules
from inspectprep.annexa.policy import Policy, RuleChange
from tests.annexa import example_returns

AS_OF = "2026-11-20"


def _severities(name: str, rows: dict[str, list[dict[str, Any]]], policy: Policy) -> list[str]:
    ret = example_returns.return_of_rows({"as_of": AS_OF, "rows": rows})
    return run_rules(ret, [rule(name)], policy).findings["severity"].to_list()


@pytest.mark.parametrize(
    ("location", "authority", "severities"),
    [
        ("a) In", "Nowhereshire", []),
        ("b) Out", "Nowhereshire", []),
        ("a) In", "CON", []),
        ("a) In", None, []),
        ("a) In", "Birmingham", ["error"]),
        ("a) In", "NIR", ["error"]),
        ("a) In", "Kent", []),
        ("b) Out", "Kent County Council", ["error"]),
    ],
)
def test_a_text_that_no_authority_bears_says_nothing_about_in_or_out(
    location: str, authority: str | None, severities: list[str]
) -> None:
    """AA-X-049 compares authorities; a text that is none is left to AA-F-030."""
    row = {"child_unique_id": "C1", "placement_location": location, "la_of_placement": authority}
    assert _severities("AA-X-049", {"8": [row]}, Policy(own_la="Kent")) == severities


def test_a_column_that_is_not_half_flipped_stays_so_under_any_threshold() -> None:
    """AA-F-006 with no least number of cells does not warn of every date."""
    dates = [{"date": "2026-04-03"}, {"date": "2026-09-16"}]
    rows = [{"child_unique_id": f"C{n}", "date_of_contact": each} for n, each in enumerate(dates)]
    policy = Policy(rules={"AA-F-006": RuleChange(thresholds={"flip_min_cells": 0})})
    assert _severities("AA-F-006", {"1": rows}, policy) == []
