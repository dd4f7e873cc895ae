"""What was given and not taken for data: sheets that fit no list, and what was noticed about files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.annexa.reading.dataset import AnnexAData, SheetFacts

__all__ = ["left_aside"]

_TOLD = ("date-1904", "comments", "scan-limit")
_USUAL = "UTF-8"


def left_aside(dataset: AnnexAData) -> tuple[tuple[str, str], ...]:
    """Return file and sentence for whatever a reader might miss in the lists; no cell's value is in it.

    The tabs that accompany the lists in the template are not told. What could not be read at all is a
    finding, and stands there.
    """
    return tuple(dict.fromkeys([*_sheets(dataset), *_files(dataset)]))


def _sheets(dataset: AnnexAData) -> Iterator[tuple[str, str]]:
    for sheet in dataset.sheets:
        words = None if sheet.used or sheet.known else _why(dataset, sheet)
        if words:
            yield sheet.file, f"Sheet {sheet.sheet!r} was not read: {words}"


def _why(dataset: AnnexAData, sheet: SheetFacts) -> str:
    if sheet.list is not None:
        rows = ", with other rows: whoever gets the file gets both." if sheet.differs else "."
        return f"it is hidden, and another sheet supplies List {sheet.list}{rows}"
    if not sheet.headings:
        return "nothing in its first rows looks like the headings of a list."
    if sheet.named in dataset.tables:
        return f"its name speaks of List {sheet.named}, and its headings fit no list."
    return "its headings fit no list."


def _files(dataset: AnnexAData) -> Iterator[tuple[str, str]]:
    for file in dataset.files:
        for code, text in file.notes:
            if code in _TOLD or (code == "encoding" and _USUAL not in text):
                yield file.name, text
