"""The content of a report for the index: its inspection and its sentences. Files are read in parallel."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspectprep.errors import shortened
from inspectprep_published.layout import read_layout
from inspectprep_published.learning.sentences import Sentence, sentences
from inspectprep_published.parallel import read_files
from inspectprep_published.read import attempt, report_of
from inspectprep_published.report import PublishedReport, UnreadFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class ReportContent(NamedTuple):
    """The content of a file.

    Attributes:
        problem: The reason why it was not read as a report. Empty if it was.
        inspection: The same text for every copy of one report. Empty if the report does not say which it is.
        kind: The kind of report.
        authority: The council's name. Empty if it was not found.
        day: The first day of the inspection, or else the day of publication. None if neither is known.
        sentences: Its sentences.
    """

    problem: str = ""
    inspection: str = ""
    kind: str = ""
    authority: str = ""
    day: date | None = None
    sentences: tuple[Sentence, ...] = ()


def read_contents(paths: Sequence[Path], *, jobs: int = 0) -> Iterator[ReportContent]:
    """Yield the content of each file, or what is wrong with it, in the order of the files.

    Args:
        paths: The files.
        jobs: The number of processes. 0 for one on each processor.
    """
    for path, content in zip(paths, read_files(paths, _try_content, jobs=jobs), strict=True):
        if isinstance(content, UnreadFile):
            problem = content.error
            for place in (f"{path}", shortened(f"{path}")):
                problem = problem.removeprefix(f"{place}: ")
            yield ReportContent(problem=problem)
        else:
            yield content


def _try_content(path: Path) -> ReportContent | UnreadFile:
    return attempt(_content, path)


def _content(path: Path | str) -> ReportContent:
    layout = read_layout(path)
    report = report_of(layout, path)
    kind = report.kind.value
    day = report.fieldwork[0].start if report.fieldwork else report.published
    return ReportContent(
        inspection=_inspection(report, day),
        kind=kind,
        authority=report.authority,
        day=day,
        sentences=sentences(layout.body, kind=kind),
    )


def _inspection(report: PublishedReport, day: date | None) -> str:
    known = report.authority and day
    return f"{report.kind.value} {report.authority.casefold()} {day}" if known else ""
