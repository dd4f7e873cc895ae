"""The first sheet of the checked workbook: files, counts of findings, and how to correct them."""

from __future__ import annotations

from inspectprep.annexa.outputs.mark import COLOURS, MARK, Book
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.results.ignored import ignored_input
from inspectprep.annexa.results.result import CheckResult
from inspectprep.extras import optional

with optional("xlsxwriter"):
    from xlsxwriter.worksheet import Worksheet


_HELP = (
    "Each cell has the same address as in your file: F123 of List 8 is F123 there too.",
    "A coloured cell has a finding. Its comment says what is wrong and what to do.",
    "A finding about a whole row colours its first cell.",
    "Correct the cells at source, or here. You can save this workbook and check it again like your own file.",
    "To accept a finding, type in its yellow cells on the sheet Findings, for inspectprep annexa explain.",
    "Columns that are not part of Annex A are left out, and so is everything above and below the lists.",
)
_SEVERITIES = ("error", "warning", "query")


def write_summary(book: Book, result: CheckResult) -> None:
    """Write counts by list and rule, the next steps, and what was ignored, changed and skipped."""
    dataset = result.dataset
    sheet = book.sheet("Summary")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 7, 11)
    row = _intro(sheet, book, dataset)
    for severity in _SEVERITIES:
        sheet.write_string(row, 0, severity, book.format({"bg_color": COLOURS[severity]}))
        sheet.write_string(row, 1, _MEANING[severity])
        row += 1
    row = _lists(sheet, book, result, row + 1)
    row = _rules(sheet, book, result, row + 1)
    ignored = ignored_input(dataset)
    if ignored:
        sheet.write_string(row, 0, "Ignored, or noticed in the files", book.bold)
        for file, text in ignored:
            row += 1
            sheet.write_string(row, 0, file)
            sheet.write_string(row, 1, text)
        row += 2
    if result.changes:
        sheet.write_string(row, 0, "Changed for this check", book.bold)
        for changed, change in result.changes:
            row += 1
            sheet.write_string(row, 0, changed)
            sheet.write_string(row, 1, change)
        row += 2
    if result.skipped:
        sheet.write_string(row, 0, "Rules that could not be run. They did not pass.", book.bold)
        for rule in result.skipped:
            row += 1
            sheet.write_string(row, 0, rule.rule)
            sheet.write_string(row, 1, rule.reason)


_MEANING = {
    "error": "certainly wrong",
    "warning": "very likely wrong, or late",
    "query": "check that it is right",
}


def _intro(sheet: Worksheet, book: Book, dataset: AnnexAData) -> int:
    sheet.write_string(0, 0, f"{MARK}: Annex A, checked", book.banner)
    sheet.write_string(1, 0, "List date")
    day = "not known" if dataset.as_of is None else f"{dataset.as_of:%d/%m/%Y}"
    sheet.write_string(1, 1, f"{day} (taken from the newest event)" if dataset.as_of_assumed else day)
    sheet.write_string(2, 0, "Files")
    sheet.write_string(2, 1, ", ".join(file.name for file in dataset.files))
    for offset, text in enumerate(_HELP):
        sheet.write_string(4 + offset, 0, text)
    return 5 + len(_HELP)


def _lists(sheet: Worksheet, book: Book, result: CheckResult, row: int) -> int:
    headings = ("List", "Title", "Rows", "Errors", "Warnings", "Queries", "On practice", "Explained")
    for column, heading in enumerate(headings):
        sheet.write_string(row, column, heading, book.heading)
    for each in result.counts.lists:
        row += 1
        sheet.write_number(row, 0, each.list)
        sheet.write_string(row, 1, each.title + ("" if each.found else " (not supplied)"))
        counts = (each.rows, each.errors, each.warnings, each.queries, each.practice, each.explained)
        for column, count in enumerate(counts, start=2):
            sheet.write_number(row, column, count)
    return row + 1


def _rules(sheet: Worksheet, book: Book, result: CheckResult, row: int) -> int:
    for column, heading in enumerate(("Rule", "What is wrong", "Findings", "About", "Explained")):
        sheet.write_string(row, column, heading, book.heading)
    counts: dict[tuple[str, str], list[int]] = {}
    for each in result.counts.rules:
        sums = counts.setdefault((each.rule, each.nature.value), [0, 0])
        sums[0] += each.count
        sums[1] += each.explained
    for (name, nature), (count, explained) in sorted(counts.items(), key=lambda item: (-item[1][0], item[0])):
        row += 1
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, result.rules[name].message)
        sheet.write_number(row, 2, count)
        sheet.write_string(row, 3, nature)
        sheet.write_number(row, 4, explained)
    return row + 2
