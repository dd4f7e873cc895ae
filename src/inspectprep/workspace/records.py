"""The records of a workspace: typed values, and who changed them when and why.

Values can be read as they are now or as they were at an earlier moment. A change is refused if it contains
a child's personal data, if another person changed the record first, or if it does not name its author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any, NamedTuple

from attrs import evolve, fields

from inspectprep import codec
from inspectprep.errors import Clash, ConflictError, DocumentError, InspectPrepError, UnknownNameError
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import (
    RECORD_KINDS,
    RecordKind,
    Scope,
    kind_of_id,
    kind_of_record,
    record_kind,
)
from inspectprep.model.release import PublicationRecorded
from inspectprep.model.roles import ROLES, Role
from inspectprep.planning.communication.guard import WITHHELD, Guard
from inspectprep.planning.running import NO_INSPECTION, inspection_of_record
from inspectprep.store.protocol import Document, Revision, Store
from inspectprep.workspace.personal_data.known_children import KnownChildren
from inspectprep.workspace.personal_data.refusal import refuse_personal_data
from inspectprep.workspace.record_entry import RecordEntry, entry_of
from inspectprep.workspace.record_reader import reader_of
from inspectprep.workspace.record_reading import RecordReading
from inspectprep.workspace.references import DanglingReference, Named, References

_DATED: dict[type[Any], tuple[tuple[str, str], ...]] = {}


class KindChecks(NamedTuple):
    """The checks of one kind of record that need more than the record.

    Attributes:
        storing: Takes the new value, and the one before it or None. It raises an error to refuse the change.
        withdrawing: Takes the entry, the author and the reason, in the transaction that withdraws it. It
            raises an error to refuse this.
    """

    storing: Callable[[Any, Any], None]
    withdrawing: Callable[[RecordEntry, str, str], None]


class _Written(NamedTuple):
    """A record and its plain data."""

    value: Any
    document: dict[str, Any]

    def of(self, value: Any) -> dict[str, Any]:
        """Return a value as plain data, which is known already if it is this record."""
        return self.document if value is self.value else codec.plain(value)


@checked_arguments
class Records(RecordReading):
    """The records of a workspace, with the checks of every change.

    Args:
        store: The store that they are in.
        roles: Roles besides the built-in ones.
        named: Other things that records name, such as judgements.
        today: Returns today's date, from which ages are calculated.
        known: The children in loaded lists.
        guard: Returns the guard of texts under embargo, so that no error repeats them.
        kinds: The kinds of record.
        checks: Further checks, by the word of a kind.
    """

    def __init__(
        self,
        store: Store,
        *,
        today: Callable[[], date],
        roles: Iterable[Role] = (),
        named: Mapping[str, Named] | None = None,
        known: KnownChildren | None = None,
        guard: Callable[[], Guard] = Guard,
        kinds: Mapping[str, RecordKind] = RECORD_KINDS,
        checks: Mapping[str, KindChecks] | None = None,
    ) -> None:
        super().__init__(store, kinds)
        self._today = today
        self._references = References(store, roles=(*ROLES, *roles), kinds=kinds, named=named or {})
        self._known = known
        self._guard = guard
        self._lifting = False
        self._checks = checks or {}

    def add(self, value: Any, *, by: str, why: str = "") -> RecordEntry:
        """Add a record, and return it with its id once it is durable.

        Args:
            value: A value of a kind of record. Its id is empty, or new and of this kind.
            by: The author.
            why: The reason, if any.

        Raises:
            PersonalDataError: if a text seems to contain a child's details.
            DocumentError: if it names something that does not exist; the nearest is suggested.
            ConflictError: if its id is taken.
            InspectPrepError: if it is not clear to which inspection it belongs.
            StoreError: if it cannot be written.
        """
        kind = kind_of_record(value, self._kinds)
        written = _Written(value, self._refuse(value, kind, by=by, why=why))
        # No record that this one names can be withdrawn between the check and the change.
        with self._store.transaction():
            value = self._of_inspection(self._with_days(value, kind), kind)
            name = value.id or f"{kind.prefix}-{self._store.last_number(kind.word) + 1}"
            document, value = self._checked(value, kind, written, name)
            if kind_of_id(name, self._kinds) is not kind:
                raise InspectPrepError(
                    f"An id of this kind of record begins with {kind.prefix + '-'!r}.",
                    where=name,
                    remedy="Leave the id empty, and one is given.",
                )
            revision = self._append(kind.word, name, document, by=by, why=why, expect=0)
        return entry_of(revision, kind, value)

    def update(self, value: Any, *, expect: int, by: str, why: str = "") -> RecordEntry:
        """Replace the record that has the id of this value, and return it once it is durable.

        Args:
            value: The new value of the record.
            expect: The revision that was read to make `value`.
            by: The author.
            why: The reason.

        Raises:
            ConflictError: if it was changed after that revision; both sides are shown.
            PersonalDataError: if a text seems to contain a child's details.
            DocumentError: if it newly names something that does not exist; the nearest is suggested.
            UnknownNameError: if there is no such record.
            StoreError: if it cannot be written.
        """
        kind = kind_of_record(value, self._kinds)
        written = _Written(value, self._refuse(value, kind, by=by, why=why))
        value = self._with_days(value, kind)
        with self._store.transaction():
            before = self._current(value.id, kind).value
            document, value = self._checked(value, kind, written, value.id, before=before)
            revision = self._append(kind.word, value.id, document, by=by, why=why, expect=expect)
            return entry_of(revision, kind, value)

    def change(
        self,
        id: str,
        changes: Mapping[str, Any],
        *,
        by: str,
        why: str = "",
        expect: int | None = None,
    ) -> RecordEntry:
        """Change some fields of a record. The other fields do not change.

        Args:
            id: The record.
            changes: New values by field, as the class takes them.
            by: The author.
            why: The reason.
            expect: The revision that was read; None to change any revision.

        Raises:
            ConflictError: if it was changed after that revision; both sides are shown.
            PersonalDataError: if a text seems to contain a child's details.
            DocumentError: if it newly names something that does not exist; the nearest is suggested.
            UnknownNameError: if there is no such record or field.
            StoreError: if it cannot be written.
        """
        kind = kind_of_id(id, self._kinds)
        names = [field.name for field in fields(kind.cls) if field.name != "id"]
        for name in changes:
            if name not in names:
                raise UnknownNameError("field", name, names, where=id)
        with self._store.transaction():
            before = self._readable(self._current(id, kind))
            # The changes apply to the revision that was read, so that a conflict shows only these changes.
            seen = next((entry for entry in self.history(id) if entry.revision == expect), None) or before
            base = seen.value if seen.value is not None else before.value
            value = evolve(base, **{**self._days_of(kind, base, changes), **changes})
            written = _Written(value, self._refuse(value, kind, by=by, why=why))
            document, value = self._checked(value, kind, written, id, before=before.value)
            revision = self._append(kind.word, id, document, by=by, why=why, expect=expect)
            return entry_of(revision, kind, value)

    def withdraw(
        self, id: str, *, by: str, why: str, expect: int | None = None, kind: str | None = None
    ) -> RecordEntry:
        """Withdraw a record, which need not be readable. It is no longer listed. Its history is kept.

        Args:
            id: The record.
            by: The author.
            why: The reason.
            expect: The revision that was read; None to withdraw any revision.
            kind: The word of its kind, for a record whose id is not the id of its kind.

        Raises:
            ConflictError: if it was changed after the expected revision.
            InspectPrepError: if no reason is given.
            UnknownNameError: if there is no such record.
            StoreError: if it cannot be written.
        """
        self.refuse(by=by, why=why, where=id)
        with self._store.transaction():
            of_kind = self._kind_of(id, kind)
            current = self._current(id, of_kind)
            if checks := self._checks.get(of_kind.word):
                checks.withdrawing(current, by, why)
            revision = self._append(of_kind.word, id, None, by=by, why=why, expect=expect)
            return entry_of(revision, of_kind)

    def refuse(self, *, by: str, why: str = "", where: str = "") -> None:
        """Refuse an author or a reason that seems to contain a child's details, before any other work.

        Raises:
            PersonalDataError: naming the reason, never the value.
        """
        refuse_personal_data({}, today=self._today(), known=self._known, why=why, by=by, where=where)

    def unknown_names(self, value: Any) -> tuple[str, ...]:
        """Return a sentence for each team or worker that a record names and that is not on record."""
        return self._references.unknown_names(value)

    def dangling_references(self) -> tuple[DanglingReference, ...]:
        """Return each reference of a readable record to something that does not exist, or was withdrawn."""
        records = (record for word in self._kinds for record in self.all(word))
        return tuple(self._references.dangling(records))

    def transaction(self) -> AbstractContextManager[None]:
        """Combine several changes: all of them become durable at the end of the block, or none."""
        return self._store.transaction()

    @contextmanager
    def lifting(self) -> Iterator[None]:
        """Allow the publication of an inspection to be recorded inside, which lifts its embargo."""
        self._lifting = True
        try:
            yield
        finally:
            self._lifting = False

    def _refuse_publication(self, value: Any, before: Any, where: str) -> None:
        """Refuse a publication that would lift an embargo without the checks of lifting it.

        Raises:
            InspectPrepError: if a publication newly names an inspection.
        """
        if self._lifting or not isinstance(value, PublicationRecorded) or not value.inspection:
            return
        if before is None or before.inspection != value.inspection:
            raise InspectPrepError(
                "A publication of an inspection lifts its embargo, so it is not recorded here.",
                where=where,
                remedy=f"Use: inspectprep embargo lift --inspection {value.inspection} --where ADDRESS. "
                "For the report of another service, leave out the inspection.",
            )

    def _append(
        self,
        kind: str,
        id: str,
        document: Document | None,
        *,
        by: str,
        why: str,
        expect: int | None,
    ) -> Revision:
        """Record a change. A conflict about a text under embargo shows no text.

        Raises:
            ConflictError: if the record is at another revision than `expect`.
        """
        try:
            return self._store.append(kind, id, document, by=by, why=why, expect=expect)
        except ConflictError as error:
            history = self._history(id, record_kind(kind, self._kinds))
            guard = self._guard()
            if not any(entry.value is not None and guard.withholds(entry.value) for entry in history):
                raise
            theirs = [
                f"{entry.by} changed it at {entry.at:%Y-%m-%d %H:%M:%S} UTC (revision {entry.revision})"
                for entry in history
                if entry.revision > error.expected
            ]
            clashes = [Clash(clash.field, WITHHELD, WITHHELD, WITHHELD) for clash in error.clashes]
            raise ConflictError(
                id,
                expected=error.expected,
                current=error.current,
                theirs=theirs,
                yours=by,
                clashes=clashes,
            ) from None

    def _days_of(
        self, kind: RecordKind, value: Any, changes: Mapping[str, Any] | None = None
    ) -> dict[str, date]:
        """Return today for each field that has the day of another field, if that other field is new.

        Args:
            kind: The kind of the record.
            value: The record, before the changes if there are any.
            changes: The new values; None for a new record, of which every field is new.
        """
        days = {}
        for name, dated in _dated_fields(kind.cls):
            if changes is None:
                new = getattr(value, name) is None
            else:
                new = dated in changes and changes[dated] != getattr(value, dated)
            if new:
                days[name] = self._today()
        return days

    def _with_days(self, value: Any, kind: RecordKind) -> Any:
        days = self._days_of(kind, value)
        return evolve(value, **days) if days else value

    def _of_inspection(self, value: Any, kind: RecordKind) -> Any:
        """Return a new record with the id of the inspection that it belongs to, if there is one."""
        if kind.scope is Scope.COUNCIL:
            return value
        if value.inspection == NO_INSPECTION and kind.scope is not Scope.OUTCOME:
            return evolve(value, inspection="")
        if value.inspection:
            return value
        day = getattr(value, kind.day, None)
        days = [day, self._today()] if isinstance(day, date) else [self._today()]
        inspection = inspection_of_record(self.all(Inspection), days, kind.scope)
        return evolve(value, inspection=inspection.id) if inspection else value

    def _refuse(self, value: Any, kind: RecordKind, *, by: str, why: str) -> dict[str, Any]:
        """Return a record as plain data, unless it has a child's details.

        This comes first, so that no later message repeats them.
        """
        document = codec.plain(value)
        refuse_personal_data(
            document,
            today=self._today(),
            known=self._known,
            why=why,
            by=by,
            where=value.id or kind.word,
        )
        return document

    def _checked(
        self, value: Any, kind: RecordKind, written: _Written, id: str, before: Any = None
    ) -> tuple[dict[str, Any], Any]:
        """Return the record as plain data, and as it will be read, after all other checks.

        Args:
            value: The record.
            kind: Its kind.
            written: The record before days and roles were filled in, with its plain data.
            id: The id that it has or gets.
            before: The record before the change; None for a new one.
        """
        where = value.id or kind.word
        self._refuse_publication(value, before, where)
        read = reader_of(kind.cls)
        document = written.of(value)
        stored = read(document, id, where)
        named = self._references.checked(value, before, where=where)
        if named is not value:
            document = codec.plain(named)
            stored = read(document, id, where)
        gaps: Iterable[tuple[str, str]] = getattr(value, "gaps", tuple)()
        if gaps:
            raise DocumentError([(f"$.{field}", reason) for field, reason in gaps], where=where)
        if checks := self._checks.get(kind.word):
            checks.storing(value, before)
        return {name: part for name, part in document.items() if name != "id"}, stored


def _dated_fields(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return the name of each field that has the day of another field, and that of the other field."""
    if cls not in _DATED:
        _DATED[cls] = tuple(
            (field.name, field.metadata["day_of"]) for field in fields(cls) if "day_of" in field.metadata
        )
    return _DATED[cls]
