"""Reads workbooks: xlsx, xlsm, xlsb, xls and ods, through fastexcel.

Every cell comes as text. fastexcel prints a real date as ``2026-09-01 00:00:00``, which no person
types, so that real dates are told from typed ones by their form; where a typed text has that very
form, the sheet's XML decides. Macros, links and formulas are never followed or worked out.
"""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import evolve

from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind, RawSheet, SheetNote, Visibility
from inspectprep.parallel import executor
from inspectprep.sources import problems
from inspectprep.sources.biff import scan_biff
from inspectprep.sources.cell_types import cells_by_type
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.limits import DEFAULT_LIMITS, Limits
from inspectprep.sources.memory_limit import free_memory
from inspectprep.sources.package import PackageScan, scan_package
from inspectprep.sources.repair import repaired
from inspectprep.sources.result import FileRead
from inspectprep.sources.sheetscan import BrokenCell, SheetScan, column_letter, column_number
from inspectprep.sources.stored_values import as_dates, as_stored, dates_as_text, long_numbers, with_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import polars as pl

__all__ = ["read_workbook"]

_DATE = r"^[+-]?\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$"
_DATE_LENGTH = 19
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_VISIBILITY = {
    "visible": Visibility.VISIBLE,
    "hidden": Visibility.HIDDEN,
    "veryhidden": Visibility.VERY_HIDDEN,
}
_MEGABYTE = 1_000_000
_MANY_CELLS = 5_000_000
_BYTES_A_CELL, _BYTES_BESIDES = 64, 600 * _MEGABYTE
"""As measured: 58 for a cell in a sheet of 36 million that are nearly all empty, and 550 MB besides."""


def read_workbook(
    path: Path,
    kind: FileKind,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[str], None] | None = None,
) -> FileRead:
    """Return every sheet of a workbook.

    Args:
        path: The file.
        kind: What it is.
        limits: Beyond these the file is refused before anything parses it.
        progress: Called with the name of each sheet before it is read.

    Raises:
        SourceError: if it cannot be read.
    """
    scan = PackageScan(packed=path.stat().st_size)
    if kind is FileKind.XLS:
        if scan.packed > limits.max_unpacked_mb * _MEGABYTE:
            raise problems.over_limit(path, f"The file is larger than {limits.max_unpacked_mb:g} MB.")
        scan.unpacked = scan.packed
        older = scan_biff(path.read_bytes())
        if older is None:
            raise problems.damaged(path)
        if older.cells > limits.max_cells:
            raise _too_far_apart(path)
        _make_sure_of_room(path, older.cells)
        scan.date1904 = older.date1904
        scan.sheets = {name: SheetScan(broken=cells) for name, cells in older.broken.items()}
    else:
        scan = scan_package(path, limits)
    # The reader takes several times the room for a cell of an OpenDocument workbook.
    most = limits.max_cells // 4 if kind is FileKind.ODS else limits.max_cells
    for sheet in scan.sheets.values():
        outside = sheet.last_row > _MOST_ROWS or sheet.last_column > _MOST_COLUMNS
        if outside or sheet.last_row * sheet.last_column > most:
            raise _too_far_apart(path)
    widest = max((sheet.last_row * sheet.last_column for sheet in scan.sheets.values()), default=0)
    _make_sure_of_room(path, widest)
    late: list[SheetNote] = []
    return FileRead(
        name=path.name,
        kind=kind,
        bytes=scan.packed,
        sheets=_sheets(path, scan, progress, late),
        unpacked=scan.unpacked,
        parts=scan.parts,
        external=scan.external,
        notes=tuple(_file_notes(scan)),
        late_notes=late,
    )


def _too_far_apart(path: Path) -> SourceError:
    return problems.over_limit(path, "A sheet has cells so far apart that it takes too much memory.")


def _make_sure_of_room(path: Path, cells: int) -> None:
    """Refuse a sheet that needs more memory than there is: the reader's process would die of it."""
    if cells < _MANY_CELLS:
        return
    free = free_memory()
    if free is not None and _BYTES_BESIDES + cells * _BYTES_A_CELL > free:
        raise problems.over_limit(
            path, "A sheet has so many cells, or cells so far apart, that it takes more memory than there is."
        )


def _file_notes(scan: PackageScan) -> Iterable[SheetNote]:
    if scan.date1904:
        yield SheetNote(code="date-1904", text="The workbook counts its days from 1904.")
    if scan.comments:
        yield SheetNote(code="comments", text="Comments, colours and struck-out text are not read as data.")


def _lost(name: str) -> SheetNote:
    return SheetNote(code="sheet-unreadable", text=f"The sheet {name!r} is damaged and could not be read.")


def _sheets(
    path: Path, scan: PackageScan, progress: Callable[[str], None] | None, late: list[SheetNote]
) -> Iterator[RawSheet]:
    """Yield the sheets; while one is worked on, the next is parsed beside it."""
    import fastexcel  # noqa: PLC0415 - loads only when a workbook is read

    with _parsing(path):
        reader = fastexcel.read_excel(path)
        names = list(reader.sheet_names)
    with executor(1) as beside:
        coming = [beside.submit(_parsed, reader, 0)] if names else []
        for index, name in enumerate(names):
            if progress is not None:
                progress(name)
            now = coming.pop()
            if index + 1 < len(names):
                coming.append(beside.submit(_parsed, reader, index + 1))
            try:
                sheet, frame = _read(path, index, name, scan, now)
            except SourceError:
                if len(late) + 1 >= len(names):
                    raise
                late.append(_lost(name))
                continue
            columns = sheet.available_columns()
            first_column = (columns[0].absolute_index if columns else 0) + 1
            raw = _raw_sheet(path, name, frame, first_column, scan)
            yield evolve(raw, visibility=_VISIBILITY.get(sheet.visible, Visibility.VISIBLE))


def _read(
    path: Path, index: int, name: str, scan: PackageScan, parsed: Future[Any]
) -> tuple[Any, pl.DataFrame]:
    """Return a sheet as the reader has it, and its cells; with odd cells repaired where that helps."""
    try:
        with _parsing(path):
            sheet = parsed.result()
            return sheet, _frame(sheet)
    except SourceError as error:
        part = scan.sheet_parts.get(name)
        copy = repaired(path, part) if part is not None and error.reason == "damaged" else None
        if copy is None:
            raise
        import fastexcel  # noqa: PLC0415

        with _parsing(path):
            sheet = _parsed(fastexcel.read_excel(copy), index)
            return sheet, _frame(sheet)


def _parsed(reader: Any, index: int) -> Any:
    return reader.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")


@contextmanager
def _parsing(path: Path) -> Iterator[None]:
    """Turn whatever the parser raises into an error that says what to do."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        raise _unreadable(path, error) from error


def _frame(sheet: Any) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415

    if sheet.width == 0:
        return pl.DataFrame()
    return pl.DataFrame(sheet)


def _unreadable(path: Path, error: BaseException) -> SourceError:
    text = str(error).casefold()
    if "password" in text or "encrypt" in text:
        return problems.refuse(path, FileKind.ENCRYPTED)
    if isinstance(error, MemoryError):
        return problems.over_limit(path, "Reading it takes more memory than there is.")
    return problems.damaged(path)


def _raw_sheet(path: Path, name: str, frame: pl.DataFrame, first_column: int, scan: PackageScan) -> RawSheet:
    import polars as pl  # noqa: PLC0415

    frame.columns = [column_letter(first_column + index) for index in range(frame.width)]
    found = scan.sheets.get(name)
    kinds = _real_dates(frame)
    ambiguous = list(kinds) if scan.text_dates or (found is not None and found.text_dates) else []
    too_long = long_numbers(frame)
    dated = dates_as_text(frame) if found is not None and found.dated else []
    part = scan.sheet_parts.get(name)
    if part is not None and (ambiguous or too_long or dated):
        types = cells_by_type(path, part, [*ambiguous, *too_long, *dated])
        for column in ambiguous:
            rows = [row - 1 for row in types.texts.get(column, ()) if row <= frame.height]
            kinds[column] = kinds[column].scatter(rows, values=False)
        for column in too_long:
            frame = frame.with_columns(as_stored(frame[column], types.numbers.get(column, [])))
        frame = _with_dates(frame, kinds, types.dates)
    if found is not None and found.dates:
        frame = _with_dates(frame, kinds, found.dates)
    broken: dict[str, list[BrokenCell]] = {}
    for cell in found.broken if found else ():
        broken.setdefault(column_letter(cell.column), []).append(cell)
    if broken:
        frame = _stretched(frame, found.broken if found else [])
    kind_frame = None
    if kinds or broken:
        plain = pl.all().is_not_null().cast(pl.UInt8) * int(CellKind.TEXT)
        kind_frame = frame.select(plain)
        further = int(CellKind.DATE) - int(CellKind.TEXT)
        if kinds:
            kind_frame = kind_frame.with_columns(
                pl.col(column) + pl.lit(_fitted(mask, frame.height)).cast(pl.UInt8) * further
                for column, mask in kinds.items()
            )
        for column, cells in broken.items():
            values, series = _with_broken(frame[column], kind_frame[column], cells)
            frame = frame.with_columns(values.alias(column))
            kind_frame = kind_frame.with_columns(series.alias(column))
    first = column_number(frame.columns[0]) if frame.width else first_column
    return RawSheet(
        file=path.name,
        sheet=name,
        cells=frame,
        kinds=kind_frame,
        first_row=1,
        first_column=first,
        notes=tuple(_notes(found)),
    )


def _with_dates(
    frame: pl.DataFrame, kinds: dict[str, pl.Series], dates: Mapping[str, list[tuple[int, str]]]
) -> pl.DataFrame:
    """Return the frame with stored dates in the form of all others; `kinds` is told where they are."""
    for column, stored in dates.items():
        if column in frame.columns:
            values, kinds[column] = as_dates(frame[column], kinds.get(column), stored)
            frame = frame.with_columns(values)
    return frame


def _fitted(mask: pl.Series, height: int) -> pl.Series:
    return mask.clone().extend_constant(value=False, n=height - len(mask)) if len(mask) < height else mask


def _real_dates(frame: pl.DataFrame) -> dict[str, pl.Series]:
    """Return a mask of the real dates of each column that has any."""
    import polars as pl  # noqa: PLC0415

    maybe = with_length(frame, _DATE_LENGTH, _DATE_LENGTH + 8)
    masks = frame.select(pl.col(maybe).str.contains(_DATE).fill_null(value=False))
    there = masks.select(pl.all().any()).row(0) if maybe else ()
    return {mask.name: mask for mask, found in zip(masks.get_columns(), there, strict=True) if found}


def _stretched(frame: pl.DataFrame, broken: list[BrokenCell]) -> pl.DataFrame:
    """Return the frame with rows and columns added so that every broken cell has its place."""
    import polars as pl  # noqa: PLC0415

    numbers = [column_number(column) for column in frame.columns]
    first = min([*numbers, *(cell.column for cell in broken)])
    last = max([*numbers, *(cell.column for cell in broken)])
    height = max(frame.height, *(cell.row for cell in broken))
    if frame.width == 0:
        frame = pl.DataFrame({column_letter(first): pl.Series([None] * height, dtype=pl.String)})
    elif height > frame.height:
        empty = pl.DataFrame({column: pl.Series([None], dtype=pl.String) for column in frame.columns}).select(
            pl.all().repeat_by(height - frame.height).explode()
        )
        frame = pl.concat([frame, empty])
    wanted = [column_letter(number) for number in range(first, last + 1)]
    nothing = pl.lit(None, dtype=pl.String)
    there = set(frame.columns)
    return frame.select(pl.col(column) if column in there else nothing.alias(column) for column in wanted)


def _with_broken(
    values: pl.Series, kinds: pl.Series, broken: list[BrokenCell]
) -> tuple[pl.Series, pl.Series]:
    import polars as pl  # noqa: PLC0415

    frame = pl.DataFrame(
        {
            "row": [cell.row - 1 for cell in broken],
            "text": [cell.text for cell in broken],
            "kind": [int(CellKind.FORMULA if cell.formula else CellKind.ERROR) for cell in broken],
        },
        schema={"row": pl.UInt32, "text": pl.String, "kind": pl.UInt8},
    ).unique("row", keep="first", maintain_order=True)
    # A cell for which the reader has a value keeps it.
    frame = frame.filter(values.gather(frame["row"]).fill_null("").str.len_bytes() == 0)
    rows = frame["row"]
    replaced = values.to_frame("value").with_row_index("row").join(frame, on="row", how="left")
    merged = replaced.sort("row").select(pl.coalesce("text", "value")).to_series()
    return merged, kinds.clone().scatter(rows, frame["kind"])


def _notes(found: SheetScan | None) -> Iterable[SheetNote]:
    if found is None:
        return
    if found.hidden_rows:
        yield SheetNote(
            code="hidden-rows", text="Some rows are hidden.", cells=tuple(_runs(found.hidden_rows))
        )
    if found.merged:
        yield SheetNote(code="merged-cells", text="Some cells are merged.", cells=tuple(found.merged))
    if not found.complete:
        yield SheetNote(
            code="scan-limit",
            text="Not every error cell or formula without a result could be found; some read as blank.",
        )


def _runs(numbers: Iterable[int]) -> Iterable[str]:
    """Yield runs of row numbers as ``5:9``."""
    start = end = None
    for number in sorted(set(numbers)):
        if end is not None and number == end + 1:
            end = number
            continue
        if start is not None:
            yield f"{start}:{end}"
        start = end = number
    if start is not None:
        yield f"{start}:{end}"
