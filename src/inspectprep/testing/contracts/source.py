"""The contract of a source: raw sheets out, nothing understood, nothing lost, nothing leaked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.plugins.providers import SheetReader, SourceProvider
from inspectprep.testing.contracts.base import Contract, require

__all__ = ["SourceContract"]

_CONTENT = "Zyx Wvut 2011-04-05"
_BROKEN = {
    "empty": b"",
    "a renamed PDF": b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n" + _CONTENT.encode(),
    "cut short": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + _CONTENT.encode(),
    "noise": bytes(range(256)) * 8 + _CONTENT.encode(),
}


class SourceContract(Contract):
    r"""What a reader from ``inspectprep_sources`` must do.

    A subclass says how to make a file that the source reads.

    Example:
        >>> class TestCsv(SourceContract):
        ...     plugin = "council.plugin"
        ...
        ...     def sample(self, folder, provider):
        ...         path = folder / "list-1.csv"
        ...         path.write_text("Child ID,Date of contact\n1,04/09/2026\n")
        ...         return path
        ...
        ...     def filled(self, provider):
        ...         return 4
    """

    kind: ClassVar[str] = "sources"

    def sample(self, folder: Path, provider: SourceProvider) -> Path:
        """Write a small file that the source reads into `folder` and return its path."""
        raise NotImplementedError(
            f"{type(self).__name__} must say how to write a sample for {provider.id!r}."
        )

    def filled(self, provider: SourceProvider) -> int:
        """Return how many cells of the sample hold something, over all sheets."""
        raise NotImplementedError(
            f"{type(self).__name__} must count the sample's filled cells for {provider.id!r}."
        )

    def sources(self) -> Iterator[tuple[SourceProvider, SheetReader]]:
        """Give each source under test with its reader."""
        registry = self.registry()
        for each in self.providers(registry):
            yield registry.sources.get(each.id), registry.sources.resolve(each.id)

    def test_suffixes_are_well_formed(self) -> None:
        """A file is matched by its suffix in lower case, with the dot."""
        for provider, _ in self.sources():
            for suffix in provider.suffixes:
                good = suffix.startswith(".") and suffix == suffix.lower()
                require(good, f"The suffix {suffix!r} of {provider.id!r} is not like '.csv'.")

    def test_gives_raw_sheets_of_text(self) -> None:
        """Cells are columns of text, or of dates, with the headings; the sheet is named by file and sheet."""
        for provider, sheets in self._read():
            require(sheets, f"{provider.id!r} found no sheet in the sample.")
            for sheet in sheets:
                require(isinstance(sheet, RawSheet), f"{provider.id!r} gave a {type(sheet).__name__}.")
                require(sheet.file, f"{provider.id!r} does not name the file.")
                bare = not {"/", "\\"} & set(sheet.file)
                require(bare, f"{provider.id!r} names the file with its folders.")
                require(sheet.sheet, f"{provider.id!r} does not name the sheet.")
                require(min(sheet.first_row, sheet.first_column) >= 1, f"{provider.id!r} counts from 0.")
                for column in _columns(sheet.cells):
                    kind = date if any(type(value) is date for value in column) else str
                    good = all(value is None or type(value) is kind for value in column)
                    require(good, f"{provider.id!r} gives cells that are neither text nor a column of dates.")

    def test_kinds_match_cells(self) -> None:
        """Where kinds are given there is one for each cell, and no cell that holds something is empty."""
        for provider, sheets in self._read():
            for sheet in sheets:
                if sheet.kinds is None:
                    continue
                cells, kinds = _columns(sheet.cells), _columns(sheet.kinds)
                same = [len(each) for each in cells] == [len(each) for each in kinds]
                require(same, f"{provider.id!r} gives kinds of another shape than its cells.")
                for value, kind in (
                    pair for each in zip(cells, kinds, strict=True) for pair in zip(*each, strict=True)
                ):
                    known = kind in iter(CellKind) and (kind != CellKind.EMPTY or value is None)
                    require(known, f"{provider.id!r} gives the kind {kind!r} for a cell that is not so.")

    def test_loses_no_cell(self) -> None:
        """As many filled cells come out as stand in the sample."""
        for provider, sheets in self._read():
            found = sum(
                value is not None
                for sheet in sheets
                for each in (*_columns(sheet.cells), sheet.names or ())
                for value in each
            )
            expected = self.filled(provider)
            require(found == expected, f"{provider.id!r} gave {found} filled cells of {expected}.")

    def test_reading_changes_nothing(self) -> None:
        """The file stays as it was, and reading it again gives the same."""
        for provider, read in self.sources():
            with _folder() as folder:
                path = self.sample(folder, provider)
                before = path.read_bytes()
                first = [_columns(sheet.cells) for sheet in read(path)]
                second = [_columns(sheet.cells) for sheet in read(path)]
                require(path.read_bytes() == before, f"{provider.id!r} changed the file.")
                require(first == second, f"{provider.id!r} read something else the second time.")

    def test_a_missing_file_is_a_source_error(self) -> None:
        """The error names the file."""
        for provider, read in self.sources():
            with _folder() as folder:
                path = folder / f"nobody-wrote-this{(provider.suffixes or ('.csv',))[0]}"
                error = _error(read, path)
                require(isinstance(error, SourceError), f"{provider.id!r}: {type(error).__name__}.")
                require("nobody-wrote-this" in str(error), f"{provider.id!r} does not name the missing file.")

    def test_a_broken_file_is_a_source_error_that_quotes_nothing(self) -> None:
        """Whatever stands in a file, it is read or refused, and no message shows what it held."""
        for provider, read in self.sources():
            for title, content in _BROKEN.items():
                with _folder() as folder:
                    path = folder / f"broken{(provider.suffixes or ('.csv',))[0]}"
                    path.write_bytes(content)
                    error = _error(read, path)
                    good = error is None or isinstance(error, SourceError)
                    require(good, f"{provider.id!r} met a file that is {title} with {type(error).__name__}.")
                    require("Wvut" not in str(error), f"{provider.id!r} quotes what stands in the file.")

    def _read(self) -> Iterator[tuple[SourceProvider, list[RawSheet]]]:
        for provider, read in self.sources():
            with _folder() as folder:
                yield provider, list(read(self.sample(folder, provider)))


def _columns(frame: Any) -> list[list[Any]]:
    """Return a frame's columns as lists, through Arrow where it is not a polars frame."""
    import polars as pl  # noqa: PLC0415 - only sources have frames

    table = frame if isinstance(frame, pl.DataFrame) else pl.DataFrame(frame)
    return [column.to_list() for column in table.get_columns()]


def _error(read: SheetReader, path: Path) -> BaseException | None:
    try:
        list(read(path))
    except Exception as error:  # noqa: BLE001 - the contract is about which one
        return error
    return None


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
