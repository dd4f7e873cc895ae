"""The tables of a web page, which some case systems export under the name of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from html import unescape

from attrs import field

from inspectprep.model.representation import define
from inspectprep.model.sheet import RawSheet, SheetNote
from inspectprep.sources import problems
from inspectprep.sources.file_kind import FileKind, wide_encoding
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

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_WIDEST_SPAN = 1000
_SAMPLE = 1 << 16
_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<closing>/?)(?P<tag>[A-Za-z][\w:.-]*)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*|[^<>]*)>|[!?][^<>]*>)"
)
_COMMENT_END = re.compile("-->")
_SILENT = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style")}
_SPAN = re.compile(r"\bcolspan\s*=\s*[\"']?\s*(\d{1,9})", re.IGNORECASE)
_DEEPEST = 8
"""Tables further inside are only text of the cell around them."""


def read_html(path: InputFile, *, archive: bool = False, limits: Limits = DEFAULT_LIMITS) -> FileRead:
    """Return every table of a page as a sheet.

    Args:
        path: The file.
        archive: True when the file is a web archive, whose parts are pages.
        limits: A page with more cells is refused.

    Raises:
        SourceError: if the page has no table, or too many cells.
    """
    size = size_of(path)
    data = path.read_bytes()
    pages = _pages(data) if archive else [data]
    parser = _Tables(limits.max_cells // ROWS_FACTOR)
    encodings = []
    try:
        for page in pages:
            text, encoding = _decoded(page)
            encodings.append(encoding)
            parser.read(text)
    except TooManyCellsError:
        raise problems.over_limit(path, "The page has too many cells.") from None
    tables = [table.rows for table in parser.tables if not table.is_layout]
    if not tables:
        raise problems.damaged(path, "The file is a web page without a table.")
    refuse_many_sheets(path, len(tables), limits)
    notes = (SheetNote(code="encoding", text=f"The page was read as {encodings[0]}."),)
    names = [path.stem, *(f"{path.stem} ({number})" for number in range(2, len(tables) + 1))]
    sheets = tuple(
        RawSheet(file=path.name, sheet=name, cells=bounded_frame(path, rows, limits), notes=notes)
        for name, rows in zip(names, tables, strict=True)
    )
    kind = FileKind.WEB_ARCHIVE if archive else FileKind.HTML
    return FileRead(name=path.name, kind=kind, bytes=size, sheets=sheets, unpacked=size, notes=notes)


def _pages(data: bytes) -> list[bytes]:
    parts: Iterator[Message] = message_from_bytes(data).walk()
    pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
    return [page for page in pages if isinstance(page, bytes)]


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "UTF-16"
    if encoding := wide_encoding(data[:_SAMPLE]):
        return data.decode(encoding, "replace"), "UTF-16"
    declared = _CHARSET.search(data[:4096])
    for encoding in (declared.group(1).decode() if declared else "utf-8", "utf-8"):
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding.upper()
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace"), "Windows-1252"


@define
class _Table:
    """A table of a page.

    Attributes:
        rows: Its rows.
        cell: The texts of the open cell; None between cells.
        span: How many columns the open cell takes.
        outer: True when a cell has a table.
    """

    rows: list[list[str | None]] = field(factory=list)
    cell: list[str] | None = None
    span: int = 1
    outer: bool = False

    @property
    def is_layout(self) -> bool:
        """Whether it has no data: it is empty, or only arranges the tables in its cells."""
        return not self.rows or (self.outer and all(sum(map(bool, row)) <= 1 for row in self.rows))


class _Tables:
    """The tables of pages. A table in a cell is a table, and its text is also that of the cell."""

    def __init__(self, most_cells: int) -> None:
        self.tables: list[_Table] = []
        self._left = most_cells
        self._open: list[_Table] = []
        self._depth = 0

    def read(self, page: str) -> None:
        """Add the tables of a page."""
        place = 0
        while found := _TAG.search(page, place):
            self._text(page[place : found.start()])
            place = found.end()
            comment, closing, tag = found["comment"], found["closing"], (found["tag"] or "").casefold()
            if comment:
                place = _after(_COMMENT_END, page, place)
            elif closing:
                self._end(tag)
            elif tag in _SILENT:
                place = _after(_SILENT[tag], page, place)
            elif tag:
                self._start(tag, found["attributes"])
        self._text(page[place:])
        while self._open:
            self._end_cell()
            self._open.pop()
        self._depth = 0

    def _start(self, tag: str, attributes: str) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth <= _DEEPEST:
                self._begin_table()
        elif self._depth > _DEEPEST:
            return
        elif tag in ("tr", "td", "th"):
            self._begin(tag, attributes)
        elif tag in _BREAKS:
            self._text("\n", within=True)

    def _end(self, tag: str) -> None:
        if tag == "table" and self._depth:
            self._depth -= 1
            if self._depth < len(self._open):
                self._end_cell()
                self._open.pop()
        elif self._depth <= _DEEPEST and tag in ("td", "th", "tr"):
            self._end_cell()

    def _text(self, text: str, *, within: bool = False) -> None:
        """Add to the text of every open cell, or of every one that has a text."""
        cells = [table.cell for table in self._open if table.cell is not None]
        if text and cells:
            text = unescape(text)
            for cell in cells:
                if cell or not within:
                    cell.append(text)

    def _begin_table(self) -> None:
        for table in self._open:
            table.outer = table.outer or table.cell is not None
        self._count(TABLE_CELLS)
        self._open.append(_Table())
        self.tables.append(self._open[-1])

    def _begin(self, tag: str, attributes: str) -> None:
        if not self._open:  # rows without a table around them
            self._depth = 1
            self._begin_table()
        table = self._open[-1]
        self._end_cell()
        if tag == "tr" or not table.rows:
            self._count(1)
            table.rows.append([])
        if tag != "tr":
            span = _SPAN.search(attributes)
            table.span = max(1, min(int(span[1]), _WIDEST_SPAN)) if span else 1
            table.cell = []

    def _end_cell(self) -> None:
        table = self._open[-1] if self._open else None
        if table is None or table.cell is None:
            return
        text = "".join(table.cell).strip(" \t\r\n")
        self._count(table.span)
        table.rows[-1] += [text or None] + [None] * (table.span - 1)
        table.cell = None

    def _count(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise TooManyCellsError


def _after(end: re.Pattern[str], page: str, place: int) -> int:
    """Return the place after the next end; that of the end of the page if there is none."""
    found = end.search(page, place)
    return found.end() if found else len(page)
