"""Writes small .xlsb workbooks, record by record, since no library does."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

Cell = tuple[int, int, str | float | int | bytes]
"""Row and column from 0, and a text, a number, the code of an error or the place of a shared text."""

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def record(kind: int, payload: bytes = b"") -> bytes:
    """Return a record: kind and size in groups of seven bits, then what it holds."""
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    size, left = b"", len(payload)
    while left > 127:
        size, left = size + bytes([(left & 0x7F) | 0x80]), left >> 7
    return head + size + bytes([left]) + payload


def text(words: str) -> bytes:
    """Return a text with its length."""
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def xlsb(
    path: Path,
    cells: Iterable[Cell],
    *,
    hidden: Iterable[int] = (),
    date1904: bool = False,
    shared: Iterable[str] = (),
) -> Path:
    """Write a workbook of one sheet, List 1. A whole number is the place of a text in `shared`."""
    sheet = record(129) + record(148, struct.pack("<4I", 0, 10, 0, 10)) + record(145)
    hidden = set(hidden)
    row = -1
    for at, column, value in cells:
        if at != row:
            row = at
            flags = bytes(7) + (b"\x10" if row in hidden else b"\0") + bytes(5)
            sheet += record(0, struct.pack("<I", row) + flags)
        place = struct.pack("<II", column, 0)
        if isinstance(value, str):
            sheet += record(6, place + text(value))
        elif isinstance(value, bytes):
            sheet += record(3, place + value)
        elif isinstance(value, int):
            sheet += record(7, place + struct.pack("<I", value))
        else:
            sheet += record(5, place + struct.pack("<d", value))
    sheet += record(146) + record(177, struct.pack("<I", 1)) + record(176, struct.pack("<4I", 1, 2, 0, 1))
    sheet += record(178) + record(130)
    flags = struct.pack("<I", int(date1904)) + struct.pack("<I", 0) + text("")
    workbook = record(131) + record(153, flags) + record(143)
    workbook += (
        record(156, struct.pack("<II", 0, 1) + text("rId1") + text("List 1")) + record(144) + record(132)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="bin" ContentType="{_BINARY}"/></Types>',
        )
        for name, *targets in (
            ("_rels/.rels", ("xl/workbook.bin", "officeDocument")),
            (
                "xl/_rels/workbook.bin.rels",
                ("worksheets/sheet1.bin", "worksheet"),
                ("sharedStrings.bin", "sharedStrings"),
            ),
        ):
            relations = "".join(
                f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
                for number, (target, kind) in enumerate(targets, 1)
            )
            archive.writestr(name, f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>')
        archive.writestr("xl/workbook.bin", workbook)
        items = [record(19, b"\0" + text(words)) for words in shared]
        counts = struct.pack("<II", len(items), len(items))
        archive.writestr("xl/sharedStrings.bin", record(159, counts) + b"".join(items) + record(160))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path
