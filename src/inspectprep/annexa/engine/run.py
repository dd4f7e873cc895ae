"""Runs compiled rules on prepared lists and gives one findings frame.

A list is passed over once for all its rules: every outcome is a column of that pass, and only rows on
which one holds are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inspectprep.annexa import findings
from inspectprep.annexa.engine.compile import OUTER
from inspectprep.annexa.engine.frames import Frames, frames_of, to_polars
from inspectprep.annexa.engine.joins import attach, pairs_of
from inspectprep.annexa.rule import Pick

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.engine.plan import Helper, Pair

__all__ = ["Look", "Output", "flags_of", "run"]

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
    outcomes: tuple[tuple[str, Any, str | None], ...]
    look: Look | None = None


def run(
    by_list: Mapping[int, Any], outputs: Iterable[Output], rounds: Iterable[list[Helper]]
) -> pl.DataFrame:
    """Run outputs on prepared frames.

    Args:
        by_list: Native frames of one engine.
        outputs: From the plan that the frames were prepared for, in the dialect of that engine.
        rounds: The plan's helpers, in the order in which they can be worked out.

    Returns:
        A findings frame.
    """
    frames = attach(frames_of(by_list), rounds)
    sorted_out: dict[int, list[Output]] = {}
    for output in outputs:
        sorted_out.setdefault(output.list, []).append(output)
    return findings.concat([_run_list(frames, number, sorted_out[number]) for number in sorted(sorted_out)])


def flags_of(
    by_list: Mapping[int, Any],
    asked: Mapping[str, tuple[int, Mapping[str, Any]]],
    rounds: Iterable[list[Helper]],
) -> dict[str, pl.DataFrame]:
    """Return, for each name, a list's rows with named truths, null counted as false.

    Args:
        by_list: Prepared polars frames.
        asked: By name, a list and its conditions by name.
        rounds: The plan's helpers.
    """
    import polars as pl  # noqa: PLC0415 - loaded only when rules run

    frames = attach(frames_of(by_list), rounds)
    found = {}
    for name, (number, conditions) in asked.items():
        frame = frames.by_list[number]
        child = pl.col("__child") if "__child" in frame.columns else pl.lit(None, pl.Int32)
        truths = [condition.fill_null(False).alias(what) for what, condition in conditions.items()]
        places = [pl.col("__place").alias("place"), pl.col("__row").alias("row"), child.alias("child")]
        found[name] = frame.select(*places, *truths)
    return found


def _run_list(frames: Frames, number: int, outputs: list[Output]) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415 - loaded only when rules run

    names = [
        f"o{place}_{step}" for place, output in enumerate(outputs) for step in range(len(output.outcomes))
    ]
    conditions = [condition for output in outputs for _, condition, _ in output.outcomes]
    flags = [condition.alias(name) for name, condition in zip(names, conditions, strict=True)]
    result = frames.start(number).select("__idx", "__place", "__row", *flags)
    if not frames.is_polars:
        result = result.filter(
            frames.dialect.any_horizontal(*map(frames.dialect.col, names), ignore_nulls=True)
        )
    rows = to_polars(result)
    if not rows.height:
        return findings.empty()
    held = rows.select(pl.col(names).any()).row(0, named=True)
    if not any(held.values()):
        return findings.empty()
    hits = _hits(
        rows.with_columns(pl.col([n for n in names if held[n]]).fill_null(value=False)), outputs, held
    )
    return _described(frames, hits, outputs)


def _hits(rows: pl.DataFrame, outputs: list[Output], held: Mapping[str, bool]) -> pl.DataFrame:
    """Return one row for each finding: the row's place and the numbers of its output and outcome."""
    import polars as pl  # noqa: PLC0415

    place_of = pl.Series("at", range(rows.height), dtype=pl.UInt32)
    parts: list[pl.Series] = []
    of: list[tuple[int, int, int]] = []
    for place, output in enumerate(outputs):
        taken: pl.Series | None = None
        for step in range(len(output.outcomes)):
            if not held[f"o{place}_{step}"]:
                continue
            hit = rows[f"o{place}_{step}"]
            mine = hit if taken is None else hit & ~taken
            taken = hit if taken is None else taken | hit
            found = place_of.filter(mine)
            if found.len():
                parts.append(found)
                of.append((place, step, found.len()))
    at = pl.concat(parts)
    which = pl.DataFrame(of, schema={"output": pl.Int32, "step": pl.Int32, "n": pl.UInt32}, orient="row")
    spread = which.select(pl.col("output", "step").repeat_by("n").explode())
    return pl.concat([rows.select("__idx", "__place", "__row")[at], spread], how="horizontal")


def _described(frames: Frames, hits: pl.DataFrame, outputs: list[Output]) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415

    said = [
        (place, step, output.rule, output.nature, severity, column)
        for place, output in enumerate(outputs)
        for step, (severity, _, column) in enumerate(output.outcomes)
    ]
    schema = {
        "output": pl.Int32, "step": pl.Int32, "rule": pl.String, "nature": pl.String, "severity": pl.String,
        "column": pl.String,
    }  # fmt: skip
    table = pl.DataFrame(said, schema=schema, orient="row")
    full = hits.join(table, on=["output", "step"], how="left", maintain_order="left")
    related = _related(frames, hits, outputs)
    if related is not None:
        full = full.join(related, on=["__idx", "output"], how="left", maintain_order="left")
    full = full.rename({"__place": "place", "__row": "row"})
    return findings.shaped(full, list=outputs[0].list)


def _related(frames: Frames, hits: pl.DataFrame, outputs: list[Output]) -> pl.DataFrame | None:
    """Return for each finding the rows to name beside it."""
    import polars as pl  # noqa: PLC0415

    queries, keys = [], []
    looking = [place for place in sorted(set(hits["output"])) if outputs[place].look is not None]
    for place in looking:
        wanted = hits.filter(pl.col("output") == place)["__idx"].to_list()
        for order, query in enumerate(_looks(frames, wanted, outputs[place])):
            queries.append(query)
            keys.append((place, order))
    if not queries:
        return None
    found = []
    settled_all = frames.settle_all(queries) if frames.is_polars else queries
    for (place, order), settled in zip(keys, settled_all, strict=True):
        look = outputs[place].look
        assert look is not None  # noqa: S101 - only outputs that look are here
        newest = -pl.col("__date").cast(pl.Int64).fill_null(_BEFORE_ALL)
        found.append(
            to_polars(settled).select(
                pl.lit(place, pl.Int32).alias("output"),
                pl.col("__top").cast(pl.Int64).alias("__idx"),
                pl.col("__idx").cast(pl.Int64).alias("__other"),
                pl.lit(order).alias("__order"),
                (newest if look.pick == "latest" else pl.lit(0, pl.Int64)).alias("__newest"),
                pl.struct(
                    pl.lit(look.lists[order][0], pl.Int8).alias("list"),
                    pl.col("__place").cast(pl.Int32).alias("place"),
                    pl.col("__row").cast(pl.Int32).alias("row"),
                ).alias("related"),
            )
        )
    rows = pl.concat(found).sort("output", "__idx", "__newest", "__order", "__other")
    several = [place for place in looking if getattr(outputs[place].look, "pick", "") == "all"]
    named = rows.group_by("output", "__idx", maintain_order=True).agg("related")
    one = pl.when(pl.col("output").is_in(several)).then("related").otherwise(pl.col("related").list.head(1))
    return named.with_columns(one.alias("related"))


def _looks(frames: Frames, wanted: list[int], output: Output) -> list[Any]:
    """Return a query a list that is looked on: rows under test beside the rows that go with them."""
    look = output.look
    assert look is not None  # noqa: S101 - the caller looked
    col = frames.dialect.col
    queries = []
    for number, pair in look.lists:
        top = frames.start(output.list).filter(col("__idx").is_in(wanted))
        inner = {*pair.reads, "__place", "__row"}
        if look.column:
            inner.add(f"{look.column}__day")
        pairs = pairs_of(frames, top, number, look.by, (pair.reads_outer, inner))
        if pair.condition is not None:
            pairs = pairs.filter(pair.condition)
        if number == output.list:
            pairs = pairs.filter(col("__idx") != col(f"{OUTER}__idx"))
        date = col(f"{look.column}__day") if look.column else frames.dialect.lit(0)
        queries.append(
            pairs.select(
                col(f"{OUTER}__idx").alias("__top"), "__idx", "__place", "__row", date.alias("__date")
            )
        )
    return queries
