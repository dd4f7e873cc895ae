"""AA-D-005: two identifiers that look like one child, among children of equal birth, gender and ethnicity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from inspectprep.annexa import findings

if TYPE_CHECKING:
    from inspectprep.annexa.table import Return

__all__ = ["lookalikes", "slip"]

LISTS = range(1, 11)
_LOOKS = {"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2"}
_SAME = ["date_of_birth", "gender__code", "ethnicity__code"]
# More children than this with one birth date, gender and ethnicity share a made-up date, not a birthday.
_MOST_ALIKE = 200


def lookalikes(ret: Return, policy: Mapping[str, Any]) -> pl.DataFrame:
    """Return one finding for each pair of identifiers, at the first row of the one on fewer rows."""
    rows = _rows(ret)
    if rows.is_empty():
        return findings.empty()
    spellings = rows.group_by("id").agg(
        pl.len().alias("rows"), pl.col("order").min(), pl.col("key").first(),
    )  # fmt: skip
    known = rows.drop_nulls(_SAME).select("id", *_SAME).unique()
    crowd = (
        known.group_by(_SAME).agg(pl.len().alias("alike")).filter(pl.col("alike").is_between(2, _MOST_ALIKE))
    )
    known = known.join(crowd, on=_SAME)
    if known.is_empty():
        return findings.empty()
    least = policy["min_id_length"]
    pairs = _candidates(known.join(_forms(spellings, known), on="id"), least)
    alike = [
        (a, b)
        for a, key_a, b, key_b in pairs.iter_rows()
        if key_a == key_b or key_a.lstrip("0") == key_b.lstrip("0") or slip(key_a, key_b, least)
    ]
    return _found(alike, spellings, rows)


def _rows(ret: Return) -> pl.DataFrame:
    parts = []
    for number in LISTS:
        table = ret.tables.get(number)
        if table is None or not {"child_unique_id", "date_of_birth", "gender", "ethnicity"} <= set(
            table.columns
        ):
            continue
        parts.append(
            table.frame.select(
                pl.lit(number, pl.Int8).alias("list"), "__place", "__row",
                pl.col("child_unique_id").alias("id"), pl.col("child_unique_id__key").alias("key"), *_SAME,
            )
        )  # fmt: skip
    if not parts:
        return pl.DataFrame()
    return pl.concat(parts).with_row_index("order").filter(pl.col("key").is_not_null())


def _forms(spellings: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return for each identifier forms that are equal for any two that a slip could confuse."""
    ids = spellings.join(known.select("id").unique(), on="id", how="semi").select("id", "key")
    looks = pl.col("key")
    for letter, digit in _LOOKS.items():
        looks = looks.str.replace_all(letter, digit, literal=True)
    return ids.with_columns(
        looks.alias("looks"),
        pl.col("key").str.len_chars().alias("length"),
        pl.col("key").str.strip_chars_start("0").alias("bare"),
        pl.col("key").str.split("").list.sort().list.join("").alias("letters"),
    )


def _candidates(known: pl.DataFrame, least: int) -> pl.DataFrame:
    """Return the pairs that share a form, or of which one has a character more than the other.

    They are joined by a hash of form, birth, gender and ethnicity, and then compared letter by letter.
    """
    found = []
    for form in ("looks", "letters", "bare"):
        hashed = known.select("id", "key", pl.struct(form, *_SAME).hash().alias("hash"))
        found.append(_pairs(hashed, hashed, same=True))
    mixed = known.filter(pl.col("length").n_unique().over(pl.struct(_SAME).hash()) > 1)
    mixed = mixed.filter(pl.col("length") >= least).with_columns(pl.struct(_SAME).hash().alias("who"))
    shorter = mixed.select("id", "key", pl.struct("key", "who").hash().alias("hash"))
    places = pl.int_ranges(0, pl.col("length").cast(pl.Int64)).alias("at")
    longer = mixed.select("id", "key", "who", places).explode("at")
    cut = (pl.col("key").str.slice(0, pl.col("at")) + pl.col("key").str.slice(pl.col("at") + 1)).alias("key")
    longer = longer.select("id", "key", pl.struct(cut, "who").hash().alias("hash"))
    found.append(_pairs(longer, shorter, same=False))
    return pl.concat(found).unique()


def _pairs(left: pl.DataFrame, right: pl.DataFrame, *, same: bool) -> pl.DataFrame:
    if same:
        left = right = left.filter(pl.col("hash").is_duplicated())
    pairs = left.join(right, on="hash", suffix="_b")
    apart = pl.col("id") < pl.col("id_b") if same else pl.col("id") != pl.col("id_b")
    return pairs.filter(apart).select("id", "key", "id_b", "key_b")


def slip(a: str, b: str, least: int) -> bool:
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
    if len(apart) != 2 or apart[1] != apart[0] + 1:  # noqa: PLR2004 - two neighbours
        return False
    return a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


def _found(alike: list[tuple[str, str]], spellings: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    wanted = {each for pair in alike for each in pair}
    first = {
        name: (count, order)
        for name, count, order in spellings.filter(pl.col("id").is_in(list(wanted)))
        .select("id", "rows", "order")
        .iter_rows()
    }
    orders = [order for _, order in first.values()]
    places = {
        order: {"list": number, "place": place, "row": row}
        for order, number, place, row in rows.filter(pl.col("order").is_in(orders))
        .select("order", "list", "__place", "__row")
        .iter_rows()
    }
    found = []
    for a, b in alike:
        # Fewer rows first; of equals the one that comes later.
        few, many = sorted((a, b), key=lambda each: (first[each][0], -first[each][1]))
        at = places[first[few][1]]
        found.append((first[few][1], first[many][1], at, places[first[many][1]]))
    found.sort(key=lambda each: each[:2])
    return findings.from_rows(
        findings.finding("AA-D-005", "query", column="child_unique_id", related=[other], **at)
        for _, _, at, other in found
    )
