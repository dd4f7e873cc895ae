"""Cells far from all others, such as a stray one in the last row. A copy of the workbook leaves them out.

A library makes room for every cell up to the furthest, so one stray cell on a sheet of notes would cost the
whole workbook. What is left out is reported on sheets that have a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from attrs import evolve

from inspectprep.model.cell_names import column_letter, column_number
from inspectprep.model.representation import frozen
from inspectprep.sources.filled_cells import FilledCells
from inspectprep.sources.limits import Limits
from inspectprep.sources.memory_file import InputFile, MemoryFile
from inspectprep.sources.ods import filled_ods_cells
from inspectprep.sources.package import PackageScan, scan_package
from inspectprep.sources.repair import copied
from inspectprep.sources.sheetscan import SheetScan
from inspectprep.sources.xlsb import filled_xlsb_cells

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last of a sheet."""
MANY_CELLS = 5_000_000
"""Cells of a sheet for which there is always room."""
_FEWEST_BYTES = 3
"""A sheet with fewer bytes for each cell of its rectangle is nearly empty."""
_ROWS_APART, _COLUMNS_APART = 5_000, 200
_MOST_NAMES = 1_000
_LONGEST_LETTERS, _LONGEST_DIGITS = 6, 12
_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'](?:[^<>]*[^<>/])?>"
    rb"(?:[^<]+|<(?!/?(?:\w+:)?c[\s/>]))*</(?:\w+:)?c\s*>"
)
_WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?![^<>]*\sr\s*=\s*[\"'][A-Za-z]+\d+[\"'])")
_CDATA = b"<![CDATA["

_Part = Callable[[bytes], Iterator[FilledCells]]


@frozen
class _Body:
    """The rows and columns of a sheet up to the first wide gap, and the names of the cells beyond."""

    last_row: int
    last_column: int
    far: list[str]

    def has(self, cells: FilledCells) -> bool:
        return cells.last_row <= self.last_row and cells.last_column <= self.last_column


def without_far_cells(
    path: InputFile, scan: PackageScan, limits: Limits, *, most: int
) -> tuple[InputFile, PackageScan]:
    """Return a workbook without the far cells of its sheets, and what is found in it.

    Only a sheet with more cells in its rectangle than `most` loses its far cells, or each large one if there
    are too many cells on all sheets together. A workbook is returned as it is if it has none, if it is too
    large to be copied, or if the places of its cells cannot be found. Its size is checked afterwards.
    """
    together = sum(sheet.last_row * sheet.last_column for sheet in scan.sheets.values())
    room = MANY_CELLS if together > 2 * most else most
    sparse = {(sheet.part, name) for name, sheet in scan.sheets.items() if _is_sparse(sheet, room)}
    if not sparse:
        return path, scan
    bodies: dict[tuple[str, str], _Body] = {}
    changes = {part: partial(_cut, part, sparse, bodies) for part, _ in sparse}
    data = copied(path, changes=changes)
    if data is None:
        # A change that could not be made leaves the cells where they are.
        return path, scan if any(body.far for body in bodies.values()) else _measured(scan, bodies)
    copy = MemoryFile(name=path.name, data=data)
    found = scan_package(copy, limits)
    return copy, evolve(_measured(found, bodies), packed=scan.packed, unpacked=scan.unpacked)


def _is_sparse(sheet: SheetScan, room: int) -> bool:
    cells = sheet.last_row * sheet.last_column
    return cells > room and cells * _FEWEST_BYTES > sheet.size


def _measured(scan: PackageScan, bodies: dict[tuple[str, str], _Body]) -> PackageScan:
    """Return a scan whose sheets end where their filled cells do."""
    for name, sheet in scan.sheets.items():
        body = bodies.get((sheet.part, name)) or bodies.get((sheet.part, ""))
        if body is not None:
            sheet.last_row, sheet.last_column = body.last_row, body.last_column
            sheet.far = tuple(body.far)
    return scan


def _cut(
    part: str, sparse: Iterable[tuple[str, str]], bodies: dict[tuple[str, str], _Body], data: bytes
) -> bytes:
    """Return a part without its far cells."""
    filled: _Part = filled_ods_cells
    if part.endswith(".bin"):
        filled = filled_xlsb_cells
    elif part != "content.xml":
        filled = _filled_cells
        if _CDATA in data or _WITHOUT_PLACE.search(data):
            return data
    rows: dict[str, set[tuple[int, int]]] = {}
    columns: dict[str, set[tuple[int, int]]] = {}
    for cells in filled(data):
        rows.setdefault(cells.sheet, set()).add((cells.row, cells.last_row))
        columns.setdefault(cells.sheet, set()).add((cells.column, cells.last_column))
    if _beyond(rows, LAST_ROW) or _beyond(columns, LAST_COLUMN):
        return data  # no spreadsheet program writes such a place
    names = {name for other, name in sparse if other == part}
    found = {
        sheet: _Body(_end(rows[sheet], _ROWS_APART), _end(columns[sheet], _COLUMNS_APART), [])
        for sheet in rows
        if not sheet or sheet in names
    }
    kept, place = [], 0
    for cells in filled(data):
        body = found.get(cells.sheet)
        if body is None or body.has(cells):
            continue
        if len(body.far) < _MOST_NAMES:
            body.far.append(f"{column_letter(cells.column)}{cells.row}")
        kept.append(data[place : cells.start])
        place = cells.end
    bodies |= {(part, sheet): body for sheet, body in found.items()}
    return b"".join([*kept, data[place:]]) if kept else data


def _end(spans: Iterable[tuple[int, int]], apart: int) -> int:
    """Return the last number before the first wide gap; 0 if the gap is at the beginning."""
    end = 0
    for first, last in sorted(spans):
        if first - end > apart:
            break
        end = max(end, last)
    return end


def _beyond(spans: dict[str, set[tuple[int, int]]], most: int) -> bool:
    return any(last > most for found in spans.values() for _, last in found)


def _filled_cells(data: bytes) -> Iterator[FilledCells]:
    for found in _CELL.finditer(data):
        row = int(found[2][:_LONGEST_DIGITS])
        column = column_number(found[1][:_LONGEST_LETTERS].decode().upper())
        yield FilledCells("", row, row, column, column, found.start(), found.end())
