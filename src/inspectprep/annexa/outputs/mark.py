"""Workbooks of child-level data: private, written whole or not at all, and marked on every sheet.

The mark is a watermark behind the cells, a line at the head of every printed page and a red tab. It takes
no cell of a list.
"""

from __future__ import annotations

import base64
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from inspectprep.extras import optional
from inspectprep.files import writing_output
from inspectprep.model.representation import frozen

with optional("xlsxwriter"):
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.url import Url
    from xlsxwriter.worksheet import Worksheet


MARK = "PERSONAL DATA"
COLOURS = {"error": "#F4B6B2", "warning": "#FBD9A0", "query": "#CFE2F7"}
"""The fill of a cell, by the most severe finding on it. The words are always beside it, or in its comment."""
_HEADER = f"&L&B&K9C1C1C{MARK} - about children, for those who need it for their work only&R&A, page &P of &N"
_TAB = "#9C1C1C"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_767
OLDEST = date(1900, 3, 1)
"""Before this day spreadsheets count dates in two ways, so older ones are written as text."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""Characters that a workbook stores as ``_xHHHH_``, with the number of the character."""
_ESCAPE = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_CONTROL.pattern}))")
"""The beginning of a text that a reader would take for such a character."""
_ESCAPED = re.compile(f"{_CONTROL.pattern}|{_ESCAPE.pattern}")

# "PERSONAL DATA" in pale red letters, as a palette picture of a few hundred bytes.
_WATERMARK = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAaQAAAC0AQMAAADhI8pZAAAABlBMVEX////01tZf3R0KAAAACXBIWXMAAA7EAAAOxAGVKw4bAAAA"
    "l0lEQVR42u3TsQnDMBBA0Qsq0skjeA11WikjyAt4Jo8iyAIqVRhf7kIWSBMu8B/GHEK/8IFFAAAAAAD4L4smnTruumlqZR3FzpIe"
    "66h2EqLK8mzSc/FhFB+sajaIP9GqPWTlmz9s86dV29TrU+klfdEQVbY7/mlpt/cX2/hx1R+xK5091/Om78tVm/9fgSoAAAAAAAAg"
    "rhdkke7/PdIfQgAAAABJRU5ErkJggg=="
)


def escape_controls(text: str) -> str:
    """Return a text in which control characters, and what looks like an escaped one, are escaped."""
    if not _ESCAPED.search(text):
        return text
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))


def style_number(cell_format: Format) -> int:
    """Return the number by which cells name a format."""
    number: int = cell_format._get_xf_index()  # noqa: SLF001 - xlsxwriter has no public name for it
    return number


class _TextSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet whose texts are read back as they were written.

    xlsxwriter takes a text such as ``<r>...</r>`` for its own rich text, and does not escape every text that
    a reader takes for an escaped character.
    """

    def add_rows(self, texts: Iterable[str], last_row: int, last_column: int) -> None:
        """Add the XML of rows below those that were written; comments on their cells come before.

        Args:
            texts: Rows, in order.
            last_row: The last of them, from 0.
            last_column: The last column with a cell, from 0.
        """
        self._check_dimensions(last_row, last_column)
        # The row that was written last is still in memory.
        self._write_single_row(last_row + 1)
        self.fh.writelines(texts)

    def add_link(self, row: int, column: int, place: str, text: str) -> None:
        """Add a link to a place of the workbook. The XML of its cell is among added rows.

        Args:
            row: From 0.
            column: From 0.
            place: The place, such as ``'List 1'!F17``.
            text: The text of the cell.
        """
        link = Url(f"internal:{place}")
        link.text = text
        self.hyperlinks[row][column] = link

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        self._xml_inline_string(string, True, attributes)

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        return escape_controls(data)


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

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet with the mark."""
        sheet = self.book.add_worksheet(name, _TextSheet)
        sheet.set_background(io.BytesIO(_WATERMARK))
        sheet.set_header(_HEADER)
        sheet.set_tab_color(_TAB)
        sheet.set_landscape()
        return sheet

    def format(self, properties: dict[str, Any]) -> Format:
        """Add a format."""
        return self.book.add_format(properties)


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
