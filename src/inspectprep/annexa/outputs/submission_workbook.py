"""The workbook of a submission in Ofsted's layout: front sheet, guidance, codes and the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import CodeSet, ColumnSpec
from inspectprep.annexa.outputs.cells_to_send import CellsToSend
from inspectprep.annexa.outputs.mark import Book, risky
from inspectprep.annexa.outputs.plain import WIDTHS
from inspectprep.model.representation import frozen

FIRST_ROW = 3
"""The spreadsheet row of the first row of data, below the title and the headings."""
_SLICE = 2_000
_LINE_POINTS = 15
_MOST_POINTS = 409
_LONGEST_COMMENTS = 32_000
_MOST_LISTED = 16
_GUIDANCE = ("List Number/Title", "Field Heading", "Detailed Guidance", "Comments by the local authority")
_TYPES = {
    "id": "The identifier that your system uses, the same on every list.",
    "date": "A date, as DD/MM/YYYY.",
    "integer": "A whole number, 0 or more.",
    "age": "The age in whole years. -1 for a child who is not born.",
    "text": "Text.",
}


@frozen(kw_only=True)
class FrontSheet:
    """The text of the front sheet about the council.

    Attributes:
        authority: The name of the council. Empty if it is not known.
        as_of: The list date.
        contact: Who to ask. Empty if it is not known.
        rows: The number of rows of each list. None for a list that is not sent.
    """

    authority: str
    as_of: date | None
    contact: str
    rows: Mapping[int, int | None]

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields about the council, each with its text. Empty for what is not known."""
        day = "" if self.as_of is None else f"{self.as_of:%d/%m/%Y}"
        return ("Local authority", self.authority), ("Date of the lists", day), ("Who to ask", self.contact)


def title(number: int) -> str:
    """Return the title of a list in the template, which is in row 1 of its sheet."""
    spec = catalogue.lists()[number]
    start = f"List {number}: "
    return next((name for name in spec.sheet_names if name.startswith(start)), start + spec.title)


def heading(spec: ColumnSpec) -> str:
    """Return the heading of a column in the template, which is in row 2 of the sheet."""
    return spec.template_header or spec.header


def write_front(book: Book, front: FrontSheet) -> None:
    """Write the front sheet: the council, the list date, who to ask, and the rows of each list."""
    sheet = book.sheet("Front_Sheet")
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 60)
    sheet.write_string(0, 0, "Annex A - Child level data", book.bold)
    sheet.write_string(1, 0, "Lists 1 - 11")
    for row, (name, text) in enumerate(front.fields, start=3):
        sheet.write_string(row, 0, name, book.bold)
        if text:
            sheet.write_string(row, 1, text, _text_format(book, text))
    sheet.write_string(7, 0, "List", book.heading)
    sheet.write_string(7, 1, "Rows", book.heading)
    for row, (number, rows) in enumerate(front.rows.items(), start=8):
        sheet.write_string(row, 0, title(number))
        sheet.write_string(row, 1, "Not included" if rows is None else f"{rows:,}")
    last = 10 + len(front.rows)
    sheet.write_string(last, 0, "The comments of the local authority are on the sheet Guidance.")


def write_guidance(
    book: Book,
    columns: Mapping[int, Sequence[ColumnSpec]],
    codes: Mapping[str, CodeSet],
    comments: Mapping[tuple[int, str], Sequence[str]],
) -> None:
    """Write the guidance on each column, with the council's comments.

    Args:
        book: The workbook.
        columns: The columns of each list.
        codes: The code sets by name.
        comments: The comments by list and canonical name of the column.
    """
    sheet = book.sheet("Guidance")
    widths = (30, 48, 60, 70)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, book.wrap)
    sheet.freeze_panes(2, 2)
    sheet.write_string(0, 0, "Guidance", book.bold)
    for column, heading in enumerate(_GUIDANCE):
        sheet.write_string(1, column, heading, book.heading)
    row = 2
    for number, specs in columns.items():
        for index, spec in enumerate(specs):
            texts = (
                "" if index else title(number),
                spec.header.strip(),
                _guidance(spec, codes),
                _fitted(comments.get((number, spec.name), ())),
            )
            sheet.set_row(row, _height(texts, widths))
            for column, text in enumerate(texts):
                if text:
                    sheet.write_string(row, column, text, book.wrap)
            row += 1


def _fitted(comments: Sequence[str]) -> str:
    """Return comments as the text of one cell. What does not fit is counted and is in the findings."""
    texts = list(comments)
    while len("\n".join(texts).encode("utf-16-le")) // 2 > _LONGEST_COMMENTS:
        texts.pop()
    more = len(comments) - len(texts)
    return "\n".join([*texts, *([f"{more:,} more comments did not fit."] if more else [])])


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Return the height of a row in points, because not every program fits it to wrapped text."""
    lines = (
        sum(len(wrap(line, width)) or 1 for line in text.splitlines())
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_MOST_POINTS, _LINE_POINTS * max(1, *lines))


def _guidance(spec: ColumnSpec, codes: Mapping[str, CodeSet]) -> str:
    if spec.codes is None:
        lines = [_TYPES[spec.type]]
    else:
        names = [code.code for code in codes[spec.codes].codes]
        lines = (
            ["One of these codes:", *names]
            if len(names) <= _MOST_LISTED
            else ["One of the codes on the sheet Codes_used."]
        )
    always = spec.required == "always"
    return "\n".join([*lines, "On every row." if always else "On the rows to which it applies."])


def write_codes(
    book: Book, columns: Mapping[int, Sequence[ColumnSpec]], codes: Mapping[str, CodeSet]
) -> None:
    """Write the codes of each column, once for columns of the same name and code set."""
    sheet = book.sheet("Codes_used")
    headings = dict.fromkeys(
        (spec.header.strip(), spec.codes) for specs in columns.values() for spec in specs if spec.codes
    )
    lists = [[code.code for code in codes[name].codes] for _, name in headings]
    sheet.set_column(0, len(headings) - 1, 34)
    sheet.freeze_panes(2, 0)
    for column, (heading, _) in enumerate(headings):
        sheet.write_string(0, column, heading, book.heading)
    for column, _ in enumerate(headings):
        sheet.write_string(1, column, "Preferred code", book.bold)
    for row in range(max(map(len, lists), default=0)):
        for column, names in enumerate(lists):
            if row < len(names):
                sheet.write_string(row + 2, column, names[row])


def write_list(book: Book, number: int, specs: Sequence[ColumnSpec], cells: CellsToSend) -> None:
    """Write a list: its title, the headings, and the rows."""
    sheet = book.sheet(f"List_{number}")
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    widths = [WIDTHS[spec.type] for spec in specs]
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    sheet.write_string(0, 0, title(number), book.bold)
    sheet.set_row(1, _height([spec.header for spec in specs], [width - 1 for width in widths]))
    for index, spec in enumerate(specs):
        sheet.write_string(1, index, heading(spec), book.heading)
    written = [(index, spec.name) for index, spec in enumerate(specs) if spec.name in cells.texts]
    for start in range(0, cells.height, _SLICE):
        columns = [
            (
                index,
                cells.texts[name].slice(start, _SLICE).to_list(),
                cells.numbers[name].slice(start, _SLICE).to_list() if name in cells.numbers else None,
                book.day if name in cells.dates else None,
            )
            for index, name in written
        ]
        for offset in range(min(_SLICE, cells.height - start)):
            row = start + offset + FIRST_ROW - 1
            for index, texts, numbers, number_format in columns:
                text = texts[offset]
                if text is None:
                    continue
                if numbers is not None and (value := numbers[offset]) is not None:
                    sheet.write_number(row, index, value, number_format)
                else:
                    sheet.write_string(row, index, text, _text_format(book, text))


def write_unsent_list(book: Book, number: int, reason: str) -> None:
    """Write the sheet of a list that is not sent: its title with the reason, and no headings."""
    sheet = book.sheet(f"List_{number}")
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, f"{title(number)} (not included). {reason}", book.bold)


def _text_format(book: Book, text: str) -> object:
    return book.guarded if risky(text) else None
