"""Work on the texts of a column, done once for each different text."""

from __future__ import annotations

from collections.abc import Callable

from inspectprep.annexa.reading.unique_texts import unique_texts
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
    cells = unique_texts(texts if texts.dtype == pl.String else texts.cast(pl.String))
    results = [function(text) for text in cells.texts.to_list()]
    return cells.spread(("result", results, dtype, empty))["result"]
