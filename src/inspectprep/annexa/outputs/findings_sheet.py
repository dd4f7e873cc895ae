"""The sheet of findings: each with a link to its cell, and columns in which a person explains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cover import wrapped, write_banner
from inspectprep.annexa.outputs.finding_row import MARK, REASON, SHEET, UNTIL, WHO, row_mark, sheet_id
from inspectprep.annexa.outputs.list_rows import cell_text
from inspectprep.annexa.outputs.list_sheets import sheet_names
from inspectprep.annexa.outputs.mark import COLOURS, Book, set_columns, style_number
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.results.result import CheckResult
from inspectprep.extras import optional
from inspectprep.model.cell_names import column_letter
from inspectprep.workbooks import row_height

with optional("xlsxwriter"):
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_LINKS = 60_000
_MOST_FINDINGS = 1_000_000
_TO_FILL = "#FFF8D6"
_COLUMNS = (
    ("Severity", 9),
    ("About", 9),
    ("Rule", 11),
    ("List", 5),
    ("Cell", 8),
    ("Column", 20),
    ("What is wrong", 34),
    ("What to do", 36),
    (REASON, 30),
    (WHO, 12),
    (UNTIL, 12),
    ("Identifier", 12),
    ("Team", 13),
    ("Worker", 14),
    ("See also", 12),
    ("Note", 16),
    ("File", 10),
    ("Sheet", 9),
    (MARK, 10),
)
_TYPED = (REASON, WHO, UNTIL)
_TEXTS = ("Column", "What is wrong", "What to do", "Team", "Worker", "See also", "Note", "File", "Sheet")
"""The columns whose text is wrapped."""
_MEASURED = (*_TEXTS[:3], REASON, *_TEXTS[3:])
"""The columns by which the height of a row is set."""


def write_findings(book: Book, result: CheckResult, marks: Sequence[str], key: str) -> None:
    """Write one row for each finding, with empty cells for a reason, a name and a last day.

    The sheet is not protected, because a protected sheet cannot be sorted.

    Args:
        book: The workbook.
        result: The result of a check.
        marks: The mark of each finding.
        key: Identifies the key that made the marks.
    """
    sheet = book.sheet(SHEET)
    headings = [heading for heading, _ in _COLUMNS]
    last = len(_COLUMNS) - 1
    widths = [width for _, width in _COLUMNS[:last]]
    set_columns(sheet, widths, repeat=(0, 1))
    sheet.set_column(last, last, 10, None, {"hidden": True})
    sheet.freeze_panes(2, 0)
    write_banner(book, sheet, _BANNER, last)
    sheet.write_string(0, last, sheet_id(key), book.plain)
    typed_heading = book.format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": _TO_FILL}
    )
    for column, heading in enumerate(headings):
        sheet.write_string(1, column, heading, typed_heading if heading in _TYPED else book.heading)
    count = min(result.findings.height, _MOST_FINDINGS)
    written = 2 + count
    if count:
        sheet.add_rows(_rows(book, sheet, result, marks), written - 1, last)
        sheet.mark_table(SHEET, (1, 0, written - 1, last), headings)
    _ask_for_days(sheet, headings.index(UNTIL), max(written - 1, 2))
    left = result.findings.height - _MOST_FINDINGS
    if left > 0:
        sheet.write_string(written, 0, f"{left:,} more findings did not fit on one sheet.", book.bold)


def _rows(book: Book, sheet: Worksheet, result: CheckResult, marks: Sequence[str]) -> Iterator[str]:
    """Yield the XML of the row of each finding, and store the links of the first rows."""
    plain = _styles(wrapped(book))
    styles = {heading: plain for heading, _ in _COLUMNS}
    styles["List"] = _styles((book.format({"valign": "top", "align": "center"}),) * 4)
    styles |= dict.fromkeys(_TYPED, _styles(_to_fill(book)))
    fills = {
        severity: _styles((book.format({"bg_color": colour, "valign": "top"}),) * 4)
        for severity, colour in COLOURS.items()
    }
    empty = {heading: f' s="{styles[heading][2 if heading == UNTIL else 0]}"/>' for heading in _TYPED}
    linked = _styles((book.format({"font_color": "#1D4F91", "underline": 1, "valign": "top"}),) * 4)
    names = sheet_names(result.dataset)
    column = [heading for heading, _ in _COLUMNS].index("Cell")
    for row, (place, record) in enumerate(_records(result, marks), start=2):
        styles["Severity"] = fills[record["Severity"]]
        cell = record["Cell"]
        name = None if place is None or row >= _MOST_LINKS else names.get(place)
        styles["Cell"] = linked if cell and name else plain
        if styles["Cell"] is linked:
            sheet.add_link(row, column, f"'{name}'!{cell}", cell)
        texts = [
            f'<c r="{letter}{row + 1}"{text}'
            for letter, (heading, _) in zip(_LETTERS, _COLUMNS, strict=True)
            if (text := cell_text(record[heading], styles[heading]) or empty.get(heading, ""))
        ]
        height = row_height([record[name] or "" for name in _MEASURED], _MEASURED_WIDTHS)
        high = f' ht="{height:g}" customHeight="1"' if height else ""
        yield f'<row r="{row + 1}"{high}>{"".join(texts)}</row>'


def _styles(formats: tuple[Format, ...]) -> tuple[int, int, int, int]:
    """Return the numbers of the formats of text, guarded text, dates and times."""
    text, guarded, day, moment = map(style_number, formats)
    return text, guarded, day, moment


_MEASURED_WIDTHS = [dict(_COLUMNS)[name] for name in _MEASURED]
_LETTERS = [column_letter(number) for number in range(1, len(_COLUMNS) + 1)]
_BANNER = (
    "findings, each linked to its cell in this workbook (the same cell in your file). "
    "To accept a finding, type in its yellow cells. Name no child there."
)


def _to_fill(book: Book) -> tuple[Format, Format, Format, Format]:
    """Return the formats of cells to type in: for text, guarded text, dates and times.

    They stay open if someone protects the sheet.
    """
    look = {"bg_color": _TO_FILL, "border": 1, "border_color": "#E5D9A6", "locked": False, "valign": "top"}
    day = book.format(look | {"num_format": "dd/mm/yyyy"})
    wrapped = look | {"text_wrap": True}
    return book.format(wrapped), book.format(wrapped | {"quote_prefix": True}), day, day


def _ask_for_days(sheet: Worksheet, column: int, last: int) -> None:
    """Let a spreadsheet program accept only dates from today on."""
    sheet.data_validation(
        2,
        column,
        last,
        column,
        {
            "validate": "date",
            "criteria": ">=",
            "value": "=TODAY()",
            "input_title": "Until",
            "input_message": "The last day of the explanation. Leave it empty for no end.",
            "error_title": "Not a coming day",
            "error_message": "Type a date such as 31/12/2026, today or later.",
        },
    )


def _records(result: CheckResult, marks: Sequence[str]) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """Yield the index of the place of each finding, and its cells by heading."""
    dataset = result.dataset
    holders = _Holders(dataset)
    for index, finding in enumerate(result.findings.head(_MOST_FINDINGS).iter_rows(named=True)):
        rule = result.rules.get(finding["rule"])
        explanation = result.explained.by_finding.get(index)
        place = dataset.places[finding["place"]] if finding["place"] is not None else None
        column, row = finding["column"], finding["row"]
        cell_column = column
        if place is not None and row is not None and column not in place.letters:
            cell_column = next(iter(place.letters), None)
        identifier, team, worker = holders.of(finding["list"], finding["place"], row)
        record = {
            "Severity": finding["severity"],
            "About": finding["nature"],
            "Rule": finding["rule"],
            "List": finding["list"],
            "Cell": place.cell(cell_column, row) if place and row is not None and cell_column else None,
            "Column": place.headings.get(column, column) if place is not None and column else column,
            "What is wrong": rule.message if rule else "",
            "What to do": rule.guidance if rule else "",
            REASON: explanation.reason if explanation else None,
            WHO: explanation.by if explanation else None,
            UNTIL: explanation.expires if explanation else None,
            "Identifier": identifier,
            "Team": team,
            "Worker": worker,
            "See also": _related(dataset, finding["related"]),
            "Note": finding["note"],
            "File": place.file if place is not None else None,
            "Sheet": place.sheet if place is not None else None,
        }
        record[MARK] = row_mark(marks[index], record, explanation)
        yield finding["place"], record


def _related(dataset: AnnexAData, related: list[dict[str, Any]] | None) -> str:
    parts = []
    for other in (related or [])[:5]:
        place = dataset.places[other["place"]]
        first = next(iter(place.letters), "")
        parts.append(f"List {other['list']} {place.cell(first, other['row'])}")
    return ", ".join(parts)


class _Holders:
    """Identifier, team and worker of a row, read one list at a time, because findings come list by list."""

    def __init__(self, dataset: AnnexAData) -> None:
        self._dataset = dataset
        self._list: int | None = None
        self._rows: dict[tuple[int, int], tuple[Any, ...]] = {}

    def of(self, list_number: int | None, place: int | None, row: int | None) -> tuple[Any, ...]:
        """Return identifier, team and worker of a row, each None if it is not known."""
        table = self._dataset.tables.get(list_number or 0)
        if table is None or place is None or row is None:
            return None, None, None
        if list_number != self._list:
            first = catalogue.lists()[table.list].columns[0].name
            names = (first, "allocated_team", "allocated_worker")
            height = table.frame.height
            columns = [
                table.frame[f"{name}__raw"].to_list() if name in table.columns else [None] * height
                for name in names
            ]
            rows = table.frame.select("__place", "__row").rows()
            self._rows = dict(zip(rows, zip(*columns, strict=True), strict=True))
            self._list = list_number
        return self._rows.get((place, row), (None, None, None))
