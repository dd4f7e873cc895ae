"""A first look into the tables of an OpenDocument workbook, before a library parses them.

Rows and cells say how often they are repeated, so a few bytes can mean a million cells. The libraries make
room for all of them. They give nothing for error cells, and true dates as text without saying that they are
dates. Both are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from attrs import field

from inspectprep.model.cell_names import column_letter
from inspectprep.model.representation import define
from inspectprep.sources.filled_cells import FilledCells
from inspectprep.sources.sheetscan import BrokenCell, SheetScan

_MOST_CARRIED = 8 << 20
_MOST_TIMES = 1000
_MOST_PLACES = 2_000_000
_TAG = re.compile(
    rb"<(/?)(?:\w+:)?(table|table-row|table-column|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>"
)
_REPEATED = re.compile(rb"\bnumber-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,12})")
_NAME = re.compile(rb"(?<![\w-])(?:\w+:)?name\s*=\s*[\"']([^\"']*)")
_DATE = re.compile(rb"\bdate-value\s*=\s*[\"']([^\"']{10,40})")
_HIDDEN = re.compile(rb"\bvisibility\s*=\s*[\"'](?:collapse|filter)")
_ERROR = re.compile(rb"\bcalcext:value-type\s*=\s*[\"']error")
_TEXT = re.compile(rb"<(?:\w+:)?p\b[^<>]*>([^<]*)<")
_VALUE, _FORMULA = b"office:value", b":formula="


@define
class DocumentScan:
    """A scan of the content of a workbook. Feed it pieces.

    Attributes:
        count: The number of tables.
        sheets: What was found, by the table's name: error cells, true dates, and the last row and column
            that hold something.
    """

    sheets: dict[str, SheetScan] = field(factory=dict)
    count: int = 0
    _carry: bytes = b""
    _sheet: SheetScan = field(factory=SheetScan)
    _row: int = 0
    _rows: int = 1
    _columns: int = 0
    _column: int = 0
    _left: int = _MOST_PLACES

    def feed(self, chunk: bytes) -> None:
        """Look at the next piece."""
        data = self._carry + chunk
        # A cell is looked at together with its text, so the last one waits for the next piece.
        cut = max(data.rfind(b"table-cell>"), data.rfind(b"table-row>"), data.rfind(b"table>"))
        cut = data.find(b">", cut) + 1 if cut >= 0 else 0
        if not cut and len(data) > _MOST_CARRIED:
            cut = len(data)
        for found in _TAG.finditer(data, 0, cut):
            self._look(found, data, cut)
        self._sheet.size += cut
        self._carry = data[cut:]

    def _look(self, found: re.Match[bytes], data: bytes, cut: int) -> None:
        closing, tag, attributes = found.groups()
        if closing:
            return
        if tag == b"table":
            self.count += 1
            self._sheet = SheetScan(part="content.xml")
            self.sheets[_table_name(attributes)] = self._sheet
            self._row = self._rows = self._columns = 0
        elif tag == b"table-column":
            first, self._columns = self._columns + 1, self._columns + _times(attributes)
            if _HIDDEN.search(attributes):
                self._sheet.hidden_columns.append((first, self._columns))
        elif tag == b"table-row":
            self._row += self._rows
            self._rows, self._column = _times(attributes), 0
            if _HIDDEN.search(attributes):
                last = self._row + min(self._rows, _MOST_TIMES)
                self._sheet.hidden_rows += range(self._row + 1, last + 1)
        else:
            times = _times(attributes)
            if _is_filled(attributes):
                self._sheet.last_row = max(self._sheet.last_row, self._row + self._rows)
                self._sheet.last_column = max(self._sheet.last_column, self._column + times)
                self._cell(found, times, data, cut)
            self._column += times

    def _cell(self, found: re.Match[bytes], times: int, data: bytes, cut: int) -> None:
        attributes = found[3]
        if times * self._rows > 1:
            end = data.find(b"table-cell>", found.end(), cut)
            self._sheet.repeated += max(0, end - found.end()) * times * self._rows
        if _ERROR.search(attributes):
            text = _TEXT.search(data, found.end(), cut)
            words = unescape(text.group(1).decode("utf-8", "replace")) if text else ""
            shown, formula = words if words.startswith("#") else "#VALUE!", False
        elif _FORMULA in attributes and _VALUE not in attributes:
            shown, formula = "=", True
        else:
            date = _DATE.search(attributes)
            stored = date.group(1).decode("utf-8", "replace") if date else ""
            for row, column in self._places(times) if date else ():
                self._sheet.dates.setdefault(column_letter(column), []).append((row, stored))
            return
        self._sheet.broken += [BrokenCell(row, column, shown, formula) for row, column in self._places(times)]

    def _places(self, times: int) -> Iterator[tuple[int, int]]:
        """Yield row and column of every repetition of a cell, up to the number that people use."""
        for row in range(min(self._rows, _MOST_TIMES)):
            for column in range(min(times, _MOST_TIMES)):
                if self._left <= 0:
                    self._sheet.complete = False
                    return
                self._left -= 1
                yield self._row + row + 1, self._column + column + 1


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return max(1, int(found.group(1))) if found else 1


def filled_ods_cells(data: bytes) -> Iterator[FilledCells]:
    """Yield the filled cells of all tables of a document."""
    name = ""
    row = rows = column = 0
    for found in _TAG.finditer(data):
        closing, tag, attributes = found.groups()
        if closing:
            continue
        if tag == b"table":
            name, row, rows = _table_name(attributes), 0, 0
        elif tag == b"table-row":
            row, rows, column = row + rows, _times(attributes), 0
        elif tag != b"table-column":
            times = _times(attributes)
            if _is_filled(attributes):
                end = found.end()
                if not attributes.endswith(b"/"):
                    close = data.find(b"table-cell>", end)
                    end = end if close < 0 else close + len(b"table-cell>")
                yield FilledCells(name, row + 1, row + rows, column + 1, column + times, found.start(), end)
            column += times


def _is_filled(attributes: bytes) -> bool:
    return not attributes.endswith(b"/") or _VALUE in attributes or _FORMULA in attributes


def _table_name(attributes: bytes) -> str:
    name = _NAME.search(attributes)
    return unescape(name.group(1).decode("utf-8", "replace")) if name else ""
