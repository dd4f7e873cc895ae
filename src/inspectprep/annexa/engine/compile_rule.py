"""Compiles rules for the lists at hand, and says which could not be run and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.rule import Outcome, Rule
from inspectprep.annexa.engine.language import And, Call, ColumnName, Node, Not, children, fixed, parse, walk
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.engine.plan import IDENTIFIERS, Plan
from inspectprep.annexa.engine.related_rows import RelatedSearch
from inspectprep.annexa.engine.resolve import FALSE, TRUE, UNKNOWN, Scope, resolve
from inspectprep.annexa.engine.return_facts import ReturnFacts, column_types, not_supplied
from inspectprep.annexa.engine.run import CompiledRule
from inspectprep.model.finding import SkippedRule

__all__ = [
    "Compilation",
    "compile_rules",
    "new_plan",
    "scope_of",
]

# Columns that say who the child is; a finding points at the event beside them where there is one.
_IDENTITY = frozenset({*IDENTIFIERS, "date_of_birth", "age", "gender", "ethnicity", "disability"})


@frozen(kw_only=True, eq=False)
class Compilation:
    """Rules compiled for one return."""

    plan: Plan
    outputs: tuple[CompiledRule, ...]
    skipped: tuple[SkippedRule, ...] = field(default=())


@cache
def _natural_keys() -> Mapping[int, tuple[str, ...]]:
    return {number: one.natural_key for number, one in catalogue.lists().items()}


@cache
def _known() -> Mapping[int, frozenset[str]]:
    return {number: frozenset(types) for number, types in column_types().items()}


def scope_of(rule: Rule, facts: ReturnFacts, policy: Policy) -> Scope:
    """Return what the conditions of a rule are resolved against."""
    values = policy.values(rule)
    nobody = values.get("placeholder_names", policy.placeholder_names)
    return Scope(
        as_of=facts.as_of,
        columns=facts.columns,
        known=_known(),
        policy=values,
        settings={"own_la": policy.own_la},
        every=tuple(number for number in rule.lists if number in facts.columns),
        nobody=tuple(sorted({name_key(each) for each in nobody})),
        natural_key=_natural_keys(),
        codes=facts.codes_by_list,
        where=rule.id,
    )


def new_plan(dialect: Any) -> Plan:
    """Return an empty plan."""
    return Plan(types=column_types(), dialect=dialect)


def compile_rules(rules: Iterable[Rule], facts: ReturnFacts, policy: Policy, dialect: Any) -> Compilation:
    """Compile rules that have outcomes.

    Args:
        rules: Those with a check of their own, measures and rules switched off are passed over.
        facts: The lists and columns at hand.
        policy: Thresholds and settings.
        dialect: The module that makes expressions: narwhals, or polars.

    Raises:
        DocumentError: if a condition is not understood.
    """
    plan = new_plan(dialect)
    outputs: list[CompiledRule] = []
    skipped: list[SkippedRule] = []
    for rule in rules:
        if not rule.outcomes or rule.check is not None or policy.change(rule.id).off:
            continue
        reason = _absent(rule, facts, policy)
        if reason is None:
            reason = _Builder(rule, facts, policy, plan, outputs).compile()
        if reason:
            skipped.append(SkippedRule(rule=rule.id, reason=reason))
    return Compilation(plan=plan, outputs=tuple(outputs), skipped=tuple(skipped))


def _absent(rule: Rule, facts: ReturnFacts, policy: Policy) -> str | None:
    for name in rule.settings:
        if getattr(policy, name, None) is None:
            return f"The setting {name} is not given."
    if not any(number in facts.columns for number in rule.stands_on):
        return not_supplied(rule.stands_on)
    return None


@frozen(eq=False)
class _Builder:
    rule: Rule
    facts: ReturnFacts
    policy: Policy
    plan: Plan
    outputs: list[CompiledRule]

    def compile(self) -> str:
        """Add the rule's outputs; return why it was skipped, in whole or in part, or nothing."""
        world = scope_of(self.rule, self.facts, self.policy)
        ran = 0
        absent: list[int] = []
        for number in self.rule.stands_on:
            if number not in self.facts.columns:
                continue
            skip, wanting = self.skipped(world, number)
            if wanting is not None:
                absent += wanting
                continue
            for column in self.columns(number):
                outcomes, wanting = self.outcomes(evolve(world, each=column), number, skip, column)
                absent += wanting
                if outcomes:
                    ran += 1
                    self.add(world, number, outcomes)
        reasons = [not_supplied(sorted(set(absent)))] if absent else []
        if world.missed:
            named = ", ".join(f"{number}.{column}" for number, column in sorted(world.missed))
            reasons.append(f"Columns not in the files: {named}.")
        if not reasons:
            return ""
        return ("Runs in part. " if ran else "") + " ".join(reasons)

    def skipped(self, world: Scope, number: int) -> tuple[Node, list[int] | None]:
        """Return the condition under which rows are passed over, or the lists or columns that are wanting."""
        parts = []
        for text in self.rule.skip_when:
            node = parse(text, self.rule.id)
            found = resolve(node, world, number)
            if found == TRUE:
                calls = [each for each in walk(node) if isinstance(each, Call)]
                for call in calls:
                    if call.name == "has_column":
                        world.missed.add((fixed(call.arguments[0]), fixed(call.arguments[1])))
                wanted = [fixed(call.arguments[0]) for call in calls if call.name == "loaded"]
                return FALSE, [each for each in wanted if each not in self.facts.columns]
            if found is not UNKNOWN and found != FALSE:
                parts.append(Not(found))
        if not parts:
            return TRUE, None
        return (parts[0] if len(parts) == 1 else And(tuple(parts))), None

    def columns(self, number: int) -> list[str | None]:
        """Return the columns that outcomes with "each" go through on a list; None for the plain ones."""
        names: list[str | None] = []
        for outcome in self.rule.outcomes:
            if not outcome.each:
                names.append(None)
            for each in outcome.each:
                where, _, name = each.partition(".")
                if where == str(number):
                    names.append(name)
        return list(dict.fromkeys(names))

    def outcomes(
        self, world: Scope, number: int, skip: Node, column: str | None
    ) -> tuple[tuple[tuple[str, Any, str | None], ...], list[int]]:
        """Compile the outcomes of a list (and of one column of it); also return lists that are wanting."""
        if column is not None and column not in self.facts.columns[number]:
            world.missed.add((number, column))
            return (), []
        found = []
        absent: list[int] = []
        severity = self.policy.change(self.rule.id).severity
        for outcome in self.rule.outcomes:
            if not self.applies(outcome, number, column):
                continue
            wanting = [each for each in outcome.needs if each not in self.facts.columns]
            if wanting:
                absent += wanting
                continue
            parsed = parse(outcome.when, self.rule.id)
            node = resolve(parsed, world, number)
            if node is UNKNOWN or node == FALSE:
                continue
            if skip != TRUE:
                node = And((skip, node))
            needs_key = _needs_key(node)
            expr = self.plan.truth(number, node, self.rule.id)
            for key in sorted(needs_key):
                expr = expr & ~self.plan.dialect.col(key).is_null()
                self.plan.note(number, (key,))
            place = column or outcome.column or main_column(parsed, number, self.facts.columns[number])
            found.append((str(severity or outcome.severity), expr, place))
        return tuple(found), absent

    def applies(self, outcome: Outcome, number: int, column: str | None) -> bool:
        if outcome.lists and number not in outcome.lists:
            return False
        if column is None:
            return not outcome.each
        return f"{number}.{column}" in outcome.each

    def add(self, world: Scope, number: int, outcomes: tuple[tuple[str, Any, str | None], ...]) -> None:
        self.outputs.append(
            CompiledRule(
                rule=self.rule.id, nature=str(self.rule.nature), list=number, outcomes=outcomes,
                look=self.look(world, number),
            )
        )  # fmt: skip

    def look(self, world: Scope, number: int) -> RelatedSearch | None:
        related = self.rule.related
        if related is None or related.by not in self.facts.columns[number]:
            return None
        wanted = (number,) if related.lists == (0,) else related.lists or world.every
        lists = []
        for other in wanted:
            if other not in self.facts.columns or related.by not in self.facts.columns[other]:
                continue
            # Absent columns only leave a finding without its neighbour; they are no reason to skip it.
            node = resolve(parse(related.where, self.rule.id), evolve(world, missed=set()), other, number)
            if node is UNKNOWN or node == FALSE:
                continue
            latest = related.pick == "latest" and related.column in self.facts.columns[other]
            column = related.column if latest else ""
            lists.append((other, self.plan.pair(number, other, node, self.rule.id, column)))
        by = f"{IDENTIFIERS[related.by]}_pair"
        for other, _ in lists:
            self.plan.note(other, (by, by.removesuffix("_pair")))
        if not lists:
            return None
        self.plan.note(number, (by, by.removesuffix("_pair")))
        return RelatedSearch(lists=tuple(lists), by=by, pick=related.pick)


def _needs_key(node: Node) -> set[str]:
    """Return the identifiers without which a row cannot be compared with others."""
    found = set()
    for each in walk(node):
        if isinstance(each, Call) and each.name in {"exists", "count", "distinct", "highest"}:
            found.add(IDENTIFIERS[fixed(each.arguments[0])[1]])
        elif isinstance(each, Call) and each.name == "usual":
            found.add("__child")
    return found


def main_column(node: Node, number: int, columns: frozenset[str]) -> str | None:
    """Return the column that a finding points at, judged by what its condition asks of the row itself.

    A column that the condition wants blank comes first, then a date, then any other answer; what says who
    the child is comes last.
    """
    types = column_types()[number]
    own = [each for each in _own(node) if each.name in columns and each.name in types]
    events = [each.name for each in own if each.name not in _IDENTITY]
    blank = [
        each.arguments[0].name
        for each in _positive(node)
        if isinstance(each, Call) and each.name == "missing" and isinstance(each.arguments[0], ColumnName)
    ]
    for names in (
        [name for name in blank if name in columns],
        [name for name in events if types[name] == "date"],
        events,
        [each.name for each in own],
    ):
        if names:
            return names[0]
    return "child_unique_id" if "child_unique_id" in columns else None


def _own(node: Node) -> list[ColumnName]:
    """Return the columns of the row itself that a condition reads, leaving out those of other rows."""
    if isinstance(node, ColumnName):
        return [] if node.outer else [node]
    if isinstance(node, Call) and node.name in _ABOUT_OTHERS:
        return []
    return [column for child in children(node) for column in _own(child)]


def _positive(node: Node) -> list[Node]:
    """Return the parts of a condition that make it true by being true."""
    if isinstance(node, Not) or (isinstance(node, Call) and node.name in _ABOUT_OTHERS):
        return []
    return [node, *(part for child in children(node) for part in _positive(child))]


_ABOUT_OTHERS = frozenset({"exists", "count", "distinct", "highest", "family_exists", "family_distinct"})
