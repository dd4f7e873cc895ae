"""The interface of a store, and its values. SQLite is built in; a plugin can provide another store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from inspectprep.model.representation import frozen, with_one_line

Document = Mapping[str, Any]
"""A record as JSON data: dicts, lists, text, numbers, true, false and None."""

Moment = datetime | int | None
"""A moment: a time with its zone (inclusive), the number of a change (inclusive), or None for now."""


@with_one_line
class Revision(NamedTuple):
    """One recorded change.

    Attributes:
        number: The number of the change in the store, from 1 without gaps.
        kind: The kind of record, such as ``evidence``.
        id: The id of the record.
        revision: The number of the change among those of this record, from 1 without gaps.
        at: The time of the change, in UTC; never before the previous change.
        by: The author.
        why: The reason; may be empty, but not for a withdrawal.
        document: The whole record after the change; None if the change withdrew it.
        head: The hash of this change and all earlier ones.
    """

    number: int
    kind: str
    id: str
    revision: int
    at: datetime
    by: str
    why: str
    document: Document | None
    head: str

    @property
    def withdrawn(self) -> bool:
        """True if the change withdrew the record. Earlier revisions can still be read."""
        return self.document is None


@with_one_line
class Head(NamedTuple):
    """The state of a store. Noted down elsewhere, it proves later that no earlier change was altered.

    Attributes:
        number: The number of changes.
        hash: The hash of all changes, in hexadecimal; for an empty store, the hash of its name.
    """

    number: int
    hash: str


@frozen(kw_only=True)
class Verification:
    """The result of a check of the whole store.

    Attributes:
        changes: The number of changes.
        records: The number of records, including withdrawn ones.
        head: The state of the store.
        problems: The problems, one sentence each; empty if there are none.
    """

    changes: int
    records: int
    head: Head
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True if there are no problems."""
        return not self.problems


class Store(Protocol):
    """A store of records as a list of changes. Every method raises StoreError if the store fails."""

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
        """Record a change and return it once it is durable, or at the end of the transaction around it.

        Args:
            kind: The kind of record.
            id: The id of the record.
            document: The whole record after the change; None withdraws it.
            by: The author.
            why: The reason.
            expect: The revision that the writer has read, or 0 for a record that must be new; None for any
                revision.

        Raises:
            ConflictError: if the record is at another revision than `expect`; nothing is written.
        """
        ...

    def get(self, kind: str, id: str, as_of: Moment = None) -> Revision | None:
        """Return the last revision of a record, withdrawn or not; None if there is none."""
        ...

    def list(self, kind: str, as_of: Moment = None) -> tuple[Revision, ...]:
        """Return the last revision of each record of a kind, except withdrawn ones, in order of id."""
        ...

    def documents(self, kind: str, as_of: Moment = None) -> Sequence[tuple[str, Document]]:
        """Return only the ids and documents of :meth:`list`, for fast reading of many records."""
        ...

    def present(self, kind: str, ids: Iterable[str]) -> frozenset[str]:
        """Return those of these ids that have a record of a kind now, withdrawn ones excluded."""
        ...

    def history(self, kind: str, id: str) -> tuple[Revision, ...]:
        """Return all revisions of a record, oldest first."""
        ...

    def changed_since(self, moment: datetime) -> frozenset[str]:
        """Return the ids of all records that were added, changed or withdrawn at a moment or later.

        Args:
            moment: A time with its zone (inclusive).
        """
        ...

    def last_number(self, kind: str) -> int:
        """Return the highest number at the end of an id of this kind so far; 0 if there is none."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Combine the changes inside: all of them become durable at the end of the block, or none.

        No other program can write during the block, so values that are read inside it are current. A block
        inside another block is part of the outer one.
        """
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Combine the reads inside: all of them see the records of one moment. Writers do not wait."""
        ...

    def head(self) -> Head:
        """Return the state of the store."""
        ...

    def verify(self, head: str = "") -> Verification:
        """Check the whole store.

        Args:
            head: A hash noted down at an earlier backup or export, which must be among the changes.
        """
        ...

    def backup(self, path: Path) -> Head:
        """Write a copy of the store to a new file, while it is in use, and return its head."""
        ...

    def export(self, stream: BinaryIO) -> Head:
        """Write all changes as JSON Lines, and return the head."""
        ...

    def import_(self, stream: BinaryIO, check: Callable[[Revision], None] | None = None) -> Head:
        """Import all changes of an export into this store, which must be empty, and return the head.

        Args:
            stream: The export.
            check: Called with each change. If it raises, nothing is imported.
        """
        ...

    def close(self) -> None:
        """Close the store; closing twice does nothing."""
        ...
