"""The contract of sources passes a good source, and fails for each way to break it."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from inspectprep.errors import SourceError
from inspectprep.model.sheet import RawSheet
from inspectprep.plugins import SourceProvider
from inspectprep.testing import SourceContract, SourceSample
from tests.testing.fakes import Plugin, broken, message_of

CELLS = "test_returns_every_cell_as_it_is"
Rows = list[list[str | None]]


def rows_of(path: Path) -> Rows:
    """Read a text file, or refuse it in the contract's way."""
    try:
        text = path.read_text("utf-8")
        rows = [[cell or None for cell in row] for row in csv.reader(text.splitlines())]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise SourceError("This file cannot be read.", where=path.name) from None
    width = max(map(len, rows), default=0)
    if not width:
        raise SourceError("This file is empty.", where=path.name)
    return [row + [None] * (width - len(row)) for row in rows]


def sheet_of(path: Path, rows: Rows, **changes: Any) -> RawSheet:
    """Return a raw sheet."""
    columns = {f"c{place}": [row[place] for row in rows] for place in range(len(rows[0]))}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return RawSheet(**({"file": path.name, "sheet": path.stem, "cells": frame} | changes))


def well(path: Path) -> list[RawSheet]:
    """Read as the contract asks."""
    return [sheet_of(path, rows_of(path))]


def changing(change: Callable[[Rows], Rows]) -> Callable[[Path], list[RawSheet]]:
    """Return a source that changes the rows."""
    return lambda path: [sheet_of(path, change(rows_of(path)))]


def texts(change: Callable[[str], str | None]) -> Callable[[Path], list[RawSheet]]:
    """Return a source that changes every text."""
    return changing(lambda rows: [[cell and change(cell) for cell in row] for row in rows])


def with_folder(path: Path) -> list[RawSheet]:
    """Name the file with its folder."""
    return [sheet_of(path, rows_of(path), file=str(path))]


def with_numbers(path: Path) -> list[RawSheet]:
    """Make numbers of texts."""
    return [sheet_of(path, rows_of(path), cells=pl.DataFrame({"a": [1, 2, 3], "b": [1, None, 2]}))]


def with_wrong_kinds(path: Path) -> list[RawSheet]:
    """Say that a filled cell is empty."""
    sheet = well(path)[0]
    kinds = pl.DataFrame({name: [0] * sheet.cells.height for name in sheet.cells.columns})
    return [evolve(sheet, kinds=kinds)]


def that_quotes(path: Path) -> list[RawSheet]:
    """Put the content of the file into the error."""
    try:
        return well(path)
    except SourceError:
        content = path.read_bytes() if path.exists() else b""
        raise SourceError(f"Cannot read {content!r}", where=path.name) from None


def that_chains(path: Path) -> list[RawSheet]:
    """Quote the content of the file in the error's cause."""
    try:
        return well(path)
    except SourceError:
        content = path.read_bytes() if path.exists() else b""
        raise SourceError("Cannot read this", where=path.name) from ValueError(repr(content))


def that_raises(path: Path) -> list[RawSheet]:
    """Let the library's own error out."""
    path.read_text("utf-8")
    return well(path)


def that_writes(path: Path) -> list[RawSheet]:
    """Change the file."""
    sheets = well(path)
    path.write_bytes(path.read_bytes() + b"3,\n")
    return sheets


def that_copies(path: Path) -> list[RawSheet]:
    """Leave a copy in the working folder."""
    if path.exists():
        Path("copy.csv").write_bytes(path.read_bytes())
    return well(path)


def contract(read: Any, own: dict[str, Any] | None = None, **changes: Any) -> SourceContract:
    """Return the contract of a plugin with one source."""
    values = {"id": "ours", "summary": "Ours", "suffixes": (".csv",), "replaces": ".csv"} | changes
    provider = SourceProvider(target=read, **values)
    return type("Ours", (SourceContract,), {"plugin": Plugin(provider), "rows": 1500, **(own or {})})()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder into which a bad plugin may write."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_a_good_source_passes() -> None:
    """Raw text, every cell, named errors: that keeps the contract."""
    assert broken(contract(well)) == set()


@pytest.mark.parametrize(
    ("read", "test"),
    [
        (with_folder, "test_returns_raw_sheets_of_text"),
        (with_numbers, "test_returns_raw_sheets_of_text"),
        (with_wrong_kinds, "test_kinds_match_cells"),
        (that_quotes, "test_a_broken_file_is_a_source_error_that_quotes_nothing"),
        (that_chains, "test_a_broken_file_is_a_source_error_that_quotes_nothing"),
        (that_raises, "test_a_broken_file_is_a_source_error_that_quotes_nothing"),
        (that_raises, "test_a_missing_file_is_a_source_error"),
        (that_writes, "test_reading_changes_nothing"),
        (that_copies, "test_writes_nothing"),
    ],
)
def test_a_source_that_breaks_the_contract_is_caught(read: Any, test: str) -> None:
    """Each rule of the contract can fail."""
    assert test in broken(contract(read))


def _pairs(rows: Rows) -> Iterator[tuple[list[str | None], list[str | None]]]:
    yield from zip(rows, [rows[0], *rows[:-1]], strict=True)


FAULTS: dict[str, tuple[Callable[[Path], list[RawSheet]], str]] = {
    "sorted rows": (changing(lambda rows: [rows[0], *sorted(rows[1:], key=str)]), "Keep the order of rows"),
    "reversed rows": (changing(lambda rows: rows[::-1]), "Keep the order of rows"),
    "reversed columns": (changing(lambda rows: [row[::-1] for row in rows]), "rows and columns"),
    "no empty rows": (changing(lambda rows: [row for row in rows if any(row)]), "empty rows too"),
    "first row": (lambda path: [sheet_of(path, rows_of(path), first_row=2)], "first_row"),
    "no first row": (lambda path: [sheet_of(path, rows_of(path)[1:])], "loses"),
    "first column": (lambda path: [sheet_of(path, rows_of(path), first_column=2)], "first_column"),
    "1,000 rows": (changing(lambda rows: rows[:1000]), "stops at row"),
    "1,000 children": (changing(lambda rows: rows[:1001]), "Read every row"),
    "no last row": (changing(lambda rows: rows[:-1]), "stops at row"),
    "26 columns": (changing(lambda rows: [row[:26] for row in rows]), "loses"),
    "capitals": (texts(str.upper), "changes text"),
    "leading zeros": (texts(lambda text: text.lstrip("0")), "changes text"),
    "ASCII": (texts(lambda text: text.encode("ascii", "replace").decode()), "changes text"),
    "composed": (texts(lambda text: unicodedata.normalize("NFC", text)), "changes text"),
    "apostrophes": (texts(lambda text: text.replace("\u2019", "'")), "changes text"),
    "dates": (texts(lambda text: "2026-09-04" if text == "04/09/2026" else text), "changes text"),
    "formulas": (texts(lambda text: text.removeprefix("=")), "changes text"),
    "blanks": (texts(lambda text: None if text in ("N/A", "NULL", "nan") else text), "loses"),
    "guessed types": (texts(lambda text: None if text == "seventeen" else text), "loses 1 of"),
    "filled down": (
        changing(lambda rows: [[a or b for a, b in zip(*two, strict=True)] for two in _pairs(rows)]),
        "fills empty cells",
    ),
    "two sheets": (lambda path: well(path) * 2, "2 sheets"),
}


@pytest.mark.parametrize(("read", "message"), FAULTS.values(), ids=FAULTS)
def test_a_source_that_does_not_return_the_cells_is_caught(read: Any, message: str) -> None:
    """Other rows, other places, other characters."""
    assert message in message_of(contract(read), CELLS)


def test_a_fault_in_files_of_another_suffix_is_caught() -> None:
    """Each suffix that can be written is tried."""

    def read(path: Path) -> list[RawSheet]:
        return texts(str.upper)(path) if path.suffix == ".txt" else well(path)

    assert message_of(contract(read), CELLS) == ""
    assert "changes text" in message_of(
        contract(read, suffixes=(".csv", ".odd", ".txt"), replaces=(".csv", ".txt")), CELLS
    )


def test_a_suffix_that_matches_nothing_is_caught() -> None:
    """Suffixes are compared in lower case with the dot."""
    assert "test_plugin_loads_without_a_problem" in broken(contract(well, suffixes=("CSV",)))


def write_records(self: object, path: Path, rows: Sequence[Any], provider: SourceProvider) -> None:
    """Write rows as the records of a case system."""
    del self, provider
    path.write_text(json.dumps(rows), encoding="utf-8")


def read_records(path: Path) -> list[RawSheet]:
    """Read the records of a case system."""
    try:
        rows = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise SourceError("This is not an export.", where=path.name) from None
    return [sheet_of(path, rows)]


def test_an_author_writes_the_rows_in_another_format() -> None:
    """The kit writes the usual formats, and asks for a function that writes any other."""
    told = message_of(contract(read_records, suffixes=(".records",)), CELLS)
    assert "cannot write a .records file" in told
    assert "Define `write` in a subclass of SourceContract" in told
    assert "Define `write`" in message_of(contract(read_records), CELLS)
    assert broken(contract(read_records, {"write": write_records}, suffixes=(".records",))) == set()


def test_an_author_gives_files_for_a_format_that_can_only_be_read() -> None:
    """The files have their rows, and one of them has many."""

    def samples(count: int) -> Callable[..., Iterator[SourceSample]]:
        def given(self: object, folder: Path, provider: SourceProvider) -> Iterator[SourceSample]:
            rows = [("Child Unique ID", "Gender"), *((f"T{row}", "F") for row in range(count))]
            write_records(self, folder / "a.records", rows, provider)
            yield SourceSample(path=folder / "a.records", rows=rows)

        return given

    good = contract(read_records, {"samples": samples(1001)}, suffixes=(".records",))
    assert broken(good) == set()
    small = contract(read_records, {"samples": samples(20)}, suffixes=(".records",))
    assert "has more than 1000 rows" in message_of(small, CELLS)
