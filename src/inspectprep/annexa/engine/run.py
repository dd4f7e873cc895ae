"""Runs compiled rules on prepared lists and gives one findings frame.

A list is passed over once for all its rules: every outcome is a column of that pass, and only rows on
which one holds are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from attrs import frozen

from inspectprep.annexa.engine import findings
from inspectprep.annexa.engine.frames import Frames, frames_of, to_polars
from inspectprep.annexa.engine.helper_columns import attach_helpers
from inspectprep.annexa.engine.plan import HelperColumn
from inspectprep.annexa.engine.related_rows import RelatedSearch, related_rows
from inspectprep.parallel import apply_to_all

__all__ = ["CompiledRule", "flags_of", "run_compiled"]


@frozen(kw_only=True, eq=False)
class CompiledRule:
    """One rule on one list, or on one column of it.

    Attributes:
        outcomes: Severity, condition and column of each outcome, in the order in which they are tried.
    """

    rule: str
    nature: str
    list: int
    outcomes: tuple[tuple[str, Any, str | None], ...]
    look: RelatedSearch | None = None


def run_compiled(
    by_list: Mapping[int, Any],
    outputs: Iterable[CompiledRule],
    rounds: Iterable[list[HelperColumn]],
    *,
    threads: bool = False,
) -> pl.DataFrame:
    """Run outputs on prepared frames.

    Args:
        by_list: Native frames of one engine.
        outputs: From the plan that the frames were prepared for, in the dialect of that engine.
        rounds: The plan's helpers, in the order in which they can be worked out.
        threads: Work on several lists at once; for polars only.

    Returns:
        A findings frame.
    """
    frames = attach_helpers(frames_of(by_list), rounds, threads=threads)
    by_number: dict[int, list[CompiledRule]] = {}
    for output in sorted(outputs, key=lambda one: one.list):
        by_number.setdefault(output.list, []).append(output)
    found = apply_to_all(
        lambda number: _hits_on(frames, number, by_number[number]), by_number, threads=threads
    )
    hits = dict(zip(by_number, found, strict=True))
    looks = {
        number: {place: output.look for place, output in enumerate(mine) if output.look is not None}
        for number, mine in by_number.items()
    }
    related = related_rows(frames, hits, looks)
    return findings.concat(
        [_described(hits[number], mine, related.get(number)) for number, mine in by_number.items()]
    )


def flags_of(
    by_list: Mapping[int, Any],
    asked: Mapping[str, tuple[int, Mapping[str, Any]]],
    rounds: Iterable[list[HelperColumn]],
) -> dict[str, pl.DataFrame]:
    """Return, for each name, a list's rows with named truths, null counted as false.

    Args:
        by_list: Prepared polars frames.
        asked: By name, a list and its conditions by name.
        rounds: The plan's helpers.
    """
    frames = attach_helpers(frames_of(by_list), rounds)
    found = {}
    for name, (number, conditions) in asked.items():
        frame = frames.by_list[number]
        child = pl.col("__child") if "__child" in frame.columns else pl.lit(None, pl.Int32)
        truths = [condition.fill_null(False).alias(what) for what, condition in conditions.items()]
        places = [pl.col("__place").alias("place"), pl.col("__row").alias("row"), child.alias("child")]
        found[name] = frame.select(*places, *truths)
    return found


def _hits_on(frames: Frames, number: int, outputs: list[CompiledRule]) -> pl.DataFrame:
    """Return what outputs find on a list, as :func:`_hits` does."""
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
    held = rows.select(pl.col(names).any()).row(0, named=True)
    there = [name for name in names if held[name]]
    return _hits(rows.with_columns(pl.col(there).fill_null(value=False)), outputs, held)


def _hits(rows: pl.DataFrame, outputs: list[CompiledRule], held: Mapping[str, bool]) -> pl.DataFrame:
    """Return one row for each finding: the row's place and the numbers of its output and outcome."""
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
    at = pl.concat(parts) if parts else place_of.clear()
    which = pl.DataFrame(of, schema={"output": pl.Int32, "step": pl.Int32, "n": pl.UInt32}, orient="row")
    spread = which.select(pl.col("output", "step").repeat_by("n").explode())
    return pl.concat([rows.select("__idx", "__place", "__row")[at], spread], how="horizontal")


def _described(hits: pl.DataFrame, outputs: list[CompiledRule], related: pl.DataFrame | None) -> pl.DataFrame:
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
    if related is not None:
        full = full.join(related, on=["__idx", "output"], how="left", maintain_order="left")
    full = full.rename({"__place": "place", "__row": "row"})
    return findings.shaped(full, list=outputs[0].list)
