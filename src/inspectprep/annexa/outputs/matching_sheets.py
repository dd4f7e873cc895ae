"""The sheets on which an analyst sees how each text was read, and chooses codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.mark import COLOURS, MARK, Book, open_book, put
from inspectprep.annexa.results.matched import (
    ERROR_CELL,
    MatchedHeading,
    MatchedValue,
    Matching,
    MatchState,
    as_sentence,
)
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

HEADING_COLUMNS = {
    "List": 6,
    "Heading in your file": 44,
    "Read as": 44,
    "Why": 30,
    "Your choice of column": 44,
    "File": 26,
    "Sheet": 18,
    "Letter": 8,
}
"""The headings of the sheet of headings, each with the width of its column."""

LONGEST_TEXT = 255
"""Longer texts have no choice: they are not codes, and a spreadsheet may cut them."""

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
    formats = _formats(book)
    fills = {state: book.format({"bg_color": colour}) for state, colour in _FILLS.items()}
    choice = book.format({"bg_color": "#FFFDF2", "border": 1, "border_color": "#C9B458"})
    for row, value in enumerate(values, start=_FIRST):
        fill = fills.get(value.state, book.plain)
        _write_value(sheet, row, value, matching.header(value), formats, fill)
        if _code_set(value):
            sheet.write_blank(row, _place("Your choice"), None, choice)
    if values:
        sheet.autofilter(_FIRST - 1, 0, _FIRST + len(values) - 1, len(COLUMNS) - 1)
    headings = _add_headings(book, matching, choice)
    ranges = _add_choices(book, {**_codes(matching), **_columns(matching)})
    _offer(sheet, _place("Your choice"), map(_code_set, values), ranges, f"a code, or {BLANK_CHOICE}")
    _offer(
        headings,
        list(HEADING_COLUMNS).index("Your choice of column"),
        map(_columns_of, matching.headings),
        ranges,
        "a column",
    )


def _formats(book: Book) -> tuple[Format, ...]:
    """Return the formats of text, guarded text, and numbers, which are centred."""
    return (book.plain, book.guarded, book.format({"align": "center", "num_format": "#,##0"}))


def _put(sheet: Worksheet, row: int, column: int, cell: object, formats: tuple[Format, ...]) -> None:
    plain, guarded, number = formats
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, number)
    else:
        put(sheet, row, column, cell, (plain, guarded, plain, plain))


def _write_value(
    sheet: Worksheet,
    row: int,
    value: MatchedValue,
    header: str,
    formats: tuple[Format, ...],
    fill: Format,
) -> None:
    for name, cell in {
        "List": value.list,
        "Column": header,
        "Text in your lists": value.value or None,
        "Cells": value.count,
        "Read as": value.code or None,
        "Name": value.column,
    }.items():
        _put(sheet, row, _place(name), cell, formats)
    sheet.write_string(row, _place("Why"), as_sentence(value.how), fill)


def _offer(sheet: Worksheet, place: int, names: Iterable[str], ranges: Mapping[str, str], what: str) -> None:
    """Offer what can be chosen beside each row. Rows with one choice are mostly together."""
    row = _FIRST
    for name, group in groupby(names):
        last = row + sum(1 for _ in group) - 1
        if name:
            rule = {
                "validate": "list",
                "source": ranges[name],
                "error_title": "Not in the list",
                "error_message": f"Choose {what} from the list.",
            }
            sheet.data_validation(row, place, last, place, rule)
        row = last + 1


def _add_choices(book: Book, choices: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Add the sheet of what can be chosen; return the range of each."""
    sheet = book.sheet(_CODES)
    _head(book, sheet, dict.fromkeys(choices, 40), f"{MARK}: what can be chosen")
    for row in range(max(map(len, choices.values()), default=0)):
        for column, texts in enumerate(choices.values()):
            if row < len(texts):
                sheet.write_string(_FIRST + row, column, texts[row])
    return {
        name: f"={_CODES}!${letter}${_FIRST + 1}:${letter}${_FIRST + len(texts)}"
        for column, (name, texts) in enumerate(choices.items())
        if (letter := xl_col_to_name(column))
    }


def _add_headings(book: Book, matching: Matching, choice: Format) -> Worksheet:
    sheet = book.sheet("Headings")
    words = f"{MARK}: the headings of your lists, and the columns that they were read as"
    _head(book, sheet, HEADING_COLUMNS, words)
    formats = _formats(book)
    for row, heading in enumerate(matching.headings, start=_FIRST):
        cells = {
            "List": heading.list,
            "Heading in your file": heading.heading,
            "Read as": matching.header(heading),
            "Why": as_sentence(heading.how),
            "File": heading.file,
            "Sheet": heading.sheet,
            "Letter": heading.letter,
        }
        for column, name in enumerate(HEADING_COLUMNS):
            _put(sheet, row, column, cells.get(name) or None, formats)
        if _columns_of(heading):
            sheet.write_blank(row, list(HEADING_COLUMNS).index("Your choice of column"), None, choice)
    return sheet


def _column_words(list_number: int, name: str) -> str:
    """Return the official heading of a column, as the sheets show it."""
    return catalogue.lists()[list_number].column(name).header.strip()


def _codes(matching: Matching) -> dict[str, tuple[str, ...]]:
    return {name: (BLANK_CHOICE, *codes) for name, codes in matching.codes.items()}


def _columns(matching: Matching) -> dict[str, tuple[str, ...]]:
    """Return the columns that a heading of each list can mean."""
    lists = sorted({heading.list for heading in matching.headings if _columns_of(heading)})
    return {
        f"List {number}": tuple(
            _column_words(number, column.name) for column in catalogue.lists()[number].columns
        )
        for number in lists
    }


def _columns_of(heading: MatchedHeading) -> str:
    """Return the list from whose columns a heading's meaning can be chosen; empty if nothing can."""
    return f"List {heading.list}" if heading.heading and heading.state is not MatchState.EXACT else ""


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
    """Return the code set from which a text's meaning can be chosen; empty if nothing can.

    Codes of a plugin's column are chosen in the policy alone.
    """
    if value.state is MatchState.EXACT or value.how == ERROR_CELL or len(value.value) > LONGEST_TEXT:
        return ""
    official = (column for column in catalogue.lists()[value.list].columns if column.name == value.column)
    return next((column.codes or "" for column in official), "")
