"""Reports: a value becomes a report without a format, and a writer renders it.

``compose`` chooses the content and its order, ``drawing`` lays out timelines, and each format has a
module. :func:`inspectprep.write` uses them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.reports.compose.context import (
        Page as Page,
        ReportContext as ReportContext,
        ReportOptions as ReportOptions,
    )
    from inspectprep.reports.plain_blocks import in_words as in_words

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "compose.context": "Page ReportContext ReportOptions",
        "plain_blocks": "in_words",
    },
)
