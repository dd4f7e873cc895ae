"""Workbooks of child-level data: private, written whole or not at all, and marked on every sheet.

The mark is a watermark behind the cells, a line at the head of every printed page and a red tab. It takes
no cell of a list.
"""

from __future__ import annotations

import base64
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from inspectprep.extras import optional
from inspectprep.files import writing_output
from inspectprep.model.representation import frozen
from inspectprep.workbooks import FONT, TextSheet, set_page

with optional("xlsxwriter"):
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


MARK = "PERSONAL DATA"
COLOURS = {"error": "#F4B6B2", "warning": "#FBD9A0", "query": "#CFE2F7"}
"""The fill of a cell, by the most severe finding on it. The words are always beside it, or in its comment."""
_MARKING = f"&L&B&K9C1C1C{MARK} - about children, for those who need it for their work only"
_TAB = "#9C1C1C"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_767
OLDEST = date(1900, 3, 1)
"""Before this day spreadsheets count dates in two ways, so older ones are written as text."""

# "PERSONAL DATA" in pale red letters, as a palette picture of a few hundred bytes.
_WATERMARK = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAaQAAAC0AQMAAADhI8pZAAAABlBMVEX////01tZf3R0KAAAACXBIWXMAAA7EAAAOxAGVKw4bAAAA"
    "l0lEQVR42u3TsQnDMBBA0Qsq0skjeA11WikjyAt4Jo8iyAIqVRhf7kIWSBMu8B/GHEK/8IFFAAAAAAD4L4smnTruumlqZR3FzpIe"
    "66h2EqLK8mzSc/FhFB+sajaIP9GqPWTlmz9s86dV29TrU+klfdEQVbY7/mlpt/cX2/hx1R+xK5091/Om78tVm/9fgSoAAAAAAAAg"
    "rhdkke7/PdIfQgAAAABJRU5ErkJggg=="
)


def style_number(cell_format: Format) -> int:
    """Return the number by which cells name a format."""
    number: int = cell_format._get_xf_index()  # noqa: SLF001 - xlsxwriter has no public name for it
    return number


@frozen
class Book:
    """A marked workbook that is being written, with the formats of its cells."""

    book: Workbook
    plain: Format
    guarded: Format
    day: Format
    moment: Format
    heading: Format
    banner: Format
    bold: Format
    wrap: Format

    def sheet(self, name: str) -> TextSheet:
        """Add a sheet with the mark. :func:`set_columns` fits its columns to pages."""
        sheet: TextSheet = self.book.add_worksheet(name, TextSheet)
        sheet.set_background(io.BytesIO(_WATERMARK))
        sheet.set_tab_color(_TAB)
        sheet.set_landscape()
        set_page(sheet, (), _MARKING)
        return sheet

    def format(self, properties: dict[str, Any]) -> Format:
        """Add a format."""
        return self.book.add_format(properties)


def set_columns(sheet: TextSheet, widths: Sequence[float], *, repeat: tuple[int, int] | None = None) -> None:
    """Set the widths of columns in characters, and pages for them with the mark.

    Args:
        sheet: The sheet.
        widths: The widths, from the first column.
        repeat: The first and the last row to repeat on each page, from 0.
    """
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    set_page(sheet, widths, _MARKING, repeat=repeat)


@contextmanager
def open_book(
    path: Path | str, *, title: str, check: Callable[[bytes], None] | None = None
) -> Iterator[Book]:
    """Open a workbook for writing row by row. It gets its name only when it is complete.

    Only its owner can read it. Its temporary sheets are in a folder that only the owner can open, and that
    is always removed.

    Args:
        path: The file to write.
        title: The title in the properties of the workbook.
        check: Called with the whole workbook. If it fails, the workbook is removed.

    Raises:
        WriteError: if it cannot be written.
    """
    with (
        writing_output(path, private=True) as stream,
        tempfile.TemporaryDirectory(prefix="inspectprep-") as folder,
    ):
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": folder,
            "default_format_properties": dict(FONT),  # it changes them
        }
        book = Workbook(stream, options)
        book.set_properties({"title": title, "category": MARK, "author": "", "company": ""})
        try:
            yield _book(book)
            book.close()
            if check is not None:
                stream.seek(0)
                check(stream.read())
        finally:
            # After a failure the sheets' temporary files are still open.
            for sheet in book.worksheets():
                sheet.row_data_fh.close()


def _book(book: Workbook) -> Book:
    day, moment = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"
    return Book(
        book,
        book.add_format(),
        book.add_format({"quote_prefix": True}),
        book.add_format({"num_format": day}),
        book.add_format({"num_format": moment}),
        book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": _TAB}),
        book.add_format({"bold": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )


def risky(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula."""
    return text.startswith(_RISKY)


def put(sheet: Worksheet, row: int, column: int, cell: Any, formats: tuple[Format, ...]) -> None:
    """Write a cell with its own type. Text stays text even after someone edits it.

    Args:
        sheet: The sheet.
        row: From 0.
        column: From 0.
        cell: Text, number, date, time or None.
        formats: For text, for text that a spreadsheet could take for a formula, for dates, and for times.
    """
    plain, guarded, day, moment = formats
    if cell is None:
        return
    if isinstance(cell, str):
        text = cell[:LONGEST]
        sheet.write_string(row, column, text, guarded if risky(text) else plain)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, moment)
    elif isinstance(cell, date):
        if cell < OLDEST:
            sheet.write_string(row, column, f"{cell:%d/%m/%Y}", plain)
        else:
            sheet.write_datetime(row, column, cell, day)
    else:
        sheet.write_number(row, column, cell, plain)
