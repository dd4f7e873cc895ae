"""The parts that every workbook shares: tables, pages of A4, and rows as high as their text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import combining, east_asian_width

from inspectprep.extras import optional

with optional("xlsxwriter"):
    from xlsxwriter.url import Url
    from xlsxwriter.utility import xl_range
    from xlsxwriter.worksheet import Worksheet


FONT = {"font_name": "Arial", "font_size": 10}
"""The font of all cells. Programs without it have one of the same widths, so that no row is too low."""

TABLE_STYLE = "TableStyleLight1"
"""The style of all tables: grey bands and no colour, because colours mean ratings."""

LINE = 13.0
"""The height of a line in points."""

HIGHEST = 409.0
"""The greatest height of a row in points."""

_PAGE = 150
"""The characters of a line on A4, landscape, at its full size."""
_PORTRAIT = 100
_SMALLEST = 0.55
"""The scale below which a page is too small to read."""
_PROSE = 1.1
"""The letters of prose in the room of one digit, by which widths of columns are counted."""
_LONGEST_HEADING = 255
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""Characters that a workbook stores as ``_xHHHH_``, with the number of the character."""
_ESCAPE = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_CONTROL.pattern}))")
"""The beginning of a text that a reader would take for such a character."""
_ESCAPED = re.compile(f"{_CONTROL.pattern}|{_ESCAPE.pattern}")


def escape_controls(text: str) -> str:
    """Return a text in which control characters, and what looks like an escaped one, are escaped."""
    if not _ESCAPED.search(text):
        return text
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))


class TextSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet whose texts are read back as they were written, row by row.

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
        """Add a link to a place of the workbook. Its cell is written apart from it.

        Args:
            row: From 0.
            column: From 0.
            place: The place, such as ``'List 1'!F17``.
            text: The text of the cell.
        """
        link = Url(f"internal:{place}")
        link.text = text
        self.hyperlinks[row][column] = link

    def mark_table(
        self, name: str, place: tuple[int, int, int, int], headings: Sequence[str], *, about: str = ""
    ) -> None:
        """Mark rows as a table, which has a filter. Its cells are written apart from it.

        Args:
            name: The name of the table, which no other table of the workbook has.
            place: The row of the headings, the first column, the last row and the last column, from 0. There
                is at least one row below the headings.
            headings: The headings as they are in the cells; see :func:`can_head`.
            about: What the table shows, for people who cannot see it.
        """
        cells = xl_range(*place)
        # xlsxwriter's own method writes the headings again, which a sheet written row by row cannot do.
        self.tables.append(
            {
                "name": name,
                "range": cells,
                "a_range": cells,
                "autofilter": cells,
                "style": TABLE_STYLE,
                "header_row_count": True,
                "totals_row_shown": False,
                "show_first_col": False,
                "show_last_col": False,
                "show_row_stripes": True,
                "show_col_stripes": False,
                "title": "",
                "description": about,
                "columns": [
                    {"id": number, "name": heading, "format": None}
                    for number, heading in enumerate(headings, 1)
                ],
            }
        )

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        self._xml_inline_string(string, True, attributes)

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        return escape_controls(data)


def can_head(headings: Sequence[str]) -> bool:
    """Return whether a table can have these headings: each is a text of one line, and no two are the same."""
    distinct = {heading.casefold() for heading in headings}
    fit = all(
        heading.strip() and len(heading) <= _LONGEST_HEADING and heading == escape_controls(heading)
        and not re.search(r"[\n\r\t]", heading)
        for heading in headings
    )  # fmt: skip
    return bool(headings) and fit and len(distinct) == len(headings)


def as_headings(names: Sequence[str]) -> tuple[str, ...]:
    """Return names as headings of a table: of one line, not too long, and each with a number if in use."""
    headings: list[str] = []
    used: set[str] = set()
    for place, name in enumerate(names, 1):
        plain = _CONTROL.sub(" ", _ESCAPE.sub("_ ", name))
        base = heading = " ".join(plain.split())[: _LONGEST_HEADING - 6] or f"Column {place}"
        number = 1
        while heading.casefold() in used:
            number += 1
            heading = f"{base} {number}"
        used.add(heading.casefold())
        headings.append(heading)
    return tuple(headings)


class TableNames:
    """Names of tables of one workbook: letters, digits and underscores, unique, and not like a cell."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def unique(self, title: str) -> str:
        """Return a name for the table with a title, such as ``Tasks_by_owner``."""
        words = re.findall(r"[^\W_]+", title)
        base = "_".join(words)[:100] or "Table"
        # A name such as AB12, R1C1 or R is a cell.
        if not base[0].isalpha() or re.fullmatch(r"[A-Za-z]{1,3}\d*|[Rr]\d*[Cc]?\d*", base):
            base = f"Table_{base}"
        name, number = base, 1
        while name.casefold() in self._used:
            number += 1
            name = f"{base}_{number}"
        self._used.add(name.casefold())
        return name


def lines_of(text: str, width: float) -> int:
    """Return the number of lines of a text in a column of this width in characters."""
    return 1 if len(text) * 2 <= width and "\n" not in text else _lines(text, max(int(width * _PROSE), 1))


@lru_cache(maxsize=10_000)
def _lines(text: str, width: int) -> int:
    return sum(_wrapped(part, width) for part in text.split("\n"))


def _wrapped(text: str, width: int) -> int:
    lines, used = 1, 0
    for word in text.split(" "):
        size = len(word) if word.isascii() else sum(map(_columns, word))
        if used and used + 1 + size > width:
            lines, used = lines + 1, 0
        else:
            used += 1 if used else 0
        broken = max(size - 1, 0) // width
        lines, used = lines + broken, used + size - broken * width
    return lines


def _columns(letter: str) -> int:
    if combining(letter):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def row_height(texts: Iterable[str], widths: Iterable[float]) -> float | None:
    """Return the height of a row in points, so that no text is cut off; None for a row of one line."""
    lines = max((lines_of(text, width) for text, width in zip(texts, widths, strict=False)), default=1)
    return min(lines * LINE + 2, HIGHEST) if lines > 1 else None


def fit_widths(wanted: Sequence[float], least: Sequence[float], room: float = _PAGE) -> list[float]:
    """Return the widths of columns that fit on a page: each has its least, and long texts share the rest.

    Args:
        wanted: The width of each column in characters.
        least: The width of the longest word of each column.
        room: The width of the page.
    """
    rest = room - sum(least)
    more = [max(width - floor, 0) for width, floor in zip(wanted, least, strict=True)]
    if sum(wanted) <= room or not sum(more):
        return list(wanted)
    return [floor + max(rest, 0) * share / sum(more) for floor, share in zip(least, more, strict=True)]


def set_page(
    sheet: Worksheet, widths: Sequence[float], marking: str, *, repeat: tuple[int, int] | None = None
) -> None:
    """Set the pages of a sheet: A4, as wide as a page, with the marking and the number of the page.

    Columns that would be too small to read on one page are on several, each with the first column.

    Args:
        sheet: The sheet.
        widths: The width of each column in characters.
        marking: The marking, as a code of a header or footer.
        repeat: The first and the last row to repeat on each page, from 0.
    """
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.set_header(marking)
    sheet.set_footer(f"{marking}&R&8Page &P of &N")
    width = sum(widths)
    if width > _PORTRAIT:
        sheet.set_landscape()
    pages = max(1, -(-int(width * _SMALLEST) // _PAGE))
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.repeat_columns(0)
    if repeat is not None:
        sheet.repeat_rows(*repeat)


def link_to(name: str) -> str:
    """Return the place of the first cell of a sheet, for a link."""
    return "'{}'!A1".format(name.replace("'", "''"))
