"""The contract of a source of reasons of readiness."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import ClassVar

from attrs import evolve

from inspectprep.model.checklist import Theme
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.roles import ROLES
from inspectprep.planning.readiness import CouncilState
from inspectprep.plugins.providers import ReasonProvider
from inspectprep.plugins.registry import Registry, open_registry
from inspectprep.testing.builders import make_check_summary
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole
from inspectprep.workspace import Workspace
from inspectprep.workspace.reason_providers import reasons_of


class ReasonContract(SteadyContract):
    """The contract of a source of reasons from ``inspectprep_reasons``.

    Attributes:
        roles: The ids of roles that the council adds to the built-in ones.
        variant: The variant of the plan in the samples.
        call: The day of the call in the samples.

    Example:
        >>> class TestReasons(ReasonContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "reasons"
    roles: ClassVar[tuple[str, ...]] = ()
    variant: ClassVar[str] = "ilacs-short"
    call: ClassVar[date] = date(2026, 9, 7)

    def states(self) -> Iterator[tuple[str, CouncilState]]:
        """Yield samples of the state of a council, each with its name. Override it to add your own."""
        workspace = Workspace(registry=open_registry(load_plugins=False, environ={}))
        timeline = workspace.schedule(Inspection(variant=self.variant, notified=self.call))
        nothing = CouncilState(timeline=timeline, day=self.call)
        yield "a council of which nothing is known", nothing
        known = evolve(nothing, tasks=workspace.checklist(timeline), annexa=make_check_summary())
        yield "a council with tasks and a check", known
        yield "an inspection that runs", evolve(known, running=True, day=self.call + timedelta(days=8))

    def sources(self, registry: Registry) -> Iterator[ReasonProvider]:
        """Yield each source under test."""
        for provider in self.providers(registry):
            yield registry.reasons.get(provider.id)

    def given(self, registry: Registry) -> Iterator[tuple[ReasonProvider, str, tuple[Reason, ...]]]:
        """Yield each source under test, the name of each sample, and the reasons for it."""
        for provider in self.sources(registry):
            for name, state in self.states():
                yield provider, name, reasons_of(registry.reasons, provider, state)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield the reasons for each sample."""
        for provider, name, reasons in self.given(self.registry()):
            yield f"The answer of {provider.id!r} for {name}", whole(reasons)

    def test_names_its_theme(self) -> None:
        """Each source names one of the themes."""
        for provider in self.sources(self.registry()):
            message = f"{provider.id!r} has the theme {provider.theme!r}. Use one such as Theme.PLAN."
            require(provider.theme in tuple(Theme), message)

    def test_always_gives_a_reason(self) -> None:
        """There is a reason for each sample: a green one if there is nothing to do."""
        for provider, name, reasons in self.given(self.registry()):
            require(reasons, f"{provider.id!r} gives no reason for {name}. Give a green one instead.")

    def test_a_reason_that_is_not_green_says_what_to_do(self) -> None:
        """A reason is a sentence. A red or amber one has an action, and a role that exists as its owner."""
        known = {role.id for role in ROLES} | set(self.roles)
        for provider, name, reasons in self.given(self.registry()):
            for reason in reasons:
                place = f"{provider.id!r}, for {name}: the reason {reason.rule!r}"
                require(reason.text.rstrip().endswith((".", "?")), f"{place} is not a sentence.")
                acts = reason.rating is Rating.GREEN or (reason.action and reason.owner)
                require(acts, f"{place} is {reason.rating} and has no action or no owner.")
                require(not reason.owner or reason.owner in known, f"{place} has no known role as its owner.")

    def test_leaves_the_state_as_it_is(self) -> None:
        """The state of the council is the same afterwards."""
        registry = self.registry()
        for provider in self.sources(registry):
            for name, state in self.states():
                own = deepcopy(state)
                reasons_of(registry.reasons, provider, own)
                require(own == state, f"{provider.id!r} changes the state of {name}.")
