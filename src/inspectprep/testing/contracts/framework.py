"""The contract of an inspection framework."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from inspectprep.model.basis import Basis
from inspectprep.model.inspection import Actual, Inspection
from inspectprep.model.timeline import Timeline
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole
from inspectprep.workspace import Workspace


class FrameworkContract(SteadyContract):
    """The contract of a framework from ``inspectprep_frameworks``.

    Attributes:
        calls: The days of the call to try. The default is every eleventh day from 2023 to 2027. It
            includes every weekday and most bank holidays.

    Example:
        >>> class TestOurShortInspection(FrameworkContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "frameworks"
    calls: ClassVar[tuple[date, ...]] = tuple(
        date(2023, 1, 2) + timedelta(days=11 * number) for number in range(150)
    )

    def variants(self) -> Iterator[tuple[Workspace, str]]:
        """Yield the id of each variant under test, and a workspace that has it."""
        registry = self.registry()
        workspace = Workspace(registry=registry)
        for provider in self.providers(registry):
            for variant in registry.frameworks.get(provider.id).variants:
                yield workspace, variant

    def timelines(self) -> Iterator[tuple[Workspace, Timeline]]:
        """Yield a timeline of each variant for each day of the call on which it still exists."""
        for workspace, variant in self.variants():
            for day in self.days_of(workspace, variant):
                visit = Inspection(variant=variant, authority="Westhaven", notified=day)
                yield workspace, workspace.schedule(visit)

    def days_of(self, workspace: Workspace, variant: str) -> tuple[date, ...]:
        """Return the days of the call until the variant ends. Its last day if it ended before all of them."""
        until = workspace.catalogue.find(variant).variant.until
        if until is None:
            return self.calls
        return tuple(day for day in self.calls if day <= until) or (until,)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield the timeline of each variant for a few days of the call."""
        for workspace, variant in self.variants():
            days = self.days_of(workspace, variant)
            for day in days[:: max(1, len(days) // 5)]:
                timeline = workspace.schedule(Inspection(variant=variant, notified=day))
                yield f"The variant {variant!r} (called on {day})", whole(timeline)

    def test_names_its_variants(self) -> None:
        """The provider lists its variants, so that its file is opened only when needed."""
        registry = self.registry()
        for provider in self.providers(registry):
            variants = registry.frameworks.get(provider.id).variants
            require(variants, f"{provider.id!r} does not list its variants.")

    def test_every_variant_can_be_planned_from_any_call(self) -> None:
        """There is a timeline for a call on any day, including weekends and bank holidays."""
        for _, timeline in self.timelines():
            name = f"{timeline.variant} called on {timeline.notified}"
            require("notification" in timeline, f"{name} has no event 'notification'.")
            require(
                timeline["notification"].date == timeline.notified, f"{name} does not begin with the call."
            )

    def test_events_are_in_order_and_consistent(self) -> None:
        """Events are in order of date, end after they begin, and are inside their own forecast."""
        for _, timeline in self.timelines():
            dated = [event for event in timeline if event.date is not None]
            days = [event.date for event in dated if event.date is not None]
            require(
                days == sorted(days), f"{timeline.variant} called on {timeline.notified} is out of order."
            )
            for event in dated:
                low, day, high = event.earliest, event.date, event.latest
                inside = (low is None or day is None or low <= day) and (
                    high is None or day is None or day <= high
                )
                require(inside, f"{timeline.variant}: {event.id} is outside its own forecast.")
                ends = event.end is None or day is None or day <= event.end
                require(ends, f"{timeline.variant}: {event.id} ends before it begins.")

    def test_every_event_says_how_it_is_known(self) -> None:
        """A date with a published basis cites its source. A date that only the notice gives is unknown."""
        for _, timeline in self.timelines():
            for event in timeline:
                where = f"{timeline.variant}: {event.id}"
                cited = event.source or event.basis in (Basis.NOTICE, Basis.PLANNING)
                require(cited, f"{where} is {event.basis} without a source.")
                guessed = event.basis is Basis.NOTICE and event.date is not None
                require(not guessed, f"{where} has a date, but only the notice can give it.")

    def test_planning_again_changes_nothing(self) -> None:
        """The same call gives the same timeline. Recording an event on its planned day moves nothing."""
        for workspace, timeline in self.timelines():
            again = workspace.schedule(timeline.inspection)
            require(again == timeline, f"{timeline.variant} is planned differently the second time.")
        for workspace, variant in self.variants():
            call = self.days_of(workspace, variant)[0]
            first = workspace.schedule(Inspection(variant=variant, notified=call))
            rules = (Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT)
            ruled = [event for event in first if event.date is not None and event.basis in rules]
            event = ruled[0] if ruled else first["notification"]
            if event.date is None:
                continue
            actual = (Actual(id=event.id, start=event.date, end=event.end),)
            moved = workspace.schedule(Inspection(variant=variant, notified=call, actual=actual))
            same = [(a.id, a.date, a.end) for a in first] == [(b.id, b.date, b.end) for b in moved]
            require(same, f"{variant}: recording {event.id} on its planned day moves something.")
