"""The kind of a file, by its content and never by its name."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from enum import StrEnum

from inspectprep.sources.memory_file import InputFile, MemoryFile, for_library

_HEAD = 1 << 16
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HTML = re.compile(
    r"<(?:!doctype html|html|head|meta|title|body|table|caption|thead|tbody|tr|td|th|style|div|center|font|p)"
    r"\b",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?(?:-->\s*|\Z))*", re.DOTALL)
"""The declaration, the instructions and the comments before the first element."""
_ELEMENT = re.compile(r"</?[A-Za-z!]")
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b\x1a")
_MOST_CONTROL = 0.02
_MOST_NULS = 0.005
"""Share of zero bytes up to which a file is still text: some programs fill it up with them."""


class FileKind(StrEnum):
    """A kind of file. `PDF` and the kinds after it cannot be read.

    Attributes:
        XLSX: An Excel workbook.
        XLSB: A binary Excel workbook.
        XLS: An Excel workbook of 2003 or earlier.
        ODS: An OpenDocument spreadsheet.
        CSV: Delimited text.
        HTML: A web page with tables.
        XML: A spreadsheet as XML of 2003.
        PARQUET: A parquet file.
        PDF: A PDF document.
        ENCRYPTED: A file with a password.
        WEB_ARCHIVE: A web page with all its parts in one file.
        ARCHIVE: An archive of other files.
        COMPRESSED: A compressed file.
        BROKEN_ARCHIVE: A damaged archive or workbook.
        OLE: A file of an older office program that is not a workbook.
        OLD: A workbook of Excel 2 to 5 without a container.
        EMPTY: A file without content.
        LOCK: The lock file of a workbook that is open.
        BINARY: A binary file of another kind.
        PIPE: A pipe, or another thing that is not a file.
    """

    XLSX = "xlsx"
    """Also macro-enabled workbooks."""
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    """Any delimited text."""
    HTML = "html"
    WEB_ARCHIVE = "web-archive"
    """A web page with all its parts in one file (MHTML)."""
    XML = "xml"
    """The spreadsheet XML of 2003."""
    PARQUET = "parquet"
    PDF = "pdf"
    ENCRYPTED = "encrypted"
    ARCHIVE = "archive"
    """A zip archive, but not a workbook."""
    COMPRESSED = "compressed"
    """A file compressed with gzip, 7-Zip or another such program."""
    BROKEN_ARCHIVE = "broken-archive"
    OLE = "ole"
    """A document of an older Office program, but not a workbook."""
    OLD = "old"
    """A sheet as some programs still write it, which no library reads."""
    EMPTY = "empty"
    LOCK = "lock"
    """A temporary file beside a workbook that is open."""
    BINARY = "binary"
    PIPE = "pipe"
    """A pipe or a device, which is never opened."""


_MARKS = {
    FileKind.PARQUET: (b"PAR1",),
    # The first record of each version.
    FileKind.OLD: (b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0"),
    # Without an entry, or in several parts.
    FileKind.ARCHIVE: (b"PK\x05\x06", b"PK\x07\x08"),
    # gzip, bzip2, xz, 7-Zip, RAR, Zstandard
    FileKind.COMPRESSED: (
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ\0",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!",
        b"\x28\xb5\x2f\xfd",
    ),
}


def file_kind(path: InputFile) -> FileKind:
    """Return the kind of a file.

    Raises:
        OSError: if it cannot be opened.
    """
    if path.name.startswith(("~$", ".~lock.")):
        return FileKind.LOCK
    if not isinstance(path, MemoryFile):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            return FileKind.PIPE
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        return FileKind.EMPTY
    if head.startswith(_ZIP):
        return _archive(path)
    if head.startswith(_OLE):
        return _ole(path)
    marked = (kind for kind, marks in _MARKS.items() if head.startswith(marks))
    return next(marked, None) or _text(head)


def _archive(path: InputFile) -> FileKind:
    try:
        with zipfile.ZipFile(for_library(path)) as archive:
            names = {info.filename.lstrip("/").casefold(): info for info in archive.infolist()}
            if any(info.flag_bits & 1 for info in names.values()):
                return FileKind.ENCRYPTED
            if "xl/workbook.xml" in names:
                return FileKind.XLSX
            if "xl/workbook.bin" in names:
                return FileKind.XLSB
            manifest = names.get("meta-inf/manifest.xml")
            if "content.xml" in names and manifest is not None:
                with archive.open(manifest) as stream:
                    if b"encryption-data" in stream.read(1_000_000):
                        return FileKind.ENCRYPTED
                return FileKind.ODS
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, ValueError, EOFError, RuntimeError):
        return FileKind.BROKEN_ARCHIVE
    return FileKind.ARCHIVE


def _ole(path: InputFile) -> FileKind:
    found = dict.fromkeys(("EncryptedPackage", "Workbook", "Book"), False)
    wide = {name: name.encode("utf-16-le") for name in found}
    tail = b""
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            for name, needle in wide.items():
                found[name] = found[name] or needle in tail + chunk
            tail = chunk[-64:]
    if found["EncryptedPackage"]:
        return FileKind.ENCRYPTED
    return FileKind.XLS if found["Workbook"] or found["Book"] else FileKind.OLE


def _text(head: bytes) -> FileKind:
    encoding = wide_encoding(head)
    start = head.decode(encoding or "latin-1", "replace").removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")
    first = start[_end_of_declaration(start) :]
    if start.lstrip().startswith("%PDF"):
        return FileKind.PDF
    if _ELEMENT.match(first):
        if _SPREADSHEET in start and not _HTML.match(first):
            return FileKind.XML
        if _HTML.search(first):
            return FileKind.HTML
    if not first and start.lstrip().startswith("<!--"):
        return FileKind.HTML  # such as a long style sheet in a comment
    if encoding:
        return FileKind.CSV
    if head.count(0) > len(head) * _MOST_NULS:
        return FileKind.BINARY
    if len(head.translate(None, _CONTROL)) < len(head) * (1 - _MOST_CONTROL):
        return FileKind.BINARY
    if start.lstrip().startswith(("MIME-Version:", "From: <Saved by")):
        return FileKind.WEB_ARCHIVE
    return FileKind.BINARY if start.lstrip().startswith(("{\\rtf", "<?xml")) else FileKind.CSV


def _end_of_declaration(start: str) -> int:
    found = _DECLARATION.match(start)
    return found.end() if found else 0


def wide_encoding(head: bytes) -> str:
    """Return the encoding of text of two bytes a character; empty for other files."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Text in UTF-16 without a byte order mark has a zero in every other place.
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) * 0.3 and min(even, odd) < len(head) * 0.02:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""
