"""Options of the commands that learn from reports: which reports and sections, and where the index is."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from inspectprep.calendar.written import read_day
from inspectprep.cli.annexa.options import done, progress
from inspectprep.cli.output import note
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep_published.learning.choice import Choice
from inspectprep_published.learning.index import Index, open_index
from inspectprep_published.learning.sections import known_sections
from inspectprep_published.report import ReportKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_YEAR = 4
_SHOWN = 10

Folder = Annotated[Path, Parameter(help="Folder with reports as PDF files.")]
Kinds = Annotated[
    list[str] | None,
    Parameter(
        name="--kind",
        negative="",
        consume_multiple=False,
        help="Kind of report, such as ilacs. Can be repeated.",
    ),
]
Judgements = Annotated[
    list[str] | None,
    Parameter(
        name="--judgement",
        negative="",
        consume_multiple=False,
        help="Only sections about this judgement, such as help_and_protection. Can be repeated.",
    ),
]
Since = Annotated[
    str | None, Parameter(help="Only inspections that began in this year or later, or on this day or later.")
]
ThemeFile = Annotated[
    Path | None,
    Parameter(name="--themes", help="TOML file with themes of your own, or other words for known ones."),
]
IndexFile = Annotated[
    Path | None,
    Parameter(
        name="--index",
        help="File for the index. Default: published-index.sqlite in the folder, if it can be written.",
    ),
]
Jobs = Annotated[
    int, Parameter(help="Number of processes. Default: one on each processor.", validator=Number(gte=0))
]


def read_choice(
    kinds: Sequence[str] | None,
    judgements: Sequence[str] | None,
    since: str | None,
    *,
    needs_improvement: bool = False,
) -> Choice:
    """Return the choice that the options make.

    Raises:
        UnknownNameError: if there is no such kind or judgement.
        InspectPrepError: if the first day is not a year or a date.
    """
    known = {section.judgement for section in known_sections().values() if section.judgement}
    for option, names, allowed in (
        ("kind", kinds or (), {kind.value for kind in ReportKind} - {ReportKind.NOT_A_REPORT.value}),
        ("judgement", judgements or (), known),
    ):
        for name in names:
            if name not in allowed:
                raise UnknownNameError(option, name, allowed, where=f"--{option}")
    text = (since or "").strip()
    try:
        first = (
            read_day(f"{text}-01-01" if len(text) == _YEAR and text.isdecimal() else text) if since else None
        )
    except ValueError:
        raise InspectPrepError(
            f"{since!r} is not a year or a date.", where="--since", remedy="Use a year, such as 2023."
        ) from None
    return Choice(
        kinds=tuple(kinds or ()),
        judgements=tuple(judgements or ()),
        since=first,
        needs_improvement=needs_improvement,
    )


@contextmanager
def opened(folder: Path, file: Path | None, jobs: int) -> Iterator[Index]:
    """Open the index of a folder, with progress, and say what could not be read.

    Raises:
        SourceError: if there is no such folder, or it has no PDF files.
        WriteError: if the index cannot be written.
    """
    show = progress()
    try:
        index = open_index(folder, file=file, jobs=jobs, progress=show)
    finally:
        done(show)
    with index:
        if index.stored is None:
            note(
                "inspectprep: the index cannot be stored in the folder, so it was made in memory. "
                "Name a file for it with --index."
            )
        unread = index.unread
        for each in unread[:_SHOWN]:
            note(f"inspectprep: {each.file} is left out. {each.problem}")
        if len(unread) > _SHOWN:
            note(f"inspectprep: {len(unread) - _SHOWN:,} more files are left out. See themes --json.")
        yield index
