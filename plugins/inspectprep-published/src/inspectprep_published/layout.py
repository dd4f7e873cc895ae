"""The pages of a PDF as lines of text with their positions and fonts, and tables as columns of words.

Positions are in points (1/72 inch) from the top left corner of the page. Lines come in the order in which the
document has them, which is the order of reading in all but tables. A table is read by the positions of its
words: see :func:`columns`.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from pypdfium2 import raw

from inspectprep.errors import SourceError
from inspectprep.inputs import open_file
from inspectprep_published.plain_text import is_odd, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_PAGES = 400
"""The most pages of a document that is read. The longest published report has fewer than 100."""

MOST_BYTES = 100_000_000
"""The most bytes of a document that is read."""

_BOLD = 600
_LONGEST_NAME = 200
_PAGES_TRIED = 5
_FEWEST_LETTERS = 25
"""A document with fewer letters a page than this has pictures of its text."""

_SHORTEST_RULE = 100.0
_THICKEST_RULE = 3.0
_MARGIN = 72.0
_DIGITS = re.compile(r"\d+")
_HYPHEN = "\ufffe"
"""The sign of a hyphen at the end of a line. The next line follows it without a break."""

_NUMBER = re.compile(r"(page\s*)?\d{1,3}(\s+of\s+\d{1,3})?", re.IGNORECASE)
_START_OF_PDF = b"%PDF-"
_LOOKS_LIKE_HTML = re.compile(rb"<(!doctype|html|head|body|script|\?xml)", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a line, and the place of its left and right ends across the page."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of text.

    Attributes:
        page: The number of the page, from 1.
        text: The text, in plain characters.
        top: The place of the bottom of its first letters, from the top of the page.
        size: The size of the font of the first character.
        bold: Whether the first character is bold.
        words: The words.
        running: Whether the line is a header or a footer, or the number of the page.
    """

    page: int
    text: str
    top: float
    size: float
    bold: bool
    words: tuple[Word, ...]
    running: bool = False

    @property
    def left(self) -> float:
        """Return the place of the first word across the page."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Return the place of the end of the last word across the page."""
        return self.words[-1].right


class Layout(NamedTuple):
    """The lines of a document.

    Attributes:
        pages: The number of pages.
        lines: The lines of all pages.
        data: The content of the file, in which :func:`rules` looks for lines that are drawn.
    """

    pages: int
    lines: tuple[Line, ...]
    data: bytes = b""

    @property
    def body(self) -> tuple[Line, ...]:
        """Return the lines that are not headers or footers."""
        return tuple(line for line in self.lines if not line.running)

    @property
    def running(self) -> tuple[Line, ...]:
        """Return the headers and footers."""
        return tuple(line for line in self.lines if line.running)


class NotPdfError(SourceError):
    """A file that is not a PDF, such as a web page that was saved under the name of one."""


def read_layout(path: Path | str) -> Layout:
    """Return the lines of a PDF.

    Args:
        path: The file.

    Raises:
        NotPdfError: if it is not a PDF.
        SourceError: if it cannot be read, or is damaged, encrypted, empty, scanned or too large. Its `reason`
            says which.
    """
    where = str(path)
    with open_file(path) as stream:
        data = stream.read(MOST_BYTES + 1)
    _check_bytes(data, where)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error, where) from None
    try:
        count = len(document)
        if not count:
            raise SourceError("This PDF has no pages.", where=where, remedy=_AGAIN, reason="empty")
        if count > MOST_PAGES:
            raise SourceError(
                f"This PDF says that it has {count} pages. No report has more than {MOST_PAGES}.",
                where=where,
                remedy="Check that it is an inspection report.",
                reason="limit",
            )
        heights: list[float] = []
        lines = [line for number in range(count) for line in _page_lines(document, number, where, heights)]
        _check_letters(document, lines, count, where)
    finally:
        document.close()
    return Layout(count, tuple(_with_running(lines, heights)), data)


def columns(lines: Iterable[Line], edges: Sequence[float]) -> tuple[tuple[Line, ...], ...]:
    """Return the columns of a table: for each, the lines with only the words in it, from the top down.

    Args:
        lines: The lines of the table.
        edges: The left edge of each column, in ascending order. Words left of the first are in the first.
    """
    found: list[list[Line]] = [[] for _ in edges]
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            parts.setdefault(max(0, bisect_right(edges, word.left + 2) - 1), []).append(word)
        for number, words in parts.items():
            text = line.text if len(parts) == 1 else " ".join(word.text for word in words)
            found[number].append(line._replace(text=text, words=tuple(words)))
    return tuple(tuple(sorted(column, key=lambda line: (line.page, line.top))) for column in found)


def widest_gap(line: Line) -> tuple[float, float]:
    """Return the width of the widest space in a line, and the place where it ends. (0, 0) without a space."""
    return max(
        ((second.left - first.right, second.left) for first, second in pairwise(line.words)),
        default=(0.0, 0.0),
    )


def rules(layout: Layout, page: int) -> tuple[float, ...]:
    """Return the places of the horizontal rules on a page, from the top down, such as those between rows.

    Args:
        layout: The document, from :func:`read_layout`.
        page: The number of the page, from 1.
    """
    found: set[float] = set()
    sides = tuple(ctypes.c_float() for _ in range(4))
    left, bottom, right, top = sides
    pointers = tuple(ctypes.byref(side) for side in sides)
    document = pypdfium2.PdfDocument(layout.data)
    try:
        drawn = document[page - 1]
        height = drawn.get_height()
        for number in range(raw.FPDFPage_CountObjects(drawn.raw)):
            part = raw.FPDFPage_GetObject(drawn.raw, number)
            if raw.FPDFPageObj_GetType(part) != raw.FPDF_PAGEOBJ_PATH:
                continue
            raw.FPDFPageObj_GetBounds(part, *pointers)
            if right.value - left.value > _SHORTEST_RULE and top.value - bottom.value < _THICKEST_RULE:
                found.add(round(height - top.value, 1))
        drawn.close()
    finally:
        document.close()
    return tuple(sorted(found))


class _Box:
    """The place of a character as the library writes it, on a page of a size, as it is shown."""

    def __init__(self, width: float, height: float, rotation: int) -> None:
        self.width = width
        self.height = height
        self._rotation = rotation
        self.sides = raw.FS_RECTF()
        self._pointer = ctypes.byref(self.sides)
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()

    def find(self, handle: ctypes.c_void_p, place: int) -> None:
        """Set the sides to those of a character. A page that is shown turned is read as it is shown."""
        sides = self.sides
        raw.FPDFText_GetLooseCharBox(handle, place, self._pointer)
        if not self._rotation:
            return
        left, bottom, right, top = sides.left, sides.bottom, sides.right, sides.top
        if self._rotation == _QUARTER:
            left, bottom, right, top = bottom, self.height - right, top, self.height - left
        elif self._rotation == 2 * _QUARTER:
            left, bottom, right, top = (
                self.width - right,
                self.height - top,
                self.width - left,
                self.height - bottom,
            )
        else:
            left, bottom, right, top = self.width - top, left, self.width - bottom, right
        sides.left, sides.bottom, sides.right, sides.top = left, bottom, right, top

    def is_bold_at(self, handle: ctypes.c_void_p, place: int) -> bool:
        """Return whether a character is bold, by the weight of its font or by the name."""
        if raw.FPDFText_GetFontWeight(handle, place) >= _BOLD:
            return True
        length = raw.FPDFText_GetFontInfo(handle, place, self._name, _LONGEST_NAME, self._flags)
        return 0 < length <= _LONGEST_NAME and b"bold" in self._name.value.lower()

    def scale_at(self, handle: ctypes.c_void_p, place: int) -> float:
        """Return the factor by which a character is taller on the page than its font."""
        if not raw.FPDFText_GetMatrix(handle, place, self._matrix):
            return 1.0
        return max(abs(self._matrix.d), abs(self._matrix.b)) or 1.0


_QUARTER = 90
_AGAIN = "Download it again, or ask for another copy."


def _check_bytes(data: bytes, where: str) -> None:
    """Refuse content that cannot be a PDF."""
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError("This file is empty.", where=where, remedy=_AGAIN, reason="empty")
    if len(data) > MOST_BYTES:
        raise SourceError(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB.",
            where=where,
            remedy="Check that it is an inspection report.",
            reason="limit",
        )
    if _START_OF_PDF in data[:1024]:
        return
    if _LOOKS_LIKE_HTML.search(data[:2048]):
        raise NotPdfError(
            "This is a web page, not a PDF. The report may not have been found when it was downloaded.",
            where=where,
            remedy=_AGAIN,
            reason="format",
        )
    raise NotPdfError("This is not a PDF.", where=where, remedy=_AGAIN, reason="format")


def _unopened(error: pypdfium2.PdfiumError, where: str) -> SourceError:
    if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return SourceError(
            "This PDF is encrypted, and needs a password.",
            where=where,
            remedy="Save a copy without a password.",
            reason="encrypted",
        )
    return SourceError("This PDF is damaged.", where=where, remedy=_AGAIN, reason="damaged")


def _check_letters(document: pypdfium2.PdfDocument, lines: Sequence[Line], count: int, where: str) -> None:
    """Refuse a document without text: with pictures of it, or with nothing."""
    if sum(len(line.text) for line in lines if not _NUMBER.fullmatch(line.text)) >= _FEWEST_LETTERS * count:
        return
    if any(_has_objects(document, number) for number in range(min(count, _PAGES_TRIED))):
        raise SourceError(
            "This PDF has pictures of pages and hardly any text, as from a scanner.",
            where=where,
            remedy="Ask for the original, or recognise the text with other software first.",
            reason="scanned",
        )
    raise SourceError("The pages of this PDF are empty.", where=where, remedy=_AGAIN, reason="empty")


def _has_objects(document: pypdfium2.PdfDocument, number: int) -> bool:
    page = document[number]  # a page that no name refers to is closed
    try:
        return bool(raw.FPDFPage_CountObjects(page.raw))
    finally:
        page.close()


def _page_lines(
    document: pypdfium2.PdfDocument, number: int, where: str, heights: list[float]
) -> Iterator[Line]:
    """Yield the lines of a page, and add its height to `heights`."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        what = f"Page {number + 1} of this PDF is damaged."
        raise SourceError(what, where=where, remedy=_AGAIN, reason="damaged") from None
    text_page = page.get_textpage()
    try:
        height = page.get_height()
        heights.append(height)
        handle, place, box = text_page.raw, 0, _Box(page.get_width(), height, page.get_rotation())
        for text in text_page.get_text_range().split("\r\n"):
            for part in _split_at_hyphens(text):
                if part.strip():
                    line = _line(handle, part, place, number + 1, box)
                    if line is not None:
                        yield line
                place += len(part)
            place += 2
    finally:
        text_page.close()
        page.close()


def _split_at_hyphens(text: str) -> Iterator[str]:
    """Yield the lines of a text in which hyphens at the ends of lines join them, each with its hyphen."""
    start = 0
    while (found := text.find(_HYPHEN, start)) >= 0:
        yield text[start : found + 1]
        start = found + 1
    yield text[start:]


def _line(handle: ctypes.c_void_p, text: str, place: int, page: int, box: _Box) -> Line | None:
    """Return a line whose text begins at the character `place` of a page. None if nothing can be seen."""
    words: list[Word] = []
    top, first, sides, odd = 0.0, place, box.sides, is_odd(text)
    for piece in text.split(" "):
        if shown := plain_text(piece) if odd else piece:
            box.find(handle, place)
            start = sides.left
            if not words:
                top, first = box.height - sides.bottom, place
            if len(piece) > 1:
                box.find(handle, place + len(piece) - 1)
            end = sides.right
            words += [Word(each, start, end) for each in shown.split()] if odd else [Word(shown, start, end)]
        place += len(piece) + 1
    if not words:
        return None
    return Line(
        page,
        " ".join([word.text for word in words]),
        top,
        raw.FPDFText_GetFontSize(handle, first) * box.scale_at(handle, first),
        box.is_bold_at(handle, first),
        tuple(words),
    )


def _with_running(lines: Sequence[Line], heights: Sequence[float]) -> Iterator[Line]:
    """Yield the lines, with headers, footers and numbers of pages marked.

    A header or footer is near an edge of the page, and in the same place on at least a third of the pages,
    with other numbers at most. A number alone near an edge is that of the page.
    """
    keys = [_key(line, heights[line.page - 1]) for line in lines]
    pages = Counter(key for _, key in {(line.page, key) for line, key in zip(lines, keys, strict=True)})
    fewest = max(2, len(heights) / 3)
    for line, key in zip(lines, keys, strict=True):
        running = key is not None and (pages[key] >= fewest or bool(_NUMBER.fullmatch(line.text)))
        yield line._replace(running=True) if running else line


def _key(line: Line, height: float) -> tuple[str, int, int] | None:
    """Return what the lines of one header or footer have in common. None for a line away from the edges."""
    if _MARGIN < line.top < height - _MARGIN:
        return None
    return (_DIGITS.sub("#", line.text), round(line.top / 5), round(line.size))
