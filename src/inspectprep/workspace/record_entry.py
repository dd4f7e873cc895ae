"""A record with the details of one change, also a record that cannot be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectprep.errors import DocumentError
from inspectprep.model.representation import with_one_line
from inspectprep.workspace.record_reader import field_names, reader_of, why_unreadable

if TYPE_CHECKING:
    from inspectprep.model.record import RecordKind
    from inspectprep.store.protocol import Revision


@with_one_line
class RecordEntry(NamedTuple):
    """A record with the details of one change: the last one, or an earlier one.

    Attributes:
        id: The id of the record.
        kind: Its kind, such as ``evidence``.
        revision: The number of the change among the changes of this record, from 1. Give it as ``expect``
            to change the value that you have read.
        value: The record after this change; None if the change withdrew it, or it cannot be read.
        at: The time of the change, in UTC.
        by: The author.
        why: The reason; may be empty.
        number: The number of the change among all changes of the workspace.
        unreadable: The reason why the record cannot be read, without any of its values. Empty if it can.
        fields: The names of the fields of a record that cannot be read, to help to find it.
    """

    id: str
    kind: str
    revision: int
    value: Any
    at: datetime
    by: str
    why: str
    number: int
    unreadable: str = ""
    fields: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """True if the change withdrew the record."""
        return self.value is None and not self.unreadable


def entry_of(revision: Revision, kind: RecordKind, value: Any = None) -> RecordEntry:
    """Return the record of one revision.

    Args:
        revision: The revision.
        kind: The kind of the record.
        value: The record, if it was read already.
    """
    reason = ""
    names: tuple[str, ...] = ()
    if revision.document is not None and value is None:
        try:
            value = reader_of(kind.cls)(revision.document, revision.id)
        except DocumentError as error:
            reason = why_unreadable(error, kind.cls)
            names = field_names(revision.document)
    return RecordEntry(
        revision.id,
        revision.kind,
        revision.revision,
        value,
        revision.at,
        revision.by,
        revision.why,
        revision.number,
        reason,
        names,
    )
