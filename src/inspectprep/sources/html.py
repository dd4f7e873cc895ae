"""The tables of a web page, which some case systems export under the name of a workbook."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from inspectprep.model.sheet import RawSheet, SheetNote
from inspectprep.sources import problems
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.memory_file import InputFile, size_of
from inspectprep.sources.result import FileRead
from inspectprep.sources.rows import frame_of_rows

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_WIDEST_SPAN = 1000


def read_html(path: InputFile) -> FileRead:
    """Return every table of a page as a sheet.

    Raises:
        SourceError: if the page has no table.
    """
    size = size_of(path)
    data = path.read_bytes()
    text, encoding = _decoded(data)
    parser = _Tables()
    parser.feed(text)
    parser.close()
    tables = [rows for rows in parser.tables if rows]
    if not tables:
        raise problems.damaged(path, "The file is a web page without a table.")
    notes = (SheetNote(code="encoding", text=f"The page was read as {encoding}."),)
    names = [path.stem, *(f"{path.stem} ({number})" for number in range(2, len(tables) + 1))]
    sheets = tuple(
        RawSheet(file=path.name, sheet=name, cells=frame_of_rows(rows), notes=notes)
        for name, rows in zip(names, tables, strict=True)
    )
    return FileRead(name=path.name, kind=FileKind.HTML, bytes=size, sheets=sheets, unpacked=size, notes=notes)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "UTF-16"
    declared = _CHARSET.search(data[:4096])
    for encoding in (declared.group(1).decode() if declared else "utf-8", "utf-8"):
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding.upper()
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace"), "Windows-1252"


class _Tables(HTMLParser):
    """A parser that collects rows. A table inside a cell adds its text to that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str | None]]] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = 1
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag in ("script", "style"):
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._end_cell()
            if not self.tables[-1]:
                self.tables[-1].append([])
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _WIDEST_SPAN) if span.isdigit() else 1
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a table, a row or a cell."""
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Add to the cell's text."""
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = "".join(self._cell).strip(" \t\r\n")
        self.tables[-1][-1] += [text or None] + [None] * (self._span - 1)
        self._cell = None
