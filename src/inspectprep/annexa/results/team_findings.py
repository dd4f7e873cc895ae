"""The team of each finding, and the open findings of each list and team, without child-level data.

A team is named only if it has enough children. So a text that few children have, which could be a child's
name in the wrong column, never leaves the analyst's files, and neither do the counts of a small team.
"""

from __future__ import annotations

from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.dataframes import pl
from inspectprep.model.finding import Nature, Severity
from inspectprep.model.finding_places import TeamFindings

FEWEST_CHILDREN = 5
"""A team with fewer children than this on all lists together is not named."""


def open_findings(
    findings: pl.DataFrame, dataset: AnnexAData, explained: pl.Series
) -> tuple[TeamFindings, ...]:
    """Return the findings that are not explained by list and team; each is counted once.

    Args:
        findings: A findings frame.
        dataset: The lists that were checked.
        explained: Whether each finding is explained.
    """
    located = single_team(findings, dataset).filter(~explained)
    error = (pl.col("nature") == Nature.DATA.value) & (pl.col("severity") == Severity.ERROR.value)
    counts = (
        located.group_by("list", "team", "small")
        .agg(error.sum().alias("errors"), (pl.col("nature") == Nature.PRACTICE.value).sum().alias("practice"))
        .filter((pl.col("errors") > 0) | (pl.col("practice") > 0))
        .sort("list", "small", "team", nulls_last=True)
    )
    return tuple(TeamFindings(**row) for row in counts.iter_rows(named=True))


def single_team(findings: pl.DataFrame, dataset: AnnexAData) -> pl.DataFrame:
    """Return findings with the `team` of their rows, and whether it is one of the `small` ones.

    The team is empty, and not small, for a finding whose rows have no team, or more than one.
    """
    rows, none = named_rows(dataset), pl.lit("").alias("team")
    if rows is None:
        return findings.with_columns(none, pl.lit(False).alias("small"))
    indexed = findings.with_row_index("__at")
    teams = (
        each_cell(indexed.select("__at", "list", "place", "row", "rows", "unit", "count"))
        .join(rows, on=["list", "place", "row"], how="left")
        .select("__at", pl.struct("team", "small").alias("holder"))
        .unique()
    )
    only = teams.filter(pl.len().over("__at") == 1).unnest("holder")
    return (
        indexed.join(only, on="__at", how="left", maintain_order="left")
        .with_columns(pl.col("team").fill_null(""), pl.col("small").fill_null(value=False))
        .drop("__at")
    )


def named_rows(dataset: AnnexAData) -> pl.DataFrame | None:
    """Return the list, place and row of each row, its team if that may be named, and whether it is small."""
    rows = _rows(dataset)
    if rows is None:
        return None
    children = rows.drop_nulls("team").group_by("team").agg(pl.col("child").n_unique())
    named = children.filter(pl.col("child") >= FEWEST_CHILDREN)["team"]
    return rows.select(
        "list",
        "place",
        "row",
        pl.when(pl.col("team").is_in(named.implode())).then("team").otherwise(pl.lit("")).alias("team"),
        (pl.col("team").is_not_null() & ~pl.col("team").is_in(named.implode())).alias("small"),
    )


def _rows(dataset: AnnexAData) -> pl.DataFrame | None:
    """Return the list, place, row, team and child of each row of the lists that name teams."""
    parts = [
        table.frame.select(
            pl.lit(list_number, pl.Int8).alias("list"),
            pl.col("__place").alias("place"),
            pl.col("__row").alias("row"),
            pl.col("allocated_team").str.replace_all(r"\s+", " ").str.strip_chars().alias("team"),
            pl.col("child_unique_id__key").alias("child"),
        )
        for list_number, table in sorted(dataset.tables.items())
        if {"allocated_team", "child_unique_id"} <= set(table.columns)
    ]
    return pl.concat(parts) if parts else None
