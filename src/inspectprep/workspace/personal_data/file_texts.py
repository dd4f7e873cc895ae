"""The texts of a file: plain text, web pages, JSON, CSV, Word documents and workbooks."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspectprep.errors import SourceError
from inspectprep.inputs import open_file
from inspectprep.sources.file_kind import FileKind, file_kind
from inspectprep.workspace.personal_data.folding import fold
from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

if TYPE_CHECKING:
    from inspectprep.plugins import Registry

_MOST_BYTES = 100_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
WORKBOOKS = (FileKind.XLSX, FileKind.XLSB, FileKind.XLS, FileKind.ODS)
"""The kinds of file with sheets."""

_TABLES = (".csv", ".tsv")
_JSON_ESCAPE = LazyPattern(r"\\u([0-9a-fA-F]{4})")
_TAG = LazyPattern(r"<[^>]*>")
_INLINE = LazyPattern(r"(?i)</?(?:a|b|i|u|em|strong|span|small|sub|sup|mark|font|wbr)(?:\s[^>]*)?>")
_WORD_PARTS = LazyPattern(
    r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)|docProps/core)\.xml"
)
_WORD_BREAKS = LazyPattern(r"</w:p>|</w:tr>|<w:(?:tab|br|cr)\b[^>]*>")
_CELL_END = " ;;;;; "  # more signs than a number has between two digits
_SPEAKING = LazyPattern(r"birth|born|\bdob\b|\bd\.o\.b|\bage\b|\bupn\b|\bnhs\b")


class FileText(NamedTuple):
    """A text in a file.

    Attributes:
        part: The part of the file, such as ``sheet 2``. Empty for the file itself.
        first: The number of its first line.
        text: The text, with its line breaks.
        rows: True if each line is a row of a table, so that no value goes over a line break.
    """

    part: str
    first: int
    text: str
    rows: bool = False


def file_texts(path: Path, registry: Registry) -> tuple[FileText, ...]:
    """Return the texts of a file.

    Raises:
        SourceError: if it is missing or too large, or not a kind of file whose text can be read.
    """
    data = _read(path)
    kind = file_kind(path)
    if kind in WORKBOOKS:
        return tuple(_sheets(path, registry))
    if kind is FileKind.ARCHIVE:
        return tuple(_word_document(path))
    if kind in (FileKind.CSV, FileKind.HTML, FileKind.EMPTY):
        return tuple(_texts(path, decoded(data), kind))
    raise _not_text(path)


def _not_text(path: Path) -> SourceError:
    return SourceError(
        "The text of this kind of file cannot be read.",
        where=path.name,
        remedy="Copy its text into a text file, and use that. "
        "Text, Markdown, HTML, CSV, JSON, Word (.docx) and Excel files can be read.",
        reason="format",
    )


def _read(path: Path) -> bytes:
    with open_file(path) as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise SourceError("The file is larger than 100 MB.", where=path.name, reason="limit")
    return data


def decoded(data: bytes) -> str:
    """Return bytes as text, in the encoding that they seem to have."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data.count(0) > len(data) / 4:  # UTF-16 without a mark
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _texts(path: Path, text: str, kind: FileKind) -> Iterator[FileText]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    suffix = path.suffix.casefold()
    if suffix in _TABLES:
        head = next((line for line in text.splitlines() if line.strip()), "")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=head.count))
        yield FileText("", 1, "\n".join(_lines(_placed(rows))), rows=True)
    elif kind is FileKind.HTML or suffix in (".htm", ".html"):
        yield FileText("", 1, unescape(text))  # attributes and comments too
        yield FileText("", 1, unescape(_TAG.sub(_blank, _INLINE.sub(_breaks, text))))
    elif suffix in (".json", ".jsonl"):
        yield FileText("", 1, _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))
    else:
        yield FileText("", 1, text)


def _placed(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield each row of a CSV file on its last line. A row of several lines follows empty rows."""
    reader = rows
    done = 0
    try:
        for row in reader:
            number = getattr(reader, "line_num", done + 1)
            yield from [[]] * (number - done - 1)
            yield row
            done = number
    except csv.Error:
        raise SourceError(
            "A row of the file cannot be read.", remedy="Save it again as CSV, or as text.", reason="damaged"
        ) from None


def _lines(rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    """Yield each row as a line. A cell has its heading before it if the heading gives it a meaning."""
    headings: list[str] = []
    for row in rows:
        cells = [" ".join((cell or "").split()) for cell in row]
        if not headings and any(cells):
            headings = [cell if _SPEAKING.search(fold(cell)) else "" for cell in cells]
            headings = headings if any(headings) else [""]
            yield _CELL_END.join(cells)
            continue
        named = [*headings[: len(cells)], *[""] * (len(cells) - len(headings))]
        yield _CELL_END.join(
            f"{heading} {cell}" if heading and cell else cell
            for heading, cell in zip(named, cells, strict=True)
        )


def _sheets(path: Path, registry: Registry) -> Iterator[FileText]:
    read = registry.sources.resolve("workbook")
    for number, sheet in enumerate(read(path), 1):
        yield FileText(
            f"sheet {number}", sheet.first_row, "\n".join(_lines(sheet.cells.iter_rows())), rows=True
        )


def _word_document(path: Path) -> Iterator[FileText]:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [info for info in archive.infolist() if _WORD_PARTS.fullmatch(info.filename)]
            if not any(info.filename == "word/document.xml" for info in parts):
                raise _not_text(path)
            if sum(info.file_size for info in parts) > _MOST_BYTES:
                raise SourceError(
                    "The text of the file is larger than 100 MB.", where=path.name, reason="limit"
                )
            for info in parts:
                text = archive.read(info).decode("utf-8", "replace").replace("\n", " ")
                text = _WORD_BREAKS.sub(lambda match: " " if match[0].startswith("<w") else "\n", text)
                part = "" if info.filename == "word/document.xml" else Path(info.filename).stem
                yield FileText(part, 1, unescape(_TAG.sub("", text)))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise SourceError("The file is damaged.", where=path.name, reason="damaged") from None


def _blank(match: re.Match[str]) -> str:
    return " " + "\n" * match[0].count("\n")


def _breaks(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
