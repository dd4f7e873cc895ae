"""The change in readiness since an earlier answer, as a section of the report."""

from __future__ import annotations

from inspectprep.model.report import Section
from inspectprep.model.trend import Direction, ReadinessTrend
from inspectprep.planning.wording import long_date
from inspectprep.reports.compose.tables import table

_COLUMNS = ("Theme", "Before", "Now", "Change", "No longer true", "New")
_WORDS = {Direction.BETTER: "Better", Direction.SAME: "The same", Direction.WORSE: "Worse"}


def trend_sections(trend: ReadinessTrend | None) -> tuple[Section, ...]:
    """Return a section with every theme before and now, or none without an earlier answer."""
    if trend is None:
        return ()
    rows = [
        (
            theme.theme.heading,
            theme.before,
            theme.now,
            _WORDS[theme.direction],
            " ".join(reason.text for reason in theme.gone),
            " ".join(reason.text for reason in theme.new),
        )
        for theme in trend.themes
    ]
    caption = "Each theme before and now, with the reasons removed and added"
    title = f"Changes since {long_date(trend.since)}"
    return (Section(title=title, blocks=(table(_COLUMNS, rows, caption=caption),)),)
