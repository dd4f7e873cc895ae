"""Files that are made to take all memory or time of the machine that reads them, each in a few lines."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.annexa.old_workbook import biff
from tests.sources.binary_workbook import record, xlsb

MILLION = 1_000_000
HEADINGS = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Date of Contact", "Contact Source")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"

Hostile = Callable[[Path], Path]
HOSTILE: dict[str, Hostile] = {}


def _named(writer: Hostile) -> Hostile:
    HOSTILE[writer.__name__] = writer
    return writer


def _xlsx(
    path: Path, sheets: Iterable[str], strings: Iterable[str] = (), more: dict[str, bytes] | None = None
) -> Path:
    """Write a workbook part by part; each part may be a huge text that compresses well."""
    sheets = list(sheets)
    numbers = range(1, len(sheets) + 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
        relations.append(("rId0", "sharedStrings", "sharedStrings.xml"))
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            + "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{t}" Target="{p}"/>' for i, t, p in relations)
            + "</Relationships>",
        )
        names = "".join(f'<sheet name="List {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        )
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{"".join(strings)}</sst>')
        for number, sheet in zip(numbers, sheets, strict=True):
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
            )
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return path


def _heading_row(number: int = 1) -> str:
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(HEADINGS)
    )
    return f'<row r="{number}">{cells}</row>'


@_named
def zeros_in_an_xlsx(path: Path) -> Path:
    """A gigabyte of nothing in a megabyte."""
    return _xlsx(path / "List 1.xlsx", [_heading_row()], more={"xl/media/image1.png": bytes(100 * MILLION)})


@_named
def rows_in_an_xlsx(path: Path) -> Path:
    """Rows that are all alike compress well, and each cell takes room."""
    row = "<row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>"
    return _xlsx(path / "List 1.xlsx", [_heading_row() + row * 600_000])


@_named
def one_long_text_in_many_cells(path: Path) -> Path:
    """A workbook stores a text once, and a library copies it into each cell."""
    text = f"<si><t>{'x' * 2 * MILLION}</t></si>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 20_000))
    return _xlsx(path / "List 1.xlsx", [_heading_row() + cells], [text])


@_named
def a_fairly_long_text_in_very_many_cells(path: Path) -> Path:
    """Each text is one that Excel can hold."""
    text = f"<si><t>{'x' * 30_000}</t></si>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 400_000))
    return _xlsx(path / "List 1.xlsx", [_heading_row() + cells], [text])


@_named
def millions_of_shared_texts(path: Path) -> Path:
    """Nearly all are empty."""
    return _xlsx(path / "List 1.xlsx", [_heading_row()], ["<si/>" * 8 * MILLION])


@_named
def two_thousand_sheets(path: Path) -> Path:
    """Each is small."""
    return _xlsx(path / "a.xlsx", [_heading_row() + "<row/>"] * 1_900)


@_named
def stray_cells_on_many_sheets(path: Path) -> Path:
    """Each alone would fit."""
    stray = '<row r="1000000"><c r="Z1000000"><v>1</v></c></row>'
    return _xlsx(path / "a.xlsx", [_heading_row() + stray] * 500)


@_named
def stray_cells_without_a_gap(path: Path) -> Path:
    """No stretch of blank rows or columns is wide enough to call a cell far."""
    column = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(4_000, 1_048_576, 4_000))
    row = "".join(f'<c r="{_letters(n)}2"><v>1</v></c>' for n in range(100, 16_384, 100))
    return _xlsx(path / "a.xlsx", [f'{_heading_row()}<row r="2">{row}</row>{column}'])


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@_named
def elements_in_elements(path: Path) -> Path:
    """XML that is a million levels deep."""
    return _xlsx(path / "List 1.xlsx", [_heading_row() + "<x>" * MILLION + "</x>" * MILLION])


@_named
def cells_that_never_end(path: Path) -> Path:
    """Tags that open and never close, with a stray cell so that they are looked at closely."""
    return _xlsx(path / "List 1.xlsx", [_heading_row() + '<c r="XFD1048576">' * 500_000])


@_named
def entities_in_entities(path: Path) -> Path:
    """A billion laughs."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">{levels}]>'
    return _bytes(path / "List 1.xls", f'{declared}<Workbook xmlns="{_SPACE}">&a9;</Workbook>'.encode())


def _ods(path: Path, rows: str, tables: int = 1) -> Path:
    table = f'<table:table table:name="List {{}}">{rows}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_ODF}manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_ODF}office:1.0" xmlns:table="{_ODF}table:1.0" '
            f'xmlns:text="{_ODF}text:1.0"><office:body><office:spreadsheet>'
            + "".join(table.format(n) for n in range(tables))
            + "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


@_named
def repeated_cells_in_an_ods(path: Path) -> Path:
    """A few bytes mean a million cells with a long text each."""
    text = f"<text:p>{'x' * 30_000}</text:p>"
    cell = f'<table:table-cell table:number-columns-repeated="10">{text}</table:table-cell>'
    return _ods(
        path / "List 1.ods", f'<table:table-row table:number-rows-repeated="900000">{cell}</table:table-row>'
    )


@_named
def repeated_rows_on_many_tables_of_an_ods(path: Path) -> Path:
    """All tables are in memory together."""
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>' * 9
    return _ods(
        path / "a.ods", f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>', 40
    )


@_named
def a_hundred_thousand_tables_of_an_ods(path: Path) -> Path:
    """Each has one cell."""
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return _ods(path / "a.ods", f"<table:table-row>{cell}</table:table-row>", 100_000)


@_named
def a_binary_workbook_that_overstates(path: Path) -> Path:
    """Its dimensions are those of the largest sheet, and its cells are not where they should be."""
    return xlsb(
        path / "List 1.xlsb", [(row * 4_000, column * 90, "x") for row in range(250) for column in range(180)]
    )


@_named
def records_that_overstate_in_a_binary_workbook(path: Path) -> Path:
    """A record says that it has 256 MB."""
    whole = xlsb(path / "whole.xlsb", [(0, at, text) for at, text in enumerate(HEADINGS)])
    file = path / "List 1.xlsb"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data = data[:-8] + bytes([7, 0xFF, 0xFF, 0xFF, 0x7F]) + record(3, bytes(9))
            new.writestr(entry.filename, data)
    return file


def _old_cells() -> list[tuple[int, int, str]]:
    return [(0, at, text) for at, text in enumerate(HEADINGS)]


@_named
def an_old_workbook_with_impossible_sizes(path: Path) -> Path:
    """Every size in its header is the largest there is."""
    data = bytearray(biff(_old_cells()))
    for place in (40, 44, 56, 64, 72):
        struct.pack_into("<I", data, place, 0xFFFFFFF0)
    return _bytes(path / "List 1.xls", bytes(data))


@_named
def an_old_workbook_that_overstates_its_texts(path: Path) -> Path:
    """It says that it has four thousand million texts, and a sheet of 65,536 by 256 cells."""
    more = struct.pack("<HHII", 0x00FC, 8, 0xFFFFFFFF, 0xFFFFFFFF)
    more += struct.pack("<HHIIHHH", 0x0200, 14, 0, 0xFFFFFFFF, 0, 0xFFFF, 0)
    return _bytes(path / "List 1.xls", biff(_old_cells(), more))


@_named
def an_old_workbook_whose_sectors_go_in_circles(path: Path) -> Path:
    """The chain of its sectors never ends."""
    data = bytearray(biff(_old_cells()))
    for entry in range(1, 128):
        struct.pack_into("<I", data, 512 + entry * 4, 1)
    return _bytes(path / "List 1.xls", bytes(data))


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@_named
def a_million_columns_of_text(path: Path) -> Path:
    """In every line."""
    line = ",".join(map(str, range(MILLION)))
    return _bytes(path / "List 1.csv", f"{line}\n{line}\n".encode())


@_named
def a_million_columns_further_down(path: Path) -> Path:
    """The first lines are those of a list."""
    text = (
        ",".join(HEADINGS)
        + "\n"
        + "C1,a,b,c,d,e\n" * 1_000
        + "," * MILLION
        + "\n"
        + "C1,a,b,c,d,e\n" * MILLION
    )
    return _bytes(path / "List 1.csv", text.encode())


@_named
def one_line_of_text(path: Path) -> Path:
    """Without a delimiter and without an end."""
    return _bytes(path / "List 1.csv", b"x" * 50 * MILLION)


@_named
def a_quote_that_never_ends(path: Path) -> Path:
    """All that follows is one cell."""
    text = ",".join(HEADINGS) + '\nC1,"a' + ",b\n" * 5 * MILLION
    return _bytes(path / "List 1.csv", text.encode())


@_named
def quotes_that_open_in_every_line(path: Path) -> Path:
    """A reader that looks ahead for the end of each never finishes."""
    return _bytes(path / "List 1.csv", (",".join(HEADINGS) + "\n" + '"a"b,"\n' * MILLION).encode())


@_named
def only_delimiters(path: Path) -> Path:
    """Every byte is a blank cell."""
    return _bytes(path / "List 1.csv", (",".join(HEADINGS) + "\n").encode() + b",,,,,\n" * 5 * MILLION)


@_named
def only_line_ends(path: Path) -> Path:
    """Every byte is a blank row."""
    return _bytes(path / "List 1.csv", (",".join(HEADINGS) + "\n").encode() + b"\n" * 50 * MILLION)


@_named
def more_bytes_than_allowed(path: Path) -> Path:
    """A sparse file of a terabyte."""
    file = path / "List 1.csv"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)
    return file


@_named
def tables_in_tables(path: Path) -> Path:
    """A million levels, each in a cell of the one around it."""
    return _bytes(path / "List 1.xls", b"<table><tr><td>" * MILLION)


@_named
def tables_after_tables(path: Path) -> Path:
    """A million tables of one cell."""
    return _bytes(path / "List 1.xls", b"<table><tr><td>x</table>" * MILLION)


@_named
def cells_that_span_a_page(path: Path) -> Path:
    """Each says that it is a thousand columns wide."""
    return _bytes(path / "List 1.xls", b"<table>" + b'<tr><td colspan="1000">x' * 300_000)


@_named
def one_wide_row_and_many_short_ones(path: Path) -> Path:
    """The rectangle around them is huge."""
    return _bytes(path / "List 1.xls", b"<table><tr>" + b"<td>x" * 16_000 + b"<tr><td>x" * 300_000)


@_named
def tags_that_never_end(path: Path) -> Path:
    """Opened a million times, as are comments, quotes and entities."""
    data = (
        b"<table><tr><td>"
        + b"<!--<!" * 300_000
        + b"--><td " * 300_000
        + b"<td a='" * 300_000
        + b'<td a="' * 300_000
        + b"&" * MILLION
    )
    return _bytes(path / "List 1.xls", data)


def _spreadsheet(path: Path, inner: str) -> Path:
    text = f'<?xml version="1.0"?><Workbook xmlns="{_SPACE}" xmlns:ss="{_SPACE}">{inner}</Workbook>'
    return _bytes(path, text.encode())


@_named
def a_far_row_and_a_wide_one(path: Path) -> Path:
    """In the spreadsheet XML of 2003."""
    cell = '<Cell ss:Index="16384"><Data ss:Type="String">x</Data></Cell>'
    rows = f'<Row>{cell}</Row><Row ss:Index="1048576">{cell}</Row>'
    return _spreadsheet(path / "List 1.xls", f'<Worksheet ss:Name="List 1"><Table>{rows}</Table></Worksheet>')


@_named
def worksheets_without_end(path: Path) -> Path:
    """A million of them, each with one cell."""
    cell = '<Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>'
    return _spreadsheet(path / "List 1.xls", f'<Worksheet ss:Name="x">{cell}</Worksheet>' * MILLION)


def _repeated(path: Path, text: str, rows: int) -> Path:
    """Write a parquet file whose columns have one text in all rows, which is stored once."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([text]))
    pq.write_table(pa.table(dict.fromkeys(HEADINGS, column)), path)
    return path


@_named
def a_parquet_file_of_many_rows(path: Path) -> Path:
    """A column of equal values takes a few bytes."""
    return _repeated(path / "List 1.parquet", "x", 4 * MILLION)


@_named
def a_parquet_file_of_long_texts(path: Path) -> Path:
    """One text of a megabyte in each of a thousand rows."""
    return _repeated(path / "List 1.parquet", "x" * (MILLION - 1), 5_000)


@_named
def a_parquet_file_that_overstates(path: Path) -> Path:
    """The length of its footer is larger than the file."""
    stream = io.BytesIO()
    pl.DataFrame({name: ["x"] for name in HEADINGS}).write_parquet(stream)
    data = bytearray(stream.getvalue())
    struct.pack_into("<I", data, len(data) - 8, 0x7FFFFFFF)
    return _bytes(path / "List 1.parquet", bytes(data))


@_named
def a_parquet_file_with_wrong_numbers(path: Path) -> Path:
    """Every byte of its footer that can be a count is the largest there is."""
    stream = io.BytesIO()
    pl.DataFrame({name: ["x"] for name in HEADINGS}).write_parquet(stream)
    data = bytearray(stream.getvalue())
    start = len(data) - 8 - struct.unpack_from("<I", data, len(data) - 8)[0]
    for at in range(start, len(data) - 8, 7):
        data[at] = 0xFF
    return _bytes(path / "List 1.parquet", bytes(data))


@_named
def a_device(path: Path) -> Path:
    """It never ends."""
    file = path / "List 1.csv"
    file.symlink_to("/dev/zero")
    return file


@_named
def a_pipe(path: Path) -> Path:
    """Nothing ever comes out of it."""
    file = path / "List 1.csv"
    os.mkfifo(file)
    return file


@_named
def a_link_to_itself(path: Path) -> Path:
    """It leads nowhere."""
    file = path / "List 1.csv"
    file.symlink_to(file)
    return file
