"""The steps that bring the folder of a workspace up to date. Each is done once, in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep import codec
from inspectprep.errors import StoreError, WriteError
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS, Scope
from inspectprep.workspace.inspections import give_inspection

if TYPE_CHECKING:
    from inspectprep.store.protocol import Store
    from inspectprep.workspace.records import Records

_FILE = "inspection.toml"
_TAKEN_OVER = "inspection.toml.taken-over"
_AUTHOR = "inspectprep"
_NOT_WRITABLE = {
    "read-only": "cannot be written",
    "unusable": "cannot be written",
    "full": "is on a full disk",
}


def migrate_folder(folder: Path, store: Store, records: Records, authority: str) -> None:
    """Do the steps that a folder still needs.

    Raises:
        DocumentError: if an ``inspection.toml`` has a mistake; each is named with its path.
        StoreError: if the store cannot be written, as in a read-only folder. Without the inspection it would
            not be known whether an outcome is under embargo, so the records cannot be read then.
        WriteError: if the file cannot be renamed. The inspection is on record.
    """
    for step in MIGRATIONS:
        step(folder, store, records, authority)


def _take_over_inspection(folder: Path, store: Store, records: Records, authority: str) -> None:
    """Turn ``inspection.toml``, which described the running inspection, into a record.

    All records of an inspection were about that one, so they get its id. The reason of the change has the
    checksum of the file, so that the same file is never taken over twice, even if the record changes.
    """
    file = folder / _FILE
    if not file.is_file():
        return
    inspection = codec.read_toml(file, Inspection)
    named = inspection if inspection.authority else evolve(inspection, authority=authority)
    reason = f"Taken over from {_FILE} ({hashlib.sha256(file.read_bytes()).hexdigest()[:12]})"
    try:
        with store.transaction():
            # An earlier attempt may have stopped after this transaction and before the file was renamed.
            if not _recorded(store, records, named, reason):
                entry = records.add(named, by=_AUTHOR, why=reason)
                for kind in RECORD_KINDS.values():
                    if kind.scope is not Scope.COUNCIL or kind.word == "publication":
                        give_inspection(store, kind, entry.id, by=_AUTHOR, why=f"About {entry.id}")
                _take_over_releases(store)
    except StoreError as error:
        if error.reason not in _NOT_WRITABLE:
            raise
        state = _NOT_WRITABLE[error.reason]
        raise StoreError(
            f"This file of an earlier version must become a record, and the folder {state}.",
            where=str(file),
            remedy="Open the workspace once where its folder can be written. Or copy the whole folder to a "
            "place where it can be written, and open the copy.",
            reason=error.reason,
        ) from error
    try:
        file.replace(folder / _TAKEN_OVER)
    except FileNotFoundError:
        pass  # another program has renamed it
    except OSError as error:
        raise WriteError(
            f"The file cannot be renamed: {error.strerror or 'unknown reason'}.",
            where=str(file),
            remedy=f"Rename it to {_TAKEN_OVER}. The inspection is on record.",
        ) from None


def _take_over_releases(store: Store) -> None:
    """Give each draft the day on which it went out, which was a decision about the draft at that time.

    The decision stays on record. Its draft may have no valid sign-off today, so it is not checked again.
    """
    drafts = {revision.id: revision for revision in store.list("release")}
    for decision in store.list("decision"):
        document = decision.document if isinstance(decision.document, Mapping) else {}
        draft = drafts.get(str(document.get("about")))
        if draft is None or not isinstance(draft.document, Mapping) or draft.document.get("released"):
            continue
        if document.get("decided") == f"Released to {draft.document.get('channel')}" and document.get("on"):
            changed = {**draft.document, "released": document["on"]}
            why = f"Released by {decision.id}"
            drafts[draft.id] = store.append(
                "release", draft.id, changed, by=_AUTHOR, why=why, expect=draft.revision
            )


def _recorded(store: Store, records: Records, inspection: Inspection, reason: str) -> bool:
    """Return whether a file was taken over already, or its inspection was begun in another way."""
    begun = any(
        (other.variant, other.notified) == (inspection.variant, inspection.notified)
        for other in records.all(Inspection)
    )
    ids = (f"ins-{number}" for number in range(1, store.last_number("inspection") + 1))
    return begun or any(
        revision.why == reason for id_ in ids for revision in store.history("inspection", id_)[:1]
    )


MIGRATIONS = (_take_over_inspection,)
"""The steps, from the first version of the folder on. A released step never changes."""
