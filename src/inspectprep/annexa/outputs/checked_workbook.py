"""The checked workbook: the council's own lists, with findings coloured, explained and listed.

Every cell has the same address as in the council's file, and the same heading. A workbook corrected here can
be read and checked again. Columns that are not part of Annex A are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.outputs.cover import Link, mark_rows
from inspectprep.annexa.outputs.finding_row import SHEET as FINDINGS
from inspectprep.annexa.outputs.findings_sheet import write_findings
from inspectprep.annexa.outputs.list_rows import Styles, row_texts
from inspectprep.annexa.outputs.list_sheets import parts_of, sheet_names
from inspectprep.annexa.outputs.mark import COLOURS, MARK, Book, open_book, set_columns, style_number
from inspectprep.annexa.outputs.matching_sheets import add_matching, matching_links
from inspectprep.annexa.outputs.plain import WIDTHS
from inspectprep.annexa.outputs.summary import write_summary
from inspectprep.annexa.reading.dataset import ListTable, Place
from inspectprep.annexa.results.marks import key_id, marks_of
from inspectprep.annexa.results.matched import Matching
from inspectprep.annexa.results.matching import matching
from inspectprep.annexa.results.result import CheckResult
from inspectprep.dataframes import pl
from inspectprep.extras import optional

with optional("xlsxwriter"):
    from xlsxwriter.worksheet import Worksheet


MOST_COMMENTS = 5_000
"""The most comments on one sheet. Further cells are only coloured, because many comments make a file slow."""


_TABLE_NAME = str.maketrans({" ": "_", "(": None, ")": None})
_GAP = 3
"""The width of a column that is not part of Annex A and is left out."""


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
        names = sheet_names(dataset)
        matched = matching(dataset)
        write_summary(book, result, _contents(result, matched, names))
        write_findings(book, result, marks, key_id(key))
        add_matching(book, matched)
        by_place = findings.with_row_index("__at")
        for table in dataset.tables.values():
            for index, part in parts_of(dataset, table):
                on_sheet = by_place.filter(pl.col("place") == index)
                _write_list(book, names[index], part, dataset.places[index], on_sheet, result)


def _contents(result: CheckResult, matched: Matching, names: Mapping[int, str]) -> Iterator[Link]:
    """Yield the sheets after the cover, in their order."""
    yield Link(FINDINGS, f"{result.findings.height:,} findings, with links to their cells, to explain here")
    yield from matching_links(matched)
    for table in result.dataset.tables.values():
        for index, part in parts_of(result.dataset, table):
            yield Link(names[index], f"{table.spec.title}: {part.frame.height:,} rows")


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
    types = {column.name: column.type for column in table.spec.columns}
    by_place = {column: WIDTHS[types[name]] for name, column in columns.items()}
    last_column = max(columns.values(), default=0)
    heading = place.heading_row - 1
    set_columns(sheet, [by_place.get(at, _GAP) for at in range(last_column + 1)], repeat=(heading, heading))
    sheet.freeze_panes(place.heading_row, 1)
    if heading:
        sheet.write_string(0, 0, f"{MARK}: Annex A list {table.list}, checked", book.banner)
    for name, column in columns.items():
        sheet.write_string(heading, column, place.headings[name], book.heading)
    on_cells = _on_cells(findings, table)
    _comment(sheet, on_cells, columns, result)
    _comment_headings(sheet, heading, findings, columns, result)
    rows = row_texts(table, place.letters, _styles(book), on_cells)
    last = int(table.frame["__row"][-1]) if table.frame.height else place.heading_row
    sheet.add_rows(rows, last - 1, last_column)
    first_column = min(columns.values(), default=0)
    headings = [place.headings[name] for name in sorted(columns, key=columns.__getitem__)]
    if len(columns) == last_column - first_column + 1:
        mark_rows(
            sheet, sheet_name.translate(_TABLE_NAME), (heading, first_column, last - 1, last_column), headings
        )


def _on_cells(findings: pl.DataFrame, table: ListTable) -> pl.DataFrame:
    """Return the findings on cells, by row and column; one about a row is on its first cell."""
    first = table.spec.columns[0].name
    column = pl.when(pl.col("column").is_in(table.columns)).then("column").otherwise(pl.lit(first))
    colour = pl.col("severity").replace_strict(list(COLOURS), [1, 2, 3], return_dtype=pl.UInt8)
    on_rows = each_cell(findings).filter(pl.col("row").is_in(table.frame["__row"].implode()))
    return on_rows.select("row", column.alias("column"), colour.alias("colour"), "severity", "rule", "__at")


_COMMENT = {"author": "inspectprep", "x_scale": 2.4, "y_scale": 1.6}


def _comment(
    sheet: Worksheet, on_cells: pl.DataFrame, columns: Mapping[str, int], result: CheckResult
) -> None:
    """Write a comment on each cell with findings; on the worst ones first where there are too many."""
    order = pl.col("column").replace_strict(list(columns), list(range(len(columns))), default=None)
    known = on_cells.with_columns(order.cast(pl.Int32).alias("order")).drop_nulls("order")
    worst = known.group_by("row", "order").agg(pl.col("colour").min()).sort("colour", "row", "order")
    cells = worst.head(MOST_COMMENTS).select("row", "order")
    texts: dict[tuple[int, str], list[str]] = defaultdict(list)
    few = known.join(cells, on=["row", "order"], maintain_order="left").sort(
        "row", "order", maintain_order=True
    )
    for row, column, *finding in few.select("row", "column", "severity", "rule", "__at").iter_rows():
        texts[row, column] += _words(result, *finding)
    for (row, column), words in texts.items():
        sheet.write_comment(row - 1, columns[column], "\n".join(words), _COMMENT)


def _comment_headings(
    sheet: Worksheet, row: int, findings: pl.DataFrame, columns: Mapping[str, int], result: CheckResult
) -> None:
    """Write a comment on the heading of each column that has findings as a whole."""
    whole = findings.filter(pl.col("row").is_null() & pl.col("column").is_in(list(columns)))
    texts: dict[str, list[str]] = defaultdict(list)
    for column, *finding in whole.select("column", "severity", "rule", "__at").iter_rows():
        texts[column] += _words(result, *finding)
    for column, words in texts.items():
        sheet.write_comment(row, columns[column], "\n".join(words), _COMMENT)


def _words(result: CheckResult, severity: str, rule: str, at: int) -> Iterator[str]:
    """Yield the lines of a comment about one finding."""
    known = result.rules.get(rule)
    words = f" {known.message} {known.guidance}" if known else ""
    yield f"{severity.capitalize()} ({rule}):{words}"
    explanation = result.explained.by_finding.get(at)
    if explanation is not None:
        yield f"Explained by {explanation.by}: {explanation.reason}"


def _styles(book: Book) -> Styles:
    """Return formats for text, guarded text, dates and times, plain or filled by severity."""
    formats = [(book.plain, book.guarded, book.day, book.moment)]
    for colour in COLOURS.values():
        fill = {"bg_color": colour}
        formats.append(
            (
                book.format(fill),
                book.format(fill | {"quote_prefix": True}),
                book.format(fill | {"num_format": "dd/mm/yyyy"}),
                book.format(fill | {"num_format": "dd/mm/yyyy hh:mm:ss"}),
            )
        )
    return Styles(numbers=tuple(style_number(each) for four in formats for each in four))


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
