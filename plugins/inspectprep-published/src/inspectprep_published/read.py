"""Reading a published report: its kind is recognised, and the reader of that kind reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from inspectprep.errors import InspectPrepError, SourceError
from inspectprep_published.area_send import read_area_send
from inspectprep_published.draft import Draft
from inspectprep_published.flow import Flow
from inspectprep_published.ilacs import LABELS as ILACS_LABELS, read_ilacs
from inspectprep_published.layout import Layout, NotPdfError, read_layout
from inspectprep_published.letters import read_jtai, read_visit
from inspectprep_published.names import CHILDREN, NO_STOP
from inspectprep_published.older import read_board_review, read_looked_after, read_progress
from inspectprep_published.report import PublishedReport, ReportKind, UnreadFile
from inspectprep_published.sif import read_sif

_Result = TypeVar("_Result")

_IGNORE = re.IGNORECASE
_READERS: dict[ReportKind, Callable[[Draft], None]] = {
    ReportKind.ILACS: read_ilacs,
    ReportKind.SIF: read_sif,
    ReportKind.SIF_REINSPECTION: read_sif,
    ReportKind.JTAI: read_jtai,
    ReportKind.AREA_SEND: read_area_send,
    ReportKind.LAC_2013: read_looked_after,
    ReportKind.SAFEGUARDING_PROGRESS: read_progress,
    ReportKind.LSCB_REVIEW: read_board_review,
    ReportKind.FOCUSED_VISIT: read_visit,
    ReportKind.MONITORING_VISIT: read_visit,
}
_TITLES: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    (
        ReportKind.SIF_REINSPECTION,
        re.compile(r"re-?\s?inspection\s+of\s+services\s+for\s+children\s+in\s+need", _IGNORE),
    ),
    (
        ReportKind.SIF,
        re.compile(r"inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help", _IGNORE),
    ),
    (
        ReportKind.LAC_2013,
        re.compile(r"inspection\s+of\s+(?:services\s+for\s+)?looked\s+after\s+children", _IGNORE),
    ),
    (
        ReportKind.SAFEGUARDING_PROGRESS,
        re.compile(r"inspection\s+of\s+progress\s+made\s+in\s+the\s+provision\s+of\s+safeguarding", _IGNORE),
    ),
    (ReportKind.JTAI, re.compile(r"joint\s+targeted\s+area\s+inspection", _IGNORE)),
    (ReportKind.AREA_SEND, re.compile(r"area\s+SEND\s+(?:full\s+)?inspection", _IGNORE)),
    (
        ReportKind.LSCB_REVIEW,
        re.compile(
            rf"review\s+of\s+the\s+effectiveness\s+of\s+the\s+{NO_STOP}{{0,60}}?local\s+safeguarding\s+children",
            _IGNORE,
        ),
    ),
    (ReportKind.MONITORING_VISIT, re.compile(r"monitoring\s+visit", _IGNORE)),
    (ReportKind.FOCUSED_VISIT, re.compile(r"focus(?:s)?ed\s+visit", _IGNORE)),
    (
        ReportKind.ILACS,
        re.compile(
            rf"inspection\s+of\s+{NO_STOP}{{0,80}}?(?:local\s+authority\s+)?{CHILDREN}\s+(?:social\s+care\s+)?services",
            _IGNORE,
        ),
    ),
)
_NOT_READ = (
    (
        re.compile(
            r"joint\s+(?:local\s+)?area\s+(?:revisit|special\s+educational)|special\s+educational\s+needs\s+and/?(?:\s*or)?\s+disabilities?\s+inspection|local\s+area\s+SEND\s+revisit",
            _IGNORE,
        ),
        "a letter about an area's support for special educational needs from before 2023",
    ),
    (
        re.compile(r"area\s+SEND\s+monitoring\s+inspection|monitoring\s+inspection\s+of", _IGNORE),
        "an area SEND monitoring inspection",
    ),
    (re.compile(r"assurance\s+visit", _IGNORE), "an assurance visit"),
)
_UNEXPECTED = (
    ArithmeticError,
    AttributeError,
    InspectPrepError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""The errors of a document that is unlike every other. It is one file of many, and does not stop the rest."""

_TITLE_LENGTH = 2500
_LETTER = re.compile(r"\bDear\b")


def recognise(layout: Layout) -> ReportKind:
    """Return the kind of a document, from the title on its first page.

    The title that comes first decides. Earlier inspections of other kinds are named later on the page.
    """
    first = Flow(line for line in layout.body if line.page == 1)
    text = first.text[:_TITLE_LENGTH]
    found = [
        (match.start(), number, kind)
        for number, (kind, title) in enumerate(_TITLES)
        if (match := title.search(text))
    ]
    if not found:
        running = " ".join(line.text for line in layout.running[:6])
        found = [(0, number, kind) for number, (kind, title) in enumerate(_TITLES) if title.search(running)]
    if not found:
        return ReportKind.NOT_A_REPORT
    _, _, kind = min(found)
    if kind is ReportKind.ILACS and not _has_judgements(layout):
        visits = [
            each for _, _, each in found if each in (ReportKind.MONITORING_VISIT, ReportKind.FOCUSED_VISIT)
        ]
        return visits[0] if visits and _LETTER.search(text) else ReportKind.NOT_A_REPORT
    return kind


def _has_judgements(layout: Layout) -> bool:
    text = Flow(line for line in layout.body if line.page <= 2).text
    return sum(bool(label.search(text)) for label in ILACS_LABELS.values()) >= 2


def read_report(path: Path | str) -> PublishedReport:
    """Return a published report.

    Args:
        path: The PDF.

    Raises:
        SourceError: if it cannot be read, or is not a report of a kind that is read. Its `reason` says why.
    """
    return report_of(read_layout(path), path)


def report_of(layout: Layout, path: Path | str) -> PublishedReport:
    """Return the report with these lines.

    Args:
        layout: The lines of the PDF.
        path: The PDF.

    Raises:
        SourceError: if it is not a report of a kind that is read. Its `reason` says why.
    """
    first = Flow(line for line in layout.lines if line.page == 1).text[:_TITLE_LENGTH]
    kind = recognise(layout)
    refused = next((what for pattern, what in _NOT_READ if pattern.search(first)), None)
    if refused and kind in (ReportKind.NOT_A_REPORT, ReportKind.AREA_SEND):
        raise SourceError(f"This is {refused}, a kind that is not read.", where=str(path), reason="kind")
    if kind is ReportKind.NOT_A_REPORT:
        raise NotReportError(
            "This PDF is not an inspection report of a kind that is read.",
            where=str(path),
            remedy="The kinds are listed in the documentation.",
            reason="format",
        )
    draft = Draft(Path(path).name, kind, layout)
    _READERS[kind](draft)
    return draft.finished()


class NotReportError(SourceError):
    """A PDF that is not a published inspection report."""


def try_report(path: Path | str) -> PublishedReport | UnreadFile:
    """Return a published report, or what is wrong with the file. It raises no error for any file."""
    return attempt(read_report, path)


def attempt(read: Callable[[Path | str], _Result], path: Path | str) -> _Result | UnreadFile:
    """Return what a function reads from a file, or what is wrong with the file."""
    name = Path(path).name
    try:
        return read(path)
    except (NotPdfError, NotReportError) as error:
        return UnreadFile(file=name, kind=ReportKind.NOT_A_REPORT, error=str(error))
    except SourceError as error:
        return UnreadFile(file=name, error=str(error))
    except _UNEXPECTED as error:
        what = f"This report could not be read ({type(error).__name__}: {error})."
        return UnreadFile(file=name, error=f"{path}: {what}")
