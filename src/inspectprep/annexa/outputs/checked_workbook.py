"""The checked workbook: the council's own lists, with findings coloured, explained and listed.

Every cell has the same address as in the council's file, and the same heading. A workbook corrected here can
be read and checked again. Columns that are not part of Annex A are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.outputs.cells import as_supplied, slices
from inspectprep.annexa.outputs.mark import MARK, Book, open_book, put
from inspectprep.annexa.outputs.summary import write_summary
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable, Place
from inspectprep.dataframes import pl
from inspectprep.extras import optional
from inspectprep.model.finding import SkippedRule

with optional("xlsxwriter"):
    from xlsxwriter.format import Format


COLOURS = {"error": "#F4B6B2", "warning": "#FBD9A0", "query": "#CFE2F7"}
"""The fill of a cell, by the most severe finding on it. The comment names the severity in words."""
MOST_COMMENTS = 5_000
"""The most comments on one sheet. Further cells are only coloured, because many comments make a file slow."""
_MOST_LINKS = 60_000
_MOST_FINDINGS = 1_000_000
_ORDER = {"error": 0, "warning": 1, "query": 2}
_COLUMNS = (
    ("Severity", 10),
    ("About", 10),
    ("Rule", 12),
    ("List", 6),
    ("Cell", 9),
    ("Column", 30),
    ("What is wrong", 60),
    ("What to do", 60),
    ("Identifier", 14),
    ("Team", 24),
    ("Worker", 24),
    ("Explained", 30),
    ("See also", 22),
    ("Note", 30),
    ("File", 26),
    ("Sheet", 18),
)


def write_checked(
    path: Path | str,
    dataset: AnnexAData,
    findings: pl.DataFrame,
    rules: Mapping[str, Rule],
    *,
    explained: Mapping[int, str] | None = None,
    skipped: Iterable[SkippedRule] = (),
) -> None:
    """Write the checked workbook: a summary, the findings with links to their cells, and the lists.

    Args:
        path: The file to write. It is written whole or not at all, and only its owner can read it.
        dataset: The lists that were checked.
        findings: A findings frame of that return.
        rules: The rules that ran, by id.
        explained: The analyst's reason for accepting a finding, by row of the findings frame.
        skipped: Rules that could not be run. The summary says that they did not pass.

    Raises:
        WriteError: if it cannot be written.
    """
    with open_book(path, title="Annex A, checked") as book:
        write_summary(book, dataset, findings, rules, COLOURS, skipped=tuple(skipped))
        _write_findings(
            book, _records(dataset, findings.head(_MOST_FINDINGS), rules, explained or {}), findings.height
        )
        for list_number, table in dataset.tables.items():
            place = _place(dataset, table)
            if place is not None:
                _write_list(book, table, place, findings.filter(findings["list"] == list_number), rules)


def _place(dataset: AnnexAData, table: ListTable) -> Place | None:
    if table.frame.height:
        return dataset.places[int(table.frame["__place"][0])]
    return next((place for place in dataset.places if place.list == table.list), None)


def _by_row(findings: pl.DataFrame, table: ListTable) -> dict[int, list[tuple[str, str, str]]]:
    """Return column, severity and rule of each finding by spreadsheet row."""
    first = catalogue.lists()[table.list].columns[0].name
    by_row: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for row, column, severity, rule in findings.select("row", "column", "severity", "rule").iter_rows():
        if row is not None:
            by_row[row].append((column if column in table.columns else first, severity, rule))
    return by_row


def _write_list(
    book: Book,
    table: ListTable,
    place: Place,
    findings: pl.DataFrame,
    rules: Mapping[str, Rule],
) -> None:
    sheet = book.sheet(f"List {table.list}")
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
                    sheet.write_comment(row - 1, column, _comment(on_row, name, rules), _COMMENT)


_COMMENT = {"author": "inspectprep", "x_scale": 2.4, "y_scale": 1.6}


def _most_severe(findings: list[tuple[str, str, str]]) -> dict[str, str]:
    severities: dict[str, str] = {}
    for column, severity, _ in findings:
        if column not in severities or _ORDER[severity] < _ORDER[severities[column]]:
            severities[column] = severity
    return severities


def _comment(findings: list[tuple[str, str, str]], name: str, rules: Mapping[str, Rule]) -> str:
    parts = []
    for column, severity, rule in findings:
        if column == name:
            known = rules.get(rule)
            words = f" {known.message} {known.guidance}" if known else ""
            parts.append(f"{severity.capitalize()} ({rule}):{words}")
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


def _write_findings(book: Book, records: Iterator[dict[str, Any]], count: int) -> None:
    sheet = book.sheet("Findings")
    plain = (book.plain, book.guarded, book.day, book.moment)
    for column, (_, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(2, 0)
    banner = f"{MARK}: findings, each linked to its cell in this workbook (the same cell in your file)"
    sheet.write_string(0, 0, banner, book.banner)
    for column, (heading, _) in enumerate(_COLUMNS):
        sheet.write_string(1, column, heading, book.heading)
    fills = {severity: book.format({"bg_color": colour}) for severity, colour in COLOURS.items()}
    link = book.book.get_default_url_format()
    written = 2
    for record in records:
        sheet.write_string(written, 0, record["Severity"], fills[record["Severity"]])
        for column, (heading, _) in enumerate(_COLUMNS[1:], start=1):
            cell = record[heading]
            if heading == "Cell" and cell and written < _MOST_LINKS:
                sheet.write_url(written, column, f"internal:'List {record['List']}'!{cell}", link, cell)
            else:
                put(sheet, written, column, cell, plain)
        written += 1
    sheet.autofilter(1, 0, max(written - 1, 1), len(_COLUMNS) - 1)
    left = count - _MOST_FINDINGS
    if left > 0:
        sheet.write_string(written, 0, f"{left:,} more findings did not fit on one sheet.", book.bold)


def _records(
    dataset: AnnexAData, findings: pl.DataFrame, rules: Mapping[str, Rule], explained: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    holders = _Holders(dataset)
    for index, finding in enumerate(findings.iter_rows(named=True)):
        rule = rules.get(finding["rule"])
        place = dataset.places[finding["place"]] if finding["place"] is not None else None
        column, row = finding["column"], finding["row"]
        cell_column = column
        if place is not None and row is not None and column not in place.letters:
            cell_column = next(iter(place.letters), None)
        identifier, team, worker = holders.of(finding["list"], row)
        yield {
            "Severity": finding["severity"],
            "About": finding["nature"],
            "Rule": finding["rule"],
            "List": finding["list"],
            "Cell": place.cell(cell_column, row) if place and row is not None and cell_column else None,
            "Column": place.headings.get(column, column) if place is not None and column else column,
            "What is wrong": rule.message if rule else "",
            "What to do": rule.guidance if rule else "",
            "Identifier": identifier,
            "Team": team,
            "Worker": worker,
            "Explained": explained.get(index),
            "See also": _related(dataset, finding["related"]),
            "Note": finding["note"],
            "File": place.file if place is not None else None,
            "Sheet": place.sheet if place is not None else None,
        }


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
        self._rows: dict[int, tuple[Any, ...]] = {}

    def of(self, list_number: int | None, row: int | None) -> tuple[Any, ...]:
        """Return identifier, team and worker of a row, each None if it is not known."""
        table = self._dataset.tables.get(list_number or 0)
        if table is None or row is None:
            return None, None, None
        if list_number != self._list:
            first = catalogue.lists()[table.list].columns[0].name
            names = (first, "allocated_team", "allocated_worker")
            height = table.frame.height
            columns = [
                table.frame[f"{name}__raw"].to_list() if name in table.columns else [None] * height
                for name in names
            ]
            self._rows = dict(zip(table.frame["__row"].to_list(), zip(*columns, strict=True), strict=True))
            self._list = list_number
        return self._rows.get(row, (None, None, None))


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
