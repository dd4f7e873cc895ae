"""Calculate the indicators from the lists and the findings on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from inspectprep.annexa.catalogue import lists
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.catalogue.values import IndicatorSpec, Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.annexa.reading.placeholder_dates import without_placeholder_dates
from inspectprep.annexa.results.indicator_specs import (
    conditions,
    denominator_rule,
    group_rule,
    numerator_rule,
)
from inspectprep.annexa.results.indicator_thresholds import threshold_of
from inspectprep.annexa.results.indicators.caseloads import workers
from inspectprep.annexa.results.indicators.suppress import LARGEST_SMALL, hidden_parts
from inspectprep.annexa.results.indicators.values import Indicator, Part
from inspectprep.dataframes import pl
from inspectprep.model.finding import Severity, SkippedRule

_CASELOADS = "caseloads"
"""The one indicator that counts workers and not rows."""

_BANDS = ((0, "unborn"), (1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 and 17"))
_LAST_BAND = "18 and over"
_UNKNOWN_AGE, _UNKNOWN_TEAM = "age not known", "no team given"
_EXCESS_OVER_ZERO = 10.0
"""The excess of a figure of which none is allowed, at the share at which readiness is red."""
_NO_GROUP = "in none of the groups"


class _Checked(Protocol):
    """The parts of a :class:`~inspectprep.annexa.CheckResult` that its figures need."""

    @property
    def dataset(self) -> AnnexAData:
        """The lists that were read."""

    @property
    def findings(self) -> pl.DataFrame:
        """The findings."""

    @property
    def unfiltered(self) -> pl.DataFrame | None:
        """All findings, if `findings` are a selection."""

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules of the check."""

    @property
    def policy(self) -> Policy:
        """The council's policy."""

    @property
    def skipped(self) -> tuple[SkippedRule, ...]:
        """The rules that did not run."""

    @property
    def indicators(self) -> tuple[IndicatorSpec, ...]:
        """The figures to calculate."""


def indicators(result: _Checked, specs: Iterable[IndicatorSpec] | None = None) -> tuple[Indicator, ...]:
    """Return every figure for the council, its teams and age groups, with small numbers hidden.

    A figure whose rules could not run is not calculated, because it would be too low.

    Args:
        result: The result of a check. A filter of its findings has no effect here.
        specs: The figures to calculate; those of the check if None.
    """
    policy, dataset = result.policy, without_placeholder_dates(result.dataset, result.policy)
    findings = result.findings if result.unfiltered is None else result.unfiltered
    chosen = tuple(specs) if specs is not None else result.indicators
    ran = run_rules(dataset, [rule for spec in chosen for rule in conditions(spec, result.rules)], policy)
    reasons = {skipped.rule: skipped.reason for skipped in ran.skipped}
    figures = []
    for spec in chosen:
        reason = _changed_by_policy(spec, policy) or _not_run(spec, result.skipped)
        if reason:
            figures.append(_indicator(spec, None, policy, reason))
            continue
        if spec.id == _CASELOADS and spec.measure:
            counted = workers(dataset, policy.values(built_in()[spec.measure]))
            figures.append(_indicator(spec, counted, policy, "" if counted is not None else _WITHOUT_LISTS))
            continue
        reason = reasons.get(denominator_rule(spec), "") or reasons.get(numerator_rule(spec), "")
        missing = spec.list not in dataset.tables
        counted = None if reason or missing else _counted(spec, dataset, findings, ran.findings)
        figures.append(_indicator(spec, counted, policy, reason or f"List {spec.list} was not supplied."))
    return tuple(figures)


_WITHOUT_LISTS = "Lists 6, 7, 8 and 9 were not supplied."


def _changed_by_policy(spec: IndicatorSpec, policy: Policy) -> str:
    """Return why a figure cannot be calculated: without the findings of its rules it would be too low."""
    off = [rule for rule in (*spec.rules, spec.measure) if rule and policy.change(rule).off]
    if off:
        return f"Switched off by the policy: {', '.join(off)}."
    asked = [rule for rule in spec.rules if policy.change(rule).severity is Severity.QUERY]
    if asked and not spec.count_queries:
        return f"Changed to queries by the policy, which are not counted: {', '.join(asked)}."
    return ""


def _not_run(spec: IndicatorSpec, skipped: Iterable[SkippedRule]) -> str:
    """Return why the rules of a figure did not run, in whole or in part, on its list."""
    for each in skipped:
        lists = re.findall(r"\b(\d+)\.[a-z]", each.reason)
        if each.rule in spec.rules and (not lists or str(spec.list) in lists):
            return each.reason
    return ""


def _smallest_denominator(spec: IndicatorSpec, policy: Policy) -> int:
    """Return the number of cases from which a figure is judged, as its measure has it."""
    rule = built_in().get(spec.measure)
    if rule is None or rule.measure is None:
        return int(policy["min_denominator"])
    return int(policy.values(rule)[rule.measure.smallest_denominator])


def _counted(
    spec: IndicatorSpec, dataset: AnnexAData, findings: pl.DataFrame, met: pl.DataFrame
) -> pl.DataFrame:
    """Return one row for each row of the denominator: team, age group, and whether it is in the numerator."""
    table = dataset.tables[spec.list]
    key = ["place", "row"]
    denominator = met.filter(pl.col("rule") == denominator_rule(spec)).select(key).unique()
    if spec.rules:
        hits = findings.filter(pl.col("rule").is_in(spec.rules) & (pl.col("list") == spec.list))
        if not spec.count_queries:
            hits = hits.filter(pl.col("severity") != Severity.QUERY.value)
    else:
        hits = met.filter(pl.col("rule") == numerator_rule(spec))
    hits = hits.select(key).unique().with_columns(counts=pl.lit(value=True))
    frame = table.frame.select(
        pl.col("__place").cast(pl.Int32).alias("place"),
        pl.col("__row").cast(pl.Int32).alias("row"),
        _team(table),
        _age(table.columns),
        _identifier(table),
    )
    if spec.groups:
        frame = frame.join(_groups(spec, met, key), on=key, how="left", maintain_order="left")
        frame = frame.with_columns(
            age=pl.lit(None, dtype=pl.String), group=pl.col("group").fill_null(_NO_GROUP)
        )
    else:
        frame = frame.with_columns(group=pl.lit(None, dtype=pl.String))
    rows = (
        frame.join(denominator, on=key, how="semi")
        .join(hits, on=key, how="left", maintain_order="left")
        .with_columns(pl.col("counts").fill_null(value=False))
    )
    if spec.unit == "child":
        rows = (
            rows.filter(pl.col("child").is_not_null())
            .group_by("child", maintain_order=True)
            .agg(pl.col("team", "age", "group").first(), pl.col("counts").any())
        )
    return rows.select("team", "age", "group", "counts")


def _groups(spec: IndicatorSpec, met: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Return the group of each row: the first whose condition it meets, so that groups add up."""
    names = {group_rule(spec, name): name for name in spec.groups}
    found = met.filter(pl.col("rule").is_in(list(names))).select(*key, "rule")
    order = {rule: place for place, rule in enumerate(names)}
    return (
        found.sort(pl.col("rule").replace_strict(order, return_dtype=pl.Int32))
        .unique(key, keep="first", maintain_order=True)
        .select(*key, pl.col("rule").replace_strict(names, return_dtype=pl.String).alias("group"))
    )


def _identifier(table: ListTable) -> pl.Expr:
    name = lists()[table.list].columns[0].name
    key = pl.col(f"{name}__key") if name in table.columns else pl.lit(None, dtype=pl.String)
    return key.alias("child")


def _team(table: ListTable) -> pl.Expr:
    """Return the team of each row in its most frequent spelling."""
    if "allocated_team" not in table.columns:
        return pl.lit(None, dtype=pl.String).alias("team")
    spellings = table.frame["allocated_team"].drop_nulls().value_counts(sort=True, name="count")
    most_frequent: dict[str, str] = {}
    by_spelling: dict[str, str] = {}
    for spelling in spellings["allocated_team"].to_list():
        by_spelling[spelling] = most_frequent.setdefault(name_key(spelling), spelling)
    team = pl.col("allocated_team").replace_strict(by_spelling, default=None, return_dtype=pl.String)
    return team.fill_null(_UNKNOWN_TEAM).alias("team")


def _age(columns: tuple[str, ...]) -> pl.Expr:
    if "age" not in columns:
        return pl.lit(None, dtype=pl.String).alias("age")
    group = pl.lit(_LAST_BAND)
    for limit, words in reversed(_BANDS):
        group = pl.when(pl.col("age") < limit).then(pl.lit(words)).otherwise(group)
    return pl.when(pl.col("age").is_null()).then(pl.lit(_UNKNOWN_AGE)).otherwise(group).alias("age")


def _indicator(spec: IndicatorSpec, counted: pl.DataFrame | None, policy: Policy, reason: str) -> Indicator:
    nothing = Part(label="", numerator=0, denominator=0)
    if counted is None:
        return Indicator(spec=spec, council=nothing, skipped=reason)
    total = int(counted["counts"].sum()), counted.height
    teams, council = _parts(counted, "team", total, sorted(set(counted["team"].drop_nulls())))
    ages, _ = _parts(counted, "age", total, [words for _, words in _BANDS] + [_LAST_BAND, _UNKNOWN_AGE])
    groups = _parts(counted, "group", total, [*spec.groups, _NO_GROUP])[0] if spec.groups else ()
    share = _share_to_judge(total, hidden=council.numerator is None)
    threshold = threshold_of(spec, policy)
    enough = total[1] >= _smallest_denominator(spec, policy) or (threshold == 0 and total[0] > 0)
    return Indicator(
        spec=spec,
        council=council,
        teams=teams,
        ages=ages,
        groups=groups,
        threshold=threshold,
        stands_out=enough and threshold is not None and share > threshold,
        excess=round(_excess(share, threshold, spec.red), 2) if enough else 0.0,
        judged_share=share if total[1] > LARGEST_SMALL else 0.0,
        enough=enough,
    )


def _excess(share: float, threshold: float | None, red: float | None) -> float:
    """Return how far a share is above its threshold, so that indicators can be ranked.

    Where none is allowed there is nothing to divide by. A share at which readiness is red, and a single case
    of what is not about late practice, then count as much as ten times a threshold.
    """
    if threshold:
        return share / threshold
    if threshold is None or not share:
        return 0.0
    return _EXCESS_OVER_ZERO * (share / red if red else 1)


def _share_to_judge(total: tuple[int, int], *, hidden: bool) -> float:
    """Return the share that decides whether a figure stands out.

    A hidden count is taken at its lowest possible value. So whether a figure stands out, and by how much,
    reveals nothing about the count.
    """
    above, below = total
    if not above:
        return 0.0
    if not hidden:
        return above / below
    return (1 if above <= LARGEST_SMALL else below - LARGEST_SMALL) / below


def _parts(
    counted: pl.DataFrame, column: str, total: tuple[int, int], labels: list[str]
) -> tuple[tuple[Part, ...], Part]:
    grouped = (
        counted.filter(pl.col(column).is_not_null()).group_by(column).agg(pl.col("counts").sum(), pl.len())
    )
    known: Mapping[str, tuple[int, int]] = {
        label: (int(above), int(below)) for label, above, below in grouped.iter_rows()
    }
    shown = [label for label in labels if label in known]
    hidden, whole = hidden_parts([known[label] for label in shown], total)
    parts = tuple(_part(label, known[label], out) for label, out in zip(shown, hidden, strict=True))
    return parts, _part("", total, whole)


def _part(label: str, counts: tuple[int, int], hidden: tuple[bool, bool]) -> Part:
    above, below = counts
    return Part(label=label, numerator=None if hidden[0] else above, denominator=None if hidden[1] else below)
