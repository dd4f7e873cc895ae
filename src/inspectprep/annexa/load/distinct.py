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
        index: For each cell its position in `texts`; one past the last for an empty cell.
    """

    texts: pl.Series
    index: pl.Series

    def spread(self, *columns: tuple[str, Sequence[Any], Any, Any]) -> dict[str, pl.Series]:
        """Return, for each cell, the values that belong to its text.

        Args:
            columns: Name, a value a text, the type, and the value of empty cells.
        """
        import polars as pl  # noqa: PLC0415

        known = pl.DataFrame(
            [
                pl.Series(str(place), [*values, empty], dtype=dtype)
                for place, (_, values, dtype, empty) in enumerate(columns)
            ]
        )
        found = known.select(pl.all().gather(self.index)).get_columns()
        return {column[0]: series for column, series in zip(columns, found, strict=True)}

    def mark(self, values: Sequence[bool]) -> pl.Series:
        """Return, for each cell, the mark of its text; false for an empty cell."""
        import polars as pl  # noqa: PLC0415

        return self.spread(("mark", values, pl.Boolean, False))["mark"]


def distinct(series: pl.Series) -> Distinct:
    """Return the distinct texts of a column."""
    import polars as pl  # noqa: PLC0415

    codes = series.cast(_category()).to_physical().cast(pl.UInt32)
    seen = pl.DataFrame([series.alias("text"), codes.alias("code")])[codes.arg_unique()]
    if codes.null_count():
        seen = seen.drop_nulls()
    if seen["code"].equals(pl.int_range(seen.height, dtype=pl.UInt32, eager=True)):
        texts = seen["text"]
    else:
        texts = series.drop_nulls().unique()
        codes = series.cast(pl.Enum(texts)).to_physical().cast(pl.UInt32)
    return Distinct(texts, codes.fill_null(texts.len()) if codes.null_count() else codes)


def _category() -> pl.Categorical:
    """Return a categorical type that numbers the texts of one column from 0."""
    import polars as pl  # noqa: PLC0415

    if hasattr(pl, "Categories"):
        return pl.Categorical(pl.Categories.random())
    return pl.Categorical()
