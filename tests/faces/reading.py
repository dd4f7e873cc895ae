"""Reading a report back from a file of any format, as one text with blank lines between its parts."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import docx
import openpyxl

from inspectprep.reports import excel, html, ics, markdown, text
from inspectprep.reports.word import document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspectprep.model.report import Report

_INLINE = {"a", "abbr", "b", "em", "i", "small", "span", "strong", "tspan"}
_SPOKEN = {"alt", "aria-label", "title"}


class PageText(HTMLParser):
    """The text of a page, with what a screen reader says, and without its style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self._style = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part, and take in what is said of it."""
        self._style = tag == "style"
        if tag not in _INLINE:
            self.text += "\n\n"
        self.text += "".join(f"\n\n{value}\n\n" for name, value in attrs if name in _SPOKEN and value)

    def handle_endtag(self, tag: str) -> None:
        """End a part."""
        self._style = False
        if tag not in _INLINE:
            self.text += "\n\n"

    def handle_data(self, data: str) -> None:
        """Take in the words."""
        if not self._style:
            self.text += data


def _of_html(report: Report) -> str:
    return PageText(html.page(report)).text


def _of_markdown(report: Report) -> str:
    return markdown.markdown(report).replace("|", "\n\n").replace("\\", "").replace("**", "")


def _of_text(report: Report) -> str:
    stream = io.BytesIO()
    text.write_teams(report, stream)
    return stream.getvalue().decode().replace("\n", "\n\n")


def _of_calendar(report: Report) -> str:
    if not (report.series or report.entries):
        return ""
    stream = io.BytesIO()
    ics.write(report, stream)
    lines = stream.getvalue().decode().replace("\r\n ", "").splitlines()
    shown = [
        line.partition(":")[2] for line in lines if line.startswith(("SUMMARY", "DESCRIPTION", "LOCATION"))
    ]
    return "\n\n".join(shown).replace("\\n", "\n\n").replace("\\", "")


def _of_word(report: Report) -> str:
    stream = io.BytesIO()
    document.write(report, stream)
    parts = docx.Document(io.BytesIO(stream.getvalue())).element.body.iter("{*}p")
    return "\n\n".join("".join(run.text or "" for run in part.iter("{*}t")) for part in parts)


def _of_workbook(report: Report) -> str:
    stream = io.BytesIO()
    excel.write(report, stream)
    cells = []
    for sheet in openpyxl.load_workbook(io.BytesIO(stream.getvalue())):
        if sheet.sheet_state == "visible":
            hidden = {name for name, column in sheet.column_dimensions.items() if column.hidden}
            cells += [str(cell.value) for row in sheet.iter_rows() for cell in row
                      if cell.value is not None and cell.column_letter not in hidden]  # fmt: skip
    return "\n\n".join(cells)


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "html": _of_html,
    "md": _of_markdown,
    "teams": _of_text,
    "ics": _of_calendar,
    "docx": _of_word,
    "xlsx": _of_workbook,
}
"""The formats for people, each with a function that writes a report and reads it back."""
