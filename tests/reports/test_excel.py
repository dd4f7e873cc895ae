"""The spreadsheet, read back: real dates, choices, filters, and no formula anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl import Workbook

from inspectprep.model.readiness import Rating
from inspectprep.model.report import Block, Fold, Report, Section, Table
from inspectprep.model.report_blocks import Agenda, Balance, Matrix
from inspectprep.reports import excel
from inspectprep.reports.compose import report_of
from inspectprep.reports.plain_blocks import table_of
from inspectprep.testing.builders import make_check_summary, make_report
from inspectprep.testing.reports import reports
from tests.reports.plans import CALL, checklist, readiness, timeline


def written(report: Report) -> bytes:
    """Return the file."""
    stream = BytesIO()
    excel.write(report, stream)
    return stream.getvalue()


def read(report: Report) -> Workbook:
    """Return the workbook as read back."""
    return openpyxl.load_workbook(BytesIO(written(report)))


def one(table: Table, title: str = "A table") -> Report:
    """Return a report with one table."""
    return Report(kind="check", title="T", sections=(Section(title=title, blocks=(table,)),))


def test_the_checklist_can_be_filtered_and_filled_in() -> None:
    """Frozen headings, a filter over every row, and statuses to choose from."""
    sheet = read(report_of(checklist()))["Tasks by owner"]
    headings = [cell.value for cell in sheet[2]]
    assert headings[:5] == ["Owner", "From", "Due", "Task", "Status"]
    assert sheet.freeze_panes == "A3"
    (marked,) = sheet.tables.values()
    assert marked.ref == f"A2:{sheet.cell(2, len(headings)).column_letter}{sheet.max_row}"
    assert marked.autoFilter.ref == marked.ref
    assert [column.name for column in marked.tableColumns] == headings
    (validation,) = sheet.data_validations.dataValidation
    letter = sheet.cell(2, headings.index("Status") + 1).column_letter
    assert str(validation.sqref) == f"{letter}3:{letter}{sheet.max_row}"
    assert validation.formula1 == '"To do,Doing,Done,Not needed"'
    assert {cell.value for cell in sheet[letter][2:]} == {"To do", "Done", "Not needed"}


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    """They can be sorted and counted; nothing is text that looks like one."""
    table = Table(columns=("a", "b", "c", "d"), rows=((date(2018, 4, 16), 3, 0.25, None),), caption="c")
    row = read(one(table))["A table"][3]
    assert [cell.value for cell in row] == [datetime.fromisoformat("2018-04-16"), 3, 0.25, None]
    assert row[0].is_date
    assert row[0].number_format == "ddd d mmm yyyy"


def test_overdue_and_done_tasks_colour_themselves() -> None:
    """The rules live in the sheet, so that they follow what people fill in."""
    sheet = read(report_of(checklist()))["Tasks by owner"]
    formulas = [rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules]
    assert any("TODAY()" in formula and "$C3" in formula for formula in formulas)
    assert any('"Done"' in formula and '"Not needed"' in formula for formula in formulas)


def test_ratings_are_words_with_colours() -> None:
    """A filter by Red works, and so does a printer without colour."""
    sheet = read(report_of(readiness()))["Every reason"]
    ratings = [cell.value for cell in sheet["B"][2:]]
    assert ratings == ["Red", "Amber", "Amber", "Green"]
    rules = {rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules}
    assert rules == {'"Red"', '"Amber"', '"Green"'}
    assert sheet["B3"].fill.fgColor.rgb == "FFFDEAE8"


INJECTIONS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x")',
    "{=1}",
    "http://x.example",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_is_never_a_formula_or_a_link(text: str) -> None:
    """Whatever a council's file holds stays text."""
    table = Table(columns=(text, "b"), rows=((text, "x"),), caption=text)
    made = written(one(table, text))
    book = openpyxl.load_workbook(BytesIO(made))
    sheet = book.worksheets[1]
    assert (sheet["A3"].data_type, sheet["A3"].value) in {("s", text), ("inlineStr", text)}
    with ZipFile(BytesIO(made)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in each for each in sheets)
    links = re.findall("<hyperlink .*?/>", "".join(sheets))
    assert len(links) == 1
    assert " location=" in links[0]
    assert "r:id" not in links[0]


def test_the_first_sheet_can_be_read_alone() -> None:
    """Marking, title, answer, and which sheets follow."""
    book = read(
        report_of(readiness(), timeline=timeline(), checklist=checklist(), annexa=make_check_summary())
    )
    cells = [[cell.value for cell in row] for row in book["Summary"].iter_rows()]
    assert cells[0][0] == "OFFICIAL-SENSITIVE"
    assert cells[1][0] == "Oxfordshire: are we ready?"
    assert ["Not ready (red)", None, "Of 3 themes, 1 is red and 1 is amber."] in cells
    links = {cell.value: cell.hyperlink.location for row in book["Summary"] for cell in row if cell.hyperlink}
    assert list(links) == book.sheetnames[1:]
    assert links["The themes"] == "'The themes'!A1"
    assert ["Who to ask", "Deputy director (DEP)", None] in cells


def test_every_sheet_is_marked_on_screen_and_on_paper() -> None:
    """The first row and the header of each page."""
    for sheet in read(report_of(readiness(), timeline=timeline(), checklist=checklist())).worksheets:
        assert str(sheet["A1"].value).startswith("OFFICIAL-SENSITIVE")
        assert "OFFICIAL-SENSITIVE" in (sheet.oddHeader.center.text or "")
        assert sheet.page_setup.paperSize == 9


def test_the_workbook_says_nothing_about_who_made_it_or_when() -> None:
    """No author, no clock: the same report gives the same bytes."""
    report = report_of(checklist(), prepared=CALL)
    book = read(report)
    assert book.properties.creator in ("", None)
    assert book.properties.lastModifiedBy in ("", None)
    assert book.properties.created == datetime.fromisoformat("2018-04-09")
    assert written(report) == written(report)
    assert written(report_of(checklist())) == written(report_of(checklist()))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b\\c:d*e?f[g]h", "a b c d e f g h"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("History", "History of plan"),
        ("", "Sheet"),
        ("summary", "summary 2"),
    ],
)
def test_sheet_names_are_legal(title: str, name: str) -> None:
    """Excel refuses some characters, lengths and names."""
    assert read(one(Table(columns=("a",), rows=((1,),), caption="c"), title)).sheetnames[1] == name


def test_sheets_of_one_name_are_told_apart() -> None:
    """Two long titles that begin alike get numbers."""
    table = Table(columns=("a",), rows=(("x",),), caption="c")
    sections = tuple(Section(title="y" * 31 + str(number), blocks=(table,)) for number in range(3))
    names = read(Report(kind="check", title="T", sections=sections)).sheetnames
    assert names[1:] == ["y" * 31, "y" * 29 + " 2", "y" * 29 + " 3"]


def test_a_table_without_rows_has_headings_and_no_filter() -> None:
    """An empty filter makes Excel repair the file."""
    sheet = read(one(Table(columns=("a", "b"), rows=(), caption="c")))["A table"]
    assert sheet.auto_filter.ref is None
    assert not sheet.tables
    assert [cell.value for cell in sheet[2]] == ["a", "b"]


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    """Yield each block that has a sheet of its own, as a table."""
    for block in blocks:
        if isinstance(block, Fold):
            yield from tables_of(block.blocks)
        elif isinstance(block, Table | Matrix | Balance | Agenda):
            yield block if isinstance(block, Table) else table_of(block)


def test_a_matrix_is_shaded_and_its_sums_are_numbers() -> None:
    """Its sheet can be sorted and added up. The other blocks are lines of the first sheet."""
    book = read(make_report())
    sheet = next(sheet for sheet in book.worksheets if sheet["A2"].value == "List")
    assert [cell.value for cell in sheet[3]] == ["8 Children <in care>", 7, 0, 7]
    assert [cell.value for cell in sheet[5]] == ["All", 9, "[c]", "[c]"]
    kinds = {rule.type for rules in sheet.conditional_formatting for rule in rules.rules}
    assert "colorScale" in kinds
    lines = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(max_col=3)]
    assert ["1. Correct <b>two</b> errors", "Łucja Ó Néill, analyst, by Mon 7 Sep", "Half."] in lines
    assert ["Better", None, "Data: red to amber. 12 corrected"] in lines
    assert 70 in [line[1] for line in lines if isinstance(line[0], datetime)]


def test_a_row_is_as_high_as_its_text() -> None:
    """Programs that do not set it themselves print one row over the next otherwise."""
    table = Table(columns=("a", "b"), rows=(("short", "word " * 60), ("short", "short")), caption="c")
    sheet = read(one(table))["A table"]
    assert sheet.row_dimensions[3].height >= 4 * 13
    assert sheet.row_dimensions[4].height is None


@settings(max_examples=30)
@given(reports())
def test_any_report_is_a_workbook(report: Report) -> None:
    """One sheet a table and the summary; every rating is a word."""
    book = read(report)
    tables = [table for section in report.sections for table in tables_of(section.blocks)]
    assert len(book.sheetnames) == len(tables) + 1
    for table, sheet in zip(tables, book.worksheets[1:], strict=True):
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, Rating):
                    assert sheet.cell(number + 3, column + 1).value == cell.value.capitalize()
