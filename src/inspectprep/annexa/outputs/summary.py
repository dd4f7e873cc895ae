"""The cover of the checked workbook: the answer, counts of findings, and how to correct them."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.annexa.outputs.cover import ASK, Lines, Link
from inspectprep.annexa.outputs.mark import COLOURS, Book
from inspectprep.annexa.results.ignored import ignored_input
from inspectprep.annexa.results.result import CheckResult
from inspectprep.model.finding import CheckSummary

_HELP = (
    "Each cell has the same address as in your file: F123 of List 8 is F123 there too.",
    "A coloured cell has a finding. Its comment says what is wrong and what to do.",
    "A finding about a whole row colours its first cell.",
    "Correct the cells at source, or here. You can save this workbook and check it again like your own file.",
    "To accept a finding, type in its yellow cells on the sheet Findings, for inspectprep annexa explain.",
    "Columns that are not part of Annex A are left out, and so is everything above and below the lists.",
)
_MEANING = {
    "error": "certainly wrong",
    "warning": "very likely wrong, or late",
    "query": "check that it is right",
}
_WIDTHS = (16, 62, *(12,) * 6)


def write_summary(book: Book, result: CheckResult, contents: Iterator[Link]) -> None:
    """Write the answer, the contents, counts by list and rule, and what was ignored and skipped."""
    dataset = result.dataset
    lines = Lines(book, "Summary", _WIDTHS)
    lines.banner("Annex A, checked")
    for text in answer(result.counts):
        lines.text(text, bold=True)
    day = "not known" if dataset.as_of is None else f"{dataset.as_of:%d/%m/%Y}"
    lines.fact("As of", f"{day} (taken from the newest event)" if dataset.as_of_assumed else day)
    lines.fact("Files", ", ".join(file.name for file in dataset.files))
    lines.fact("Who to ask", ASK)
    lines.blank()
    lines.contents(contents)
    lines.blank()
    lines.text("How to correct", bold=True)
    for text in _HELP:
        lines.text(text)
    for severity, meaning in _MEANING.items():
        lines.cells(severity, meaning, look=book.format({"bg_color": COLOURS[severity]}))
    lines.blank()
    _write_counts(lines, result)
    sections = {
        "Ignored, or noticed in the files": ignored_input(dataset),
        "Changed for this check": result.changes,
        "Rules that could not be run. They did not pass.": [
            (rule.rule, rule.reason) for rule in result.skipped
        ],
    }
    for title, rows in sections.items():
        if rows:
            lines.blank()
            lines.text(title, bold=True)
        for row in rows:
            lines.cells(*row)


def answer(counts: CheckSummary) -> Iterator[str]:
    """Yield what a check says about sending the lists, in sentences."""
    rest = f"{_counted(counts.warnings, 'warning')} and {_counted(counts.queries, 'query', 'queries')}"
    if counts.errors:
        yield f"Do not send it yet: correct {_counted(counts.errors, 'error')} first."
        yield f"There are also {rest} to look at."
    else:
        yield "The rules that ran found no errors."
        yield f"There are {rest} to look at."
    if missing := [str(one.list) for one in counts.lists if not one.found]:
        yield f"Not supplied: {'list' if len(missing) == 1 else 'lists'} {', '.join(missing)}."


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _write_counts(lines: Lines, result: CheckResult) -> None:
    headings = ("List", "Title", "Rows", "Errors", "Warnings", "Queries", "On practice", "Explained")
    rows = [
        (
            one.list,
            one.title + ("" if one.found else " (not supplied)"),
            *(one.rows, one.errors, one.warnings, one.queries, one.practice, one.explained),
        )
        for one in result.counts.lists
    ]
    lines.table("Lists", headings, rows)
    lines.blank()
    counts: dict[tuple[str, str], list[int]] = {}
    for each in result.counts.rules:
        sums = counts.setdefault((each.rule, each.nature.value), [0, 0])
        sums[0] += each.count
        sums[1] += each.explained
    ordered = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    rules = [
        (name, result.rules[name].message, count, nature, explained)
        for (name, nature), (count, explained) in ordered
    ]
    lines.table("Rules", ("Rule", "What is wrong", "Findings", "About", "Explained"), rules)
