"""Counts of rows and findings by list and team, for saving without child-level data."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.summary import count_findings
from inspectprep.annexa.results.team_findings import named_rows
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen


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
    rows = named_rows(result.dataset)
    if rows is None:
        return ()
    by = ("list", "team", "small")
    cells = each_cell(result.findings.with_row_index("__at")).drop_nulls("row")
    found = cells.join(rows, on=["list", "place", "row"], how="inner").unique(["__at", *by])
    counts = rows.group_by(by).agg(pl.len().alias("rows")).join(
        count_findings(found, by).drop("findings"), on=by, how="left"
    )  # fmt: skip
    return tuple(_documents(counts.fill_null(0).sort("list", "small", "team")))


def _documents(counts: pl.DataFrame) -> Iterator[TeamDocument]:
    for row in counts.iter_rows(named=True):
        yield TeamDocument(**row)
