"""Damages files at random, the same way for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from tests.annexa.making import as_text, good, workbook
from tests.annexa.old_workbook import biff

CELLS = (
    b'<c r="{}"><v>{}</v></c>', b'<c r="{}" t="s"><v>{}</v></c>', b'<c r="{}" t="b"><v>1</v></c>',
    b'<c r="{}" t="e"><v>#N/A</v></c>', b'<c r="{}" t="str"><f>A1</f><v></v></c>', b'<c r="{}"><f>A1</f></c>',
    b'<c r="{}" t="inlineStr"><is><t>x</t></is></c>', b'<c r="{}" t="d"><v>2026-01-01</v></c>',
    b'<c r="{}" s="99"><v>1e999</v></c>', b'<c r="{}" t="n"><v>nan</v></c>', b"<c/>",
)  # fmt: skip


def originals(folder: Path) -> dict[str, bytes]:
    """Return sound files of several kinds."""
    lists = {f"List {number}": good(number, 5) for number in (1, 6, 8, 9)}
    shared = workbook(folder / "shared.xlsx", lists).read_bytes()
    streamed = workbook(folder / "streamed.xlsx", lists, constant_memory=True).read_bytes()
    text = as_text(good(8, 20)).encode()
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in good(1, 5))
    page = f"<html><table>{rows}</table></html>".encode()
    cells = [(row, col, str(text)) for row, each in enumerate(good(1, 5)) for col, text in enumerate(each)]
    files = {"List 1.xls": biff(cells), "List 1.html": page}
    return {**files, "shared.xlsx": shared, "streamed.xlsx": streamed, "List 8.csv": text}


def mutate(data: bytes, seed: int) -> bytes:
    """Return damaged bytes."""
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    if data[:2] == b"PK" and chance.random() < 0.7:
        return _inside(data, chance)
    return _bytes(data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    way = chance.randrange(4)
    if way == 0:
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        place = chance.randrange(len(changed))
        if way == 1:
            changed[place] = chance.randrange(256)
        elif way == 2:
            changed[place:place] = chance.randbytes(chance.randrange(1, 5))
        elif len(changed) > 10:
            del changed[place : place + chance.randrange(1, 9)]
    return bytes(changed)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """Change parts of an archive, and write it again in good order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 2, 4))):
        name = chance.choice(sorted(parts))
        way = chance.randrange(6)
        if way == 0 and len(parts) > 1:
            del parts[name]
        elif way == 1:
            parts[name] = chance.randbytes(chance.randrange(200))
        elif way == 2:
            parts[name] = _bytes(parts[name], chance) if parts[name] else b""
        elif way == 3:
            other = chance.choice(sorted(parts))
            parts[name], parts[other] = parts[other], parts[name]
        else:
            sheets = [each for each in sorted(parts) if "worksheets/sheet" in each]
            if sheets:
                sheet = chance.choice(sheets)
                parts[sheet] = _cells(parts[sheet], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _cells(sheet: bytes, chance: random.Random) -> bytes:
    """Put cells of random types, some far away, into a sheet."""
    for _ in range(chance.randrange(1, 30)):
        start = sheet.find(b"<c ", chance.randrange(max(1, len(sheet))))
        if start < 0:
            continue
        column = chance.choice("ABCDEFGH") if chance.random() < 0.9 else "XFD"
        row = chance.randrange(1, 30) if chance.random() < 0.9 else 1_048_576
        cell = chance.choice(CELLS).replace(b"{}", f"{column}{row}".encode(), 1)
        cell = cell.replace(b"{}", str(chance.choice((-1, 0, 7, 44090, 10**20))).encode())
        sheet = sheet[:start] + cell + sheet[start:]
    return sheet
