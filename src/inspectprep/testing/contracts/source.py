"""The contract of a source: it returns every cell as it is, and its errors quote none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from inspectprep.dataframes import pl
from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.plugins.providers import SheetReader, SourceProvider
from inspectprep.testing.contracts.base import Contract, require

_CONTENT = "Zyx Wvut 2011-04-05"
_BROKEN = {
    "empty": b"",
    "a renamed PDF": b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n" + _CONTENT.encode(),
    "cut short": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + _CONTENT.encode(),
    "noise": bytes(range(256)) * 8 + _CONTENT.encode(),
}


class SourceContract(Contract):
    r"""The contract of a file reader from ``inspectprep_sources``.

    A subclass writes a file that the source reads.

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
        """Write a small file that the source reads in `folder`, and return its path."""
        raise NotImplementedError(f"{type(self).__name__} must define `sample` for {provider.id!r}.")

    def filled(self, provider: SourceProvider) -> int:
        """Return the number of cells with a value in all sheets of the sample."""
        raise NotImplementedError(f"{type(self).__name__} must define `filled` for {provider.id!r}.")

    def sources(self) -> Iterator[tuple[SourceProvider, SheetReader]]:
        """Yield each source under test with its reader."""
        registry = self.registry()
        for provider in self.providers(registry):
            yield registry.sources.get(provider.id), registry.sources.resolve(provider.id)

    def test_suffixes_are_well_formed(self) -> None:
        """A suffix is in lower case and starts with a dot."""
        for provider, _ in self.sources():
            for suffix in provider.suffixes:
                good = suffix.startswith(".") and suffix == suffix.lower()
                require(good, f"The suffix {suffix!r} of {provider.id!r} is not like '.csv'.")

    def test_returns_raw_sheets_of_text(self) -> None:
        """Columns have text or dates, with the headings. The sheet has the names of its file and sheet."""
        for provider, sheets in self._read():
            require(sheets, f"{provider.id!r} found no sheet in the sample.")
            for sheet in sheets:
                require(isinstance(sheet, RawSheet), f"{provider.id!r} returned a {type(sheet).__name__}.")
                require(sheet.file, f"{provider.id!r} does not name the file.")
                bare = not {"/", "\\"} & set(sheet.file)
                require(bare, f"{provider.id!r} names the file with its folders.")
                require(sheet.sheet, f"{provider.id!r} does not name the sheet.")
                require(min(sheet.first_row, sheet.first_column) >= 1, f"{provider.id!r} counts from 0.")
                for column in _columns(sheet.cells):
                    kind = date if any(type(value) is date for value in column) else str
                    good = all(value is None or type(value) is kind for value in column)
                    require(
                        good, f"{provider.id!r} returns cells that are neither text nor a column of dates."
                    )

    def test_kinds_match_cells(self) -> None:
        """If a sheet has kinds, there is one for each cell, and only a cell without a value is empty."""
        for provider, sheets in self._read():
            for sheet in sheets:
                if sheet.kinds is None:
                    continue
                cells, kinds = _columns(sheet.cells), _columns(sheet.kinds)
                same = [len(column) for column in cells] == [len(column) for column in kinds]
                require(same, f"{provider.id!r} returns kinds and cells of different shapes.")
                for value, kind in (
                    pair for columns in zip(cells, kinds, strict=True) for pair in zip(*columns, strict=True)
                ):
                    known = kind in iter(CellKind) and (kind != CellKind.EMPTY or value is None)
                    require(known, f"{provider.id!r} returns the kind {kind!r} for a cell of another kind.")

    def test_loses_no_cell(self) -> None:
        """The sheets have as many filled cells as the sample."""
        for provider, sheets in self._read():
            filled = sum(
                value is not None
                for sheet in sheets
                for column in (*_columns(sheet.cells), sheet.names or ())
                for value in column
            )
            expected = self.filled(provider)
            require(filled == expected, f"{provider.id!r} returned {filled} of {expected} filled cells.")

    def test_reading_changes_nothing(self) -> None:
        """The file is unchanged, and a second reading gives the same cells."""
        for provider, read in self.sources():
            with _folder() as folder:
                path = self.sample(folder, provider)
                before = path.read_bytes()
                first = [_columns(sheet.cells) for sheet in read(path)]
                second = [_columns(sheet.cells) for sheet in read(path)]
                require(path.read_bytes() == before, f"{provider.id!r} changed the file.")
                require(first == second, f"{provider.id!r} read different cells the second time.")

    def test_a_missing_file_is_a_source_error(self) -> None:
        """The error names the file."""
        for provider, read in self.sources():
            with _folder() as folder:
                path = folder / f"missing-file{(provider.suffixes or ('.csv',))[0]}"
                error = _error(read, path)
                require(isinstance(error, SourceError), f"{provider.id!r}: {type(error).__name__}.")
                require("missing-file" in str(error), f"{provider.id!r} does not name the missing file.")

    def test_a_broken_file_is_a_source_error_that_quotes_nothing(self) -> None:
        """A broken file is read or refused, and the message shows none of its content."""
        for provider, read in self.sources():
            for title, content in _BROKEN.items():
                with _folder() as folder:
                    path = folder / f"broken{(provider.suffixes or ('.csv',))[0]}"
                    path.write_bytes(content)
                    error = _error(read, path)
                    good = error is None or isinstance(error, SourceError)
                    require(
                        good, f"{provider.id!r} raised {type(error).__name__} for a file that is {title}."
                    )
                    require("Wvut" not in str(error), f"{provider.id!r} quotes the content of the file.")

    def _read(self) -> Iterator[tuple[SourceProvider, list[RawSheet]]]:
        for provider, read in self.sources():
            with _folder() as folder:
                yield provider, list(read(self.sample(folder, provider)))


def _columns(frame: Any) -> list[list[Any]]:
    """Return a frame's columns as lists. A frame of another library is converted through Arrow."""
    table = frame if isinstance(frame, pl.DataFrame) else pl.DataFrame(frame)
    return [column.to_list() for column in table.get_columns()]


def _error(read: SheetReader, path: Path) -> BaseException | None:
    try:
        list(read(path))
    except Exception as error:
        return error
    return None


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
