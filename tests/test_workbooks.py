"""The parts that every workbook shares: headings and names that Excel accepts, widths and heights."""

from __future__ import annotations

import re

from hypothesis import given, strategies as st

from inspectprep.workbooks import TableNames, as_headings, can_head, fit_widths, lines_of, link_to, row_height


@given(st.lists(st.text(max_size=300), min_size=1, max_size=6))
def test_any_names_become_headings_of_a_table(names: list[str]) -> None:
    """Of one line, not too long, and no two the same. Excel repairs a file with others."""
    assert can_head(as_headings(names))


@given(st.lists(st.text(max_size=120) | st.sampled_from(["R1C1", "AB12", "r", "List 8", "8"]), max_size=6))
def test_any_titles_become_names_of_tables(titles: list[str]) -> None:
    """None is like a cell, and no two are the same."""
    names = TableNames()
    made = [names.unique(title) for title in titles]
    assert len({name.casefold() for name in made}) == len(made)
    assert all(re.fullmatch(r"[^\W\d]\w*", name) for name in made)
    assert not any(re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]?\d*", name) for name in made)


@given(st.lists(st.tuples(st.integers(4, 80), st.integers(4, 20)), min_size=1, max_size=12))
def test_columns_fit_on_a_page_unless_their_words_do_not(columns: list[tuple[int, int]]) -> None:
    """No column is narrower than its longest word, or wider than it needs."""
    wanted = [float(max(pair)) for pair in columns]
    least = [float(min(pair)) for pair in columns]
    fitted = fit_widths(wanted, least)
    assert all(low <= width <= high for low, width, high in zip(least, fitted, wanted, strict=True))
    assert sum(fitted) <= max(150, sum(least)) + 1e-6


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    """Lines break at spaces, and a word that is too long breaks where the column ends."""
    assert [lines_of(text, 10) for text in ("word", "one two three", "w" * 40, "a\nb", "")] == [1, 2, 4, 2, 1]
    assert row_height(["short", "word " * 40], [10, 20]) == 13 * 10 + 2
    assert row_height(["short"], [10]) is None
    assert row_height(["w" * 100_000], [10]) == 409


def test_a_link_leads_to_a_sheet_of_any_name() -> None:
    """An apostrophe is doubled."""
    assert link_to("The leader's list") == "'The leader''s list'!A1"
