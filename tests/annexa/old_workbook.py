"""Writes a small workbook in the format of 1997, byte by byte."""

from __future__ import annotations

import struct


def biff(cells: list[tuple[int, int, str]], more: bytes = b"", texts: bytes = b"") -> bytes:
    """Return a workbook in the format of 1993 inside an OLE container.

    It has text cells, more records on the sheet, and records of texts that cells share.
    """

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def bof(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    def cell(row: int, col: int, text: str) -> bytes:
        if text == "#N/A":
            return record(0x0205, struct.pack("<HHHBB", row, col, 0, 0x2A, 1))
        if text == "#REF!":
            result = b"\x02\0\x17\0\0\0\xff\xff"
            return record(0x0006, struct.pack("<HHH8sHIH", row, col, 0, result, 0, 0, 0))
        return record(0x0204, struct.pack("<HHHHB", row, col, 0, len(text), 0) + text.encode("latin-1"))

    labels = b"".join(cell(*each) for each in cells)
    name = b"List 1"
    rows, cols = max(c[0] for c in cells) + 1, max(c[1] for c in cells) + 1
    dimensions = record(0x0200, struct.pack("<IIHHH", 0, rows, 0, cols, 0))
    sheet = bof(0x0010) + dimensions + more + labels + record(0x000A, b"")
    head = bof(0x0005) + record(0x0042, struct.pack("<H", 1200)) + texts
    bound_length = 4 + 4 + 2 + 2 + len(name)
    start = len(head) + bound_length + 4
    bound = record(0x0085, struct.pack("<IHBB", start, 0, len(name), 0) + name)
    stream = head + bound + record(0x000A, b"") + sheet
    stream += b"\0" * (max(4096, (len(stream) + 511) // 512 * 512) - len(stream))
    sectors = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat_bytes = struct.pack("<128I", *(fat + [0xFFFFFFFF] * (128 - len(fat))))

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        wide = (title + "\0").encode("utf-16-le")
        return (
            wide.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(wide), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
            + b"\0" * 36
            + struct.pack("<IQ", first, size)
        )

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<109I", 0, *([0xFFFFFFFF] * 108))
    return header + fat_bytes + directory.ljust(512, b"\0") + stream
