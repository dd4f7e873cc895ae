"""Work on the texts of a column, done once for each different text."""

from __future__ import annotations

from collections.abc import Callable

from inspectprep.dataframes import pl


def map_texts(
    texts: pl.Series,
    function: Callable[[str], str | bool],
    dtype: type[pl.DataType],
    *,
    empty: str | bool | None = None,
) -> pl.Series:
    """Return the result of a function for each text of a column.

    Args:
        texts: A column of texts.
        function: A function of one text.
        dtype: The type of its results.
        empty: The value for empty cells.
    """
    if texts.dtype != pl.String:
        texts = texts.cast(pl.String)
    unique = texts.drop_nulls().unique()
    results = pl.Series([function(text) for text in unique.to_list()], dtype=dtype)
    return texts.replace_strict(unique, results, default=empty, return_dtype=dtype)
