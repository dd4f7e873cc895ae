"""Sheets of a marked workbook: its cover, and tables that can be filtered and printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from inspectprep.annexa.outputs.mark import MARK, Book, put, set_columns
from inspectprep.extras import optional
from inspectprep.workbooks import TextSheet, as_headings, can_head, link_to, row_height

with optional("xlsxwriter"):
    from xlsxwriter.format import Format


ASK = "The Annex A owner of the council"
"""Who to ask about a workbook of child-level data."""

_FILTER = 3
"""The room of the sign of a filter in a heading."""


class Link(NamedTuple):
    """A sheet in the contents of a workbook.

    Attributes:
        sheet: Its name.
        about: What it shows.
    """

    sheet: str
    about: str


class Lines:
    """A sheet that is written line by line.

    Args:
        book: The workbook.
        name: The name of the sheet.
        widths: The widths of its columns in characters.
    """

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self._book, self._widths, self._row = book, widths, 0
        self._sheet = book.sheet(name)
        self._links = book.format({"font_color": "#1D4F91", "underline": 1, "valign": "top"})
        self._formats = wrapped(book)
        set_columns(self._sheet, widths)

    def banner(self, text: str) -> None:
        """Write the line with the mark."""
        write_banner(self._book, self._sheet, text, len(self._widths))
        self._row += 1

    def text(self, text: str, *, bold: bool = False) -> None:
        """Write a text over all columns."""
        last = len(self._widths) - 1
        room = sum(self._widths)
        style = self._book.format({"bold": True, "valign": "top", "text_wrap": True}) if bold else None
        self._sheet.set_row(self._row, row_height([text], [room]))
        if last:
            self._sheet.merge_range(self._row, 0, self._row, last, "", style or self._book.wrap)
        self._sheet.write_string(self._row, 0, text, style or self._book.wrap)
        self._row += 1

    def fact(self, name: str, text: str) -> None:
        """Write a name and what it is, in the first two columns."""
        self._sheet.set_row(self._row, row_height([name, text], self._widths))
        self._sheet.write_string(self._row, 0, name, self._book.bold)
        put(self._sheet, self._row, 1, text, self._formats)
        self._row += 1

    def cells(self, *cells: Any, look: Format | None = None) -> None:
        """Write cells of one line; the first has a look of its own if one is given."""
        self._sheet.set_row(self._row, row_height(map(_text, cells), self._widths))
        for column, cell in enumerate(cells):
            formats = (look,) * 4 if look is not None and not column else self._formats
            put(self._sheet, self._row, column, cell, formats)
        self._row += 1

    def blank(self) -> None:
        """Leave a line free."""
        self._row += 1

    def contents(self, links: Iterable[Link]) -> None:
        """Write a link to each of the other sheets."""
        self.text("Contents", bold=True)
        for link in links:
            self._sheet.set_row(self._row, row_height(link, self._widths))
            self._sheet.write_string(self._row, 0, link.sheet, self._links)
            self._sheet.add_link(self._row, 0, link_to(link.sheet), link.sheet)
            self._sheet.write_string(self._row, 1, link.about, self._book.wrap)
            self._row += 1

    def table(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write a table."""
        place = (self._row, self._widths)
        self._row = write_table(self._book, self._sheet, name, headings, rows, place)


def wrapped(book: Book) -> tuple[Format, Format, Format, Format]:
    """Return the formats of cells whose text is wrapped: text, guarded text, dates and times."""
    top = {"valign": "top", "text_wrap": True}
    return (
        book.wrap,
        book.format(top | {"quote_prefix": True}),
        book.format({"valign": "top", "align": "left", "num_format": "dd/mm/yyyy"}),
        book.format({"valign": "top", "align": "left", "num_format": "dd/mm/yyyy hh:mm:ss"}),
    )


def write_banner(book: Book, sheet: TextSheet, text: str, columns: int) -> None:
    """Write the first line of a sheet, with the mark."""
    sheet.write_string(0, 0, f"{MARK}: {text}", book.banner)
    for column in range(1, columns):
        sheet.write_blank(0, column, None, book.banner)


def write_headings(
    book: Book, sheet: TextSheet, row: int, headings: Sequence[str], widths: Sequence[float]
) -> None:
    """Write the headings of a table, on as many lines as they need."""
    words = (max(map(len, heading.split()), default=1) for heading in headings)
    rooms = [max(width - _FILTER, longest) for width, longest in zip(widths, words, strict=False)]
    sheet.set_row(row, row_height(headings, rooms))
    for column, heading in enumerate(headings):
        sheet.write_string(row, column, heading, book.heading)


def write_table(
    book: Book,
    sheet: TextSheet,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    place: tuple[int, Sequence[float]],
    *,
    looks: Sequence[Format | None] = (),
) -> int:
    """Write headings and rows, and mark them as a table.

    Args:
        book: The workbook.
        sheet: The sheet.
        name: The name of the table, which no other table of the workbook has.
        headings: The headings.
        rows: The cells of each row.
        place: The row of the headings, from 0, and the widths of the columns.
        looks: The format of the first cell of each row. None or absent for the usual one.

    Returns:
        The row below the table.
    """
    row, widths = place
    first, formats = row, wrapped(book)
    figures = book.format({"valign": "top", "align": "center", "num_format": "#,##0"})
    texts = as_headings(headings)
    write_headings(book, sheet, row, texts, widths)
    for number, cells in enumerate(rows):
        row += 1
        look = looks[number] if number < len(looks) else None
        sheet.set_row(row, row_height(map(_text, cells), widths))
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, figures)
            else:
                put(sheet, row, column, cell, (look,) * 4 if look is not None and not column else formats)
    if row > first:
        sheet.mark_table(name, (first, 0, row, len(texts) - 1), texts)
    return row + 1


def mark_rows(sheet: TextSheet, name: str, place: tuple[int, int, int, int], headings: Sequence[str]) -> None:
    """Mark rows that were written as a table. Headings that a table cannot have get a filter alone."""
    if place[2] <= place[0]:
        return
    if can_head(headings):
        sheet.mark_table(name, place, headings)
    else:
        sheet.autofilter(*place)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return "31/12/2000" if isinstance(cell, date) else f"{cell}"
