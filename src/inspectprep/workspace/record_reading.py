"""Reading of records, now or as they were. A record that cannot be read blocks no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, overload

from inspectprep.errors import DocumentError, UnknownNameError
from inspectprep.model.record import (
    RECORD_KINDS,
    RecordKind,
    kind_of_class,
    kind_of_id,
    record_kind,
)
from inspectprep.model.unreadable import UnreadableRecord
from inspectprep.store.protocol import Moment, Revision, Store
from inspectprep.workspace.record_entry import RecordEntry, entry_of
from inspectprep.workspace.record_reader import reader_of, why_unreadable

_SHOWN = 10
_T = TypeVar("_T")


class RecordReading:
    """The records of a store as typed values.

    Args:
        store: The store that they are in.
        kinds: The kinds of record.
    """

    def __init__(self, store: Store, kinds: Mapping[str, RecordKind] = RECORD_KINDS) -> None:
        self._store = store
        self._kinds = kinds

    def get(self, id: str, as_of: Moment = None) -> Any:
        """Return a record, now or at an earlier moment.

        Raises:
            UnknownNameError: if there was none at that moment; the nearest id is suggested.
            DocumentError: if it cannot be read.
        """
        return self._readable(self.entry(id, as_of)).value

    def readable(self, id: str) -> RecordEntry:
        """Return a record as it is now with its revision, to change it.

        Raises:
            UnknownNameError: if there is no such record; the nearest id is suggested.
            DocumentError: if it cannot be read.
        """
        return self._readable(self.entry(id))

    def entry(
        self, id: str, as_of: Moment = None, *, revision: int | None = None, kind: str | None = None
    ) -> RecordEntry:
        """Return a record with its revision, now or at an earlier moment. It need not be readable.

        Args:
            id: The record.
            as_of: A time with its zone, or the number of a change of the workspace; both inclusive.
            revision: One of the record's own revisions, instead of a moment.
            kind: The word of its kind, for a record whose id is not the id of its kind.

        Raises:
            UnknownNameError: if there was none at that moment; the nearest id is suggested.
        """
        of_kind = self._kind_of(id, kind)
        if revision is None:
            return self._current(id, of_kind, as_of)
        history = self._history(id, of_kind)
        for entry in history:
            if entry.revision == revision:
                return entry
        known = [f"{entry.revision}" for entry in history]
        raise UnknownNameError("revision", f"{revision}", known, where=id)

    @overload
    def all(
        self, kind: type[_T], as_of: Moment = None, *, unreadable: list[UnreadableRecord] | None = None
    ) -> tuple[_T, ...]: ...

    @overload
    def all(
        self, kind: str, as_of: Moment = None, *, unreadable: list[UnreadableRecord] | None = None
    ) -> tuple[Any, ...]: ...

    def all(
        self,
        kind: str | type[Any],
        as_of: Moment = None,
        *,
        unreadable: list[UnreadableRecord] | None = None,
    ) -> tuple[Any, ...]:
        """Return every record of a kind, except withdrawn and unreadable ones, in the order of their ids.

        Args:
            kind: The class, or the word such as ``evidence``.
            as_of: A time with its zone, or the number of a change of the workspace; both inclusive.
            unreadable: A list to which the records that cannot be read are added, with the reason.
        """
        of_kind = self._kind(kind)
        read = reader_of(of_kind.cls)
        documents = self._store.documents(of_kind.word, as_of)
        try:
            return tuple([read(document, id_) for id_, document in documents])
        except DocumentError:
            pass
        values = []
        for id_, document in documents:
            try:
                values.append(read(document, id_))
            except DocumentError as error:
                if unreadable is not None:
                    unreadable.append(_unreadable(id_, of_kind, why_unreadable(error, of_kind.cls)))
        return tuple(values)

    def unreadable(self, as_of: Moment = None) -> tuple[UnreadableRecord, ...]:
        """Return every record that cannot be read, or whose id is not valid. It can be withdrawn.

        Args:
            as_of: A time with its zone, or the number of a change of the workspace; both inclusive.
        """
        found: list[UnreadableRecord] = []
        for kind in self._kinds.values():
            self.all(kind.word, as_of, unreadable=found)
            named = {record.id for record in found}
            for id_, _ in self._store.documents(kind.word, as_of):
                if id_ not in named and not self._is_of_kind(id_, kind):
                    found.append(
                        _unreadable(id_, kind, f"Its id is not the id of {kind.article} {kind.noun}.")
                    )
        return tuple(found)

    def entries(self, kind: str | type[Any], as_of: Moment = None) -> tuple[RecordEntry, ...]:
        """Return every record of a kind with its revision; see :meth:`all`."""
        of_kind = self._kind(kind)
        return tuple(entry_of(revision, of_kind) for revision in self._store.list(of_kind.word, as_of))

    def history(self, id: str) -> tuple[RecordEntry, ...]:
        """Return every revision of a record, oldest first, with withdrawals.

        Raises:
            UnknownNameError: if there has never been such a record.
        """
        return self._history(id, self._kind_of(id))

    def _history(self, id: str, kind: RecordKind) -> tuple[RecordEntry, ...]:
        revisions = self._store.history(kind.word, id)
        if not revisions:
            raise self._unknown(id, kind)
        return tuple(entry_of(revision, kind) for revision in revisions)

    def _kind(self, kind: str | type[Any]) -> RecordKind:
        if isinstance(kind, str):
            return record_kind(kind, self._kinds)
        return kind_of_class(kind, self._kinds)

    def _current(self, id: str, kind: RecordKind, as_of: Moment = None) -> RecordEntry:
        revision = self._store.get(kind.word, id, as_of)
        if revision is None or revision.withdrawn:
            raise self._unknown(id, kind, withdrawn=revision)
        return entry_of(revision, kind)

    def _unknown(self, id: str, kind: RecordKind, withdrawn: Revision | None = None) -> UnknownNameError:
        hint = ""
        if withdrawn:
            hint = f"It was withdrawn by {withdrawn.by} at {withdrawn.at:%Y-%m-%d %H:%M} UTC."
        known = [revision.id for revision in self._store.list(kind.word)]
        return UnknownNameError(kind.noun, id, known[-_SHOWN:], hint=hint)

    def _kind_of(self, id: str, among: str | None = None) -> RecordKind:
        """Return the kind of a record, also of an imported one whose id is not the id of its kind.

        Args:
            id: The record.
            among: The word of the kind to look in first.

        Raises:
            UnknownNameError: if there is no such record, and no kind of record has such ids.
        """
        if among is not None and self._store.get(among, id):
            return record_kind(among, self._kinds)
        try:
            return kind_of_id(id, self._kinds)
        except UnknownNameError:
            for kind in self._kinds.values():
                if self._store.get(kind.word, id):
                    return kind
            raise

    def _is_of_kind(self, id: str, kind: RecordKind) -> bool:
        try:
            return kind_of_id(id, self._kinds) is kind
        except UnknownNameError:
            return False

    def _readable(self, entry: RecordEntry) -> RecordEntry:
        """Return an entry, unless its record cannot be read.

        Raises:
            DocumentError: if it cannot be read.
        """
        if entry.unreadable:
            what = f"{entry.unreadable} This record cannot be read. Withdraw it and add it again"
            raise DocumentError([("$", what)], where=entry.id)
        return entry


def _unreadable(id: str, kind: RecordKind, reason: str) -> UnreadableRecord:
    return UnreadableRecord(id=id, kind=kind.word, reason=reason)
