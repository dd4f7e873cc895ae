"""The submission workbook: the lists in Ofsted's layout and nothing else; and the note that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.outputs.cells import as_read, slices
from inspectprep.annexa.outputs.mark import open_book, put
from inspectprep.annexa.outputs.plain import WIDTHS
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.dataframes import pl

_SMALL = 5
"""Counts of findings up to this number are not given exactly."""


def write_submission(path: Path | str, dataset: AnnexAData) -> None:
    """Write the lists under the official headings, in the official order.

    Codes and dates are written as the specification has them. A cell that could not be read stays as
    supplied. Columns that are not part of Annex A are left out. Columns that the council lacks stay blank.

    Raises:
        WriteError: if it cannot be written.
    """
    with open_book(path, title="Annex A") as book:
        formats = (book.plain, book.guarded, book.day, book.moment)
        for list_number, specification in catalogue.lists().items():
            sheet = book.sheet(f"List {list_number}")
            sheet.freeze_panes(1, 1)
            for index, column in enumerate(specification.columns):
                sheet.set_column(index, index, WIDTHS[column.type])
                sheet.write_string(0, index, column.header, book.heading)
            table = dataset.tables.get(list_number)
            if table is None:
                continue
            indices = {column.name: index for index, column in enumerate(specification.columns)}
            row = 0
            for piece in slices(table.frame):
                cells = as_read(table, piece)
                for offset in range(piece.height):
                    row += 1
                    for name in table.columns:
                        put(sheet, row, indices[name], cells[name][offset], formats)


def caveats(
    dataset: AnnexAData,
    findings: pl.DataFrame,
    rules: Mapping[str, Rule],
    *,
    explained: Iterable[tuple[str, str]] = (),
) -> str:
    """Return the note that goes with a submission, in Markdown: counts and reasons, and no child.

    Args:
        dataset: The lists that were checked.
        findings: A findings frame of that return.
        rules: The rules that ran, by id.
        explained: Rule and the analyst's reason, for findings that are right after all, or accepted.
    """
    day = f"{dataset.as_of.day} {dataset.as_of:%B %Y}" if dataset.as_of else "unknown"
    lines = ["# Notes on this Annex A return", "", f"The list date is {day}."]
    if dataset.as_of_assumed and dataset.as_of:
        lines.append("It was taken from the newest event in the lists.")
    lines += ["", "| List | Title | Rows |", "|---|---|---|"]
    missing = []
    for list_number, specification in catalogue.lists().items():
        table = dataset.tables.get(list_number)
        rows = table.frame.height if table else "not supplied"
        lines.append(f"| {list_number} | {specification.title} | {rows} |")
        absent = [
            column.header for column in specification.columns if table and column.name not in table.columns
        ]
        if absent:
            missing.append(f"- List {list_number}: {', '.join(absent)}")
    if missing:
        lines += ["", "## Columns that we do not have", "", *missing]
    reasons = dict(explained)
    data = findings.filter(findings["nature"] == "data")
    counts = data.group_by("rule").len().sort("rule")
    accepted, open_findings = [], []
    for name, count in counts.iter_rows():
        message = (rules[name].message if name in rules else name).removesuffix(".")
        often = f"fewer than {_SMALL + 1}" if count <= _SMALL else f"{count:,}"
        if name in reasons:
            accepted.append(f"- {message} ({often}). {reasons[name]}")
        else:
            open_findings.append(f"- {message} ({often}).")
    if accepted:
        lines += ["", "## Checked and explained", "", *accepted]
    if open_findings:
        lines += ["", "## Known and not yet corrected", "", *open_findings]
    if not accepted and not open_findings:
        lines += ["", "No check of the data found anything."]
    return "\n".join(lines) + "\n"
