"""Finds the rows that are named beside findings.

Only the rows on which something was found, and those of the same children, are looked at: they are few, so
they are fetched once for all rules and paired by one join for each kind of identifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

import polars as pl
from attrs import frozen

from inspectprep.annexa.catalogue.rule import Pick
from inspectprep.annexa.engine.frames import Frames, to_polars
from inspectprep.annexa.engine.plan import PairCondition
from inspectprep.annexa.engine.sides import OUTER

__all__ = ["RelatedSearch", "related_rows"]

_BEFORE_ALL = -(10**9)


@frozen(kw_only=True, eq=False)
class RelatedSearch:
    """Where to find the row that is named beside a finding.

    Attributes:
        lists: Lists to look on, in order of preference, each with its condition.
        by: The prepared column that both rows are joined on.
    """

    lists: tuple[tuple[int, PairCondition], ...]
    by: str
    pick: Pick


@frozen(kw_only=True, eq=False)
class _Search:
    """One of the lists that one rule looks on for its findings on one list."""

    list: int
    output: int
    look: RelatedSearch
    order: int
    other: int
    pair: PairCondition


def related_rows(
    frames: Frames, hits: Mapping[int, pl.DataFrame], looks: Mapping[int, Mapping[int, RelatedSearch]]
) -> dict[int, pl.DataFrame]:
    """Return for each list the rows to name beside its findings.

    Args:
        frames: Lists, with the columns of all helpers.
        hits: By list, the ``__idx`` and ``output`` of each finding.
        looks: By list and output, where to look; only for those that name other rows.

    Returns:
        By list, ``__idx``, ``output`` and ``related`` of the findings for which some row was found.
    """
    searches = _searches(hits, looks)
    if not searches:
        return {}
    tops = _tops(frames, hits, searches)
    others = _others(frames, tops, searches)
    pairs = _pairs(hits, tops, others, searches)
    found = []
    for part in pairs.partition_by("search"):
        search = searches[part["search"][0]]
        kept = _fulfilled(frames, part, tops[search.list], others[search.other], search)
        if search.pair.date:
            day = others[search.other][search.pair.date][kept["there"]].cast(pl.Int64)
            kept = kept.with_columns((-day.fill_null(_BEFORE_ALL)).alias("newest"))
        found.append(kept)
    return _named(pl.concat(found), searches) if found else {}


def _searches(
    hits: Mapping[int, pl.DataFrame], looks: Mapping[int, Mapping[int, RelatedSearch]]
) -> list[_Search]:
    return [
        _Search(list=number, output=output, look=looks[number][output], order=order, other=other, pair=pair)
        for number in hits
        for output in sorted(set(hits[number]["output"]) & set(looks.get(number, ())))
        for order, (other, pair) in enumerate(looks[number][output].lists)
    ]


def _tops(
    frames: Frames, hits: Mapping[int, pl.DataFrame], searches: Iterable[_Search]
) -> dict[int, pl.DataFrame]:
    """Return the rows under test by list, ``__idx`` first, under the names that conditions use."""
    mine: dict[int, tuple[set[int], set[str]]] = {}
    for each in searches:
        outputs, columns = mine.setdefault(each.list, (set(), set()))
        outputs.add(each.output)
        columns |= {each.look.by, *each.pair.reads_outer}
    found = {}
    for number, (outputs, columns) in mine.items():
        wanted = hits[number]["__idx"].filter(hits[number]["output"].is_in(list(outputs))).unique()
        rows = frames.rows(number, ["__idx", *sorted(columns - {"__idx"})], wanted)
        found[number] = rows.rename({name: OUTER + name for name in rows.columns})
    return found


def _others(
    frames: Frames, tops: Mapping[int, pl.DataFrame], searches: Iterable[_Search]
) -> dict[int, pl.DataFrame]:
    """Return by list the rows of the children, or families, that the rows under test are about."""
    askers: dict[int, dict[str, set[int]]] = {}
    columns: dict[int, set[str]] = {}
    for each in searches:
        askers.setdefault(each.other, {}).setdefault(each.look.by, set()).add(each.list)
        read = columns.setdefault(each.other, set())
        read |= {"__place", "__row", each.look.by, *each.pair.reads}
    found = {}
    for other, by_key in askers.items():
        col = frames.dialect.col
        conditions = []
        for key, numbers in by_key.items():
            keys = pl.concat([tops[number][OUTER + key] for number in sorted(numbers)])
            conditions.append(col(key).is_in(keys.drop_nulls().unique().to_list()))
        rows = frames.start(other).filter(reduce(or_, conditions))
        found[other] = to_polars(rows.select("__idx", *sorted(columns[other] - {"__idx"})))
    return found


def _pairs(
    hits: Mapping[int, pl.DataFrame],
    tops: Mapping[int, pl.DataFrame],
    others: Mapping[int, pl.DataFrame],
    searches: list[_Search],
) -> pl.DataFrame:
    """Return every finding beside every row that may go with it: ``here`` and ``there`` are their places."""
    whole = {"list": pl.Int8, "output": pl.Int32, "other": pl.Int8, "search": pl.Int32}
    found = []
    for by in dict.fromkeys(each.look.by for each in searches):
        mine = [(place, each) for place, each in enumerate(searches) if each.look.by == by]
        asked = pl.DataFrame(
            [(each.list, each.output, each.other, place) for place, each in mine], schema=whole, orient="row"
        )
        number = pl.lit(0, pl.Int8)
        left = pl.concat(
            tops[each]
            .lazy()
            .select(
                pl.col(f"{OUTER}__idx").cast(pl.Int64).alias("__idx"),
                pl.col(OUTER + by).cast(pl.Int64).alias("key"),
                pl.int_range(pl.len(), dtype=pl.UInt32).alias("here"),
            )
            .join(hits[each].lazy().select("__idx", pl.col("output").cast(pl.Int32)), on="__idx")
            .with_columns((number + each).alias("list"))
            for each in sorted({each.list for _, each in mine})
        )
        right = pl.concat(
            others[each]
            .lazy()
            .select(
                (number + each).alias("other"),
                pl.col(by).cast(pl.Int64).alias("key"),
                pl.int_range(pl.len(), dtype=pl.UInt32).alias("there"),
                *(pl.col(f"__{name}").cast(pl.Int64).alias(f"{name}_there") for name in _NAMED),
            )
            for each in sorted({each.other for _, each in mine})
        )
        both = left.join(asked.lazy(), on=["list", "output"]).join(right, on=["key", "other"])
        found.append(both.select("search", "__idx", "here", "there", *(f"{name}_there" for name in _NAMED)))
    pairs = pl.concat(found).with_columns(pl.lit(0, pl.Int64).alias("newest"))
    return pairs.collect()


_NAMED = ("idx", "place", "row")


def _fulfilled(
    frames: Frames, part: pl.DataFrame, top: pl.DataFrame, other: pl.DataFrame, search: _Search
) -> pl.DataFrame:
    """Return the pairs of one search for which its condition holds, none of a row with itself."""
    if search.list == search.other:
        part = part.filter(part["__idx"] != part["idx_there"])
    if search.pair.condition is None:
        return part
    # Square brackets take columns out without starting work on the frame.
    ours = top[[f"{OUTER}__idx", *sorted(OUTER + name for name in search.pair.reads_outer - {"__idx"})]]
    theirs = other[["__idx", *sorted(search.pair.reads - {"__idx"})]]
    both = ours[part["here"]].hstack(theirs[part["there"]])
    return part[frames.held(both, search.pair.condition)]


def _named(pairs: pl.DataFrame, searches: list[_Search]) -> dict[int, pl.DataFrame]:
    """Return the pairs as rows to name: one for each finding, or all where the rule wants them."""
    told = pl.DataFrame(
        [
            (place, each.list, each.output, each.order, each.other, each.look.pick == "all")
            for place, each in enumerate(searches)
        ],
        schema={
            "search": pl.Int32, "list": pl.Int8, "output": pl.Int32, "order": pl.Int32, "other": pl.Int8,
            "all": pl.Boolean,
        },
        orient="row",
    )  # fmt: skip
    other = pl.struct(
        pl.col("other").alias("list"),
        pl.col("place_there").cast(pl.Int32).alias("place"),
        pl.col("row_there").cast(pl.Int32).alias("row"),
    )
    one = pl.when("all").then("related").otherwise(pl.col("related").list.head(1))
    named = (
        pairs.lazy()
        .join(told.lazy(), on="search")
        .sort("list", "output", "__idx", "newest", "order", "idx_there")
        .group_by("list", "output", "__idx", maintain_order=True)
        .agg(other.alias("related"), pl.col("all").first())
        .select("list", "output", "__idx", one.alias("related"))
        .collect()
    )
    return {part["list"][0]: part.drop("list") for part in named.partition_by("list")}
