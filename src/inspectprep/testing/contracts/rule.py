"""The contract of Annex A rules."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

from attrs import frozen

from inspectprep.annexa.catalogue import lists
from inspectprep.annexa.catalogue.rule import Rule
from inspectprep.annexa.catalogue.rules import built_in, provided
from inspectprep.annexa.engine.validate import validate_all
from inspectprep.plugins.registry import Registry
from inspectprep.testing.contracts.base import Contract, require

__all__ = ["RuleContract", "RuleExample"]


@frozen(kw_only=True)
class RuleExample:
    """A row on which a rule must fire, or must not.

    Attributes:
        rule: The rule's id.
        cells: Cells by canonical column name, as a council would type them.
        list: Number of the list; None takes the rule's first.
    """

    rule: str
    fires: bool
    cells: dict[str, str]
    list: int | None = None


class RuleContract(Contract):
    """What rules from ``inspectprep_rules`` must do.

    A subclass gives examples; each rule needs one that fires and one that does not.

    Attributes:
        as_of: The list date for which the examples are checked.

    Example:
        >>> class TestRules(RuleContract):
        ...     plugin = "council.plugin"
        ...     as_of = date(2026, 8, 31)
        ...
        ...     def examples(self):
        ...         return [
        ...             RuleExample(rule="C-1", fires=True, cells={"date_last_seen": "27/07/2026"}),
        ...             RuleExample(rule="C-1", fires=False, cells={"date_last_seen": "27/08/2026"}),
        ...         ]
    """

    kind: ClassVar[str] = "rules"
    as_of: ClassVar[date]

    def examples(self) -> Iterable[RuleExample]:
        """Return rows on which rules must fire and must not."""
        raise NotImplementedError(f"{type(self).__name__} must give examples of its rules.")

    def rules(self) -> Iterator[Rule]:
        """Give each rule under test."""
        registry = self.registry()
        for provider in self.providers(registry):
            rules = provided([registry.rules.get(provider.id)])
            validate_all(rules, where=provider.id)
            yield from rules

    def test_rules_are_complete(self) -> None:
        """Each says what is wrong, what to do, where it comes from, and which lists it reads."""
        for rule in self.rules():
            require(rule.message.strip(), f"{rule.id} has no message.")
            require(rule.guidance.strip(), f"{rule.id} does not say what to do.")
            require(rule.reference.strip(), f"{rule.id} does not say where it comes from.")
            require(rule.lists, f"{rule.id} reads no list.")
            strange = set(rule.lists) - set(lists())
            require(not strange, f"{rule.id} reads lists {sorted(strange)}, which do not exist.")

    def test_ids_are_unique(self) -> None:
        """No rule hides another, built in or the plugin's own."""
        ids = [rule.id for rule in self.rules()]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        require(not twice, f"{twice} are given twice.")
        taken = set(ids) & set(built_in())
        require(not taken, f"{sorted(taken)} are ids of built-in rules.")

    def test_every_rule_has_an_example_of_both_kinds(self) -> None:
        """A rule that nobody saw fire may never do so."""
        examples = list(self.examples())
        for rule in self.rules():
            for fires in (True, False):
                found = any(each.rule == rule.id and each.fires is fires for each in examples)
                word = "fires" if fires else "does not fire"
                require(found, f"{rule.id} has no example on which it {word}.")

    def test_rules_fire_on_their_examples_and_not_elsewhere(self) -> None:
        """Each example goes through a file, the loader and the check, as a council's data would."""
        registry = self.registry()
        known = {rule.id: rule for rule in self.rules()}
        for each in self.examples():
            require(each.rule in known, f"There is an example of {each.rule}, which is no rule under test.")
            number = each.list or known[each.rule].lists[0]
            fired = self._fired(each, number, registry)
            verb = "does not fire" if each.fires else "fires"
            require(fired is each.fires, f"{each.rule} {verb} on {each.cells}.")

    def _fired(self, example: RuleExample, number: int, registry: Registry) -> bool:
        from inspectprep.annexa.results.check import check  # noqa: PLC0415 - loads the engine

        columns = {column.name: column.header for column in lists()[number].columns}
        strange = set(example.cells) - set(columns)
        require(not strange, f"List {number} has no columns {sorted(strange)}.")
        cells = dict.fromkeys(columns, "") | {"child_unique_id": "T1"} | example.cells
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"list_{number}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([list(columns.values()), [cells[name] for name in columns]])
            result = check([path], as_of=self.as_of, registry=registry)
            return any(finding.rule == example.rule for finding in result.records())
