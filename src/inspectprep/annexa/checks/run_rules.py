"""Runs rules on a return: conditions on whole columns, and the few rules that are functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from attrs import evolve, field

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.checks.blank_columns import columns_of, without_ends
from inspectprep.annexa.checks.causes import by_cause
from inspectprep.annexa.engine import findings
from inspectprep.annexa.engine.cell_checks import CellCheck, check_cells
from inspectprep.annexa.engine.compile_rule import compile_rules
from inspectprep.annexa.engine.frames import POLARS, Library
from inspectprep.annexa.engine.plan import Plan
from inspectprep.annexa.engine.prepare import MOST_ROWS, PreparedLists, prepare
from inspectprep.annexa.engine.reads import dates_read, lists_read
from inspectprep.annexa.engine.return_facts import ReturnFacts, facts_of, not_supplied
from inspectprep.annexa.engine.run import run_compiled
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.placeholder_dates import without_placeholder_dates
from inspectprep.dataframes import pl
from inspectprep.model.finding import Nature, Severity, SkippedRule
from inspectprep.model.representation import frozen

UNMATCHED = "AA-C-050"
"""The rule about lists whose identifiers match no other. Other rules do not compare such lists."""

# Above this number of rows, lists are worked on in parallel. Conditions do not run beside the other rules,
# because the memory of both would be needed at the same time.
_LARGE = 5_000


@frozen(kw_only=True, eq=False)
class RunResult:
    """The findings of rules, and the rules that could not run."""

    findings: pl.DataFrame
    skipped: tuple[SkippedRule, ...] = field(default=())


def run_rules(
    dataset: AnnexAData,
    rules: Iterable[Rule],
    policy: Policy,
    *,
    library: Library = POLARS,
    progress: Callable[[str, int, int], None] | None = None,
) -> RunResult:
    """Run rules on a return. Measures and rules that are switched off are left out.

    A placeholder date has one finding, and is a blank cell for every other rule.

    Args:
        dataset: The return. Without a list date only rules about files and fields run.
        rules: In the order of their findings.
        policy: Thresholds, settings and changes.
        library: The library of frames that conditions run on.
        progress: Called with the name of a step, the number of steps done, and the number of all steps.
    """
    dataset = without_placeholder_dates(dataset, policy)
    chosen = [rule for rule in rules if rule.measure is None and not policy.change(rule.id).off]
    order = {rule.id: index for index, rule in enumerate(chosen)}
    functions = [rule for rule in chosen if rule.check and not rule.prepared and not rule.after_others]
    others = [rule for rule in chosen if not rule.check or rule.prepared]
    large = library.is_polars and sum(table.frame.height for table in dataset.tables.values()) > _LARGE
    conditions = partial(_run_conditions, dataset, others, policy, library, threads=large)
    steps = len(functions) + 2
    results: list[RunResult] = []
    cell_checks: list[tuple[CellCheck, str, Mapping[str, Any], str | None]] = []
    for done, rule in enumerate(functions):
        if progress is not None:
            progress(rule.id, done, steps)
        reason = "" if rule.without_lists else _reason_to_skip(rule, dataset)
        if reason:
            results.append(_skipped([rule], reason))
            continue
        check = check_of(rule)
        if isinstance(check, CellCheck):
            cell_checks.append((check, rule.id, policy.values(rule), _severity_of(rule, policy)))
        else:
            found = check(dataset, policy.values(rule))
            reason = ""
            if isinstance(found, findings.PartResult):
                found, reason = found
            skipped = (SkippedRule(rule=rule.id, reason=reason),) if reason else ()
            results.append(RunResult(findings=_with_severity(found, rule, policy), skipped=skipped))
    results.append(RunResult(findings=check_cells(dataset, cell_checks)))
    if progress is not None:
        progress("rules", steps - 2, steps)
    results.append(conditions())
    if progress is not None:
        progress("rules", steps, steps)
    blank = _after_others(results, chosen, dataset, policy)
    if blank.height:
        columns = columns_of(blank)
        held_back = without_ends(columns)
        if held_back:
            # The columns count as absent: whether a condition that needs them would be met is not known.
            results[-1] = conditions(blank=held_back)
        results = [*_without(results, columns), RunResult(findings=blank)]
    not_run = [rule for result in results for rule in result.skipped]
    found = by_cause(findings.concat(result.findings for result in results), chosen, dataset)
    return RunResult(
        findings=_sorted(findings.completed(found), order),
        skipped=tuple(sorted(not_run, key=lambda rule: order.get(rule.rule, len(order)))),
    )


def _after_others(
    results: Iterable[RunResult], rules: Iterable[Rule], dataset: AnnexAData, policy: Policy
) -> pl.DataFrame:
    """Return the findings of the rules that look at the findings of all others."""
    found = findings.concat(result.findings for result in results)
    return findings.concat(
        _with_severity(check_of(rule)(found, dataset), rule, policy) for rule in rules if rule.after_others
    )


def _without(results: Iterable[RunResult], columns: Mapping[int, frozenset[str]]) -> Iterator[RunResult]:
    """Yield results without findings on some columns, by list."""
    for result in results:
        found = result.findings
        for list_number, names in columns.items():
            on_column = (pl.col("list") == list_number) & pl.col("column").is_in(list(names))
            found = found.filter(~on_column.fill_null(value=False))
        yield evolve(result, findings=found)


def _skipped(rules: Iterable[Rule], reason: str) -> RunResult:
    skipped = tuple(SkippedRule(rule=rule.id, reason=reason) for rule in rules)
    return RunResult(findings=findings.empty(), skipped=skipped)


def _run_conditions(
    dataset: AnnexAData,
    rules: list[Rule],
    policy: Policy,
    library: Library,
    *,
    threads: bool,
    blank: Mapping[int, frozenset[str]] | None = None,
) -> RunResult:
    """Run rules with conditions, and rules that are functions of prepared lists.

    Lists of different groups are never compared: one cause would give a finding for every child. Columns in
    `blank`, by list, count as absent.
    """
    if dataset.as_of is None:
        return _skipped(rules, "The list date is not known.")
    groups = dataset.groups if not policy.change(UNMATCHED).off else (frozenset(dataset.tables),)
    found: list[pl.DataFrame] = []
    skipped: dict[SkippedRule, None] = {}
    for group in groups:
        facts = facts_of(dataset, dataset.as_of, blank=blank, group=group)
        result = _run_group(dataset, facts, rules, policy, library, threads=threads)
        found.append(result.findings)
        elsewhere = {
            rule.id
            for rule in rules
            if not group & set(rule.lists) and not set(rule.lists).isdisjoint(dataset.tables)
        }
        skipped |= dict.fromkeys(rule for rule in result.skipped if rule.rule not in elsewhere)
    return RunResult(findings=findings.concat(found), skipped=tuple(skipped))


def _run_group(
    dataset: AnnexAData,
    facts: ReturnFacts,
    rules: list[Rule],
    policy: Policy,
    library: Library,
    *,
    threads: bool,
) -> RunResult:
    """Run the same rules on lists that can be compared."""
    compilation = compile_rules(rules, facts, policy, library.dialect)
    skipped = list(compilation.skipped)
    functions = []
    for rule in rules:
        if not rule.check:
            continue
        reason = "" if facts.columns.keys() & set(rule.lists) else not_supplied(rule.lists)
        if reason:
            skipped.append(SkippedRule(rule=rule.id, reason=reason))
        else:
            functions.append(rule)
            _note_dates(rule, facts, compilation.plan)
    prepared = prepare(dataset, facts, compilation.plan.used, library=library, threads=threads)
    found = [run_compiled(prepared.frames, compilation.rules, compilation.plan.in_rounds(), threads=threads)]
    found += [
        _with_severity(check_of(rule)(prepared, policy.values(rule)), rule, policy) for rule in functions
    ]
    return RunResult(findings=findings.concat(found), skipped=(*skipped, *_not_compared(prepared, rules)))


def _note_dates(rule: Rule, facts: ReturnFacts, plan: Plan) -> None:
    """Have the day numbers of the dates that a rule's check reads prepared."""
    for list_number, column in dates_read(rule):
        if column in facts.columns.get(list_number, ()):
            plan.note(list_number, (f"{column}__day",))


def _not_compared(prepared: PreparedLists, rules: list[Rule]) -> tuple[SkippedRule, ...]:
    """Return the rules that did not compare the rows of an identifier because it is on too many rows."""
    skipped = []
    for rule in rules if prepared.crowded else ():
        lists = sorted(set(prepared.crowded) & lists_read(rule))
        if lists and any("row." in outcome.when or "above" in outcome.when for outcome in rule.outcomes):
            rows = ", ".join(f"{prepared.crowded[number]:,} of List {number}" for number in lists)
            reason = (
                f"Runs in part. Rows that were not compared with one another: {rows}. Their identifier is on "
                f"more than {MOST_ROWS} rows of the list. A child cannot be on that many rows."
            )
            skipped.append(SkippedRule(rule=rule.id, reason=reason))
    return tuple(skipped)


def _reason_to_skip(rule: Rule, dataset: AnnexAData) -> str:
    supplied = any(list_number in dataset.tables for list_number in rule.lists)
    return "" if supplied else not_supplied(rule.lists)


def check_of(rule: Rule) -> Callable[..., Any]:
    """Return the function that a rule names."""
    module, _, name = rule.check.partition(":")
    check: Callable[..., Any] = getattr(import_module(module), name)
    return check


def _with_severity(found: pl.DataFrame, rule: Rule, policy: Policy) -> pl.DataFrame:
    severity = _severity_of(rule, policy)
    return found if severity is None else found.with_columns(pl.lit(severity).alias("severity"))


def _severity_of(rule: Rule, policy: Policy) -> str | None:
    """Return the severity that a council gives all findings of a rule; None for the rule's own."""
    severity = policy.change(rule.id).severity
    return None if severity is None else str(severity)


def _sorted(found: pl.DataFrame, order: Mapping[str, int]) -> pl.DataFrame:
    """Return findings with the worst first: by severity, data before practice, and then by place and rule.

    So an output that shows only the first findings shows those that matter most.
    """
    if not found.height:
        return found
    ranks = (
        _rank("severity", [each.value for each in Severity]).alias("__severity"),
        _rank("nature", [each.value for each in Nature]).alias("__nature"),
        _rank("rule", order).alias("__rule"),
    )
    keys = ("__severity", "__nature", "list", "place", "row", "__rule")
    ranked = found.with_columns(ranks).sort(keys, nulls_last=False, maintain_order=True)
    return ranked.drop("__severity", "__nature", "__rule")


def _rank(column: str, order: Iterable[str]) -> pl.Expr:
    names = list(order)
    ranks = range(len(names))
    return pl.col(column).replace_strict(names, list(ranks), default=len(names), return_dtype=pl.Int32)
