"""Rows at the edge of a rule, where the catalogue's text says more than its examples do."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.catalogue.read import rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.indicators.measures import figures
from tests.annexa import example_returns

AS_OF = date(2026, 11, 20)


def _severities(name: str, rows: dict[str, list[dict[str, Any]]], policy: Policy) -> list[str]:
    dataset = example_returns.return_of_rows(rows, AS_OF)
    return run_rules(dataset, [rule(name)], policy).findings["severity"].to_list()


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
    dates = [date(2026, 4, 3), date(2026, 9, 16)]
    rows = [{"child_unique_id": f"C{n}", "date_of_contact": each} for n, each in enumerate(dates)]
    policy = Policy(rules={"AA-F-006": RuleChange(thresholds={"flip_min_cells": 0})})
    assert _severities("AA-F-006", {"1": rows}, policy) == []


@pytest.mark.parametrize("column", ["allocated_team", "allocated_worker"])
@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Court Hazel", "Court\u00a0Hazel", 1),
        ("Court Hazel", "Court  Hazel", 1),
        ("Court Hazel", " Court Hazel ", 0),
    ],
)
def test_white_space_that_looks_the_same_is_another_way_of_writing_a_name(
    column: str, one: str, other: str, found: int
) -> None:
    """AA-C-037 and AA-C-038 compare names as they were supplied, but for spaces around them."""
    rows = {"6": [{"child_unique_id": "C1", column: one}], "8": [{"child_unique_id": "C1", column: other}]}
    name = "AA-C-037" if column == "allocated_team" else "AA-C-038"
    assert _severities(name, rows, Policy()) == ["warning"] * found


def test_names_for_nobody_can_be_changed_for_one_rule() -> None:
    """AA-I-060 takes its own list before the council's."""
    row = {
        "child_unique_id": "C1",
        "cin_start_date": date(2026, 10, 1),
        "cin_closure_date": None,
        "allocated_worker": "Pending",
        "allocated_team": "Court Team",
    }
    mine = RuleChange(thresholds={"placeholder_names": ("pending",)})
    assert _severities("AA-I-060", {"6": [row]}, Policy()) == []
    assert _severities("AA-I-060", {"6": [row]}, Policy(rules={"AA-I-060": mine})) == ["error"]
    assert _severities("AA-I-060", {"6": [row]}, Policy(thresholds={"placeholder_names": ("pending",)})) == [
        "error"
    ]


def test_identifiers_that_a_council_counts_as_nobodys_join_nothing() -> None:
    """A placeholder of the council's own is no child twice, and one that it takes back is."""
    rows = [{"child_unique_id": each} for each in ("PENDING", "pending", "new", "NEW")]
    dataset = example_returns.return_of_rows({"6": rows}, AS_OF)

    def twice(policy: Policy) -> set[int]:
        found = check_dataset(dataset, policy=policy).findings
        return set(found.filter(pl.col("rule") == "AA-D-002")["row"].to_list())

    usual, own = twice(Policy()), twice(Policy(thresholds={"placeholder_ids": ("pending",)}))
    assert len(usual) == 1
    assert len(own) == 1
    assert usual != own
    assert twice(Policy(thresholds={"placeholder_ids": ("Pending", "New")})) == set()


def test_a_group_that_drops_out_between_two_stages_is_told() -> None:
    """AA-I-090 gives it a share of none there, and holds the next stage against that."""
    half = [{"child_unique_id": f"C{n}", "gender": "a) Male" if n % 2 else "b) Female"} for n in range(40)]
    girls = [{"child_unique_id": f"C{n}", "gender": "b) Female"} for n in range(40)]
    dataset = example_returns.return_of_rows({"1": half, "3": girls, "6": half}, AS_OF)
    boys = {
        each.list: (each.numerator, each.denominator, each.flagged)
        for each in figures(dataset)
        if (each.rule, each.group) == ("AA-I-090", "Male")
    }
    assert boys == {1: (20, 40, False), 3: (0, 40, True), 6: (20, 40, True)}
