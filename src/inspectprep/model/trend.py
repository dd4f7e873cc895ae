"""How readiness has moved between two answers."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from inspectprep.model.checklist import Theme
from inspectprep.model.document import document
from inspectprep.model.readiness import Rating, Reason

__all__ = ["Direction", "ReadinessTrend", "ThemeTrend"]


class Direction(StrEnum):
    """Which way a rating went."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@frozen(kw_only=True)
class ThemeTrend:
    """One theme, then and now.

    Attributes:
        gone: Reasons that held then and no longer do.
        new: Reasons that hold now and did not then. One whose words or figures changed is in both.
    """

    theme: Theme
    before: Rating
    now: Rating
    direction: Direction
    gone: tuple[Reason, ...] = ()
    new: tuple[Reason, ...] = ()


@document("readiness-trend")
@frozen(kw_only=True)
class ReadinessTrend:
    """Readiness then and now, theme by theme.

    Attributes:
        since: The day for which the earlier answer was given.
        until: The day for which the later answer was given.
        direction: Which way the worst theme went.
    """

    authority: str = ""
    since: date
    until: date
    before: Rating
    now: Rating
    direction: Direction
    themes: tuple[ThemeTrend, ...]
