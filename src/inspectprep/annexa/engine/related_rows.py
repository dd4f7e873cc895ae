"""Finds the rows that are named beside findings.

Only the rows with findings, and the rows of the same children, are needed. They are few, so they are fetched
once for all rules and paired by one join for each kind of identifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from inspectprep.annexa.catalogue.values import Pick
from inspectprep.annexa.engine.frames import Frames, to_polars
from inspectprep.annexa.engine.plan import PairCondition
from inspectprep.annexa.engine.sides import OUTER
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

_BEFORE_ALL = -(10**9)
_PLACES = ("idx", "place", "row")


@frozen(kw_only=True, eq=False)
class RelatedSearch:
    """The search for the row that is named beside a finding.

    Attributes:
        lists: Lists to search, in order of preference, each with its condition.
        by: The prepared column that both rows are joined on.
    """

    lists: tuple[tuple[int, PairCondition], ...]
    by: str
    pick: Pick


@frozen(kw_only=True, eq=False)
class _Step:
    """The search of one rule for its findings on one list, on one of the other lists.

    Attributes:
        list: The list of the findings.
        rule: The index of the rule among those of the list.
        order: The preference of the other list; 0 comes first.
        other: The list searched.
    """

    list: int
    rule: int
    search: RelatedSearch
    order: int
    other: int
    pair: PairCondition


def related_rows(
    frames: Frames, hits: Mapping[int, pl.DataFrame], searches: Mapping[int, Mapping[int, RelatedSearch]]
) -> dict[int, pl.DataFrame]:
    """Return for each list the rows to name beside its findings.

    Args:
        frames: Lists, with the columns of all helpers.
        hits: By list, the ``__idx`` and ``output`` of each finding.
        searches: By list and output, the search; only for rules that name other rows.

    Returns:
        By list, ``__idx``, ``output`` and ``related`` of the findings with a related row.
    """
    steps = _steps(hits, searches)
    if not steps:
        return {}
    tops = _tops(frames, hits, steps)
    others = _others(frames, tops, steps)
    results = []
    for pairs in _pairs(hits, tops, others, steps).partition_by("step"):
        step = steps[pairs["step"][0]]
        other = others[step.other]
        fulfilled = _fulfilled(frames, pairs, tops[step.list], other, step)
        if step.pair.date:
            day = other[step.pair.date][fulfilled["there"]].cast(pl.Int64)
            fulfilled = fulfilled.with_columns((-day.fill_null(_BEFORE_ALL)).alias("newest"))
        results.append(fulfilled)
    return _named(pl.concat(results), steps) if results else {}


def _steps(
    hits: Mapping[int, pl.DataFrame], searches: Mapping[int, Mapping[int, RelatedSearch]]
) -> list[_Step]:
    return [
        _Step(
            list=list_number,
            rule=rule,
            search=searches[list_number][rule],
            order=order,
            other=other,
            pair=pair,
        )
        for list_number in hits
        for rule in sorted(set(hits[list_number]["output"]) & set(searches.get(list_number, ())))
        for order, (other, pair) in enumerate(searches[list_number][rule].lists)
    ]


def _tops(
    frames: Frames, hits: Mapping[int, pl.DataFrame], steps: Iterable[_Step]
) -> dict[int, pl.DataFrame]:
    """Return the rows under test by list, ``__idx`` first, with the prefix that conditions use."""
    needed: dict[int, tuple[set[int], set[str]]] = {}
    for step in steps:
        rules, columns = needed.setdefault(step.list, (set(), set()))
        rules.add(step.rule)
        columns |= {step.search.by, *step.pair.reads_outer}
    tops = {}
    for list_number, (rules, columns) in needed.items():
        idx = hits[list_number]["__idx"].filter(hits[list_number]["output"].is_in(list(rules))).unique()
        rows = frames.rows(list_number, ["__idx", *sorted(columns - {"__idx"})], idx)
        tops[list_number] = rows.rename({name: OUTER + name for name in rows.columns})
    return tops


def _others(
    frames: Frames, tops: Mapping[int, pl.DataFrame], steps: Iterable[_Step]
) -> dict[int, pl.DataFrame]:
    """Return by list the rows of the children, or families, that the rows under test are about."""
    asking: dict[int, dict[str, set[int]]] = {}
    columns: dict[int, set[str]] = {}
    for step in steps:
        asking.setdefault(step.other, {}).setdefault(step.search.by, set()).add(step.list)
        columns.setdefault(step.other, set()).update(("__place", "__row", step.search.by, *step.pair.reads))
    col = frames.dialect.col
    others = {}
    for other, by_key in asking.items():
        conditions = []
        for key, numbers in by_key.items():
            keys = pl.concat([tops[list_number][OUTER + key] for list_number in sorted(numbers)])
            conditions.append(col(key).is_in(keys.drop_nulls().unique().to_list()))
        rows = frames.plan(other).filter(reduce(or_, conditions))
        others[other] = to_polars(rows.select("__idx", *sorted(columns[other] - {"__idx"})))
    return others


def _pairs(
    hits: Mapping[int, pl.DataFrame],
    tops: Mapping[int, pl.DataFrame],
    others: Mapping[int, pl.DataFrame],
    steps: list[_Step],
) -> pl.DataFrame:
    """Return every finding beside every row of the same child or family.

    ``here`` and ``there`` are the positions of the two rows in `tops` and `others`.
    """
    schema = {"list": pl.Int8, "output": pl.Int32, "other": pl.Int8, "step": pl.Int32}
    zero = pl.lit(0, pl.Int8)
    places = [f"{name}_there" for name in _PLACES]
    joined = []
    for by in dict.fromkeys(step.search.by for step in steps):
        chosen = [(index, step) for index, step in enumerate(steps) if step.search.by == by]
        asking = pl.DataFrame(
            [(step.list, step.rule, step.other, index) for index, step in chosen], schema=schema, orient="row"
        )
        left = pl.concat(
            tops[list_number]
            .lazy()
            .select(
                pl.col(f"{OUTER}__idx").cast(pl.Int64).alias("__idx"),
                pl.col(OUTER + by).cast(pl.Int64).alias("key"),
                pl.int_range(pl.len(), dtype=pl.UInt32).alias("here"),
            )
            .join(hits[list_number].lazy().select("__idx", pl.col("output").cast(pl.Int32)), on="__idx")
            .with_columns((zero + list_number).alias("list"))
            for list_number in sorted({step.list for _, step in chosen})
        )
        right = pl.concat(
            others[list_number]
            .lazy()
            .select(
                (zero + list_number).alias("other"),
                pl.col(by).cast(pl.Int64).alias("key"),
                pl.int_range(pl.len(), dtype=pl.UInt32).alias("there"),
                *(pl.col(f"__{name}").cast(pl.Int64).alias(f"{name}_there") for name in _PLACES),
            )
            for list_number in sorted({step.other for _, step in chosen})
        )
        both = left.join(asking.lazy(), on=["list", "output"]).join(right, on=["key", "other"])
        joined.append(both.select("step", "__idx", "here", "there", *places))
    return pl.concat(joined).with_columns(pl.lit(0, pl.Int64).alias("newest")).collect()


def _fulfilled(
    frames: Frames, pairs: pl.DataFrame, top: pl.DataFrame, other: pl.DataFrame, step: _Step
) -> pl.DataFrame:
    """Return the pairs of one step for which its condition is true, without pairs of a row with itself."""
    if step.list == step.other:
        pairs = pairs.filter(pairs["__idx"] != pairs["idx_there"])
    if step.pair.condition is None:
        return pairs
    # Square brackets select columns eagerly, without planning a query.
    ours = top[[f"{OUTER}__idx", *sorted(OUTER + name for name in step.pair.reads_outer - {"__idx"})]]
    theirs = other[["__idx", *sorted(step.pair.reads - {"__idx"})]]
    both = ours[pairs["here"]].hstack(theirs[pairs["there"]])
    return pairs[frames.positions_where(both, step.pair.condition)]


def _named(pairs: pl.DataFrame, steps: list[_Step]) -> dict[int, pl.DataFrame]:
    """Return the rows to name: one for each finding, or all where the rule wants them."""
    table = pl.DataFrame(
        [
            (index, step.list, step.rule, step.order, step.other, step.search.pick == "all")
            for index, step in enumerate(steps)
        ],
        schema={
            "step": pl.Int32, "list": pl.Int8, "output": pl.Int32, "order": pl.Int32, "other": pl.Int8,
            "all": pl.Boolean,
        },
        orient="row",
    )  # fmt: skip
    other = pl.struct(
        pl.col("other").alias("list"),
        pl.col("place_there").cast(pl.Int32).alias("place"),
        pl.col("row_there").cast(pl.Int32).alias("row"),
    )
    wanted = pl.when("all").then("related").otherwise(pl.col("related").list.head(1))
    named = (
        pairs.lazy()
        .join(table.lazy(), on="step")
        .sort("list", "output", "__idx", "newest", "order", "idx_there")
        .group_by("list", "output", "__idx", maintain_order=True)
        .agg(other.alias("related"), pl.col("all").first())
        .select("list", "output", "__idx", wanted.alias("related"))
        .collect()
    )
    return {part["list"][0]: part.drop("list") for part in named.partition_by("list")}
