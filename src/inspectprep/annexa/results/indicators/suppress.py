"""Hides counts from 1 to 5, and as many others as it takes that nobody can work them out by subtraction.

Teams, and age groups, add up to the council. Whoever knows the council's figure and all parts but one knows
that one too; with two parts hidden and a sum of 2, both are 1. So parts are hidden until the sum of what is
hidden leaves every small count at least two values that it could have.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["LARGEST_SMALL", "hidden_parts", "small"]

LARGEST_SMALL = 5


def small(count: int) -> bool:
    """Tell whether a count could point at children."""
    return 1 <= count <= LARGEST_SMALL


def hidden_parts(
    parts: Sequence[tuple[int, int]], total: tuple[int, int]
) -> tuple[list[tuple[bool, bool]], tuple[bool, bool]]:
    """Return for each part, and for the total, whether numerator and denominator are hidden.

    Args:
        parts: Numerator and denominator of each part; both add up to the total.
        total: Numerator and denominator of the whole.
    """
    whole = _alone(*total)
    below = _hide([denominator for _, denominator in parts], shown=not whole[1])
    # A numerator whose denominator is hidden, or whose complement is small, is hidden as well.
    forced = [hidden or _alone(*part)[0] for part, hidden in zip(parts, below, strict=True)]
    above = _hide([numerator for numerator, _ in parts], shown=not whole[0], forced=forced)
    return list(zip(above, below, strict=True)), whole


def _alone(numerator: int, denominator: int) -> tuple[bool, bool]:
    """Tell what is hidden of one figure by itself: a small count of those not late tells as much."""
    below = small(denominator)
    return below or small(numerator) or small(denominator - numerator), below


def _hide(counts: Sequence[int], *, shown: bool, forced: Sequence[bool] | None = None) -> list[bool]:
    """Return which of the counts are hidden, given that what they add up to is shown or not."""
    hidden = [small(count) for count in counts]
    if forced is not None:
        hidden = [own or other for own, other in zip(hidden, forced, strict=True)]
    if not any(hidden) and shown:
        return hidden
    if not shown:
        # The total is small, so that any part shown would narrow it down.
        return [True] * len(counts)
    while not _safe([count for count, out in zip(counts, hidden, strict=True) if out]):
        left = [place for place, out in enumerate(hidden) if not out]
        if not left:
            break
        # The smallest one left costs the least; nothing at all is hidden last, as it hides little.
        hidden[min(left, key=lambda place: (counts[place] == 0, counts[place], place))] = True
    return hidden


def _safe(hidden: Sequence[int]) -> bool:
    """Tell whether the sum of the hidden counts leaves each of them open.

    Two or more are needed. And for those who take every hidden count for a small one, the sum must be so
    large that any of them could be any small count, and not so large that all must be the largest.
    """
    total, number = sum(hidden), len(hidden)
    return number > 1 and total > LARGEST_SMALL + number and total != LARGEST_SMALL * number
