"""AA-D-005: two identifiers that look like one child, among children of equal birth, gender and ethnicity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from inspectprep.annexa.checks.stacked_lists import stack_lists, take_rows
from inspectprep.annexa.engine import findings
from inspectprep.annexa.reading.dataset import AnnexAData

__all__ = ["is_typing_error", "lookalikes"]

LISTS = range(1, 11)
_LOOKS = {"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2"}
_SAME = ["date_of_birth", "gender__code", "ethnicity__code"]
# More children than this with one birth date, gender and ethnicity share a made-up date, not a birthday.
_MOST_ALIKE = 200
# What leaves room for the weights of ten thousand letters in one number.
_ROOM = 2**16


def lookalikes(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """Return one finding for each pair of identifiers, at the first row of the one on fewer rows."""
    frames = _lists(dataset)
    rows = _rows(frames)
    if rows.is_empty():
        return findings.empty()
    different = rows.select(pl.struct("child", "who").hash()).to_series().arg_unique().sort()
    known = rows[different].filter("known")
    alike = pl.len().over("who")
    known = known.filter(alike.is_between(2, _MOST_ALIKE))
    if known.is_empty():
        return findings.empty()
    least = policy["min_id_length"]
    keys = take_rows(frames, known, ("child_unique_id", "child_unique_id__key"))
    known = known.hstack(keys.rename({"child_unique_id": "id", "child_unique_id__key": "key"}))
    pairs = {
        (min(a, b), max(a, b))
        for a, key_a, b, key_b in _candidates(known, least).iter_rows()
        if key_a == key_b or key_a.lstrip("0") == key_b.lstrip("0") or is_typing_error(key_a, key_b, least)
    }
    return _found(sorted(pairs), frames, rows)


def _lists(dataset: AnnexAData) -> dict[int, pl.DataFrame]:
    needed = {"child_unique_id", "date_of_birth", "gender", "ethnicity"}
    return {
        n: dataset.tables[n].frame
        for n in LISTS
        if n in dataset.tables and needed <= set(dataset.tables[n].columns)
    }


def _rows(frames: Mapping[int, pl.DataFrame]) -> pl.DataFrame:
    """Return for every row with an identifier whose it is: texts are compared later.

    ``child`` stands for the identifier as written, ``who`` for birth, gender and ethnicity, of which
    ``known`` says that none is blank.
    """
    wanted = [
        pl.col("child_unique_id").hash().alias("child"),
        pl.struct(_SAME).hash().alias("who"),
        pl.all_horizontal(pl.col(_SAME).is_not_null()).alias("known"),
    ]
    return stack_lists(frames, wanted, "child_unique_id__key")


def _letters(keys: pl.Expr) -> pl.Expr:
    """Return a number that is equal for keys of the same letters, noughts left out, in whatever order.

    Letters that look alike count as one: so whatever two keys a slip could confuse, unless one has a
    character more, have the same number.
    """
    letter = pl.element()
    weight = pl.when(letter == "0").then(0).otherwise(letter.hash() // _ROOM)
    return keys.str.replace_many(_LOOKS).str.split("").list.eval(weight).list.sum()


def _candidates(known: pl.DataFrame, least: int) -> pl.DataFrame:
    """Return the pairs that have the same letters, or of which one has a character more than the other.

    They are joined by a hash of these with birth, gender and ethnicity, and compared letter by letter later.
    """
    known = known.select("id", "key", "who", pl.col("key").str.len_chars().cast(pl.Int64).alias("length"))
    hashed = known.select("id", "key", pl.struct(_letters(pl.col("key")), "who").hash().alias("hash"))
    hashed = hashed.filter(pl.col("hash").is_duplicated())
    found = [_pairs(hashed, hashed, pl.col("id") < pl.col("id_b"))]
    mixed = known.filter(pl.col("length") >= least)
    mixed = mixed.filter(pl.col("length").min().over("who") < pl.col("length").max().over("who"))
    if mixed.height:
        shorter = mixed.select("id", "key", pl.struct("key", "who").hash().alias("hash"))
        longer = mixed.with_columns(pl.int_ranges(0, "length").alias("at")).explode("at")
        cut = pl.col("key").str.slice(0, pl.col("at")) + pl.col("key").str.slice(pl.col("at") + 1)
        longer = longer.select("id", "key", pl.struct(cut, "who").hash().alias("hash"))
        found.append(_pairs(longer, shorter, pl.col("id") != pl.col("id_b")))
    return pl.concat(found)


def _pairs(left: pl.DataFrame, right: pl.DataFrame, apart: pl.Expr) -> pl.DataFrame:
    return left.join(right, on="hash", suffix="_b").filter(apart).select("id", "key", "id_b", "key_b")


def is_typing_error(a: str, b: str, least: int) -> bool:
    """Tell whether two keys are one slip apart: a character lost, neighbours swapped, or a look-alike typed.

    Any other single character that differs is no slip: twins are numbered one after the other.
    """
    if a == b or min(len(a), len(b)) < least:
        return False
    if abs(len(a) - len(b)) == 1:
        short, long = sorted((a, b), key=len)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    if len(a) != len(b):
        return False
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) == 1:
        x, y = a[apart[0]], b[apart[0]]
        return _LOOKS.get(x, x) == _LOOKS.get(y, y)
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


def _found(
    pairs: list[tuple[str, str]], frames: Mapping[int, pl.DataFrame], rows: pl.DataFrame
) -> pl.DataFrame:
    names = pl.Series("id", sorted({each for pair in pairs for each in pair}), dtype=pl.String)
    told = rows.join(pl.DataFrame([names, names.hash().alias("child")]), on="child", maintain_order="left")
    told = told.group_by("id", maintain_order=True).agg(
        pl.len().alias("rows"), pl.col("order", "list", "at").first()
    )
    told = told.hstack(take_rows(frames, told, ("__place", "__row")))
    first = {each["id"]: each for each in told.iter_rows(named=True)}
    found = []
    for pair in pairs:
        # Fewer rows first; of equals the one that comes later.
        few, many = sorted((first[each] for each in pair), key=lambda each: (each["rows"], -each["order"]))
        found.append((few, many))
    found.sort(key=lambda each: (each[0]["order"], each[1]["order"]))
    return findings.from_rows(
        findings.finding("AA-D-005", "query", column="child_unique_id", related=[_place(many)], **_place(few))
        for few, many in found
    )


def _place(first: Mapping[str, Any]) -> dict[str, Any]:
    return {"list": first["list"], "place": first["__place"], "row": first["__row"]}
