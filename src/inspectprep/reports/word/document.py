"""Word: a document that is edited and sent, with headings, captions, lists and tables that are real.

The same report gives the same bytes. A timeline chart is a table of its days, unless another table of the
report has them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from inspectprep.extras import optional
from inspectprep.model.report import Block, Cell, Report, Section, Table, TimelineChart
from inspectprep.model.report_blocks import Bar
from inspectprep.printable import printable
from inspectprep.reports.word.blocks import Pen, bar_table, chart_table
from inspectprep.reports.word.margins import mark
from inspectprep.reports.word.styles import SECTION, SUBTITLE, TITLE
from inspectprep.reports.word.template import opened

with optional("docx"):
    from docx.document import Document

_DAY_ONE = date(2000, 1, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_AGREED = ("Role", "Name", "Signature", "Agreed on")


class WordWriter:
    """The writer of a report as a Word document, into a council's template if there is one."""

    def __call__(self, report: Report, stream: BinaryIO) -> None:
        """Write the report on A4 sheets with Arial 11."""
        _write(report, stream, None)

    def fill(self, report: Report, stream: BinaryIO, template: Path) -> None:
        """Write the report with the styles, margins, headers and footers of a template.

        Raises:
            SourceError: if the template is missing, or is not a Word document.
        """
        _write(report, stream, template)


write = WordWriter()
"""The writer of the built-in format."""


def _write(report: Report, stream: BinaryIO, template: Path | None) -> None:
    document = opened(template)
    title = " ".join(printable(report.title).split())
    _describe(document, report, title)
    mark(document, report.classification.value, title)
    pen = Pen(document)
    pen.text(title, TITLE)
    if report.subtitle:
        pen.text(report.subtitle, SUBTITLE)
    beside = {cell for table in _tables(report) for row in table.rows for cell in row}
    for section in _sections(report):
        pen.heading(section.title, SECTION)
        for block in _joined(section, beside):
            pen.block(block)
    stream.write(_steady(document))


def _sections(report: Report) -> Iterator[Section]:
    yield from report.sections
    if report.signatories:
        rows = tuple((role, name, "", "") for role, name in report.signatories)
        table = Table(columns=_AGREED, rows=rows, caption="Who agrees, with name, signature and day")
        yield Section(title="Agreed by", blocks=(table,))


def _tables(report: Report) -> Iterator[Table]:
    for section in report.sections:
        for block in section.blocks:
            inner = getattr(block, "blocks", (block,))
            yield from (part for part in inner if isinstance(part, Table))


def _joined(section: Section, beside: set[Cell]) -> Iterator[Block]:
    """Yield the blocks of a section. Figures that follow each other are one table."""
    for kind, group in groupby(section.blocks, key=type):
        if kind is Bar:
            yield bar_table([block for block in group if isinstance(block, Bar)])
            continue
        for block in group:
            if not isinstance(block, TimelineChart):
                yield block
            elif not {span.title for span in block.spans} <= beside:
                yield chart_table(block)


def _describe(document: Document, report: Report, title: str) -> None:
    """Set the properties of the file. They have no time of day, and no name of a person."""
    day = datetime.combine(report.prepared or _DAY_ONE, time(), UTC).replace(tzinfo=None)
    authority = report.document.get("authority")
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.subject = " ".join(printable(report.subtitle).split())[:_LONGEST_PROPERTY]
    properties.author = _name(authority)
    properties.last_modified_by = properties.author
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = day
    properties.revision = 1


def _name(authority: object) -> str:
    name = " ".join(printable(authority).split()) if isinstance(authority, str) else ""
    return name[:_LONGEST_PROPERTY] or "inspectprep"


def _steady(document: Document) -> bytes:
    """Return the bytes of a document without the time at which it was made."""
    made, steady = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return steady.getvalue()
