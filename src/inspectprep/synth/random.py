"""Random choices that are the same on every machine: only ``random()`` of a seeded generator is used.

The higher functions of :mod:`random` may change their draws between versions of Python; the stream of
``random()`` for a given seed may not.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")
Curve = Sequence[float]
"""Values at equally spaced shares of a population: least, ..., median, ..., most."""

_GOLDEN = 0.6180339887498949


class Weights(Generic[T]):
    """Things to choose among, each as often as its weight says."""

    __slots__ = ("_sums", "_things")

    def __init__(self, weights: Mapping[T, float]) -> None:
        """Prepare `weights`, which need not add up to anything."""
        self._things = tuple(weights)
        sums = list(accumulate(weights.values()))
        self._sums = [value / sums[-1] for value in sums[:-1]]

    def at(self, share: float) -> T:
        """Return the thing at `share` (0 to 1) of the total weight."""
        return self._things[bisect_right(self._sums, share)]


class RandomSource:
    """A seeded source of draws."""

    __slots__ = ("unit",)

    def __init__(self, seed: str) -> None:
        """Start a stream; the same text starts the same stream."""
        self.unit = random.Random(seed).random

    def happens(self, share: float) -> bool:
        """Return True in `share` of cases."""
        return self.unit() < share

    def between(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included; `least` if `most` is lower."""
        return least + int(self.unit() * (most - least + 1)) if most > least else least

    def pick(self, things: Sequence[T]) -> T:
        """Return one of `things`."""
        return things[int(self.unit() * len(things))]

    def of(self, weights: Weights[T]) -> T:
        """Return one of the things in `weights`."""
        return weights.at(self.unit())

    def along(self, curve: Curve) -> int:
        """Return a whole number spread as `curve` says."""
        place = self.unit() * (len(curve) - 1)
        low = int(place)
        return int(curve[low] + (curve[low + 1] - curve[low]) * (place - low) + 0.5)

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return `things` in another order."""
        out = list(things)
        for last in range(len(out) - 1, 0, -1):
            other = int(self.unit() * (last + 1))
            out[last], out[other] = out[other], out[last]
        return out


class Even:
    """Shares that fill 0 to 1 evenly however many are taken, so that no month stays empty by bad luck."""

    __slots__ = ("_share",)

    def __init__(self, start: float) -> None:
        """Begin at `start`."""
        self._share = start

    def next(self) -> float:
        """Return the next share."""
        self._share = (self._share + _GOLDEN) % 1.0
        return self._share
