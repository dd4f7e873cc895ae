"""Teams and workers from a CSV file. Formulas are read as text, and similar names are not merged."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.calendar.written import DATE_FORMATS, read_day
from inspectprep.errors import DocumentError, InvalidValueError, SourceError, closest
from inspectprep.inputs import open_file
from inspectprep.model.preparation import Workforce
from inspectprep.model.representation import frozen
from inspectprep.model.workforce import Team, Worker
from inspectprep.planning.people.matching import workforce_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADINGS = {
    "worker": "name",
    "name": "name",
    "worker name": "name",
    "allocated worker": "name",
    "social worker": "name",
    "team": "team",
    "team name": "team",
    "allocated team": "team",
    "job": "job",
    "job title": "job",
    "post": "job",
    "joined": "joined",
    "start date": "joined",
    "started": "joined",
    "left": "left",
    "leaving date": "left",
    "end date": "left",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")  # a spreadsheet adds it to a date
_MOST_BYTES = 20_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@frozen(kw_only=True)
class WorkforceFile:
    """The content of a file.

    Attributes:
        workers: The workers in the order of the file, one for each spelling of a name.
        workforce: The teams, and questions about similar names.
        notes: Notes on the encoding, the separator, formulas and lines that were ignored.
    """

    workers: tuple[Worker, ...]
    workforce: Workforce
    notes: tuple[str, ...] = ()


def read_workforce(path: Path | str) -> WorkforceFile:
    """Read teams and workers from a text file with headings such as Name, Team, Job and Joined.

    A cell that begins like a formula is read as text, without its first character, because no name begins
    like a formula.

    Raises:
        SourceError: if the file is missing, empty, too large or not a text file.
        DocumentError: if a heading or a date is not valid; each is named with its cell.
    """
    file = Path(path)
    text, encoding = _decoded(file)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error:
        raise SourceError(
            f"Line {reader.line_num} has a cell that is too long.",
            where=file.name,
            remedy="Check the quotation marks there, and whether this is a list of workers.",
            reason="limit",
        ) from None
    place = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if place is None:
        raise SourceError("The file is empty.", where=file.name, reason="empty")
    columns = _columns(rows[place], file.name, place + 1)
    notes = [f"Read as {encoding}, separated by {_separator_name(delimiter)}."]
    workers, pairs, formulas = _workers(rows, place, columns, file.name)
    blank = sum(not name for name, _ in pairs)
    if formulas:
        cells = "1 cell begins" if formulas == 1 else f"{formulas} cells begin"
        notes.append(f"{cells} like a formula: read as text.")
    if blank:
        notes.append(f"{blank} {'line has' if blank == 1 else 'lines have'} no name: only the team was read.")
    workforce = workforce_of(pairs, notes=notes)
    teams = dict(workforce.workers)
    merged: dict[str, Worker] = {}
    for worker in workers:
        if worker.name in teams:
            team = teams[worker.name]
            merged.setdefault(worker.name, evolve(worker, team=team))
    return WorkforceFile(workers=tuple(merged.values()), workforce=workforce, notes=tuple(notes))


def records_of(workforce: Workforce) -> tuple[tuple[Team, ...], tuple[Worker, ...]]:
    """Return the teams and workers as records. Names with a question are as written."""
    return (
        tuple(Team(name=name) for name in workforce.teams),
        tuple(Worker(name=name, team=team) for name, team in workforce.workers),
    )


def _decoded(file: Path) -> tuple[str, str]:
    with open_file(file) as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise SourceError("The file is larger than 20 MB.", where=file.name, reason="limit")
    if data.startswith(b"PK\x03\x04"):
        raise SourceError(
            "This is a workbook, not a text file.",
            where=file.name,
            remedy="Save the sheet as CSV, and use that file.",
            reason="format",
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").replace("\0", ""), encoding.removesuffix("-sig").upper()
    try:
        return data.decode().replace("\0", ""), "UTF-8"
    except UnicodeDecodeError:
        # Five bytes are not defined in Windows-1252. They become replacement characters.
        return data.decode("cp1252", "replace").replace("\0", ""), "Windows-1252"


def _delimiter(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=head.count)


def _separator_name(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter]


def _columns(headings: list[str], where: str, row: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    unknown = []
    for place, heading in enumerate(headings):
        plain = " ".join(heading.replace("_", " ").split()).casefold().lstrip("\ufeff")
        name = _HEADINGS.get(plain)
        if name and name not in columns:
            columns[name] = place
        elif plain and not name:
            unknown.append((place, closest(plain, _HEADINGS)))
    if "name" not in columns and "team" not in columns:
        problems = [
            (f"{_cell(place, row)}", f"This heading is unknown. Did you mean {near!r}?")
            for place, near in unknown
            if near
        ]
        problems.append((f"row {row}", "There is no heading Name or Team."))
        raise DocumentError(problems, where=where)
    return columns


def _workers(
    rows: list[list[str]], place: int, columns: Mapping[str, int], where: str
) -> tuple[list[Worker], list[tuple[str, str]], int]:
    """Return the workers, each line's name (may be empty) and team, and the number of formulas."""
    workers: list[Worker] = []
    pairs: list[tuple[str, str]] = []
    problems: list[tuple[str, str]] = []
    formulas = 0
    for number, row in enumerate(rows[place + 1 :], place + 2):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not any(cells.values()):
            continue
        for name, cell in cells.items():
            if cell.startswith(_FORMULA) and name not in ("joined", "left"):
                formulas += 1
                cells[name] = cell.lstrip("".join(_FORMULA)).strip()
        dates: dict[str, date | None] = {}
        for name in ("joined", "left"):
            try:
                cell = _MIDNIGHT.sub("", cells.get(name, ""))
                dates[name] = read_day(cell) if cell else None
            except ValueError:
                text = f"This is not a valid date. Examples: {DATE_FORMATS}."
                problems.append((_cell(columns[name], number), text))
        texts = {name: " ".join(cells.get(name, "").split()) for name in ("name", "team", "job")}
        pairs.append((texts["name"], texts["team"]))
        if texts["name"]:
            try:
                workers.append(
                    Worker(
                        name=texts["name"],
                        team=texts["team"],
                        job=texts["job"],
                        joined=dates.get("joined"),
                        left=dates.get("left"),
                    )
                )
            except InvalidValueError as error:
                problems.append((_cell(columns[error.field], number), f"The value {error.problem}"))
    if problems:
        raise DocumentError(problems, where=where)
    return workers, pairs, formulas


def _cell(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
