"""Records that are stored and cannot be read."""

from __future__ import annotations

from inspectprep.model.values import frozen


@frozen(kw_only=True)
class UnreadableRecord:
    """A record that is stored and cannot be read. It blocks no other record and can be withdrawn.

    Attributes:
        kind: The kind of record, such as ``evidence``.
        id: Its id.
        reason: The reason, with names of fields and without values, which could be personal data.
    """

    kind: str
    id: str
    reason: str
