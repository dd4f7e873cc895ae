"""Finds error cells in workbooks of the older .xls format, where the workbook reader gives nothing.

Such a workbook is a stream of records inside an OLE container. Only the records for errors, and for
formulas whose result is an error, are looked at.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from attrs import define, field

from inspectprep.sources.sheetscan import BrokenCell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["BiffScan", "scan_biff"]

_END_OF_FILE, _FORMULA, _DATE_MODE, _SHEET, _BOOLEAN_OR_ERROR = 0x0A, 0x06, 0x22, 0x85, 0x0205
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_LIKELY = re.compile(
    rb"\x05\x02\x08\x00|\x06\x00.{8}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a].{3}\xff\xff", re.DOTALL
)
_FREE = 0xFFFFFFFA
_SMALLEST_STREAM = 4096
_ERROR_RESULT = 2


@define
class BiffScan:
    """What was found.

    Attributes:
        broken: Error cells by the sheet's name.
        date1904: True when days are counted from 1904.
        complete: False when the container could not be followed.
    """

    broken: dict[str, list[BrokenCell]] = field(factory=dict)
    date1904: bool = False
    complete: bool = True


def scan_biff(path: Path) -> BiffScan:
    """Return the error cells of an .xls workbook; a damaged one gives what was found so far."""
    scan = BiffScan()
    try:
        stream = _workbook_stream(path.read_bytes())
        sheets = []
        for kind, start, length in _records(stream, 0):
            if kind == _DATE_MODE and length >= struct.calcsize("<H"):
                scan.date1904 = stream[start] == 1
            elif kind == _SHEET:
                offset, _, _, size, wide = struct.unpack_from("<IBBBB", stream, start)
                letters = stream[start + 8 : start + 8 + size * (2 if wide & 1 else 1)]
                sheets.append((letters.decode("utf-16-le" if wide & 1 else "latin-1", "replace"), offset))
        if _LIKELY.search(stream):
            for name, offset in sheets:
                found = list(_broken(stream, offset))
                if found:
                    scan.broken[name] = found
    except (struct.error, IndexError, ValueError):
        scan.complete = False
    return scan


def _broken(stream: bytes, offset: int) -> Iterator[BrokenCell]:
    for kind, start, length in _records(stream, offset):
        if kind == _BOOLEAN_OR_ERROR and length >= struct.calcsize("<HHHBB"):
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", stream, start)
            if is_error:
                yield BrokenCell(row + 1, column + 1, _ERRORS.get(value, "#VALUE!"), formula=False)
        elif kind == _FORMULA and length >= struct.calcsize("<HHH8s"):
            row, column, _, result = struct.unpack_from("<HHH8s", stream, start)
            if result[6:] == b"\xff\xff" and result[0] == _ERROR_RESULT:
                yield BrokenCell(row + 1, column + 1, _ERRORS.get(result[2], "#VALUE!"), formula=False)


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
    size = 1 << shift
    (first_directory,) = struct.unpack_from("<I", data, 48)
    more, count = struct.unpack_from("<II", data, 68)
    tables = list(struct.unpack_from("<109I", data, 76))
    while count and more < _FREE:
        extra = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        tables += extra[:-1]
        more, count = extra[-1], count - 1
    chain: list[int] = []
    for table in tables:
        if table < _FREE:
            chain += struct.unpack_from(f"<{size // 4}I", data, (table + 1) * size)
    directory = _follow(data, chain, first_directory, size)
    for start in range(0, len(directory), 128):
        (letters,) = struct.unpack_from("<H", directory, start + 64)
        name = directory[start : start + max(0, letters - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            first, length = struct.unpack_from("<II", directory, start + 116)
            if length < _SMALLEST_STREAM:
                break
            return _follow(data, chain, first, size)[:length]
    raise ValueError(_NO_STREAM)


_NO_STREAM = "the container holds no stream of a workbook that can be followed"


def _follow(data: bytes, chain: list[int], sector: int, size: int) -> bytes:
    parts: list[bytes] = []
    for _ in range(len(chain) + 1):
        if sector >= _FREE:
            return b"".join(parts)
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = chain[sector]
    raise ValueError(_NO_STREAM)
