"""Delimited text of every kind becomes one sheet, with nothing lost."""

from __future__ import annotations

import csv as standard
import io
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import SourceError
from inspectprep.sources.files import read_file
from inspectprep.sources.limits import Limits
from inspectprep.sources.text import read_text


def _rows(path: Path) -> list[tuple[str | None, ...]]:
    (sheet,) = read_text(path).sheets
    return sheet.cells.rows()


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "a.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        (b"a,b\r\r\n1,2\r\r\n", [("a", "b"), ("1", "2")]),
        (b"a,b\r\n1,2\r\n\x1a", [("a", "b"), ("1", "2")]),
        (b"a,b\n1\0,2\n", [("a", "b"), ("1", "2")]),
        ("a\tb\n1\t2\n".encode("utf-16") + b"\0", [("a", "b"), ("1", "2")]),
        (b"a,b\r\n\r\n1,2", [("a", "b"), (None, None), ("1", "2")]),
        (b"title\na,b\n1,2\n", [("title", None), ("a", "b"), ("1", "2")]),
        (b"a,b\n1,2,3\n", [("a", "b", None), ("1", "2", "3")]),
        (b'a,b\n"x\ny",2\n', [("a", "b"), ("x\ny", "2")]),
        (b'a,b\n"say ""hi""",2\n', [("a", "b"), ('say "hi"', "2")]),
        (b'a,b\n6" pipe,2\n', [("a", "b"), ('6" pipe', "2")]),
        (b'a,b\n"open,2\n3,4\n', [("a", "b"), ('"open', "2"), ("3", "4")]),
        (b"a\tb\n1\t2\n", [("a", "b"), ("1", "2")]),
        (b"a|b\n1|2\n", [("a", "b"), ("1", "2")]),
        (b"a,b\r1,2\r", [("a", "b"), ("1", "2")]),
        (b"a\n1\n", [("a",), ("1",)]),
        (b"\n\na,b\n", [(None, None), (None, None), ("a", "b")]),
    ],
)
def test_text_is_split_into_rows_and_cells(
    tmp_path: Path, data: bytes, rows: list[tuple[str | None, ...]]
) -> None:
    """Blank, short, long, quoted and badly quoted lines keep their places and contents."""
    assert _rows(_write(tmp_path, data)) == rows


def test_long_lines_far_down_are_not_cut(tmp_path: Path) -> None:
    """A line with more cells than all before it keeps them."""
    lines = ["a,b"] + ["1,2"] * 30_000 + ["1,2,3"]
    assert _rows(_write(tmp_path, "\n".join(lines).encode()))[-1] == ("1", "2", "3")


def test_undefined_bytes_of_windows_1252_are_kept(tmp_path: Path) -> None:
    """No byte of a text is lost, even one without a meaning."""
    (head, row) = _rows(_write(tmp_path, b"a,b\n\x81\x92,\xa3\n"))
    assert head == ("a", "b")
    assert row == ("\x81\N{RIGHT SINGLE QUOTATION MARK}", "\N{POUND SIGN}")


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    """Size is looked at before anything is read."""
    with pytest.raises(SourceError) as caught:
        read_file(_write(tmp_path, b"a,b\n" * 100), limits=Limits(max_unpacked_mb=0.0001))
    assert caught.value.reason == "limit"


_CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=("Cs",)), max_size=8
)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Cells written by the standard library's writer come back, empty ones as none."""
    out = io.StringIO()
    standard.writer(out, quoting=standard.QUOTE_ALL).writerows([["one", "two", "three"], *rows])
    path = _write(tmp_path_factory.mktemp("text"), out.getvalue().encode())
    read = [tuple(cell or "" for cell in row) for row in _rows(path)]
    assert read == [("one", "two", "three"), *(tuple(row) for row in rows)]
