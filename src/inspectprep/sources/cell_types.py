"""The types of the cells in a few columns of a sheet, from its XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

from inspectprep.sources.memory_file import InputFile, for_library

_CHUNK = 1 << 20
_LONGEST_CELL = 200_000


class CellsByType(NamedTuple):
    """The cells of some columns by type, for each column's letter.

    Attributes:
        texts: Rows of text cells.
        numbers: Rows and stored text of number cells.
        dates: Rows and stored text of cells that are dates written as text.
    """

    texts: dict[str, list[int]]
    numbers: dict[str, list[tuple[int, str]]]
    dates: dict[str, list[tuple[int, str]]]


def cells_by_type(path: InputFile, part: str, columns: Iterable[str]) -> CellsByType:
    """Return the cells of some columns by type.

    Args:
        path: A zipped workbook that has been looked through before.
        part: The sheet's part in it, in lower case.
        columns: Letters of the columns.
    """
    letters = b"|".join(sorted({column.encode() for column in columns}, reverse=True))
    pattern = re.compile(
        rb"<(?:\w+:)?c r=[\"'](" + letters + rb")(\d+)[\"']([^>]*)>(?:\s*<(?:\w+:)?v>([^<]*)</)?"
    )
    found = CellsByType({}, {}, {})
    with zipfile.ZipFile(for_library(path)) as archive:
        entry = next(entry for entry in archive.infolist() if entry.filename.lstrip("/").casefold() == part)
        with archive.open(entry) as stream:
            # A cell may be cut in two between pieces, so each piece ends with a whole one.
            carry = b""
            while chunk := stream.read(_CHUNK):
                data = carry + chunk
                cut = max(data.rfind(b"</row>"), data.rfind(b":row>"), data.rfind(b"</c>"))
                cut = len(data) if cut < 0 and len(data) > _LONGEST_CELL else max(cut, 0)
                _collect(pattern, data[:cut], found)
                carry = data[cut:]
            _collect(pattern, carry, found)
    return found


_TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")


def _collect(pattern: re.Pattern[bytes], data: bytes, found: CellsByType) -> None:
    for letters, row, attributes, value in pattern.findall(data):
        kind = _TYPE.search(attributes)
        name = kind.group(1) if kind else b"n"
        if name in (b"s", b"str", b"inlineStr"):
            found.texts.setdefault(letters.decode(), []).append(int(row))
        elif name in (b"n", b"d") and value:
            stored = found.numbers if name == b"n" else found.dates
            stored.setdefault(letters.decode(), []).append((int(row), value.decode("utf-8", "replace")))
