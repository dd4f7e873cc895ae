"""The note that goes with a submission: what is missing, blank, explained and not yet corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cells_to_send import BlankReason
from inspectprep.annexa.outputs.omissions import LeftOut, Omission
from inspectprep.annexa.outputs.sent import Submission
from inspectprep.annexa.results.explanation import Explanation
from inspectprep.annexa.results.result import CheckResult
from inspectprep.model.finding import Nature
from inspectprep.model.report import Bullets, Paragraph, Report, Section, Table

_SMALL = 5
"""Counts up to this number are not given exactly."""
_BLANKS = {
    BlankReason.NULL_WORD: "had a word that means nothing",
    BlankReason.ERROR_CELL: "had an error of the spreadsheet and could not be read",
}


_TITLE = "Notes on this Annex A return"
_COLUMNS = ("List", "Title", "Rows")


def caveats(submission: Submission, result: CheckResult) -> str:
    """Return the note that goes with a submission, in Markdown: counts and reasons, and no child.

    Args:
        submission: What was written.
        result: The result of the check. Findings that are explained are given with the reason.
    """
    lines = [f"# {_TITLE}", "", *_about(result)]
    lines += ["", f"| {' | '.join(_COLUMNS)} |", "|---|---|---|"]
    lines += [f"| {number} | {title} | {rows} |" for number, title, rows in _rows(submission)]
    for heading, sentences in _parts(submission, result):
        lines += ["", f"## {heading}", "", *(f"- {sentence}" for sentence in sentences)]
    if not any(_findings(result)):
        lines += ["", _NOTHING]
    return "\n".join(lines) + "\n"


def caveats_report(submission: Submission, result: CheckResult) -> Report:
    """Return the note that goes with a submission as a report, to be written in Word or another format.

    Args:
        submission: What was written.
        result: The result of the check. Findings that are explained are given with the reason.
    """
    table = Table(columns=_COLUMNS, rows=tuple(_rows(submission)), caption="The lists, with their rows")
    sections = [
        Section(title=heading, blocks=(Bullets(items=tuple(sentences)),))
        for heading, sentences in _parts(submission, result)
    ]
    nothing = () if any(_findings(result)) else (Paragraph(text=_NOTHING),)
    return Report(
        kind="annexa-caveats",
        title=_TITLE,
        subtitle=" ".join(_about(result)),
        prepared=result.dataset.as_of,
        sections=(Section(title="Lists", blocks=(table, *nothing)), *sections),
    )


_NOTHING = "No check of the data found anything."


def _about(result: CheckResult) -> list[str]:
    dataset = result.dataset
    listed = _words(dataset.as_of) if dataset.as_of else "unknown"
    assumed = dataset.as_of_assumed and dataset.as_of
    more = ["It was taken from the newest event in the lists."] if assumed else []
    return [f"The list date is {listed}.", *more]


def _parts(submission: Submission, result: CheckResult) -> Iterator[tuple[str, list[str]]]:
    """Yield the headings of the note, each with its sentences."""
    accepted, known = _findings(result)
    parts = (
        ("Columns that we do not have", _columns(submission, Omission.ABSENT)),
        ("What could not be read", _unread(submission)),
        ("Left out", [*_lists(submission), *_columns(submission, Omission.CHOSEN)]),
        ("Cells that are blank in the workbook", list(_blanks(submission))),
        ("Checked and explained", accepted),
        ("Known and not yet corrected", known),
    )
    yield from ((heading, sentences) for heading, sentences in parts if sentences)


def _rows(submission: Submission) -> Iterator[tuple[int, str, str]]:
    sent = {listing.list: f"{listing.rows:,}" for listing in submission.lists}
    words = {
        Omission.ABSENT: "not supplied",
        Omission.UNREAD: "could not be read",
        Omission.CHOSEN: "left out",
    }
    reasons = {data.list: words[data.reason] for data in submission.left_out if data.name == str(data.list)}
    for number, spec in catalogue.lists().items():
        yield number, spec.title, sent.get(number) or reasons.get(number, "not supplied")


def _header(data: LeftOut) -> str:
    return catalogue.lists()[data.list or 0].column(data.column).header.strip()


def _columns(submission: Submission, reason: Omission) -> list[str]:
    columns: dict[int, list[str]] = {}
    for data in submission.left_out:
        if data.reason is reason and data.list is not None and data.column:
            columns.setdefault(data.list, []).append(_header(data))
    return [f"List {number}: {', '.join(names)}" for number, names in columns.items()]


def _lists(submission: Submission) -> list[str]:
    return [
        f"List {data.list}"
        for data in submission.left_out
        if data.reason is Omission.CHOSEN and data.name == str(data.list)
    ]


def _unread(submission: Submission) -> list[str]:
    sentences = []
    for data in submission.left_out:
        if data.reason is not Omission.UNREAD:
            continue
        where = f"List {data.list}" if data.list is not None else ""
        column = f", {_header(data)}" if data.column else ""
        sentences.append(f"{where}{column}: could not be read. {data.detail}" if where else data.detail)
    return sentences


def _blanks(submission: Submission) -> Iterator[str]:
    for blanked in submission.blanked:
        header = catalogue.lists()[blanked.list].column(blanked.column).header.strip()
        yield f"List {blanked.list}, {header}: {_often(blanked.count)} cells {_BLANKS[blanked.reason]}."


def _often(count: int) -> str:
    return f"fewer than {_SMALL + 1}" if count <= _SMALL else f"{count:,}"


def _findings(result: CheckResult) -> tuple[list[str], list[str]]:
    """Return the sentences on findings that are explained, and on the others, the most severe first."""
    reasons = result.explained.by_finding
    counts: Counter[tuple[str, str]] = Counter()
    rows = result.findings.select("rule", "nature", "count").iter_rows()
    for index, (rule, nature, count) in enumerate(rows):
        explanation = reasons.get(index)
        if explanation is not None or nature == Nature.DATA:
            counts[rule, "" if explanation is None else _reason(explanation)] += count
    accepted, known = [], []
    for (rule, reason), count in counts.items():
        sentence = f"{result.rules[rule].message.removesuffix('.')} ({_often(count)})."
        if reason:
            accepted.append(f"{sentence} {reason}")
        else:
            known.append(sentence)
    return accepted, known


def _reason(explanation: Explanation) -> str:
    until = f", until {_words(explanation.expires)}" if explanation.expires else ""
    return f"{explanation.reason} Accepted by {explanation.by}{until}."


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
