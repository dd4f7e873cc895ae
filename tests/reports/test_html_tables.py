"""The tables of a page: widths by content, and fewer rows where a page would be too large."""

from __future__ import annotations

from datetime import date

from inspectprep.model.report import Fold, Paragraph, Report, Section, Table
from inspectprep.reports import html
from inspectprep.reports.html_tables import laid_out, shortened

ROWS = tuple((f"Step {number}", "word " * 40, date(2026, 10, 5), "") for number in range(400))
TABLE = Table(columns=("Step", "Note", "By", "Late"), rows=ROWS, caption="Steps")


def report(*blocks: Table | Fold) -> Report:
    """Return a report of one section."""
    return Report(kind="test", title="Test", sections=(Section(title="Part", blocks=blocks),))


def test_a_column_is_as_wide_as_its_texts_need() -> None:
    """Long texts get most of the width, and an empty column gets least."""
    step, note, by, late = (column.width for column in laid_out(TABLE).columns)
    assert note > 50
    assert late <= min(step, by) <= max(step, by) < note


def test_a_large_page_says_how_much_it_leaves_out() -> None:
    """The first rows stay, which are the most serious, and the page is small enough for a phone."""
    page = html.page(report(TABLE))
    assert len(page.encode()) <= 80_000
    assert "Step 0" in page
    assert "more rows: see the same report as a workbook (.xlsx)." in page


def test_a_fold_can_do_without_its_rows() -> None:
    """A table that is not folded keeps its first five in every case."""
    cut = shortened(report(TABLE, Fold(title="More", summary="400 lines", blocks=(TABLE,))), 0)
    table, said, fold = cut.sections[0].blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 5
    assert isinstance(said, Paragraph)
    assert said.text.startswith("And 395 more rows")
    assert isinstance(fold, Fold)
    assert [str(getattr(block, "text", block))[:8] for block in fold.blocks] == ["400 rows"]


def test_a_text_without_a_space_is_broken_off() -> None:
    """An address is not; 10,000 characters are, and the page says so."""
    address = "https://example.org/" + "a" * 120
    table = Table(columns=("A", "B"), rows=((address, "w" * 10_000),))
    page = html.page(report(table))
    assert address in page
    assert "w" * 80 + "… (10,000 characters without a space)" in page
    assert "w" * 81 not in page
