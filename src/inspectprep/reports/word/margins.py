"""The marking and the number of the page, as fields in every header and footer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspectprep.extras import optional
from inspectprep.reports.word.styles import text_width

with optional("docx"):
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt, Twips

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section, _Footer, _Header
    from docx.text.paragraph import Paragraph

_MARKING = "DOCPROPERTY Category"
_LONGEST = 60


def mark(document: Document, marking: str, title: str) -> None:
    """Put the marking above every page, and the title and the number of the page below it.

    The marking is a field of the document's category, so that one change of that property changes all. What
    a template has in its headers and footers stays. A template that numbers its pages does so itself.
    """
    document.core_properties.category = marking
    even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        for header, footer in _pairs(section, even=even):
            paragraph = _paragraph(header)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _field(paragraph, _MARKING, marking, bold=True)
            if not _numbers_pages(header) and not _numbers_pages(footer):
                _number(_paragraph(footer), document, title)


def _pairs(section: Section, *, even: bool) -> Iterator[tuple[_Header, _Footer]]:
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if even:
        yield section.even_page_header, section.even_page_footer


def _paragraph(part: _Header | _Footer) -> Paragraph:
    """Return an empty paragraph of a header or a footer: its first, or one after all it has."""
    part.is_linked_to_previous = False
    only = part.paragraphs[0] if len(part.paragraphs) == 1 and not part.tables else None
    empty = only is not None and not only.text and not list(only.runs)
    return only if only is not None and empty else part.add_paragraph()


def _numbers_pages(part: _Header | _Footer) -> bool:
    element = part.paragraphs[0].paragraph_format.element.getroottree().getroot() if part.paragraphs else ()
    fields = [field.text or "" for each in element for field in each.iter(qn("w:instrText"))]
    fields += [field.get(qn("w:instr"), "") for each in element for field in each.iter(qn("w:fldSimple"))]
    return any("PAGE" in field.split() for field in fields)


def _number(paragraph: Paragraph, document: Document, title: str) -> None:
    paragraph.style = "Normal"  # Word's own style of footers has tabs for another width
    paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(text_width(document)), WD_TAB_ALIGNMENT.RIGHT)
    cut = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    for text in (cut, "\tPage "):
        paragraph.add_run(text).font.size = Pt(9)
    _field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ").font.size = Pt(9)
    _field(paragraph, "NUMPAGES", "1")


def _field(paragraph: Paragraph, code: str, shown: str, *, bold: bool = False) -> None:
    """Add a field of Word, with the text to show until Word has calculated it."""
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="18"/></w:rPr>'
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph.paragraph_format.element.append(parse_xml(f"<w:r {nsdecls('w')}>{look}{part}</w:r>"))
