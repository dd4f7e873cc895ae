"""Small inspection reports as PDF files, made for tests and benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

__all__ = ["HELP", "IN_CARE", "write_pdf", "write_report"]

_WIDTH, _HEIGHT = 595, 842
COVER = (
    "## Inspection of {council} local authority children’s",
    "## services",
    "# Inspection dates: {dates}",
    "# Lead inspector: Jo Example, His Majesty’s Inspector",
    "Judgement Grade",
    "The impact of leaders on social work practice with children and families Good",
    "The experiences and progress of children who need help and protection Good",
    "The experiences and progress of children in care Good",
    "The experiences and progress of care leavers Good",
    "Overall effectiveness Good",
    "Services in {council} are good. Leaders know their strengths and weaknesses well.",
)
HELP = "# The experiences and progress of children who need help and protection: good"
IN_CARE = "# The experiences and progress of children in care: good"


def write_pdf(path: Path, pages: Sequence[Sequence[str]]) -> None:
    """Write a PDF. A line that begins with ``# `` is a heading, and with ``## `` the title."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        content = b"".join(_shown(line, _HEIGHT - 90 - 16 * at) for at, line in enumerate(lines))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F3 3 0 R/F4 4 0 R>>>>"
            b"/Contents %d 0 R>>" % (_WIDTH, _HEIGHT, 6 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(data),
    )
    path.write_bytes(data)


def _shown(line: str, top: int) -> bytes:
    size = 20 if line.startswith("## ") else 14 if line.startswith("# ") else 12
    text = line.lstrip("# ").encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    return b"BT /F%d %d Tf 60 %d Td (%s) Tj ET\n" % (4 if size > 12 else 3, size, top, text)


def write_report(path: Path, council: str, dates: str, *pages: Sequence[str]) -> None:
    """Write an ILACS report with a cover, and its pages after it."""
    write_pdf(path, [[line.format(council=council, dates=dates) for line in COVER], *pages])
