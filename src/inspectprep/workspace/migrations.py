"""The steps that bring the folder of a workspace up to date. Each is done once, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep import codec
from inspectprep.errors import WriteError
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS, Scope

if TYPE_CHECKING:
    from inspectprep.workspace.records import Records

_FILE = "inspection.toml"
_TAKEN_OVER = "inspection.toml.taken-over"
_AUTHOR = "inspectprep"


def migrate_folder(folder: Path, records: Records, authority: str) -> None:
    """Do the steps that a folder still needs.

    Raises:
        DocumentError: if an ``inspection.toml`` has a mistake; each is named with its path.
        WriteError: if the folder cannot be written. Nothing is lost, and the step is done next time.
    """
    for step in MIGRATIONS:
        step(folder, records, authority)


def _take_over_inspection(folder: Path, records: Records, authority: str) -> None:
    """Turn ``inspection.toml``, which described the running inspection, into a record.

    All records of an inspection were about that one, so they get its id.
    """
    file = folder / _FILE
    if not file.is_file():
        return
    inspection = codec.read_toml(file, Inspection)
    same = [
        other
        for other in records.all(Inspection)
        if (other.variant, other.notified) == (inspection.variant, inspection.notified)
    ]
    with records.transaction():
        # An earlier attempt may have stopped after this transaction and before the file was renamed.
        if not same:
            _add(inspection, records, authority)
    try:
        file.replace(folder / _TAKEN_OVER)
    except OSError as error:
        raise WriteError(
            f"The file cannot be renamed: {error.strerror or 'unknown reason'}.",
            where=str(file),
            remedy=f"Rename it to {_TAKEN_OVER}. The inspection is on record.",
        ) from None


def _add(inspection: Inspection, records: Records, authority: str) -> None:
    named = inspection if inspection.authority else evolve(inspection, authority=authority)
    entry = records.add(named, by=_AUTHOR, why=f"Taken over from {_FILE}")
    for kind in RECORD_KINDS.values():
        if kind.scope is Scope.COUNCIL and kind.word != "publication":
            continue
        for old in records.entries(kind.word):
            if old.value is not None and not old.value.inspection:
                records.change(old.id, {"inspection": entry.id}, by=_AUTHOR, why=f"About {entry.id}")


MIGRATIONS: Sequence[Callable[[Path, Records, str], None]] = (_take_over_inspection,)
"""The steps, from the first version of the folder on. A released step never changes."""
