"""The part of a contract that is the same for everything whose result depends on its arguments alone."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.testing.contracts.base import Contract, require
from inspectprep.testing.contracts.clock import DAYS, stopped
from inspectprep.testing.contracts.process import facts_elsewhere, importable

_ADVICE = (
    "It may depend only on its arguments. Remove the use of date.today(), datetime.now(), time.time(), "
    "random numbers, the order of a set, and values that are kept from one call to the next."
)
_SHOWN = 120


class SteadyContract(Contract):
    """The contract of providers that give the same result on every day, in every process and every time."""

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield the results to compare, each with the name of what it belongs to."""
        raise NotImplementedError(f"{type(self).__name__} must define `facts`.")

    def test_gives_the_same_every_time(self) -> None:
        """The same question has the same answer, however often it is asked."""
        first = list(self.facts())
        for _ in range(2):
            _compare(first, list(self.facts()), "changes from one call to the next")

    def test_does_not_depend_on_today(self) -> None:
        """The result is the same on every day on which the question is asked."""
        with stopped(DAYS[0]):
            first = list(self.facts())
        for day in DAYS[1:]:
            with stopped(day):
                _compare(first, list(self.facts()), f"is different on {DAYS[0]} and on {day}")

    def test_gives_the_same_in_another_process(self) -> None:
        """A new process that starts on another day gives the same result.

        This needs the plugin by the name of its module, so that the other process can import it.
        """
        if plugin := importable(self.plugin):
            contract = next(each for each in type(self).__mro__ if each.__module__.startswith(_HOME))
            here = list(self.facts())
            there = facts_elsewhere(contract, plugin, self.ids, day=DAYS[0], seed=1)
            _compare(here, there, f"is different in a process that starts on {DAYS[0]}")
            again = facts_elsewhere(contract, plugin, self.ids, day=DAYS[2], seed=2)
            _compare(there, again, f"is different in processes that start on {DAYS[0]} and on {DAYS[2]}")


_HOME = __name__.rpartition(".")[0]


def _compare(first: list[tuple[str, str]], second: list[tuple[str, str]], problem: str) -> None:
    for (name, one), (_, other) in zip(first, second, strict=False):
        require(one == other, f"{name} {problem}: {_difference(one, other)}. {_ADVICE}")
    require(len(first) == len(second), f"The number of results {problem}. {_ADVICE}")


def _difference(one: str, other: str) -> str:
    """Return the first place at which two texts differ, in both."""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((place for place, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))
    start = max(0, at - 20)
    return f"{one[start : start + _SHOWN]!r} and {other[start : start + _SHOWN]!r}"
