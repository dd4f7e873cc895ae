"""Workbooks become raw sheets: every cell, its kind and its place."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from inspectprep.model.sheet import CellKind, Visibility
from inspectprep.sources.files import read_file
from inspectprep.sources.sheetscan import SheetScan, column_letter, column_number


def _book(path: Path) -> tuple[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet]:
    book = xlsxwriter.Workbook(path)
    return book, book.add_worksheet("List 1")


def test_texts_and_kinds(tmp_path: Path) -> None:
    """True dates, errors and formulas without a result are told from text; nothing is tidied."""
    book, sheet = _book(tmp_path / "a.xlsx")
    sheet.write_datetime(
        0, 0, dt.datetime.fromisoformat("2020-09-16 14:05"), book.add_format({"num_format": "dd/mm/yyyy"})
    )
    sheet.write_number(1, 0, 123.0)
    sheet.write_string(2, 0, "  a  b ")
    sheet.write_formula(3, 0, "=NA()", None, "#N/A")
    sheet.write_formula(4, 0, "=1+1", None, 2)
    sheet.write_boolean(5, 0, True)
    book.close()
    (raw,) = read_file(tmp_path / "a.xlsx").sheets
    assert raw.cells["A"].to_list() == ["2020-09-16 14:05:00", "123", "  a  b ", "#N/A", "2", "true"]
    assert raw.kinds["A"].to_list() == [
        CellKind.DATE,
        *[CellKind.TEXT] * 2,
        CellKind.ERROR,
        *[CellKind.TEXT] * 2,
    ]


def test_rows_and_columns_keep_their_numbers(tmp_path: Path) -> None:
    """Empty rows above and columns before are counted."""
    book, sheet = _book(tmp_path / "a.xlsx")
    sheet.write(4, 2, "x")
    book.close()
    (raw,) = read_file(tmp_path / "a.xlsx").sheets
    assert (raw.first_row, raw.first_column) == (1, 3)
    assert raw.cells.columns == ["C"]
    assert raw.cells["C"].to_list() == [None] * 4 + ["x"]


def test_error_cells_outside_the_read_area_are_kept(tmp_path: Path) -> None:
    """A column or row of nothing but uncalculated formulas is still there."""
    book, sheet = _book(tmp_path / "a.xlsx")
    sheet.write(0, 1, "heading")
    sheet.write(1, 1, "x")
    book.close()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(
                    b"</sheetData>", b'<row r="5"><c r="A5"><f>B1&amp;"x"</f></c></row></sheetData>'
                )
            new.writestr(entry, data)
    (raw,) = read_file(tmp_path / "b.xlsx").sheets
    assert raw.cells.columns == ["A", "B"]
    assert raw.cells["A"].to_list()[4] == '=B1&"x"'
    assert raw.kinds["A"].to_list()[4] == CellKind.FORMULA


def test_hidden_sheets_rows_and_merged_cells_are_noted(tmp_path: Path) -> None:
    """What a person does not see is told."""
    book, sheet = _book(tmp_path / "a.xlsx")
    sheet.merge_range("A1:C1", "title")
    for row in (2, 3, 6):
        sheet.write(row, 0, "x")
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    other = book.add_worksheet("other")
    other.very_hidden()
    book.close()
    first, second = read_file(tmp_path / "a.xlsx").sheets
    assert second.visibility is Visibility.VERY_HIDDEN
    assert {note.code: note.cells for note in first.notes} == {
        "hidden-rows": ("3:4", "7:7"),
        "merged-cells": ("A1:C1",),
    }


def test_the_scan_finds_marks_across_pieces_and_prefixes() -> None:
    """However the XML is cut and whatever its prefix, each mark is found once."""
    rows = b"".join(
        b'<x:row r="%d"><x:c r="A%d" t="e"><x:v>#REF!</x:v></x:c><x:c r="B%d"><x:f>A1</x:f></x:c></x:row>'
        % (n, n, n)
        for n in range(1, 40)
    )
    data = b'<x:worksheet xmlns:x="y"><x:sheetData>' + rows + b"</x:sheetData><x:mergeCells>"
    data += b'<x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    for size in (7, 64, 1000, len(data)):
        scan = SheetScan()
        for start in range(0, len(data), size):
            scan.feed(data[start : start + size])
        scan.finish()
        found = sorted((cell.row, cell.column, cell.text) for cell in scan.broken)
        assert found == [each for n in range(1, 40) for each in ((n, 1, "#REF!"), (n, 2, "=A1"))]
        assert scan.merged == ["A1:B2"]
        assert scan.last_row == 39


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_column_letters(number: int, letters: str) -> None:
    """Numbers and letters of columns belong together."""
    assert column_letter(number) == letters
    assert column_number(letters) == number


def test_progress_names_every_sheet(tmp_path: Path) -> None:
    """Long work says what it is at."""
    book, _ = _book(tmp_path / "a.xlsx")
    book.add_worksheet("List 2")
    book.close()
    said: list[str] = []
    tuple(read_file(tmp_path / "a.xlsx", progress=said.append).sheets)
    assert said == ["List 1", "List 2"]
