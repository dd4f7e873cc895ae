"""How readiness moved since last time, as a section of its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.report import Section
from inspectprep.model.trend import Direction
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import day_words

if TYPE_CHECKING:
    from inspectprep.model.trend import ReadinessTrend

__all__ = ["trend_sections"]

_COLUMNS = ("Theme", "Before", "Now", "Moved", "No longer so", "New")
_WORDS = {Direction.BETTER: "Better", Direction.SAME: "The same", Direction.WORSE: "Worse"}


def trend_sections(trend: ReadinessTrend | None) -> tuple[Section, ...]:
    """Return a section with every theme then and now, or none without an earlier answer."""
    if trend is None:
        return ()
    rows = [
        (
            each.theme.heading,
            each.before,
            each.now,
            _WORDS[each.direction],
            " ".join(reason.text for reason in each.gone),
            " ".join(reason.text for reason in each.new),
        )
        for each in trend.themes
    ]
    caption = "Each theme then and now, with the reasons that went and those that came"
    title = f"Since {day_words(trend.since)}"
    return (Section(title=title, blocks=(table(_COLUMNS, rows, caption=caption),)),)
