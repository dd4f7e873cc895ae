"""The contract of Annex A rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from inspectprep.annexa.catalogue import lists
from inspectprep.annexa.catalogue.added_codes import codes_for
from inspectprep.annexa.catalogue.lists import ColumnType
from inspectprep.annexa.catalogue.read import built_in, provided
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.engine.validate import validate_all
from inspectprep.annexa.reading.added_columns import lists_for
from inspectprep.model.representation import frozen
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.report_content import fold, forms_of
from inspectprep.testing.contracts.rule_boundaries import Boundary, Trial, trials
from inspectprep.testing.contracts.rule_run import ExampleRun
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole

_PLACEHOLDER = re.compile(r"[{}]|%\(|%s")
_DETAIL = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{5,}")
_PERSONAL = (ColumnType.ID, ColumnType.DATE, ColumnType.TEXT)
_SHORTEST = 4
_NO_VALUES = (
    "Findings are shown to people who may not see children's data. Say what is wrong, and the same for "
    "every row."
)


@frozen
class _Tried:
    """An example with the trials of its cells."""

    run: ExampleRun
    trials: Sequence[Trial]


class RuleContract(SteadyContract):
    """The contract of rules from ``inspectprep_rules``.

    Each rule carries its own worked examples, in `examples`: rows with what the rule finds on them. A date
    is a date, or text as a council would type it. The contract runs each example. It then changes each cell
    to find where the rule begins to give a finding, and asks for examples on both sides.

    Example:
        >>> class TestRules(RuleContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "rules"

    def rules(self) -> Iterator[Rule]:
        """Yield each rule under test."""
        registry = self.registry()
        for provider in self.providers(registry):
            rules = provided([registry.rules.get(provider.id)])
            validate_all(rules, where=provider.id, lists=lists_for(registry).lists)
            yield from rules

    def runs(self) -> Iterator[ExampleRun]:
        """Yield each worked example of the rules under test, ready to run."""
        registry = self.registry()
        codes, specs = codes_for(registry), lists_for(registry)
        for rule in self.rules():
            for example in rule.examples:
                if not example.files:
                    yield ExampleRun(rule=rule, example=example, codes=codes, specs=specs)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield every rule, and its findings on its examples."""
        for rule in self.rules():
            yield f"The rule {rule.id}", whole(rule)
        for run in self.runs():
            yield f"The finding of {run.rule.id} on an example", whole(run.run())

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
        """Each rule has an example with a finding, and a row without one."""
        for rule in self.rules():
            runs = [run for run in self.runs() if run.rule.id == rule.id]
            found = sum(len(run.expected()) for run in runs)
            rows = sum(len(rows) for run in runs for number, rows in run.rows.items() if number in rule.lists)
            advice = f"Add it to `examples` of {rule.id}."
            require(found, f"{rule.id} has no example with a finding. {advice}")
            require(rows > found, f"{rule.id} has no example of a row without a finding. {advice}")

    def test_rules_fire_on_their_examples_and_not_elsewhere(self) -> None:
        """Each example is read and checked, like a council's data, and has the findings that it says."""
        for run in self.runs():
            found: list[Mapping[str, object]] = [
                {"list": at and at.list, "row": at and at.row, "severity": severity, "column": column}
                for at, severity, column in run.run().findings
            ]
            for wanted in run.expected():
                match = next((each for each in found if _agree(wanted, each)), None)
                require(match is not None, f"{run.rule.id} does not give {_plain(wanted)} on {_rows(run)}.")
                found.remove(match or {})
            require(not found, f"{run.rule.id} also gives {'; '.join(map(_plain, found))} on {_rows(run)}.")

    def test_every_boundary_has_an_example_on_both_sides(self) -> None:
        """Where a finding begins or ends between two days or numbers, there is an example of each.

        Only the examples can say on which day a finding should begin. Without one on each side, a rule that
        is a day off would pass.
        """
        for name, tried in self._tried().items():
            every = [
                (trial, boundary) for each in tried for trial in each.trials for boundary in trial.boundaries
            ]
            below = {boundary.kind for trial, boundary in every if trial.value == boundary.lower}
            above = {boundary.kind for trial, boundary in every if trial.value == boundary.upper}
            for boundary in _nearest(every):
                sides = [
                    str(value)
                    for value, covered in ((boundary.lower, below), (boundary.upper, above))
                    if boundary.kind not in covered
                ]
                require(
                    not sides,
                    f"{name} {boundary}, and no example is there. Add an example with "
                    f"{' and one with '.join(sides)}, and what the rule should find.",
                )

    def test_blank_cells_give_a_finding_only_if_an_example_says_so(self) -> None:
        """A rule that compares a cell gives no finding where it is blank, unless an example has that."""
        for name, tried in self._tried().items():
            for each in tried:
                for trial in each.trials:
                    if not (trial.fires_blank and trial.matters):
                        continue
                    at, column = trial.at, trial.column
                    require(
                        any(_has_blank(other.run, at.list, column) for other in tried),
                        f"{name} gives a finding where {column} (List {at.list}) is blank, and no example "
                        f"says that it should. Write `present({column}) and ...`, or add an example with a "
                        f"blank {column} and its finding.",
                    )

    def test_no_message_has_the_value_of_a_cell(self) -> None:
        """Messages and guidance are the same for every row, and have nothing of a row."""
        for rule in self.rules():
            fixed = f"{rule.message} {rule.guidance}"
            placeholder = _PLACEHOLDER.search(fixed)
            require(not placeholder, f"The message of {rule.id} has a placeholder. {_NO_VALUES}")
            tried = self._tried().get(rule.id, [])
            notes = [
                note for each in tried for trial in each.trials for one in trial.found for note in one.notes
            ]
            values = [value for each in tried for value in _personal(each.run)]
            for text in (fixed, *notes):
                quoted = any(form in fold(text) for value in values for form in forms_of(value))
                require(
                    not quoted and not _DETAIL.search(text),
                    f"A message of {rule.id} has a date, an identifier or a text of a row. {_NO_VALUES}",
                )
            require(
                len(set(notes)) <= 1,
                f"The messages of {rule.id} change with the values of the cells. {_NO_VALUES}",
            )

    def _tried(self) -> dict[str, list[_Tried]]:
        if type(self) not in _TRIED:
            found: dict[str, list[_Tried]] = {}
            for run in self.runs():
                found.setdefault(run.rule.id, []).append(_Tried(run, tuple(trials(run))))
            _TRIED[type(self)] = found
        return _TRIED[type(self)]


_TRIED: dict[type, dict[str, list[_Tried]]] = {}
"""The trials of each contract class, by rule. Several of its tests read them."""


def _nearest(every: Sequence[tuple[Trial, Boundary]]) -> list[Boundary]:
    """Return one boundary of each kind: the one that is nearest to the example in which it was found."""
    nearest: dict[object, tuple[Any, Boundary]] = {}
    for trial, boundary in every:
        distance = abs(trial.value - boundary.lower)
        known = nearest.get(boundary.kind)
        if known is None or distance < known[0]:
            nearest[boundary.kind] = (distance, boundary)
    return [boundary for _, boundary in nearest.values()]


def _has_blank(run: ExampleRun, number: int, column: str) -> bool:
    """Return whether an example expects a finding on a row in which a column is blank."""
    rows = run.rows.get(number, ())
    expected = {wanted.get("row") for wanted in run.expected() if wanted.get("list", number) == number}
    return any(place in expected and row.get(column) in (None, "") for place, row in enumerate(rows))


def _personal(run: ExampleRun) -> Iterator[object]:
    for number, rows in run.rows.items():
        personal = {column.name for column in run.specs.lists[number].columns if column.type in _PERSONAL}
        for row in rows:
            for name, value in row.items():
                if name in personal and (isinstance(value, date) or len(str(value)) >= _SHORTEST):
                    yield value


def _agree(wanted: Mapping[str, object], found: Mapping[str, object]) -> bool:
    known = {key: value for key, value in wanted.items() if key in found}
    return all(found[key] == value for key, value in known.items())


def _plain(found: Mapping[str, object]) -> str:
    row, column = found.get("row"), found.get("column")
    at = f" on row {row}" if row is not None else ""
    return f"{found.get('severity')}{at}{f' in {column}' if column else ''}"


def _rows(run: ExampleRun) -> str:
    texts = (
        f"List {number}: "
        + "; ".join(", ".join(f"{name} {value}" for name, value in row.items()) for row in rows)
        for number, rows in run.rows.items()
    )
    return f"the example ({' / '.join(texts)}, list date {run.example.as_of})"
