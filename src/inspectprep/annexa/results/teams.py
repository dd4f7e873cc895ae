"""Counts of findings by list and team, for saving without child-level data.

A team is named only if it has enough children. So a text that few children have, which could be a child's
name in the wrong column, never leaves the analyst's files, and neither do the counts of a small team.
"""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.summary import count_findings
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

FEWEST_CHILDREN = 5
"""A team with fewer children than this on all lists together is not named."""


@frozen(kw_only=True)
class TeamDocument:
    """The counts of one team on one list.

    Attributes:
        list: The number of the list.
        team: The name of the team. Empty for rows without a team, and for small teams together.
        small: True for the teams that have too few children to be named.
        rows: Its rows.
        errors: Errors in its data.
        warnings: Warnings about its data.
        queries: Queries about its data.
        practice: Findings about its practice.
    """

    list: int
    team: str
    small: bool
    rows: int
    errors: int
    warnings: int
    queries: int
    practice: int


def team_documents(result: CheckResult) -> tuple[TeamDocument, ...]:
    """Return the counts of each list and team, in order of lists and names."""
    rows = _rows(result)
    if rows is None:
        return ()
    children = rows.drop_nulls("team").group_by("team").agg(pl.col("child").n_unique())
    named = children.filter(pl.col("child") >= FEWEST_CHILDREN)["team"]
    rows = rows.select(
        "list",
        "place",
        "row",
        pl.when(pl.col("team").is_in(named.implode())).then("team").otherwise(pl.lit("")).alias("team"),
        (pl.col("team").is_not_null() & ~pl.col("team").is_in(named.implode())).alias("small"),
    )
    by = ("list", "team", "small")
    cells = each_cell(result.findings.with_row_index("__at")).drop_nulls("row")
    found = cells.join(rows, on=["list", "place", "row"], how="inner").unique(["__at", *by])
    counts = rows.group_by(by).agg(pl.len().alias("rows")).join(
        count_findings(found, by).drop("findings"), on=by, how="left"
    )  # fmt: skip
    return tuple(_documents(counts.fill_null(0).sort("list", "small", "team")))


def _rows(result: CheckResult) -> pl.DataFrame | None:
    """Return the list, place, row, team and child of each row of the lists that name teams."""
    parts = [
        table.frame.select(
            pl.lit(list_number, pl.Int8).alias("list"),
            pl.col("__place").alias("place"),
            pl.col("__row").alias("row"),
            pl.col("allocated_team").str.replace_all(r"\s+", " ").str.strip_chars().alias("team"),
            pl.col("child_unique_id__key").alias("child"),
        )
        for list_number, table in sorted(result.dataset.tables.items())
        if {"allocated_team", "child_unique_id"} <= set(table.columns)
    ]
    return pl.concat(parts) if parts else None


def _documents(counts: pl.DataFrame) -> Iterator[TeamDocument]:
    for row in counts.iter_rows(named=True):
        yield TeamDocument(**row)
