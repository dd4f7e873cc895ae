"""The rows of the table of changes as values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from inspectprep.store.chain import as_time
from inspectprep.store.protocol import Revision
from inspectprep.store.schema import current_document, current_kind


def revision_of(row: tuple[Any, ...]) -> Revision:
    """Return the change in a row: the fields of :class:`inspectprep.store.chain.Line`, and the head."""
    number, kind, id_, revision, at, by, why, document, head = row
    stored = None if document is None else current_document(kind, _parsed(document))
    return Revision(number, current_kind(kind), id_, revision, as_time(at), by, why, stored, head)


def parsed_documents(texts: Sequence[str]) -> Sequence[Any]:
    """Return documents as data. A text that is not JSON is returned as it is."""
    try:
        # One long text is parsed faster than many short ones, because each key is created once.
        documents: list[Any] = json.loads(f"[{','.join(texts)}]")
        if len(documents) == len(texts):
            return documents
    except (ValueError, RecursionError):
        pass
    return [_parsed(text) for text in texts]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
