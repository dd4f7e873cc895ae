"""A file that cannot be read is one clear error that names it, whatever is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectprep.errors import SourceError
from inspectprep_published import ReportKind, UnreadFile
from inspectprep_published.layout import read_layout
from inspectprep_published.pdf_writer import pdf_bytes
from inspectprep_published.read import try_report
from inspectprep_published.sample import sample_report

GOOD = sample_report()
IMAGE = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n"
    b"4 0 obj\n<< /Length 83 >>\nstream\nq 400 0 0 400 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    + b" " * 26
    + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
)


def _encrypted() -> bytes:
    """Return a PDF that says it is encrypted, with a key that no empty password opens."""
    encryption = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"00" * 32, b"11" * 32)
    ids = b"/ID [<%s> <%s>]" % (b"22" * 16, b"22" * 16)
    return GOOD.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Encrypt %s %s >>" % (encryption, ids))


BAD = {
    "nothing": (b"", "empty"),
    "zeros": (bytes(5000), "empty"),
    "spaces": (b" \n" * 50, "empty"),
    "garbage": (bytes(range(256)) * 40, "format"),
    "text": (b"Inspection of Westhaven local authority children's services", "format"),
    "html": (b"<!DOCTYPE html>\n<html><body>Report not found</body></html>", "format"),
    "html after spaces": (b"\n\n  <HTML><head></head></HTML>", "format"),
    "a workbook": (b"PK\x03\x04" + bytes(200), "format"),
    "only the start": (GOOD[:20], "damaged"),
    "half": (GOOD[: len(GOOD) // 2], "damaged"),
    "garbage after the start": (b"%PDF-1.4\n" + bytes(range(256)) * 40, "damaged"),
    "no pages": (pdf_bytes([]), "empty"),
    "an empty page": (pdf_bytes([[]]), "empty"),
    "a picture": (IMAGE, "scanned"),
    "encrypted": (_encrypted(), "encrypted"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_has_a_reason(tmp_path: Path, name: str) -> None:
    """The error names the file, and its reason is a word for programs."""
    content, reason = BAD[name]
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=re.escape(str(file))) as error:
        read_layout(file)
    allowed = {reason, "damaged", "empty"} if name in ("half", "no pages", "only the start") else {reason}
    assert error.value.reason in allowed


def test_a_page_count_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """Pages are counted before they are read."""
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_bytes([[]] * 401))
    with pytest.raises(SourceError, match="401 pages"):
        read_layout(file)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda folder: folder / "missing.pdf", "no such file|does not exist|no file"),
        (lambda folder: folder, "folder"),
        (lambda folder: folder / "a\0b.pdf", ""),
    ],
)
def test_a_path_that_is_no_file_is_an_entry(tmp_path: Path, make: Callable[[Path], Path], what: str) -> None:
    """It has an error and no kind."""
    entry = try_report(make(tmp_path))
    assert isinstance(entry, UnreadFile)
    assert entry.kind is None
    assert re.search(what, entry.error, re.IGNORECASE)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_without_permission_is_an_entry(tmp_path: Path) -> None:
    """The error names the file."""
    file = tmp_path / "report.pdf"
    file.write_bytes(GOOD)
    file.chmod(0)
    entry = try_report(file)
    assert isinstance(entry, UnreadFile)
    assert str(file) in entry.error


def test_a_web_page_is_no_report(tmp_path: Path) -> None:
    """A page that says that a report was not found is known by its content."""
    file = tmp_path / "report.pdf"
    file.write_bytes(BAD["html"][0])
    entry = try_report(file)
    assert isinstance(entry, UnreadFile)
    assert entry.kind is ReportKind.NOT_A_REPORT


@pytest.mark.parametrize("place", range(0, len(GOOD), max(1, len(GOOD) // 60)))
def test_a_file_that_ends_early_or_has_other_bytes_is_never_a_crash(tmp_path: Path, place: int) -> None:
    """It is a report, or an entry with an error."""
    for number, content in enumerate((GOOD[:place], GOOD[:place] + b"\xff\x00<<>>" + GOOD[place + 6 :])):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(content)
        entry = try_report(file)
        assert not isinstance(entry, UnreadFile) or entry.error
