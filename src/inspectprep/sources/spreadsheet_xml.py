"""Reads the spreadsheet XML of 2003, which some systems still write under the name of a workbook."""

from __future__ import annotations

from xml.parsers import expat

from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.sources import problems
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.instants import day_of_text
from inspectprep.sources.limits import DEFAULT_LIMITS, Limits
from inspectprep.sources.memory_file import InputFile, size_of
from inspectprep.sources.result import FileRead
from inspectprep.sources.rows import (
    ROWS_FACTOR,
    TABLE_CELLS,
    TooManyCellsError,
    bounded_frame,
    refuse_many_sheets,
)

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet "
_KINDS = {
    "Number": CellKind.NUMBER,
    "DateTime": CellKind.DATE,
    "Boolean": CellKind.BOOLEAN,
    "Error": CellKind.ERROR,
}
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384


class _DeclaredError(Exception):
    """The document declares a document type or an entity."""


class _DamagedError(Exception):
    """The place of a row or a cell is not a number."""


def read_spreadsheet_xml(path: InputFile, *, limits: Limits = DEFAULT_LIMITS) -> FileRead:
    """Return every sheet of a workbook in the XML of 2003.

    Raises:
        SourceError: if it is damaged, too large or declares entities.
    """
    size = size_of(path)
    reader = _Reader(limits.max_cells // ROWS_FACTOR)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        # A declaration must come first, and some programs put an empty line before it.
        parser.Parse(path.read_bytes().lstrip(b" \t\r\n"), True)
    except _DeclaredError:
        raise problems.entities(path) from None
    except (TooManyCellsError, MemoryError):
        raise problems.over_limit(path, "The file has too many cells.") from None
    except (expat.ExpatError, _DamagedError):
        raise problems.damaged(path) from None
    refuse_many_sheets(path, len(reader.sheets), limits)
    sheets = tuple(
        RawSheet(
            file=path.name,
            sheet=name,
            cells=bounded_frame(path, rows, limits),
            kinds=bounded_frame(path, kinds, limits, numbers=True),
        )
        for name, rows, kinds in reader.sheets
    )
    return FileRead(name=path.name, kind=FileKind.XML, bytes=size, sheets=sheets, unpacked=size)


def _refuse(*_: object) -> None:
    raise _DeclaredError


def _index(attributes: dict[str, str], default: int) -> int:
    text = attributes.get(_SPACE + "Index", "")
    if text and not text.isdecimal():
        raise _DamagedError
    return int(text) if text else default


class _Reader:
    def __init__(self, most_cells: int) -> None:
        self.sheets: list[tuple[str, list[list[str | None]], list[list[int]]]] = []
        self._left = most_cells
        self._type = ""
        self._data: list[str] | None = None
        self._row = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.removeprefix(_SPACE)
        if tag == "Worksheet":
            self._left -= TABLE_CELLS
            if self._left < 0:
                raise TooManyCellsError
            self.sheets.append((attributes.get(_SPACE + "Name", ""), [], []))
            self._row = 0
        elif tag == "Row" and self.sheets:
            self._row = min(_index(attributes, self._row + 1), _MOST_ROWS)
            self._column = 0
        elif tag == "Cell":
            self._column = min(_index(attributes, self._column + 1), _MOST_COLUMNS)
            self._formula = attributes.get(_SPACE + "Formula", "")
        elif tag == "Data":
            self._type = attributes.get(_SPACE + "Type", "String")
            self._data = []

    def text(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)

    def end(self, name: str) -> None:
        if name != _SPACE + "Data" or self._data is None or not self.sheets:
            return
        text = "".join(self._data)
        self._data = None
        kind = _KINDS.get(self._type, CellKind.TEXT)
        if kind is CellKind.DATE:
            text = day_of_text(text) or text.replace("T", " ")[:19]
        elif kind is CellKind.BOOLEAN:
            text = "TRUE" if text.strip() == "1" else "FALSE"
        _, rows, kinds = self.sheets[-1]
        self._left -= 1 + max(0, self._row - len(rows))
        if self._left < 0:
            raise TooManyCellsError
        while len(rows) < self._row:
            rows.append([])
            kinds.append([])
        row, row_kinds = rows[self._row - 1], kinds[self._row - 1]
        self._left -= max(0, self._column - len(row))
        row += [None] * (self._column - len(row))
        row_kinds += [0] * (self._column - len(row_kinds))
        row[self._column - 1] = text
        row_kinds[self._column - 1] = int(kind)
