"""Makes a sheet readable that the workbook reader gives up for a cell of a kind it does not know.

One such cell, of a newer program or a damaged file, must not cost a council the whole list. Nothing is
left out: the cell's text stays, and an error keeps its name through the scan of the sheet.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["repaired"]

_MOST_BYTES = 100_000_000
_TYPES = (b"s", b"n", b"b", b"e", b"str", b"inlineStr", b"d")
_ERRORS = (b"#NULL!", b"#DIV/0!", b"#VALUE!", b"#REF!", b"#NAME?", b"#NUM!", b"#N/A", b"#GETTING_DATA")
_TYPE = re.compile(rb"(<(?:\w+:)?c\b[^<>]*?\st=[\"'])([^\"'<>]*)(?=[\"'])")
_ERROR = re.compile(
    rb"(<(?:\w+:)?c\b[^<>]*?\st=[\"']e[\"'][^<>]*>(?:\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"\s*<(?:\w+:)?v>)([^<]*)(?=</)"
)
_EXTENSION = re.compile(rb"<((?:\w+:)?extLst)\b[^<>]*?(?:/>|>.*?</\1>)", re.DOTALL)


def repaired(path: Path, part: str) -> bytes | None:
    """Return a copy of an xlsx workbook in which one sheet has only cells of known kinds.

    Args:
        path: A workbook that has been looked through before.
        part: The sheet's part in it, in lower case.

    Returns:
        The copy, without the other sheets' cells; None when there is nothing to mend or it is too large.
    """
    copy = io.BytesIO()
    left = _MOST_BYTES
    changed = False
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as out:
            for entry in archive.infolist():
                name = entry.filename.lstrip("/").casefold()
                if name.startswith("xl/worksheets/") and name != part:
                    continue
                left -= entry.file_size
                if left < 0:
                    return None
                data = archive.read(entry)
                if name == part:
                    plain = _plain(data)
                    changed = plain != data
                    data = plain
                out.writestr(entry.filename, data)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return None
    return copy.getvalue() if changed else None


def _plain(data: bytes) -> bytes:
    data = _EXTENSION.sub(b"", data)
    data = _TYPE.sub(lambda found: found[0] if found[2] in _TYPES else found[1] + b"str", data)
    return _ERROR.sub(lambda found: found[0] if found[2] in _ERRORS else found[1] + b"#N/A", data)
