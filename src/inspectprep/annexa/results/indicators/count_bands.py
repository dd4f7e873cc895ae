"""Counts of findings as bands, from which no small count can be read or calculated."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from inspectprep.annexa.results.indicators.suppress import small

BANDS: tuple[tuple[float, float, str], ...] = (
    (0, 0, "0"),
    (1, 5, "1 to 5"),
    (6, 10, "6 to 10"),
    (11, 20, "11 to 20"),
    (21, 50, "21 to 50"),
    (51, 100, "51 to 100"),
    (101, inf, "over 100"),
)
"""Each band: the fewest, the most, and its words."""
HIDDEN = "hidden"
"""The words for a count of which not even the band is shown."""


def banded(counts: Sequence[int]) -> list[str]:
    """Return the band of each count of a whole whose exact sum a reader may know.

    If the sum and the bands together give away a small count, all are hidden.
    """
    bands = [_band(count) for count in counts]
    total = sum(counts)
    for place, count in enumerate(counts):
        others = bands[:place] + bands[place + 1 :]
        low, high, _ = bands[place]
        least = max(low, total - sum(most for _, most, _ in others))
        most = min(high, total - sum(fewest for fewest, *_ in others))
        if small(count) and least == most:
            return [HIDDEN] * len(counts)
    return [words for *_, words in bands]


def band_number(count: int) -> int:
    """Return the number of the band of a count, from 0."""
    return BANDS.index(_band(count))


def _band(count: int) -> tuple[float, float, str]:
    return next(band for band in BANDS if count <= band[1])
