"""The contract of Annex A rules."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

from inspectprep.annexa.catalogue import lists
from inspectprep.annexa.catalogue.read import built_in, provided
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.engine.validate import validate_all
from inspectprep.annexa.results.check import check
from inspectprep.model.representation import frozen
from inspectprep.plugins.registry import Registry
from inspectprep.testing.contracts.base import Contract, require


@frozen(kw_only=True)
class RuleExample:
    """A row on which a rule must fire or must not fire.

    Attributes:
        rule: The rule's id.
        fires: Whether the rule must fire on the row.
        cells: The cells by column name, as a council would type them.
        list: The number of the list. None for the rule's first list.
    """

    rule: str
    fires: bool
    cells: dict[str, str]
    list: int | None = None


class RuleContract(Contract):
    """The contract of rules from ``inspectprep_rules``.

    A subclass gives examples. Each rule needs one on which it fires and one on which it does not.

    Attributes:
        as_of: The list date of the examples.

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
        """Return rows on which rules must fire or must not fire."""
        raise NotImplementedError(f"{type(self).__name__} must define `examples`.")

    def rules(self) -> Iterator[Rule]:
        """Yield each rule under test."""
        registry = self.registry()
        for provider in self.providers(registry):
            rules = provided([registry.rules.get(provider.id)])
            validate_all(rules, where=provider.id)
            yield from rules

    def test_rules_are_complete(self) -> None:
        """Each rule has a message, guidance, a source and lists."""
        for rule in self.rules():
            require(rule.message.strip(), f"{rule.id} has no message.")
            require(rule.guidance.strip(), f"{rule.id} has no guidance.")
            require(rule.source.strip(), f"{rule.id} has no source.")
            require(rule.lists, f"{rule.id} reads no list.")
            unknown = set(rule.lists) - set(lists())
            require(not unknown, f"{rule.id} reads lists {sorted(unknown)}, which do not exist.")

    def test_ids_are_unique(self) -> None:
        """No id is used twice or is the id of a built-in rule."""
        ids = [rule.id for rule in self.rules()]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        require(not twice, f"{twice} are used twice.")
        taken = set(ids) & set(built_in())
        require(not taken, f"{sorted(taken)} are ids of built-in rules.")

    def test_every_rule_has_an_example_of_both_kinds(self) -> None:
        """Each rule has an example on which it fires and one on which it does not."""
        examples = {(example.rule, example.fires) for example in self.examples()}
        for rule in self.rules():
            require((rule.id, True) in examples, f"{rule.id} has no example on which it fires.")
            require((rule.id, False) in examples, f"{rule.id} has no example on which it does not fire.")

    def test_rules_fire_on_their_examples_and_not_elsewhere(self) -> None:
        """Each example is written to a file, read and checked, like a council's data."""
        registry = self.registry()
        known = {rule.id: rule for rule in self.rules()}
        for example in self.examples():
            require(example.rule in known, f"There is an example of {example.rule}, which is not under test.")
            list_number = example.list or known[example.rule].lists[0]
            fired = self._fired(example, list_number, registry)
            verb = "does not fire" if example.fires else "fires"
            require(fired is example.fires, f"{example.rule} {verb} on {example.cells}.")

    def _fired(self, example: RuleExample, list_number: int, registry: Registry) -> bool:
        columns = {column.name: column.header for column in lists()[list_number].columns}
        unknown = set(example.cells) - set(columns)
        require(not unknown, f"List {list_number} has no columns {sorted(unknown)}.")
        cells = dict.fromkeys(columns, "") | {"child_unique_id": "T1"} | example.cells
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"list_{list_number}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([list(columns.values()), [cells[name] for name in columns]])
            result = check([path], as_of=self.as_of, registry=registry)
            return any(finding.rule == example.rule for finding in result.records())
