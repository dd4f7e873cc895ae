"""Runs compiled rules on prepared lists and gives one findings frame.

Each list is read once for all its rules: every outcome is a column, and only rows on which an outcome is true
are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspectprep.annexa.engine import findings
from inspectprep.annexa.engine.frames import Frames, to_polars
from inspectprep.annexa.engine.helper_columns import attach_helpers
from inspectprep.annexa.engine.plan import HelperColumn
from inspectprep.annexa.engine.related_rows import RelatedSearch, related_rows
from inspectprep.annexa.engine.sides import Expression
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen
from inspectprep.parallel import apply_to_all


@frozen(kw_only=True, eq=False)
class CompiledOutcome:
    """A compiled condition, with the severity and the column of its findings.

    Attributes:
        condition: An expression over the prepared columns.
        column: The column that findings point at; None for the whole row.
    """

    severity: str
    condition: Expression
    column: str | None = None


@frozen(kw_only=True, eq=False)
class CompiledRule:
    """One rule on one list, or on one column of it.

    Attributes:
        list: The list's number.
        outcomes: In order. The first whose condition is true for a row gives its finding.
        related: The search for rows to name beside findings; None where the rule names none.
    """

    rule: str
    nature: str
    list: int
    outcomes: tuple[CompiledOutcome, ...]
    related: RelatedSearch | None = None


def run_compiled(
    frames: Frames,
    compiled: Iterable[CompiledRule],
    rounds: Iterable[list[HelperColumn]],
    *,
    threads: bool = False,
) -> pl.DataFrame:
    """Run compiled rules on prepared frames.

    Args:
        frames: The prepared frames.
        compiled: Rules compiled for these frames, in their dialect.
        rounds: The plan's helpers, in the order in which they can be calculated.
        threads: Work on several lists in parallel; for polars only.

    Returns:
        A findings frame.
    """
    frames = attach_helpers(frames, rounds)
    by_list: dict[int, list[CompiledRule]] = {}
    for rule in sorted(compiled, key=lambda rule: rule.list):
        by_list.setdefault(rule.list, []).append(rule)
    hits = dict(
        zip(
            by_list,
            apply_to_all(
                lambda list_number: _hits_on(frames, list_number, by_list[list_number]),
                by_list,
                threads=threads,
            ),
            strict=True,
        )
    )
    searches = {
        list_number: {index: rule.related for index, rule in enumerate(rules) if rule.related is not None}
        for list_number, rules in by_list.items()
    }
    related = related_rows(frames, hits, searches)
    return findings.concat(
        [
            _as_findings(hits[list_number], rules, related.get(list_number))
            for list_number, rules in by_list.items()
        ]
    )


def flags_of(
    frames: Frames,
    conditions: Mapping[str, tuple[int, Mapping[str, Expression]]],
    rounds: Iterable[list[HelperColumn]],
) -> dict[str, pl.DataFrame]:
    """Return, for each name, the rows of a list with a column of truths for each condition.

    Args:
        frames: The prepared frames, of polars.
        conditions: By name, a list's number and its conditions by name. Null counts as false.
        rounds: The plan's helpers, in the order in which they can be calculated.
    """
    frames = attach_helpers(frames, rounds)
    flags = {}
    for name, (list_number, by_name) in conditions.items():
        frame = frames.by_list[list_number]
        child = pl.col("__child") if "__child" in frame.columns else pl.lit(None, pl.Int32)
        truths = [condition.fill_null(False).alias(column) for column, condition in by_name.items()]
        places = [pl.col("__place").alias("place"), pl.col("__row").alias("row"), child.alias("child")]
        flags[name] = frame.select(*places, *truths)
    return flags


def _hits_on(frames: Frames, list_number: int, rules: list[CompiledRule]) -> pl.DataFrame:
    """Return the hits of rules on a list, as :func:`_hits` does."""
    flags = [
        outcome.condition.alias(_flag(index, step))
        for index, rule in enumerate(rules)
        for step, outcome in enumerate(rule.outcomes)
    ]
    names = [_flag(index, step) for index, rule in enumerate(rules) for step in range(len(rule.outcomes))]
    result = frames.plan(list_number).select("__idx", "__place", "__row", *flags)
    if not frames.is_polars:
        # Only rows with a hit leave the other library.
        result = result.filter(
            frames.dialect.any_horizontal(*map(frames.dialect.col, names), ignore_nulls=True)
        )
    rows = to_polars(result)
    any_hit = rows.select(pl.col(names).any()).row(0, named=True)
    hit_names = [name for name in names if any_hit[name]]
    return _hits(rows.with_columns(pl.col(hit_names).fill_null(value=False)), rules, any_hit)


def _flag(index: int, step: int) -> str:
    return f"o{index}_{step}"


def _hits(rows: pl.DataFrame, rules: list[CompiledRule], any_hit: Mapping[str, bool]) -> pl.DataFrame:
    """Return one row for each finding.

    Args:
        rows: The places of all rows, with a flag for each outcome.
        rules: The rules of the list.
        any_hit: By flag, whether it is true for any row. Most are not.

    Returns:
        The row's places, with the index of the rule (``output``) and of the outcome (``step``).
    """
    positions = pl.Series("at", range(rows.height), dtype=pl.UInt32)
    parts: list[pl.Series] = []
    origins: list[tuple[int, int, int]] = []
    for index, rule in enumerate(rules):
        earlier: pl.Series | None = None
        for step in range(len(rule.outcomes)):
            name = _flag(index, step)
            if not any_hit[name]:
                continue
            first = rows[name] if earlier is None else rows[name] & ~earlier
            earlier = rows[name] if earlier is None else earlier | rows[name]
            hit = positions.filter(first)
            if hit.len():
                parts.append(hit)
                origins.append((index, step, hit.len()))
    at = pl.concat(parts) if parts else positions.clear()
    schema = {"output": pl.Int32, "step": pl.Int32, "n": pl.UInt32}
    repeated = pl.DataFrame(origins, schema=schema, orient="row").select(
        pl.col("output", "step").repeat_by("n").explode()
    )
    return pl.concat([rows.select("__idx", "__place", "__row")[at], repeated], how="horizontal")


def _as_findings(hits: pl.DataFrame, rules: list[CompiledRule], related: pl.DataFrame | None) -> pl.DataFrame:
    outcomes = [
        (index, step, rule.rule, rule.nature, outcome.severity, outcome.column)
        for index, rule in enumerate(rules)
        for step, outcome in enumerate(rule.outcomes)
    ]
    schema = {
        "output": pl.Int32, "step": pl.Int32, "rule": pl.String, "nature": pl.String, "severity": pl.String,
        "column": pl.String,
    }  # fmt: skip
    table = pl.DataFrame(outcomes, schema=schema, orient="row")
    full = hits.join(table, on=["output", "step"], how="left", maintain_order="left")
    if related is not None:
        full = full.join(related, on=["__idx", "output"], how="left", maintain_order="left")
    full = full.rename({"__place": "place", "__row": "row"})
    return findings.shaped(full, list=rules[0].list)
