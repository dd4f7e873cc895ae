"""What a file is, whatever its name says."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from inspectprep.errors import SourceError
from inspectprep.sources.file_kind import FileKind, file_kind
from inspectprep.sources.files import read_file, read_sheets

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FileKind.EMPTY),
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"PK\x03\x04cut off", FileKind.BROKEN_ARCHIVE),
        (OLE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le"), FileKind.ENCRYPTED),
        (OLE + b"\0" * 100 + "Workbook".encode("utf-16-le"), FileKind.XLS),
        (OLE + b"\0" * 100 + "WordDocument".encode("utf-16-le"), FileKind.OLE),
        (b"a,b\n1,2\n", FileKind.CSV),
        (b"a,b\n1,2\0\n" + b"1,2\n" * 100, FileKind.CSV),
        (b"\xef\xbb\xbfa,b\n", FileKind.CSV),
        ("a,b\n1,2\n".encode("utf-16"), FileKind.CSV),
        (b"  <html><table></table></html>", FileKind.HTML),
        (b"<table><tr><td>1</td></tr></table>", FileKind.HTML),
        (b'<?xml version="1.0"?><a xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', FileKind.XML),
        (b"{\\rtf1 text}", FileKind.BINARY),
        (bytes(range(256)) * 4, FileKind.BINARY),
        (b"PAR1 and more", FileKind.PARQUET),
        (b"\xef\xbb\xbf\r\n<!-- made by a case system --><html><table/></html>", FileKind.HTML),
        (b"<!--" + b"x" * 70_000 + b"--><table></table>", FileKind.HTML),
        ("<table><tr><td>1</td></tr></table>".encode("utf-16"), FileKind.HTML),
        ("<table><tr><td>1</td></tr></table>".encode("utf-16-le"), FileKind.HTML),
        (b"<tr><td>1</td></tr>", FileKind.HTML),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", FileKind.WEB_ARCHIVE),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', FileKind.XML),
        (
            b'\n<?xml?><!-- x --><s:Workbook xmlns:s="urn:schemas-microsoft-com:office:spreadsheet"/>',
            FileKind.XML,
        ),
        ('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode("utf-16"), FileKind.XML),
        (b'<html xmlns:x="urn:schemas-microsoft-com:office:spreadsheet"><table/></html>', FileKind.HTML),
        (b"<1 year,Notes\n2,<p>text</p>\n", FileKind.CSV),
        (b"Notes,Id\n<p>text</p>,2\n", FileKind.CSV),
        (gzip.compress(b"a,b", mtime=0), FileKind.COMPRESSED),
        (b"7z\xbc\xaf\x27\x1c\0\0", FileKind.COMPRESSED),
        (b"PK\x05\x06" + b"\0" * 18, FileKind.ARCHIVE),
        (b"\x09\x08\x08\0\0\x05\x10\0\0\0\0\0", FileKind.OLD),
    ],
)
@pytest.mark.parametrize("name", ["annex-a.xlsx", "annex-a.csv"])
def test_the_first_bytes_decide(tmp_path: Path, name: str, data: bytes, kind: FileKind) -> None:
    """The name plays no part."""
    path = tmp_path / name
    path.write_bytes(data)
    assert file_kind(path) is kind


@pytest.mark.parametrize(
    ("data", "reason", "remedy"),
    [
        (b"", "empty", "Export it again"),
        (b"%PDF-1.7\n", "format", "Ask for the workbook"),
        (b"PK\x03\x04cut off", "damaged", "save it again"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "remove the password"),
        (OLE + "Workbook".encode("utf-16-le"), "damaged", "save it again"),
        (b"PAR1 and more", "damaged", "save it again"),
        (bytes(range(256)) * 4, "format", "Save it again"),
        (gzip.compress(b"a,b", mtime=0), "format", "Unpack it"),
        (b"\x09\x08\x08\0\0\x05\x10\0\0\0\0\0", "format", "Open it in Excel"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, data: bytes, reason: str, remedy: str
) -> None:
    """One clear error that names the file, for every kind of bad file."""
    path = tmp_path / "annex-a.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_sheets(path)
    assert caught.value.reason == reason
    assert caught.value.where == "annex-a.xlsx"
    assert remedy in caught.value.remedy


def test_a_zip_archive_that_is_no_workbook(tmp_path: Path) -> None:
    """Files in an archive must be unpacked first, and the error says so."""
    path = tmp_path / "lists.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("List 1.csv", "a,b")
    with pytest.raises(SourceError, match="Unpack it"):
        read_file(path)


def test_a_missing_file(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(SourceError, match="no such file"):
        read_file(tmp_path / "nowhere.xlsx")
