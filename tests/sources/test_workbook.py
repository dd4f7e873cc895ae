"""Workbooks become raw sheets: every cell, its kind and its place."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from inspectprep.errors import SourceError
from inspectprep.model.cell_names import column_letter, column_number
from inspectprep.model.sheet import CellKind, Visibility
from inspectprep.sources.files import read_file
from inspectprep.sources.memory_file import MemoryFile
from inspectprep.sources.sheetscan import SheetScan


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
        "hidden-columns": ("B:B",),
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


def _edited(path: Path, edit: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Path:
    """Return a copy of a workbook with its parts changed."""
    with zipfile.ZipFile(path) as old:
        parts = edit({entry.filename: old.read(entry) for entry in old.infolist()})
    out = path.with_name("edited.xlsx")
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out


def _with_cell(path: Path, cell: str, row: str = '<row r="9">') -> Path:
    """Return a workbook with a heading, and a further row of the XML given."""
    book, sheet = _book(path)
    sheet.write(0, 0, "heading")
    book.close()
    more = f"{row}{cell}</row></sheetData>".encode()
    name = "xl/worksheets/sheet1.xml"
    return _edited(path, lambda parts: parts | {name: parts[name].replace(b"</sheetData>", more)})


@pytest.mark.parametrize(
    "cell",
    [
        f'<c r="{"A" * 30}1"><v>1</v></c>',
        '<c r="B4294967295"><v>1</v></c>',
        '<c r="XFE1000000"><v>1</v></c>',
        '<c r="XFD1048576" t="inlineStr"><is><t><![CDATA[<c r="A1">]]></t></is></c>',
        '<c r="XFD1048576"><v>1</v></c><c><v>1</v></c>',
    ],
)
def test_a_cell_beyond_any_sheet_is_refused_before_room_is_made_for_it(tmp_path: Path, cell: str) -> None:
    """However its reference is written: the workbook reader would take the whole process down."""
    with pytest.raises(SourceError, match="so far apart"):
        read_file(_with_cell(tmp_path / "a.xlsx", cell))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c s="0" r="XFD1048576"><v>1</v></c>',
        '<c\nr="XFD1048576"><v>1</v></c>',
        '<c r = "XFD1048576" ><v>1</v></c >',
        '<c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c>',
        '<c r="xfd1048576" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    ],
)
def test_a_stray_cell_far_away_is_left_out_and_named(tmp_path: Path, cell: str) -> None:
    """However its reference is written, all other cells are read."""
    path = _with_cell(tmp_path / "a.xlsx", f'<c r="B9"><v>5</v></c>{cell}')
    for file in (path, MemoryFile(name="a.xlsx", data=path.read_bytes())):
        (raw,) = read_file(file).sheets
        assert raw.cells.rows() == [("heading", None), *[(None, None)] * 7, (None, "5")]
        assert raw.far_cells == ("XFD1048576",)


def test_cells_that_follow_one_another_are_never_far(tmp_path: Path) -> None:
    """A long list with gaps is read to its end, and blank cells with a format count for nothing."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(5_000, 400_000, 5_000)
    )
    blank = '<row r="1048576" s="1"><c r="XFD1048576" s="1"/>'
    path = _with_cell(tmp_path / "a.xlsx", "", f"{rows}{blank}")
    (raw,) = read_file(path).sheets
    assert (raw.cells.shape, raw.far_cells) == ((395_000, 1), ())


def test_a_row_beyond_any_sheet_is_refused_too(tmp_path: Path) -> None:
    """Cells without a reference stand in the row that the row's own number says."""
    with pytest.raises(SourceError, match="so far apart"):
        read_file(_with_cell(tmp_path / "a.xlsx", "<c><v>1</v></c>", '<row spans="1:2" r="88888888">'))


def test_text_that_looks_as_a_far_reference_is_only_text(tmp_path: Path) -> None:
    """What counts is the cells' own references."""
    cell = '<c r="A9" t="inlineStr"><is><t>see r="XFD1048576"</t></is></c>'
    (raw,) = read_file(_with_cell(tmp_path / "a.xlsx", cell)).sheets
    assert raw.cells["A"].to_list()[8] == 'see r="XFD1048576"'


@pytest.mark.parametrize(
    ("stored", "text", "kind"),
    [
        ("2015-01-25", "2015-01-25 00:00:00", CellKind.DATE),
        ("2015-01-25T00:00:00", "2015-01-25 00:00:00", CellKind.DATE),
        ("2015-01-25T10:11:12.500", "2015-01-25 10:11:12", CellKind.DATE),
        ("2015-06-24T23:00:00.000Z", "2015-06-25 00:00:00", CellKind.DATE),
        ("2015-01-25T01:00:00+02:00", "2015-01-24 00:00:00", CellKind.DATE),
        ("10:11:12", "10:11:12", CellKind.TEXT),
    ],
)
def test_dates_that_a_strict_workbook_writes_as_text_are_true_dates(
    tmp_path: Path, stored: str, text: str, kind: CellKind
) -> None:
    """Nobody typed them, so nobody need be asked about them."""
    cell = f'<c r="A9" t="d"><v>{stored}</v></c><c r="B9" t="inlineStr"><is><t>2015-01-25</t></is></c>'
    (raw,) = read_file(_with_cell(tmp_path / "a.xlsx", cell)).sheets
    first, second = raw.cells.row(8)
    # Readers differ in whether they give fractions of a second.
    assert (first.removesuffix(".500"), second) == (text, "2015-01-25")
    kinds = CellKind.TEXT if raw.kinds is None else raw.kinds["A"].to_list()[8]
    assert kinds == kind
    assert raw.kinds is None or raw.kinds["B"].to_list()[8] == CellKind.TEXT


def test_a_text_formula_without_any_result_is_not_blank(tmp_path: Path) -> None:
    """One whose result is the empty text is."""
    cell = '<c r="A9" t="str"><f>B1</f></c><c r="B9" t="str"><f>C1</f><v></v></c>'
    (raw,) = read_file(_with_cell(tmp_path / "a.xlsx", cell)).sheets
    assert raw.cells["A"].to_list()[8] == "=B1"
    assert not raw.cells["B"].to_list()[8]


def test_error_cells_are_found_wherever_the_sheets_part_lies(tmp_path: Path) -> None:
    """Some programs keep their sheets in a folder of another name."""
    path = _with_cell(tmp_path / "a.xlsx", '<c r="A9" t="e"><v>#REF!</v></c>')
    moved = _edited(
        path,
        lambda parts: {
            name.replace("/worksheets/", "/leaves/"): part.replace(b"worksheets/", b"leaves/")
            for name, part in parts.items()
        },
    )
    (raw,) = read_file(moved).sheets
    assert raw.cells["A"].to_list()[8] == "#REF!"


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        ('<c r="A9" t="e"><v>#SPILL!</v></c>', "#SPILL!", CellKind.ERROR),
        ('<c r="A9" t="e"><f>SORT(B1)</f><v>#CALC!</v></c>', "#CALC!", CellKind.ERROR),
        ('<c r="A9" t="new"><v>7</v></c>', "7", CellKind.TEXT),
        ('<c r="A9"><v>3</v><extLst><ext uri="x"/></extLst></c>', "3", CellKind.TEXT),
    ],
)
def test_one_cell_of_an_unknown_kind_does_not_cost_the_list(
    tmp_path: Path, cell: str, text: str, kind: CellKind
) -> None:
    """It keeps its text, and all other cells theirs."""
    (raw,) = read_file(_with_cell(tmp_path / "a.xlsx", cell)).sheets
    assert raw.cells["A"].to_list() == ["heading", *[None] * 7, text]
    assert (CellKind.TEXT if raw.kinds is None else raw.kinds["A"].to_list()[8]) == kind


def test_a_sheet_that_cannot_be_repaired_is_still_refused(tmp_path: Path) -> None:
    """A cell without a place could be anybody's."""
    with pytest.raises(SourceError, match="damaged"):
        tuple(read_file(_with_cell(tmp_path / "a.xlsx", '<c r="1A"><v>3</v></c>')).sheets)


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ('<c r="XFD9"><v>1</v></c>', (30_000, 16_384)),
        ('<c r="ZZ900000"><v>1</v></c>', (900_000, 702)),
        ('<c s="1" r="A1048577"><v>1</v></c>', (1_048_577, 1)),
    ],
)
def test_a_far_cell_is_found_deep_inside_a_long_sheet(cell: str, place: tuple[int, int]) -> None:
    """Not only at the start, which is searched most closely."""
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}" t="inlineStr"><is><t>text</t></is></c></row>'
    rows = [row.format(number) for number in range(1, 30_001)]
    rows.insert(20_000, f'<row r="20001">{cell}</row>')
    data = f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()
    assert len(data) > 2 << 20
    scan = SheetScan()
    for start in range(0, len(data), 1 << 20):
        scan.feed(data[start : start + (1 << 20)])
    scan.finish()
    assert scan.last_row >= place[0]
    assert scan.last_column >= place[1]


def test_a_sheet_that_needs_more_memory_than_there_is_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader's process would die of it, with everything else it does."""
    rows = "".join(
        f'<row r="{row}"><c r="AA{row}"><v>1</v></c></row>' for row in range(4_000, 300_000, 4_000)
    )
    path = _with_cell(tmp_path / "a.xlsx", '<c r="A300000"><v>1</v></c>', f'{rows}<row r="300000">')
    monkeypatch.setattr("inspectprep.sources.workbook.free_memory", lambda: 1_000_000_000)
    with pytest.raises(SourceError, match="more memory than there is"):
        read_file(path)
    monkeypatch.setattr("inspectprep.sources.workbook.free_memory", lambda: None)
    (raw,) = read_file(path).sheets
    assert raw.cells.height == 300_000
