"""Workbooks of the older .xls format are looked through before a library trusts the places they name."""

from __future__ import annotations

import struct

import pytest

from inspectprep.sources.biff import scan_biff
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
