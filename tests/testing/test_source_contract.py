"""The contract of sources, kept and broken."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from inspectprep.errors import SourceError
from inspectprep.model.sheet import RawSheet
from inspectprep.plugins import SourceProvider
from inspectprep.testing import SourceContract
from tests.testing.fakes import Plugin, broken

SAMPLE = "Child ID,Date of contact\n1,04/09/2026\n2,\n"


def rows_of(path: Path) -> list[list[str | None]]:
    """Read a text file of two columns, or refuse it in the contract's way."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise SourceError("This file cannot be read.", where=path.name) from None
    rows = [[cell or None for cell in row] for row in csv.reader(text.splitlines())]
    if any(len(row) != 2 for row in rows):
        raise SourceError("This file does not have two columns.", where=path.name)
    return rows


def sheet_of(path: Path, rows: list[list[Any]], **changes: Any) -> RawSheet:
    """Return a raw sheet of two columns."""
    frame = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String}, orient="row", strict=False)
    return RawSheet(**({"file": path.name, "sheet": path.stem, "cells": frame} | changes))


def well(path: Path) -> list[RawSheet]:
    """Read as the contract asks."""
    return [sheet_of(path, rows_of(path))]


def without_headings(path: Path) -> list[RawSheet]:
    """Lose the heading row."""
    return [sheet_of(path, rows_of(path)[1:])]


def with_folder(path: Path) -> list[RawSheet]:
    """Name the file with its folder."""
    return [sheet_of(path, rows_of(path), file=str(path))]


def with_numbers(path: Path) -> list[RawSheet]:
    """Make numbers of texts."""
    frame = pl.DataFrame({"a": [1, 2, 3], "b": [1, None, 2]})
    return [sheet_of(path, rows_of(path), cells=frame)]


def with_wrong_kinds(path: Path) -> list[RawSheet]:
    """Say that a filled cell is empty."""
    kinds = pl.DataFrame({"a": [1, 1, 1], "b": [1, 0, 0]})
    return [sheet_of(path, rows_of(path), kinds=kinds)]


def that_quotes(path: Path) -> list[RawSheet]:
    """Put the content of the file into the error."""
    try:
        return well(path)
    except SourceError:
        content = path.read_bytes() if path.exists() else b""
        raise SourceError(f"Cannot read {content!r}", where=path.name) from None


def that_raises(path: Path) -> list[RawSheet]:
    """Let the library's own error out."""
    path.read_text("utf-8")
    return well(path)


def that_writes(path: Path) -> list[RawSheet]:
    """Change the file."""
    sheets = well(path)
    path.write_bytes(path.read_bytes() + b"3,\n")
    return sheets


def contract(read: Any, **changes: Any) -> SourceContract:
    """Return the contract of a plugin with one source."""
    values = {"id": "ours", "summary": "Ours", "suffixes": (".csv",)} | changes

    class Ours(SourceContract):
        plugin = Plugin(SourceProvider(target=read, **values))

        def sample(self, folder: Path, provider: SourceProvider) -> Path:  # noqa: ARG002
            """Write two children."""
            path = folder / "list-1.csv"
            path.write_text(SAMPLE, encoding="utf-8")
            return path

        def filled(self, provider: SourceProvider) -> int:  # noqa: ARG002
            """Count the cells of the sample that hold something."""
            return 5

    return Ours()


def test_a_good_source_passes() -> None:
    """Raw text, every cell, named errors: that keeps the contract."""
    assert broken(contract(well)) == set()


@pytest.mark.parametrize(
    ("read", "test"),
    [
        (without_headings, "test_loses_no_cell"),
        (with_folder, "test_returns_raw_sheets_of_text"),
        (with_numbers, "test_returns_raw_sheets_of_text"),
        (with_wrong_kinds, "test_kinds_match_cells"),
        (that_quotes, "test_a_broken_file_is_a_source_error_that_quotes_nothing"),
        (that_raises, "test_a_broken_file_is_a_source_error_that_quotes_nothing"),
        (that_raises, "test_a_missing_file_is_a_source_error"),
        (that_writes, "test_reading_changes_nothing"),
    ],
)
def test_a_source_that_breaks_the_contract_is_caught(read: Any, test: str) -> None:
    """Each rule of the contract can fail."""
    assert test in broken(contract(read))


def test_a_suffix_that_matches_nothing_is_caught() -> None:
    """Suffixes are compared in lower case with the dot."""
    assert "test_suffixes_are_well_formed" in broken(contract(well, suffixes=("CSV",)))
