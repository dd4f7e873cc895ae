"""The workbook of the tracker, filled in by people and read back.

Only rows that differ from the checklist at the change with which the workbook was written are recorded. What
was recorded for a task since then is shown as a conflict and is not replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectprep.calendar.written import read_day
from inspectprep.errors import DocumentError, InspectPrepError, UnknownNameError, closest
from inspectprep.model.checklist import Status, Task
from inspectprep.model.decision import TaskState
from inspectprep.model.representation import with_one_line
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.planning.running import NO_INSPECTION
from inspectprep.planning.wording import long_date
from inspectprep.reports.words import status_words
from inspectprep.sources.files import read_file

if TYPE_CHECKING:
    from inspectprep.planning.readiness import CouncilState
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.workspace import Workspace

_NEEDED = ("Status", "Day", "Note", "Id", "Inspection", "Change", "Written")

_WORDS = {text.casefold(): status for status in Status for text in (status.value, status_words(status))}


@with_one_line
class TrackerConflict(NamedTuple):
    """A row that was not recorded, because the task has changed since the workbook was written.

    Attributes:
        row: The number of the row.
        task: The task as it is now.
        status: The status in the workbook.
        day: The day in the workbook.
    """

    row: int
    task: Task
    status: Status
    day: date


@with_one_line
class TrackerRead(NamedTuple):
    """The result of reading a workbook back.

    Attributes:
        recorded: The tasks with their new records.
        conflicts: The rows that were not recorded.
    """

    recorded: tuple[tuple[Task, RecordEntry], ...]
    conflicts: tuple[TrackerConflict, ...]


class _Row(NamedTuple):
    number: int
    cells: Mapping[str, str]
    kinds: Mapping[str, int]


class _Wanted(NamedTuple):
    row: int
    status: Status
    day: date | None
    note: str


def read_tracker(
    workspace: Workspace, path: Path, *, by: str, why: str = "", reader: str = ""
) -> TrackerRead:
    """Record the rows of a workbook that people changed: all of them, or none if a row has a mistake.

    Args:
        workspace: The workspace that wrote it.
        path: The workbook.
        by: The author.
        why: The reason for the change.
        reader: The reader for whom the workbook was written, if the name was given then.

    Raises:
        SourceError: if it cannot be read.
        InspectPrepError: if it is not such a workbook, or is of another workspace.
        DocumentError: naming each row with a mistake.
        PersonalDataError: if a note seems to contain a child's details.
    """
    rows = _rows(path)
    problems: list[tuple[str, str]] = []
    inspection, change, written = _origin(rows, path)
    if change > workspace.store.head().number:
        raise InspectPrepError(
            "This workbook was written by another workspace.",
            where=path.name,
            remedy="Write it again: inspectprep checklist --out tracker.xlsx.",
        )
    before = _state(workspace, inspection, written, change, path, reader)
    now = _state(workspace, inspection, written if not inspection else None, None, path, reader)
    wanted = _wanted(rows, before, problems)
    changed = {name: row for name, row in wanted.items() if _differs(row, before.checklist[name])}
    today = workspace.current_day
    dated = {name: _day(row, before.checklist[name], today) for name, row in changed.items()}
    for name, day in dated.items():
        where = f"row {changed[name].row}"
        if day > today:
            problems.append((where, f"{long_date(day)} is in the future"))
        elif inspection and day < before.timeline.notified:
            problems.append((where, f"{long_date(day)} is before the call"))
    if problems:
        raise DocumentError(problems, where=path.name)
    return _record(workspace, now, changed, dated, change, by=by, why=why)


def _record(
    workspace: Workspace,
    now: CouncilState,
    changed: Mapping[str, _Wanted],
    dated: Mapping[str, date],
    change: int,
    *,
    by: str,
    why: str,
) -> TrackerRead:
    records = workspace.records
    inspection = now.timeline.inspection.id
    known = {state.id for state in records.all(TaskState, change)}
    newer = {
        state.task
        for state in records.all(TaskState)
        if state.id not in known and state.inspection in ("", inspection)
    }
    recorded, conflicts = [], []
    with records.transaction():
        for name, row in changed.items():
            task = now.checklist[name]
            if {name, task.template} & newer:
                if (task.status, task.on) != (row.status, dated[name]):
                    conflicts.append(TrackerConflict(row.row, task, row.status, dated[name]))
                continue
            state = TaskState(
                inspection=inspection or NO_INSPECTION,
                task=name,
                status=row.status,
                on=dated[name],
                note=row.note,
            )
            recorded.append((task, records.add(state, by=by, why=why)))
    return TrackerRead(tuple(recorded), tuple(conflicts))


def _state(
    workspace: Workspace, inspection: str, on: date | None, as_of: int | None, path: Path, reader: str
) -> CouncilState:
    try:
        return workspace.state(inspection=inspection, on=on, as_of=as_of, reader=reader, what="checklist")
    except UnknownNameError:
        raise InspectPrepError(
            f"This workbook is of {inspection}, which is not on record here.",
            where=path.name,
            remedy="Use the workspace that wrote it.",
        ) from None


def _rows(path: Path) -> list[_Row]:
    """Return the rows below the headings of the one sheet that has them."""
    found = [sheet for sheet in read_file(path).sheets if _headings(sheet) is not None]
    if len(found) != 1:
        what = "No sheet has" if not found else f"{len(found)} sheets have"
        raise InspectPrepError(
            f"{what} the columns {', '.join(_NEEDED)}.",
            where=path.name,
            remedy="Use a workbook that `inspectprep checklist --out tracker.xlsx` wrote, with one of it.",
        )
    (sheet,) = found
    place, columns = _headings(sheet) or (0, {})
    merged = [cells.name for cells in sheet.merged_cells if cells.rows[-1] > sheet.first_row + place]
    if merged:
        raise InspectPrepError(
            f"Cells are merged: {', '.join(merged)}.", where=path.name, remedy="Take the merged cells apart."
        )
    kinds = sheet.kinds.rows() if sheet.kinds is not None else None
    rows = []
    for index, cells in enumerate(sheet.cells.rows()):
        if index > place and any(cell is not None and f"{cell}".strip() for cell in cells):
            rows.append(
                _Row(
                    sheet.first_row + index,
                    {name: f"{cells[at] or ''}".strip() for name, at in columns.items()},
                    {name: kinds[index][at] if kinds else CellKind.TEXT for name, at in columns.items()},
                )
            )
    return rows


def _headings(sheet: RawSheet) -> tuple[int, dict[str, int]] | None:
    cells: Any = sheet.cells
    for index, row in enumerate(cells.head(20).rows()):
        places = {f"{cell}".strip(): at for at, cell in enumerate(row) if cell is not None}
        if set(_NEEDED) <= places.keys():
            return index, {name: places[name] for name in _NEEDED}
    return None


def _origin(rows: Sequence[_Row], path: Path) -> tuple[str, int, date]:
    """Return the inspection, the change and the day with which the workbook was written.

    Raises:
        InspectPrepError: if the rows do not have the same.
    """
    origins = {
        tuple(row.cells[name] for name in ("Inspection", "Change", "Written"))
        for row in rows
        if row.cells["Id"]
    }
    if len(origins) == 1:
        ((inspection, change, written),) = origins
        try:
            return (
                "" if inspection == NO_INSPECTION else inspection,
                int(float(change)),
                read_day(written[:10]),
            )
        except (ValueError, OverflowError):
            pass
    raise InspectPrepError(
        "Inspection, Change and Written do not have the same valid value in every row with an id.",
        where=path.name,
        remedy="Copy them from a row that was not changed, or write the workbook again.",
    )


def _wanted(
    rows: Sequence[_Row], before: CouncilState, problems: list[tuple[str, str]]
) -> dict[str, _Wanted]:
    tasks = {task.id: task for task in before.checklist}
    wanted: dict[str, _Wanted] = {}
    for row in rows:
        mistakes = list(_mistakes(row, tasks, wanted))
        problems += [(f"row {row.number}", mistake) for mistake in mistakes]
        if not mistakes:
            day = row.cells["Day"]
            wanted[row.cells["Id"]] = _Wanted(
                row.number,
                _WORDS[row.cells["Status"].casefold()],
                _read_cell_day(row) if day else None,
                row.cells["Note"],
            )
    return wanted


def _mistakes(row: _Row, tasks: Mapping[str, Task], wanted: Mapping[str, _Wanted]) -> Iterator[str]:
    name = row.cells["Id"]
    formulas = [
        column
        for column in _NEEDED
        if row.kinds[column] in (CellKind.FORMULA, CellKind.ERROR) or row.cells[column].startswith("=")
    ]
    if formulas:
        yield f"{', '.join(formulas)}: write a value in place of a formula"
        return
    if not name:
        yield "has no id. Rows cannot be added; a new task belongs in a file of tasks"
        return
    if name not in tasks:
        near = closest(name, tasks)
        yield f"there is no task {name!r}" + (f". Did you mean {near!r}?" if near else "")
    elif name in wanted:
        yield f"{name!r} is also in row {wanted[name].row}"
    if row.cells["Status"].casefold() not in _WORDS:
        known = ", ".join(status_words(status) for status in Status)
        yield f"Status should be one of: {known}"
    try:
        _read_cell_day(row)
    except ValueError as error:
        yield f"Day: {error}"


def _read_cell_day(row: _Row) -> date | None:
    text = row.cells["Day"]
    if not text:
        return None
    return date.fromisoformat(text[:10]) if row.kinds["Day"] == CellKind.DATE else read_day(text)


def _differs(row: _Wanted, task: Task) -> bool:
    return row.status is not task.status or bool(row.note) or (row.day is not None and row.day != task.on)


def _day(row: _Wanted, task: Task, today: date) -> date:
    """Return the day of a status. A day that is left from an earlier status does not count."""
    if row.day is None or (row.status is not task.status and row.day == task.on):
        return today
    return row.day
