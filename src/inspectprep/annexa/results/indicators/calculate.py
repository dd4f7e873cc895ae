"""Works the indicators out from the lists and what the rules found on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from inspectprep.annexa.catalogue import lists
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.rule import Outcome, Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.results.indicators.caseloads import workers
from inspectprep.annexa.results.indicators.catalogue import CASELOADS, catalogue
from inspectprep.annexa.results.indicators.suppress import LARGEST_SMALL, hidden_parts
from inspectprep.annexa.results.indicators.values import Indicator, IndicatorSpec, Part
from inspectprep.model.finding import Severity

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.reading.dataset import AnnexAData, ListTable

__all__ = ["indicators"]

_BANDS = ((0, "unborn"), (1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 and 17"))
_LAST_BAND = "18 and over"
_UNKNOWN_AGE, _UNKNOWN_TEAM = "age not known", "no team given"
_NOT_ONE = 10.0
"""How far beyond its tolerance a figure counts as being where a single case is too many."""


def indicators(
    dataset: AnnexAData,
    findings: pl.DataFrame,
    *,
    policy: Policy | None = None,
    specs: Iterable[IndicatorSpec] | None = None,
) -> tuple[Indicator, ...]:
    """Return every figure, for the council, its teams and age groups, with small numbers hidden.

    Args:
        dataset: What was read.
        findings: What the rules found in it.
        policy: Thresholds of the council; the smallest denominator and the caseload limit are read here.
        specs: Which figures; all of them without.
    """
    policy = policy or Policy()
    chosen = tuple(specs) if specs is not None else catalogue()
    ran = run_rules(dataset, list(_conditions(chosen)), policy)
    reasons = {each.rule: each.reason for each in ran.skipped}
    made = []
    for spec in chosen:
        if spec.id == CASELOADS:
            counted = workers(dataset, policy)
            made.append(_indicator(spec, counted, policy, "" if counted is not None else _WITHOUT_LISTS))
            continue
        reason = reasons.get(_of(spec), "")
        missing = spec.list not in dataset.tables
        counted = None if reason or missing else _counted(spec, dataset, findings, ran.findings)
        made.append(_indicator(spec, counted, policy, reason or f"List {spec.list} was not supplied."))
    return tuple(made)


_WITHOUT_LISTS = "Lists 6, 7, 8 and 9 were not supplied."


def _of(spec: IndicatorSpec) -> str:
    return f"{spec.id}/of"


def _in(spec: IndicatorSpec) -> str:
    return f"{spec.id}/in"


def _conditions(specs: Iterable[IndicatorSpec]) -> Iterable[Rule]:
    """Put what is to be counted into the form of rules, so that the engine counts it as it checks."""
    for spec in specs:
        if spec.denominator:
            yield _rule(_of(spec), spec.list, spec.denominator)
        if spec.numerator:
            yield _rule(_in(spec), spec.list, f"({spec.denominator}) and ({spec.numerator})")


def _rule(name: str, number: int, condition: str) -> Rule:
    outcome = Outcome(severity=Severity.QUERY, when=condition)
    return Rule(id=name, lists=(number,), message="", guidance="", outcomes=(outcome,))


def _counted(
    spec: IndicatorSpec, dataset: AnnexAData, findings: pl.DataFrame, conditions: pl.DataFrame
) -> pl.DataFrame:
    """Return one row for each thing looked at: its team, its age group, and whether it counts."""
    import polars as pl  # noqa: PLC0415 - the catalogue can be shown without frames

    table = dataset.tables[spec.list]
    key = ["place", "row"]
    looked_at = conditions.filter(pl.col("rule") == _of(spec)).select(key).unique()
    if spec.rules:
        hits = findings.filter(pl.col("rule").is_in(spec.rules) & (pl.col("list") == spec.list))
    else:
        hits = conditions.filter(pl.col("rule") == _in(spec))
    hits = hits.select(key).unique().with_columns(counts=pl.lit(value=True))
    frame = table.frame.select(
        pl.col("__place").cast(pl.Int32).alias("place"),
        pl.col("__row").cast(pl.Int32).alias("row"),
        _team(table),
        _age(table.columns),
        _identifier(table),
    )
    found = (
        frame.join(looked_at, on=key, how="semi")
        .join(hits, on=key, how="left", maintain_order="left")
        .with_columns(pl.col("counts").fill_null(value=False))
    )
    if spec.unit == "child":
        found = (
            found.filter(pl.col("child").is_not_null())
            .group_by("child", maintain_order=True)
            .agg(pl.col("team").first(), pl.col("age").first(), pl.col("counts").any())
        )
    return found.select("team", "age", "counts")


def _identifier(table: ListTable) -> pl.Expr:
    import polars as pl  # noqa: PLC0415

    name = lists()[table.list].columns[0].name
    key = pl.col(f"{name}__key") if name in table.columns else pl.lit(None, dtype=pl.String)
    return key.alias("child")


def _team(table: ListTable) -> pl.Expr:
    """Return the team of each row under its commonest spelling."""
    import polars as pl  # noqa: PLC0415

    if "allocated_team" not in table.columns:
        return pl.lit(None, dtype=pl.String).alias("team")
    spellings = table.frame["allocated_team"].drop_nulls().value_counts(sort=True, name="count")
    usual: dict[str, str] = {}
    known: dict[str, str] = {}
    for spelling in spellings["allocated_team"].to_list():
        known[spelling] = usual.setdefault(name_key(spelling), spelling)
    team = pl.col("allocated_team").replace_strict(known, default=None, return_dtype=pl.String)
    return team.fill_null(_UNKNOWN_TEAM).alias("team")


def _age(columns: tuple[str, ...]) -> pl.Expr:
    import polars as pl  # noqa: PLC0415

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
    enough = total[1] >= policy.min_denominator or (spec.tolerance == 0 and total[0] > 0)
    if spec.id == CASELOADS:
        enough = total[1] >= policy.min_denominator_workers
    excess = share / spec.tolerance if spec.tolerance else _NOT_ONE
    return Indicator(
        spec=spec,
        council=council,
        teams=teams,
        ages=ages,
        stands_out=enough and share > spec.tolerance,
        excess=round(excess, 1) if enough else 0.0,
    )


def _share_to_judge(total: tuple[int, int], *, hidden: bool) -> float:
    """Return the share that decides whether a figure stands out.

    Where the count is hidden that is the least it could be, so that what stands out, and by how much, is the
    same for every count it could be.
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
    import polars as pl  # noqa: PLC0415

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
