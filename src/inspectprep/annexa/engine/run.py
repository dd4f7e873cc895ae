"""Runs compiled rules on prepared lists and gives one findings frame.

A list is passed over once for all its rules: every outcome is a column of that pass, and only rows on
which one holds are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
from attrs import frozen

from inspectprep.annexa import findings
from inspectprep.annexa.engine.compile import OUTER
from inspectprep.annexa.engine.joins import attach, pairs_of
from inspectprep.annexa.rule import Pick

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.engine.plan import Helper, Pair

__all__ = ["Look", "Output", "run"]

_BEFORE_ALL = -(10**9)


@frozen(kw_only=True, eq=False)
class Look:
    """Where to find the row that is named beside a finding.

    Attributes:
        lists: Lists to look on, in order of preference, each with its condition.
        by: The prepared column that both rows are joined on.
    """

    lists: tuple[tuple[int, Pair], ...]
    by: str
    pick: Pick
    column: str = ""


@frozen(kw_only=True, eq=False)
class Output:
    """One rule on one list, or on one column of it.

    Attributes:
        outcomes: Severity, condition and column of each outcome, in the order in which they are tried.
    """

    rule: str
    nature: str
    list: int
    outcomes: tuple[tuple[str, nw.Expr, str | None], ...]
    look: Look | None = None


def run(frames: Mapping[int, Any], outputs: Iterable[Output], rounds: Iterable[list[Helper]]) -> pl.DataFrame:
    """Run outputs on prepared frames.

    Args:
        frames: By list; native frames of one engine, or narwhals frames.
        outputs: From the same plan as the frames were prepared for.
        rounds: The plan's helpers, in the order in which they can be worked out.

    Returns:
        A findings frame.
    """
    wrapped = {number: nw.from_native(frame) for number, frame in frames.items()}
    joined = attach(wrapped, rounds)
    by_list: dict[int, list[Output]] = {}
    for output in outputs:
        by_list.setdefault(output.list, []).append(output)
    found = []
    for number in sorted(by_list):
        found += _run_list(joined, number, by_list[number])
    return findings.concat(found)


def _run_list(frames: dict[int, Any], number: int, outputs: list[Output]) -> list[pl.DataFrame]:
    frame = frames[number]
    flags, names = [], []
    for place, output in enumerate(outputs):
        for step, (_, condition, _) in enumerate(output.outcomes):
            names.append(f"o{place}_{step}")
            flags.append(condition.alias(names[-1]))
    result = frame.select("__idx", "__place", "__row", *flags)
    if isinstance(result, nw.LazyFrame):
        result = result.filter(nw.any_horizontal(*[nw.col(name) for name in names], ignore_nulls=True))
        native = result.collect("polars").to_native()
    else:
        native = result.to_native()
    rows = _as_polars(native)
    found = []
    for place, output in enumerate(outputs):
        hits = _hits(rows, output, place)
        if hits is None:
            continue
        if output.look is not None:
            hits = hits.join(_related(frames, hits, output), on="__idx", how="left")
        found.append(findings.shaped(hits, rule=output.rule, nature=output.nature, list=number))
    return found


def _as_polars(native: Any) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415 - loaded by now, and this module works without it until it runs

    return native if isinstance(native, pl.DataFrame) else nw.from_native(native, eager_only=True).to_polars()


def _hits(rows: pl.DataFrame, output: Output, place: int) -> pl.DataFrame | None:
    import polars as pl  # noqa: PLC0415

    taken: pl.Series | None = None
    parts = []
    for step, (severity, _, column) in enumerate(output.outcomes):
        hit = rows[f"o{place}_{step}"].fill_null(value=False)
        if hit.len() == 0:
            continue
        mine = hit if taken is None else hit & ~taken
        taken = hit if taken is None else taken | hit
        if mine.any():
            part = rows.select(
                "__idx", pl.col("__place").alias("place"), pl.col("__row").alias("row")
            ).filter(mine)
            kind = pl.String
            parts.append(part.with_columns(severity=pl.lit(severity), column=pl.lit(column, dtype=kind)))
    return pl.concat(parts).sort("__idx") if parts else None


def _related(frames: dict[int, Any], hits: pl.DataFrame, output: Output) -> pl.DataFrame:
    """Return for each finding the rows to name beside it."""
    import polars as pl  # noqa: PLC0415

    look = output.look
    assert look is not None  # noqa: S101 - the caller looked
    found = []
    wanted = hits["__idx"].to_list()
    for order, (number, pair) in enumerate(look.lists):
        top = frames[output.list].filter(nw.col("__idx").is_in(wanted))
        inner = {*pair.reads, "__place", "__row"}
        if look.column:
            inner.add(f"{look.column}__day")
        pairs = pairs_of(top, frames[number], look.by, pair.reads_outer, inner)
        if pair.condition is not None:
            pairs = pairs.filter(pair.condition)
        if number == output.list:
            pairs = pairs.filter(nw.col("__idx") != nw.col(f"{OUTER}__idx"))
        date = nw.col(f"{look.column}__day") if look.column else nw.lit(0)
        pairs = pairs.select(
            nw.col(f"{OUTER}__idx").alias("__top"), "__idx", "__place", "__row", date.alias("__date")
        )
        native = pairs.collect("polars").to_native() if isinstance(pairs, nw.LazyFrame) else pairs.to_native()
        rows = _as_polars(native).with_columns(list=pl.lit(number, dtype=pl.Int8), __order=pl.lit(order))
        found.append(rows.with_columns(pl.col("__date").cast(pl.Int32)))
    rows = pl.concat(found)
    sign = -1 if look.pick == "latest" else 0
    newest = pl.col("__date").cast(pl.Int64).fill_null(_BEFORE_ALL) * sign
    rows = rows.with_columns(newest.alias("__newest")).sort("__top", "__newest", "__order", "__idx")
    if look.pick != "all":
        rows = rows.unique(subset="__top", keep="first", maintain_order=True)
    other = pl.struct(
        pl.col("list"),
        pl.col("__place").cast(pl.Int32).alias("place"),
        pl.col("__row").cast(pl.Int32).alias("row"),
    )
    return rows.group_by("__top", maintain_order=True).agg(other.alias("related")).rename({"__top": "__idx"})
