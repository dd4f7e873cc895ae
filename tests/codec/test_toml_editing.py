"""Texts set in TOML that people wrote, which otherwise stays as it is."""

from __future__ import annotations

import tomllib
from textwrap import dedent

import pytest
from hypothesis import given, strategies as st

from inspectprep.codec.toml_editing import with_entries
from inspectprep.errors import DocumentError

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)


def test_comments_and_layout_stay() -> None:
    """Only the new table and the changed value differ."""
    text = dedent("""\
        # ours
        own_la = "Oxfordshire"   # us

        [translations.8.gender]
        "girl" = "Male" # wrong

        [thresholds]
        cin_seen_days = 30
        """)
    changed = with_entries(text, ("translations", "8", "gender"), {"girl": "Female"})
    assert changed == text.replace('"Male" # wrong', '"Female" # wrong')
    added = with_entries(text, ("translations", "9", "gender"), {"boy": "Male"})
    for line in text.splitlines():
        assert line in added.splitlines()
    assert tomllib.loads(added)["translations"]["9"] == {"gender": {"boy": "Male"}}


def test_a_table_on_one_line_is_refused() -> None:
    """The error says how to write it."""
    text = 'translations = {8 = {gender = {girl = "Female"}}}'
    with pytest.raises(DocumentError, match=r"Write it as a table, \[translations.9.gender\]"):
        with_entries(text, ("translations", "9", "gender"), {"boy": "Male"})


@given(st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=4))
def test_any_text_can_be_a_key_and_a_value(entries: dict[str, str]) -> None:
    """Quotation marks, line breaks and control characters come back as they were."""
    text = with_entries("[thresholds]\nx = 1\n", ("translations", "8", "gender"), entries)
    assert tomllib.loads(text) == {"thresholds": {"x": 1}, "translations": {"8": {"gender": entries}}}
