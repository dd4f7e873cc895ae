"""Reads workbooks: xlsx, xlsm, xlsb, xls and ods.

A workbook is looked through before a library parses it: its size, its links and what the library does not
say about its cells. Then its sheets are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future

from inspectprep.errors import SourceError
from inspectprep.model.sheet import RawSheet, SheetNote
from inspectprep.parallel import executor
from inspectprep.sources import problems
from inspectprep.sources.biff import scan_biff
from inspectprep.sources.failures import as_source_errors
from inspectprep.sources.far_cells import LAST_COLUMN, LAST_ROW, MANY_CELLS, without_far_cells
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from inspectprep.sources.memory_file import InputFile, size_of
from inspectprep.sources.memory_limit import free_memory
from inspectprep.sources.package import PackageScan, scan_package
from inspectprep.sources.parsed import OpenWorkbook, ParsedSheet, Reader, choose_reader
from inspectprep.sources.raw_sheet import raw_sheet
from inspectprep.sources.repair import relocated, repaired
from inspectprep.sources.result import FileRead
from inspectprep.sources.rows import refuse_many_sheets
from inspectprep.sources.shared_texts import refuse_repeated_texts

# As measured: 58 for a cell in a sheet of 36 million that are nearly all empty, and 550 MB besides.
_BYTES_A_CELL, _BYTES_BESIDES = 64, 600 * MEGABYTE


def read_workbook(
    path: InputFile,
    kind: FileKind,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[str], None] | None = None,
) -> FileRead:
    """Return every sheet of a workbook.

    Args:
        path: The file.
        kind: What it is.
        limits: A file over one of them is refused before a library parses it.
        progress: Called with the name of each sheet before it is read.

    Raises:
        SourceError: if it cannot be read.
        InspectPrepError: if no library that reads workbooks is installed.
    """
    # The libraries take several times the memory for a cell of an OpenDocument workbook.
    most = limits.max_cells // 4 if kind is FileKind.ODS else limits.max_cells
    if kind is FileKind.XLS:
        scan = _scan_older(path, limits)
    else:
        path, scan = without_far_cells(path, scan_package(path, limits), limits, most=most)
    cells = [sheet.last_row * sheet.last_column for sheet in scan.sheets.values()]
    outside = any(
        sheet.last_row > LAST_ROW or sheet.last_column > LAST_COLUMN for sheet in scan.sheets.values()
    )
    # All sheets of an OpenDocument workbook are in memory together. Others are read one by one.
    if outside or max(cells, default=0) > most or sum(cells) > (most if kind is FileKind.ODS else 2 * most):
        raise _too_far_apart(path)
    _check_memory(path, max(cells, default=0))
    refuse_many_sheets(path, max(len(scan.sheets), scan.tables), limits)
    refuse_repeated_texts(path, scan, limits)
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


def _scan_older(path: InputFile, limits: Limits) -> PackageScan:
    """Return what is found in an .xls workbook before a library parses it."""
    size = size_of(path)
    found = scan_biff(path.read_bytes())
    if found is None:
        raise problems.damaged(path)
    if found.cells > limits.max_cells:
        raise _too_far_apart(path)
    _check_memory(path, found.cells)
    return PackageScan(
        packed=size,
        unpacked=size,
        date1904=found.date1904,
        sheets=found.sheets,
    )


def _too_far_apart(path: InputFile) -> SourceError:
    return problems.over_limit(path, "A sheet has cells so far apart that it needs too much memory.")


def _check_memory(path: InputFile, cells: int) -> None:
    """Refuse a sheet that needs more memory than there is: the process would be killed."""
    if cells < MANY_CELLS:
        return
    free = free_memory()
    if free is not None and _BYTES_BESIDES + cells * _BYTES_A_CELL > free:
        raise problems.over_limit(
            path, "A sheet needs more memory than there is. It has too many cells, or cells too far apart."
        )


def _file_notes(scan: PackageScan) -> Iterable[SheetNote]:
    if scan.date1904:
        yield SheetNote(code="date-1904", text="The workbook counts its days from 1904.")
    if scan.comments:
        yield SheetNote(code="comments", text="Comments, colours and struck-out text are not read as data.")


def _sheets(
    path: InputFile, scan: PackageScan, progress: Callable[[str], None] | None, late: list[SheetNote]
) -> Iterator[RawSheet]:
    """Yield the sheets. While one is worked on, the next is parsed where threads are allowed."""
    reader = choose_reader()
    workbook = _opened(path, scan, reader)
    names = list(workbook.names)
    with executor(1) as pool:
        coming = [pool.submit(workbook.sheet, 0)] if names else []
        for index, name in enumerate(names):
            if progress is not None:
                progress(name)
            current = coming.pop()
            if index + 1 < len(names):
                coming.append(pool.submit(workbook.sheet, index + 1))
            try:
                parsed = _parsed(path, index, scan.sheet_parts.get(name), current, reader)
            except SourceError:
                if len(late) + 1 >= len(names):
                    raise
                text = f"The sheet {name!r} is damaged and could not be read."
                late.append(SheetNote(code="sheet-unreadable", text=text))
                continue
            yield raw_sheet(path, name, parsed, scan)


def _opened(path: InputFile, scan: PackageScan, reader: Reader) -> OpenWorkbook:
    """Open a workbook; where its sheets' parts have unusual names, a copy with the usual ones."""
    try:
        with as_source_errors(path, *reader.ERRORS):
            return reader.open_workbook(path)
    except SourceError as error:
        copy = relocated(path, scan.sheet_parts.values()) if error.reason == "damaged" else None
        if copy is None:
            raise
        with as_source_errors(path, *reader.ERRORS):
            return reader.open_workbook(copy)


def _parsed(
    path: InputFile, index: int, part: str | None, result: Future[ParsedSheet], reader: Reader
) -> ParsedSheet:
    """Return a sheet; where a cell of an unknown kind prevents that, from a copy with that cell repaired."""
    try:
        with as_source_errors(path, *reader.ERRORS):
            return result.result()
    except SourceError as error:
        copy = repaired(path, part) if part is not None and error.reason == "damaged" else None
        if copy is None:
            raise
        with as_source_errors(path, *reader.ERRORS):
            return reader.open_workbook(copy).sheet(index)
