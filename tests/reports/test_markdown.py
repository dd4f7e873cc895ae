"""The Markdown report, read back by a Markdown parser."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from inspectprep.model.readiness import Rating
from inspectprep.model.report import Bullets, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.printable import printable
from inspectprep.reports import markdown
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.timeline import chart_of
from inspectprep.testing.builders import make_report
from inspectprep.testing.reports import reports
from tests.reports.plans import readiness, timeline

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    """Return all tokens, inline ones included."""
    found = []
    for token in PARSER.parse(text):
        found.append(token)
        found += token.children or []
    return found


def plain(token: Token) -> str:
    """Return the text that a reader sees of an inline token."""
    return "".join(
        child.content if child.type in {"text", "text_special"} else " " for child in token.children or []
    )


def seen(text: str, kind: str) -> list[str]:
    """Return the texts that stand in elements of a kind, such as ``td``."""
    flat = PARSER.parse(text)
    return [plain(flat[place + 1]) for place, token in enumerate(flat) if token.type == f"{kind}_open"]


def written(*blocks: object) -> str:
    """Return a report of one section with these blocks as Markdown."""
    return markdown.markdown(Report(kind="check", title="T", sections=(Section(title="S", blocks=blocks),)))  # type: ignore[arg-type]


@settings(max_examples=80)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_every_text_in_a_table_is_itself(text: str) -> None:
    """Pipes, stars, angle brackets, ampersands, backticks and newlines mean nothing."""
    back = written(Table(columns=("a", "b"), rows=((text, "end"),), caption="c"))
    wanted = " ".join(printable(text).split())
    assert seen(back, "td") == [wanted, "end"]


@settings(max_examples=80)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_every_text_in_a_list_or_paragraph_is_itself(text: str) -> None:
    """A line that opens with a hash, a dash or a number stays a sentence."""
    wanted = " ".join(printable(text).split())
    back = written(Paragraph(text=text), Bullets(items=(text, "end")))
    kinds = {token.type for token in tokens(back)}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "em_open",
        "image",
        "code_inline",
        "s_open",
        "hr",
    }
    if wanted:
        assert seen(back, "paragraph").count(wanted) == 2


def test_ratings_have_words_and_groups_have_headings() -> None:
    """A coloured circle never stands alone; a table is split by owner."""
    table = Table(
        columns=("Who", "Rating", "What"),
        rows=(("A", Rating.RED, "x"), ("B", Rating.GREEN, "y")),
        caption="c",
        group="Who",
    )
    text = written(table, Tiles(tiles=(Tile(title="Ready?", value="Not yet", rating=Rating.AMBER),)))
    assert seen(text, "heading") == ["T", "S", "A", "B"]
    assert "| 🔴 Red | x |" in text
    assert "- 🟠 **Ready?**: Not yet (amber)" in text
    assert seen(text, "th") == ["Rating", "What", "Rating", "What"]


def test_the_marking_opens_and_closes_the_file() -> None:
    """Whoever scrolls to either end sees it."""
    stream = BytesIO()
    markdown.write(make_report(), stream)
    lines = stream.getvalue().decode().strip().split("\n")
    assert lines[0] == lines[-1] == "**OFFICIAL-SENSITIVE**"
    assert "OFFICIAL" not in markdown.markdown(make_report(), marked=False)


def test_a_timeline_is_drawn_in_a_fence() -> None:
    """The chart is plain text, and unknown dates are in a table beside it."""
    fences = [token for token in tokens(markdown.markdown(report_of(timeline()))) if token.type == "fence"]
    assert len(fences) == 1
    assert "█" in fences[0].content
    assert "Take it from the letter, or ask" in markdown.markdown(report_of(timeline()))


def test_the_answer_is_on_the_first_lines() -> None:
    """Title, council and answer before anything else."""
    text = markdown.markdown(report_of(readiness()))
    assert text.index("🔴 **Not ready (red)** Of 3 themes, 1 is red and 1 is amber.") < 300


@settings(max_examples=40)
@given(reports())
def test_any_report_is_written(report: Report) -> None:
    """The headings are those of the report, in order."""
    flat = PARSER.parse(markdown.markdown(report))
    heads = [
        flat[place + 1]
        for place, token in enumerate(flat)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    titles = [" ".join(printable(section.title).split()) for section in report.sections]
    assert [plain(head) for head in heads] == titles


@pytest.mark.parametrize("text", ["```", "~~~", "a``` b"])
def test_a_fence_cannot_be_closed_from_inside(text: str) -> None:
    """An event's title holds no way out of the drawing."""
    chart = chart_of(timeline(authority=text), ReportContext())
    assert len([token for token in tokens(written(chart)) if token.type == "fence"]) == 1
