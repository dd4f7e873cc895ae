"""Any text in every field of a workbook, a Word document and a calendar, read back by other programs."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
from docx.oxml.ns import qn
from hypothesis import given, settings, strategies as st
from icalendar import Calendar

from inspectprep.model.report import Report
from inspectprep.printable import printable
from inspectprep.reports import excel, ics
from inspectprep.reports.word import document
from tests.reports.hostile import hostile_report

_BEGINNINGS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "{=",
    "<r>",
    "</t>",
    "_x0041_",
    "&amp;",
    "\r\nEND:VEVENT\r\n",
    "\u202e",
)
_OURS = {"PAGE", "NUMPAGES", "DOCPROPERTY Category"}

texts = st.builds(
    lambda first, rest, more: first + rest * more + "x",
    st.sampled_from(["", *_BEGINNINGS]),
    st.text(min_size=1, max_size=40),
    st.sampled_from([1, 2, 60]),
)
"""Text that begins like a formula, markup or a line of a calendar, with any letters, short or long."""


def written(report: Report, write: object) -> bytes:
    """Return the file of a writer."""
    stream = io.BytesIO()
    write(report, stream)  # type: ignore[operator]
    return stream.getvalue()


@settings(max_examples=25, deadline=None)
@given(texts)
def test_a_workbook_opens_without_a_formula(text: str) -> None:
    """Cells are values, links stay in the workbook, and tables have the headings of their cells."""
    data = written(hostile_report(text), excel.write)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert all(cell.hyperlink.target is None for cell in cells if cell.hyperlink)
        for table in sheet.tables.values():
            headings = [cell.value for cell in sheet[table.ref][0]]
            assert [column.name for column in table.tableColumns] == headings
    names = [name for sheet in book for name in sheet.tables]
    assert len({name.casefold() for name in names}) == len(names)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_a_word_document_opens_without_a_field_of_the_text(text: str) -> None:
    """Only the marking and the page numbers are fields, and nothing is a link."""
    data = written(hostile_report(text), document.write)
    made = docx.Document(io.BytesIO(data))
    parts = [
        made.element.body,
        *(part._element for section in made.sections for part in (section.header, section.footer)),
    ]
    fields = {str(field.text).strip() for part in parts for field in part.iter(qn("w:instrText"))}
    assert fields <= _OURS
    assert not list(made.element.body.iter(qn("w:hyperlink"), qn("w:fldSimple")))


@settings(max_examples=40, deadline=None)
@given(texts)
def test_a_calendar_opens_with_the_same_entries(text: str) -> None:
    """No line is longer than 75 octets, and no text ends an entry or begins another."""
    report = hostile_report(text)
    data = written(report, ics.write)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events = Calendar.from_ical(data).walk("VEVENT")
    assert len(events) == len(report.entries)
    for event, entry in zip(events, report.entries, strict=True):
        assert event["summary"] == " ".join(printable(entry.title).split())
        assert not event.errors
