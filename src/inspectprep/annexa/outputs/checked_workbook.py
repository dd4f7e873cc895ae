"""The checked workbook: the council's own lists, with findings coloured, explained and listed.

Every cell has the same address as in the council's file, and the same heading. A workbook corrected here can
be read and checked again. Columns that are not part of Annex A are left out.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cells import as_supplied, slices
from inspectprep.annexa.outputs.findings_sheet import write_findings
from inspectprep.annexa.outputs.list_sheets import parts_of, sheet_names
from inspectprep.annexa.outputs.mark import COLOURS, MARK, Book, open_book, put
from inspectprep.annexa.outputs.matching_sheets import add_matching
from inspectprep.annexa.outputs.summary import write_summary
from inspectprep.annexa.reading.dataset import ListTable, Place
from inspectprep.annexa.results.marks import key_id, marks_of
from inspectprep.annexa.results.matching import matching
from inspectprep.annexa.results.result import CheckResult
from inspectprep.dataframes import pl
from inspectprep.extras import optional

with optional("xlsxwriter"):
    from xlsxwriter.format import Format


MOST_COMMENTS = 5_000
"""The most comments on one sheet. Further cells are only coloured, because many comments make a file slow."""
_ORDER = {"error": 0, "warning": 1, "query": 2}


def write_checked(path: Path | str, result: CheckResult, *, key: bytes) -> None:
    """Write the checked workbook: a summary, the findings, the matching of texts, and the lists.

    A person can explain findings in it. :func:`inspectprep.annexa.read_typed` reads what they typed.

    Args:
        path: The file to write. It is written whole or not at all, and only its owner can read it.
        result: The result of a check.
        key: The key that makes the marks, by which explained findings are recognised in later results.

    Raises:
        WriteError: if it cannot be written.
    """
    marks = marks_of(result, key)
    dataset, findings = result.dataset, result.findings
    with open_book(path, title="Annex A, checked") as book:
        write_summary(book, result)
        write_findings(book, result, marks, key_id(key))
        add_matching(book, matching(dataset))
        names = sheet_names(dataset)
        by_place = findings.with_row_index("__at")
        for table in dataset.tables.values():
            for index, part in parts_of(dataset, table):
                on_sheet = by_place.filter(pl.col("place") == index)
                _write_list(book, names[index], part, dataset.places[index], on_sheet, result)


class _OnCell(NamedTuple):
    """A finding on a cell: the column, severity and rule, and its place among all findings."""

    column: str
    severity: str
    rule: str
    at: int


def _by_row(findings: pl.DataFrame, table: ListTable) -> dict[int, list[_OnCell]]:
    """Return the findings by spreadsheet row."""
    first = catalogue.lists()[table.list].columns[0].name
    by_row: dict[int, list[_OnCell]] = defaultdict(list)
    names = ("row", "column", "severity", "rule", "__at")
    for row, column, *rest in findings.select(names).iter_rows():
        if row is not None:
            by_row[row].append(_OnCell(column if column in table.columns else first, *rest))
    return by_row


def _write_list(
    book: Book,
    sheet_name: str,
    table: ListTable,
    place: Place,
    findings: pl.DataFrame,
    result: CheckResult,
) -> None:
    sheet = book.sheet(sheet_name)
    columns = {name: _index(place.letters[name]) for name in table.columns}
    for column in columns.values():
        sheet.set_column(column, column, 16)
    sheet.freeze_panes(place.heading_row, 1)
    heading = place.heading_row - 1
    if heading:
        sheet.write_string(0, 0, f"{MARK}: Annex A list {table.list}, checked", book.banner)
    for name, column in columns.items():
        sheet.write_string(heading, column, place.headings[name], book.heading)
    formats = _Formats(book)
    findings_by_row = _by_row(findings, table)
    comments = 0
    for piece in slices(table.frame):
        cells = as_supplied(table, piece)
        for offset, row in enumerate(piece["__row"].to_list()):
            on_row = findings_by_row.get(row, [])
            severities = _most_severe(on_row)
            for name, column in columns.items():
                cell = cells[name][offset]
                severity = severities.get(name)
                if severity is None:
                    put(sheet, row - 1, column, cell, formats[None])
                    continue
                if cell is None:
                    sheet.write_blank(row - 1, column, None, formats[severity][0])
                else:
                    put(sheet, row - 1, column, cell, formats[severity])
                if comments < MOST_COMMENTS:
                    comments += 1
                    sheet.write_comment(row - 1, column, _comment(on_row, name, result), _COMMENT)


_COMMENT = {"author": "inspectprep", "x_scale": 2.4, "y_scale": 1.6}


def _most_severe(findings: list[_OnCell]) -> dict[str, str]:
    severities: dict[str, str] = {}
    for column, severity, _, _ in findings:
        if column not in severities or _ORDER[severity] < _ORDER[severities[column]]:
            severities[column] = severity
    return severities


def _comment(findings: list[_OnCell], name: str, result: CheckResult) -> str:
    parts = []
    for column, severity, rule, at in findings:
        if column == name:
            known = result.rules.get(rule)
            words = f" {known.message} {known.guidance}" if known else ""
            parts.append(f"{severity.capitalize()} ({rule}):{words}")
            explanation = result.explained.by_finding.get(at)
            if explanation is not None:
                parts.append(f"Explained by {explanation.by}: {explanation.reason}")
    return "\n".join(parts)


class _Formats:
    """Formats for text, guarded text, dates and times, plain or filled by severity."""

    def __init__(self, book: Book) -> None:
        self._formats: dict[str | None, tuple[Format, Format, Format, Format]] = {
            None: (book.plain, book.guarded, book.day, book.moment)
        }
        for severity, colour in COLOURS.items():
            fill = {"bg_color": colour}
            self._formats[severity] = (
                book.format(fill),
                book.format(fill | {"quote_prefix": True}),
                book.format(fill | {"num_format": "dd/mm/yyyy"}),
                book.format(fill | {"num_format": "dd/mm/yyyy hh:mm:ss"}),
            )

    def __getitem__(self, severity: str | None) -> tuple[Format, Format, Format, Format]:
        return self._formats[severity]


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
