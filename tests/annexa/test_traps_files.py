"""Traps 1 to 20: files and containers."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.check import check
from inspectprep.errors import SourceError
from tests.annexa.making import AS_OF, as_text, column, csv, found, good, headings, limited, load, workbook
from tests.annexa.old_workbook import biff


def _rewritten(path: Path, change: dict[str, bytes], *, leave_out: tuple[str, ...] = ()) -> Path:
    """Return a copy of a workbook with some parts replaced, added or left out."""
    copy = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in change and entry.filename not in leave_out:
                new.writestr(entry, old.read(entry))
        for name, data in change.items():
            new.writestr(name, data)
    return copy


def test_trap_01_the_template_with_its_guidance_tabs(tmp_path: Path) -> None:
    """The four tabs that come with the lists are passed over without a word."""
    extra = {name: [["Read this first"], ["Gender", "Ethnicity"]]
             for name in ("Front_Sheet", "FAQ_and_changes", "Guidance", "Codes_used")}  # fmt: skip
    lists = {f"List {number}": good(number) for number in range(1, 12)}
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {**extra, **lists}))
    assert list(dataset.tables) == list(range(1, 12))
    assert not found(dataset, "AA-S-001")
    assert [sheet.sheet for sheet in dataset.sheets if sheet.known] == list(extra)


def test_trap_02_a_folder_of_text_files(tmp_path: Path) -> None:
    """One file a list, in a folder, is merged by name and headings."""
    csv(tmp_path / "List 1 - Contacts.csv", good(1, 4))
    csv(tmp_path / "List 10 - Adoption.csv", good(10, 2))
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04 not for us")
    dataset = load(tmp_path)
    assert {number: table.frame.height for number, table in dataset.tables.items()} == {1: 4, 10: 2}


def test_trap_03_only_some_lists(tmp_path: Path) -> None:
    """What is there is read; each list that lacks is named."""
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": good(1), "List 8": good(8)}))
    assert set(dataset.tables) == {1, 8}
    assert [each["list"] for each in found(dataset, "AA-S-001")] == [2, 3, 4, 5, 6, 7, 9, 10, 11]


def test_trap_04_a_workbook_of_the_old_format(tmp_path: Path) -> None:
    """A true .xls is read."""
    table = [headings(1), ["C1", "a) Male", "a) WBRI", "05/03/2016", "10", "15/09/2026", "q) 6: Police"]]
    cells = [(row, col, text) for row, each in enumerate(table) for col, text in enumerate(each)]
    path = tmp_path / "annex-a.xls"
    path.write_bytes(biff(cells))
    dataset = load(path)
    assert dataset.files[0].kind == "xls"
    assert column(dataset, 1, "child_unique_id") == ["C1"]


def test_trap_04_error_cells_of_the_old_format(tmp_path: Path) -> None:
    """An error in an .xls is broken and not blank, as in a newer workbook."""
    table = [headings(1), ["C1", "a) Male", "a) WBRI", "05/03/2016", "10", "#N/A", "#REF!"]]
    cells = [(row, col, text) for row, each in enumerate(table) for col, text in enumerate(each)]
    path = tmp_path / "annex-a.xls"
    path.write_bytes(biff(cells))
    dataset = load(path)
    assert column(dataset, 1, "date_of_contact__raw") == ["#N/A"]
    assert [each["column"] for each in found(dataset, "AA-F-036")] == ["date_of_contact", "contact_source"]


def test_trap_05_a_workbook_with_macros_is_read_and_nothing_is_run(tmp_path: Path) -> None:
    """Cells are read; that there are macros is said."""
    path = workbook(tmp_path / "annex-a.xlsx", {"List 1": good(1)})
    macro = _rewritten(path, {"xl/vbaProject.bin": b"not run"}).rename(tmp_path / "annex-a.xlsm")
    dataset = load(macro)
    assert dataset.tables[1].frame.height == 3
    (each,) = found(dataset, "AA-S-014")
    assert each["severity"] == "query"
    assert "macro" in each["note"]


def test_trap_06_open_document_spreadsheets(tmp_path: Path) -> None:
    """An .ods file is read through the same door."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in row
        )
        + "</table:table-row>"
        for row in (
            headings(1),
            ["C1", "a) Male", "a) WBRI", "05/03/2016", "10", "15/09/2026", "q) 6: Police"],
        )
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="List 1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    path = tmp_path / "annex-a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    dataset = load(path)
    assert dataset.files[0].kind == "ods"
    assert column(dataset, 1, "child_unique_id") == ["C1"]


@pytest.mark.parametrize("kind", ["html", "tabs", "xml"])
def test_trap_07_a_file_called_xls_that_is_something_else(tmp_path: Path, kind: str) -> None:
    """What a file is decides, not what it is called."""
    path = tmp_path / "List 1.xls"
    table = good(1, 2)
    rows = as_text(table, "\t", "\n").splitlines()
    if kind == "tabs":
        path.write_text(as_text(table, "\t"), encoding="utf-8")
    elif kind == "html":
        cells = ("".join(f"<td>{text}</td>" for text in row.split("\t")) for row in rows)
        path.write_text(
            "<html><body><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></body></html>",
            encoding="utf-8",
        )
    else:
        cells = (
            "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row.split("\t"))
            for row in rows
        )
        space = "urn:schemas-microsoft-com:office:spreadsheet"
        path.write_text(
            f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="List 1">'
            "<Table>" + "".join(f"<Row>{row}</Row>" for row in cells) + "</Table></Worksheet></Workbook>",
            encoding="utf-8",
        )
    dataset = load(path)
    assert column(dataset, 1, "child_unique_id") == ["C00001", "C00002"]
    assert not found(dataset, "AA-S-012")


def test_trap_08_text_in_windows_1252_with_curly_quotes(tmp_path: Path) -> None:
    """Text that is not UTF-8 is read as Windows-1252, and the encoding is told."""
    table = good(8, 1)
    table[0] = [text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for text in table[0]]
    dataset = load(csv(tmp_path / "List 8.csv", table, encoding="cp1252"))
    assert "category_of_need" in dataset.tables[8].columns
    assert ("encoding", "The text was read as Windows-1252.") in dataset.files[0].notes


def test_trap_09_text_with_a_byte_order_mark(tmp_path: Path) -> None:
    """The mark does not become part of the first heading."""
    dataset = load(csv(tmp_path / "List 1.csv", good(1), encoding="utf-8-sig"))
    assert dataset.places[0].headings["child_unique_id"] == "Child Unique ID"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_trap_10_unicode_text_from_excel(tmp_path: Path, encoding: str) -> None:
    """Text in two bytes a character is read, with its mark or without."""
    dataset = load(csv(tmp_path / "List 1.txt", good(1), encoding=encoding, delimiter="\t"))
    assert dataset.tables[1].frame.height == 3


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_trap_11_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    """Semicolons, tabs and bars are found out."""
    dataset = load(csv(tmp_path / "List 1.csv", good(1), delimiter=delimiter))
    assert len(dataset.tables[1].columns) == 7


def test_trap_11_a_line_that_names_the_delimiter(tmp_path: Path) -> None:
    """A first line ``sep=;`` is obeyed and is no row."""
    path = tmp_path / "List 1.csv"
    path.write_text("sep=;\n" + as_text(good(1), ";"), encoding="utf-8")
    dataset = load(path)
    assert column(dataset, 1, "__row") == [2, 3, 4]


def test_trap_12_a_workbook_with_a_password(tmp_path: Path) -> None:
    """The error names the way out; beside other files it is a finding."""
    path = tmp_path / "locked.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(SourceError, match="remove the password"):
        read(path)
    dataset = load(path, csv(tmp_path / "List 1.csv", good(1)))
    (each,) = found(dataset, "AA-S-011")
    assert dataset.places[each["place"]].file == "locked.xlsx"
    assert not found(dataset, "AA-S-012")
    assert set(dataset.tables) == {1}


@pytest.mark.parametrize(
    ("name", "data", "severity"),
    [("cut-off.xlsx", None, "error"), ("empty.xlsx", b"", "error"), ("~$annex-a.xlsx", b"\x05user", "query")],
)
def test_trap_13_damaged_empty_and_lock_files(
    tmp_path: Path, name: str, data: bytes | None, severity: str
) -> None:
    """Each is left out with a word, and the rest is read."""
    if data is None:
        whole = workbook(tmp_path / "whole.xlsx", {"List 1": good(1)}).read_bytes()
        data = whole[: len(whole) // 2]
    path = tmp_path / name
    path.write_bytes(data)
    dataset = load(path, csv(tmp_path / "List 2.csv", good(2)))
    (each,) = found(dataset, "AA-S-012")
    assert (each["severity"], dataset.places[each["place"]].file) == (severity, name)
    with pytest.raises(SourceError):
        read(path)


def test_a_damaged_sheet_does_not_lose_the_others(tmp_path: Path) -> None:
    """A sheet that the workbook names but does not hold is reported, and the rest is read."""
    path = workbook(tmp_path / "annex-a.xlsx", {"List 1": good(1), "List 2": good(2)})
    dataset = load(_rewritten(path, {}, leave_out=("xl/worksheets/sheet2.xml",)))
    assert set(dataset.tables) == {1}
    (each,) = found(dataset, "AA-S-012")
    assert "List 2" in each["note"]


def test_trap_14_an_archive_bomb_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    """Size, ratio and number of parts have limits, measured while unpacking."""
    path = workbook(tmp_path / "annex-a.xlsx", {"List 1": good(1)})
    bomb = _rewritten(path, {"xl/media/zeros.bin": b"\0" * 60_000_000})
    with pytest.raises(SourceError, match="times its size"):
        read(bomb)
    with pytest.raises(SourceError, match="MB"):
        read(bomb, policy=limited(max_unpacked_mb=10))
    dataset = load(bomb, csv(tmp_path / "List 2.csv", good(2)))
    assert len(found(dataset, "AA-S-013")) == 1
    many = _rewritten(path, {f"xl/media/{number}.png": b"" for number in range(60)})
    with pytest.raises(SourceError, match="parts"):
        read(many, policy=limited(max_parts=50))


def test_trap_15_entities_links_and_dde(tmp_path: Path) -> None:
    """Declared entities refuse a workbook; links are not followed but named."""
    path = workbook(tmp_path / "annex-a.xlsx", {"List 1": good(1)})
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml")
    declared = book.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>', 1)
    with pytest.raises(SourceError, match="entities"):
        read(_rewritten(path, {"xl/workbook.xml": declared}))
    linked = load(
        _rewritten(path, {"xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink/></externalLink>"})
    )
    (each,) = found(linked, "AA-S-014")
    assert "DDE link" in each["note"]
    assert "external link" in each["note"]


def test_trap_16_a_sheet_full_to_its_last_row(tmp_path: Path) -> None:
    """Data in the last row that a sheet can have may be cut off."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("List 1")
    for index, text in enumerate(headings(1)):
        sheet.write(0, index, text)
    sheet.write(1_048_575, 0, "C1")
    sheet.write(1_048_575, 1, "a) Male")
    book.close()
    dataset = load(path)
    assert [each["list"] for each in found(dataset, "AA-S-009")] == [1]


def test_trap_17_formatted_blank_rows_and_data_after_a_gap(tmp_path: Path) -> None:
    """Formatted rows are no data; a row far below is read, and the gap reported."""
    path = tmp_path / "annex-a.xlsx"
    book = xlsxwriter.Workbook(path)
    grey = book.add_format({"bg_color": "gray"})
    sheet = book.add_worksheet("List 1")
    for index, text in enumerate(headings(1)):
        sheet.write(0, index, text)
    for index, value in enumerate(["C1", "a) Male"]):
        sheet.write(1, index, value)
        sheet.write(5000, index, value)
    for row in range(5001, 20_000):
        sheet.write_blank(row, 0, None, grey)
    book.close()
    dataset = load(path)
    assert column(dataset, 1, "__row") == [2, 5001]
    assert [(each["row"], each["severity"]) for each in found(dataset, "AA-S-008")] == [(3, "query")]


def test_trap_18_ragged_rows_without_a_dimension(tmp_path: Path) -> None:
    """A streaming writer's workbook, with rows of different length, is read."""
    table = good(1)
    table[2] = table[2][:3]
    path = workbook(tmp_path / "annex-a.xlsx", {"List 1": table}, constant_memory=True)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    start, end = sheet.index(b"<dimension"), sheet.index(b"<sheetViews")
    dataset = load(_rewritten(path, {"xl/worksheets/sheet1.xml": sheet[:start] + sheet[end:]}))
    assert dataset.tables[1].frame.height == 3
    assert column(dataset, 1, "contact_source__state")[1] == 1


def test_trap_19_the_same_list_twice(tmp_path: Path) -> None:
    """Copies that differ are not joined, and none is chosen."""
    old = good(8, 2)
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 8": good(8, 3), "List 8 (2)": old}))
    assert 8 not in dataset.tables
    (each,) = found(dataset, "AA-S-015")
    assert each["severity"] == "error"
    same = load(
        workbook(tmp_path / "same.xlsx", {"List 8": good(8), "List 8 (2)": good(8)[:1] + good(8)[:0:-1]})
    )
    assert same.tables[8].frame.height == 3
    assert [each["severity"] for each in found(same, "AA-S-015")] == ["warning"]


def test_trap_20_two_councils_files_together(tmp_path: Path) -> None:
    """Files that name two councils are an error; one other than stated is a warning."""
    essex = csv(tmp_path / "Essex List 1.csv", good(1))
    kent = csv(tmp_path / "Kent_List_2.csv", good(2))
    assert [each["severity"] for each in found(load(essex, kent), "AA-S-016")] == ["error"]
    dataset = load(kent)
    assert [each["severity"] for each in found(dataset, "AA-S-016", own_la="Essex County Council")] == [
        "warning"
    ]
    assert not found(dataset, "AA-S-016", own_la="Kent")
    assert dataset.as_of == AS_OF


def test_trap_20_the_councils_own_name_comes_from_the_policy(tmp_path: Path) -> None:
    """A whole check compares the name found in the files with the policy's."""
    path = csv(tmp_path / "Kent_List_2.csv", good(2))
    for own, expected in (("Essex", 1), ("Kent County Council", 0), (None, 0)):
        result = check(path, as_of=AS_OF, policy=Policy(own_la=own))
        assert result.findings.filter(pl.col("rule") == "AA-S-016").height == expected
