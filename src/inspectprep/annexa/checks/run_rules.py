"""Runs a catalogue on a return: conditions on whole columns, and the few rules that are functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

import polars as pl
from attrs import evolve, field, frozen

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.rule import Rule
from inspectprep.annexa.engine import findings
from inspectprep.annexa.engine.cell_checks import CellCheck, check_cells
from inspectprep.annexa.engine.compile_rule import compile_rules
from inspectprep.annexa.engine.frames import dialect_of
from inspectprep.annexa.engine.prepare import MOST_ROWS, PreparedLists, prepare
from inspectprep.annexa.engine.return_facts import column_types, facts_of, not_supplied
from inspectprep.annexa.engine.run import run_compiled
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.model.finding import SkippedRule
from inspectprep.parallel import started

__all__ = ["RunResult", "run_rules"]


@frozen(kw_only=True, eq=False)
class RunResult:
    """What rules found, and which could not be run."""

    findings: pl.DataFrame
    skipped: tuple[SkippedRule, ...] = field(default=())


def run_rules(
    dataset: AnnexAData,
    rules: Iterable[Rule],
    policy: Policy,
    *,
    convert: Callable[[Any], Any] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> RunResult:
    """Run rules on a return; measures and rules switched off are passed over.

    Args:
        dataset: What was read. Without a list date only rules about files and fields run.
        rules: In the order in which findings are to stand.
        policy: Thresholds, settings and changes.
        convert: Turns a prepared polars frame into one of another engine.
        progress: Called with a step's name, how many steps are done and how many there are.
    """
    chosen = [rule for rule in rules if rule.measure is None and not policy.change(rule.id).off]
    order = {rule.id: place for place, rule in enumerate(chosen)}
    plain = [rule for rule in chosen if rule.check is not None and not rule.prepared]
    rest = [rule for rule in chosen if rule.check is None or rule.prepared]
    found, skipped, cells = [], [], []
    steps = len(plain) + 2
    large = convert is None and sum(table.frame.height for table in dataset.tables.values()) > _LARGE
    work = partial(_run_conditions, dataset, rest, policy, convert, threads=large)
    with started(work, threads=large) as conditions:
        for done, rule in enumerate(plain):
            if progress is not None:
                progress(rule.id, done, steps)
            reason = "" if rule.unit in _NEEDS_NO_LIST else _wanting(rule, dataset)
            if reason:
                skipped.append(SkippedRule(rule=rule.id, reason=reason))
                continue
            check = check_of(rule)
            if isinstance(check, CellCheck):
                cells.append((check, policy.values(rule), _counted_as(rule, policy)))
            else:
                found.append(_graded(check(dataset, policy.values(rule)), rule, policy))
        found.append(check_cells(dataset, cells))
        if progress is not None:
            progress("rules", steps - 2, steps)
        ran = conditions()
    found.append(ran.findings)
    skipped += ran.skipped
    if ran.prepared is not None:
        found += [
            _graded(check_of(rule)(ran.prepared, policy.values(rule)), rule, policy) for rule in ran.functions
        ]
    if progress is not None:
        progress("rules", steps, steps)
    return RunResult(
        findings=_sorted(findings.concat(found), order),
        skipped=tuple(sorted(skipped, key=lambda each: order.get(each.rule, len(order)))),
    )


# Rows from which on work is done at once.
_LARGE = 5_000
_NEEDS_NO_LIST = frozenset({"run", "file", "sheet", "list", "column"})


@frozen(kw_only=True, eq=False)
class _Conditions:
    """What conditions found, and what the rules that are functions of prepared lists are to be given."""

    findings: pl.DataFrame
    skipped: tuple[SkippedRule, ...] = ()
    functions: tuple[Rule, ...] = ()
    prepared: PreparedLists | None = None


def _run_conditions(
    dataset: AnnexAData,
    rules: list[Rule],
    policy: Policy,
    convert: Callable[[Any], Any] | None,
    *,
    threads: bool,
) -> _Conditions:
    if dataset.as_of is None:
        unknown = "The list date is not known."
        return _Conditions(
            findings=findings.empty(),
            skipped=tuple(SkippedRule(rule=rule.id, reason=unknown) for rule in rules),
        )
    facts = facts_of(dataset, dataset.as_of)
    dialect = pl if convert is None else dialect_of(convert(pl.DataFrame({"__idx": [0]})))
    built = compile_rules(rules, facts, policy, dialect)
    skipped = list(built.skipped)
    functions = []
    for rule in rules:
        if rule.check is None:
            continue
        reason = _wanting(rule, dataset)
        if reason:
            skipped.append(SkippedRule(rule=rule.id, reason=reason))
            continue
        functions.append(rule)
        for name in rule.columns:
            number, _, column = name.rpartition(".")
            where = int(number) if number else rule.lists[0]
            if column in facts.columns.get(where, ()) and column_types()[where][column] == "date":
                built.plan.note(where, (f"{column}__day",))
    prepared = prepare(dataset, facts, built.plan.used, threads=threads)
    if convert is not None:
        frames = {number: convert(frame) for number, frame in prepared.frames.items()}
        prepared = evolve(prepared, frames=frames)
    found = run_compiled(prepared.frames, built.outputs, built.plan.in_rounds(), threads=threads)
    if prepared.crowded:
        skipped += _crowded(prepared.crowded, rules)
    return _Conditions(
        findings=found,
        skipped=tuple(skipped),
        functions=tuple(functions),
        prepared=prepared,
    )


def _crowded(numbers: tuple[int, ...], rules: list[Rule]) -> list[SkippedRule]:
    """Say which rules did not compare the rows of an identifier that is no child's."""
    reason = (
        f"Runs in part. An identifier stands on more than {MOST_ROWS} rows of List {numbers[0]}, as no child "
        "does; its rows are not compared with one another."
    )
    return [
        SkippedRule(rule=rule.id, reason=reason)
        for rule in rules
        if set(rule.lists) & set(numbers)
        and any("row." in outcome.when or "above" in outcome.when for outcome in rule.outcomes)
    ]


def _wanting(rule: Rule, dataset: AnnexAData) -> str:
    if any(number in dataset.tables for number in rule.stands_on):
        return ""
    return not_supplied(rule.stands_on)


def check_of(rule: Rule) -> Callable[..., pl.DataFrame]:
    """Return the function of a rule, importing its module when it is only named."""
    if isinstance(rule.check, str):
        module, _, name = rule.check.partition(":")
        found: Callable[..., pl.DataFrame] = getattr(import_module(module), name)
        return found
    assert rule.check is not None
    return rule.check


def _graded(found: pl.DataFrame, rule: Rule, policy: Policy) -> pl.DataFrame:
    severity = _counted_as(rule, policy)
    if severity is None or not found.height:
        return found
    return found.with_columns(pl.lit(severity).alias("severity"))


def _counted_as(rule: Rule, policy: Policy) -> str | None:
    severity = policy.change(rule.id).severity
    return None if severity is None else str(severity)


def _sorted(found: pl.DataFrame, order: Mapping[str, int]) -> pl.DataFrame:
    """Return findings by list, sheet, row and then rule: as somebody walking through the files meets them."""
    if not found.height:
        return found
    places = pl.col("rule").replace_strict(
        list(order), list(order.values()), default=len(order), return_dtype=pl.Int32
    )
    ranked = found.with_columns(places.alias("__rule"))
    return ranked.sort("list", "place", "row", "__rule", nulls_last=False, maintain_order=True).drop("__rule")
