"""The chain: each change has a checksum of its own, and a head that covers all changes before it too.

Whoever keeps a head elsewhere can tell later whether anything before it was altered or removed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

__all__ = ["Line", "as_text", "as_time", "as_utc", "genesis", "link"]


class Line(NamedTuple):
    """One change as the text and numbers that are kept and hashed; see :class:`Revision` for their meaning.

    Attributes:
        document: What :func:`as_text` wrote; None for a withdrawal.
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
        content = json.dumps(list(self), ensure_ascii=False)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def as_text(document: Mapping[str, Any]) -> str:
    """Write a document as the text that is kept and hashed: compact JSON in the order of its keys.

    Raises:
        ValueError: if it holds a number that is none, which JSON cannot write.
    """
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def as_utc(moment: datetime) -> str:
    """Write a time with its zone as UTC text that sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def as_time(text: str) -> datetime:
    """Read what :func:`as_utc` wrote."""
    return datetime.fromisoformat(text)


def link(head: str, own: str) -> str:
    """Return the head after a change, from the head before it and the change's own checksum."""
    return hashlib.sha256(f"{head}{own}".encode()).hexdigest()


def genesis(name: str) -> str:
    """Return the head of a store without changes, from the store's own name."""
    return hashlib.sha256(f"inspectprep store {name}".encode()).hexdigest()
