"""The cover of a workbook: the answer, as of when, who to ask, and links to the other sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from inspectprep.extras import optional
from inspectprep.model.report import Cell, Report, Section, Table
from inspectprep.planning.wording import counted
from inspectprep.printable import printable
from inspectprep.reports.excel_styles import Styles, put
from inspectprep.reports.summary_lines import summary_lines
from inspectprep.reports.words import cell_words
from inspectprep.workbooks import LINE, TextSheet, lines_of, link_to, row_height, set_page

with optional("xlsxwriter"):
    from xlsxwriter.format import Format


_WIDTHS = (36.0, 36.0, 62.0)
_TITLE_SCALE = 0.6
"""The characters of a title in the room of one of the text."""


@frozen
class _Row:
    cells: tuple[Cell, ...]
    style: Format | None = None
    link: str = ""


def write_cover(
    sheet: TextSheet, report: Report, tables: Sequence[tuple[str, Table]], styles: Styles
) -> None:
    """Write the first sheet of a report's workbook.

    Args:
        sheet: The sheet.
        report: The report.
        tables: The other sheets: the name and the table of each.
        styles: The looks of cells.
    """
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for number, row in enumerate(_rows(report, tables, styles)):
        _write(sheet, number, row, styles)
    set_page(sheet, _WIDTHS, f"&C&B{report.classification.value}")


def _write(sheet: TextSheet, number: int, row: _Row, styles: Styles) -> None:
    texts = [printable(cell_words(cell)) for cell in row.cells]
    whole = len(row.cells) == 1
    if row.style is styles.title:
        lines = lines_of(texts[0], sum(_WIDTHS) * _TITLE_SCALE)
        sheet.set_row(number, min(lines * 2 * LINE, 409))
    else:
        sheet.set_row(number, row_height(texts, (sum(_WIDTHS),) if whole else _WIDTHS))
    if whole and texts[0]:
        sheet.merge_range(number, 0, number, len(_WIDTHS) - 1, "", row.style or styles.plain)
    for column, cell in enumerate(row.cells):
        style = styles.link if row.link and column == 0 else row.style
        put(sheet, (number, column), cell, styles, style)
    if row.link:
        sheet.add_link(number, 0, link_to(row.link), texts[0])


def _rows(report: Report, tables: Sequence[tuple[str, Table]], styles: Styles) -> Iterator[_Row]:
    yield _Row((report.classification.value, "", ""), styles.banner)
    yield _Row((report.title,), styles.title)
    if report.subtitle:
        yield _Row((report.subtitle,))
    if report.prepared:
        yield _Row(("As of", report.prepared))
    if report.contact:
        yield _Row(("Who to ask", report.contact))
    first, *others = report.sections or (None,)
    yield from _lines([first] if first else [], styles)
    yield _Row(())
    yield _Row(("Contents",), styles.section)
    for name, table in tables:
        yield _Row((name, counted(len(table.rows), "row"), table.caption), None, name)
    if not tables:
        yield _Row(("All of this report is on this sheet.",))
    yield from _lines(others, styles)


def _lines(sections: Iterable[Section], styles: Styles) -> Iterator[_Row]:
    """Yield the lines of sections that have no sheet of their own."""
    for section in sections:
        lines = [line for block in section.blocks for line in summary_lines(block)]
        if lines:
            yield _Row(())
            yield _Row((section.title,), styles.section)
        yield from (_Row(line.cells, styles.look(line.look)) for line in lines)
