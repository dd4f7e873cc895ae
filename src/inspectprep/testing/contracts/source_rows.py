"""The rows that a source must return as they are, and files with them in the usual formats."""

from __future__ import annotations

import csv
import html
from collections.abc import Sequence
from pathlib import Path

from inspectprep.annexa.catalogue import lists
from inspectprep.dataframes import pl
from inspectprep.extras import optional

with optional("xlsxwriter"):
    import xlsxwriter

Row = tuple[str | None, ...]
"""The cells of one row, None for an empty one."""

TYPED = frozenset({".parquet", ".pq"})
"""The suffixes of formats whose files begin with the names of the columns."""

HEADINGS = tuple(column.header for column in lists()[8].columns)
"""The headings of the list with the most columns."""

TEXTS = (
    *("0012", "1e5", "1.0", "-7", "+44 20", "12,5", "TRUE", "no", "N/A", "NULL", "nan", "None", "-", "0"),
    *("04/09/2026", "2026-09-04", "09:30", "4 Sep", "31/02/2026"),
    *("Łódź", "cafe\u0301", "naïve", "O\u2019Neil", "“quoted”", "a\u2013b", "½", "ﬁ", "日本", "😀", "ß", "İ"),
    *("UPPER lower", "a&b", "<b>", "=1+1", "'0012", "semi;colon", "tab and | bar", 'say "yes"', "a,b"),
)
"""Texts that a reader changes if it takes them for numbers, dates, blanks, formulas or another spelling."""


def characters(headings: Row, texts: Sequence[str]) -> list[Row]:
    """Return rows in which every text is in the first, a middle and the last column."""
    width = len(headings)
    rows: list[Row] = [headings]
    for index in range(len(texts)):
        cells: list[str | None] = [None] * width
        for place in sorted({0, width // 2, width - 1}):
            cells[place] = texts[(index + place) % len(texts)]
        rows.append(tuple(cells))
    return rows


def gaps(headings: Row) -> list[Row]:
    """Return rows in no order, two of them the same, with empty rows and empty cells between them."""
    width = len(headings)
    full = [tuple(f"r{row}c{column}" for column in range(width)) for row in (3, 1, 2)]
    empty = (None,) * width
    first_only = ("r4c0", *(None,) * (width - 1))
    last_only = (*(None,) * (width - 1), "r5")
    return [headings, full[0], full[1], empty, full[1], first_only, empty, empty, last_only, full[2]]


def many(headings: Row, count: int) -> list[Row]:
    """Return many rows in no order. The last has texts where the others have numbers, dates or nothing."""
    width = min(len(headings), 4)
    rest = (None,) * (len(headings) - width)
    rows: list[Row] = [headings]
    for row in range(count):
        number = row * 7919 % count  # each number once, in no order
        cells = (f"{number + 1:07d}", f"{row % 28 + 1:02d}/{row % 12 + 1:02d}/2026", str(number % 17), None)
        rows.append((*cells[:width], *rest))
    rows[-1] = (*("X-last", "not known", "seventeen", "the last row")[:width], *rest)
    return rows


def write_usual(path: Path, rows: Sequence[Row]) -> bool:
    """Write rows as text with commas or tabs, a workbook, a web page or parquet, by the suffix of the path.

    Returns:
        False for any other suffix. Nothing is written then.
    """
    suffix = path.suffix.lower()
    if suffix in (".csv", ".txt", ".tsv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t" if suffix == ".tsv" else ",")
            writer.writerows([cell or "" for cell in row] for row in rows)
    elif suffix == ".xlsx":
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet("List 8")
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None:
                        sheet.write_string(number, place, cell)
    elif suffix in (".htm", ".html"):
        lines = ("".join(f"<td>{html.escape(cell or '')}</td>" for cell in row) for row in rows)
        body = "\n".join(f"<tr>{line}</tr>" for line in lines)
        page = f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>'
        path.write_text(page, encoding="utf-8")
    elif suffix in TYPED:
        names = [name or "" for name in rows[0]]
        pl.DataFrame(rows[1:], schema=dict.fromkeys(names, pl.String), orient="row").write_parquet(path)
    else:
        return False
    return True
