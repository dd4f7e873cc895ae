"""Counts, freshness and scores of a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from math import floor

from attrs import evolve

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.calendar.offsets import add_months
from inspectprep.dataframes import pl
from inspectprep.model.alteration import Alteration
from inspectprep.model.finding import (
    CheckSummary,
    FindingUnit,
    ListSummary,
    Nature,
    RuleCount,
    Severity,
    SkippedRule,
)
from inspectprep.model.representation import frozen

COST: Mapping[str, float] = {"error": 1.0, "warning": 0.5, "query": 0.1}
"""The share of a row that its most severe data finding costs."""
LIST_COST: Mapping[str, float] = {"error": 5.0, "warning": 2.0, "query": 0.5}
"""The points that a data finding about a whole list, a column or a value takes off its score."""
_ROUNDING = 1e-6
"""Added before rounding down, so that a binary fraction just below a tenth counts as that tenth."""


@frozen(kw_only=True)
class ListFreshness:
    """The age of the newest event of a list.

    Attributes:
        list: The number of the list.
        newest: Its newest event up to the list date; None without one.
        days_old: Calendar days from that event to the list date.
        gap_days: The most calendar days between two events inside the window, whose ends count as events;
            None for lists of people rather than events.
        gap_from: The day on which that gap begins.
    """

    list: int
    newest: date | None
    days_old: int | None
    gap_days: int | None
    gap_from: date | None


# Lists of events, by the date that brings a row onto the list. The other lists are of people.
_EVENTS: Mapping[int, str] = {
    1: "date_of_contact",
    3: "date_of_referral",
    4: "assessment_authorised_date",
    5: "s47_start_date",
}


def counts_of(
    findings: pl.DataFrame,
    dataset: AnnexAData,
    *,
    rules: Mapping[str, Rule],
    skipped: tuple[SkippedRule, ...],
    freshness: Iterable[ListFreshness],
    explained: pl.Series,
    altered_by: tuple[Alteration, ...] = (),
) -> CheckSummary:
    """Return the counts of a check, without the likely lines of enquiry.

    `explained` says of each finding whether it is explained.
    """
    findings = findings.with_columns(explained.alias("explained"))
    by_list: dict[int | None, dict[str, int]] = {}
    for list_number, nature, severity, count, with_reason in (
        findings.group_by("list", "nature", "severity")
        .agg(pl.len(), pl.col("explained").sum())
        .sort("list", "nature", "severity")
        .iter_rows()
    ):
        kind = severity if nature == Nature.DATA else str(nature)
        counts = by_list.setdefault(list_number, {})
        counts[kind] = counts.get(kind, 0) + count
        counts["explained"] = counts.get("explained", 0) + with_reason
    newest = {one.list: one.newest for one in freshness}
    lists = []
    for list_number, specification in catalogue.lists().items():
        table = dataset.tables.get(list_number)
        counts = by_list.get(list_number, {})
        lists.append(
            ListSummary(
                list=list_number,
                title=specification.title,
                found=table is not None,
                rows=table.frame.height if table is not None else 0,
                errors=counts.get("error", 0),
                warnings=counts.get("warning", 0),
                queries=counts.get("query", 0),
                practice=counts.get("practice", 0),
                explained=counts.get("explained", 0),
                newest=newest.get(list_number),
            )
        )
    rule_counts = [
        RuleCount(
            rule=rule,
            severity=Severity(severity),
            nature=Nature(nature),
            message=rules[rule].message,
            count=count,
            explained=with_reason,
        )
        for rule, severity, nature, count, with_reason in findings.group_by("rule", "severity", "nature")
        .agg(pl.len(), pl.col("explained").sum())
        .sort("rule", "severity")
        .iter_rows()
    ]
    return CheckSummary(
        as_of=dataset.as_of,
        lists=tuple(lists),
        rules=tuple(rule_counts),
        skipped_rules=skipped,
        files=len(dataset.files),
        as_of_assumed=dataset.as_of_assumed,
        complete=not any(file.problem for file in dataset.files),
        altered_by=altered_by,
    )


def freshness_of(dataset: AnnexAData, policy: Policy) -> tuple[ListFreshness, ...]:
    """Return the freshness of each supplied list."""
    return tuple(_freshness(table, dataset.as_of, policy) for _, table in sorted(dataset.tables.items()))


def _freshness(table: ListTable, as_of: date | None, policy: Policy) -> ListFreshness:

    unknown = ListFreshness(list=table.list, newest=None, days_old=None, gap_days=None, gap_from=None)
    dates = [
        column.name
        for column in catalogue.lists()[table.list].columns
        if column.type == "date" and column.name != "date_of_birth" and column.name in table.columns
    ]
    if not dates or as_of is None:
        return unknown
    row = table.frame.select(
        [pl.col(name).filter(pl.col(name) <= as_of).max().alias(name) for name in dates]
    ).row(0)
    newest = max((day for day in row if day is not None), default=None)
    if newest is None:
        return unknown
    days_old = (as_of - newest).days
    event = _EVENTS.get(table.list)
    if event is None or event not in table.columns:
        return evolve(unknown, newest=newest, days_old=days_old)
    start = add_months(as_of, -policy["window_months"])
    days = table.frame[event].drop_nulls().unique().sort().to_list()
    inside = [start, *(day for day in days if start <= day <= as_of), as_of]
    gaps = [((after - before).days, before) for before, after in pairwise(inside)]
    longest, since = max(gaps, key=lambda gap: (gap[0], gap[1]))
    return ListFreshness(list=table.list, newest=newest, days_old=days_old, gap_days=longest, gap_from=since)


def scores_of(findings: pl.DataFrame, dataset: AnnexAData) -> dict[int, float]:
    """Return a score from 0 to 100 for each supplied list; ``CheckResult.scores`` gives the formula."""
    data = findings.filter(pl.col("nature") == str(Nature.DATA)).with_columns(
        pl.col("severity").replace_strict(COST, return_dtype=pl.Float64).alias("cost"),
        pl.col("severity").replace_strict(LIST_COST, return_dtype=pl.Float64).alias("points"),
    )
    one_by_one = pl.col("unit").is_in([FindingUnit.ROW.value, FindingUnit.CELL.value])
    rows = (
        data.filter(one_by_one).group_by("list", "place", "row").agg(pl.col("cost").max())
        .group_by("list").agg(pl.col("cost").sum())
    )  # fmt: skip
    lost = dict(rows.iter_rows())
    sizes = {list_number: table.frame.height for list_number, table in dataset.tables.items()}
    height = pl.col("list").replace_strict(
        list(sizes), list(sizes.values()), default=0, return_dtype=pl.Int64
    )
    at_most = 100 * pl.col("cost") * pl.col("count") / height
    points = pl.when(pl.col("row").is_null() | (height == 0)).then("points")
    shared = data.filter(~one_by_one).select("list", points.otherwise(pl.min_horizontal("points", at_most)))
    off = dict(shared.group_by("list").agg(pl.col("points").sum()).iter_rows())
    scores = {}
    for list_number, size in sorted(sizes.items()):
        share = 1 - lost.get(list_number, 0.0) / size if size else 1.0
        score = max(0.0, 100 * max(0.0, share) - off.get(list_number, 0.0))
        # Rounded down, so that only a list without data findings has 100.
        scores[list_number] = floor(score * 10 + _ROUNDING) / 10
    return scores


def with_holders(findings: pl.DataFrame, dataset: AnnexAData, by: tuple[str, ...]) -> pl.DataFrame:
    """Return the findings with the file, sheet, team and worker of their rows, if `by` names them.

    A finding about cells of several teams or workers is there once for each of them.
    """
    frame = findings
    places = dataset.places
    for name in ("file", "sheet"):
        if name in by:
            texts = [getattr(place, name) for place in places]
            indices = list(range(len(places)))
            frame = frame.with_columns(
                pl.col("place")
                .replace_strict(indices, texts, default=None, return_dtype=pl.String)
                .alias(name)
            )
    columns = {"team": "allocated_team", "worker": "allocated_worker"}
    wanted = [name for name in columns if name in by]
    if not wanted:
        return frame
    parts = []
    for list_number, table in dataset.tables.items():
        holders = [
            (pl.col(columns[name]) if columns[name] in table.columns else pl.lit(None, pl.String)).alias(name)
            for name in wanted
        ]
        parts.append(
            table.frame.select(
                pl.lit(list_number, pl.Int8).alias("list"), pl.col("__place").alias("place"),
                pl.col("__row").alias("row"), *holders,
            )
        )  # fmt: skip
    if not parts:
        return frame.with_columns([pl.lit(None, pl.String).alias(name) for name in wanted])
    at = "__finding"
    located: pl.DataFrame = each_cell(frame.with_row_index(at)).join(
        pl.concat(parts), on=["list", "place", "row"], how="left", maintain_order="left"
    )
    return located.unique([at, *wanted], keep="first", maintain_order=True).sort(at).drop(at)


def rows_by_team(dataset: AnnexAData) -> dict[str, int]:
    """Return the number of rows of each team, over all lists that name a team."""
    rows: Counter[str] = Counter()
    for table in dataset.tables.values():
        if "allocated_team" in table.columns:
            teams = table.frame["allocated_team"].drop_nulls()
            rows.update(dict(teams.value_counts().iter_rows()))
    return dict(rows)


def count_findings(frame: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Return counts of findings by columns, in descending order."""
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
