"""The two sides of a conflict: the changes since the writer read the record, and the writer's changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inspectprep.errors import Clash, ConflictError
from inspectprep.store.protocol import Document, Revision


def conflict(
    id: str,
    history: Sequence[Revision],
    *,
    expect: int,
    document: Document | None,
    by: str,
) -> ConflictError:
    """Return the error that shows both sides.

    Args:
        id: The id of the record.
        history: All its revisions, oldest first.
        expect: The revision that the writer had read.
        document: The writer's new document; None to withdraw the record.
        by: The writer.
    """
    seen = next((revision for revision in history if revision.revision == expect), None)
    now = history[-1] if history else None
    sides = [_fields(revision_.document if revision_ else None) for revision_ in (seen, now)]
    wanted = document or {}
    names = dict.fromkeys((*sides[0], *sides[1], *wanted))
    return ConflictError(
        id,
        expected=expect,
        current=now.revision if now else 0,
        theirs=[_line(revision) for revision in history if revision.revision > expect],
        yours=by,
        clashes=[
            Clash(name, sides[0].get(name), sides[1].get(name), wanted.get(name))
            for name in names
            if not sides[0].get(name) == sides[1].get(name) == wanted.get(name)
        ],
    )


def changed(before: Document | None, after: Document | None) -> Iterator[tuple[str, Any, Any]]:
    """Yield the name, the old value and the new value of each field that differs."""
    old: Mapping[str, Any] = before or {}
    new: Mapping[str, Any] = after or {}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)


def _fields(document: Document | None) -> Document:
    """Return the fields of a document. A damaged one may be something else."""
    return document if isinstance(document, Mapping) else {}


def _line(revision: Revision) -> str:
    verb = "withdrew it" if revision.withdrawn else "changed it"
    reason = f": {revision.why}" if revision.why else ""
    return (
        f"{revision.by} {verb} at {revision.at:%Y-%m-%d %H:%M:%S} UTC (revision {revision.revision}){reason}"
    )
