"""Small numbers: hide counts from 1 to 5, and other counts so that no hidden one follows by subtraction.

Teams, and age groups, add up to the council. A reader who knows the council's figure and all parts but one
knows that one too. If two parts are hidden and their sum is 2, both are 1. So further parts are hidden until
every small count has at least two possible values.
"""

from __future__ import annotations

from collections.abc import Sequence

LARGEST_SMALL = 5


def small(count: int) -> bool:
    """Return whether a count could identify children."""
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
    """Return what is hidden of one figure by itself. A small complement reveals as much as a small count."""
    below = small(denominator)
    return below or small(numerator) or small(denominator - numerator), below


def _hide(counts: Sequence[int], *, shown: bool, forced: Sequence[bool] | None = None) -> list[bool]:
    """Return which of the counts are hidden, given whether their sum is shown."""
    hidden = [small(count) for count in counts]
    if forced is not None:
        hidden = [by_itself or by_force for by_itself, by_force in zip(hidden, forced, strict=True)]
    if not any(hidden) and shown:
        return hidden
    if not shown:
        # The total is small, so any part that is shown would narrow it down.
        return [True] * len(counts)
    while not _safe([count for count, out in zip(counts, hidden, strict=True) if out]):
        shown_places = [place for place, out in enumerate(hidden) if not out]
        if not shown_places:
            break
        # The smallest count costs the least to hide. A count of 0 comes last, because it protects little.
        hidden[min(shown_places, key=lambda place: (counts[place] == 0, counts[place], place))] = True
    return hidden


def _safe(hidden: Sequence[int]) -> bool:
    """Return whether the sum of the hidden counts leaves each of them open.

    At least two must be hidden. A reader may assume that every hidden count is a small one, so the sum must
    be large enough that each could be any small count, and not so large that all must be the largest.
    """
    total, number = sum(hidden), len(hidden)
    return number > 1 and total > LARGEST_SMALL + number and total != LARGEST_SMALL * number
