"""``inspectprep published parse``: published reports as a table, JSON Lines or parquet."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from inspectprep.cli.arguments import JsonOutput, Out
from inspectprep.cli.output import day, emit_json_texts, note, table
from inspectprep.errors import InspectPrepError
from inspectprep_published.output import json_line, writing_reports
from inspectprep_published.parallel import read_reports
from inspectprep_published.report import PublishedReport, UnreadFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY = 100
_COLUMNS = ("File", "Kind", "Council", "Fieldwork", "Overall", "To improve", "Warnings")


def parse(
    *files: Annotated[Path, Parameter(help="PDF files, and folders with PDF files.")],
    json: JsonOutput = False,
    out: Out = None,
    jobs: Annotated[
        int, Parameter(help="Number of processes. Default: one on each processor.", validator=Number(gte=0))
    ] = 0,
) -> int:
    """Read published inspection reports.

    The JSON has the dates, the lead inspectors, the grades and what needs to improve, with the page and the
    certainty of each value. --json writes one line for each report. --out writes a file whose name ends in
    .jsonl or .parquet. The exit code is 1 if a file was not read, and 2 if none was.
    """
    if json and out is not None:
        raise InspectPrepError("--json and --out contradict each other.", remedy="Use one of them.")
    paths = list(_pdf_files(files))
    rows: list[tuple[str, ...]] = []
    unread: list[UnreadFile] = []
    with writing_reports(out, inputs=paths) if out is not None else nullcontext() as add:
        for number, report in enumerate(read_reports(paths, jobs=jobs), start=1):
            if isinstance(report, UnreadFile):
                unread.append(report)
            if add is not None:
                add(report)
            elif json:
                emit_json_texts([json_line(report)])
            elif isinstance(report, PublishedReport):
                rows.append(_row(report))
            _show_progress(number, len(paths))
    if not json and out is None and rows:
        table("Published reports", _COLUMNS, rows)
    elif out is not None:
        note(f"Written: {out}")
    note(*(file.error for file in unread))
    if len(unread) == len(paths):
        return 2
    return 1 if unread else 0


def _pdf_files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the files, and the PDF files of folders and of the folders in them, in order of name.

    Raises:
        InspectPrepError: if no file is named, or a folder has none.
    """
    if not paths:
        raise InspectPrepError("No file is named.", remedy="Name PDF files, or a folder with them.")
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.casefold() == ".pdf" and not file.name.startswith(".")
        )
        if not found:
            raise InspectPrepError("This folder has no PDF files.", where=str(path))
        yield from found


def _row(report: PublishedReport) -> tuple[str, ...]:
    overall = report.grades.get("overall")
    periods = "; ".join(f"{day(period.start)} to {day(period.end)}" for period in report.fieldwork)
    return (
        report.file,
        report.kind.value,
        report.authority,
        periods,
        overall.value if overall else "",
        f"{len(report.improvements)}",
        f"{len(report.warnings)}",
    )


def _show_progress(number: int, count: int) -> None:
    """Write the number of files that were read to the standard error stream."""
    if count == 1:
        return
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{number} of {count} files read" + ("\n" if number == count else ""))
        sys.stderr.flush()
    elif number % _EVERY == 0 or number == count:
        note(f"{number} of {count} files read")
