"""The document that a report is written into: a council's template, or an A4 sheet with Arial 11."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import SourceError
from inspectprep.extras import optional
from inspectprep.inputs import NOT_A_FILE
from inspectprep.reports.word.styles import add_missing_styles, set_own_look

with optional("docx"):
    import docx
    from docx.opc.exceptions import OpcError
    from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document

_TYPES = "[Content_Types].xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MOST_BYTES = 50_000_000
_LEFT_OUT = ("thumbnail", "stylesWithEffects", "customXml")
_LANGUAGE = "en-GB"


def opened(template: Path | None) -> Document:
    """Return an empty document with all styles of a report.

    Args:
        template: A council's template, of which styles, margins, headers and footers stay. None for our own.

    Raises:
        SourceError: if the template is missing, or is not a Word document.
    """
    document = _own() if template is None else _councils(template)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    if not document.sections:
        document.add_section()
    add_missing_styles(document)
    _speak_english(document)
    return document


def _own() -> Document:
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype.endswith(_LEFT_OUT)]:
            del relations[name]
    set_own_look(document)
    return document


def _councils(template: Path) -> Document:
    try:
        return docx.Document(_as_document(template))
    except FileNotFoundError:
        raise SourceError(
            "The Word template is not there.",
            where=str(template),
            remedy="Correct `word_template` in inspectprep.toml, or leave it out.",
            reason="missing",
        ) from None
    except (OSError, OpcError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile, NotImplementedError):
        raise SourceError(
            "The Word template cannot be read.",
            where=str(template),
            remedy="Save it from Word as .docx or .dotx, without a password and without macros.",
            reason="format",
        ) from None


def _as_document(template: Path) -> io.BytesIO:
    """Return the bytes of a template. Word calls a .dotx by another type than a document."""
    if template.exists() and not template.is_file():
        raise OSError(NOT_A_FILE)
    copy = io.BytesIO()
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(copy, "w") as target:
        if sum(part.file_size for part in source.infolist()) > _MOST_BYTES:
            raise ValueError(template.name)
        for part in source.infolist():
            content = source.read(part)
            if part.filename == _TYPES:
                content = content.replace(_TEMPLATE, _DOCUMENT)
            target.writestr(part, content)
    copy.seek(0)
    return copy


def _speak_english(document: Document) -> None:
    """Set the language of all text for which nothing else is set, so that it is spelled and read right."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), _LANGUAGE)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    language = normal.find(qn("w:lang"))
    if language is None:
        language = normal.makeelement(qn("w:lang"))
        normal.append(language)
    language.set(qn("w:val"), _LANGUAGE)
    document.core_properties.language = _LANGUAGE
