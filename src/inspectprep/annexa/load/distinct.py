"""Works on the distinct texts of a column once, instead of on every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

__all__ = ["Distinct", "distinct"]


@frozen(eq=False)
class Distinct:
    """The distinct texts of a column, and for each cell which one it holds.

    Attributes:
        texts: Each text once; no nulls.
        index: For each cell its position in `texts`; null for an empty cell.
    """

    texts: pl.Series
    index: pl.Series

    def spread(self, values: pl.Series | Sequence[Any], dtype: Any = None) -> pl.Series:
        """Return, for each cell, the value that belongs to its text; null for an empty cell."""
        import polars as pl  # noqa: PLC0415

        series = values if isinstance(values, pl.Series) else pl.Series(values, dtype=dtype)
        return series.gather(self.index)


def distinct(series: pl.Series) -> Distinct:
    """Return the distinct texts of a column."""
    import polars as pl  # noqa: PLC0415

    texts = series.drop_nulls().unique()
    if texts.len() == 0:
        return Distinct(texts, pl.Series([None], dtype=pl.UInt32).new_from_index(0, series.len()))
    return Distinct(texts, series.cast(pl.Enum(texts)).to_physical().cast(pl.UInt32))
