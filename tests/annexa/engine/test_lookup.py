"""Answers found by putting values in their places are those that joining and grouping would give."""

import polars as pl
from hypothesis import given, strategies as st

from inspectprep.annexa.engine.lookup import add_marks, mark_keys, possible_repeats, rows_by_key, split_agreed
from inspectprep.annexa.engine.prepare import _numbered

KEYS = st.lists(st.none() | st.integers(0, 6), max_size=30)


@given(st.lists(st.integers(0, 6), max_size=30))
def test_slots_give_the_last_place_of_each_key(keys: list[int]) -> None:
    """A key that no row has is blank."""
    slots = rows_by_key(pl.Series(keys, dtype=pl.Int32), 7).to_list()
    assert slots == [
        max((place for place, each in enumerate(keys) if each == key), default=None) for key in range(7)
    ]


@given(KEYS, st.lists(st.integers(0, 6), max_size=10))
def test_marks_are_true_for_rows_with_a_marked_key(keys: list[int | None], there: list[int]) -> None:
    """A row without a key is never marked."""
    frame = pl.DataFrame({"key": pl.Series(keys, dtype=pl.Int32)})
    told = mark_keys(pl.Series(there, dtype=pl.Int32), 7)
    found = add_marks(frame, [("key", "held", told)])
    assert found["held"].to_list() == [key in there for key in keys]


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("ab")), max_size=30), st.integers(0, 30))
def test_keys_are_settled_or_torn(rows: list[tuple[int, str]], first: int) -> None:
    """A key whose rows all say one thing, on both lists, has that; the others are torn."""
    said: dict[int, set[str]] = {}
    for key, value in rows:
        said.setdefault(key, set()).add(value)
    frame = pl.DataFrame(rows, schema={"key": pl.Int32, "value": pl.String}, orient="row")
    agreed, torn = split_agreed([frame.head(first), frame.slice(first)], "value")
    assert dict(agreed.iter_rows()) == {key: min(each) for key, each in said.items() if len(each) == 1}
    assert sorted(torn["key"].to_list()) == sorted(key for key, each in said.items() if len(each) > 1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20))
def test_no_repeated_row_is_left_out(rows: list[tuple[int, int]]) -> None:
    """And none is kept of which there is no other."""
    frame = pl.DataFrame(rows, schema=["a", "b"], orient="row").with_row_index("at")
    kept = possible_repeats(frame, ["a", "b"])["at"].to_list()
    assert kept == [place for place, row in enumerate(rows) if rows.count(row) > 1]


@given(st.lists(st.none() | st.sampled_from(["c1", "c2", "x", ""]), max_size=30))
def test_identifiers_are_numbered_in_the_order_in_which_they_come(keys: list[str | None]) -> None:
    """Equal ones alike, different ones apart, blanks not at all."""
    numbers = _numbered(pl.Series("key", keys, dtype=pl.String)).to_list()
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    assert [None if each is None else order[each] for each in keys] == numbers
