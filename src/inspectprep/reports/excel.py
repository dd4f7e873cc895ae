"""Excel: a sheet for each table, ready to filter and to fill in. Text is never a formula.

Rows are written as they come (constant memory). The workbook has no author and no time of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import BinaryIO

from attrs import frozen

from inspectprep.extras import optional
from inspectprep.model.checklist import Status
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Block, Cell, Fold, Report, Section, Table
from inspectprep.model.report_blocks import Agenda, Balance, Matrix
from inspectprep.printable import printable
from inspectprep.reports.plain_blocks import table_of
from inspectprep.reports.summary_lines import summary_lines
from inspectprep.reports.words import cell_words, counted, rating_words, status_words

with optional("xlsxwriter"):
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.utility import xl_col_to_name
    from xlsxwriter.worksheet import Worksheet


_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CELL_LENGTH = 32_767
_NARROWEST, _WIDEST = 9, 60
_DATE_WIDTH = 17
_SUMMARY = (44.0, 40.0, 70.0)
_LINE, _HIGHEST = 15.0, 409.0
_HEADING_ROW = 1
_DAY_ONE = datetime(2000, 1, 1, tzinfo=UTC)
_FILLS = {
    Rating.RED: {"bg_color": "#FDEAE8", "font_color": "#A4191B", "bold": True},
    Rating.AMBER: {"bg_color": "#FFF2D9", "font_color": "#7A4A00", "bold": True},
    Rating.GREEN: {"bg_color": "#E4F5E8", "font_color": "#14602F", "bold": True},
}


@frozen
class _Styles:
    plain: Format
    day: Format
    number: Format
    heading: Format
    banner: Format
    title: Format
    section: Format
    open: Format
    open_day: Format
    late: Format
    done: Format
    sum: Format
    ratings: dict[Rating, Format]

    def look(self, name: str) -> Format | None:
        """Return the format of a line of the first sheet; None if each cell has its own."""
        looks = {"text": self.plain, "heading": self.heading}
        return self.ratings[Rating(name)] if name in self.ratings else looks.get(name)


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report as a workbook: a summary, then a sheet for each table."""
    buffer = BytesIO()
    book = Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    stamp = datetime.combine(report.prepared, time(), UTC) if report.prepared else _DAY_ONE
    book.set_properties(
        {"title": printable(report.title), "author": "", "company": "", "created": stamp.replace(tzinfo=None)}
    )
    styles = _styles(book)
    names = _Names()
    summary = _sheet(book, names.unique("Summary"), report)
    tables = [
        (names.unique(_sheet_name(title, table, number)), table, source)
        for title, blocks in _titled((*report.sections, *report.sheets))
        for number, (table, source) in enumerate(_tables(blocks))
    ]
    _summary(summary, report, [(name, table) for name, table, _ in tables], styles)
    for name, table, source in tables:
        sheet = _sheet(book, name, report)
        _table(sheet, table, report, styles)
        if isinstance(source, Matrix):
            _shade(sheet, source, styles)
    book.close()
    stream.write(buffer.getvalue())


def _styles(book: Workbook) -> _Styles:
    cell = {"valign": "top", "text_wrap": True}
    return _Styles(
        plain=book.add_format(cell),
        day=book.add_format({**cell, "num_format": "ddd d mmm yyyy", "align": "left"}),
        number=book.add_format({**cell, "num_format": "#,##0"}),
        heading=book.add_format(
            {"bold": True, "bottom": 2, "valign": "bottom", "text_wrap": True, "bg_color": "#E8EDF3"}
        ),
        banner=book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#7A1F3D"}),
        title=book.add_format({"bold": True, "font_size": 18}),
        section=book.add_format({"bold": True, "font_size": 13}),
        open=book.add_format(
            {**cell, "bg_color": "#FFFDF2", "border": 1, "border_color": "#C9B458", "locked": False}
        ),
        open_day=book.add_format(
            {
                **cell,
                "bg_color": "#FFFDF2",
                "border": 1,
                "border_color": "#C9B458",
                "locked": False,
                "num_format": "d mmm yyyy",
                "align": "left",
            }
        ),
        late=book.add_format({"font_color": "#A4191B", "bold": True}),
        done=book.add_format({"bg_color": "#E4F5E8", "font_color": "#14602F"}),
        sum=book.add_format({"bold": True}),
        ratings={rating: book.add_format({**cell, **fill}) for rating, fill in _FILLS.items()},
    )


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
            yield block, block
        elif isinstance(block, Matrix | Balance | Agenda):
            yield table_of(block), block


def _sheet(book: Workbook, name: str, report: Report) -> Worksheet:
    sheet = book.add_worksheet(name)
    marking = f"&C&B{report.classification.value}"
    sheet.set_header(marking)
    sheet.set_footer(f"{marking}&RPage &P of &N")
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _summary(sheet: Worksheet, report: Report, tables: list[tuple[str, Table]], styles: _Styles) -> None:
    for column, width in enumerate(_SUMMARY):
        sheet.set_column(column, column, width)
    lines = list(_summary_lines(report, tables, styles))
    for number, (cells, style) in enumerate(lines):
        if style is styles.title:
            sheet.set_row(number, 2 * _LINE)
        else:
            _set_height(sheet, number, cells, _SUMMARY)
        for column, cell in enumerate(cells):
            _put(sheet, (number, column), cell, styles, style)


def _summary_lines(
    report: Report, tables: list[tuple[str, Table]], styles: _Styles
) -> Iterator[tuple[tuple[Cell, ...], Format | None]]:
    yield (report.classification.value, "", ""), styles.banner
    yield (report.title,), styles.title
    yield (report.subtitle,), None
    if report.prepared:
        yield ("Prepared for", report.prepared), None
    for section in report.sections:
        lines = [line for block in section.blocks for line in summary_lines(block)]
        if lines:
            yield (), None
            yield (section.title,), styles.section
        for line in lines:
            yield line.cells, styles.look(line.look)
    yield (), None
    yield ("Sheets",), styles.section
    for name, table in tables:
        yield (name, counted(len(table.rows), "row"), table.caption), None


def _shade(sheet: Worksheet, matrix: Matrix, styles: _Styles) -> None:
    """Shade the numbers of a matrix, and set its sums in bold."""
    first, rows, columns = _HEADING_ROW + 1, len(matrix.lines), len(matrix.across)
    if rows and columns:
        scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#7FA8D6"}
        sheet.conditional_format(first, 1, first + rows - 1, columns, scale)
    sums = {"type": "no_errors", "format": styles.sum}
    sheet.conditional_format(first + rows, 0, first + rows, columns + 1, sums)
    sheet.conditional_format(first, columns + 1, first + rows, columns + 1, sums)


def _table(sheet: Worksheet, table: Table, report: Report, styles: _Styles) -> None:
    last = len(table.columns) - 1
    widths = [_width(name, [row[column] for row in table.rows]) for column, name in enumerate(table.columns)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    banner = (f"{report.classification.value}: {report.title}", *[""] * last)
    for column, text in enumerate(banner):
        _put(sheet, (0, column), text, styles, styles.banner)
    for column, name in enumerate(table.columns):
        _put(sheet, (_HEADING_ROW, column), name, styles, styles.heading)
    for number, row in enumerate(table.rows, _HEADING_ROW + 1):
        _set_height(sheet, number, row, widths)
        for column, cell in enumerate(row):
            style = None
            if table.columns[column] in (*table.choices, *table.fill):
                style = styles.open_day if isinstance(cell, date) else styles.open
            _put(sheet, (number, column), cell, styles, style)
    if table.fill:
        sheet.protect("", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True})
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    sheet.repeat_rows(0, _HEADING_ROW)
    if table.rows:
        sheet.autofilter(_HEADING_ROW, 0, _HEADING_ROW + len(table.rows), last)
        _rules(sheet, table, styles)


def _rules(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    """Offer the texts to choose from, and colour ratings, finished tasks and overdue tasks."""
    first, last = _HEADING_ROW + 1, _HEADING_ROW + len(table.rows)
    for name, texts in table.choices.items():
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
    if {"Status", "Due"} <= set(table.columns):
        _status_rules(sheet, table, styles, first, last)


def _status_rules(sheet: Worksheet, table: Table, styles: _Styles, first: int, last: int) -> None:
    status = f"${xl_col_to_name(table.columns.index('Status'))}{first + 1}"
    due = f"${xl_col_to_name(table.columns.index('Due'))}{first + 1}"
    closed = [status_words(status) for status in (Status.DONE, Status.NOT_NEEDED)]
    shut = f"OR({', '.join(f'{status}={chr(34)}{word}{chr(34)}' for word in closed)})"
    width = len(table.columns) - 1
    sheet.conditional_format(
        first, 0, last, width, {"type": "formula", "criteria": f"={shut}", "format": styles.done}
    )
    late = f"=AND(ISNUMBER({due}), {due}<TODAY(), NOT({shut}))"
    sheet.conditional_format(
        first, 0, last, width, {"type": "formula", "criteria": late, "format": styles.late}
    )


def _put(
    sheet: Worksheet, place: tuple[int, int], cell: object, styles: _Styles, style: Format | None
) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*place, None, style or styles.plain)
    elif isinstance(cell, Rating):
        sheet.write_string(*place, rating_words(cell), style or styles.ratings[cell])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time()), style or styles.day)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(*place, cell, style or styles.number)
    else:
        text = printable(cell_words(cell))[:_CELL_LENGTH]
        sheet.write_string(*place, text, style or styles.plain)


def _set_height(sheet: Worksheet, number: int, cells: Sequence[object], widths: Sequence[float]) -> None:
    """Make a row as high as its text. A program that opens the workbook does not always do so itself."""
    lines = max(
        (-(-len(cell_words(cell)) // int(width)) for cell, width in zip(cells, widths, strict=False)),
        default=1,
    )
    if lines > 1:
        sheet.set_row(number, min(lines * _LINE, _HIGHEST))


def _width(name: str, cells: Iterable[object]) -> float:
    longest = len(name) + 3
    for cell in cells:
        if isinstance(cell, date):
            longest = max(longest, _DATE_WIDTH)
        elif cell is not None:
            longest = max(longest, len(cell_words(cell)) + 2)
    return min(max(longest, _NARROWEST), _WIDEST)
