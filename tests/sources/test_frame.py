"""Frames and parquet files become raw sheets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind
from inspectprep.sources.files import read_file
from inspectprep.sources.frame import is_frame, read_frame

FRAME = pl.DataFrame(
    {
        "id": ["C1", None],
        "day": [dt.date(2026, 9, 1), None],
        "time": [dt.datetime.fromisoformat("2026-09-01 14:05"), None],
        "count": [2, None],
        "number": [123.0, float("nan")],
        "yes": [True, None],
        "kind": pl.Series(["x", None], dtype=pl.Categorical),
        "list": [[1, 2], None],
    }
)


def test_every_type_becomes_text_with_its_kind_but_dates() -> None:
    """Column names stand above the cells; numbers and booleans say what they were, and dates stay dates."""
    sheet = read_frame(FRAME, file="frame", sheet="List 1")
    assert sheet.names == tuple(FRAME.columns)
    assert sheet.cells.row(0) == (
        "C1", dt.date(2026, 9, 1), "2026-09-01 14:05:00", "2", "123", "TRUE", "x", "[1, 2]",
    )  # fmt: skip
    assert set(sheet.cells.row(1)) == {None}
    assert sheet.kinds.row(0) == (
        CellKind.TEXT, CellKind.DATE, CellKind.DATE, CellKind.NUMBER, CellKind.NUMBER, CellKind.BOOLEAN,
        CellKind.TEXT, CellKind.TEXT,
    )  # fmt: skip


def test_parquet_reads_as_the_frame_it_was_written_from(tmp_path: Path) -> None:
    """A file and a frame give the same sheet."""
    frame = FRAME.drop("kind")
    frame.write_parquet(tmp_path / "List 1.parquet")
    (sheet,) = read_file(tmp_path / "List 1.parquet").sheets
    assert sheet.cells.equals(read_frame(frame, file="", sheet="").cells)


@pytest.mark.parametrize("library", ["pandas", "duckdb"])
def test_frames_of_other_libraries(library: str) -> None:
    """A frame of another library reads as a polars one."""
    module = pytest.importorskip(library)
    if library == "duckdb":
        value = module.sql("select 'C1' as id, 2 as count")
    else:
        value = module.DataFrame({"id": ["C1"], "count": [2]})
    assert is_frame(value)
    sheet = read_frame(value, file="", sheet="")
    assert sheet.names == ("id", "count")
    assert sheet.cells.rows() == [("C1", "2")]


def test_lazy_frames_are_collected() -> None:
    """A lazy frame reads as its result."""
    assert read_frame(FRAME.lazy(), file="", sheet="").cells.height == 2


def test_what_is_no_frame_is_refused() -> None:
    """One clear error."""
    with pytest.raises(SourceError, match="not a data frame"):
        read_frame(42, file="", sheet="List 1")
    assert not is_frame("annex-a.xlsx")
