"""The contract of indicators passes a good plugin and fails bad ones."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from attrs import evolve

from inspectprep.annexa import Area, Comparable, IndicatorSpec, NationalComparison
from inspectprep.plugins import IndicatorProvider, hookimpl
from inspectprep.testing import IndicatorContract
from tests.testing.fakes import broken

GOOD = IndicatorSpec(
    id="council-not-seen",
    area=Area.HELP,
    list=6,
    what="open children in need have no day on which they were seen",
    denominator="open",
    numerator="missing(date_last_seen)",
    among="open cases on List 6",
    why="Our standard is that every child is seen.",
    look="The list of these children.",
    comparison=NationalComparison(comparable=Comparable.NO, because="It is our own standard."),
)
NUMBERS = count(1)


def contract(target: Any) -> IndicatorContract:
    """Return the contract of a plugin with one set of indicators."""

    class Plugin:
        @hookimpl
        def inspectprep_indicators(self) -> list[IndicatorProvider]:
            return [IndicatorProvider(id="ours", summary="Ours", target=target)]

    class Ours(IndicatorContract):
        plugin = Plugin()
        children = 60

    return Ours()


def test_a_good_indicator_passes() -> None:
    """It is counted on a synthetic return."""
    assert broken(contract([GOOD])) == set()


@pytest.mark.parametrize(
    ("target", "test"),
    [
        ([evolve(GOOD, denominator="open and not open")], "test_counts_something"),
        ([evolve(GOOD, numerator="missing(date_last_sene)")], "test_can_be_calculated"),
        ([evolve(GOOD, id="re-referrals")], "test_can_be_calculated"),
        ([evolve(GOOD, why="Because")], "test_says_why_and_what_to_prepare"),
        ([evolve(GOOD, what="Children were not seen.")], "test_says_why_and_what_to_prepare"),
        ([evolve(GOOD, among="")], "test_says_how_it_compares"),
        ([evolve(GOOD, comparison=None)], "test_says_how_it_compares"),
        (lambda: [evolve(GOOD, threshold=next(NUMBERS) / 1000)], "test_gives_the_same_every_time"),
    ],
    ids=[
        "no rows",
        "no such column",
        "id of another",
        "no reason",
        "a sentence",
        "no group",
        "no comparison",
        "counts its calls",
    ],
)
def test_a_planted_fault_is_caught(target: Any, test: str) -> None:
    """Each fault fails the test that is about it."""
    assert test in broken(contract(target))
