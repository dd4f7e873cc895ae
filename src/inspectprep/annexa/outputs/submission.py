"""The submission workbook: the lists in Ofsted's layout and nothing else; and the note that goes with it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cells import as_read, slices
from inspectprep.annexa.outputs.mark import open_book, put
from inspectprep.annexa.outputs.plain import WIDTHS
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.results.result import CheckResult
from inspectprep.model.finding import Nature

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


def caveats(result: CheckResult) -> str:
    """Return the note that goes with a submission, in Markdown: counts and reasons, and no child.

    Findings that are explained are given with the reason, the others as not yet corrected.
    """
    dataset = result.dataset
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
    accepted, open_findings = [], []
    for (rule, reason), count in _data_findings(result).items():
        message = (result.rules[rule].message if rule in result.rules else rule).removesuffix(".")
        often = f"fewer than {_SMALL + 1}" if count <= _SMALL else f"{count:,}"
        if reason:
            accepted.append(f"- {message} ({often}). {reason}")
        else:
            open_findings.append(f"- {message} ({often}).")
    if accepted:
        lines += ["", "## Checked and explained", "", *accepted]
    if open_findings:
        lines += ["", "## Known and not yet corrected", "", *open_findings]
    if not accepted and not open_findings:
        lines += ["", "No check of the data found anything."]
    return "\n".join(lines) + "\n"


def _data_findings(result: CheckResult) -> dict[tuple[str, str], int]:
    """Return how many findings about data each rule has with each explanation, and with none, by rule."""
    by_finding = result.explained.by_finding
    counts: Counter[tuple[str, str]] = Counter()
    for place, (rule, nature) in enumerate(result.findings.select("rule", "nature").iter_rows()):
        if nature == Nature.DATA:
            explanation = by_finding.get(place)
            counts[rule, explanation.reason if explanation else ""] += 1
    return dict(sorted(counts.items()))
