"""Work on the texts of a column is done once for each different text."""

import polars as pl
from hypothesis import given, strategies as st

from inspectprep.annexa.engine.text_columns import map_texts

TEXTS = st.lists(st.none() | st.sampled_from(["", "a", "A", "Ann Lee"]), max_size=20)


@given(TEXTS)
def test_every_text_gets_the_result_of_the_function(texts: list[str | None]) -> None:
    """An empty cell stays empty, and the function is called once for each text."""
    calls: list[str] = []

    def function(text: str) -> str:
        calls.append(text)
        return text.upper()

    result = map_texts(pl.Series(texts, dtype=pl.String), function, pl.String)
    assert result.to_list() == [None if text is None else text.upper() for text in texts]
    assert sorted(calls) == sorted({text for text in texts if text is not None})


@given(TEXTS)
def test_empty_cells_get_their_own_value(texts: list[str | None]) -> None:
    """A test of texts is false for an empty cell, if the caller says so."""
    result = map_texts(pl.Series(texts, dtype=pl.String), str.isupper, pl.Boolean, empty=False)
    assert result.to_list() == [text is not None and text.isupper() for text in texts]
