"""Counts, freshness and scores of a check: how much, how new, how good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from attrs import frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.engine.date_columns import add_months
from inspectprep.model.finding import CheckSummary, ListSummary, Nature, RuleCount, Severity

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.catalogue.policy import Policy
    from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
    from inspectprep.annexa.results.result import CheckResult

__all__ = ["Freshness", "counted", "freshness_of", "score_of", "summary_of", "with_holders"]

COST: Mapping[str, float] = {"error": 1.0, "warning": 0.5, "query": 0.1}
"""What the gravest data finding of a row costs of that row."""
_LITTLE = 1e-6
LIST_COST: Mapping[str, float] = {"error": 5.0, "warning": 2.0, "query": 0.5}
"""What a data finding about a whole list takes off its score."""


@frozen(kw_only=True)
class Freshness:
    """How new a list is.

    Attributes:
        newest: Its newest event up to the list date; None without one.
        days_old: Calendar days from that event to the list date.
        gap_days: The longest run of days without an event inside the window, ends included; None
            for lists of people rather than events.
        gap_from: The day on which that run begins.
    """

    list: int
    newest: date | None
    days_old: int | None = None
    gap_days: int | None = None
    gap_from: date | None = None


# Lists of events, by the date that brings a row onto the list; the others are of people.
_EVENTS: Mapping[int, str] = {
    1: "date_of_contact",
    3: "date_of_referral",
    4: "assessment_authorised_date",
    5: "s47_start_date",
}


def summary_of(result: CheckResult) -> CheckSummary:
    """Return the counts of a result."""
    import polars as pl  # noqa: PLC0415

    found = result.findings
    by_list: dict[int | None, dict[str, int]] = {}
    for number, nature, severity, count in (
        found.group_by("list", "nature", "severity")
        .agg(pl.len())
        .sort("list", "nature", "severity")
        .iter_rows()
    ):
        kind = severity if nature == Nature.DATA else str(nature)
        counts = by_list.setdefault(number, {})
        counts[kind] = counts.get(kind, 0) + count
    newest = {each.list: each.newest for each in result.freshness}
    lists = []
    for number, one in catalogue.lists().items():
        table = result.dataset.tables.get(number)
        counts = by_list.get(number, {})
        lists.append(
            ListSummary(
                list=number,
                title=one.title,
                found=table is not None,
                rows=table.frame.height if table is not None else 0,
                errors=counts.get("error", 0),
                warnings=counts.get("warning", 0),
                queries=counts.get("query", 0),
                practice=counts.get("practice", 0),
                newest=newest.get(number),
            )
        )
    rules = [
        RuleCount(
            rule=rule,
            severity=Severity(severity),
            nature=Nature(nature),
            message=result.rules[rule].message,
            count=count,
        )
        for rule, severity, nature, count in found.group_by("rule", "severity", "nature")
        .agg(pl.len())
        .sort("rule", "severity")
        .iter_rows()
    ]
    return CheckSummary(
        as_of=result.dataset.as_of,
        lists=tuple(lists),
        rules=tuple(rules),
        skipped_rules=result.skipped,
        files=len(result.dataset.files),
        as_of_assumed=result.dataset.as_of_assumed,
        complete=not any(each.problem for each in result.dataset.files),
    )


def freshness_of(dataset: AnnexAData, policy: Policy) -> tuple[Freshness, ...]:
    """Return how new each supplied list is."""
    return tuple(
        _freshness(number, table, dataset.as_of, policy) for number, table in sorted(dataset.tables.items())
    )


def _freshness(number: int, table: ListTable, as_of: date | None, policy: Policy) -> Freshness:
    import polars as pl  # noqa: PLC0415

    dates = [
        each.name
        for each in catalogue.lists()[number].columns
        if each.type == "date" and each.name != "date_of_birth" and each.name in table.columns
    ]
    if not dates or as_of is None:
        return Freshness(list=number, newest=None)
    row = table.frame.select(
        [pl.col(name).filter(pl.col(name) <= as_of).max().alias(name) for name in dates]
    ).row(0)
    newest = max((each for each in row if each is not None), default=None)
    if newest is None:
        return Freshness(list=number, newest=None)
    days_old = (as_of - newest).days
    event = _EVENTS.get(number)
    if event is None or event not in table.columns:
        return Freshness(list=number, newest=newest, days_old=days_old)
    start = add_months(as_of, -policy.window_months)
    days = table.frame[event].drop_nulls().unique().sort().to_list()
    inside = [start, *(day for day in days if start <= day <= as_of), as_of]
    gaps = [((after - before).days, before) for before, after in pairwise(inside)]
    longest, since = max(gaps, key=lambda gap: (gap[0], gap[1]))
    return Freshness(list=number, newest=newest, days_old=days_old, gap_days=longest, gap_from=since)


def score_of(result: CheckResult) -> dict[int, float]:
    """Return a score from 0 to 100 for each supplied list; see ``CheckResult.scores`` for the formula."""
    import polars as pl  # noqa: PLC0415

    data = result.findings.filter(pl.col("nature") == str(Nature.DATA))
    cost = pl.col("severity").replace_strict(COST, return_dtype=pl.Float64)
    rows = (
        data.drop_nulls("row").group_by("list", "place", "row").agg(cost.max().alias("cost"))
        .group_by("list").agg(pl.col("cost").sum())
    )  # fmt: skip
    lost = dict(rows.iter_rows())
    whole = (
        data.filter(pl.col("row").is_null())
        .group_by("list")
        .agg(pl.col("severity").replace_strict(LIST_COST, return_dtype=pl.Float64).sum())
    )
    off = dict(whole.iter_rows())
    scores = {}
    for number, table in sorted(result.dataset.tables.items()):
        height = table.frame.height
        share = 1 - lost.get(number, 0.0) / height if height else 1.0
        score = max(0.0, 100 * max(0.0, share) - off.get(number, 0.0))
        # Rounded down, so that only a list without a flaw has 100; the rest is the binary fraction's.
        scores[number] = floor(score * 10 + _LITTLE) / 10
    return scores


def with_holders(result: CheckResult, by: tuple[str, ...]) -> pl.DataFrame:
    """Return the findings with the file, sheet, team and worker of their rows, as far as `by` names them."""
    import polars as pl  # noqa: PLC0415

    frame = result.findings
    places = result.dataset.places
    for name in ("file", "sheet"):
        if name in by:
            texts = [getattr(place, name) for place in places]
            numbers = list(range(len(places)))
            frame = frame.with_columns(
                pl.col("place")
                .replace_strict(numbers, texts, default=None, return_dtype=pl.String)
                .alias(name)
            )
    columns = {"team": "allocated_team", "worker": "allocated_worker"}
    wanted = [name for name in columns if name in by]
    if not wanted:
        return frame
    parts = []
    for number, table in result.dataset.tables.items():
        held = [
            (pl.col(columns[name]) if columns[name] in table.columns else pl.lit(None, pl.String)).alias(name)
            for name in wanted
        ]
        parts.append(
            table.frame.select(
                pl.lit(number, pl.Int8).alias("list"), pl.col("__place").alias("place"),
                pl.col("__row").alias("row"), *held,
            )
        )  # fmt: skip
    if not parts:
        return frame.with_columns([pl.lit(None, pl.String).alias(name) for name in wanted])
    return frame.join(pl.concat(parts), on=["list", "place", "row"], how="left", maintain_order="left")


def counted(frame: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Return counts of findings by columns, the most first."""
    import polars as pl  # noqa: PLC0415

    data = pl.col("nature") == str(Nature.DATA)
    counts = [
        (data & (pl.col("severity") == severity)).sum().alias(name)
        for severity, name in (("error", "errors"), ("warning", "warnings"), ("query", "queries"))
    ]
    practice = (pl.col("nature") == str(Nature.PRACTICE)).sum().alias("practice")
    if not by:
        return frame.select(*counts, practice, pl.len().alias("findings"))
    grouped = frame.group_by(list(by)).agg(*counts, practice, pl.len().alias("findings"))
    return grouped.sort(["findings", *by], descending=[True, *[False] * len(by)], nulls_last=True)
