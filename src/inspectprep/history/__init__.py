"""The history of full inspections: reading it from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.history.reading import COLUMNS as COLUMNS, read_history as read_history

__all__, __getattr__, __dir__ = lazy_names(__name__, {"reading": "COLUMNS read_history"})
