"""The change in readiness between two days."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from inspectprep.model.checklist import Theme
from inspectprep.model.document import document
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.values import frozen


class Direction(StrEnum):
    """The direction of a change in rating."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@frozen(kw_only=True)
class ThemeTrend:
    """The change in one theme.

    Attributes:
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
        since: The day on which the earlier answer was given.
        until: The day on which the later answer was given.
        direction: The direction of the worst theme.
    """

    authority: str = ""
    since: date
    until: date
    before: Rating
    now: Rating
    direction: Direction
    themes: tuple[ThemeTrend, ...]
