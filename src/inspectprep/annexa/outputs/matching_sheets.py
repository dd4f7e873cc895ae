"""The sheets on which an analyst sees how each text was read, and chooses codes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.mark import COLOURS, MARK, Book, open_book, put
from inspectprep.annexa.results.matched import ERROR_CELL, MatchedValue, Matching, MatchState
from inspectprep.extras import optional

with optional("xlsxwriter"):
    from xlsxwriter.format import Format
    from xlsxwriter.utility import xl_col_to_name
    from xlsxwriter.worksheet import Worksheet


SHEET = "Matching"
BLANK_CHOICE = "(blank)"
"""The choice that a text means a blank cell."""

COLUMNS = {
    "List": 6,
    "Column": 34,
    "Text in your lists": 40,
    "Cells": 9,
    "Read as": 40,
    "Why": 40,
    "Your choice": 40,
    "Name": 26,
}
"""The headings of the sheet, each with the width of its column. `Name` is the column's name in the policy."""

_CODES = "Codes"
_FIRST = 2
_MOST_ROWS = 1_000_000
_FILLS = {MatchState.UNMATCHED: COLOURS["error"], MatchState.TRANSLATED: COLOURS["query"]}


def write_matching(path: Path | str, matching: Matching) -> None:
    """Write a matching as a marked workbook in which codes can be chosen. Only its owner can read it.

    Raises:
        WriteError: if it cannot be written.
    """
    with open_book(path, title="Annex A, matching") as book:
        add_matching(book, matching)


def add_matching(book: Book, matching: Matching) -> None:
    """Add the sheets of a matching to a workbook: texts with a choice of codes, headings, and the codes."""
    sheet = book.sheet(SHEET)
    values = matching.values[:_MOST_ROWS]
    words = f"{MARK}: how each text was read. Choose a code in the column 'Your choice'."
    _head(book, sheet, COLUMNS, words)
    formats = (book.plain, book.guarded, book.day, book.moment)
    fills = {state: book.format({"bg_color": colour}) for state, colour in _FILLS.items()}
    choice = book.format({"bg_color": "#FFFDF2", "border": 1, "border_color": "#C9B458"})
    for row, value in enumerate(values, start=_FIRST):
        _write_value(sheet, row, value, formats, fills.get(value.state, book.plain))
        if _code_set(value):
            sheet.write_blank(row, _place("Your choice"), None, choice)
    if values:
        sheet.autofilter(_FIRST - 1, 0, _FIRST + len(values) - 1, len(COLUMNS) - 1)
    ranges = _add_codes_after(book, matching)
    _offer_codes(sheet, values, ranges)


def _write_value(
    sheet: Worksheet, row: int, value: MatchedValue, formats: tuple[Format, ...], fill: Format
) -> None:
    sheet.write_number(row, 0, value.list)
    column = catalogue.lists()[value.list].column(value.column)
    for name, cell in {
        "Column": column.header.strip(),
        "Text in your lists": value.value or None,
        "Cells": value.count,
        "Read as": value.code or None,
        "Name": value.column,
    }.items():
        put(sheet, row, _place(name), cell, formats)
    sheet.write_string(row, _place("Why"), value.how.capitalize(), fill)


def _offer_codes(sheet: Worksheet, values: Iterable[MatchedValue], ranges: dict[str, str]) -> None:
    """Offer the codes of its column beside each text. Rows of one column are together."""
    place = _place("Your choice")
    row = _FIRST
    for codes, group in groupby(values, key=_code_set):
        last = row + sum(1 for _ in group) - 1
        if codes:
            sheet.data_validation(
                row,
                place,
                last,
                place,
                {
                    "validate": "list",
                    "source": ranges[codes],
                    "error_title": "Not a code of this column",
                    "error_message": f"Choose a code from the list, or {BLANK_CHOICE}.",
                },
            )
        row = last + 1


def _add_codes_after(book: Book, matching: Matching) -> dict[str, str]:
    """Add the headings, and the codes to choose from; return the range of each code set."""
    _add_headings(book, matching)
    sheet = book.sheet(_CODES)
    columns = dict.fromkeys(matching.codes, 40)
    _head(book, sheet, columns, f"{MARK}: the codes to choose from, by code set")
    longest = max(map(len, matching.codes.values()), default=0)
    for row in range(longest + 1):
        for column, codes in enumerate(matching.codes.values()):
            if row <= len(codes):
                sheet.write_string(_FIRST + row, column, (BLANK_CHOICE, *codes)[row])
    return {
        name: f"={_CODES}!${letter}${_FIRST + 1}:${letter}${_FIRST + 1 + len(codes)}"
        for column, (name, codes) in enumerate(matching.codes.items())
        if (letter := xl_col_to_name(column))
    }


def _add_headings(book: Book, matching: Matching) -> None:
    sheet = book.sheet("Headings")
    columns = {
        "List": 6,
        "File": 26,
        "Sheet": 18,
        "Letter": 8,
        "Heading in your file": 40,
        "Read as": 40,
        "Why": 44,
    }
    _head(book, sheet, columns, f"{MARK}: the headings of your lists, and the columns that they were read as")
    formats = (book.plain, book.guarded, book.day, book.moment)
    for row, heading in enumerate(matching.headings, start=_FIRST):
        spec = catalogue.lists()[heading.list]
        read_as = spec.column(heading.column).header.strip() if heading.column else None
        cells = (heading.list, heading.file, heading.sheet, heading.letter, heading.heading, read_as)
        for column, cell in enumerate((*cells, heading.how.capitalize())):
            put(sheet, row, column, cell or None, formats)


def _head(book: Book, sheet: Worksheet, columns: dict[str, int], words: str) -> None:
    sheet.freeze_panes(_FIRST, 0)
    sheet.repeat_rows(0, _FIRST - 1)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, words, book.banner)
    for column in range(1, len(columns)):
        sheet.write_blank(0, column, None, book.banner)
    for column, (name, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(_FIRST - 1, column, name, book.heading)


def _place(name: str) -> int:
    return list(COLUMNS).index(name)


def _code_set(value: MatchedValue) -> str:
    """Return the code set from which a text's meaning can be chosen; empty if nothing can."""
    if value.state is MatchState.EXACT or value.how == ERROR_CELL:
        return ""
    return catalogue.lists()[value.list].column(value.column).codes or ""
