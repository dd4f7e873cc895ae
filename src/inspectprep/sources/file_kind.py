"""The kind of a file, by its content and never by its name."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from enum import StrEnum

from inspectprep.sources.memory_file import InputFile, MemoryFile, for_library

_HEAD = 4096
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HTML = re.compile(rb"<(?:!doctype html|html|head|meta|body|table|style|div)\b", re.IGNORECASE)
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
        ARCHIVE: An archive of other files.
        BROKEN_ARCHIVE: A damaged archive or workbook.
        OLE: A file of an older office program that is not a workbook.
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
    XML = "xml"
    """The spreadsheet XML of 2003."""
    PARQUET = "parquet"
    PDF = "pdf"
    ENCRYPTED = "encrypted"
    ARCHIVE = "archive"
    """A zip archive, but not a workbook."""
    BROKEN_ARCHIVE = "broken-archive"
    OLE = "ole"
    """A document of an older Office program, but not a workbook."""
    EMPTY = "empty"
    LOCK = "lock"
    """A temporary file beside a workbook that is open."""
    BINARY = "binary"
    PIPE = "pipe"
    """A pipe or a device, which is never opened."""


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
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    if head.lstrip().startswith(b"%PDF"):
        return FileKind.PDF
    return _text(head)


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
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileKind.CSV
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return FileKind.XML
    if start.startswith(b"<") and _HTML.search(start):
        return FileKind.HTML
    nuls = head.count(0)
    if nuls:
        # Text in UTF-16 without a byte order mark has a zero in every other place.
        sides = head[::2].count(0), head[1::2].count(0)
        wide = max(sides) > len(head) * 0.3 and min(sides) < len(head) * 0.02
        if not wide and nuls > len(head) * _MOST_NULS:
            return FileKind.BINARY
        if wide:
            return FileKind.CSV
    if len(head.translate(None, _CONTROL)) < len(head) * (1 - _MOST_CONTROL):
        return FileKind.BINARY
    if start.startswith((b"{\\rtf", b"MIME-Version:", b"<?xml")):
        return FileKind.BINARY
    return FileKind.CSV
