"""Text without control characters."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, strategies as st

from inspectprep.printable import printable, printable_json

texts = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\x1b\x07\x9b\x9d\x9c\r\u202e\u2066[]m;08"),
    max_size=60,
)


def test_letters_tabs_and_line_breaks_stay() -> None:
    """Names in any script are as they were; a line break of another system is ours."""
    text = "Łódź\t½ 🟢 שלום\r\nnext"
    assert printable(text) == "Łódź\t½ 🟢 שלום\nnext"


def test_each_run_of_controls_is_one_space() -> None:
    """Controls, separators and lone surrogates leave; every letter stays."""
    assert printable("a\x00\x1fb\u2028c\ud800d\n") == "a b c d\n"


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[31m",
        "\x1b[2J\x1b[H",
        "\x9b1;31m",
        "\x1b]0;a title\x07",
        "\x1b]8;;https://example.org\x1b\\",
        "\x9d0;a title\x9c",
        "\x07",
        "\r",
        "\x08\x08",
        "\u202e",
        "\u2066",
    ],
)
def test_a_command_to_a_screen_leaves_nothing_behind(sequence: str) -> None:
    """Neither the command nor its parameters stay, in the middle of a text or at its end."""
    assert printable(f"before{sequence}after") == "before after"
    assert printable(sequence) == " "


@given(texts)
def test_no_text_has_a_control_character_left(text: str) -> None:
    """Only tabs and line breaks stay, and a second pass changes nothing."""
    shown = printable(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    assert printable(shown) == shown
    shown.encode()


@given(st.dictionaries(texts, texts))
def test_a_json_document_has_the_same_data_and_no_control_character(document: dict[str, str]) -> None:
    """Programs read what was recorded; a screen shows an escape."""
    text = printable_json(json.dumps(document, ensure_ascii=False))
    assert json.loads(text) == json.loads(json.dumps(document))
    assert printable(text) == text
