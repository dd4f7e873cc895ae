"""Work lists as files: a workbook or a page for each team and each worker, and an index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from inspectprep.annexa.outputs import page
from inspectprep.annexa.outputs.cover import ASK, Lines, Link, write_banner, write_table
from inspectprep.annexa.outputs.folder import writing_folder
from inspectprep.annexa.outputs.mark import COLOURS, Book, open_book, set_columns
from inspectprep.annexa.results.work_lists import AHEAD, WORKER, WorkItem, WorkKind, WorkList, WorkLists
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.arguments import checked_arguments

FORMATS = ("xlsx", "html")
OURS = re.compile(r"(index|(team|worker)-\d{2,4}(-[a-z0-9-]+)?)\.(xlsx|html)")
"""The names of the files of work lists."""
_MOST_FILES = 2_000
_LONGEST_NAME = 50
_LONGEST_NUMBER = 2
_NO_OWNER = {"team": "No team", "worker": "No worker"}


class _Column(NamedTuple):
    title: str
    width: int
    value: Callable[[WorkItem], Any]


_WHERE = (
    _Column("List", 6, lambda item: item.list),
    _Column("Cell", 9, lambda item: item.cell),
    _Column("Column", 20, lambda item: item.heading),
)
_WHO = (
    _Column("Team", 18, lambda item: item.team),
    _Column("Worker", 18, lambda item: item.worker),
)
_CHILD = _Column("Child", 14, lambda item: item.identifier)
_SEVERITY = _Column("Severity", 10, lambda item: item.severity.value)
_TO_DO = _Column("What to do", 38, lambda item: item.guidance)
_EXPLAINED = _Column("Explained", 24, lambda item: item.explained)
_SOURCE = (
    _Column("Rule", 11, lambda item: item.rule),
    _Column("File", 14, lambda item: item.file),
    _Column("Sheet", 9, lambda item: item.sheet),
)
_SECTIONS = {
    WorkKind.CORRECT: (
        "To correct",
        "What is wrong in the data, or must be checked",
        (_SEVERITY, _CHILD, _Column("What is wrong", 38, lambda item: item.message), _TO_DO,
         *_WHERE, *_WHO, _EXPLAINED, *_SOURCE),
    ),
    WorkKind.LATE: (
        "Overdue",
        "Practice that is late, or that inspectors will ask about",
        (_SEVERITY, _CHILD, _Column("What is late", 38, lambda item: item.message), _TO_DO,
         *_WHERE, *_WHO, _EXPLAINED, *_SOURCE),
    ),
    WorkKind.DUE: (
        "Falls due",
        f"What falls due in the next {AHEAD[-1]} working days, if it is not recorded yet",
        (_Column("Due by", 12, lambda item: item.due),
         _Column("Within", 16, lambda item: f"{item.within} working days"),
         _CHILD, _Column("If it is not done", 38, lambda item: item.message), _TO_DO,
         *_WHERE, *_WHO, *_SOURCE),
    ),
}  # fmt: skip


@checked_arguments
def write_worklists(
    folder: Path | str,
    work: WorkLists,
    *,
    format: str = "xlsx",
    inputs: Sequence[Path] = (),
) -> tuple[str, ...]:
    """Write a file for each owner, and an index, into a folder that only its owner can open.

    Each file has only the children of its owner, so it can be sent. The index names all owners, and no child.

    Args:
        folder: The folder. It may be absent, empty, or have only work lists, which are replaced.
        work: The work lists.
        format: ``xlsx`` or ``html``.
        inputs: Files that must not be replaced.

    Returns:
        The names of the files, the index first.

    Raises:
        UnknownNameError: if the format is unknown.
        InspectPrepError: if there are too many owners for a file each.
        WriteError: if it cannot be written. Nothing has changed then.
    """
    if format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    if len(work.lists) > _MOST_FILES:
        raise InspectPrepError(
            f"There are {len(work.lists):,} teams and workers. At most {_MOST_FILES:,} files are written.",
            remedy="Check the columns Allocated Team and Allocated Worker, or use --by team.",
        )
    names = _file_names(work, format)
    write, index = (_write_book, _write_index_book) if format == "xlsx" else (_write_page, _write_index_page)
    with writing_folder(folder, ours=OURS, inputs=inputs) as new:
        for one, name in zip(work.lists, names, strict=True):
            write(new / name, work, one)
        index(new / f"index.{format}", work, names)
    return (f"index.{format}", *names)


def _file_names(work: WorkLists, format: str) -> list[str]:
    """Return a name for each file: a number, and the owner's name unless it could be that of a child."""
    numbers = {"team": 0, "worker": 0}
    names = []
    identifiers = {re.sub(r"[^a-z0-9]", "", text.casefold()) for text in work.identifiers}
    for one in work.lists:
        numbers[one.by] += 1
        words = _words(one.owner or "none", identifiers)
        names.append("-".join((one.by, f"{numbers[one.by]:02d}", *words)) + f".{format}")
    return names


def _words(name: str, identifiers: set[str]) -> list[str]:
    """Return the words of a name as letters that every system takes; none if they may be an identifier."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    numbers = re.findall(r"\d+", plain)
    if any(len(number) > _LONGEST_NUMBER for number in numbers):
        return []
    # A part of the name, or several together, may be an identifier that was put into the wrong column.
    ends = range(len(words) + 1)
    parts = {"".join(words[first:last]) for first in ends for last in ends if first < last}
    if parts & identifiers:
        return []
    return "-".join(words)[:_LONGEST_NAME].strip("-").split("-") if words else []


def _title(one: WorkList) -> str:
    return one.owner or f"{_NO_OWNER[one.by]} on the row"


def _counts(one: WorkList) -> tuple[int, ...]:
    return (
        len(one.of(WorkKind.CORRECT)),
        len(one.of(WorkKind.LATE)),
        *(one.due_within(days) for days in AHEAD),
    )


_COUNTED = ("To correct", "Overdue", *(f"Due in {days} working days" for days in AHEAD))


def _columns(one: WorkList, kind: WorkKind) -> tuple[_Column, ...]:
    """Return the columns of a section, without those that are blank or have the owner in each row."""
    items = one.of(kind)
    return tuple(
        column
        for column in _SECTIONS[kind][2]
        if not (one.owner and column.title.casefold() == one.by)
        and (not items or any(column.value(item) for item in items))
    )


def _about(work: WorkLists) -> tuple[str, str]:
    return (
        f"As of {_day(work.as_of)}, and looking ahead to {_day(work.until)}.",
        "A day in Due by is the last working day on which it is in time.",
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _write_book(path: Path, work: WorkLists, one: WorkList) -> None:
    with open_book(path, title="Work list") as book:
        cover = Lines(book, "Summary", (30, 70))
        cover.banner("work list")
        cover.text(_title(one), bold=True)
        cover.text(_answer(one), bold=True)
        for text in _about(work):
            cover.text(text)
        cover.fact("Who to ask", ASK)
        cover.blank()
        for title, count in zip(_COUNTED, _counts(one), strict=True):
            cover.cells(title, count)
        cover.blank()
        cover.contents(Link(title, about) for title, about, _ in _SECTIONS.values())
        for kind in WorkKind:
            _write_section(book, one, kind)


def _answer(one: WorkList) -> str:
    correct, late, *due = _counts(one)
    return f"{correct:,} to correct, {late:,} overdue, and {due[-1]:,} due in {AHEAD[-1]} working days."


def _write_section(book: Book, one: WorkList, kind: WorkKind) -> None:
    title, about, _ = _SECTIONS[kind]
    columns, items = _columns(one, kind), one.of(kind)
    sheet = book.sheet(title)
    sheet.freeze_panes(2, 0)
    widths = [column.width for column in columns]
    set_columns(sheet, widths, repeat=(0, 1))
    write_banner(book, sheet, about, len(columns))
    top = {"valign": "top", "text_wrap": True}
    fills = {severity: book.format(top | {"bg_color": colour}) for severity, colour in COLOURS.items()}
    looks = [fills[item.severity.value] for item in items] if columns[0] is _SEVERITY else ()
    rows = ([column.value(item) or None for column in columns] for item in items)
    titles = [column.title for column in columns]
    below = write_table(book, sheet, title.replace(" ", "_"), titles, rows, (1, widths), looks=looks)
    if not items:
        sheet.write_string(below, 0, "Nothing.")


def _write_page(path: Path, work: WorkLists, one: WorkList) -> None:
    counts = page.table("How much there is", _COUNTED, [_counts(one)])
    page.write_page(path, _title(one), [page.paragraph(" ".join(_about(work))), counts, *_sections(one)])


def _sections(one: WorkList) -> Iterator[str]:
    for kind, (title, about, _) in _SECTIONS.items():
        columns, items = _columns(one, kind), one.of(kind)
        yield page.heading(title)
        if items:
            rows = [[column.value(item) for column in columns] for item in items]
            titles = [column.title for column in columns]
            yield page.table(about, titles, rows, classes=[item.severity.value for item in items])
        else:
            yield page.paragraph("Nothing.")


def _index_rows(work: WorkLists, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for one, name in zip(work.lists, names, strict=True):
        teams = {" ".join(item.team.split()) for item in one.items if item.team}
        note = ""
        if one.by == WORKER and one.owner and len(teams) > 1:
            note = f"On rows of {len(teams)} teams: check that this is one person before you send it."
        yield (one.by.capitalize(), _title(one), name, *_counts(one), note)


_INDEX = ("Kind", "Owner", "File", *_COUNTED, "Note")


def _write_index_book(path: Path, work: WorkLists, names: Sequence[str]) -> None:
    with open_book(path, title="Work lists") as book:
        lines = Lines(book, "Index", (9, 30, 40, *(11,) * len(_COUNTED), 34))
        lines.banner("work lists")
        lines.text(f"{len(names):,} files. Send each only to its owner.", bold=True)
        for text in _about(work):
            lines.text(text)
        lines.text(f"Who to ask: {ASK}.")
        lines.blank()
        lines.table("Work_lists", _INDEX, _index_rows(work, names))


def _write_index_page(path: Path, work: WorkLists, names: Sequence[str]) -> None:
    rows = page.table("A file for each team and worker", _INDEX, _index_rows(work, names))
    page.write_page(path, "Work lists", [page.paragraph(" ".join(_about(work))), rows])
