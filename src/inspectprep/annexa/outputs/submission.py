"""The submission workbook: the lists in Ofsted's layout and nothing else, and the note that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cells import as_read, slices
from inspectprep.annexa.outputs.mark import open_book, put

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.catalogue.rule import Rule
    from inspectprep.annexa.reading.dataset import AnnexAData

__all__ = ["caveats", "write_submission"]

_WIDTHS = {"id": 14, "date": 12, "category": 22, "integer": 10, "age": 8, "text": 24}


def write_submission(path: Path | str, dataset: AnnexAData) -> None:
    """Write the lists under the official headings, in the official order.

    Codes and dates are written as the specification has them; what could not be read stays as supplied.
    Columns that are not part of Annex A are left out, and columns that the council lacks stay blank.

    Raises:
        WriteError: if it cannot be written.
    """
    with open_book(path, title="Annex A") as book:
        formats = (book.plain, book.guarded, book.day, book.moment)
        for number, listing in catalogue.lists().items():
            sheet = book.sheet(f"List {number}")
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(listing.columns):
                sheet.set_column(place, place, _WIDTHS[column.type])
                sheet.write_string(0, place, column.header, book.heading)
            table = dataset.tables.get(number)
            if table is None:
                continue
            places = {column.name: place for place, column in enumerate(listing.columns)}
            row = 0
            for piece in slices(table.frame):
                cells = as_read(table, piece)
                for offset in range(piece.height):
                    row += 1
                    for name in table.columns:
                        put(sheet, row, places[name], cells[name][offset], formats)


def caveats(
    dataset: AnnexAData,
    findings: pl.DataFrame,
    rules: Mapping[str, Rule],
    *,
    explained: Iterable[tuple[str, str]] = (),
) -> str:
    """Return the note that goes with a submission, in Markdown: counts and reasons, nothing about a child.

    Args:
        dataset: What was read.
        findings: A findings frame of that return.
        rules: The rules that ran, by id.
        explained: Rule and the analyst's reason, for what was looked at and is right, or known and accepted.
    """
    day = f"{dataset.as_of.day} {dataset.as_of:%B %Y}" if dataset.as_of else "unknown"
    lines = ["# Notes on this Annex A return", "", f"The list date is {day}."]
    if dataset.as_of_assumed and dataset.as_of:
        lines.append("It was taken from the newest event in the lists.")
    lines += ["", "| List | Title | Rows |", "|---|---|---|"]
    for number, listing in catalogue.lists().items():
        table = dataset.tables.get(number)
        lines.append(f"| {number} | {listing.title} | {table.frame.height if table else 'not supplied'} |")
    lacking = [
        f"- List {number}: "
        + ", ".join(column.header for column in listing.columns if column.name not in table.columns)
        for number, listing in catalogue.lists().items()
        if (table := dataset.tables.get(number)) is not None and len(table.columns) < len(listing.columns)
    ]
    if lacking:
        lines += ["", "## Columns that we do not hold", "", *lacking]
    reasons = dict(explained)
    data = findings.filter(findings["nature"] == "data")
    counts = data.group_by("rule").len().sort("rule")
    looked, still = [], []
    for name, count in counts.iter_rows():
        message = (rules[name].message if name in rules else name).removesuffix(".")
        often = "fewer than 6" if 0 < count < 6 else f"{count:,}"
        if name in reasons:
            looked.append(f"- {message} ({often}). {reasons[name]}")
        else:
            still.append(f"- {message} ({often}).")
    if looked:
        lines += ["", "## Looked at, and explained", "", *looked]
    if still:
        lines += ["", "## Known and not yet mended", "", *still]
    if not looked and not still:
        lines += ["", "No check of the data found anything."]
    return "\n".join(lines) + "\n"
