"""The working days of England, with the closures of a council added.

The dates of plans are calculated from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.calendar.working import WorkingDays as WorkingDays, england as england

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "working": "WorkingDays england",
    },
)
