"""Workbooks of the older .xls format are looked through before a library trusts the places they name."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, strategies as st

from inspectprep.sources.biff import scan_biff, shared_text_sizes
from tests.annexa.old_workbook import biff

BOOK = biff([(0, 0, "heading"), (1, 0, "x")])
DIFAT, MORE_TABLES = 76, 68
OUTSIDE = 0xFFFF57FF


def test_a_whole_workbook_is_looked_through() -> None:
    """Its rectangle is counted."""
    scan = scan_biff(BOOK)
    assert scan is not None
    assert scan.cells >= 2


def test_hidden_rows_and_columns_are_found() -> None:
    """The libraries do not report them."""
    row = struct.pack("<HH8H", 0x0208, 16, 1, 0, 2, 255, 0, 0, 0x20, 0)
    columns = struct.pack("<HH6H", 0x7D, 12, 1, 2, 0, 0, 1, 0) + struct.pack(
        "<HH6H", 0x7D, 12, 3, 3, 0, 0, 0, 0
    )
    scan = scan_biff(biff([(0, 0, "heading"), (1, 0, "x")], row + columns))
    assert scan is not None
    sheet = scan.sheets["List 1"]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ([2], [(2, 3)])


@pytest.mark.parametrize("place", [DIFAT, DIFAT + 4, MORE_TABLES])
def test_a_table_outside_the_file_is_damage(place: int) -> None:
    """A library would make room for two terabytes, and its process would end."""
    damaged = bytearray(BOOK)
    struct.pack_into("<I", damaged, place, OUTSIDE)
    assert scan_biff(bytes(damaged)) is None


@pytest.mark.parametrize("length", [0, 10, 512, 600, len(BOOK) // 2])
def test_a_workbook_that_is_cut_off_is_damage(length: int) -> None:
    """Any part of it may be missing."""
    assert scan_biff(BOOK[:length]) is None


def _in_parts(texts: list[str], size: int) -> tuple[bytes, list[tuple[int, int]]]:
    """Return a record of shared texts and those that continue it after some bytes, and their places."""
    parts = [struct.pack("<II", len(texts), len(texts))]
    for number, text in enumerate(texts):
        wide = not text.isascii()
        head = struct.pack("<HB", len(text), wide | (0x08 if number % 2 else 0))
        head += struct.pack("<H", 3) if number % 2 else b""
        if len(parts[-1]) + len(head) > size:
            parts.append(b"")
        parts[-1] += head
        for letter in text:
            letters = letter.encode("utf-16-le" if wide else "latin-1")
            if len(parts[-1]) + len(letters) > size:
                parts.append(bytes([wide]))
            parts[-1] += letters
        for byte in bytes(12) if number % 2 else b"":
            if len(parts[-1]) >= size:
                parts.append(b"")
            parts[-1] += bytes([byte])
    stream, places = b"", []
    for part in parts:
        stream += b"head" + part
        places.append((len(stream) - len(part), len(stream)))
    return stream, places


@given(st.lists(st.text(st.sampled_from("ab\u0416"), max_size=30), max_size=8), st.integers(16, 90))
def test_the_sizes_of_shared_texts_are_found_in_every_part(texts: list[str], size: int) -> None:
    """A text may continue in a further record, which says again whether its characters are wide."""
    sizes = [len(text) * (1 if text.isascii() else 2) for text in texts]
    assert shared_text_sizes(*_in_parts(texts, size)) == sizes


def test_a_text_in_many_cells_counts_in_each() -> None:
    """A workbook stores it once, and a library copies it into each cell."""
    stream, _ = _in_parts(["x" * 50, "y"], 4_000)
    texts = struct.pack("<HH", 0x00FC, len(stream) - 4) + stream[4:]
    cells = b"".join(struct.pack("<HHHHHI", 0x00FD, 10, row, 0, 0, row % 2) for row in range(10))
    scan = scan_biff(biff([(10, 0, "z")], cells, texts))
    assert scan is not None
    assert scan.sheets["List 1"].repeated == 5 * 51
