"""The change of readiness between two results: themes better or worse, reasons resolved and new."""

from __future__ import annotations

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Readiness, Reason, ThemeReadiness
from inspectprep.model.trend import Direction, ReadinessTrend, ThemeTrend


def trend(before: Readiness, now: Readiness) -> ReadinessTrend:
    """Return how readiness changed from one result to another.

    A theme that one of them does not have counts as red there, because what is not known is a gap. Green
    reasons are left out.
    """
    then = {theme.theme: theme for theme in before.themes}
    later = {theme.theme: theme for theme in now.themes}
    names = list(dict.fromkeys([*later, *then]))
    return ReadinessTrend(
        authority=now.authority or before.authority,
        since=before.given or before.as_of,
        until=now.given or now.as_of,
        before=before.rating,
        now=now.rating,
        direction=_direction(before.rating, now.rating),
        themes=tuple(_theme(name, then.get(name), later.get(name)) for name in names),
    )


def _theme(name: Theme, then: ThemeReadiness | None, now: ThemeReadiness | None) -> ThemeTrend:
    old = _gaps(then)
    new = _gaps(now)
    before = then.rating if then else Rating.RED
    after = now.rating if now else Rating.RED
    return ThemeTrend(
        theme=name,
        before=before,
        now=after,
        direction=_direction(before, after),
        gone=tuple(reason for reason in old if reason not in new),
        new=tuple(reason for reason in new if reason not in old),
    )


def _gaps(theme: ThemeReadiness | None) -> tuple[Reason, ...]:
    reasons = theme.reasons if theme else ()
    return tuple(reason for reason in reasons if reason.rating is not Rating.GREEN)


def _direction(before: Rating, now: Rating) -> Direction:
    if before is now:
        return Direction.SAME
    return Direction.BETTER if now.rank > before.rank else Direction.WORSE
