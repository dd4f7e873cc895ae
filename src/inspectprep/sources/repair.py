"""Copies of workbooks that a library can read, where it cannot read the original.

One cell of a kind that the library does not know, from a newer program or a damaged file, must not cost a
council the whole list. Nothing is left out: the cell's text stays, and an error keeps its name through the
scan of the sheet.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

from inspectprep.sources.memory_file import InputFile, for_library

_MOST_BYTES = 100_000_000
_SHEETS, _RELATIONS = "xl/worksheets/", "xl/_rels/workbook.xml.rels"
_TYPES = (b"s", b"n", b"b", b"e", b"str", b"inlineStr", b"d")
_ERRORS = (b"#NULL!", b"#DIV/0!", b"#VALUE!", b"#REF!", b"#NAME?", b"#NUM!", b"#N/A", b"#GETTING_DATA")
_TYPE = re.compile(rb"(<(?:\w+:)?c\b[^<>]*?\st=[\"'])([^\"'<>]*)(?=[\"'])")
_ERROR = re.compile(
    rb"(<(?:\w+:)?c\b[^<>]*?\st=[\"']e[\"'][^<>]*>(?:\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"\s*<(?:\w+:)?v>)([^<]*)(?=</)"
)
_EXTENSION = re.compile(rb"<((?:\w+:)?extLst)\b[^<>]*?(?:/>|>.*?</\1>)", re.DOTALL)


def repaired(path: InputFile, part: str) -> bytes | None:
    """Return a copy of an xlsx workbook in which one sheet has only cells of known kinds.

    Args:
        path: A workbook that has been looked through before.
        part: The sheet's part in it, in lower case.

    Returns:
        The copy, without the other sheets' cells; None when there is nothing to repair or it is too large.
    """
    return copied(
        path,
        wanted=lambda name: name == part or not name.startswith(_SHEETS),
        changes={part: _plain},
    )


def relocated(path: InputFile, parts: Iterable[str]) -> bytes | None:
    """Return a copy of an xlsx workbook whose sheets are in the folder where libraries look for them.

    Args:
        path: A workbook that has been looked through before.
        parts: The sheets' parts in it, in lower case.

    Returns:
        The copy; None when the sheets are there already or the workbook is too large.
    """
    elsewhere = [part for part in parts if not part.startswith(_SHEETS)]
    moved = {part: f"worksheets/moved{number}.xml" for number, part in enumerate(elsewhere)}
    return copied(
        path,
        changes={_RELATIONS: lambda relations: _with_targets(relations, moved)},
        names={part: f"xl/{target}" for part, target in moved.items()},
    )


def copied(
    path: InputFile,
    *,
    changes: Mapping[str, Callable[[bytes], bytes]],
    wanted: Callable[[str], bool] = lambda _: True,
    names: Mapping[str, str] | None = None,
) -> bytes | None:
    """Return a changed copy of an archive; None when nothing has to change or it is too large.

    Args:
        path: The archive.
        changes: Functions that change the content of entries, by the entry's name in lower case.
        wanted: Tells by an entry's name whether the copy has it.
        names: New names of entries.
    """
    copy = io.BytesIO()
    left = _MOST_BYTES
    changed = False
    try:
        with zipfile.ZipFile(for_library(path)) as archive, zipfile.ZipFile(copy, "w") as out:
            for entry in archive.infolist():
                name = entry.filename.lstrip("/").casefold()
                if not wanted(name):
                    continue
                left -= entry.file_size
                if left < 0:
                    return None
                data = archive.read(entry)
                new = changes[name](data) if name in changes else data
                changed = changed or new != data
                out.writestr((names or {}).get(name, entry.filename), new)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return None
    return copy.getvalue() if changed else None


def _plain(data: bytes) -> bytes:
    data = _EXTENSION.sub(b"", data)
    data = _TYPE.sub(lambda found: found[0] if found[2] in _TYPES else found[1] + b"str", data)
    return _ERROR.sub(lambda found: found[0] if found[2] in _ERRORS else found[1] + b"#N/A", data)


def _with_targets(relations: bytes, moved: Mapping[str, str]) -> bytes:
    for part, target in moved.items():
        old = re.escape(part.removeprefix("xl/").encode())
        pattern = re.compile(rb"(?<=[\"'])(?:/?xl/)?" + old + rb"(?=[\"'])", re.IGNORECASE)
        relations = pattern.sub(target.encode(), relations)
    return relations
