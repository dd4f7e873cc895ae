"""The built-in store: one SQLite file in the workspace's folder.

It uses a write-ahead log with ``synchronous = FULL``: a commit returns when the log is on the disk. Writers
take turns (``BEGIN IMMEDIATE``). Readers do not wait, and see the state of one moment.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from inspectprep.errors import InspectPrepError, StoreError
from inspectprep.files import writing_output
from inspectprep.store.chain import Line, as_text, as_time, as_utc, genesis, link
from inspectprep.store.conflict import conflict
from inspectprep.store.disk import connect, make
from inspectprep.store.exchange import ExportedChange, lines_of, read_export, write_export
from inspectprep.store.faults import explaining
from inspectprep.store.network import refuse_network
from inspectprep.store.protocol import Document, Head, Moment, Revision, Verification
from inspectprep.store.read_only import connect_to_read
from inspectprep.store.rows import parsed_documents, revision_of
from inspectprep.store.schema import (
    MIGRATIONS,
    Migration,
    current_document,
    current_kind,
    migrate,
    recorded_as,
)
from inspectprep.store.use import Use
from inspectprep.store.verification import COLUMNS, verified

FILE = "records.sqlite"
"""The name of the file in the store's folder."""

_PATIENCE = 30.0
_LAST = (1 << 63) - 1  # the largest number that SQLite stores
_LONGEST_NUMBER = 15
_MOST_IDS = 500  # in one statement
_NOT_WRITABLE = ("read-only", "full", "unusable")
"""Reasons for which a store may still be readable."""

_SELECT = f"SELECT {COLUMNS}, head FROM changes"
_COUNT = (
    "INSERT INTO counters VALUES (?, ?) "
    "ON CONFLICT (kind) DO UPDATE SET number = excluded.number WHERE number < excluded.number"
)
_INSERT = f"INSERT INTO changes ({COLUMNS}, checksum, head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _now() -> datetime:
    return datetime.now(UTC)


def open_store(
    folder: Path,
    *,
    create: bool = False,
    clock: Callable[[], datetime] = _now,
    patience: float = _PATIENCE,
    migrations: Sequence[Migration] = MIGRATIONS,
    network: Callable[[Path], str | None] | None = None,
) -> SQLiteStore:
    """Open the store in a folder. One that cannot be written is opened to be read.

    Args:
        folder: The store's folder.
        create: Create a new store, in a folder that is private to its owner. No store may exist yet.
        clock: Returns the time, with its zone, for each change.
        patience: Seconds to wait for other writers.
        migrations: The steps that update older stores.
        network: Returns the type of a network folder, or None; see
            ``inspectprep.store.network``.

    Raises:
        StoreError: if the folder is on a network, or the store is missing, exists already, is damaged,
            was written by a newer inspectprep, or cannot be read.
    """
    path = folder / FILE
    refuse_network(path, kind=network)
    if create:
        make(path, partial(_fill, migrations=migrations, where=str(path), created=as_utc(clock())))
    try:
        connection = connect(path, patience=patience, newest=len(migrations))
        try:
            with explaining(str(path)):
                migrate(connection, migrations, where=str(path))
        except BaseException:
            connection.close()
            raise
    except StoreError as error:
        if create or error.reason not in _NOT_WRITABLE:
            raise
        connection, clean_up = connect_to_read(path, migrations=migrations)
        return SQLiteStore(connection, path, clock, patience, refusal=error, clean_up=clean_up)
    return SQLiteStore(connection, path, clock, patience)


def _fill(
    connection: sqlite3.Connection, *, migrations: Sequence[Migration], where: str, created: str
) -> None:
    migrate(connection, migrations, where=where)
    connection.execute("INSERT INTO about VALUES ('name', ?), ('created', ?)", (str(uuid4()), created))


class SQLiteStore:
    """A store in one SQLite file, opened by :func:`open_store`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        clock: Callable[[], datetime],
        patience: float,
        *,
        refusal: StoreError | None = None,
        clean_up: Callable[[], None] | None = None,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._where = str(path)
        self._use = Use(connection, where=self._where, patience=patience)
        self._depth = 0
        self._spoilt = False
        self._refusal = refusal
        self._clean_up = clean_up
        self.path = path

    def append(
        self,
        kind: str,
        id: str,
        document: Document | None,
        *,
        by: str,
        why: str = "",
        expect: int | None = None,
    ) -> Revision:
        """Record a change and return it once it is durable; see :class:`inspectprep.store.protocol.Store`.

        Raises:
            ConflictError: if the record is at another revision than `expect`; nothing is written.
            InspectPrepError: if there is no author, or a withdrawal has no reason.
            StoreError: if it cannot be written; earlier changes are safe.
        """
        if not by.strip():
            raise InspectPrepError("A change needs the name of its author.", where=id)
        if document is None and not why.strip():
            raise InspectPrepError("A withdrawal needs a reason.", where=id)
        text = None if document is None else _writable(as_text(document), id)
        _writable(f"{by}{why}", id)
        with self.transaction():
            number, head, latest, revision = self._tip(kind, id)
            if expect is not None and expect != revision:
                raise conflict(id, self.history(kind, id), expect=expect, document=document, by=by)
            # If the clock was put back, a change still must not be dated before the previous one.
            at = max(as_utc(self._clock()), latest)
            line = Line(number + 1, kind, id, revision + 1, at, by, why, text)
            checksum = line.checksum()
            change = ExportedChange(line, checksum, link(head, checksum))
            self._record(change)
            return Revision(
                line.number,
                current_kind(kind),
                id,
                line.revision,
                as_time(at),
                by,
                why,
                document,
                change.head,
            )

    def get(self, kind: str, id: str, as_of: Moment = None) -> Revision | None:
        """Return the last revision of a record, withdrawn or not; None if there is none."""
        with self._use:
            until = self._until(as_of)
            of_kind, words = recorded_as(kind)
            row = self._connection.execute(
                f"{_SELECT} WHERE {of_kind} AND id = ? AND number <= ? ORDER BY revision DESC LIMIT 1",
                (*words, id, until),
            ).fetchone()
        return None if row is None else revision_of(row)

    def list(self, kind: str, as_of: Moment = None) -> tuple[Revision, ...]:
        """Return the last revision of each record of a kind, except withdrawn ones, in order of id."""
        return tuple(map(revision_of, self._latest(f"{COLUMNS}, head", kind, as_of)))

    def documents(self, kind: str, as_of: Moment = None) -> Sequence[tuple[str, Document]]:
        """Return only the ids and documents of :meth:`list`, for fast reading of many records."""
        rows = self._latest("id, document, kind", kind, as_of)
        return [
            (id_, current_document(recorded, document))
            for (id_, _, recorded), document in zip(
                rows, parsed_documents([row[1] for row in rows]), strict=True
            )
        ]

    def present(self, kind: str, ids: Iterable[str]) -> frozenset[str]:
        """Return those of these ids that have a record of a kind now, withdrawn ones excluded."""
        found: set[str] = set()
        left = iter(ids)
        with self._use:
            while some := tuple(islice(left, _MOST_IDS)):
                rows = self._connection.execute(
                    "SELECT latest.id FROM latest JOIN changes USING (number) WHERE latest.kind = ? "
                    f"AND latest.id IN ({', '.join('?' * len(some))}) AND document IS NOT NULL",
                    (kind, *some),
                )
                found.update([id_ for (id_,) in rows])
        return frozenset(found)

    def history(self, kind: str, id: str) -> tuple[Revision, ...]:
        """Return all revisions of a record, oldest first."""
        with self._use:
            of_kind, words = recorded_as(kind)
            rows = self._connection.execute(
                f"{_SELECT} WHERE {of_kind} AND id = ? ORDER BY revision", (*words, id)
            ).fetchall()
        return tuple(map(revision_of, rows))

    def changed_since(self, moment: datetime) -> frozenset[str]:
        """Return the ids of the records that were changed at a moment or later."""
        with self._use:
            # The times of changes never go back, so the last earlier change is found from the end.
            rows = self._connection.execute(
                "SELECT DISTINCT id FROM changes WHERE number > coalesce("
                "(SELECT number FROM changes WHERE at < ? ORDER BY number DESC LIMIT 1), 0)",
                (as_utc(moment),),
            ).fetchall()
        return frozenset([id_ for (id_,) in rows])

    def last_number(self, kind: str) -> int:
        """Return the highest number at the end of an id of this kind so far; 0 if there is none."""
        with self._use:
            row = self._connection.execute("SELECT number FROM counters WHERE kind = ?", (kind,)).fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Combine the changes inside; see :meth:`inspectprep.store.Store.transaction`."""
        with self._use.lock:
            if self._depth:
                try:
                    yield
                except StoreError:
                    self._spoilt = True
                    raise
                return
            if self._refusal:
                raise self._refusal
            self._use.take_turn()
            self._depth, self._spoilt = 1, False
            try:
                yield
                self._refuse_spoilt()
                with self._use:
                    self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back already if the disk was full.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0
                self._use.end_turn()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Combine the reads inside; see :meth:`inspectprep.store.Store.reading`."""
        with self._use.lock:
            if self._connection.in_transaction:
                yield
                return
            with self._use:
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def head(self) -> Head:
        """Return the state of the store."""
        with self._use:
            number, head, *_ = self._tip()
            return Head(number, head)

    def verify(self, head: str = "") -> Verification:
        """Check the whole store; see :meth:`inspectprep.store.Store.verify`."""
        with self._use:
            return verified(self._connection, head.strip().lower())

    def backup(self, path: Path) -> Head:
        """Write a checked copy of the store to a new file, while it is in use, and return its head.

        Raises:
            StoreError: if there is a file of that name, or the copy is not sound.
            WriteError: if the file cannot be written.
        """
        if path.exists():
            raise StoreError(
                "This file exists already.",
                where=str(path),
                remedy="Use another name, such as one with the date.",
                reason="exists",
            )
        copy, verification = self._checked_copy()
        try:
            if not verification.sound:
                raise StoreError(
                    f"The copy has a problem: {verification.problems[0]}",
                    where=self._where,
                    remedy="Run `inspectprep workspace verify`, and do not delete earlier backups.",
                    reason="damaged",
                )
            with writing_output(path, private=True) as stream, copy.open("rb") as source:
                while block := source.read(1 << 20):
                    stream.write(block)
        finally:
            copy.unlink(missing_ok=True)
        return verification.head

    def _checked_copy(self) -> tuple[Path, Verification]:
        """Copy the store beside itself, or to a temporary folder if it has no room, and check the copy."""
        if not self._refusal:
            try:
                return self._copy_in(self.path.parent)
            except StoreError as error:
                if error.reason not in _NOT_WRITABLE:
                    raise
        return self._copy_in(None)

    def _copy_in(self, folder: Path | None) -> tuple[Path, Verification]:
        with explaining(self._where):
            handle, name = tempfile.mkstemp(prefix=".backup.", suffix=".part", dir=folder)
            os.close(handle)
            copy = Path(name)
            try:
                with closing(sqlite3.connect(copy, isolation_level=None)) as target:
                    with self._use:
                        self._connection.backup(target)
                    target.execute("PRAGMA journal_mode = DELETE")
                    return copy, verified(target)
            except BaseException:
                copy.unlink(missing_ok=True)
                raise

    def export(self, stream: BinaryIO) -> Head:
        """Write all changes at one moment as JSON Lines, and return the head."""
        with self._use:
            return write_export(self._connection, stream)

    def import_(self, stream: BinaryIO, check: Callable[[Revision], None] | None = None) -> Head:
        """Import all changes of an export or a backup into this store, which must be empty.

        Args:
            stream: The export or backup.
            check: Called with each change. If it raises, nothing is imported.

        Raises:
            StoreError: if this store is not empty, or the file is not complete; nothing is imported then.
        """
        where = str(getattr(stream, "name", "") or "the export")
        with self.transaction():
            if self._tip()[0]:
                raise StoreError(
                    "This store has records already, and two histories cannot be merged.",
                    where=self._where,
                    remedy="Import into a new workspace. Create one with `inspectprep init`.",
                    reason="not-empty",
                )
            with lines_of(stream) as lines:
                about, changes = read_export(lines, where)
                with self._use:
                    self._connection.execute("DELETE FROM about")
                    self._connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
                for change in changes:
                    self._record(change)
                    if check is not None:
                        check(revision_of((*change.line, change.head)))
        return self.head()

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        with self._use.lock:
            self._connection.close()
            if self._clean_up:
                self._clean_up()

    def _refuse_spoilt(self) -> None:
        """Refuse to commit a transaction if a part of it failed and the caller continued."""
        if self._spoilt:
            raise StoreError(
                "A part of this change could not be written, so nothing was recorded.",
                where=self._where,
                remedy="See the first error.",
                reason="unusable",
            )

    def _latest(self, columns: str, kind: str, as_of: Moment) -> Sequence[tuple[Any, ...]]:
        """Return columns of the last change of each record of a kind, except withdrawn ones, in order."""
        values: tuple[str | int, ...]
        if as_of is None:
            numbers, values = "SELECT number FROM latest WHERE kind = ?", (kind,)
        else:
            with self._use:
                until = self._until(as_of)
            of_kind, words = recorded_as(kind)
            numbers = f"SELECT max(number) FROM changes WHERE {of_kind} AND number <= ? GROUP BY id"
            values = (*words, until)
        with self._use:
            return self._connection.execute(
                f"SELECT {columns} FROM changes WHERE number IN ({numbers}) AND document IS NOT NULL "
                "ORDER BY length(id), id",
                values,
            ).fetchall()

    def _record(self, change: ExportedChange) -> None:
        line = change.line
        kind = current_kind(line.kind)
        with self._use:
            self._connection.execute(_INSERT, (*line, change.checksum, change.head))
            self._connection.execute("REPLACE INTO latest VALUES (?, ?, ?)", (kind, line.id, line.number))
            if number := _number_of(line.id):
                self._connection.execute(_COUNT, (kind, number))

    def _tip(self, kind: str = "", id: str = "") -> tuple[int, str, str, int]:
        """Return the number, head and time of the last change, and the last revision of a record or 0."""
        with self._use:
            of_kind, words = recorded_as(kind)
            row = self._connection.execute(
                f"SELECT number, head, at, (SELECT max(revision) FROM changes WHERE {of_kind} AND id = ?) "
                "FROM changes ORDER BY number DESC LIMIT 1",
                (*words, id),
            ).fetchone()
            if row:
                number, head, at, revision = row
                return number, head, at, revision or 0
            (name,) = self._connection.execute("SELECT value FROM about WHERE key = 'name'").fetchone()
        return 0, genesis(name), "", 0

    def _until(self, as_of: Moment) -> int:
        """Return the number of the last change up to a moment."""
        if isinstance(as_of, int):
            return max(-1, min(as_of, _LAST))
        if as_of is None:
            return _LAST
        if as_of.tzinfo is None:
            raise InspectPrepError(
                f"{as_of.isoformat()} has no time zone.",
                remedy="Use a time with a zone, such as datetime(2026, 9, 7, 9, tzinfo=UTC).",
            )
        row = self._connection.execute(
            "SELECT number FROM changes WHERE at <= ? ORDER BY number DESC LIMIT 1", (as_utc(as_of),)
        ).fetchone()
        return int(row[0]) if row else 0


def _writable(text: str, where: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InspectPrepError(
            "This text has half a character, which cannot be stored.",
            where=where,
            remedy="Type the text again, or save its file as UTF-8.",
        ) from None
    return text


def _number_of(id: str) -> int:
    """Return the number at the end of an id; 0 if there is none, or it is too long to count on from it."""
    ending = id.rpartition("-")[2]
    return int(ending) if len(ending) <= _LONGEST_NUMBER and ending.isascii() and ending.isdigit() else 0
