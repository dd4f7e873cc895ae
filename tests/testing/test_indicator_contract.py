"""The contract of indicators passes a good plugin and fails bad ones."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from attrs import evolve

from inspectprep.annexa import Area, IndicatorSpec
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
    why="Our standard is that every child is seen.",
    look="The list of these children.",
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
        (lambda: [evolve(GOOD, tolerance=next(NUMBERS) / 1000)], "test_gives_the_same_every_time"),
    ],
    ids=["no rows", "no such column", "id of another", "no reason", "a sentence", "counts its calls"],
)
def test_a_planted_fault_is_caught(target: Any, test: str) -> None:
    """Each fault fails the test that is about it."""
    assert test in broken(contract(target))
