"""A bounded scan of a sheet's XML for what the workbook libraries do not give.

They give nothing for error cells and for formulas without a stored result, and do not report hidden rows and
merged cells. The scan looks for their marks in the bytes, a piece at a time, and takes a piece apart only
where a mark was found. So a workbook without any costs little more than unpacking it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import unescape
from typing import NamedTuple

from attrs import field

from inspectprep.dataframes import pl
from inspectprep.model.cell_names import column_number
from inspectprep.model.representation import define

_MOST_BROKEN = 500_000
_MOST_MERGED = 100_000
_MOST_CARRIED = 8 << 20
# A stray cell far down makes a small file cost much memory. In a big file that cost is a small share, so only
# the start is searched closely for such cells.
_CLOSELY = 1 << 20
_LONGEST_LETTERS, _LONGEST_DIGITS = 6, 12
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet\b")
_TEXT_DATE = re.compile(rb"-\d\d \d\d:\d\d:\d\d<")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# References beyond column AZ or row 99,999, or in a form that no spreadsheet program writes. A library makes
# room for all cells up to them, and the process ends where there is not enough.
_FAR = r" r(?:[ \n\t\r]|=(?:[ \n\t\r]|[\"'](?:[A-Za-z]{3}|[B-Zb-z][A-Za-z]|[A-Za-z]{1,2}[0-9]{6}|[0-9]{6})))"
# What is searched beyond the start: three letters, or a row that takes far more room than the rest.
_WIDE = r"r=[\"'][A-Za-z0-9]{2}(?:[0-9]{6}|[A-Za-z])"
# Cells with an error, cells with a date as text, and hidden rows. A formula is marked by its element.
_MARKS = r"""="e"|='e'|="d"|='d'|hidden="""
_BREAKS = (b"\n", b"\t", b"\r")
_ODDLY_SPACED = (b"\nr", b"\tr", b"\rr")
# The first rows show the width of a sheet.
_TOP = 1 << 14
_ANY_REFERENCE = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^<>]*?\sr\s*=\s*[\"']\s*([A-Za-z]*)(\d*)")


_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_BETWEEN = re.compile(rb"\b(min|max)\s*=\s*[\"'](\d{1,7})[\"']")
_UNSEEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']|\swidth\s*=\s*[\"']0(?:\.0*)?[\"']")
_MOST_COLUMNS = 16_384


class BrokenCell(NamedTuple):
    """A cell without a usable value.

    Attributes:
        row: Spreadsheet row, from 1.
        column: Spreadsheet column, from 1.
        text: The error, or the formula beginning with ``=``.
        formula: True for a formula without a stored result.
    """

    row: int
    column: int
    text: str
    formula: bool


class _Patterns(NamedTuple):
    row_end: bytes
    cell_end: bytes
    formula: bytes
    error: re.Pattern[bytes]
    uncalculated: re.Pattern[bytes]
    hidden: re.Pattern[bytes]
    merged: re.Pattern[bytes]
    row_start: bytes


@cache
def _patterns(prefix: bytes) -> _Patterns:
    p = prefix
    return _Patterns(
        row_end=b"</" + p + b"row>",
        cell_end=b"</" + p + b"c>",
        formula=b"<" + p + b"f",
        error=re.compile(
            rb"<" + p + rb"c\b([^>]*\bt=[\"']e[\"'][^>]*?)(?:/>|>(.*?)</" + p + rb"c>)", re.DOTALL
        ),
        uncalculated=re.compile(
            rb"<" + p + rb"c\b([^>]*)>\s*<" + p + rb"f\b[^>]*?(?:/>|>([^<]*)</" + p + rb"f>)\s*"
            rb"(<" + p + rb"v\s*/>|<" + p + rb"v></" + p + rb"v>)?\s*</" + p + rb"c>"
        ),
        hidden=re.compile(rb"<" + p + rb"row\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>"),
        merged=re.compile(rb"<" + p + rb"mergeCell\b[^>]*?\bref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']"),
        row_start=b"<" + p + b"row ",
    )


_ROW_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_CELL_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+\d+)[\"']")
_DATED = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\st=[\"']d[\"']")
_IS_STRING = re.compile(rb"\bt=[\"']str[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")


@define
class SheetScan:
    """The findings in one sheet. Feed it pieces of the XML, then call :meth:`finish`.

    Attributes:
        broken: Cells with an error, or with a formula and no result.
        hidden_rows: Numbers of hidden rows.
        merged: Merged ranges, such as ``A2:A9``.
        text_dates: True when some text looks as a real date would once read.
        dated: True when some cell is a date written as text, as strict workbooks have them.
        dates: Row and stored text of true dates by column, where the libraries do not mark them.
        complete: False if a bound was reached and later cells were not looked at.
        last_row: Last row with a cell, and `last_column` the last column, of the far cells looked at.
        hidden_columns: First and last number of each run of hidden columns.
        part: The part of the archive that has the sheet, in lower case.
        size: The bytes of the sheet.
        far: Names of cells far from the others that were left out.
        shared: The number of cells whose text is stored once for all cells with this text.
        repeated: Bytes that the texts of repeated cells take in memory.
        shared_texts: In an .xlsb workbook, the number of cells of each text that is stored once.
    """

    broken: list[BrokenCell] = field(factory=list)
    hidden_rows: list[int] = field(factory=list)
    merged: list[str] = field(factory=list)
    text_dates: bool = False
    dated: bool = False
    dates: dict[str, list[tuple[int, str]]] = field(factory=dict)
    complete: bool = True
    last_row: int = 0
    last_column: int = 0
    hidden_columns: list[tuple[int, int]] = field(factory=list)
    part: str = ""
    size: int = 0
    far: tuple[str, ...] = ()
    shared: int = 0
    repeated: int = 0
    shared_texts: Counter[int] = field(factory=Counter)
    _carry: bytes = b""
    _found: _Patterns | None = None
    _single_quotes: bool = False

    def feed(self, chunk: bytes) -> None:
        """Look at the next piece."""
        data = self._carry + chunk if self._carry else chunk
        if self._found is None:
            root = _ROOT.search(data)
            if root is None and len(data) < _MOST_CARRIED:
                self._carry = data
                return
            self._found = _patterns(root.group(1) + b":" if root and root.group(1) else b"")
            self._single_quotes = b"='" in data[:65536]
            self._extent(data[:_TOP])
            self._columns(data)
        marks = self._found
        cut = data.rfind(marks.row_end)
        if cut < 0 and len(data) < _MOST_CARRIED:
            self._carry = data
            return
        if cut < 0:
            self._merges(data)
            cut = data.rfind(marks.cell_end)
            self.complete = self.complete and cut >= 0
            cut = len(data) if cut < 0 else cut + len(marks.cell_end)
        else:
            cut += len(marks.row_end)
        self._carry = data[cut:]
        self._look(data[:cut])

    def finish(self) -> None:
        """Look at what is left; nothing more may be fed."""
        if self._found is None:
            self._found = _patterns(b"")
        self._look(self._carry)
        self._merges(self._carry)
        self._carry = b""

    def _look(self, data: bytes) -> None:
        marks = self._found
        if marks is None or not data:
            return
        # Searching a text of polars takes a fraction of the time. What is searched for is ASCII.
        text = pl.Series([data.decode("latin-1")])
        if text.str.contains(f"{_MARKS}|{marks.formula.decode()}")[0]:
            self._marked(data, marks)
        self.shared += data.count(b't="s"') + (data.count(b"t='s'") if self._single_quotes else 0)
        if not self.text_dates and _TEXT_DATE.search(data):
            self.text_dates = True
        near = self.size < _CLOSELY
        self.size += len(data)
        if (near and _oddly_spaced(data)) or text.str.contains(_FAR if near else _WIDE)[0]:
            self._extent(data)
        else:
            start = data.rfind(marks.row_start)
            number = _ROW_NUMBER.search(data, start, start + 200) if start >= 0 else None
            self.last_row = max(self.last_row, int(number.group(1)) if number else 0)

    def _marked(self, data: bytes, marks: _Patterns) -> None:
        if b'="e"' in data or b"='e'" in data:
            self._errors(data, marks)
        if marks.formula in data:
            self._formulas(data, marks)
        if b"hidden=" in data:
            for found in marks.hidden.finditer(data):
                number = _ROW_NUMBER.search(found.group(1))
                if number:
                    self.hidden_rows.append(int(number.group(1)))
        if not self.dated and (b'="d"' in data or b"='d'" in data):
            self.dated = _DATED.search(data) is not None

    def _merges(self, data: bytes) -> None:
        # They come after the last row.
        if self._found is not None and b"mergeCell" in data:
            found = self._found.merged.findall(data)
            self.merged += [reference.decode() for reference in found[:_MOST_MERGED]]

    def _columns(self, data: bytes) -> None:
        # They come before the rows.
        for found in _COLUMN.finditer(data, 0, max(data.find(b"sheetData"), 0)):
            numbers = {name: int(number) for name, number in _BETWEEN.findall(found[1])}
            if _UNSEEN.search(found[1]) and b"min" in numbers:
                first = numbers[b"min"]
                last = min(numbers.get(b"max", first), _MOST_COLUMNS)
                self.hidden_columns.append((first, last))

    def _extent(self, data: bytes) -> None:
        for letters, digits in set(_ANY_REFERENCE.findall(data)):
            column = column_number(letters[:_LONGEST_LETTERS].decode().upper())
            self.last_row = max(self.last_row, int(digits[:_LONGEST_DIGITS] or 0))
            self.last_column = max(self.last_column, column)

    def _errors(self, data: bytes, marks: _Patterns) -> None:
        for found in marks.error.finditer(data):
            value = _VALUE.search(found.group(2) or b"")
            text = unescape(value.group(1).decode("utf-8", "replace")) if value else "#VALUE!"
            self._add(found.group(1), text, formula=False)

    def _formulas(self, data: bytes, marks: _Patterns) -> None:
        for found in marks.uncalculated.finditer(data):
            # A formula whose result is the empty string is a blank; one without any result is not.
            if not (found.group(3) and _IS_STRING.search(found.group(1))):
                text = "=" + unescape((found.group(2) or b"").decode("utf-8", "replace"))
                self._add(found.group(1), text, formula=True)

    def _add(self, attributes: bytes, text: str, *, formula: bool) -> None:
        if len(self.broken) >= _MOST_BROKEN:
            self.complete = False
            return
        reference = _CELL_REFERENCE.search(attributes)
        if reference is None:
            self.complete = False
            return
        row, column = split_reference(reference.group(1).decode())
        self.broken.append(BrokenCell(row, column, text, formula))


def _oddly_spaced(data: bytes) -> bool:
    """Return whether an attribute may follow anything but a space. In most sheets none does."""
    # The document's declaration ends with a line break, which does not count.
    start = data.find(b">") + 3
    if all(data.find(mark, start) < 0 for mark in _BREAKS):
        return False
    return any(mark in data for mark in _ODDLY_SPACED)


def split_reference(reference: str) -> tuple[int, int]:
    """Return row and column, both from 1, of a cell's name such as ``F123``; zeros for any other text."""
    found = _REFERENCE.fullmatch(reference)
    return (int(found.group(2)), column_number(found.group(1))) if found else (0, 0)
