"""The synthetic council that is being generated: its calendar, its people, and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.synth.days import Days
from inspectprep.synth.people import ETHNICITIES, GENDERS, Child, Numbers, Staff
from inspectprep.synth.random import Curve, Even, RandomSource

YES, NO = "a) Yes", "b) No"

_ROOM_BEFORE = 110
"""Days before a child's first main event in which an earlier contact or referral may lie."""

AGES: Curve = tuple(years * 365 for years in (0, 1.5, 4, 7, 10, 12.5, 14.5, 16, 17.2))
"""Ages in days of children known to social care, at equal shares."""


@cache
def coded(name: str) -> Mapping[str, str]:
    """Return the codes of a set, as cells hold them, by short code."""
    return {code.name: code.code for code in catalogue.code_set(name).codes}


@cache
def shorts(name: str) -> Mapping[str, str]:
    """Return the short codes of a set by code, as cells hold them."""
    return {code.code: code.name for code in catalogue.code_set(name).codes}


def members(name: str, *groups: str) -> frozenset[str]:
    """Return the short codes of groups of a set."""
    codes = catalogue.code_set(name)
    return frozenset(short for group in groups for short in codes.members(group))


class Population:
    """A synthetic council that is being generated.

    Attributes:
        authority: The English authority whose area it is given, so that placements can be in or out of it.
        rows: By list, the child (None for adopters) and the values of each row by column.
    """

    def __init__(self, *, seed: str, days: Days, authority: str) -> None:
        """Start an empty council."""
        self.random = RandomSource(seed)
        self.days = days
        self.authority = authority
        self.staff = Staff(self.random)
        self.numbers = Numbers(self.random)
        self.families = Numbers(self.random)
        self.rows: dict[int, list[tuple[Child | None, dict[str, Any]]]] = {n: [] for n in catalogue.lists()}
        self._even: dict[str, Even] = {}

    def even(self, key: str, least: int, most: int) -> int:
        """Return a day from `least` to `most`, spread evenly over all draws with the same key."""
        return least + int(self.even_share(key) * (most - least + 1))

    def even_share(self, key: str) -> float:
        """Return a share from 0 to 1, spread evenly over all draws with the same key.

        What depends on it is as frequent in a small council as in a large one. So no figure stands out by
        chance.
        """
        if key not in self._even:
            self._even[key] = Even(self.random.unit())
        return self._even[key].next()

    def add(self, number: int, child: Child | None, **values: Any) -> None:
        """Write a row; days are ordinals, absent columns blank."""
        self.rows[number].append((child, values))

    def child(self, first: int, *, ages: Curve = AGES, unborn: float = 0.0, born: int | None = None) -> Child:
        """Return a new child who is old enough for an event on `first` and no older than 18 today.

        Args:
            first: The first event of the child's story; an earlier referral is added before it at times.
            ages: Days at that event.
            unborn: Share of children not yet born at that event.
            born: The day of birth, where the story settles it.
        """
        random, days = self.random, self.days
        expected = born is None and random.happens(unborn)
        if born is None:
            if expected:
                born = first + random.between(25, 230)
            else:
                born = max(first - _ROOM_BEFORE - random.along(ages), days.oldest)
        disabled = not expected and random.happens(0.11)
        return Child(
            id=self.numbers.next(),
            gender="c) Not stated/recorded" if born > days.today else random.of(GENDERS),
            ethnicity=random.of(ETHNICITIES),
            born=born,
            disability=YES if disabled else "c) Unknown" if born > days.today else NO,
            earlier=0
            if expected or born > first - _ROOM_BEFORE
            else earlier_referrals(self.even_share("earlier referrals")),
        )


def earlier_referrals(share: float) -> int:
    """Return how many referrals a child had in the year before, from a share from 0 to 1 of all children."""
    return 0 if share < 0.86 else 1 if share < 0.96 else 2 if share < 0.99 else 3
