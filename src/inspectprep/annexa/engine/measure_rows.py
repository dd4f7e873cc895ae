"""Finds the rows that measures count: those of the denominator, with a flag for the numerator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.values import Measure, MeasureUnit, Rule
from inspectprep.annexa.engine.compile_rule import new_plan, scope_of
from inspectprep.annexa.engine.parse import parse
from inspectprep.annexa.engine.plan import Plan
from inspectprep.annexa.engine.prepare import prepare
from inspectprep.annexa.engine.resolve import resolve
from inspectprep.annexa.engine.return_facts import ReturnFacts, facts_of
from inspectprep.annexa.engine.run import flags_of
from inspectprep.annexa.engine.scope import Scope
from inspectprep.annexa.engine.sides import Expression
from inspectprep.annexa.engine.three_way_logic import FALSE, UNKNOWN
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.dataframes import pl


def measure_rows(dataset: AnnexAData, rules: Iterable[Rule], policy: Policy) -> Mapping[str, pl.DataFrame]:
    """Return for each measure made of conditions the rows of its denominator.

    Args:
        dataset: The return.
        rules: Rules, of which those with a measure count.
        policy: Thresholds and settings.

    Returns:
        By rule id, a frame with ``list``, ``place``, ``row``, ``child`` (a number, the same for one
        child over all lists), ``numerator`` and a truth for each group. Measures whose lists were
        not supplied are absent.
    """
    if dataset.as_of is None:
        return {}
    facts = facts_of(dataset, dataset.as_of)
    plan = new_plan(facts, pl)
    conditions: dict[str, tuple[int, Mapping[str, Expression]]] = {}
    for rule in rules:
        if rule.measure is not None and not rule.check:
            for list_number, compiled in _compiled(rule, rule.measure, facts, policy, plan):
                conditions[f"{rule.id} {list_number}"] = (list_number, compiled)
    prepared = prepare(dataset, facts, plan.used)
    parts: dict[str, list[pl.DataFrame]] = {}
    for name, flags in flags_of(prepared.frames, conditions, plan.in_rounds()).items():
        rows = flags.filter(pl.col("denominator")).drop("denominator")
        rows = rows.with_columns(pl.lit(conditions[name][0], pl.Int8).alias("list"))
        parts.setdefault(name.partition(" ")[0], []).append(rows)
    return {rule: pl.concat(frames) for rule, frames in parts.items()}


def _compiled(
    rule: Rule, measure: Measure, facts: ReturnFacts, policy: Policy, plan: Plan
) -> Iterator[tuple[int, Mapping[str, Expression]]]:
    """Yield each list whose rows are counted, with the compiled conditions by name."""
    scope = scope_of(rule, facts, policy)
    lists = rule.lists if measure.unit is MeasureUnit.LIST else rule.lists[:1]
    texts = {"denominator": measure.denominator, "numerator": measure.numerator, **measure.groups}
    for list_number in lists:
        if list_number not in facts.columns or _is_skipped(rule, scope, list_number):
            continue
        nodes = {name: resolve(parse(text), scope, list_number) for name, text in texts.items()}
        if UNKNOWN in (nodes["denominator"], nodes["numerator"]):
            continue
        if "child_unique_id" in facts.columns[list_number]:
            plan.note(list_number, ("__child",))
        known = {name: node for name, node in nodes.items() if node is not UNKNOWN}
        yield list_number, {name: plan.truth(list_number, node, rule.id) for name, node in known.items()}


def _is_skipped(rule: Rule, scope: Scope, list_number: int) -> bool:
    return any(resolve(parse(text), scope, list_number) not in (FALSE, UNKNOWN) for text in rule.skip_when)
