"""Rows of several lists, one list under the other, compared by whole numbers instead of texts.

Comparing texts takes ten times as long as comparing numbers, so texts are fetched at the end, for few rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspectprep.dataframes import pl


def stack_lists(frames: Mapping[int, pl.DataFrame], wanted: Iterable[pl.Expr], only: str) -> pl.DataFrame:
    """Return rows of lists in list and row order.

    Args:
        frames: By list.
        wanted: The expressions to calculate for each row.
        only: The column that must not be blank.

    Returns:
        A frame of the expressions with ``order``, the row's position in the frame, ``list``, its list, and
        ``at``, its position on the list.
    """
    filled = pl.col(only).is_not_null().alias("filled")
    zero, at = pl.lit(0, pl.Int8), pl.int_range(pl.len(), dtype=pl.UInt32).alias("at")
    parts = [
        frame.select((zero + list_number).alias("list"), at, filled, *wanted).filter("filled")
        for list_number, frame in frames.items()
    ]
    return pl.concat(parts).drop("filled").with_row_index("order") if parts else pl.DataFrame()


def take_rows(frames: Mapping[int, pl.DataFrame], rows: pl.DataFrame, wanted: Iterable[str]) -> pl.DataFrame:
    """Return columns of rows from :func:`stack_lists`, in the order of the lists."""
    names = tuple(wanted)
    parts = [
        frames[list_number].select(names)[part["at"]]
        for list_number, part in (
            (int(str(key)), part) for (key,), part in rows.group_by("list", maintain_order=True)
        )
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
