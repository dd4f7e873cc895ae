"""The Word document, read back: real styles, tables that fit, titles, fields, and text that stays text."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from inspectprep import Workspace
from inspectprep.errors import DocumentError, SourceError
from inspectprep.model.debrief import ActionPlan
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Fold, Paragraph, Report, Section, Span, Table, TimelineChart
from inspectprep.model.report_blocks import Answer, Matrix, MatrixRow, Step
from inspectprep.reports.compose import report_of
from inspectprep.reports.word.document import write
from inspectprep.reports.word.fitting import fitted
from inspectprep.testing.builders import make_report
from inspectprep.testing.contracts.report_content import (
    answering_report,
    long_report,
    missing,
    short_report,
    text_of,
    values_of,
)
from inspectprep.testing.reports import reports
from tests.reports.hostile import TEXTS, hostile_report

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def written(report: Report, template: Path | None = None) -> bytes:
    """Return the file."""
    stream = io.BytesIO()
    if template:
        write.fill(report, stream, template)
    else:
        write(report, stream)
    return stream.getvalue()


def read(report: Report, template: Path | None = None) -> Document:
    """Return the document as read back."""
    return docx.Document(io.BytesIO(written(report, template)))


def one(*blocks: Table | Paragraph | Matrix | TimelineChart, title: str = "A part") -> Report:
    """Return a report with these blocks."""
    return Report(kind="check", title="T", sections=(Section(title=title, blocks=blocks),))


def fields(part: object) -> list[str]:
    """Return the fields of a header or a footer."""
    return [str(each.text).strip() for each in part._element.iter(qn("w:instrText"))]  # type: ignore[attr-defined]


def test_headings_lists_and_captions_are_styles() -> None:
    """A reader can navigate by them, and change them all in one place."""
    document = read(make_report())
    styled = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "List Bullet"} <= styled
    assert document.paragraphs[0].text == make_report().title
    sections = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert sections == [section.title for section in make_report().sections]


def test_every_table_fits_has_a_title_and_repeats_its_headings() -> None:
    """At most five columns. No row is split, and people who cannot see it hear what it shows."""
    for table in read(long_report("readiness")).tables:
        assert len(table.columns) <= 5
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
        assert table._tbl.find(f".//{qn('w:tblDescription')}").get(qn("w:val"))
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


@pytest.mark.parametrize("make", [short_report, answering_report, long_report])
def test_nothing_is_lost(make: object) -> None:
    """Every text, number, day and rating is in the file."""
    report = make("check")  # type: ignore[operator]
    text = text_of(WORD, written(report))
    assert text
    assert not missing(values_of([report.title, report.subtitle, report.sections]), text)


def test_columns_that_do_not_fit_share_a_cell() -> None:
    """The shortest texts beside each other are one column. The others have the name of their column."""
    columns = ("Due", "Action", "Owner", "Measure", "Status", "Rating", "Note", "Late")
    long = "a text of some length"
    rows = ((date(2027, 1, 28), long, long, long, "To do", Rating.RED, "No", "late"),)
    grid = fitted(Table(columns=columns, rows=rows))
    assert grid.columns == ("Due", "Action", "Owner", "Measure", "Status, rating, note, late")
    assert [line.text for line in grid.rows[0][4]] == ["To do", "Red", "Note: No", "late"]


def test_a_wide_matrix_is_several_tables() -> None:
    """Each has the titles of the rows, and the sums are on the last."""
    across = tuple(f"Team {number}" for number in range(7))
    lines = (MatrixRow(title="List 1", figures=tuple(range(7))),)
    tables = read(one(Matrix(title="Errors", across=across, lines=lines))).tables
    assert [[cell.text for cell in table.rows[1].cells] for table in tables] == [
        ["List 1", "0", "1", "2", "3"],
        ["List 1", "4", "5", "6", "21"],
    ]


def test_a_chart_is_a_table_unless_another_table_has_it() -> None:
    """No note is there twice."""
    chart = TimelineChart(spans=(Span(title="The call", start=date(2026, 9, 7)),), caption="Dates")
    table = Table(columns=("Event", "Day"), rows=(("The call", date(2026, 9, 7)),))
    assert len(read(one(chart)).tables) == len(read(one(chart, table)).tables) == 1


def test_the_marking_and_the_pages_are_fields_and_the_language_is_english() -> None:
    """The properties name the report and the council, and no person."""
    report = make_report(document={"authority": "Westhaven"})
    document = read(report)
    section = document.sections[0]
    assert fields(section.header) == ["DOCPROPERTY Category"]
    assert section.header.paragraphs[0].text == report.classification.value
    assert fields(section.footer) == ["PAGE", "NUMPAGES"]
    assert "Page 1 of 1" in section.footer.paragraphs[0].text
    properties = document.core_properties
    assert (properties.title, properties.author) == (report.title, "Westhaven")
    assert (properties.category, properties.language) == (report.classification.value, "en-GB")
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    normal = document.styles["Normal"].font  # type: ignore[attr-defined]
    assert (normal.size.pt, (section.page_width or 0) // 360_000) == (11, 21)


def test_an_action_plan_has_a_table_to_sign() -> None:
    """A report that nobody signs has none."""
    plan = ActionPlan(authority="Westhaven", title="A plan", on=date(2026, 11, 30), deadlines=(), areas=())
    rows = [[cell.text for cell in row.cells] for row in read(report_of(plan)).tables[-1].rows]
    assert rows[0] == ["Role", "Name", "Signature", "Agreed on"]
    assert [row[0] for row in rows[1:]] == [
        "Director of children's services",
        "Lead member for children's services",
        "Chief executive",
    ]
    assert "Agreed by" not in [each.text for each in read(make_report()).paragraphs]


def test_a_column_to_write_in_has_room() -> None:
    """For a signature and a day, in rows that are high enough for a pen."""
    plan = ActionPlan(authority="Westhaven", title="A plan", on=date(2026, 11, 30), deadlines=(), areas=())
    table = read(report_of(plan)).tables[-1]
    centimetre = 360_000
    assert all((cell.width or 0) > 3 * centimetre for cell in table.rows[1].cells[2:])
    assert all((row.height or 0) > centimetre for row in table.rows[1:])


def test_a_column_without_a_text_is_left_out_of_the_steps() -> None:
    """And a fold without a summary has no blank line."""
    steps = (Step(action="Ring the police", who="Ben Hartley, Deputy director"),)
    answer = Answer(verdict="Not ready", sentence="One step is left.", steps=steps)
    fold = Fold(title="Sources", summary="", blocks=(Paragraph(text="A guide."),))
    document = read(Report(kind="check", title="T", sections=(Section(title="A", blocks=(answer, fold)),)))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["First steps", "Who", "By when"]
    assert "" not in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_text(name: str) -> None:
    """No field but ours, no link, and nothing of a text becomes markup."""
    document = read(hostile_report(TEXTS[name]))
    assert not list(document.element.body.iter(qn("w:instrText"), qn("w:hyperlink"), qn("w:drawing")))
    assert {relation.reltype.rpartition("/")[2] for relation in document.part.rels.values()} <= {
        *("header", "footer", "styles", "settings", "webSettings", "fontTable", "theme", "numbering")
    }
    assert TEXTS[name].split()[0] in document.paragraphs[0].text


@settings(max_examples=30, deadline=None)
@given(reports())
def test_any_report_is_written_the_same_twice(report: Report) -> None:
    """Control characters and strange days are harmless."""
    assert written(report) == written(report)


def template(path: Path) -> Path:
    """Write a council's template with a cover text, a footer, Georgia, and no style for captions."""
    document = docx.Document()
    document.add_paragraph("Delete this sample text")
    document.sections[0].footer.paragraphs[0].text = "Westhaven Council"
    document.sections[0].different_first_page_header_footer = True
    document.styles["Normal"].font.name = "Georgia"  # type: ignore[attr-defined]
    for name in ("Caption", "List Bullet", "Table Grid"):
        document.styles[name].delete()
    document.save(str(path))
    return path


def test_a_council_s_template_gives_the_look(tmp_path: Path) -> None:
    """Its fonts and footers stay, its sample text goes, and the marking is on the first page too."""
    document = read(make_report(), template(tmp_path / "council.docx"))
    assert document.styles["Normal"].font.name == "Georgia"  # type: ignore[attr-defined]
    assert "Delete this sample text" not in [each.text for each in document.paragraphs]
    section = document.sections[0]
    assert section.footer.paragraphs[0].text == "Westhaven Council"
    assert fields(section.first_page_header) == fields(section.header) == ["DOCPROPERTY Category"]
    styled = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Caption", "List Bullet"} <= styled
    assert document.styles["List Bullet"].element.pPr.numPr is not None


def test_a_workspace_names_its_template(tmp_path: Path) -> None:
    """One that is missing or is no Word file is an error that names the file."""
    folder = tmp_path / "westhaven"
    workspace = Workspace.create(folder, authority="Westhaven", variant="ilacs-short")
    file = folder / "inspectprep.toml"
    file.write_text(f'{file.read_text("utf-8")}\n[reports]\nword_template = "council.docx"\n', "utf-8")
    with pytest.raises(DocumentError, match=r"council\.docx"):
        Workspace.open(folder)
    (folder / "council.docx").write_text("no", "utf-8")
    plain = Report(kind="check", title="T")
    workspace = Workspace.open(folder)
    with pytest.raises(SourceError, match="template cannot be read"):
        workspace.render(plain, "docx")
    template(folder / "council.docx")
    shown = docx.Document(io.BytesIO(workspace.render(plain, "docx")))
    assert shown.styles["Normal"].font.name == "Georgia"  # type: ignore[attr-defined]
