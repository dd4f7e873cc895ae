"""The change in readiness between two days."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from inspectprep.model.checklist import Theme
from inspectprep.model.document import document
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.values import frozen


class Direction(StrEnum):
    """The direction of a change in rating.

    Attributes:
        BETTER: The rating is better than before.
        SAME: The rating is the same.
        WORSE: The rating is worse than before.
    """

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@frozen(kw_only=True)
class ThemeTrend:
    """The change in one theme.

    Attributes:
        theme: The theme.
        before: The earlier rating.
        now: The later rating.
        direction: The direction of the change.
        gone: Earlier reasons that no longer apply.
        new: New reasons. A reason whose words or figures changed is in both.
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
    """The change in readiness between two answers, theme by theme.

    Attributes:
        authority: The council.
        since: The day on which the earlier answer was given.
        until: The day on which the later answer was given.
        before: The earlier rating.
        now: The later rating.
        direction: The direction of the worst theme.
        themes: The change in each theme.
    """

    authority: str = ""
    since: date
    until: date
    before: Rating
    now: Rating
    direction: Direction
    themes: tuple[ThemeTrend, ...]
