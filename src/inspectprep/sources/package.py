"""A first look into a zipped workbook, before a library parses it: size, entities, links, its sheets' XML."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from typing import IO

from attrs import field

from inspectprep.model.representation import define
from inspectprep.sources import problems
from inspectprep.sources.failures import as_source_errors
from inspectprep.sources.limits import MEGABYTE, Limits
from inspectprep.sources.memory_file import InputFile, for_library, size_of
from inspectprep.sources.ods import DocumentScan
from inspectprep.sources.sheetscan import SheetScan
from inspectprep.sources.xlsb import BinaryScan, BinaryTexts, bundled_sheets

# What zipfile raises for a damaged archive; a RuntimeError says that an entry has a password.
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)
_CHUNK = 1 << 20
_MOST_NAMING = 10 * MEGABYTE
_TEXT_DATE = re.compile(rb"-\d\d \d\d:\d\d:\d\d<")
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RELATIONS = ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels")
_WORKBOOK, _BINARY = "xl/workbook.xml", "xl/workbook.bin"
SHARED = "xl/sharedstrings.xml"
"""The part with the texts that cells share."""
_SHARED_BINARY = "xl/sharedstrings.bin"
_NAMING = (_WORKBOOK, _BINARY, *_RELATIONS)
_REACHING_OUT = {
    "xl/externallinks/": "external link",
    "xl/connections": "data connection",
    "xl/embeddings/": "embedded object",
    "xl/vbaproject": "macro",
    "xl/macrosheets/": "macro",
    "xl/ctrlprops/": "form control",
    "scripts/": "macro",
    "basic/": "macro",
}


@define
class PackageScan:
    """The findings in one zipped workbook.

    Attributes:
        packed: Bytes of the file.
        unpacked: Bytes of all its parts, as measured.
        parts: How many entries the archive has.
        external: What reaches outside the file or could run.
        comments: True when cells have comments.
        date1904: True when days are counted from 1904.
        sheets: Scans by the sheet's name.
        sheet_parts: The sheets' parts by name, where they are XML.
        text_dates: True when a shared text looks as a real date would once read.
        longest: About how many bytes the longest shared text has.
        tables: The number of tables of an OpenDocument workbook.
    """

    packed: int
    unpacked: int = 0
    parts: int = 0
    external: tuple[str, ...] = ()
    comments: bool = False
    date1904: bool = False
    sheets: dict[str, SheetScan] = field(factory=dict)
    sheet_parts: dict[str, str] = field(factory=dict)
    text_dates: bool = False
    longest: int = 0
    tables: int = 0


def scan_package(path: InputFile, limits: Limits) -> PackageScan:
    """Unpack a zipped workbook piece by piece, store nothing, and return what was found.

    Raises:
        SourceError: if it is beyond a limit, declares entities, is damaged or has a password.
    """
    scan = PackageScan(packed=size_of(path))
    seen = _Seen()
    with as_source_errors(path, *_ERRORS):
        archive = zipfile.ZipFile(for_library(path))
    with archive:
        entries = archive.infolist()
        scan.parts = len(entries)
        if scan.parts > limits.max_parts:
            raise problems.over_limit(path, f"The workbook has more than {limits.max_parts} parts.")
        # The parts that name the sheets come first: they may be anywhere in the archive.
        for entry in sorted(entries, key=lambda entry: _part(entry) not in _NAMING):
            _look_at(entry, _pieces(archive, entry, path, scan, limits), scan, seen)
    scan.external = tuple(sorted(seen.external))
    sizes = dict(enumerate(seen.texts.sizes))
    for sheet in seen.sheets.values():
        sheet.repeated += sum(sizes.get(text, 0) * cells for text, cells in sheet.shared_texts.items())
    _name_sheets(scan, seen)
    return scan


@define
class _Seen:
    external: set[str] = field(factory=set)
    naming: dict[str, bytes] = field(factory=dict)
    sheets: dict[str, SheetScan] = field(factory=dict)
    targets: dict[str, tuple[str, bool]] = field(factory=dict)
    texts: BinaryTexts = field(factory=BinaryTexts)
    parts: set[str] = field(factory=set)


def _part(entry: zipfile.ZipInfo) -> str:
    return entry.filename.lstrip("/").casefold()


def _look_at(entry: zipfile.ZipInfo, pieces: Iterator[bytes], scan: PackageScan, seen: _Seen) -> None:
    name = _part(entry)
    seen.external.update(what for start, what in _REACHING_OUT.items() if name.startswith(start))
    scan.comments = scan.comments or name.startswith(("xl/comments", "xl/threadedcomments"))
    if name == "content.xml":
        document = DocumentScan()
        for piece in pieces:
            document.feed(piece)
        scan.sheets, scan.tables = document.sheets, document.count
        return
    if name in seen.parts or (name.startswith("xl/worksheets/") and name.endswith((".xml", ".bin"))):
        seen.sheets[name] = _sheet(name, pieces)
        seen.sheets[name].part = name
        return
    _look_at_other(name, pieces, scan, seen)


def _sheet(name: str, pieces: Iterator[bytes]) -> SheetScan:
    if name.endswith(".bin"):
        binary = BinaryScan()
        for piece in pieces:
            binary.feed(piece)
        return binary.finish()
    sheet = SheetScan()
    for piece in pieces:
        sheet.feed(piece)
    sheet.finish()
    return sheet


def _look_at_other(name: str, pieces: Iterator[bytes], scan: PackageScan, seen: _Seen) -> None:
    keep = name in _NAMING
    open_text = 0
    for piece in pieces:
        if keep and len(seen.naming.get(name, b"")) < _MOST_NAMING:
            seen.naming[name] = seen.naming.get(name, b"") + piece
        elif name.startswith("xl/externallinks/") and b"ddeLink" in piece:
            seen.external.add("DDE link")
        elif name == _SHARED_BINARY:
            seen.texts.feed(piece)
        elif name == SHARED:
            scan.text_dates = scan.text_dates or _TEXT_DATE.search(piece) is not None
            *ended, rest = piece.split(b"</si>")
            scan.longest = max(scan.longest, open_text + len(ended[0]) if ended else 0, *map(len, ended))
            open_text = len(rest) if ended else open_text + len(rest)
    scan.longest = max(scan.longest, open_text)
    if name in _RELATIONS:
        seen.targets = _targets(seen.naming.get(name, b""))
        seen.parts = {part for part, sheet in seen.targets.values() if sheet}


def _pieces(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: InputFile, scan: PackageScan, limits: Limits
) -> Iterator[bytes]:
    """Yield a part's bytes; stop with an error at the limits or at a declaration of entities."""
    # A document type can only come before the first element.
    prolog = entry.filename.casefold().endswith((".xml", ".rels", ".vml"))
    before = b""
    with as_source_errors(path, *_ERRORS):
        stream = archive.open(entry)
    with stream:
        while chunk := _next_chunk(stream, path):
            scan.unpacked += len(chunk)
            if scan.unpacked > limits.max_unpacked_mb * MEGABYTE:
                raise problems.over_limit(path, f"It unpacks to more than {limits.max_unpacked_mb:g} MB.")
            if scan.unpacked > max(limits.ratio_from_mb * MEGABYTE, limits.max_ratio * scan.packed):
                raise problems.over_limit(
                    path, f"It unpacks to more than {limits.max_ratio:g} times its size."
                )
            if prolog:
                before += chunk.replace(b"\0", b"")
                if _DECLARED.search(before):
                    raise problems.entities(path)
                prolog = _ELEMENT.search(before) is None
            yield chunk


def _next_chunk(stream: IO[bytes], path: InputFile) -> bytes:
    with as_source_errors(path, *_ERRORS):
        return stream.read(_CHUNK)


_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_DATE1904 = re.compile(r"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904=["'](?:1|true|on)["']""")


def _targets(relations: bytes) -> dict[str, tuple[str, bool]]:
    """Return, by the relation's id, the part it leads to and whether that is a worksheet."""
    targets = {}
    for found in _RELATION.finditer(relations.decode("utf-8", "replace")):
        values = _attributes(found.group(1))
        target = values.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[values.get("Id", "")] = part.casefold(), values.get("Type", "").endswith("/worksheet")
    return targets


def _name_sheets(scan: PackageScan, seen: _Seen) -> None:
    """Give each sheet's scan the sheet's name, through the workbook's relations."""
    binary = seen.naming.get(_BINARY)
    if binary is not None and _WORKBOOK not in seen.naming:
        relations, scan.date1904 = bundled_sheets(binary)
    else:
        workbook = seen.naming.get(_WORKBOOK, b"").decode("utf-8", "replace")
        scan.date1904 = _DATE1904.search(workbook) is not None
        relations = {}
        for found in _SHEET.finditer(workbook):
            values = _attributes(found.group(1))
            relation = next((value for key, value in values.items() if key.endswith(":id")), "")
            relations[unescape(values.get("name", ""))] = relation
    for name, relation in relations.items():
        part, _ = seen.targets.get(relation, ("", False))
        if part in seen.sheets:
            scan.sheets[name] = seen.sheets[part]
            if part.endswith(".xml"):
                scan.sheet_parts[name] = part


def _attributes(text: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(text)}
