"""The errors of SQLite in plain words: what happened, to which file, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from inspectprep.errors import StoreError

_DAMAGED = (
    "damaged",
    "The store is damaged: {detail}.",
    "Nothing was changed. Do not delete the file. Import the last backup or export into a new workspace.",
)
_FULL = (
    "full",
    "The disk is full: {detail}.",
    "Free some space. Everything recorded before is safe; this change was not recorded.",
)
_READ_ONLY = (
    "read-only",
    "There is no permission to write to the store: {detail}.",
    "Ask for permission to write to the file and its folder. Nothing was changed.",
)
_BUSY = (
    "busy",
    "The store is busy, because another program is writing to it: {detail}.",
    "Try again. This change was not recorded.",
)
_UNUSABLE = (
    "unusable",
    "The store cannot be used: {detail}.",
    "Check the disk and the permissions of the folder. This change was not recorded.",
)

_WORDS = {
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    # The log file could not be created.
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    # If a file cannot grow, SQLite reports a write error and not a full disk.
    "SQLITE_IOERR_WRITE": _FULL,
    "SQLITE_IOERR_SHMSIZE": _FULL,
    "SQLITE_IOERR_SHMMAP": _FULL,
}


@contextmanager
def explaining(where: str) -> Iterator[None]:
    """Turn SQLite's errors into StoreError.

    Raises:
        StoreError: in place of any error of SQLite or of the operating system.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        family = "_".join(name.split("_")[:2])
        reason, what, remedy = _WORDS.get(name) or _WORDS.get(family) or _UNUSABLE
        raise StoreError(what.format(detail=error), where=where, remedy=remedy, reason=reason) from error
    except OSError as error:
        reason, what, remedy = _UNUSABLE
        detail = error.strerror or type(error).__name__
        raise StoreError(what.format(detail=detail), where=where, remedy=remedy, reason=reason) from error
