"""The errors of SQLite in plain words: what happened, to which file, and what to do."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager

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


class _Explaining:
    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        """Enter the block."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: object
    ) -> None:
        """Raise the error in plain words, if it is one of SQLite or of the operating system."""
        if isinstance(error, sqlite3.Error):
            name = getattr(error, "sqlite_errorname", "")
            family = "_".join(name.split("_")[:2])
            words = _WORDS.get(name) or _WORDS.get(family) or _UNUSABLE
            raise _explained(words, f"{error}", self._where) from error
        if isinstance(error, OSError):
            raise _explained(_UNUSABLE, error.strerror or type(error).__name__, self._where) from error


def explaining(where: str) -> AbstractContextManager[None]:
    """Turn SQLite's errors in a block into StoreError. The result can be used for many blocks.

    Raises (the block):
        StoreError: in place of any error of SQLite or of the operating system.
    """
    # A class costs a block less than a generator does, and each change has several blocks.
    return _Explaining(where)


def _explained(words: tuple[str, str, str], detail: str, where: str) -> StoreError:
    reason, what, remedy = words
    return StoreError(what.format(detail=detail), where=where, remedy=remedy, reason=reason)
