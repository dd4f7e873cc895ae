"""The tables of the SQLite store, and the migrations between their versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inspectprep.errors import StoreError

Migration = Callable[[sqlite3.Connection], None]
"""A step from one version of the tables to the next. It must not end the transaction around it."""

APPLICATION = 0x69507031
"""The application id in the SQLite file ("iPp1"). Files of other programs have another one."""

_FIRST = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE changes (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        why TEXT NOT NULL,
        document TEXT,
        checksum TEXT NOT NULL,
        head TEXT NOT NULL,
        UNIQUE (kind, id, revision)
    )""",
    """CREATE TABLE latest (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (kind, id)
    ) WITHOUT ROWID""",
    "CREATE TABLE counters (kind TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TRIGGER changes_stay BEFORE UPDATE ON changes
        BEGIN SELECT RAISE(ABORT, 'a recorded change is never altered'); END""",
    """CREATE TRIGGER changes_remain BEFORE DELETE ON changes
        BEGIN SELECT RAISE(ABORT, 'a recorded change is never deleted'); END""",
)


def _first(connection: sqlite3.Connection) -> None:
    for statement in _FIRST:
        connection.execute(statement)


_RENAMED = {"told": "disclosure", "taskstate": "task"}
_FORMER = {new: old for old, new in _RENAMED.items()}
_RENAMED_FIELDS = {"told": {"told": "on"}}


def current_kind(recorded: str) -> str:
    """Return the word of a kind of record today, given the word under which a change was recorded."""
    return _RENAMED.get(recorded, recorded)


def current_document(recorded: str, document: Any) -> Any:
    """Return a document with today's names of its fields, given the word under which it was recorded.

    A document that is not a table of fields is returned as it is.
    """
    if not isinstance(document, Mapping):
        return document
    if recorded == "inspection":
        return _inspection(document)
    names = _RENAMED_FIELDS.get(recorded)
    if not names:
        return document
    return {names.get(field, field): value for field, value in document.items()}


def _inspection(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an inspection with its dates as events. Up to version 2 they had fields of their own."""
    first, last, published = (document.get(field) for field in ("starting", "until", "published"))
    if not (first or last or published):
        return document
    kept = {
        field: value for field, value in document.items() if field not in ("starting", "until", "published")
    }
    happened = []
    if first or last:
        happened.append({"id": "fieldwork", "start": first or last, **({"end": last} if last else {})})
    if published:
        happened.append({"id": "publication", "start": published})
    return {**kept, "actual": happened}


def recorded_as(kind: str) -> tuple[str, tuple[str, ...]]:
    """Return the SQL condition that changes are of a kind, and its values.

    A recorded change is never altered, because its checksum covers its kind. So a renamed kind has changes
    under two words, today's and the former one.
    """
    former = _FORMER.get(kind)
    # SQLite finds one word in the order of the index. With two, it has to sort.
    return ("kind = ?", (kind,)) if former is None else ("kind IN (?, ?)", (kind, former))


def _second(connection: sqlite3.Connection) -> None:
    # These two tables are indexes of the changes. The changes themselves stay as they were recorded.
    for old, new in (("told", "disclosure"), ("taskstate", "task")):
        connection.execute("UPDATE latest SET kind = ? WHERE kind = ?", (new, old))
        connection.execute("UPDATE counters SET kind = ? WHERE kind = ?", (new, old))


def _third(_connection: sqlite3.Connection) -> None:
    """Mark the store as one whose inspections have a life, which older programs cannot read."""


MIGRATIONS: Sequence[Migration] = (_first, _second, _third)
"""The steps to version 1, to version 2, and so on. A released step never changes."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a store's tables; 0 for a file without any."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def refuse_newer(version: int, newest: int, *, where: str) -> None:
    """Refuse a store whose tables are newer than the newest known version.

    Raises:
        StoreError: if they are newer.
    """
    if version > newest:
        raise StoreError(
            f"This store was written by a newer inspectprep (store version {version}; this one reads up to "
            f"{newest}). It was not changed.",
            where=where,
            remedy="Upgrade inspectprep to open it.",
            reason="newer",
        )


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration], *, where: str) -> None:
    """Update the tables of a store. Each step is a transaction, so a crash leaves a complete version.

    Raises:
        StoreError: if the store was written by a newer inspectprep; it is not changed.
    """
    current = version_of(connection)
    refuse_newer(current, len(migrations), where=where)
    for version in range(current, len(migrations)):
        connection.execute("BEGIN EXCLUSIVE")
        try:
            # Another program may have done this step while this one was waiting.
            if version_of(connection) == version:
                migrations[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
