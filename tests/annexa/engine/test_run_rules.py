"""Rules on returns with holes in them: lists, columns and rows that are not there."""

from __future__ import annotations

from datetime import date
from random import Random

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from inspectprep import synth
from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in, rule
from inspectprep.annexa.checks import run_rules as module
from inspectprep.annexa.checks.run_rules import RunResult, run_rules
from inspectprep.annexa.engine.prepare import MOST_ROWS
from inspectprep.annexa.reading.read import read
from tests.annexa.engine.rows import a_return
from tests.annexa.examples import return_of

AS_OF = date(2026, 11, 20)
POLICY = Policy(own_la="Oxfordshire")


def test_nothing_at_all_is_checked_without_a_list() -> None:
    """Every rule about rows is skipped, none passes."""
    rules = [each for each in built_in().values() if each.outcomes and each.check is None]
    ran = run_rules(return_of({}, AS_OF), rules, POLICY)
    assert ran.findings.height == 0
    assert {each.rule for each in ran.skipped} == {each.id for each in rules}


def test_lists_without_rows_are_checked_and_silent() -> None:
    """Empty lists are there, so rules run, and find nothing about rows."""
    ran = run_rules(
        return_of({number: [] for number in catalogue.lists()}, AS_OF), built_in().values(), POLICY
    )
    assert ran.findings.drop_nulls("row").height == 0


def test_without_a_list_date_rules_about_time_are_skipped() -> None:
    """The reason says what is missing."""
    dataset = evolve(return_of({6: [{"child_unique_id": "C1"}]}, AS_OF), as_of=None)
    ran = run_rules(dataset, [rule("AA-X-011")], POLICY)
    assert [each.reason for each in ran.skipped] == ["The list date is not known."]


@settings(max_examples=6)
@given(st.integers(min_value=0, max_value=2**32))
def test_any_column_may_be_missing(seed: int) -> None:
    """Whatever columns are gone, rules run as far as they can, and what cannot run is said."""
    random = Random(seed)  # noqa: S311 - which columns are dropped
    as_of, rows = a_return(seed, rows=5)
    share = random.choice((0.1, 0.5, 0.9))
    lacks = {
        number: tuple(each.name for each in catalogue.lists()[number].columns if random.random() < share)
        for number in rows
    }
    ran = run_rules(return_of(rows, as_of, lacks), built_in().values(), POLICY)
    whole = {each.rule for each in ran.skipped if not each.reason.startswith("Runs in part")}
    assert not whole & set(ran.findings["rule"])
    assert ran.skipped


def test_a_missing_column_is_neither_blank_nor_filled() -> None:
    """Without the end date nobody can tell who is still in care, and the result says so."""
    row = {"child_unique_id": "C1", "lac_start_date": date(2020, 1, 6)}
    whole = run_rules(return_of({8: [row]}, AS_OF), [rule("AA-I-050")], POLICY)
    assert whole.findings.height == 1
    without = run_rules(return_of({8: [row]}, AS_OF, {8: ("lac_end_date",)}), [rule("AA-I-050")], POLICY)
    assert without.findings.height == 0
    assert "8.lac_end_date" in without.skipped[0].reason


def test_the_latest_related_row_is_named_without_the_date_that_orders_it() -> None:
    """Where the list lacks that date, the first related row is named."""
    rows = {
        8: [{"child_unique_id": "C1", "lac_end_date": date(2026, 10, 1), "lac_end_reason": "E11"}],
        10: [{"child_unique_id": "C1", "adoption_order_date": date(2026, 1, 5)}],
    }
    ran = run_rules(return_of(rows, AS_OF, {10: ("adm_decision_date",)}), [rule("AA-C-025")], POLICY)
    assert [place["list"] for place in ran.findings["related"][0]] == [10]


def test_an_identifier_on_too_many_rows_is_not_compared_pair_by_pair() -> None:
    """The result says so, and other children are still compared."""
    many = [
        {"child_unique_id": "X1", "date_of_referral": date(2026, 9, 1), "referrals_last_12_months": n % 2}
        for n in range(MOST_ROWS + 1)
    ]
    two = [
        {"child_unique_id": "C2", "date_of_referral": date(2026, 9, 1), "referrals_last_12_months": n}
        for n in range(2)
    ]
    ran = run_rules(return_of({3: many + two}, AS_OF), [rule("AA-C-033")], POLICY)
    assert ran.findings.select(pl.col("row")).to_series().to_list() == [MOST_ROWS + 4]
    assert "A child cannot be on that many rows" in " ".join(each.reason for each in ran.skipped)


def test_a_large_return_is_worked_on_at_once_with_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads change neither what is found nor its order, nor what is told of progress."""
    as_of = date(2026, 10, 5)
    made = synth.council(children=400, seed=5, as_of=as_of, defects=0.05, late=0.1)
    dataset = read({number: made.frame(number) for number in made.cells}, as_of=as_of)

    def ran() -> tuple[RunResult, list[tuple[str, int, int]]]:
        told: list[tuple[str, int, int]] = []
        found = run_rules(
            dataset,
            built_in().values(),
            Policy(own_la="Oxfordshire"),
            progress=lambda *each: told.append(each),
        )
        return found, told

    one, told = ran()
    monkeypatch.setattr(module, "_LARGE", 0)
    other, told_again = ran()
    assert one.findings.height > 100
    assert other.findings.equals(one.findings)
    assert other.skipped == one.skipped
    assert told_again == told
