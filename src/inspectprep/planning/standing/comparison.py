"""The standing of a comparison: what differs between two plans, by topic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from inspectprep.planning.standing.standing import Standing
from inspectprep.planning.wording import counted

if TYPE_CHECKING:
    from inspectprep.model.comparison import PlanComparison

_TOPICS = {
    "date": ("date", "dates"),
    "judgement": ("judgement", "judgements"),
    "scale": ("scale", "scales"),
    "fact": ("fact", "facts"),
    "request": ("information request", "information requests"),
}


def comparison_standing(comparison: PlanComparison) -> Standing:
    """Return how many lines of two plans differ, by topic."""
    different = comparison.differences
    if not different:
        return Standing(
            verdict="No recorded difference",
            sentence=f"All {counted(len(comparison.rows), 'line')} are the same.",
        )
    counts = Counter(row.topic for row in different)
    known = [topic for topic in _TOPICS if counts[topic]]
    parts = [counted(counts[topic], *_TOPICS[topic]) for topic in known]
    others = len(different) - sum(counts[topic] for topic in known)
    if others:
        parts.append(counted(others, "other line"))
    verb = "differs" if len(different) == 1 else "differ"
    return Standing(
        verdict=f"{len(different):,} of {counted(len(comparison.rows), 'line')} {verb}",
        sentence=f"These differ: {', '.join(parts)}.",
    )
