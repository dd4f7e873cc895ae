"""Records for a reader, each with the guard that redacts texts under embargo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.workspace.embargo import recorded_guard
from inspectprep.workspace.gate import record_showings

if TYPE_CHECKING:
    from inspectprep.planning.communication.guard import Guard
    from inspectprep.store.protocol import Moment
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.workspace import Workspace


def shown_entries(
    workspace: Workspace, kind: str, as_of: Moment, reader: str
) -> tuple[tuple[RecordEntry, ...], Guard]:
    """Return every record of a kind with the guard; see :meth:`.Workspace.shown_entries`."""
    entries = workspace.records.entries(kind, as_of)
    guard = recorded_guard(workspace, reader)
    if as_of is not None and guard.watches:
        entries = tuple(_as_guarded(guard, entry, _current(workspace, entry)) for entry in entries)
    record_showings(workspace, guard, kind, (entry.value for entry in entries if entry.value is not None))
    return entries, guard


def shown_entry(
    workspace: Workspace,
    id: str,
    as_of: Moment,
    *,
    revision: int | None,
    kind: str | None,
    reader: str,
) -> tuple[RecordEntry, Guard]:
    """Return a record with the guard; see :meth:`.Workspace.shown_entry`."""
    entry = workspace.records.entry(id, as_of, revision=revision, kind=kind)
    guard = recorded_guard(workspace, reader)
    if guard.watches and (revision is not None or as_of is not None):
        entry = _as_guarded(guard, entry, _current(workspace, entry))
    if entry.value is not None:
        record_showings(workspace, guard, entry.kind, (entry.value,))
    return entry, guard


def shown_history(workspace: Workspace, id: str, reader: str) -> tuple[tuple[RecordEntry, ...], Guard]:
    """Return every revision of a record with the guard; see :meth:`.Workspace.shown_history`."""
    entries = workspace.records.history(id)
    guard = recorded_guard(workspace, reader)
    if guard.watches:
        entries = tuple(_as_guarded(guard, entry, entries) for entry in entries)
    record_showings(workspace, guard, entries[0].kind, (e.value for e in entries if e.value is not None))
    return entries, guard


def _current(workspace: Workspace, entry: RecordEntry) -> tuple[RecordEntry, ...]:
    return workspace.records.history(entry.id)[-1:]


def _as_guarded(guard: Guard, entry: RecordEntry, others: tuple[RecordEntry, ...]) -> RecordEntry:
    """Return a revision that is marked as revealing an outcome if another revision of it is withheld."""
    value = entry.value
    if value is None or guard.withholds(value):
        return entry
    if not any(other.value is not None and guard.withholds(other.value) for other in others):
        return entry
    mark = "reveals_outcome" if hasattr(value, "reveals_outcome") else "outcome"
    return entry._replace(value=evolve(value, **{mark: True})) if hasattr(value, mark) else entry
