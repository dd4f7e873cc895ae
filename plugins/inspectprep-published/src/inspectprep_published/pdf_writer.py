"""A writer of small PDF files with text, for fictional reports. It has no pictures and embeds no fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 595, 842
"""The size of a page in points: A4."""

_FONTS = {False: "F1", True: "F2"}
_SIGN = "F3"
_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <6E> <{code}> endbfchar endcmap end end"
)


class Text(NamedTuple):
    """A line of text on a page.

    Attributes:
        left: The place of its start, from the left edge.
        top: The place of its baseline, from the top edge.
        text: The text, of characters of Western Europe. Another first character is a bullet.
        size: The size of the font.
        bold: Whether it is bold.
    """

    left: float
    top: float
    text: str
    size: float = 12
    bold: bool = False


def pdf_bytes(pages: Sequence[Iterable[Text]], *, bullet: str = "\u25fc") -> bytes:
    """Return a PDF file.

    Args:
        pages: The lines of each page.
        bullet: The character that bullets have when the text is read.
    """
    code = f"{ord(bullet):04X}"
    unicode_map = _UNICODE.format(code=code).encode()
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        font.format(name="Helvetica").encode(),
        font.format(name="Helvetica-Bold").encode(),
        font.format(name="ZapfDingbats", more=" /ToUnicode 6 0 R")
        .replace(" /Encoding /WinAnsiEncoding", "")
        .encode(),
        _stream(unicode_map),
    ]
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >>"
        box = f"[0 0 {WIDTH} {HEIGHT}]"
        content = f"{len(objects) + 2} 0 R"
        page_object = f"/Type /Page /Parent 2 0 R /MediaBox {box} /Resources {resources} /Contents {content}"
        objects.append(f"<< {page_object} >>".encode())
        objects.append(_stream(b"\n".join(_shown(line, bullet) for line in page)))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _shown(line: Text, bullet: str) -> bytes:
    """Return the operators that show a line."""
    place = f"1 0 0 1 {line.left} {HEIGHT - line.top} Tm"
    text, start = line.text, b""
    if text.startswith(bullet):
        text = text[len(bullet) :]
        start = f"/{_SIGN} {line.size} Tf (n) Tj ".encode()
    font = f"/{_FONTS[line.bold]} {line.size} Tf".encode()
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT %s %s%s (%s) Tj ET" % (place.encode(), start, font, escaped)


def _file(objects: Sequence[bytes]) -> bytes:
    """Return the objects as a file, with the table of their places."""
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(content)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
