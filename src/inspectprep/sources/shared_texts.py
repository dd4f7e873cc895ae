"""Texts that a workbook stores once and that a library copies into each of their cells."""

from __future__ import annotations

import re
import zipfile

from inspectprep.sources import problems
from inspectprep.sources.limits import MEGABYTE, Limits
from inspectprep.sources.memory_file import InputFile, for_library
from inspectprep.sources.package import SHARED, PackageScan
from inspectprep.sources.sheetscan import SheetScan

_LONG = 1_000
_ALWAYS_ROOM = 2_000 * MEGABYTE
_SHARED = re.compile(rb"t=[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v>(\d{1,9})<")


def refuse_repeated_texts(path: InputFile, scan: PackageScan, limits: Limits) -> None:
    """Refuse a workbook whose texts would take too much memory once they are in their cells.

    Raises:
        SourceError: if they would.
    """
    most = limits.max_unpacked_mb * MEGABYTE
    too_much = sum(sheet.repeated for sheet in scan.sheets.values()) > most
    for sheet in scan.sheets.values():
        # The texts are counted exactly only where the longest could take too much.
        could = scan.longest * sheet.shared
        if could > most and (scan.longest > _LONG or could > _ALWAYS_ROOM):
            too_much = too_much or _bytes_of(path, sheet) > most
    if too_much:
        raise problems.over_limit(path, f"Its texts take more than {limits.max_unpacked_mb:g} MB.")


def _bytes_of(path: InputFile, sheet: SheetScan) -> int:
    """Return the bytes of all shared texts of a sheet, each as often as it is there."""
    with zipfile.ZipFile(for_library(path)) as archive:
        parts = {entry.filename.lstrip("/").casefold(): entry for entry in archive.infolist()}
        sizes = [len(text) for text in archive.read(parts[SHARED]).split(b"</si>")]
        found = _SHARED.finditer(archive.read(parts[sheet.part]))
        return sum(sizes[number] for match in found if (number := int(match[1])) < len(sizes))
