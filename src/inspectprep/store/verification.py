"""Checking a store from end to end: SQLite's own structure, every checksum, the chain, and the short cuts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from inspectprep.store.chain import Line, genesis, link
from inspectprep.store.protocol import Head, Verification
from inspectprep.store.schema import current_kind

__all__ = ["COLUMNS", "verified"]

COLUMNS = 'number, kind, id, revision, at, "by", why, document'
"""The columns of a change that are hashed, in the order of :class:`inspectprep.store.chain.Line`."""

_MOST = 20


def verified(connection: sqlite3.Connection, wanted: str = "") -> Verification:
    """Read everything inside one reading transaction, and say what is wrong.

    Args:
        connection: An open store.
        wanted: A head kept from earlier, which must be among the changes.
    """
    chain = _Chain()
    problems: list[str] = []
    try:
        connection.execute("BEGIN")
        try:
            problems += _structure(connection)
            chain.walk(connection)
            problems += chain.problems
            problems += _short_cuts(connection, chain)
        finally:
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        problems.append(f"The file cannot be read to its end: {error}.")
    if wanted and wanted not in chain.heads:
        problems.append(
            f"The head {wanted} is not in this store: changes recorded before it was written down are "
            "missing or were altered, or it belongs to another store."
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
    """What is learned on the way from the first change to the last."""

    def __init__(self) -> None:
        self.count = 0
        self.head = ""
        self.heads: set[str] = set()
        self.last: dict[tuple[str, str], tuple[int, int]] = {}
        self.problems: list[str] = []

    def walk(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT value FROM about WHERE key = 'name'").fetchone()
        if found is None:
            self.problems.append("The store has lost its name, from which the chain starts.")
        self.head = genesis(found[0] if found else "")
        self.heads.add(self.head)
        before = ""
        for *parts, own, head in connection.execute(
            f"SELECT {COLUMNS}, checksum, head FROM changes ORDER BY number"
        ):
            line = Line(*parts)
            self.problems += self._examine(line, own, before)
            truth = link(self.head, own)
            if head != truth:
                self.problems.append(f"Change {line.number} does not follow from the changes before it.")
            self.head = head
            self.heads.add(head)
            self.count += 1
            self.last[current_kind(line.kind), line.id] = (line.revision, line.number)
            before = line.at

    def _examine(self, line: Line, own: str, before: str) -> Iterator[str]:
        if line.checksum() != own:
            yield f"Change {line.number} ({line.id}) is not what was recorded: its checksum differs."
        if line.number != self.count + 1:
            yield f"Change {self.count + 1} is missing: number {line.number} stands in its place."
            self.count = line.number - 1
        revision, _ = self.last.get((current_kind(line.kind), line.id), (0, 0))
        if line.revision != revision + 1:
            yield f"Revision {revision + 1} of {line.id} is missing."
        if line.at < before:
            yield f"Change {line.number} is dated before the change that precedes it."


def _structure(connection: sqlite3.Connection) -> Iterator[str]:
    for (text,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if text != "ok":
            yield f"SQLite finds: {text}."


def _short_cuts(connection: sqlite3.Connection, chain: _Chain) -> Iterator[str]:
    """Compare the table of last revisions with the changes that it sums up."""
    latest = {(kind, id_): number for kind, id_, number in connection.execute("SELECT * FROM latest")}
    for key in {*latest, *chain.last}:
        if latest.get(key) != chain.last.get(key, (0, None))[1]:
            yield f"The index of the last revisions is wrong about {key[1]}."
