"""The import of an export or a backup, which is checked for the personal data of children first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.inputs import open_file
from inspectprep.workspace.personal_data.refusal import (
    import_check,
    reasons_in,
    refuse_file_name,
    refuse_import,
)

if TYPE_CHECKING:
    from typing import BinaryIO

    from inspectprep.store.protocol import Head, Store
    from inspectprep.workspace.personal_data.known_children import KnownChildren

_FIRST_LINE = 10_000


def import_records(store: Store, path: Path, *, today: date, known: KnownChildren) -> Head:
    """Import a file into an empty store, and return the state of the store.

    Args:
        store: The store.
        path: An export or a backup.
        today: The day of the import.
        known: The children in loaded lists.

    Raises:
        PersonalDataError: if the file or its name seems to contain a child's details; nothing is imported.
        StoreError: if the file is not complete, or the store has records; nothing is imported.
        SourceError: if the file cannot be read.
    """
    refuse_file_name(path.name, today=today, known=known)
    with open_file(path) as stream:
        _check_first_line(stream, today, known)
        return store.import_(stream, check=import_check(today=today, known=known))


def _check_first_line(stream: BinaryIO, today: date, known: KnownChildren) -> None:
    """Check the name of the store, which an export has in its first line."""
    line = stream.readline(_FIRST_LINE).decode("utf-8", "replace")
    stream.seek(0)
    problems = [("first line", reason) for reason in reasons_in(line, today, known)]
    if line.startswith("{") and problems:
        refuse_import(problems, where="Line 1")
