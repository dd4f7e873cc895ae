"""The import of an export or a backup, which is checked for the personal data of children first."""

from __future__ import annotations

import json
import re
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
_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


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
    """Check the name of the store, which an export has in its first line.

    The name that a store gets when it is created is random. It is not searched, because its digits can have
    the form of a number of a child by chance, and an export with it could never be imported.
    """
    line = stream.readline(_FIRST_LINE)
    stream.seek(0)
    try:
        name = json.loads(line)["name"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return  # not an export: the store says why, or reads it as a backup
    if not isinstance(name, str) or _RANDOM.fullmatch(name):
        return
    if problems := [("name", reason) for reason in reasons_in(name, today, known)]:
        refuse_import(problems, where="Line 1")
