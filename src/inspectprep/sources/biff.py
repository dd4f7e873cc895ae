"""A first look into workbooks of the older .xls format, before a library parses them.

Such a workbook is a stream of records inside an OLE container. The libraries trust the sizes and places that
a file states, so a damaged one could ask for more memory than there is. Here they are compared with the file.
The libraries also give nothing for error cells, hidden rows and hidden columns, which are found here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from attrs import field

from inspectprep.model.representation import define
from inspectprep.sources.sheetscan import BrokenCell, SheetScan

_END_OF_FILE, _FORMULA, _DATE_MODE, _SHEET, _BOOLEAN_OR_ERROR = 0x0A, 0x06, 0x22, 0x85, 0x0205
_STRINGS, _DIMENSIONS, _COLUMNS, _ROW = 0xFC, 0x0200, 0x7D, 0x0208
_CONTINUED, _SHARED_CELL = 0x3C, 0x00FD
_ROW_HIDDEN = 0x20
_CELLS = frozenset((_FORMULA, _BOOLEAN_OR_ERROR, 0x0203, 0x0204, 0x027E, 0x00BD, 0x00FD, 0x00D6))
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FREE = 0xFFFFFFFA
_RICH, _PHONETIC = 0x08, 0x04
_SMALLEST_STREAM = 4096
_ERROR_RESULT = 2


@define
class BiffScan:
    """The findings in one workbook.

    Attributes:
        sheets: Error cells, hidden rows and hidden columns, by the sheet's name.
        date1904: True when days are counted from 1904.
        cells: Cells of all rectangles from the first to the last cell of a sheet. All are in memory together.
    """

    sheets: dict[str, SheetScan] = field(factory=dict)
    date1904: bool = False
    cells: int = 0


class _DamagedError(Exception):
    """A size is stated that the file cannot have, or its parts cannot be followed."""


def scan_biff(data: bytes) -> BiffScan | None:
    """Return what an .xls workbook has besides its values; None if it is damaged."""
    try:
        return _scan(_workbook_stream(data))
    except (struct.error, IndexError, _DamagedError):
        return None


def _scan(stream: bytes) -> BiffScan:
    scan = BiffScan()
    sheets = []
    texts: list[tuple[int, int]] = []
    before = 0
    for kind, start, length in _records(stream, 0):
        if kind == _STRINGS or (kind == _CONTINUED and before == _STRINGS):
            texts.append((start, start + length))
        before = _STRINGS if kind == _CONTINUED and before == _STRINGS else kind
        if kind == _DATE_MODE and length >= struct.calcsize("<H"):
            scan.date1904 = stream[start] == 1
        elif kind == _STRINGS and struct.unpack_from("<I", stream, start + 4)[0] > len(stream):
            raise _DamagedError
        elif kind == _SHEET:
            offset, _, _, size, wide = struct.unpack_from("<IBBBB", stream, start)
            letters = stream[start + 8 : start + 8 + size * (2 if wide & 1 else 1)]
            sheets.append((letters.decode("utf-16-le" if wide & 1 else "latin-1", "replace"), offset))
    sizes = shared_text_sizes(stream, texts) if texts else []
    for name, offset in sheets:
        scan.sheets[name], cells = _sheet(stream, offset, sizes)
        scan.cells += cells
    return scan


def shared_text_sizes(stream: bytes, parts: Sequence[tuple[int, int]]) -> list[int]:
    """Return the bytes of each text that cells share.

    Args:
        stream: The stream of the workbook.
        parts: The beginning and end of the record of the texts, and of those that continue it. A text that
            continues says again whether its characters are wide.
    """
    coming = iter(parts)
    at, end = next(coming)
    (count,) = struct.unpack_from("<I", stream, at + 4)
    at += 8
    sizes: list[int] = []
    for _ in range(count):
        if at >= end:
            at, end = next(coming, (len(stream), 0))
        characters, flags = struct.unpack_from("<HB", stream, at)
        at += 3
        beside = 0
        if flags & _RICH:
            beside, at = 4 * struct.unpack_from("<H", stream, at)[0], at + 2
        if flags & _PHONETIC:
            beside, at = beside + struct.unpack_from("<I", stream, at)[0], at + 4
        width = 1 + (flags & 1)
        sizes.append(characters * width)
        while characters > (end - at) // width:
            characters -= max(0, end - at) // width
            at, end = next(coming, (len(stream), 0))
            width, at = 1 + (stream[at] & 1), at + 1
        at += characters * width
        while beside > end - at:
            beside -= end - at
            at, end = next(coming, (len(stream), 0))
            if not end:
                raise _DamagedError
        at += beside
    return sizes


def _sheet(stream: bytes, offset: int, sizes: Sequence[int]) -> tuple[SheetScan, int]:
    """Return what is found on a sheet, and how many cells its rectangle has, stated or found.

    Args:
        stream: The stream of the workbook.
        offset: The place of the sheet.
        sizes: The bytes of each text that cells share, which a library copies into each of their cells.
    """
    found = SheetScan()
    last_row = last_column = stated = 0
    for kind, start, length in _records(stream, offset):
        if kind == _DIMENSIONS and length >= struct.calcsize("<IIHH"):
            first, end, left, right = struct.unpack_from("<IIHH", stream, start)
            stated = max(0, end - first + 1) * max(0, right - left + 1)
        elif kind == _ROW and length >= struct.calcsize("<8H"):
            if stream[start + 12] & _ROW_HIDDEN:
                found.hidden_rows.append(struct.unpack_from("<H", stream, start)[0] + 1)
        elif kind == _COLUMNS and length >= struct.calcsize("<5H"):
            left, right, _, _, hidden = struct.unpack_from("<5H", stream, start)
            if hidden & 1:
                found.hidden_columns.append((left + 1, right + 1))
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, start)
            last_row, last_column = max(last_row, row), max(last_column, column)
            if kind == _SHARED_CELL:
                (text,) = struct.unpack_from("<I", stream, start + 6)
                found.repeated += sizes[text] if text < len(sizes) else 0
            error = _error(kind, stream, start, length)
            if error is not None:
                words = ERRORS.get(error, "#VALUE!")
                found.broken.append(BrokenCell(row + 1, column + 1, words, formula=False))
    return found, max(stated, (last_row + 1) * (last_column + 1))


def _error(kind: int, stream: bytes, start: int, length: int) -> int | None:
    if kind == _BOOLEAN_OR_ERROR and length >= struct.calcsize("<HHHBB"):
        return stream[start + 6] if stream[start + 7] else None
    if kind == _FORMULA and length >= struct.calcsize("<HHH8s"):
        result = stream[start + 6 : start + 14]
        return result[2] if result[6:] == b"\xff\xff" and result[0] == _ERROR_RESULT else None
    return None


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and length of records up to the end of a sheet."""
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == _END_OF_FILE:
            return
        yield kind, offset + 4, length
        offset += 4 + length


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream of the workbook out of its container."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise _DamagedError
    size = 1 << shift
    if any(struct.unpack_from("<I", data, place)[0] > len(data) // size for place in (40, 44, 64, 72)):
        raise _DamagedError
    chain = _chain(data, size)
    (first_directory,) = struct.unpack_from("<I", data, 48)
    (first_small,) = struct.unpack_from("<I", data, 60)
    directory = _follow(data[size:], chain, first_directory, size)
    entries = range(0, len(directory) - 127, 128)
    if any(directory[at + 66] in (2, 5) and _size(directory, at) > len(data) for at in entries):
        raise _DamagedError
    root = struct.unpack_from("<I", directory, 116)[0]
    # The library follows both chains even where the workbook needs neither, so both must end inside the file.
    table = _follow(data[size:], chain, first_small, size)
    small_stream = _follow(data[size:], chain, root, size)
    found = b""
    for start in entries:
        (letters,) = struct.unpack_from("<H", directory, start + 64)
        name = directory[start : start + max(0, letters - 2)].decode("utf-16-le", "replace")
        first, length = struct.unpack_from("<II", directory, start + 116)
        if name in ("Workbook", "Book") and length >= _SMALLEST_STREAM:
            found = _follow(data[size:], chain, first, size)[:length]
        elif name in ("Workbook", "Book"):
            small = list(struct.unpack(f"<{len(table) // 4}I", table))
            found = _follow(small_stream, small, first, 64)[:length]
        if found:
            return found
    raise _DamagedError


def _size(directory: bytes, entry: int) -> int:
    size: int = struct.unpack_from("<I", directory, entry + 120)[0]
    return size


def _chain(data: bytes, size: int) -> list[int]:
    """Return for each sector of the container the one that follows it."""
    more, count = struct.unpack_from("<II", data, 68)
    tables = list(struct.unpack_from("<109I", data, 76))
    while count and more < _FREE:
        extra = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        tables += extra[:-1]
        more, count = extra[-1], count - 1
    chain: list[int] = []
    # The library makes room for the furthest table that is named, so none may be outside the file.
    for table in (*tables, more):
        if table < _FREE and (table + 1) * size >= len(data):
            raise _DamagedError
    for table in tables:
        if table < _FREE and len(chain) <= len(data) // size:
            chain += struct.unpack_from(f"<{size // 4}I", data, (table + 1) * size)
    return chain


def _follow(sectors: bytes, chain: list[int], sector: int, size: int) -> bytes:
    parts: list[bytes] = []
    for _ in range(len(chain) + 1):
        if sector >= _FREE:
            return b"".join(parts)
        parts.append(sectors[sector * size : (sector + 1) * size])
        sector = chain[sector]
    raise _DamagedError
