"""Caseloads: the children of each worker over lists 6 to 9, each child once for every worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectprep.annexa.engine.name_forms import name_key, worker_key
from inspectprep.annexa.reading.dataset import BLANK_STATES, AnnexAData
from inspectprep.dataframes import pl

_ENDS = {6: "cin_closure_date", 7: "cpp_end_date", 8: "lac_end_date", 9: None}


def workers(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame | None:
    """Return one row for each worker with an open case: the team, and whether the caseload is over the limit.

    Blank and placeholder names do not count as workers. The result is None if no list names workers.
    """
    placeholders = {name_key(name) for name in policy["placeholder_names"]}
    parts = []
    for list_number, end in _ENDS.items():
        table = dataset.tables.get(list_number)
        if table is None or "allocated_worker" not in table.columns or "child_unique_id" not in table.columns:
            continue
        frame = table.frame
        if end in table.columns:
            frame = frame.filter(pl.col(f"{end}__state").is_in(BLANK_STATES))
        team = (
            pl.col("allocated_team") if "allocated_team" in table.columns else pl.lit(None, dtype=pl.String)
        )
        parts.append(
            frame.select(
                pl.col("child_unique_id__key").alias("child"),
                pl.col("allocated_worker").alias("worker"),
                team.alias("team"),
            ).drop_nulls(["child", "worker"])
        )
    if not parts:
        return None
    cases = pl.concat(parts)
    spellings = cases["worker"].unique()
    keys = {
        spelling: worker_key(spelling) for spelling in spellings if name_key(spelling) not in placeholders
    }
    return (
        cases.with_columns(pl.col("worker").replace_strict(keys, default=None, return_dtype=pl.String))
        .drop_nulls("worker")
        .group_by("worker", maintain_order=True)
        .agg(pl.col("team").drop_nulls().first(), pl.col("child").n_unique().alias("children"))
        .select(
            pl.col("team").fill_null("no team given"),
            pl.lit(None, dtype=pl.String).alias("age"),
            (pl.col("children") > policy["caseload_limit"]).alias("counts"),
        )
    )
