"""Views of values: displays in a notebook, charts and dataframes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.views.charts.draw import chart as chart
    from inspectprep.views.frames import frame as frame
    from inspectprep.views.notebook import html as html, markdown as markdown

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "charts.draw": "chart",
        "frames": "frame",
        "notebook": "html markdown",
    },
)
