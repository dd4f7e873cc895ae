"""Compiles rules for the lists of a return, and gives the reasons why some cannot run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType

from attrs import evolve, field

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.values import Outcome, Rule
from inspectprep.annexa.engine.language import And, Call, Node, Not, fixed, walk
from inspectprep.annexa.engine.main_column import main_column
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.engine.parse import parse
from inspectprep.annexa.engine.plan import IDENTIFIERS, Plan
from inspectprep.annexa.engine.related_rows import RelatedSearch
from inspectprep.annexa.engine.resolve import resolve
from inspectprep.annexa.engine.return_facts import ReturnFacts, not_comparable, not_supplied
from inspectprep.annexa.engine.run import CompiledOutcome, CompiledRule
from inspectprep.annexa.engine.scope import Scope
from inspectprep.annexa.engine.three_way_logic import FALSE, TRUE, UNKNOWN
from inspectprep.model.finding import SkippedRule
from inspectprep.model.representation import frozen


@frozen(kw_only=True, eq=False)
class Compilation:
    """The rules compiled for one return.

    Attributes:
        plan: The columns and helpers that they need.
        rules: The compiled rules, by list and column.
        skipped: The rules that cannot run, or only in part, with the reasons.
    """

    plan: Plan
    rules: tuple[CompiledRule, ...]
    skipped: tuple[SkippedRule, ...] = field(default=())


@cache
def _natural_keys() -> Mapping[int, tuple[str, ...]]:
    return {list_number: spec.natural_key for list_number, spec in catalogue.lists().items()}


def scope_of(rule: Rule, facts: ReturnFacts, policy: Policy) -> Scope:
    """Return the scope in which the conditions of a rule are resolved."""
    values = policy.values(rule)
    placeholders = values["placeholder_names"]
    return Scope(
        as_of=facts.as_of,
        columns=facts.columns,
        known=facts.known_columns,
        policy=values,
        settings={"own_la": policy.own_la},
        every=tuple(list_number for list_number in rule.lists if list_number in facts.columns),
        placeholder_names=tuple(sorted({name_key(name) for name in placeholders})),
        natural_key=_natural_keys(),
        codes=facts.codes_by_list,
        where=rule.id,
    )


def new_plan(facts: ReturnFacts, dialect: ModuleType) -> Plan:
    """Return an empty plan for the lists of a return."""
    return Plan(types=facts.column_types, dialect=dialect)


def compile_rules(
    rules: Iterable[Rule], facts: ReturnFacts, policy: Policy, dialect: ModuleType
) -> Compilation:
    """Compile rules that have outcomes.

    Args:
        rules: Rules with a check of their own, measures and rules that are switched off are left out.
        facts: The lists and columns of the return.
        policy: Thresholds and settings.
        dialect: The module that makes expressions: polars, or narwhals.

    Raises:
        DocumentError: if a condition is not understood.
    """
    plan = new_plan(facts, dialect)
    compiled: list[CompiledRule] = []
    skipped: list[SkippedRule] = []
    for rule in rules:
        if not rule.outcomes or rule.check or policy.change(rule.id).off:
            continue
        reason = _absent(rule, facts, policy)
        if reason is None:
            reason = _RuleCompiler(rule, facts, policy, plan, compiled).compile()
        if reason:
            skipped.append(SkippedRule(rule=rule.id, reason=reason))
    return Compilation(plan=plan, rules=tuple(compiled), skipped=tuple(skipped))


def _absent(rule: Rule, facts: ReturnFacts, policy: Policy) -> str | None:
    if "own_la" in rule.setting_names and policy.own_la is None:
        return "The policy does not give the code of the council itself."
    if not any(list_number in facts.columns for list_number in rule.lists):
        return not_supplied(rule.lists)
    return None


@frozen(eq=False)
class _RuleCompiler:
    """Compiles one rule for every list that its findings are on."""

    rule: Rule
    facts: ReturnFacts
    policy: Policy
    plan: Plan
    compiled: list[CompiledRule]

    def compile(self) -> str:
        """Add the compiled rule; return the reason why it cannot run, in whole or in part, or nothing."""
        scope = scope_of(self.rule, self.facts, self.policy)
        runs = False
        absent: list[int] = []
        for list_number in self.rule.lists:
            if list_number not in self.facts.columns:
                continue
            condition, lists = self.row_condition(scope, list_number)
            if condition == FALSE:
                absent += lists
                continue
            for column in self.columns(list_number):
                outcomes, lists = self.outcomes(evolve(scope, each=column), list_number, condition, column)
                absent += lists
                if outcomes:
                    runs = True
                    self.add(scope, list_number, outcomes)
        reasons = list(self.reasons(frozenset(absent), frozenset(scope.missed)))
        if runs and reasons:
            reasons.insert(0, "Runs in part.")
        return " ".join(reasons)

    def reasons(self, lists: frozenset[int], columns: frozenset[tuple[int, str]]) -> Iterator[str]:
        """Yield the sentences about lists and columns that are absent."""
        if lists - self.facts.apart:
            yield not_supplied(sorted(lists - self.facts.apart))
        if lists & self.facts.apart:
            yield not_comparable(sorted(self.facts.unmatched))
        blank = {(number, name) for number, name in columns if name in self.facts.blank.get(number, ())}
        for words, named in (("not in the files", columns - blank), ("blank in every row", blank)):
            if named:
                yield f"Columns {words}: {', '.join(f'{number}.{name}' for number, name in sorted(named))}."

    def row_condition(self, scope: Scope, list_number: int) -> tuple[Node, list[int]]:
        """Return the condition on which rows of a list are tested.

        Returns:
            The opposite of all the rule's ``skip_when``. It is false where the whole rule is skipped, and the
            absent lists for which it is skipped come with it.
        """
        parts = []
        for text in self.rule.skip_when:
            node = parse(text, self.rule.id)
            resolved = resolve(node, scope, list_number)
            if resolved == TRUE:
                calls = [part for part in walk(node) if isinstance(part, Call)]
                for call in calls:
                    if call.name == "has_column":
                        scope.missed.add((fixed(call.arguments[0]), fixed(call.arguments[1])))
                lists = [fixed(call.arguments[0]) for call in calls if call.name == "loaded"]
                return FALSE, [list_number for list_number in lists if list_number not in self.facts.columns]
            if resolved is not UNKNOWN and resolved != FALSE:
                parts.append(Not(resolved))
        if not parts:
            return TRUE, []
        return (parts[0] if len(parts) == 1 else And(tuple(parts))), []

    def columns(self, list_number: int) -> list[str | None]:
        """Return the columns that outcomes with "each" go through on a list; None for outcomes without."""
        names: list[str | None] = []
        for outcome in self.rule.outcomes:
            if not outcome.each:
                names.append(None)
            prefix = f"{list_number}."
            names += [name.removeprefix(prefix) for name in outcome.each if name.startswith(prefix)]
        return list(dict.fromkeys(names))

    def outcomes(
        self, scope: Scope, list_number: int, condition: Node, column: str | None
    ) -> tuple[tuple[CompiledOutcome, ...], list[int]]:
        """Compile the outcomes for a list, and for one column of it.

        Args:
            scope: The scope for the column.
            list_number: The list.
            condition: The condition on which its rows are tested.
            column: The column that outcomes with "each" read; None for outcomes without.

        Returns:
            The outcomes, and the absent lists without which some cannot run.
        """
        columns = self.facts.columns[list_number]
        if column is not None and column not in columns:
            scope.missed.add((list_number, column))
            return (), []
        compiled = []
        absent: list[int] = []
        severity = self.policy.change(self.rule.id).severity
        for outcome in self.rule.outcomes:
            if not _applies(outcome, list_number, column):
                continue
            lists = [list_number for list_number in outcome.needs if list_number not in self.facts.columns]
            if lists:
                absent += lists
                continue
            parsed = parse(outcome.when, self.rule.id)
            node = resolve(parsed, scope, list_number)
            if node is UNKNOWN or node == FALSE:
                continue
            if condition != TRUE:
                node = And((condition, node))
            expression = self.plan.truth(list_number, node, self.rule.id)
            for key in sorted(_keys_needed(node)):
                expression = expression & ~self.plan.dialect.col(key).is_null()
                self.plan.note(list_number, (key,))
            compiled.append(
                CompiledOutcome(
                    severity=str(severity or outcome.severity),
                    condition=expression,
                    column=column
                    or outcome.column
                    or main_column(parsed, self.facts.column_types[list_number], columns),
                )
            )
        return tuple(compiled), absent

    def add(self, scope: Scope, list_number: int, outcomes: tuple[CompiledOutcome, ...]) -> None:
        """Add the rule for one list."""
        self.compiled.append(
            CompiledRule(
                rule=self.rule.id,
                nature=str(self.rule.nature),
                list=list_number,
                outcomes=outcomes,
                related=self.related(scope, list_number),
            )
        )

    def related(self, scope: Scope, list_number: int) -> RelatedSearch | None:
        """Return the search for related rows; None where the rule names none or they cannot be found."""
        related = self.rule.related
        if related is None or related.by not in self.facts.columns[list_number]:
            return None
        others = (list_number,) if related.lists == (0,) else related.lists or scope.every
        by = f"{IDENTIFIERS[related.by]}_pair"
        keys = (by, by.removesuffix("_pair"))
        lists = []
        for other in others:
            if other not in self.facts.columns or related.by not in self.facts.columns[other]:
                continue
            # Without some columns a finding only lacks its related row, so the rule still runs.
            ignoring = evolve(scope, missed=set())
            node = resolve(parse(related.where, self.rule.id), ignoring, other, list_number)
            if node is UNKNOWN or node == FALSE:
                continue
            latest = related.pick == "latest" and related.column in self.facts.columns[other]
            column = related.column if latest else ""
            lists.append((other, self.plan.pair(list_number, other, node, self.rule.id, column)))
            self.plan.note(other, keys)
        if not lists:
            return None
        self.plan.note(list_number, keys)
        return RelatedSearch(lists=tuple(lists), by=by, pick=related.pick)


def _applies(outcome: Outcome, list_number: int, column: str | None) -> bool:
    if outcome.lists and list_number not in outcome.lists:
        return False
    if column is None:
        return not outcome.each
    return f"{list_number}.{column}" in outcome.each


def _keys_needed(node: Node) -> set[str]:
    """Return the identifiers without which a row cannot be compared with others."""
    keys = set()
    for part in walk(node):
        if isinstance(part, Call) and part.name in {"exists", "count", "distinct", "highest"}:
            keys.add(IDENTIFIERS[fixed(part.arguments[0])[1]])
        elif isinstance(part, Call) and part.name == "usual":
            keys.add("__child")
    return keys
