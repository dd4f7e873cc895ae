"""What a store must be able to do, and the values it gives. SQLite is one; a plugin may provide another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from attrs import frozen

__all__ = ["Document", "Head", "Moment", "Revision", "Store", "Verification"]

Document = Mapping[str, Any]
"""A record as JSON-ready data: dicts, lists, text, numbers, true, false and None."""

Moment = datetime | int | None
"""A past state: a time with its zone (inclusive), the number of a change (inclusive), or None for now."""


class Revision(NamedTuple):
    """One change, as it was recorded.

    Attributes:
        number: Its place among all changes of the store, counted from 1 without gaps.
        kind: The kind of record, such as ``evidence``.
        id: The record.
        revision: Its place among the changes of this record, counted from 1 without gaps.
        at: When it was recorded, in UTC; never before the change that precedes it.
        by: Who made it.
        why: Their reason; may be empty, but not for a withdrawal.
        document: The whole record as it was from then on; None where it was withdrawn.
        head: The hash of this and every change before it.
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
        """True when the record was taken back; what it had been can still be read."""
        return self.document is None


class Head(NamedTuple):
    """Where a store stands. Kept elsewhere, it proves later that nothing before it was altered.

    Attributes:
        number: How many changes there are.
        hash: The hash of all of them, in hexadecimal; of an empty store, the hash of its own name.
    """

    number: int
    hash: str


@frozen(kw_only=True)
class Verification:
    """What was found when a store was checked from end to end.

    Attributes:
        changes: How many changes were read.
        records: How many records they are about, withdrawn ones included.
        head: Where the store stands.
        problems: What is wrong, one sentence each; empty when all is well.
    """

    changes: int
    records: int
    head: Head
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems


class Store(Protocol):
    """Keeps records as appended changes. Every method raises StoreError where the store fails."""

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
        """Record a change and return it once it is durable, or when the transaction around it ends.

        Args:
            kind: The kind of record.
            id: The record.
            document: The whole record as it is from now on; None withdraws it.
            by: Who makes the change.
            why: The reason.
            expect: The revision that the writer has read, 0 for a record that must be new; None for
                whatever stands there.

        Raises:
            ConflictError: if the record stands at another revision than `expect`; nothing is written.
        """
        ...

    def get(self, kind: str, id: str, as_of: Moment = None) -> Revision | None:
        """Return a record's last revision, withdrawn or not; None if there is none."""
        ...

    def list(self, kind: str, as_of: Moment = None) -> tuple[Revision, ...]:
        """Return the last revision of every record of a kind but the withdrawn, in the order of their ids."""
        ...

    def documents(self, kind: str, as_of: Moment = None) -> Sequence[tuple[str, Document]]:
        """Return what :meth:`list` does, but only the ids and documents, for whoever reads very many."""
        ...

    def history(self, kind: str, id: str) -> tuple[Revision, ...]:
        """Return every revision of a record, oldest first."""
        ...

    def last_number(self, kind: str) -> int:
        """Return the highest number in which an id of this kind has ever ended, 0 if there is none."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Make what is done inside one change: all of it becomes durable when the block ends, or none.

        Nobody else writes meanwhile, so what is read inside cannot be outdated. A block within a block
        belongs to the outer one.
        """
        ...

    def head(self) -> Head:
        """Return where the store stands."""
        ...

    def verify(self, head: str = "") -> Verification:
        """Read everything and say what is wrong.

        Args:
            head: A hash kept from an earlier backup or export, which must be among the changes.
        """
        ...

    def backup(self, path: Path) -> Head:
        """Write a copy of the store to a new file, while others go on using it, and return its head."""
        ...

    def export(self, stream: BinaryIO) -> Head:
        """Write every change as JSON Lines, and return the head."""
        ...

    def import_(self, stream: BinaryIO) -> Head:
        """Take over every change of an export into this store, which must be empty, and return the head."""
        ...

    def close(self) -> None:
        """Let go of the store; closing twice does nothing."""
        ...
