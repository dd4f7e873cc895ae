"""The durable store of a council's records.

Every change is appended and chained. Nothing is overwritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.store.protocol import (
        Document as Document,
        Head as Head,
        Moment as Moment,
        Revision as Revision,
        Store as Store,
        Verification as Verification,
    )
    from inspectprep.store.sqlite import SQLiteStore as SQLiteStore, open_store as open_store

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "protocol": "Document Head Moment Revision Store Verification",
        "sqlite": "SQLiteStore open_store",
    },
)
