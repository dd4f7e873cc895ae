"""Working on different texts gives each cell what working on cells would."""

import polars as pl
import pytest
from hypothesis import given, strategies as st

from inspectprep.annexa.reading import unique_texts as module
from inspectprep.annexa.reading.unique_texts import unique_texts

CELLS = st.lists(
    st.none() | st.sampled_from(["", "a", "b", " a", "é", "\u00a0"]) | st.text(max_size=3), max_size=40
)


@given(CELLS)
@pytest.mark.parametrize("few", [0, 10_000])
def test_each_cell_gets_what_belongs_to_its_text(few: int, cells: list[str | None]) -> None:
    """One by one or as whole columns, blanks apart."""
    kept, module._FEW = module._FEW, few
    try:
        found = unique_texts(pl.Series("c", cells, dtype=pl.String))
    finally:
        module._FEW = kept
    texts = found.texts.to_list()
    assert sorted(texts) == sorted({cell for cell in cells if cell is not None})
    spread = found.spread(
        ("n", [len(text) for text in texts], pl.Int32, -1),
        ("t", [text.upper() for text in texts], pl.String, None),
    )
    assert spread["n"].to_list() == [-1 if cell is None else len(cell) for cell in cells]
    assert spread["t"].to_list() == [None if cell is None else cell.upper() for cell in cells]
    assert found.mark([text == "a" for text in texts]).to_list() == [cell == "a" for cell in cells]
