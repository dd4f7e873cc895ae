"""Long, wide, reversed, marked-up and executable text in every field of every block, in every format."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from inspectprep.model.report import Report
from inspectprep.plugins import open_registry
from inspectprep.reports import excel, html, markdown, text
from inspectprep.reports.wrapping import columns, wrapped
from inspectprep.testing.contracts.report_content import fold
from tests.reports.hostile import LONG, TEXTS, hostile_report
from tests.reports.markup import parse

REPORTS = {name: hostile_report(words) for name, words in TEXTS.items()}


def mail(report: Report) -> str:
    """Return a report as text for mail."""
    stream = BytesIO()
    text.write_mail(report, stream)
    return stream.getvalue().decode()


@pytest.mark.parametrize("name", TEXTS)
def test_no_line_of_a_mail_is_wider_than_its_window(name: str) -> None:
    """Wide letters count twice. No letter is lost."""
    written = mail(REPORTS[name])
    assert max(map(columns, written.splitlines())) <= 76
    assert fold(TEXTS[name]) in fold(written)


@pytest.mark.parametrize("name", TEXTS)
def test_a_page_has_our_elements_only(name: str) -> None:
    """Text never becomes an element or an attribute."""
    page = html.page(REPORTS[name])
    root = parse(page)
    assert not root.all("script")
    assert not root.all("img")
    assert len(root.all("style")) == 1
    assert "onerror=" not in page.replace("onerror=&#34;", "")
    assert all("://" not in link.attrs["href"] for link in root.all("a"))


@pytest.mark.parametrize("name", TEXTS)
def test_a_workbook_has_no_formula_and_no_link(name: str) -> None:
    """A cell is text, a number or a date, and fits into a cell."""
    stream = BytesIO()
    excel.write(REPORTS[name], stream)
    book = openpyxl.load_workbook(stream)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.hyperlink.target is None for cell in cells if cell.hyperlink)
    assert max(len(str(cell.value)) for cell in cells) <= 32_767
    assert all((row.height or 0) <= 409 for sheet in book for row in sheet.row_dimensions.values())


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_has_no_element_and_no_link_to_elsewhere(name: str) -> None:
    """Text is escaped, and a link leads to a file beside the report."""
    written = re.sub(r"(?s)```text.*?```", "", markdown.markdown(REPORTS[name]))
    assert "<" not in written
    assert "](http" not in written


@pytest.mark.parametrize("name", TEXTS)
def test_every_format_takes_the_text(name: str) -> None:
    """Also the calendar and the data for programs."""
    registry = open_registry(load_plugins=False)
    for provider in registry.reports:
        stream = BytesIO()
        registry.reports.resolve(provider)(REPORTS[name], stream)
        assert stream.getvalue()


@settings(max_examples=200)
@given(st.text(max_size=300), st.integers(10, 90))
def test_wrapped_text_loses_no_letter_and_fits(words: str, width: int) -> None:
    """Any text, in any width of ten columns or more."""
    lines = list(wrapped(words, width, "- ", "  "))
    assert all(columns(line) <= width for line in lines)
    assert "".join(words.split()) == "".join("".join(line[2:].split()) for line in lines)


def test_a_web_address_stays_whole() -> None:
    """It could not be opened otherwise. Any other word of that length breaks."""
    address = f"https://example.org/{'a' * 100}"
    assert list(wrapped(f"See {address} here", 40)) == ["See", address, "here"]
    assert max(map(len, wrapped(LONG, 40))) == 40
