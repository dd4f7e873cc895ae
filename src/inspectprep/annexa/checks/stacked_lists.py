"""Rows of several lists, one list under the other, told apart by whole numbers instead of texts.

Texts cost ten times as much to compare as numbers, so they are fetched at the end, for the few rows that
matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

__all__ = ["stack_lists", "take_rows"]


def stack_lists(frames: Mapping[int, pl.DataFrame], wanted: Iterable[pl.Expr], only: str) -> pl.DataFrame:
    """Return rows of lists in list and row order.

    Args:
        frames: By list.
        wanted: What to work out for each row.
        only: The column that must not be blank.

    Returns:
        A frame of what is wanted with ``order``, the row's place in it, and ``list`` and ``at``, its
        list and its place on that.
    """
    there = pl.col(only).is_not_null().alias("there")
    number, at = pl.lit(0, pl.Int8), pl.int_range(pl.len(), dtype=pl.UInt32).alias("at")
    parts = [
        frame.select((number + each).alias("list"), at, there, *wanted).filter("there")
        for each, frame in frames.items()
    ]
    return pl.concat(parts).drop("there").with_row_index("order") if parts else pl.DataFrame()


def take_rows(frames: Mapping[int, pl.DataFrame], rows: pl.DataFrame, wanted: Iterable[str]) -> pl.DataFrame:
    """Return columns of rows that :func:`stack_lists` gave, in their order, which is that of the lists."""
    names = tuple(wanted)
    parts = [
        frames[number].select(names)[part["at"]]
        for number, part in (
            (int(str(key)), part) for (key,), part in rows.group_by("list", maintain_order=True)
        )
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
