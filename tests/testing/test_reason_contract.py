"""The contract of reasons of readiness passes a good plugin and fails bad ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Rating, Reason, Theme
from inspectprep.planning import CouncilState
from inspectprep.plugins import ReasonProvider, hookimpl
from inspectprep.testing import ReasonContract
from tests.testing.fakes import broken

AMBER = Reason(
    rating=Rating.AMBER, rule="laptops", text="Two are missing.", owner="logistics", action="Buy two."
)
GREEN = Reason(rating=Rating.GREEN, rule="laptops", text="The laptops are ready.")
NUMBERS = count()


def contract(give: Callable[[CouncilState], Any], theme: Any = Theme.PLAN) -> ReasonContract:
    """Return the contract of a plugin with one source of reasons."""

    class Plugin:
        @hookimpl
        def inspectprep_reasons(self) -> list[ReasonProvider]:
            return [ReasonProvider(id="ours", summary="Ours", target=give, theme=theme)]

    class Ours(ReasonContract):
        plugin = Plugin()

    return Ours()


def _spoil(state: CouncilState) -> list[Reason]:
    object.__setattr__(state, "edition", "spoilt")
    return [GREEN]


def test_a_good_source_passes() -> None:
    """Its reasons depend on the state alone."""
    assert broken(contract(lambda state: [AMBER if state.running else GREEN])) == set()


@pytest.mark.parametrize(
    ("give", "test"),
    [
        (lambda _: [], "test_always_gives_a_reason"),
        (lambda state: [GREEN] if state.tasks else [], "test_always_gives_a_reason"),
        (lambda state: [GREEN] if state.tasks.tasks else [], "test_always_gives_a_reason"),
        (lambda _: [evolve(AMBER, action="")], "test_a_reason_that_is_not_green_says_what_to_do"),
        (lambda _: [evolve(AMBER, owner="wizard")], "test_a_reason_that_is_not_green_says_what_to_do"),
        (lambda _: [evolve(GREEN, text="Laptops")], "test_a_reason_that_is_not_green_says_what_to_do"),
        (lambda _: [evolve(GREEN, text=f"{next(NUMBERS)} wait.")], "test_gives_the_same_every_time"),
        (_spoil, "test_leaves_the_state_as_it_is"),
    ],
    ids=[
        "never a reason",
        "no reason without tasks",
        "fails without tasks",
        "no action",
        "unknown role",
        "no sentence",
        "counts its calls",
        "changes the state",
    ],
)
def test_a_planted_fault_is_caught(give: Callable[[CouncilState], Any], test: str) -> None:
    """Each fault fails the test that is about it."""
    assert test in broken(contract(give))


def test_a_theme_that_does_not_exist_is_caught() -> None:
    """A theme can be written as its word. A misspelt one would count nowhere."""
    assert broken(contract(lambda _: [GREEN], theme="plan")) == set()
    assert "test_names_its_theme" in broken(contract(lambda _: [GREEN], theme="plans"))
