"""Calculate the indicators from the lists and the findings on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspectprep.annexa.catalogue import lists
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in, indicator_specs
from inspectprep.annexa.catalogue.values import IndicatorSpec
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.annexa.reading.placeholder_dates import without_placeholder_dates
from inspectprep.annexa.results.indicator_specs import conditions, denominator_rule, numerator_rule
from inspectprep.annexa.results.indicators.caseloads import workers
from inspectprep.annexa.results.indicators.suppress import LARGEST_SMALL, hidden_parts
from inspectprep.annexa.results.indicators.values import Indicator, Part
from inspectprep.dataframes import pl

_CASELOADS = "caseloads"
"""The one indicator that counts workers and not rows."""

_BANDS = ((0, "unborn"), (1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 and 17"))
_LAST_BAND = "18 and over"
_UNKNOWN_AGE, _UNKNOWN_TEAM = "age not known", "no team given"
_EXCESS_OVER_ZERO = 10.0
"""The excess of a figure whose tolerance is 0, so that a single case is too many."""


def indicators(
    dataset: AnnexAData,
    findings: pl.DataFrame,
    *,
    policy: Policy | None = None,
    specs: Iterable[IndicatorSpec] | None = None,
) -> tuple[Indicator, ...]:
    """Return every figure for the council, its teams and age groups, with small numbers hidden.

    Args:
        dataset: The lists that were checked.
        findings: The findings frame of the check.
        policy: The council's thresholds. The smallest denominator and the caseload limit are read here.
        specs: The figures to calculate; all of them if None.
    """
    policy = policy or Policy()
    dataset = without_placeholder_dates(dataset, policy)
    chosen = tuple(specs) if specs is not None else indicator_specs()
    ran = run_rules(dataset, [rule for spec in chosen for rule in conditions(spec)], policy)
    reasons = {skipped.rule: skipped.reason for skipped in ran.skipped}
    figures = []
    for spec in chosen:
        off = _switched_off(spec, policy)
        if off:
            figures.append(_indicator(spec, None, policy, off))
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


def _switched_off(spec: IndicatorSpec, policy: Policy) -> str:
    """Return why a figure cannot be calculated: without the findings of its rules it would be too low."""
    off = [rule for rule in (*spec.rules, spec.measure) if rule and policy.change(rule).off]
    return f"Switched off by the policy: {', '.join(off)}." if off else ""


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
    rows = (
        frame.join(denominator, on=key, how="semi")
        .join(hits, on=key, how="left", maintain_order="left")
        .with_columns(pl.col("counts").fill_null(value=False))
    )
    if spec.unit == "child":
        rows = (
            rows.filter(pl.col("child").is_not_null())
            .group_by("child", maintain_order=True)
            .agg(pl.col("team").first(), pl.col("age").first(), pl.col("counts").any())
        )
    return rows.select("team", "age", "counts")


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
    share = _share_to_judge(total, hidden=council.numerator is None)
    enough = total[1] >= _smallest_denominator(spec, policy) or (spec.tolerance == 0 and total[0] > 0)
    excess = share / spec.tolerance if spec.tolerance else _EXCESS_OVER_ZERO
    return Indicator(
        spec=spec,
        council=council,
        teams=teams,
        ages=ages,
        stands_out=enough and share > spec.tolerance,
        excess=round(excess, 1) if enough else 0.0,
        judged_share=share if total[1] > LARGEST_SMALL else 0.0,
        enough=enough,
    )


def _share_to_judge(total: tuple[int, int], *, hidden: bool) -> float:
    """Return the share that decides whether a figure stands out.

    A hidden count is taken at its lowest possible value. So whether a figure stands out, and by how much,
    reveals nothing about the count.
    """
    above, below = total
    if not below:
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
