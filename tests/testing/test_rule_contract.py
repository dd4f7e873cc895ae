"""The contract of Annex A rules, kept and broken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from inspectprep.annexa.catalogue.values import Outcome, Rule
from inspectprep.model.finding import Severity
from inspectprep.plugins import RuleProvider, hookimpl
from inspectprep.testing import RuleContract, RuleExample
from tests.testing.fakes import broken

RULE = Rule(
    id="OURS-001",
    lists=(6,),
    message="The need ended before it began.",
    guidance="Correct the wrong date.",
    outcomes=(Outcome(severity=Severity.ERROR, when="cin_closure_date < cin_start_date"),),
    source="Our own standards",
)
BAD = {"cin_start_date": "02/03/2026", "cin_closure_date": "01/03/2026"}
GOOD = {"cin_start_date": "02/03/2026", "cin_closure_date": "03/03/2026"}


def example(cells: dict[str, str], *, fires: bool, rule: str = "OURS-001") -> RuleExample:
    """Return an example of the rule."""
    return RuleExample(rule=rule, fires=fires, cells=cells)


EXAMPLES = (example(BAD, fires=True), example(GOOD, fires=False))


def contract(*rules: Any, given: Iterable[RuleExample] = EXAMPLES) -> RuleContract:
    """Return the contract of a plugin with these rules."""

    class Plugin:
        @hookimpl
        def inspectprep_rules(self) -> list[RuleProvider]:
            return [RuleProvider(id="ours", summary="Ours", target=rules)]

    class Ours(RuleContract):
        plugin = Plugin()
        as_of = date(2026, 8, 31)

        def examples(self) -> Iterable[RuleExample]:
            return given

    return Ours()


def test_a_good_rule_passes() -> None:
    """A rule that fires where it should and nowhere else keeps the contract."""
    assert broken(contract(RULE)) == set()


@pytest.mark.parametrize("field", ["message", "guidance", "source"])
def test_a_rule_that_says_too_little_is_caught(field: str) -> None:
    """What is wrong, what to do, and who says so."""
    assert "test_rules_are_complete" in broken(contract(evolve(RULE, **{field: " "})))


def test_a_rule_that_hides_another_is_caught() -> None:
    """Neither a built-in rule nor one of the plugin's own."""
    assert "test_ids_are_unique" in broken(contract(RULE, RULE))
    assert "test_ids_are_unique" in broken(contract(evolve(RULE, id="AA-X-011")))


@pytest.mark.parametrize("given", [(), EXAMPLES[:1], EXAMPLES[1:]])
def test_a_rule_without_examples_of_both_kinds_is_caught(given: tuple[RuleExample, ...]) -> None:
    """Each rule needs an example on which it fires."""
    assert "test_every_rule_has_an_example_of_both_kinds" in broken(contract(RULE, given=given))


@pytest.mark.parametrize("given", [example(GOOD, fires=True), example(BAD, fires=False)])
def test_a_rule_that_fires_elsewhere_is_caught(given: RuleExample) -> None:
    """The examples are run, as a council's data would be."""
    found = broken(contract(RULE, given=(*EXAMPLES, given)))
    assert found == {"test_rules_fire_on_their_examples_and_not_elsewhere"}


def test_a_condition_that_cannot_be_read_is_caught() -> None:
    """A misspelt column fails before any data is seen."""
    misspelt = evolve(RULE, outcomes=(Outcome(severity=Severity.ERROR, when="cin_clozure_date < as_of"),))
    assert "test_rules_are_complete" in broken(contract(misspelt))
