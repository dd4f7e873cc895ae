"""The chance of each day of a call, from the forecast of the next full inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.model.readiness import Rating
from inspectprep.model.representation import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from inspectprep.model.next_inspection import NextInspection
    from inspectprep.planning.call_dates import CallDate


@frozen(kw_only=True)
class WeighedRatings:
    """The readiness on several days of a call, weighed by the chance of each.

    Attributes:
        chance: The chance, from 0 to 1, that the call comes on one of these days.
        shares: The chance of each rating if it does. They add up to 1.
        until: The last of the days.
    """

    chance: float
    shares: dict[Rating, float]
    until: date


def with_chances(calls: Iterable[CallDate], forecast: NextInspection) -> tuple[CallDate, ...]:
    """Return days of a call with the chance of each, and the chance that the call comes by then.

    No call has come before the first of the days. So the weeks to which such a call would belong have no
    chance any more.

    Args:
        calls: Consecutive days of a call, the first of them the next that is possible.
        forecast: The forecast on that day. It gives the chance of each week of fieldwork.
    """
    calls = tuple(calls)
    if not calls:
        return ()
    left = {week.monday: week.probability for week in forecast.weeks if week.monday >= calls[0].monday}
    whole = sum(left.values()) + forecast.beyond
    weighed = []
    by_then = 0.0
    for call in calls:
        chance = left.get(call.monday, 0.0) / whole if whole else 0.0
        by_then = min(1.0, by_then + chance)
        weighed.append(evolve(call, chance=chance, by_then=by_then))
    return tuple(weighed)


def weighed_ratings(ratings: Sequence[tuple[CallDate, Rating]]) -> WeighedRatings | None:
    """Return the ratings on several days, weighed by the chance of each; None without chances.

    Args:
        ratings: Each day with its rating, in order.
    """
    chance = sum(call.chance or 0.0 for call, _ in ratings)
    if not chance:
        return None
    shares = {
        rating: sum(call.chance or 0.0 for call, each in ratings if each is rating) / chance
        for rating in Rating
    }
    return WeighedRatings(chance=chance, shares=shares, until=ratings[-1][0].day)
