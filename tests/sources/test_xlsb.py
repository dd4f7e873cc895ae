"""Binary workbooks: values as in others, and what their reader does not tell."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind
from inspectprep.sources.files import read_file
from inspectprep.sources.limits import Limits
from inspectprep.sources.xlsb import BinaryScan
from tests.sources.binary_workbook import record, xlsb

CELLS = ((0, 0, "heading"), (0, 1, "other"), (2, 0, 5.0), (2, 1, b"\x2a"), (4, 3, b"\x17"))


def test_values_and_error_cells_stand_in_their_places(tmp_path: Path) -> None:
    """An error that the reader gives nothing for is found in the records."""
    (raw,) = read_file(xlsb(tmp_path / "a.xlsb", CELLS)).sheets
    assert raw.sheet == "List 1"
    assert raw.cells.row(0) == ("heading", "other", None, None)
    assert raw.cells.row(2) == ("5", "#N/A", None, None)
    assert raw.cells.row(4) == (None, None, None, "#REF!")
    assert raw.kinds["B"].to_list()[2] == raw.kinds["D"].to_list()[4] == CellKind.ERROR


def test_hidden_rows_merged_cells_and_the_day_count_are_noted(tmp_path: Path) -> None:
    """As with other workbooks."""
    found = read_file(xlsb(tmp_path / "a.xlsb", CELLS, hidden=[2], date1904=True))
    (raw,) = found.sheets
    assert {note.code: note.cells for note in raw.notes} == {
        "hidden-rows": ("3:3",),
        "merged-cells": ("A2:B3",),
    }
    assert [note.code for note in found.notes] == ["date-1904"]


@pytest.mark.parametrize(("row", "column"), [(5, 4_000_000_000), (4_000_000_000, 1)])
def test_a_cell_far_away_is_refused_before_room_is_made_for_it(tmp_path: Path, row: int, column: int) -> None:
    """The workbook reader would take the whole process down."""
    with pytest.raises(SourceError, match="so far apart"):
        read_file(xlsb(tmp_path / "a.xlsb", (*CELLS, (row, column, "x"))))


def test_a_stray_cell_far_away_is_left_out_and_named(tmp_path: Path) -> None:
    """As in other workbooks."""
    (raw,) = read_file(xlsb(tmp_path / "a.xlsb", (*CELLS, (1_048_575, 16_000, "x")))).sheets
    assert raw.cells.row(2) == ("5", "#N/A", None, None)
    assert raw.far_cells == ("WQK1048576",)


def test_hidden_columns_are_noted() -> None:
    """The record of the columns says which."""
    scan = BinaryScan()
    scan.feed(record(60, struct.pack("<4IH", 2, 4, 0, 0, 1)) + record(60, struct.pack("<4IH", 5, 5, 0, 0, 2)))
    assert scan.finish().hidden_columns == [(3, 5)]


def test_the_scan_does_not_depend_on_where_pieces_end() -> None:
    """Records cut in two are put together again."""
    data = b"".join(
        record(0, number.to_bytes(4, "little") + bytes(13)) + record(3, bytes(8) + b"\x2a")
        for number in range(9)
    )
    data += record(300, bytes(1000))
    whole = BinaryScan()
    whole.feed(data)
    for size in (1, 2, 3, 7, 100):
        pieces = BinaryScan()
        for start in range(0, len(data), size):
            pieces.feed(data[start : start + size])
        assert pieces.finish() == whole.finish()
    assert [cell.row for cell in whole.finish().broken] == [*range(1, 10)]


def test_a_text_in_many_cells_counts_in_each(tmp_path: Path) -> None:
    """A workbook stores it once, and a library copies it into each cell."""
    cells = [(row, 0, row % 2) for row in range(60)]
    path = xlsb(tmp_path / "a.xlsb", cells, shared=["x" * 30_000, "y"])
    (raw,) = read_file(path, limits=Limits(max_unpacked_mb=1)).sheets
    assert raw.cells["A"].str.len_chars().to_list() == [30_000, 1] * 30
    with pytest.raises(SourceError, match=r"Its texts take more than 0\.8 MB"):
        read_file(path, limits=Limits(max_unpacked_mb=0.8))
