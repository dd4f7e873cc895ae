"""Tables of a Word document: headings repeated on each sheet, rows not split, a title and a description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from inspectprep.extras import optional
from inspectprep.model.readiness import Rating
from inspectprep.printable import printable
from inspectprep.reports.word.fitting import Grid, Line

with optional("docx"):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

FILLS = {
    Rating.RED: ("FDEAE8", "A4191B"),
    Rating.AMBER: ("FFF2D9", "7A4A00"),
    Rating.GREEN: ("E4F5E8", "14602F"),
}
"""The shade and the colour of the words of each rating."""

_LINE = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
_BORDERS = "".join(
    (
        _LINE.format(side="top", size=8, colour="505A5F"),
        '<w:left w:val="nil"/>',
        _LINE.format(side="bottom", size=8, colour="505A5F"),
        '<w:right w:val="nil"/>',
        _LINE.format(side="insideH", size=4, colour="B1B4B6"),
        '<w:insideV w:val="nil"/>',
    )
)
_TO_SIGN = '<w:trHeight w:val="600" w:hRule="atLeast"/>'
"""The height of a row in which people write."""
_HEADING_SHADE = "F0F2F4"
_DEEPEST = (0x7F, 0xA8, 0xD6)
_LONGEST_ROW = 1_500
"""The letters of a cell that are sure to fit on one sheet. A row with more may be split."""

_DESCRIPTION = 1_000
_SMALL = 8
"""The most rows of a table that stays on one sheet."""


def table_element(
    grid: Grid,
    *,
    width: int,
    title: str,
    description: str,
    styles: tuple[str, str, str],
    shades: Sequence[Sequence[str]] = (),
) -> BaseOxmlElement:
    """Return the element of a table.

    Args:
        grid: The table.
        width: Its width in twentieths of a point.
        title: Its title, for people who cannot see it.
        description: Its description, likewise.
        styles: The ids of the styles of the table, of a heading and of a cell.
        shades: The shade of each cell, by rows and columns. Empty for none.
    """
    widths = grid.widths(width)
    table, heading, plain = styles
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    parts = [
        f"<w:tbl {nsdecls('w')}><w:tblPr>",
        f"<w:tblStyle w:val={quoteattr(table)}/>" if table else "",
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>',
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>',
        '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>',
        '</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" ',
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
        f"<w:tblCaption w:val={_attribute(title)}/><w:tblDescription w:val={_attribute(description)}/>",
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>",
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
    ]
    for place, name in enumerate(grid.columns):
        parts += _cell(
            [Line(name)], widths[place], heading, shade=_HEADING_SHADE, right=place in grid.numbers
        )
    parts.append("</w:tr>")
    for number, row in enumerate(grid.rows):
        fits = max((sum(len(line.text) for line in cell) for cell in row), default=0) < _LONGEST_ROW
        high = _TO_SIGN if grid.to_fill else ""
        parts.append(f"<w:tr><w:trPr><w:cantSplit/>{high}</w:trPr>" if fits else "<w:tr>")
        stays = fits and len(grid.rows) <= _SMALL and number < len(grid.rows) - 1
        for place, cell in enumerate(row):
            shade = shades[number][place] if number < len(shades) else ""
            right = place in grid.numbers
            parts += _cell(cell, widths[place], plain, shade=shade, right=right, stays=stays)
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    return parse_xml("".join(parts))


def shade_of(figure: object, most: int) -> str:
    """Return the shade of a number: white for 0, and the deepest for the most."""
    if not isinstance(figure, int) or not figure or not most:
        return ""
    share = figure / most
    return "".join(f"{round(255 - (255 - deep) * share):02X}" for deep in _DEEPEST)


def _cell(
    lines: Sequence[Line], width: int, style: str, *, shade: str, right: bool, stays: bool = False
) -> Iterator[str]:
    rating = lines[0].rating if len(lines) == 1 else None
    fill = FILLS[rating][0] if rating else shade
    yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
    yield f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    yield "</w:tcPr>"
    for line in lines or (Line(""),):
        yield f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>"
        yield "<w:keepNext/>" if stays else ""
        yield '<w:jc w:val="right"/>' if right else ""
        yield "</w:pPr>"
        yield from _run(line)
        yield "</w:p>"
    yield "</w:tc>"


def _run(line: Line) -> Iterator[str]:
    look = f'<w:rPr><w:b/><w:color w:val="{FILLS[line.rating][1]}"/></w:rPr>' if line.rating else ""
    for number, text in enumerate(printable(line.text).splitlines()):
        turn = "<w:br/>" if number else ""
        yield f'<w:r>{look}{turn}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _attribute(text: str) -> str:
    return quoteattr(" ".join(printable(text).split())[:_DESCRIPTION])
