"""Works out helper columns: what other rows of the same child or family say, for each row of a list.

Questions that do not depend on the row that asks are answered once for each child of the other list; the
rest are asked of pairs of rows, joined once for all rules that compare the same two lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import groupby
from typing import Any

import narwhals.stable.v2 as nw

from inspectprep.annexa.engine.compile import OUTER
from inspectprep.annexa.engine.plan import Helper

__all__ = ["attach"]

# A helper's answer for a row that nothing joins to; the others stay null.
_NOTHING = {"exists": False, "count": 0, "distinct": 0, "repeated": False, "same_as_first": False}
_LIST_WEIGHT = 2**40
_FOUND_WEIGHT = 2**48


def attach(frames: dict[int, Any], rounds: Iterable[list[Helper]]) -> dict[int, Any]:
    """Return the frames with a column for every helper.

    Args:
        frames: Prepared narwhals frames by list, all of one engine.
        rounds: Helpers in the order in which they can be worked out.
    """
    done = dict(frames)
    for helpers in rounds:
        found: dict[int, list[tuple[Any, str, list[Helper]]]] = {}
        plain = [each for each in helpers if each.kind not in {"usual", "repeated", "same_as_first"}]
        _grouped(done, [each for each in plain if not each.paired], found)
        _paired(done, [each for each in plain if each.paired], found)
        _usual(done, [each for each in helpers if each.kind == "usual"], found)
        _repeated(done, [each for each in helpers if each.kind in {"repeated", "same_as_first"}], found)
        for number, parts in found.items():
            frame = done[number]
            for answer, key, answered in parts:
                frame = frame.join(answer, on=key, how="left")
                filled = [
                    nw.col(each.name).fill_null(_NOTHING[each.kind])
                    for each in answered
                    if each.kind in _NOTHING
                ]
                frame = frame.with_columns(*filled) if filled else frame
            done[number] = frame
    return done


def _by(helpers: list[Helper], *attributes: str) -> Any:
    def key(helper: Helper) -> tuple[Any, ...]:
        return tuple(getattr(helper, name) for name in attributes)

    return groupby(sorted(helpers, key=key), key)


def _grouped(frames: dict[int, Any], helpers: list[Helper], found: dict[int, list[Any]]) -> None:
    for (other, by), asked in _by(helpers, "other", "by"):
        by_question: dict[Any, list[Helper]] = {}
        for helper in asked:
            by_question.setdefault(helper.shared, []).append(helper)
        firsts = [same[0] for same in by_question.values()]
        source = frames[other].filter(~nw.col(by).is_null())
        grouped = _one_row_a_key(source, [by], firsts)
        wanted: dict[int, dict[str, list[Helper]]] = {}
        for same in by_question.values():
            for helper in same:
                wanted.setdefault(helper.list, {}).setdefault(same[0].name, []).append(helper)
        for number, columns in wanted.items():
            named = [nw.col(source).alias(each.name) for source, same in columns.items() for each in same]
            answered = [each for same in columns.values() for each in same]
            found.setdefault(number, []).append((grouped.select(by, *named), by, answered))


def _one_row_a_key(source: Any, keys: list[str], helpers: list[Helper]) -> Any:
    """Return one row for each key with the answer of every helper."""
    simple = [each for each in helpers if each.kind != "distinct"]
    flags, totals = [], []
    for helper in simple:
        if helper.kind == "highest":
            value = helper.value if helper.condition is None else nw.when(helper.condition).then(helper.value)
            flags.append(value.alias(helper.name))
            totals.append(nw.col(helper.name).max())
        else:
            one = nw.lit(1)
            flag = (
                one if helper.condition is None else nw.when(helper.condition).then(one).otherwise(nw.lit(0))
            )
            flags.append(flag.alias(helper.name))
            totals.append(nw.col(helper.name).max() if helper.kind == "exists" else nw.col(helper.name).sum())
    parts = []
    if simple:
        grouped = source.select(*keys, *flags).group_by(*keys).agg(*totals)
        truths = [(nw.col(each.name) > 0).alias(each.name) for each in simple if each.kind == "exists"]
        parts.append(grouped.with_columns(*truths) if truths else grouped)
    for helper in helpers:
        if helper.kind == "distinct":
            chosen = source if helper.condition is None else source.filter(helper.condition)
            values = chosen.select(*keys, helper.value.alias(helper.name))
            values = values.filter(~nw.col(helper.name).is_null()).unique(subset=[*keys, helper.name])
            parts.append(values.group_by(*keys).agg(nw.len().alias(helper.name)))
    if len(parts) == 1:
        return parts[0]
    every = nw.concat([part.select(*keys) for part in parts]).unique(subset=keys)
    return reduce(lambda left, right: left.join(right, on=keys, how="left"), parts, every)


def _paired(frames: dict[int, Any], helpers: list[Helper], found: dict[int, list[Any]]) -> None:
    for (number, other, by), asked in _by(helpers, "list", "other", "by"):
        mine = list(asked)
        outer = frozenset().union(*(each.reads_outer for each in mine))
        inner = frozenset().union(*(each.reads for each in mine))
        pairs = pairs_of(frames[number], frames[other], f"{by}_pair", outer, inner)
        answer = _one_row_a_key(pairs, [f"{OUTER}__idx"], mine)
        answer = answer.rename({f"{OUTER}__idx": "__idx"})
        found.setdefault(number, []).append((answer, "__idx", mine))


def pairs_of(top: Any, other: Any, key: str, outer: Iterable[str], inner: Iterable[str]) -> Any:
    """Return every pair of a row of `top` and a row of `other` with one key.

    The columns of `top` carry the prefix of the row under test; both keep their ``__idx``.
    """
    there = f"{OUTER}{key}"
    left = [nw.col(name).alias(OUTER + name) for name in sorted({*outer, "__idx", key})]
    right = sorted({*inner, "__idx", key})
    return (
        top.filter(~nw.col(key).is_null())
        .select(*left)
        .join(other.filter(~nw.col(key).is_null()).select(*right), left_on=there, right_on=key, how="inner")
    )


def _usual(frames: dict[int, Any], helpers: list[Helper], found: dict[int, list[Any]]) -> None:
    """Answer which value of a column most lists have for a child; the lowest number settles equals."""
    by_question: dict[Any, list[Helper]] = {}
    for helper in helpers:
        by_question.setdefault(helper.shared, []).append(helper)
    for same in by_question.values():
        question = same[0]
        (column,) = question.columns
        parts = []
        for number in question.holders:
            known = ~nw.col("__child").is_null() & ~nw.col(column).is_null()
            if question.ignored:
                known = known & ~nw.col(column).is_in(list(question.ignored))
            rows = frames[number].filter(known).select("__child", column, "__idx")
            firsts = rows.group_by("__child", column).agg(nw.col("__idx").min())
            parts.append(firsts.with_columns((nw.col("__idx") + number * _LIST_WEIGHT).alias("__idx")))
        every = nw.concat(parts)
        spread = every.group_by("__child").agg(
            nw.col(column).min().alias("__low"), nw.col(column).max().alias("__high")
        )
        agreed = spread.filter(nw.col("__low") == nw.col("__high")).select(
            "__child", nw.col("__low").alias(column)
        )
        torn = spread.filter(nw.col("__low") != nw.col("__high")).select("__child")
        votes = (
            every.join(torn, on="__child", how="inner")
            .group_by("__child", column)
            .agg(nw.len().alias("__lists"), nw.col("__idx").min())
            .with_columns((nw.col("__lists") * _FOUND_WEIGHT - nw.col("__idx")).alias("__score"))
        )
        best = votes.group_by("__child").agg(nw.col("__score").max())
        chosen = votes.join(best, on=["__child", "__score"], how="inner").select("__child", column)
        answer = nw.concat([agreed, chosen])
        for helper in same:
            renamed = answer.select("__child", nw.col(column).alias(helper.name))
            found.setdefault(helper.list, []).append((renamed, "__child", [helper]))


def _repeated(frames: dict[int, Any], helpers: list[Helper], found: dict[int, list[Any]]) -> None:
    """Answer whether a row above has the same key, and whether the first such row is the same throughout."""
    for helper in helpers:
        frame = frames[helper.list]
        keys = list(helper.columns)
        full = frame.filter(*[~nw.col(key).is_null() for key in keys])
        firsts = full.group_by(*keys).agg(nw.col("__idx").min().alias("__first"), nw.len().alias("__copies"))
        firsts = firsts.filter(nw.col("__copies") > 1).select(*keys, "__first")
        later = full.join(firsts, on=keys, how="inner").filter(nw.col("__idx") > nw.col("__first"))
        if helper.kind == "same_as_first":
            first = frame.select(nw.col("__idx").alias("__first"), nw.col("__same").alias("__other"))
            later = later.join(first, on="__first", how="inner").filter(nw.col("__same") == nw.col("__other"))
        answer = later.select("__idx", nw.lit(True).alias(helper.name))
        found.setdefault(helper.list, []).append((answer, "__idx", [helper]))
