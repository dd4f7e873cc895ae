"""Synthetic people: children who are only a number, and named workers in teams with caseloads."""

from __future__ import annotations

from typing import TypedDict

from inspectprep.model.representation import define
from inspectprep.synth.names import FIRST, LAST
from inspectprep.synth.random import RandomSource, Weights

_TEAMS = {
    "assessment": "Assessment Team",
    "family": "Family Support and Protection Team",
    "care": "Children in Care Team",
    "disability": "Disabled Children Service",
    "leaving": "Leaving Care Team",
}
_WORKERS_IN_TEAM = 7
_LEAST_CASELOAD, _MOST_CASELOAD = 11, 17

# Numbers eleven apart differ in more than two swapped neighbours, so that no identifier looks like another
# one typed wrongly.
_STEP = 11
_FIRST_NUMBER = 10_000_009
_NUMBERS = 8_181_809  # a prime, so that every stride visits every number


class CaseHolder(TypedDict):
    """The team and worker of a case, under the lists' own column names."""

    allocated_team: str
    allocated_worker: str


@define(eq=False)
class Child:
    """A child of the synthetic council; days are ordinals.

    Attributes:
        earlier: Referrals in the twelve months before the latest one.
    """

    id: str
    gender: str
    ethnicity: str
    born: int
    disability: str
    earlier: int = 0


class Numbers:
    """Identifiers that say nothing: eight figures, in no order."""

    def __init__(self, random: RandomSource) -> None:
        """Choose where to begin and how far apart."""
        self._place = random.between(0, _NUMBERS - 1)
        self._stride = random.between(1_000_003, _NUMBERS - 2)

    def next(self) -> str:
        """Return an identifier never returned before."""
        self._place = (self._place + self._stride) % _NUMBERS
        return str(_FIRST_NUMBER + _STEP * self._place)


class Staff:
    """Workers by service, hired as the caseload needs them."""

    def __init__(self, random: RandomSource) -> None:
        """Start without workers."""
        self._random = random
        self._hired = random.between(0, len(FIRST) * len(LAST) - 1)
        self._all: dict[str, list[CaseHolder]] = {service: [] for service in _TEAMS}
        self._free: dict[str, int] = dict.fromkeys(_TEAMS, 0)
        self._advisers: list[str] = []
        self._adviser_free = 0

    def take(self, service: str) -> CaseHolder:
        """Return the worker of a service to whom one more open case goes."""
        workers = self._all[service]
        if self._free[service] == 0:
            number = len(workers) // _WORKERS_IN_TEAM + 1
            team = f"{_TEAMS[service]} {number}"
            workers.append({"allocated_team": team, "allocated_worker": self._name()})
            self._free[service] = self._random.between(_LEAST_CASELOAD, _MOST_CASELOAD)
        self._free[service] -= 1
        return workers[-1]

    def someone(self, service: str) -> CaseHolder:
        """Return any worker of a service, for work that is done and no longer on a caseload."""
        workers = self._all[service]
        return self._random.pick(workers) if workers else self.take(service)

    def adviser(self) -> str:
        """Return the personal adviser who takes one more young person."""
        if self._adviser_free == 0:
            self._advisers.append(self._name())
            self._adviser_free = self._random.between(_LEAST_CASELOAD, _MOST_CASELOAD)
        self._adviser_free -= 1
        return self._advisers[-1]

    def _name(self) -> str:
        # A stride that shares no factor with the number of names visits them all before any repeats;
        # after that the surnames are doubled.
        turn, self._hired = self._hired, self._hired + 1
        total = len(FIRST) * len(LAST)
        place = turn * 2_741 % total
        first, last = FIRST[place % len(FIRST)], LAST[place // len(FIRST)]
        again = turn // total
        return f"{first} {last}" if again == 0 else f"{first} {last}-{LAST[again % len(LAST)]}"


GENDERS: Weights[str] = Weights(
    {"a) Male": 51.5, "b) Female": 47.8, "c) Not stated/recorded": 0.3, "d) Neither": 0.4}
)
ETHNICITIES: Weights[str] = Weights(
    {
        "a) WBRI": 63.5, "b) WIRI": 0.4, "c) WIRT": 0.3, "d) WOTH": 5.6, "e) WROM": 0.6,
        "f) MWBC": 3.2, "g) MWBA": 1.4, "h) MWAS": 1.8, "i) MOTH": 3.0,
        "j) AIND": 1.5, "k) APKN": 3.8, "l) ABAN": 1.6, "m) AOTH": 2.4,
        "n) BCRB": 1.6, "o) BAFR": 3.6, "p) BOTH": 1.5, "q) CHNE": 0.3, "r) OOTH": 1.9,
        "s) REFU": 0.6, "s) NOBT": 1.4,
    }
)  # fmt: skip
