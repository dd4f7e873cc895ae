"""Works on the distinct texts of a column once, instead of on every cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from attrs import frozen

__all__ = ["UniqueTexts", "unique_texts"]

# Up to so many cells, Python's dictionaries are faster than starting work on columns.
_FEW = 4000


@frozen(eq=False)
class UniqueTexts:
    """The distinct texts of a column, and for each cell which one it holds.

    Attributes:
        texts: Each text once; no nulls.
        series: The column.
        index: For each cell its position in `texts`; one past the last for an empty cell.
    """

    texts: pl.Series
    index: pl.Series
    series: pl.Series

    def spread(self, *columns: tuple[str, Sequence[Any], Any, Any]) -> dict[str, pl.Series]:
        """Return, for each cell, the values that belong to its text.

        Args:
            columns: Name, a value a text, the type, and the value of empty cells.
        """
        known = pl.DataFrame(
            [
                pl.Series(str(place), [*values, empty], dtype=dtype)
                for place, (_, values, dtype, empty) in enumerate(columns)
            ]
        )
        found = known[self.index].get_columns()
        return {column[0]: series for column, series in zip(columns, found, strict=True)}

    def mark(self, values: Sequence[bool]) -> pl.Series:
        """Return, for each cell, the mark of its text; false for an empty cell."""
        return self.spread(("mark", values, pl.Boolean, False))["mark"]


def unique_texts(series: pl.Series) -> UniqueTexts:
    """Return the distinct texts of a column."""
    if series.len() <= _FEW:
        return _one_by_one(series)
    codes = series.cast(_category()).to_physical().cast(pl.UInt32)
    seen = pl.DataFrame([series.alias("text"), codes.alias("code")])[codes.arg_unique()]
    if codes.null_count():
        seen = seen.drop_nulls()
    if seen["code"].equals(pl.int_range(seen.height, dtype=pl.UInt32, eager=True)):
        texts = seen["text"]
    else:
        texts = series.drop_nulls().unique()
        codes = series.cast(pl.Enum(texts)).to_physical().cast(pl.UInt32)
    return UniqueTexts(texts, codes.fill_null(texts.len()) if codes.null_count() else codes, series)


def _one_by_one(series: pl.Series) -> UniqueTexts:
    """Return the same without the fixed cost of whole columns."""
    cells = series.to_list()
    places = dict.fromkeys(cells)
    places.pop(None, None)
    texts = list(places)
    places = {text: place for place, text in enumerate(texts)}
    places[None] = len(texts)
    return UniqueTexts(
        pl.Series(series.name, texts, dtype=pl.String),
        pl.Series([places[cell] for cell in cells], dtype=pl.UInt32),
        series,
    )


def _category() -> pl.Categorical:
    """Return a categorical type that numbers the texts of one column from 0."""
    if hasattr(pl, "Categories"):
        return pl.Categorical(pl.Categories.random())
    return pl.Categorical()
