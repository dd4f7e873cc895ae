"""Input that was not read as data: sheets that match no list, and notes about files."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.annexa.reading.dataset import AnnexAData, SheetFacts

_REPORTED_NOTES = ("date-1904", "comments", "scan-limit")
_USUAL_ENCODING = "UTF-8"


def ignored_input(dataset: AnnexAData) -> tuple[tuple[str, str], ...]:
    """Return file and sentence for all that is missing from the lists; no cell's value is in it.

    The tabs that accompany the lists in the template are left out. A file that cannot be read at all is a
    finding.
    """
    return tuple(dict.fromkeys([*_sheets(dataset), *_joined(dataset), *_files(dataset)]))


def _sheets(dataset: AnnexAData) -> Iterator[tuple[str, str]]:
    for sheet in dataset.sheets:
        if not (sheet.used or sheet.known):
            yield sheet.file, f"Sheet {sheet.sheet!r} was ignored. {_reason(dataset, sheet)}"


def _joined(dataset: AnnexAData) -> Iterator[tuple[str, str]]:
    for list_number in dataset.joined:
        table = dataset.tables[list_number]
        headings = {column.name: column.header for column in table.spec.columns}
        parts = [sheet for sheet in dataset.sheets if sheet.used and sheet.list == list_number]
        for sheet in parts:
            absent = [headings[name] for name in table.columns if name not in sheet.matched]
            blank = f" It has no column {', '.join(absent)}, which is blank in its rows." if absent else ""
            text = (
                f"Sheet {sheet.sheet!r} is one of {len(parts)} that were joined as List {list_number}.{blank}"
            )
            yield sheet.file, text


def _reason(dataset: AnnexAData, sheet: SheetFacts) -> str:
    if sheet.list is not None:
        rows = " Its rows differ, and everyone who gets the file gets both." if sheet.differs else ""
        return f"It is hidden, and another sheet supplies List {sheet.list}.{rows}"
    if not sheet.headings:
        return "Nothing in its first rows looks like the headings of a list."
    if sheet.named in dataset.tables:
        return f"It is named like List {sheet.named}, but its headings match no list."
    return "Its headings match no list."


def _files(dataset: AnnexAData) -> Iterator[tuple[str, str]]:
    for file in dataset.files:
        for code, text in file.notes:
            if code in _REPORTED_NOTES or (code == "encoding" and _USUAL_ENCODING not in text):
                yield file.name, text
