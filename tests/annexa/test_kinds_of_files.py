"""A file is read as the kind that its bytes are, with any name."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest

from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.check import check
from inspectprep.errors import SourceError
from inspectprep.sources.files import find_files
from tests.annexa.making import AS_OF, as_text, column, good, workbook
from tests.annexa.old_workbook import biff
from tests.shared import from_shared
from tests.sources.binary_workbook import xlsb

TABLE = good(1, 2)
ROWS = [line.split("\t") for line in as_text(TABLE, "\t", "\n").splitlines()]
CELLS = [(row, at, text) for row, line in enumerate(ROWS) for at, text in enumerate(line)]
HTML = "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in ROWS) + "</table>"
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def _xml() -> str:
    rows = ("".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row) for row in ROWS)
    table = "".join(f"<Row>{row}</Row>" for row in rows)
    return (
        f'<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}"><Worksheet ss:Name="List 1"><Table>{table}'
        "</Table></Worksheet></Workbook>"
    )


def _ods() -> bytes:
    stream = io.BytesIO()
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in ROWS
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"></m:manifest>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0" '
            f'xmlns:text="{OFFICE}text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="List 1">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def _parquet() -> bytes:
    stream = io.BytesIO()
    pl.DataFrame({name: [row[at] for row in ROWS[1:]] for at, name in enumerate(ROWS[0])}).write_parquet(
        stream
    )
    return stream.getvalue()


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, bytes]]:
    """The same list as every kind of file: the kind found, and the bytes."""
    folder = tmp_path_factory.mktemp("contents")
    archive = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        f"<html>{HTML.replace('=', '=3D')}</html>\r\n--b--\r\n"
    )
    return {
        "xlsx": ("xlsx", workbook(folder / "a.xlsx", {"List 1": TABLE}).read_bytes()),
        "xlsb": ("xlsb", xlsb(folder / "a.xlsb", CELLS).read_bytes()),
        "xls": ("xls", biff(CELLS)),
        "ods": ("ods", _ods()),
        "commas": ("csv", as_text(TABLE).encode()),
        "tabs": ("csv", as_text(TABLE, "\t").encode("utf-16")),
        "page": ("html", HTML.encode()),
        "wide page": ("html", f"<html>{HTML}</html>".encode("utf-16")),
        "rows of a page": ("html", HTML.removeprefix("<table>").encode()),
        "page in a page": ("html", f"<table><tr><td>{HTML}</td></tr></table>".encode()),
        "web archive": ("web-archive", archive.encode()),
        "xml": ("xml", f'<?xml version="1.0"?>{_xml()}'.encode()),
        "xml after an empty line": ("xml", f'\r\n<?xml version="1.0"?><!-- x -->{_xml()}'.encode()),
        "wide xml": ("xml", f'<?xml version="1.0" encoding="utf-16"?>{_xml()}'.encode("utf-16")),
        "parquet": ("parquet", _parquet()),
    }


KINDS = [
    "xlsx", "xlsb", "xls", "ods", "commas", "tabs", "page", "wide page", "rows of a page", "page in a page",
    "web archive", "xml", "xml after an empty line", "wide xml", "parquet",
]  # fmt: skip
SUFFIXES = [
    ".xlsx", ".xlsm", ".xls", ".XLS", ".xlsb", ".ods", ".csv", ".txt", ".tsv", ".html", ".xml", ".parquet",
    ".dat", "",
]  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_the_suffix_plays_no_part(tmp_path: Path, name: str, contents: dict[str, tuple[str, bytes]]) -> None:
    """Each content is the same list, under every suffix and under none, on a disk and in memory."""
    kind, data = contents[name]
    for suffix in SUFFIXES:
        path = tmp_path / f"List 1{suffix}"
        path.write_bytes(data)
        for source in (path, {path.name: data}):
            dataset = read([source], as_of=AS_OF)
            assert dataset.files[0].kind == kind
            assert column(dataset, 1, "child_unique_id") == ["C00001", "C00002"], suffix
            assert column(dataset, 1, "date_of_contact") == [dt.date(2026, 9, 15)] * 2


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("xlsx", {".dat", "", ".export"}),
        ("xls", {".dat", ""}),
        ("parquet", {".dat", ""}),
        ("commas", {""}),
        ("page", {""}),
    ],
)
def test_a_folder_has_workbooks_of_any_suffix(
    tmp_path: Path, name: str, there: set[str], contents: dict[str, tuple[str, bytes]]
) -> None:
    """A text counts only without a suffix, since a folder has notes and settings too. Copies never count."""
    for suffix in (".dat", "", ".export", ".md", ".bak", ".tmp"):
        (tmp_path / f"List 1{suffix}").write_bytes(contents[name][1])
    found = {path.suffix for path in find_files(tmp_path)}
    assert there <= found
    assert found.isdisjoint({".bak", ".tmp"})
    assert (".md" in found) == (name not in ("commas", "page"))


def test_a_name_with_a_full_stop_and_no_suffix(tmp_path: Path) -> None:
    """The rest of the name is not a suffix."""
    (tmp_path / "1. Contacts in September").write_text(as_text(TABLE), encoding="utf-8")
    assert list(read(tmp_path, as_of=AS_OF).tables) == [1]


def test_a_table_in_a_cell_stays_the_text_of_the_cell(tmp_path: Path) -> None:
    """A page may arrange the text of a cell with a table. The table around it is still the list."""
    page = HTML.replace("C00001", "<table><tr><td>C00001</td></tr></table>")
    path = tmp_path / "List 1.xls"
    path.write_text(page, encoding="utf-8")
    assert column(read(path, as_of=AS_OF), 1, "child_unique_id") == ["C00001", "C00002"]


def test_the_case_of_a_workbook_that_is_named_xls() -> None:
    """It is read as the xlsx that it is, without a finding."""
    result = check(from_shared("cases/annexa/xlsx-named-xls.xls"), as_of=dt.date(2026, 11, 20))
    assert not list(result.records())


def test_wide_files_are_refused_with_their_width(tmp_path: Path) -> None:
    """A library would take minutes over half a million columns."""
    names = [f"c{number}" for number in range(20_000)]
    path = tmp_path / "wide.csv"
    path.write_text(",".join(names) + "\n" + ",".join("1" for _ in names) + "\n", encoding="utf-8")
    frame = pl.DataFrame({name: ["1"] for name in names})
    frame.write_parquet(tmp_path / "wide.parquet")
    long = tmp_path / "wide further down.csv"
    long.write_text("a,b\n1,2\n" + "," * 20_000 + "\n", encoding="utf-8")
    page = tmp_path / "wide.html"
    page.write_text(f"<table><tr>{'<td>1</td>' * 20_000}</tr></table>", encoding="utf-8")
    for source in (path, tmp_path / "wide.parquet", page, frame, frame.to_pandas(), frame.to_arrow()):
        with pytest.raises(SourceError, match="20,000 columns, and at most 16,384") as caught:
            read(source)
        assert caught.value.reason == "limit"
        assert "Delete the columns" in caught.value.remedy
    with pytest.raises(SourceError, match="20,001 columns"):
        read(long)
