"""The contract of a source: it returns every cell as it is, and its errors quote none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from inspectprep.dataframes import pl
from inspectprep.errors import SourceError
from inspectprep.model.representation import frozen
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.plugins.providers import SheetReader, SourceProvider
from inspectprep.testing.contracts.base import Contract, MissingTruthError, require
from inspectprep.testing.contracts.source_rows import (
    HEADINGS,
    TEXTS,
    TYPED,
    Row,
    characters,
    gaps,
    many,
    write_usual,
)
from inspectprep.testing.contracts.watch import watching

_MANY = 1000
_KEEP = "Return each cell as the text that is in the file. inspectprep reads it later."

_CONTENT = "Zyx Wvut 2011-04-05"
_BROKEN = {
    "empty": b"",
    "a renamed PDF": b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n" + _CONTENT.encode(),
    "cut short": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + _CONTENT.encode(),
    "noise": bytes(range(256)) * 8 + _CONTENT.encode(),
}


@frozen(kw_only=True)
class SourceSample:
    """A file, and what a source must return for it.

    Attributes:
        path: The file.
        rows: The cells of the sheet, from its first row and column. The headings are among the rows, as the
            source returns them. None is an empty cell.
        sheet: The name of the sheet. Empty for a file with one sheet.
    """

    path: Path
    rows: Sequence[Row]
    sheet: str = ""


class SourceContract(Contract):
    r"""The contract of a file reader from ``inspectprep_sources``.

    The kit makes rows, has them written in the source's format, and compares every cell that the source
    returns. It writes text with commas or tabs, workbooks, web pages and parquet itself. A subclass for any
    other format defines :meth:`write`.

    Attributes:
        headings: Headings for the rows of the samples, as the source returns them.
        texts: Texts for the cells of the samples. Leave out only what the format has no way to write.
        rows: The number of rows of the largest sample.
        empty_rows: Whether the format can have empty rows. Without, a sample has none.
        rows_above: Whether the format can have rows above the headings. Without, every file begins with them.

    Example:
        >>> class TestExport(SourceContract):
        ...     plugin = "council.plugin"
        ...
        ...     def write(self, path, rows, provider):
        ...         lines = ["|".join(cell or "" for cell in row) for row in rows]
        ...         path.write_text("\n".join(lines), encoding="utf-8")
    """

    kind: ClassVar[str] = "sources"
    headings: ClassVar[tuple[str, ...]] = HEADINGS
    texts: ClassVar[tuple[str, ...]] = TEXTS
    rows: ClassVar[int] = 12_000
    empty_rows: ClassVar[bool] = True
    rows_above: ClassVar[bool] = True

    def write(self, path: Path, rows: Sequence[Row], provider: SourceProvider) -> None:
        """Write rows to a new file in the format of the source.

        Args:
            path: The file.
            rows: The rows, with the headings as the source returns them. None is an empty cell.
            provider: The source.
        """
        if not write_usual(path, rows):
            raise MissingTruthError(
                f"The kit cannot write a {path.suffix} file for {provider.id!r}. Define `write` in a "
                "subclass of SourceContract, so that the cells can be compared."
            )

    def samples(self, folder: Path, provider: SourceProvider) -> Iterator[SourceSample]:
        """Yield files with the rows that the source must return, one of them with more than 1,000 rows.

        Override this method if the format can only be read. Give files of your own with their rows.
        """
        headings: Row = self.headings
        samples = {"characters": characters(headings, self.texts), "gaps": gaps(headings)}
        samples["many"] = many(headings, self.rows)
        if self.rows_above and not set(provider.suffixes) & TYPED:
            title: Row = ("List 8", *(None,) * (len(headings) - 1))
            empty: Row = (None,) * len(headings)
            above = [title, empty] if self.empty_rows else [title]
            samples["title"] = [*above, *characters(headings, self.texts[:3])]
            if self.empty_rows:
                samples["start"] = [empty, empty, *characters(headings, self.texts[:3])]
        first, *others = provider.suffixes or (".csv",)
        for name, rows in samples.items():
            path = folder / f"{name}{first}"
            given = rows if self.empty_rows else [row for row in rows if any(row)]
            self.write(path, given, provider)
            yield SourceSample(path=path, rows=given)
        for suffix in others:
            path = folder / f"characters{suffix}"
            with suppress(MissingTruthError):  # a suffix whose files the kit cannot write
                self.write(path, samples["characters"], provider)
            if path.exists():
                yield SourceSample(path=path, rows=samples["characters"])

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

    def test_returns_every_cell_as_it_is(self) -> None:
        """Every cell of every sample is returned: the same characters, in the same row and column."""
        for provider, read in self.sources():
            with _folder() as folder:
                most = 0
                for sample in self.samples(folder, provider):
                    most = max(most, len(sample.rows))
                    self._compare(provider, sample, _read(read, sample, provider))
                require(most > _MANY, f"No sample of {provider.id!r} has more than {_MANY} rows. Add one.")

    def _compare(self, provider: SourceProvider, sample: SourceSample, sheet: RawSheet) -> None:
        """Compare the cells by their place in the spreadsheet."""
        wanted = _placed(sample.rows, 1 if sheet.names is None else 0)
        found = _found(sheet)
        where = f"in a file with {len(sample.rows)} rows ({sample.path.stem})"
        if wanted == found:
            return
        last, lost = max((row for row, _ in found), default=0), {at for at in wanted if at not in found}
        shift = _shift(wanted, found)
        require(
            shift is None,
            f"{provider.id!r} returns cells {shift} rows and columns from their place {where}. "
            "`first_row` and `first_column` are the first row and column of `cells`, as a spreadsheet counts "
            "them, from 1. "
            "Count every row of the file, empty ones too.",
        )
        require(
            sorted(map(str, wanted.values())) != sorted(map(str, found.values())),
            f"{provider.id!r} returns the right cells in other places {where}. Keep the order of rows and "
            "columns, and empty rows too.",
        )
        begun = {at: cell for at, cell in wanted.items() if at[0] <= last}
        require(
            begun != found,
            f"{provider.id!r} stops at row {last} of {max(wanted)[0]} {where}. Read every row.",
        )
        require(not lost, f"{provider.id!r} loses {len(lost)} of {len(wanted)} filled cells {where}. {_KEEP}")
        changed = next((at for at in wanted if found[at] != wanted[at]), None)
        require(
            changed is None,
            f"{provider.id!r} changes text {where}: {changed and wanted[changed]!r} is returned as "
            f"{changed and found[changed]!r} (row and column {changed}). {_KEEP}",
        )
        added = sorted(set(found) - set(wanted))
        require(
            not added,
            f"{provider.id!r} fills empty cells {where}, such as row and column {added[:1]}. {_KEEP}",
        )

    def test_reading_changes_nothing(self) -> None:
        """The file is unchanged, and a second reading gives the same cells."""
        for provider, read in self.sources():
            with _folder() as folder:
                sample = next(iter(self.samples(folder, provider)))
                before = sample.path.read_bytes()
                first = [_columns(sheet.cells) for sheet in read(sample.path)]
                second = [_columns(sheet.cells) for sheet in read(sample.path)]
                require(sample.path.read_bytes() == before, f"{provider.id!r} changed the file.")
                require(first == second, f"{provider.id!r} read different cells the second time.")

    def test_writes_nothing(self) -> None:
        """Reading leaves no file, prints nothing and connects to nothing."""
        for provider, read in self.sources():
            with _folder() as folder:
                sample = next(iter(self.samples(folder, provider)))
                with watching() as watch:
                    list(read(sample.path))
                require(
                    not watch.traces,
                    f"{provider.id!r} does more than read: {watch}. "
                    "A file of children's data must stay where it is.",
                )

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
                    quoted = any("Wvut" in str(each) for each in _chain(error))
                    require(
                        not quoted,
                        f"{provider.id!r} quotes the content of a file that is {title}, in its message or "
                        "in its cause. Raise a SourceError `from None`.",
                    )

    def _read(self) -> Iterator[tuple[SourceProvider, list[RawSheet]]]:
        for provider, read in self.sources():
            with _folder() as folder:
                sample = next(iter(self.samples(folder, provider)))
                yield provider, list(read(sample.path))


def _read(read: SheetReader, sample: SourceSample, provider: SourceProvider) -> RawSheet:
    """Return the sheet of a sample."""
    try:
        sheets = list(read(sample.path))
    except SourceError as error:
        raise MissingTruthError(
            f"{provider.id!r} refuses the sample {sample.path.name!r}: {error.what} Define `write` in a "
            "subclass of SourceContract, which writes rows as your files have them."
        ) from error
    named = [sheet for sheet in sheets if sample.sheet in ("", sheet.sheet)]
    require(
        len(named) == 1,
        f"{provider.id!r} returns {len(named)} sheets for {sample.path.name!r} instead of one.",
    )
    return named[0]


def _placed(rows: Sequence[Row], first_row: int = 1, first_column: int = 1) -> dict[tuple[int, int], str]:
    """Return filled cells by their row and column in the spreadsheet."""
    return {
        (first_row + down, first_column + across): cell
        for down, row in enumerate(rows)
        for across, cell in enumerate(row)
        if cell is not None
    }


def _found(sheet: RawSheet) -> dict[tuple[int, int], str]:
    columns = _columns(sheet.cells)
    rows: list[Row] = [tuple(_as_text(cell) for cell in row) for row in zip(*columns, strict=True)]
    first = sheet.first_row
    if sheet.names is not None:
        rows.insert(0, tuple(sheet.names))
        first -= 1
    return _placed(rows, first, sheet.first_column)


def _as_text(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _shift(
    wanted: Mapping[tuple[int, int], str], found: Mapping[tuple[int, int], str]
) -> tuple[int, int] | None:
    """Return by how many rows and columns all cells are moved, or None if that is not the difference."""
    if not found or len(found) != len(wanted):
        return None
    one, other = min(wanted), min(found)
    down, across = other[0] - one[0], other[1] - one[1]
    moved = {(row + down, column + across): cell for (row, column), cell in wanted.items()}
    return (down, across) if (down or across) and moved == found else None


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


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that a traceback shows with it."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
