"""The check of a whole store: the structure of the file, all checksums, the chain and the indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from inspectprep.store.chain import Line, genesis, link
from inspectprep.store.protocol import Head, Verification
from inspectprep.store.schema import current_kind

COLUMNS = 'number, kind, id, revision, at, "by", why, document'
"""The columns of a change that are hashed, in the order of :class:`inspectprep.store.chain.Line`."""

_MOST = 20


def verified(connection: sqlite3.Connection, wanted: str = "") -> Verification:
    """Check a store in one read transaction.

    Args:
        connection: An open store.
        wanted: A head noted down earlier, which must be among the changes.
    """
    chain = _Chain()
    problems: list[str] = []
    try:
        connection.execute("BEGIN")
        try:
            problems += _structure(connection)
            chain.walk(connection)
            problems += chain.problems
            problems += _indexes(connection, chain)
        finally:
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        problems.append(f"The file cannot be read to its end: {error}.")
    if wanted and wanted not in chain.heads:
        problems.append(
            f"The head {wanted} is not in this store. Earlier changes are missing or were altered, or "
            "the head is of another store."
        )
    if len(problems) > _MOST:
        problems = [*problems[:_MOST], f"And {len(problems) - _MOST} more."]
    return Verification(
        changes=chain.count,
        records=len(chain.last),
        head=Head(chain.count, chain.head),
        problems=tuple(problems),
    )


class _Chain:
    """The state of the check, from the first change to the last."""

    def __init__(self) -> None:
        self.count = 0
        self.head = ""
        self.heads: set[str] = set()
        self.last: dict[tuple[str, str], tuple[int, int]] = {}
        self.problems: list[str] = []

    def walk(self, connection: sqlite3.Connection) -> None:
        name = connection.execute("SELECT value FROM about WHERE key = 'name'").fetchone()
        if name is None:
            self.problems.append("The name of the store is missing.")
        self.head = genesis(name[0] if name else "")
        self.heads.add(self.head)
        before = ""
        for *parts, checksum, head in connection.execute(
            f"SELECT {COLUMNS}, checksum, head FROM changes ORDER BY number"
        ):
            line = Line(*parts)
            self.problems += self._examine(line, checksum, before)
            expected = link(self.head, checksum)
            if head != expected:
                self.problems.append(f"Change {line.number} does not follow from the changes before it.")
            self.head = head
            self.heads.add(head)
            self.count += 1
            self.last[current_kind(line.kind), line.id] = (line.revision, line.number)
            before = line.at

    def _examine(self, line: Line, checksum: str, before: str) -> Iterator[str]:
        if line.checksum() != checksum:
            yield f"Change {line.number} ({line.id}) was altered: its checksum differs."
        if line.number != self.count + 1:
            yield f"Change {self.count + 1} is missing: the next one is number {line.number}."
            self.count = line.number - 1
        revision, _ = self.last.get((current_kind(line.kind), line.id), (0, 0))
        if line.revision != revision + 1:
            yield f"Revision {revision + 1} of {line.id} is missing."
        if line.at < before:
            yield f"Change {line.number} is dated before the previous change."


def _structure(connection: sqlite3.Connection) -> Iterator[str]:
    for (text,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if text != "ok":
            yield f"SQLite reports: {text}."


def _indexes(connection: sqlite3.Connection, chain: _Chain) -> Iterator[str]:
    """Compare the index of last revisions with the changes."""
    latest = {(kind, id_): number for kind, id_, number in connection.execute("SELECT * FROM latest")}
    for key in {*latest, *chain.last}:
        if latest.get(key) != chain.last.get(key, (0, None))[1]:
            yield f"The index of last revisions is wrong for {key[1]}."
