"""The chain of changes: each change has a checksum, and a head that also covers all earlier changes.

A head that was noted down elsewhere proves later that no earlier change was altered or removed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

_hashed = json.JSONEncoder(ensure_ascii=False).encode
_stored = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class Line(NamedTuple):
    """One change as the text and numbers that are stored and hashed; see :class:`Revision` for their meaning.

    Attributes:
        document: The text from :func:`as_text`; None for a withdrawal.
    """

    number: int
    kind: str
    id: str
    revision: int
    at: str
    by: str
    why: str
    document: str | None

    def checksum(self) -> str:
        """Return the SHA-256 of the change, in hexadecimal."""
        content = _hashed(list(self))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def as_text(document: Mapping[str, Any]) -> str:
    """Return a document as the text that is stored and hashed: compact JSON in the order of its keys.

    Raises:
        ValueError: if it contains NaN or infinity, which JSON cannot write.
    """
    return _stored(document)


def as_utc(moment: datetime) -> str:
    """Return a time with its zone as UTC text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def as_time(text: str) -> datetime:
    """Return the time of a text from :func:`as_utc`."""
    return datetime.fromisoformat(text)


def link(head: str, checksum: str) -> str:
    """Return the head after a change, from the head before it and the change's own checksum."""
    return hashlib.sha256(f"{head}{checksum}".encode()).hexdigest()


def genesis(name: str) -> str:
    """Return the head of a store without changes, from the store's name."""
    return hashlib.sha256(f"inspectprep store {name}".encode()).hexdigest()
