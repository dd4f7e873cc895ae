"""Excel: a cover, then a sheet for each table, ready to filter, to fill in and to print.

Rows are written as they come (constant memory). The workbook has no author and no time of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import BinaryIO

from attrs import evolve

from inspectprep.extras import optional
from inspectprep.model.checklist import Status
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Block, Fold, Report, Section, Table
from inspectprep.model.report_blocks import Agenda, Balance, Matrix
from inspectprep.printable import printable
from inspectprep.reports.excel_cover import write_cover
from inspectprep.reports.excel_styles import Styles, put, styles_of
from inspectprep.reports.plain_blocks import table_of
from inspectprep.reports.words import cell_words, rating_words, status_words
from inspectprep.workbooks import FONT, TableNames, TextSheet, as_headings, fit_widths, row_height, set_page

with optional("xlsxwriter"):
    from xlsxwriter import Workbook
    from xlsxwriter.utility import xl_col_to_name


_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NARROWEST, _WIDEST, _TO_FILL = 6, 80, 30
_LONGEST_WORD = 26
_DATE_WIDTH = 17
_LATE_WIDTH = 20
_FILTER = 3
"""The room of the sign of a filter in a heading."""
_CAPTION = 255
_TASK = "Task"
_HEADING_ROW = 1
_DAY_ONE = datetime(2000, 1, 1, tzinfo=UTC)


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report as a workbook: a cover, then a sheet for each table."""
    buffer = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": dict(FONT),  # it changes them
    }
    book = Workbook(buffer, options)
    stamp = datetime.combine(report.prepared, time(), UTC) if report.prepared else _DAY_ONE
    book.set_properties(
        {"title": printable(report.title), "author": "", "company": "", "created": stamp.replace(tzinfo=None)}
    )
    styles = styles_of(book)
    names, table_names = _Names(), TableNames()
    cover = book.add_worksheet(names.unique("Summary"), TextSheet)
    # People look for what they fill in first.
    tables = [
        (names.unique(_sheet_name(title, table, number)), table, source)
        for title, blocks in _titled((*report.sheets, *report.sections))
        for number, (table, source) in enumerate(_tables(blocks))
    ]
    write_cover(cover, report, [(name, table) for name, table, _ in tables], styles)
    filled_in = any(table.fill for _, table, _ in tables)
    for name, table, source in tables:
        sheet = book.add_worksheet(name, TextSheet)
        # Only one sheet is read back, so that the others have no choices.
        choices = {} if filled_in and not table.fill else table.choices
        _write_table(sheet, table, choices, report, styles)
        if table.rows and table.columns:
            _mark_table(sheet, table_names.unique(name), table, source)
            _rules(sheet, table, choices, styles)
        if isinstance(source, Matrix):
            _shade(sheet, source, styles)
    book.close()
    stream.write(buffer.getvalue())


class _Names:
    """Names of sheets: valid, short enough and unique."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def unique(self, wanted: str) -> str:
        """Return a valid name like `wanted`, with a number if it is in use."""
        legal = _FORBIDDEN.sub(" ", printable(wanted)).strip().strip("'") or "Sheet"
        # Excel reserves this name.
        base = f"{legal} of plan" if legal.casefold() == "history" else legal
        name, number = _cut(base, _NAME_LENGTH), 1
        while name.casefold() in self._used:
            number += 1
            tail = f" {number}"
            name = _cut(base, _NAME_LENGTH - len(tail)) + tail
        self._used.add(name.casefold())
        return name


def _cut(text: str, length: int) -> str:
    """Return the beginning of a text. Excel counts an emoji as two letters."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


def _sheet_name(section: str, table: Table, number: int) -> str:
    return table.caption if number and table.caption else section


def _titled(sections: Iterable[Section]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield each section and each fold with its title and its blocks."""
    for section in sections:
        yield section.title, section.blocks
        yield from ((block.title, block.blocks) for block in section.blocks if isinstance(block, Fold))


def _tables(blocks: Iterable[Block]) -> Iterator[tuple[Table, Block]]:
    """Yield each table of a workbook, with the block that it shows."""
    for block in blocks:
        if isinstance(block, Table):
            yield _beside_task(block), block
        elif isinstance(block, Matrix | Balance | Agenda):
            yield table_of(block), block


def _beside_task(table: Table) -> Table:
    """Return a table in which what people choose is beside the task, so that both are seen together."""
    names = [name for name in table.columns if name not in table.choices]
    if not table.choices or _TASK not in names or len(set(table.columns)) < len(table.columns):
        return table
    at = names.index(_TASK) + 1
    order = (*names[:at], *table.choices, *names[at:])
    places = [table.columns.index(name) for name in order]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return evolve(table, columns=order, rows=rows)


def _shade(sheet: TextSheet, matrix: Matrix, styles: Styles) -> None:
    """Shade the numbers of a matrix, and set its sums in bold."""
    first, rows, columns = _HEADING_ROW + 1, len(matrix.lines), len(matrix.across)
    if rows and columns:
        scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#7FA8D6"}
        sheet.conditional_format(first, 1, first + rows - 1, columns, scale)
    sums = {"type": "no_errors", "format": styles.sum}
    sheet.conditional_format(first + rows, 0, first + rows, columns + 1, sums)
    sheet.conditional_format(first, columns + 1, first + rows, columns + 1, sums)


def _write_table(
    sheet: TextSheet,
    table: Table,
    choices: Mapping[str, tuple[str, ...]],
    report: Report,
    styles: Styles,
) -> None:
    headings = _headings(table)
    widths = _widths(table, headings)
    last = len(headings) - 1
    for column, (title, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(column, column, width, None, {"hidden": title in table.hidden})
    banner = (f"{report.classification.value}: {report.title}", *[""] * last)
    for column, text in enumerate(banner):
        put(sheet, (0, column), text, styles, styles.banner)
    words = (max(map(len, heading.split()), default=1) for heading in headings)
    rooms = [max(width - _FILTER, longest) for width, longest in zip(widths, words, strict=True)]
    sheet.set_row(_HEADING_ROW, row_height(headings, rooms))
    for column, heading in enumerate(headings):
        put(sheet, (_HEADING_ROW, column), heading, styles, styles.heading)
    for number, row in enumerate(table.rows, _HEADING_ROW + 1):
        sheet.set_row(number, row_height(map(cell_words, row), widths))
        for column, cell in enumerate(row):
            style = None
            if table.columns[column] in (*choices, *table.fill):
                style = styles.open_day if isinstance(cell, date) else styles.open
            put(sheet, (number, column), cell, styles, style)
    if table.fill:
        allowed = ("sort", "autofilter", "format_columns", "format_rows")
        sheet.protect("", dict.fromkeys(allowed, True))
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    seen = [width for title, width in zip(table.columns, widths, strict=True) if title not in table.hidden]
    set_page(sheet, seen, f"&C&B{report.classification.value}", repeat=(0, _HEADING_ROW))


def _mark_table(sheet: TextSheet, name: str, table: Table, source: Block) -> None:
    headings = _headings(table)
    # The sums of a matrix stay below it when it is sorted.
    rows = len(table.rows) - (1 if isinstance(source, Matrix) else 0)
    if rows:
        place = (_HEADING_ROW, 0, _HEADING_ROW + rows, len(headings) - 1)
        sheet.mark_table(name, place, headings, about=printable(table.caption)[:_CAPTION])


def _headings(table: Table) -> tuple[str, ...]:
    return as_headings([printable(column) for column in table.columns])


def _widths(table: Table, headings: Sequence[str]) -> list[float]:
    """Return the widths of columns: room for their texts, as far as a page has it."""
    wanted, least = [], []
    for column, (title, heading) in enumerate(zip(table.columns, headings, strict=True)):
        cells = [row[column] for row in table.rows]
        texts = list(map(cell_words, cells))
        days = _LATE_WIDTH if _is_late_marked(table, title) else _DATE_WIDTH
        day = days if any(isinstance(cell, date) for cell in cells) else 0
        longest = max(map(len, texts), default=0)
        filled = (_DATE_WIDTH if title == "Day" else _TO_FILL) if title in table.fill else 0
        words = max((len(word) for text in (*texts, heading) for word in text.split()), default=0)
        wanted.append(float(min(max(longest + 2, _heading_width(heading), day, filled, _NARROWEST), _WIDEST)))
        least.append(float(max(min(words + 2, _LONGEST_WORD), day, filled, _NARROWEST)))
    seen = [place for place, title in enumerate(table.columns) if title not in table.hidden]
    fitted = fit_widths([wanted[place] for place in seen], [least[place] for place in seen])
    for place, width in zip(seen, fitted, strict=True):
        wanted[place] = width
    return wanted


def _heading_width(heading: str) -> int:
    """Return the width of a heading, which may take two lines beside the sign of its filter."""
    longest = max(map(len, heading.split()), default=0)
    return max(longest, -(-len(heading) // 2)) + _FILTER + 1


def _is_late_marked(table: Table, title: str) -> bool:
    return title == "Due" and "Status" in table.columns


def _rules(sheet: TextSheet, table: Table, choices: Mapping[str, tuple[str, ...]], styles: Styles) -> None:
    """Offer the texts to choose from, colour ratings, and mark late and finished tasks."""
    first, last = _HEADING_ROW + 1, _HEADING_ROW + len(table.rows)
    for name, texts in choices.items():
        column = table.columns.index(name)
        sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": list(texts),
                "error_title": name,
                "error_message": f"Choose one of: {', '.join(texts)}",
            },
        )
    for column in range(len(table.columns)):
        if any(isinstance(row[column], Rating) for row in table.rows):
            for rating, style in styles.ratings.items():
                sheet.conditional_format(
                    first,
                    column,
                    last,
                    column,
                    {"type": "cell", "criteria": "==", "value": f'"{rating_words(rating)}"', "format": style},
                )
    if _is_late_marked(table, "Due") and "Due" in table.columns:
        _status_rules(sheet, table, styles, first, last)


def _status_rules(sheet: TextSheet, table: Table, styles: Styles, first: int, last: int) -> None:
    """Mark the day of a late task with the word, and show finished tasks in grey."""
    due_column = table.columns.index("Due")
    status = f"${xl_col_to_name(table.columns.index('Status'))}{first + 1}"
    due = f"${xl_col_to_name(due_column)}{first + 1}"
    closed = [status_words(status) for status in (Status.DONE, Status.NOT_NEEDED)]
    shut = f"OR({', '.join(f'{status}={chr(34)}{word}{chr(34)}' for word in closed)})"
    width = len(table.columns) - 1
    grey = {"type": "formula", "criteria": f"={shut}", "format": styles.closed}
    sheet.conditional_format(first, 0, last, width, grey)
    late = f"=AND(ISNUMBER({due}), {due}<TODAY(), NOT({shut}))"
    mark = {"type": "formula", "criteria": late, "format": styles.late}
    sheet.conditional_format(first, due_column, last, due_column, mark)
