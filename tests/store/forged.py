"""Exports that another program wrote: every checksum fits, and the documents are what the test gives."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from inspectprep.store.chain import Line, as_text, genesis, link

__all__ = ["forged"]


def forged(changes: Iterable[tuple[str, str, Any]], **more: Any) -> bytes:
    """Return an export with one first revision for each kind, id and document.

    Args:
        changes: The kind, the id and the document of each record.
        **more: Values that replace those of every change, such as ``at`` or ``by``.
    """
    head, lines = genesis("forged"), []
    for number, (kind, id_, document) in enumerate(changes, 1):
        at = f"2026-01-01T00:00:00.{number:06}Z"
        values = {"number": number, "kind": kind, "id": id_, "revision": 1, "at": at, "by": "Ann", "why": ""}
        line = Line(**{**values, "document": as_text(document), **more})
        head = link(head, line.checksum())
        shown = {**line._asdict(), "document": document, "checksum": line.checksum(), "head": head}
        lines.append(json.dumps(shown))
    about = {"schema": "inspectprep/store/1", "name": "forged", "created": "2026-01-01T00:00:00.000000Z"}
    return "\n".join([json.dumps({**about, "changes": len(lines), "head": head}), *lines, ""]).encode()
