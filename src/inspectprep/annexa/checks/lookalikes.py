"""AA-D-005: two identifiers that look like one child, among children of equal birth, gender and ethnicity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectprep.annexa.checks.stacked_lists import stack_lists, take_rows
from inspectprep.annexa.engine import findings
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.dataframes import pl

LISTS = range(1, 11)
_LOOKS = {"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2"}
_SAME = ["date_of_birth", "gender__code", "ethnicity__code"]
# More children than this with the same birth date, gender and ethnicity share a placeholder date.
_MOST_ALIKE = 200
# The identifiers of a council are not longer than this, and few of them look alike.
_LONGEST = 40
_MOST_PAIRS = 100_000
# Identifiers from which each character in turn is left out at the same time.
_PORTION = 20_000
# Weights are divided by this, so that the sum of ten thousand of them fits in one number.
_ROOM = 2**16


def lookalikes(dataset: AnnexAData, policy: Mapping[str, Any]) -> findings.PartResult:
    """Return one finding for each pair of identifiers, at the first row of the one on fewer rows.

    Lists whose identifiers match no others are compared only with one another, because that is one cause.
    """
    least = policy["min_id_length"]
    parts = [_lookalikes(_lists(dataset, group), least) for group in dataset.groups]
    found = findings.concat(found for found, _ in parts)
    return findings.PartResult(found, _reason(sum(left_out for _, left_out in parts)))


def _lookalikes(frames: dict[int, pl.DataFrame], least: int) -> tuple[pl.DataFrame, int]:
    """Return the findings on lists, and the number of identifiers that were not compared."""
    rows = _rows(frames)
    if rows.is_empty():
        return findings.empty(), 0
    different = rows.select(pl.struct("child", "who").hash()).to_series().arg_unique().sort()
    known = rows[different].filter("known")
    alike = known.select(pl.len().over("who")).to_series()
    left_out = int((alike > _MOST_ALIKE).sum())
    known = known.filter(alike.is_between(2, _MOST_ALIKE))
    if known.is_empty():
        return findings.empty(), left_out
    keys = take_rows(frames, known, ("child_unique_id", "child_unique_id__key"))
    known = known.hstack(keys.rename({"child_unique_id": "id", "child_unique_id__key": "key"}))
    candidates, crowded = _candidates(known, least)
    pairs = {
        (min(a, b), max(a, b))
        for a, key_a, b, key_b in candidates.iter_rows()
        if key_a == key_b or key_a.lstrip("0") == key_b.lstrip("0") or is_typing_error(key_a, key_b, least)
    }
    found = _findings(sorted(pairs), frames, rows) if pairs else findings.empty()
    return found, left_out + crowded


def _reason(left_out: int) -> str:
    if not left_out:
        return ""
    return (
        f"Runs in part. {left_out:,} identifiers were not compared, because too many children have the same "
        "date of birth, gender and ethnicity, or too many identifiers look alike."
    )


def _lists(dataset: AnnexAData, group: frozenset[int]) -> dict[int, pl.DataFrame]:
    needed = {"child_unique_id", "date_of_birth", "gender", "ethnicity"}
    return {
        n: dataset.tables[n].frame for n in LISTS if n in group and needed <= set(dataset.tables[n].columns)
    }


def _rows(frames: Mapping[int, pl.DataFrame]) -> pl.DataFrame:
    """Return hashes of every row with an identifier; the texts are compared later.

    ``child`` is the hash of the identifier as written, ``who`` that of birth, gender and ethnicity, and
    ``known`` is true where none of these three is blank.
    """
    wanted = [
        pl.col("child_unique_id").hash().alias("child"),
        pl.struct(_SAME).hash().alias("who"),
        pl.all_horizontal(pl.col(_SAME).is_not_null()).alias("known"),
    ]
    return stack_lists(frames, wanted, "child_unique_id__key")


def _letters(keys: pl.Expr) -> pl.Expr:
    """Return a number that is equal for keys of the same letters in any order, without zeros.

    Letters that look alike count as the same letter. So two keys that a typing error could confuse have the
    same number, unless one has an extra character.
    """
    letter = pl.element()
    weight = pl.when(letter == "0").then(0).otherwise(letter.hash() // _ROOM)
    return keys.str.replace_many(_LOOKS).str.split("").list.eval(weight).list.sum()


def _candidates(known: pl.DataFrame, least: int) -> tuple[pl.DataFrame, int]:
    """Return the pairs that have the same letters, or of which one has an extra character.

    They are joined by a hash of these with birth, gender and ethnicity, and compared letter by letter later.
    The number of identifiers that were not compared comes with them.
    """
    known = known.select("id", "key", "who", pl.col("key").str.len_chars().cast(pl.Int64).alias("length"))
    long = known.height
    known = known.filter(pl.col("length") <= _LONGEST)
    left_out = long - known.height
    letters = pl.struct(_letters(pl.col("key")), "who").hash().alias("hash")
    hashed = pl.concat(
        part.select("id", "key", letters) for part in (*known.iter_slices(_PORTION), known.clear())
    )
    hashed = hashed.filter(pl.col("hash").is_duplicated())
    pairs, crowded = _pairs(hashed, hashed, pl.col("id") < pl.col("id_b"))
    left_out += crowded
    mixed = known.filter(pl.col("length") >= least)
    mixed = mixed.filter(pl.col("length").min().over("who") < pl.col("length").max().over("who"))
    if mixed.height:
        shorter = mixed.select("id", "key", pl.struct("key", "who").hash().alias("hash"))
        longer = pl.concat(_cut(part, shorter["hash"]) for part in mixed.iter_slices(_PORTION))
        more, crowded = _pairs(longer, shorter, pl.col("id") != pl.col("id_b"))
        pairs, left_out = pl.concat([pairs, more]), left_out + crowded
    return pairs, left_out


def _cut(longer: pl.DataFrame, hashes: pl.Series) -> pl.DataFrame:
    """Return the keys that are one of `hashes` when one of their characters is left out."""
    longer = longer.with_columns(pl.int_ranges(0, "length").alias("at")).explode("at")
    cut = pl.col("key").str.slice(0, pl.col("at")) + pl.col("key").str.slice(pl.col("at") + 1)
    longer = longer.select("id", "key", pl.struct(cut, "who").hash().alias("hash"))
    return longer.filter(pl.col("hash").is_in(hashes.implode()))


def _pairs(left: pl.DataFrame, right: pl.DataFrame, apart: pl.Expr) -> tuple[pl.DataFrame, int]:
    """Return the pairs of equal hash, and the number of rows that are left out because there are too many."""
    counts = left.group_by("hash").len("left").join(right.group_by("hash").len("right"), on="hash")
    counts = counts.sort(pl.col("left").cast(pl.Int64) * pl.col("right"), "hash")
    crowded = counts.filter((pl.col("left").cast(pl.Int64) * pl.col("right")).cum_sum() > _MOST_PAIRS)
    if crowded.height:
        left = left.filter(~pl.col("hash").is_in(crowded["hash"].implode()))
    pairs = left.join(right, on="hash", suffix="_b").filter(apart).select("id", "key", "id_b", "key_b")
    return pairs, int(crowded["left"].sum())


def is_typing_error(a: str, b: str, least: int) -> bool:
    """Return whether two keys differ by one typing error.

    A lost character, two swapped neighbours and a look-alike are typing errors. Another single character that
    differs is not, because twins are numbered one after the other.

    Args:
        a: A key.
        b: Another key.
        least: The shortest length of keys that are compared.
    """
    if a == b or min(len(a), len(b)) < least:
        return False
    if abs(len(a) - len(b)) == 1:
        short, long = sorted((a, b), key=len)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    if len(a) != len(b):
        return False
    differ = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differ) == 1:
        x, y = a[differ[0]], b[differ[0]]
        return _LOOKS.get(x, x) == _LOOKS.get(y, y)
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    return a[differ[0]] == b[differ[1]] and a[differ[1]] == b[differ[0]]


def _findings(
    pairs: list[tuple[str, str]], frames: Mapping[int, pl.DataFrame], rows: pl.DataFrame
) -> pl.DataFrame:
    ids = pl.Series("id", sorted({identifier for pair in pairs for identifier in pair}), dtype=pl.String)
    by_id = rows.join(pl.DataFrame([ids, ids.hash().alias("child")]), on="child", maintain_order="left")
    by_id = by_id.group_by("id", maintain_order=True).agg(
        pl.len().alias("rows"), pl.col("order", "list", "at").first()
    )
    by_id = by_id.hstack(take_rows(frames, by_id, ("__place", "__row")))
    first = {row["id"]: row for row in by_id.iter_rows(named=True)}
    # The finding is on the identifier with fewer rows; of equals on the one that comes later.
    ordered = [sorted((first[a], first[b]), key=lambda row: (row["rows"], -row["order"])) for a, b in pairs]
    ordered.sort(key=lambda pair: (pair[0]["order"], pair[1]["order"]))
    return findings.from_rows(
        findings.finding("AA-D-005", "query", column="child_unique_id", related=[_place(many)], **_place(few))
        for few, many in ordered
    )


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"list": row["list"], "place": row["__place"], "row": row["__row"]}
