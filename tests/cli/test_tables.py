"""Tables on the screen: no word is broken, nothing is lost and no line is too wide."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from attrs import fields
from hypothesis import given, strategies as st
from rich.console import Console

from inspectprep.cli import output, screen
from inspectprep.cli.list_columns import COLUMNS
from inspectprep.cli.tables import READABLE, widths
from inspectprep.model.record import RECORD_KINDS

NARROW, TYPICAL, PIPED = 20, 80, 160
WORDS = st.text("abcdef0123456789-/", min_size=1, max_size=14)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)
TABLES = st.integers(1, 6).flatmap(
    lambda size: st.tuples(
        st.lists(TEXTS.filter(bool), min_size=size, max_size=size),
        st.lists(st.lists(TEXTS, min_size=size, max_size=size), max_size=5),
    )
)


class _Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is."""
        return True


def printed(width: int, title: str, columns: list[str], rows: list[list[Any]]) -> str:
    """Return a table as it is printed on a screen of this width."""
    stream = _Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screen, "stdout", lambda: stream)
        patch.setattr(output, "stdout", lambda: stream)
        patch.setattr(
            output, "console", lambda: Console(file=stream, width=width, highlight=False, color_system=None)
        )
        output.table(title, columns, rows)
    return stream.getvalue()


@given(TABLES, st.sampled_from([NARROW, TYPICAL, PIPED]))
def test_no_word_is_broken_or_lost_and_no_line_is_too_wide(
    table: tuple[list[str], list[list[str]]], width: int
) -> None:
    """Every word of every cell is in the output, whole, as often as in the table."""
    columns, rows = table
    text = printed(width, "Title", columns, rows)
    shown = re.sub("[─:;]", " ", text).split()
    for word in {word for row in rows for cell in row for word in cell.split()}:
        wanted = sum(cell.split().count(word) for row in rows for cell in row)
        assert sum(found == word for found in shown) >= wanted
    assert max(map(len, text.splitlines())) <= width
    assert all(line == line.rstrip() for line in text.splitlines())


def test_a_column_of_long_texts_is_readable_or_the_table_is_stacked() -> None:
    """Five columns of sentences do not fit in 80 columns, so each row is a block of lines."""
    sentence = "Every social worker is prepared for the call and knows it"
    assert widths(["A", "B"], [[sentence, sentence]], TYPICAL) == [40, 40]
    assert widths(["A"] * 5, [[sentence] * 5], TYPICAL) is None
    stacked = printed(TYPICAL, "Title", list("ABCDE"), [[sentence] * 5])
    assert f"\n  B: {sentence}\n" in stacked
    assert min(widths(["A"] * 3, [[sentence, sentence, "17"]], TYPICAL) or [0]) == 2
    assert max(map(len, sentence.split())) < READABLE


def test_dates_and_numbers_stay_on_one_line_and_blank_columns_are_left_out() -> None:
    """The text beside them wraps instead."""
    rows = [["Mon 5 Oct 2026", "", 1_234, "word " * 30]]
    text = printed(TYPICAL, "Title", ["Due", "Never", "Count", "Task"], rows)
    assert "Mon 5 Oct 2026   1234" in text
    assert "Never" not in text


@pytest.mark.parametrize("nasty", ["x" * 10_000, "[red]x[/red]", "שלום עולם", "🔴 " * 60, "=1+1", "\x1b[31m"])
def test_a_hostile_cell_is_shown_as_text_within_the_screen(nasty: str) -> None:
    """A text without a space is folded, because nothing else fits."""
    text = printed(TYPICAL, nasty, ["A", nasty], [["1", nasty], [nasty, "2"]])
    assert max(map(len, text.splitlines())) <= TYPICAL
    assert "\x1b[31m" not in text
    assert "[red]x[/red]" in text or nasty != "[red]x[/red]"


def test_every_kind_of_record_has_columns_for_its_list() -> None:
    """Each is a field of the kind, and a challenge shows its result."""
    assert set(COLUMNS) == set(RECORD_KINDS)
    for word, chosen in COLUMNS.items():
        names = {each.name for each in fields(RECORD_KINDS[word].cls)}
        assert set(chosen) <= names, word
    assert "outcome" in COLUMNS["challenge"]


def test_a_row_in_a_pipe_is_one_line_with_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    """No cell is filled up with spaces or wrapped, and a column without text is left out."""
    output.table("Title", ("Due", "Blank", "Task"), [("Mon 5 Oct", "", "word " * 60), ("", "", "Other")])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["Title", "Due\tTask", f"Mon 5 Oct\t{('word ' * 60).strip()}", "\tOther", ""]
