"""A scan of the binary records of an .xlsb workbook for what the libraries do not give.

They give nothing for error cells, hidden rows and merged cells, and make room for all cells up to the
furthest, so a damaged workbook could ask for more memory than there is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from attrs import field

from inspectprep.model.cell_names import column_letter
from inspectprep.model.representation import define
from inspectprep.sources.biff import ERRORS
from inspectprep.sources.filled_cells import FilledCells
from inspectprep.sources.sheetscan import BrokenCell, SheetScan

_ROW, _BLANK_CELL, _ERROR_CELL, _LAST_CELL, _ERROR_RESULT, _COLUMNS, _MERGED = 0, 1, 3, 11, 11, 60, 176
_SHARED_CELL, _SHARED_TEXT = 7, 19
_SHEET, _WORKBOOK = 156, 153
_CELL = struct.Struct("<I")
_PAIR = struct.Struct("<II")
_AREA = struct.Struct("<IIII")
_MORE, _DIGITS = 0x80, 0x7F
_LONGEST_KIND, _LONGEST_SIZE = 2, 4
_TEXT_AT, _ERROR_AT, _HIDDEN_AT, _HIDDEN, _COLUMN_HIDDEN_AT = 8, 8, 11, 0x10, 16


@define
class BinaryScan:
    """A scan of one sheet. Feed it pieces, then call :meth:`finish`."""

    _found: SheetScan = field(factory=SheetScan)
    _carry: bytes = b""
    _row: int = 0

    def feed(self, chunk: bytes) -> None:
        """Look at the next piece."""
        data = self._carry + chunk
        end = 0
        for kind, start, size in _records(data):
            end = start + size
            if kind <= _LAST_CELL or kind in (_MERGED, _COLUMNS):
                self._look(kind, data, start, size)
        self._found.size += end
        self._carry = data[end:]

    def finish(self) -> SheetScan:
        """Return what was found."""
        return self._found

    def _look(self, kind: int, data: bytes, start: int, size: int) -> None:
        found = self._found
        if size < _CELL.size:
            return
        (number,) = _CELL.unpack_from(data, start)
        if kind == _ROW:
            self._row = number + 1
            found.last_row = max(found.last_row, self._row)
            if size > _HIDDEN_AT and data[start + _HIDDEN_AT] & _HIDDEN:
                found.hidden_rows.append(self._row)
        elif kind == _COLUMNS:
            if size > _COLUMN_HIDDEN_AT and data[start + _COLUMN_HIDDEN_AT] & 1:
                first, last = _PAIR.unpack_from(data, start)
                found.hidden_columns.append((first + 1, last + 1))
        elif kind == _MERGED:
            if size >= _AREA.size:
                top, bottom, left, right = _AREA.unpack_from(data, start)
                names = column_letter(left + 1), column_letter(right + 1)
                found.merged.append(f"{names[0]}{top + 1}:{names[1]}{bottom + 1}")
        else:
            found.last_column = max(found.last_column, number + 1)
            if kind in (_ERROR_CELL, _ERROR_RESULT) and size > _ERROR_AT:
                text = ERRORS.get(data[start + _ERROR_AT], "#VALUE!")
                found.broken.append(BrokenCell(self._row, number + 1, text, formula=False))
            elif kind == _SHARED_CELL and size >= _TEXT_AT + _CELL.size:
                found.shared_texts[_CELL.unpack_from(data, start + _TEXT_AT)[0]] += 1


@define
class BinaryTexts:
    """The texts that cells of a workbook share. Feed it pieces.

    Attributes:
        sizes: The bytes of each text in memory.
    """

    sizes: list[int] = field(factory=list)
    _carry: bytes = b""

    def feed(self, chunk: bytes) -> None:
        """Look at the next piece."""
        data = self._carry + chunk
        end = 0
        for kind, start, size in _records(data):
            end = start + size
            if kind == _SHARED_TEXT:
                text, _ = _text(data[start:end], 1)
                self.sizes.append(len(text.encode()))
        self._carry = data[end:]


def filled_xlsb_cells(data: bytes) -> Iterator[FilledCells]:
    """Yield the filled cells of a sheet."""
    row = before = 0
    for kind, start, size in _records(data):
        if kind == _ROW and size >= _CELL.size:
            row = _CELL.unpack_from(data, start)[0] + 1
        elif _BLANK_CELL < kind <= _LAST_CELL and size >= _CELL.size:
            column = _CELL.unpack_from(data, start)[0] + 1
            yield FilledCells("", row, row, column, column, before, start + size)
        before = start + size


def bundled_sheets(workbook: bytes) -> tuple[dict[str, str], bool]:
    """Return the relation of each sheet of a workbook by name, and whether it counts days from 1904."""
    sheets = {}
    date1904 = False
    for kind, start, size in _records(workbook):
        data = workbook[start : start + size]
        if kind == _WORKBOOK and data:
            date1904 = bool(data[0] & 1)
        elif kind == _SHEET:
            relation, after = _text(data, 2 * _CELL.size)
            name, _ = _text(data, after)
            sheets[name] = relation
    return sheets, date1904


def _text(data: bytes, start: int) -> tuple[str, int]:
    if len(data) < start + _CELL.size:
        return "", start
    end = start + _CELL.size + 2 * int(_CELL.unpack_from(data, start)[0])
    return data[start + _CELL.size : end].decode("utf-16-le", "replace"), end


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and size of each whole record."""
    place, length = 0, len(data)
    while place < length:
        kind = size = 0
        for step in range(_LONGEST_KIND):
            if place >= length:
                return
            byte = data[place]
            place += 1
            kind |= (byte & _DIGITS) << 7 * step
            if not byte & _MORE:
                break
        for step in range(_LONGEST_SIZE):
            if place >= length:
                return
            byte = data[place]
            place += 1
            size |= (byte & _DIGITS) << 7 * step
            if not byte & _MORE:
                break
        if place + size > length:
            return
        yield kind, place, size
        place += size
