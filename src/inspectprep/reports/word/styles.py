"""The styles of a report: real ones of Word, so that its text can be edited, navigated and read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.extras import optional

with optional("docx"):
    from docx.enum.style import WD_STYLE_TYPE
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.parts.numbering import NumberingPart
    from docx.shared import Cm, Pt, RGBColor, Twips

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

TITLE, SUBTITLE, SECTION, PART = "Title", "Subtitle", "Heading 1", "Heading 2"
CAPTION, POINT, TEXT = "Caption", "List Bullet", "Normal"
ANSWER, TABLE_HEADING, TABLE_TEXT = "Answer", "Table heading", "Table text"
TABLE = "Table Grid"

_FONT = "Arial"
_INK = "0B1F33"
_LOOKS = {
    # Size, bold, space before and after in points, and whether the next paragraph stays with it.
    TEXT: (11, False, 0, 6, False),
    TITLE: (24, True, 0, 4, True),
    SUBTITLE: (12, False, 0, 10, True),
    SECTION: (16, True, 18, 6, True),
    PART: (13, True, 12, 4, True),
    CAPTION: (10, True, 8, 4, True),
    POINT: (11, False, 0, 3, False),
    ANSWER: (12, False, 4, 8, False),
    TABLE_HEADING: (10, True, 0, 0, True),
    TABLE_TEXT: (10, False, 0, 0, False),
}
_LEVELS = {SECTION: 0, PART: 1}


def style_id(document: Document, name: str) -> str:
    """Return the id of a style by its name."""
    return str(document.styles[name].style_id)


def text_width(document: Document) -> int:
    """Return the width of the text on the last pages, in twentieths of a point."""
    section = document.sections[-1]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return int(((section.page_width or Cm(21)) - margins) / Twips(1))


def set_own_look(document: Document) -> None:
    """Make the document A4, with Arial 11 and dark headings."""
    _lay_out(document)
    styles = document.styles
    named = {style.name for style in styles}
    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for name in (name for name in _LOOKS if name in named):
        style = styles[name]
        for unwanted in ("w:pBdr", "w:spacing", "w:contextualSpacing"):
            _remove(style.element.pPr, unwanted)
        for unwanted in ("w:color", "w:spacing", "w:kern", "w:i", "w:iCs"):
            _remove(style.element.rPr, unwanted)
        _dress(style, name)


def _lay_out(document: Document) -> None:
    """Set the sheet, leave out the looks of tables that no report has, and the mark of an earlier Word."""
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in (TABLE, "Normal Table"):
            style.delete()
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word says "Compatibility Mode"


def add_missing_styles(document: Document) -> None:
    """Add the styles that a template does not have. The others stay as the council made them."""
    named = {style.name for style in document.styles}
    for name in (name for name in _LOOKS if name not in named):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _BUILT_IN)
        if name != TEXT:
            style.base_style = document.styles[TEXT]
        style.quick_style = True
        style.hidden = False
        _dress(style, name)
        if name in _LEVELS:
            level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{_LEVELS[name]}"/>')
            style.element.get_or_add_pPr().append(level)
        if name == POINT:
            _number(document, style)
        if name == ANSWER:
            style.paragraph_format.left_indent = Pt(10)
            edge = '<w:left w:val="single" w:sz="36" w:space="8" w:color="505A5F"/>'
            _insert(style, f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>")


_BUILT_IN = frozenset({TEXT, TITLE, SUBTITLE, SECTION, PART, CAPTION, POINT})


def _dress(style: ParagraphStyle, name: str) -> None:
    size, bold, before, after, stays = _LOOKS[name]
    style.font.size, style.font.bold = Pt(size), bold
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0 if name in (TABLE_TEXT, TABLE_HEADING, TITLE) else 1.12
    style.paragraph_format.keep_with_next = stays
    style.paragraph_format.widow_control = True
    if name in (TITLE, SECTION, PART):
        style.font.color.rgb = RGBColor.from_string(_INK)


def _insert(style: ParagraphStyle, xml: str) -> None:
    """Put a border where the schema wants it: after the settings of lines and before spacing."""
    properties = style.element.get_or_add_pPr()
    after = [child for child in properties if child.tag in (qn("w:spacing"), qn("w:ind"), qn("w:shd"))]
    if after:
        after[0].addprevious(parse_xml(xml))
    else:
        properties.append(parse_xml(xml))


def _remove(parent: BaseOxmlElement | None, tag: str) -> None:
    if parent is not None:
        for child in parent.findall(qn(tag)):
            parent.remove(child)


def _number(document: Document, style: ParagraphStyle) -> None:
    """Give a style the bullets of a list."""
    try:
        numbering = document.part.numbering_part.element
    except NotImplementedError:
        numbering = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        part = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, numbering, document.part.package
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    taken = [int(value) for value in numbering.xpath(".//@w:numId | .//@w:abstractNumId")]
    own = max(taken, default=0) + 1
    bullet = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{own}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(len(numbering.findall(qn("w:abstractNum"))), parse_xml(bullet))
    number = f'<w:num {nsdecls("w")} w:numId="{own}"><w:abstractNumId w:val="{own}"/></w:num>'
    numbering.append(parse_xml(number))
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = own
