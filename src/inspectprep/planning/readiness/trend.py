"""How readiness has moved since last time: themes better or worse, reasons gone and new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.readiness import Rating
from inspectprep.model.trend import Direction, ReadinessTrend, ThemeTrend

if TYPE_CHECKING:
    from inspectprep.model.checklist import Theme
    from inspectprep.model.readiness import Readiness, ThemeReadiness

__all__ = ["trend"]


def trend(before: Readiness, now: Readiness) -> ReadinessTrend:
    """Return how readiness moved from one answer to another.

    A theme that one of them does not have counts as red there: what is not known is a gap, never ready.
    Green reasons come and go with the others and are left out.
    """
    then = {each.theme: each for each in before.themes}
    later = {each.theme: each for each in now.themes}
    names = list(dict.fromkeys([*later, *then]))
    return ReadinessTrend(
        authority=now.authority or before.authority,
        since=before.as_of,
        until=now.as_of,
        before=before.rating,
        now=now.rating,
        direction=_direction(before.rating, now.rating),
        themes=tuple(_theme(name, then.get(name), later.get(name)) for name in names),
    )


def _theme(name: Theme, then: ThemeReadiness | None, now: ThemeReadiness | None) -> ThemeTrend:
    old = tuple(each for each in (then.reasons if then else ()) if each.rating is not Rating.GREEN)
    new = tuple(each for each in (now.reasons if now else ()) if each.rating is not Rating.GREEN)
    before = then.rating if then else Rating.RED
    after = now.rating if now else Rating.RED
    return ThemeTrend(
        theme=name,
        before=before,
        now=after,
        direction=_direction(before, after),
        gone=tuple(each for each in old if each not in new),
        new=tuple(each for each in new if each not in old),
    )


def _direction(before: Rating, now: Rating) -> Direction:
    if before is now:
        return Direction.SAME
    return Direction.BETTER if now.rank > before.rank else Direction.WORSE
