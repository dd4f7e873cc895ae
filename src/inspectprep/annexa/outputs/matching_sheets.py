"""The sheets on which an analyst sees how each text was read, and chooses codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cover import ASK, Lines, Link, wrapped, write_banner, write_headings
from inspectprep.annexa.outputs.mark import COLOURS, Book, open_book, put, set_columns
from inspectprep.annexa.results.matched import (
    ERROR_CELL,
    MatchedHeading,
    MatchedValue,
    Matching,
    MatchState,
    as_sentence,
)
from inspectprep.extras import optional
from inspectprep.workbooks import TextSheet, row_height

with optional("xlsxwriter"):
    from xlsxwriter.format import Format
    from xlsxwriter.utility import xl_col_to_name


SHEET = "Matching"
BLANK_CHOICE = "(blank)"
"""The choice that a text means a blank cell."""

COLUMNS = {
    "List": 6,
    "Column": 34,
    "Text in your lists": 40,
    "Cells": 9,
    "Read as": 40,
    "Your choice": 40,
    "Why": 36,
    "Name": 26,
}
"""The headings of the sheet, each with the width of its column.

`Name` is the column's name in the policy. It is hidden, because only the program reads it.
"""

HEADING_COLUMNS = {
    "List": 6,
    "Heading in your file": 44,
    "Read as": 44,
    "Your choice of column": 44,
    "Why": 30,
    "File": 26,
    "Sheet": 18,
    "Letter": 8,
}
"""The headings of the sheet of headings, each with the width of its column."""

LONGEST_TEXT = 255
"""Longer texts have no choice: they are not codes, and a spreadsheet may cut them."""

_CODES, _HEADINGS = "Codes", "Headings"
_FIRST = 2
_MOST_ROWS = 1_000_000
_FILLS = {MatchState.UNMATCHED: COLOURS["error"], MatchState.TRANSLATED: COLOURS["query"]}


def write_matching(path: Path | str, matching: Matching) -> None:
    """Write a matching as a marked workbook in which codes can be chosen. Only its owner can read it.

    Raises:
        WriteError: if it cannot be written.
    """
    with open_book(path, title="Annex A, matching") as book:
        cover = Lines(book, "Summary", (34, 76))
        cover.banner("Annex A, how each text was read")
        unread = sum(value.state is MatchState.UNMATCHED for value in matching.values)
        cover.text(
            f"{unread:,} of {len(matching.values):,} texts could not be read. Choose a code for each, or "
            "correct the source."
            if unread
            else f"All {len(matching.values):,} texts could be read. Check what they were read as.",
            bold=True,
        )
        cover.fact("To read your choices", "inspectprep annexa matching FILE --to-policy POLICY.toml")
        cover.fact("Who to ask", ASK)
        cover.blank()
        cover.contents(matching_links(matching))
        add_matching(book, matching)


def matching_links(matching: Matching) -> Iterator[Link]:
    """Yield the sheets of a matching, in their order. The sheet of codes is hidden."""
    yield Link(SHEET, f"{len(matching.values):,} texts, and a choice of codes for each")
    yield Link(_HEADINGS, f"{len(matching.headings):,} headings, and the columns that they were read as")


def add_matching(book: Book, matching: Matching) -> None:
    """Add the sheets of a matching to a workbook: texts with a choice of codes, headings, and the codes."""
    sheet = book.sheet(SHEET)
    values = matching.values[:_MOST_ROWS]
    _head(book, sheet, COLUMNS, "how each text was read. Choose a code in the column 'Your choice'.")
    sheet.set_column(_place("Name"), _place("Name"), COLUMNS["Name"], None, {"hidden": True})
    formats = _formats(book)
    top = {"valign": "top", "text_wrap": True}
    fills = {state: book.format(top | {"bg_color": colour}) for state, colour in _FILLS.items()}
    choice = book.format(top | {"bg_color": "#FFFDF2", "border": 1, "border_color": "#C9B458"})
    for row, value in enumerate(values, start=_FIRST):
        fill = fills.get(value.state, book.wrap)
        _write_value(sheet, row, value, matching.header(value), formats, fill)
        if _code_set(value):
            sheet.write_blank(row, _place("Your choice"), None, choice)
    if values:
        place = (_FIRST - 1, 0, _FIRST + len(values) - 1, len(COLUMNS) - 1)
        sheet.mark_table(SHEET, place, list(COLUMNS))
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
    wrap, guarded, *_ = wrapped(book)
    return (wrap, guarded, book.format({"align": "center", "valign": "top", "num_format": "#,##0"}))


def _put(sheet: TextSheet, row: int, column: int, cell: object, formats: tuple[Format, ...]) -> None:
    plain, guarded, number = formats
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, number)
    else:
        put(sheet, row, column, cell, (plain, guarded, plain, plain))


def _write_value(
    sheet: TextSheet,
    row: int,
    value: MatchedValue,
    header: str,
    formats: tuple[Format, ...],
    fill: Format,
) -> None:
    cells = {
        "List": value.list,
        "Column": header,
        "Text in your lists": value.value or None,
        "Cells": value.count,
        "Read as": value.code or None,
        "Name": value.column,
    }
    why = as_sentence(value.how)
    texts = (header, value.value, value.code, why)
    names = ("Column", "Text in your lists", "Read as", "Why")
    sheet.set_row(row, row_height([text or "" for text in texts], [COLUMNS[name] for name in names]))
    for name, cell in cells.items():
        _put(sheet, row, _place(name), cell, formats)
    sheet.write_string(row, _place("Why"), why, fill)


def _offer(sheet: TextSheet, place: int, names: Iterable[str], ranges: Mapping[str, str], what: str) -> None:
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
    _head(book, sheet, dict.fromkeys(choices, 40), "what can be chosen")
    # People choose from it beside each text.
    sheet.hide()
    for row in range(max(map(len, choices.values()), default=0)):
        for column, texts in enumerate(choices.values()):
            if row < len(texts):
                sheet.write_string(_FIRST + row, column, texts[row])
    return {
        name: f"={_CODES}!${letter}${_FIRST + 1}:${letter}${_FIRST + len(texts)}"
        for column, (name, texts) in enumerate(choices.items())
        if (letter := xl_col_to_name(column))
    }


def _add_headings(book: Book, matching: Matching, choice: Format) -> TextSheet:
    sheet = book.sheet(_HEADINGS)
    _head(book, sheet, HEADING_COLUMNS, "the headings of your lists, and the columns that they were read as")
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
        texts = [str(cells.get(name) or "") for name in HEADING_COLUMNS]
        sheet.set_row(row, row_height(texts, HEADING_COLUMNS.values()))
        if _columns_of(heading):
            sheet.write_blank(row, list(HEADING_COLUMNS).index("Your choice of column"), None, choice)
    if matching.headings:
        place = (_FIRST - 1, 0, _FIRST + len(matching.headings) - 1, len(HEADING_COLUMNS) - 1)
        sheet.mark_table(_HEADINGS, place, list(HEADING_COLUMNS))
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


def _head(book: Book, sheet: TextSheet, columns: dict[str, int], words: str) -> None:
    sheet.freeze_panes(_FIRST, 0)
    set_columns(sheet, list(columns.values()), repeat=(0, _FIRST - 1))
    write_banner(book, sheet, words, len(columns))
    write_headings(book, sheet, _FIRST - 1, list(columns), list(columns.values()))


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
