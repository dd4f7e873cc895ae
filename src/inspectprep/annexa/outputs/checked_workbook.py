"""The checked workbook: the council's own lists, with what is wrong coloured, explained and listed.

Every cell stands where it stands in the council's file, under its own heading, so that a cell's name means
the same in both. Values mended here can be loaded and checked again. Columns that are not part of Annex A
are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cells import as_supplied, slices
from inspectprep.annexa.outputs.mark import MARK, Book, open_book, put
from inspectprep.annexa.outputs.summary import write_summary

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter.format import Format

    from inspectprep.annexa.catalogue.rule import Rule
    from inspectprep.annexa.reading.dataset import AnnexAData, ListTable, Place
    from inspectprep.model.finding import SkippedRule

__all__ = ["COLOURS", "MOST_COMMENTS", "write_checked"]

COLOURS = {"error": "#F4B6B2", "warning": "#FBD9A0", "query": "#CFE2F7"}
"""Fill of a cell by the worst finding on it; the comment names the severity in words."""
MOST_COMMENTS = 5_000
"""Comments on one sheet; beyond that cells are only coloured, because spreadsheets grow slow."""
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
        path: Written whole or not at all, readable by its owner only.
        dataset: What was read.
        findings: A findings frame of that return.
        rules: The rules that ran, by id.
        explained: Why the analyst accepts a finding, by its place in the findings frame.
        skipped: Rules that could not be run; the summary says that they did not pass.

    Raises:
        WriteError: if it cannot be written.
    """
    with open_book(path, title="Annex A, checked") as book:
        write_summary(book, dataset, findings, rules, COLOURS, skipped=tuple(skipped))
        _write_findings(
            book, _records(dataset, findings.head(_MOST_FINDINGS), rules, explained or {}), findings.height
        )
        for number, table in dataset.tables.items():
            place = _place(dataset, table)
            if place is not None:
                mine = findings.filter(findings["list"] == number)
                _write_list(book, table, place, mine, rules)


def _place(dataset: AnnexAData, table: ListTable) -> Place | None:
    if table.frame.height:
        return dataset.places[int(table.frame["__place"][0])]
    return next((place for place in dataset.places if place.list == table.list), None)


def _by_row(findings: pl.DataFrame, table: ListTable) -> dict[int, list[tuple[str, str, str]]]:
    """Return column, severity and rule of each finding by spreadsheet row."""
    first = catalogue.lists()[table.list].columns[0].name
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for row, column, severity, rule in findings.select("row", "column", "severity", "rule").iter_rows():
        if row is not None:
            found[row].append((column if column in table.columns else first, severity, rule))
    return found


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
    wrong = _by_row(findings, table)
    comments = 0
    for piece in slices(table.frame):
        cells = as_supplied(table, piece)
        for offset, row in enumerate(piece["__row"].to_list()):
            here = wrong.get(row)
            marked = _worst(here) if here else {}
            for name, column in columns.items():
                cell = cells[name][offset]
                severity = marked.get(name)
                if severity is None:
                    put(sheet, row - 1, column, cell, formats[None])
                    continue
                if cell is None:
                    sheet.write_blank(row - 1, column, None, formats[severity][0])
                else:
                    put(sheet, row - 1, column, cell, formats[severity])
                if comments < MOST_COMMENTS:
                    comments += 1
                    sheet.write_comment(row - 1, column, _comment(here or [], name, rules), _COMMENT)


_COMMENT = {"author": "inspectprep", "x_scale": 2.4, "y_scale": 1.6}


def _worst(found: list[tuple[str, str, str]]) -> dict[str, str]:
    worst: dict[str, str] = {}
    for column, severity, _ in found:
        if column not in worst or _ORDER[severity] < _ORDER[worst[column]]:
            worst[column] = severity
    return worst


def _comment(found: list[tuple[str, str, str]], name: str, rules: Mapping[str, Rule]) -> str:
    parts = []
    for column, severity, rule in found:
        if column == name:
            known = rules.get(rule)
            words = f" {known.message} {known.guidance}" if known else ""
            parts.append(f"{severity.capitalize()} ({rule}):{words}")
    return "\n".join(parts)


class _Formats:
    """Formats for text, guarded text, dates and times, plain or filled by severity."""

    def __init__(self, book: Book) -> None:
        self._made: dict[str | None, tuple[Format, Format, Format, Format]] = {
            None: (book.plain, book.guarded, book.day, book.moment)
        }
        for severity, colour in COLOURS.items():
            fill = {"bg_color": colour}
            self._made[severity] = (
                book.format(fill),
                book.format(fill | {"quote_prefix": True}),
                book.format(fill | {"num_format": "dd/mm/yyyy"}),
                book.format(fill | {"num_format": "dd/mm/yyyy hh:mm:ss"}),
            )

    def __getitem__(self, severity: str | None) -> tuple[Format, Format, Format, Format]:
        return self._made[severity]


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
    whose = _Whose(dataset)
    for number, each in enumerate(findings.iter_rows(named=True)):
        rule = rules.get(each["rule"])
        place = dataset.places[each["place"]] if each["place"] is not None else None
        column, row = each["column"], each["row"]
        at = column
        if place is not None and row is not None and column not in place.letters:
            at = next(iter(place.letters), None)
        identifier, team, worker = whose.of(each["list"], row)
        yield {
            "Severity": each["severity"],
            "About": each["nature"],
            "Rule": each["rule"],
            "List": each["list"],
            "Cell": place.cell(at, row) if place is not None and row is not None and at else None,
            "Column": place.headings.get(column, column) if place is not None and column else column,
            "What is wrong": rule.message if rule else "",
            "What to do": rule.guidance if rule else "",
            "Identifier": identifier,
            "Team": team,
            "Worker": worker,
            "Explained": explained.get(number),
            "See also": _related(dataset, each["related"]),
            "Note": each["note"],
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


class _Whose:
    """Identifier, team and worker of a row; one list is held at a time, as findings come list by list."""

    def __init__(self, dataset: AnnexAData) -> None:
        self._dataset = dataset
        self._list: int | None = None
        self._rows: dict[int, tuple[Any, ...]] = {}

    def of(self, number: int | None, row: int | None) -> tuple[Any, ...]:
        """Return what is known of whose row it is."""
        table = self._dataset.tables.get(number or 0)
        if table is None or row is None:
            return None, None, None
        if number != self._list:
            first = catalogue.lists()[table.list].columns[0].name
            names = (first, "allocated_team", "allocated_worker")
            height = table.frame.height
            columns = [
                table.frame[f"{name}__raw"].to_list() if name in table.columns else [None] * height
                for name in names
            ]
            self._rows = dict(zip(table.frame["__row"].to_list(), zip(*columns, strict=True), strict=True))
            self._list = number
        return self._rows.get(row, (None, None, None))


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
