"""Very long texts on a page: what is cut, what stays whole, and that the page says so."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from inspectprep.model.report import Bullets, Paragraph, Report, Section, Table
from inspectprep.reports import html
from inspectprep.reports.long_texts import fitted
from inspectprep.reports.markdown import markdown
from inspectprep.testing.builders import make_report


def of(*texts: str, title: str = "Lessons") -> Report:
    """Return a report with these texts."""
    return Report(
        kind="lessons",
        title=title,
        subtitle="",
        prepared=date(2026, 10, 2),
        sections=(Section(title="All", blocks=(Bullets(items=texts),)),),
    )


def items(report: Report) -> tuple[object, ...]:
    """Return the texts of such a report."""
    (block,) = report.sections[0].blocks
    assert isinstance(block, Bullets)
    return block.items


def test_texts_of_usual_length_are_whole() -> None:
    """Also many of them, and a few long ones."""
    for report in (make_report(), of(*["A few words. " * 30] * 500), of("x" * 10_000)):
        assert fitted(report) is report


def test_one_pasted_document_is_cut_before_five_long_notes() -> None:
    """The notes are whole. The page says how much is left out, and where it is."""
    notes = [f"Note {number}. {'word ' * 200}" for number in range(5)]
    page = fitted(of(*notes, "word " * 6_000))
    assert items(page)[:5] == tuple(notes)
    assert len(str(items(page)[5])) < 6_000
    assert str(items(page)[5]).endswith(" more characters)")
    assert page.sections[-1].blocks == (
        Paragraph(
            text="1 long text is cut on this page. The same report as Markdown or JSON has every word."
        ),
    )


def test_every_place_of_a_report_is_cut() -> None:
    """Also its title, the cells of tables, and texts without a space."""
    row = ("x" * 10_000, 3, None)
    table = Table(columns=("Text", "Number", "Nothing"), rows=(row, row), caption="y" * 10_000)
    report = Report(
        kind="lessons",
        title="t" * 10_000,
        subtitle="",
        prepared=date(2026, 10, 2),
        sections=(Section(title="All", blocks=(table,)),),
    )
    assert len(html.page(report)) < len(html.page(of("short"))) + 25_000
    page = fitted(report)
    (cut,) = page.sections[0].blocks
    assert isinstance(cut, Table)
    assert cut.rows[0][1:] == (3, None)
    assert len(page.title) < 450


def test_markdown_has_every_word() -> None:
    """As the page says."""
    text = " ".join(map(str, range(9_000)))
    assert "8999" in "".join(markdown(of(text)).split("\n"))
    assert "8999" not in html.page(of(text))


@given(st.lists(st.integers(1, 30_000), max_size=60))
def test_texts_share_the_room(lengths: list[int]) -> None:
    """All in order. Each is whole, or a beginning of at least 200 characters that says what is missing."""
    texts = ["ab c" * (length // 4) + "d" for length in lengths]
    found = [str(item) for item in items(fitted(of(*texts)))] if texts else []
    assert len(found) == len(texts)
    for text, shown in zip(texts, found, strict=True):
        start = shown.partition(" … (")[0]
        assert text.startswith(start)
        assert shown == text or (len(start) >= 200 and f"{len(text) - len(start):,} more" in shown)
    cut = [shown for text, shown in zip(texts, found, strict=True) if len(text) > 400]
    assert sum(map(len, cut)) <= max(10_000, 430 * len(cut)) + 40 * len(cut)
