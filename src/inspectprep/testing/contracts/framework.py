"""The contract of an inspection framework."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from inspectprep.model.framework import Basis
from inspectprep.model.inspection import Actual, Inspection
from inspectprep.model.timeline import Timeline
from inspectprep.testing.contracts.base import Contract, require
from inspectprep.workspace import Workspace

__all__ = ["FrameworkContract"]


class FrameworkContract(Contract):
    """What a framework from ``inspectprep_frameworks`` must do.

    Attributes:
        calls: Days of the call to try; by default from 2023 to 2027, eleven days apart, so that
            every weekday and most bank holidays are among them.

    Example:
        >>> class TestOurShortInspection(FrameworkContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "frameworks"
    calls: ClassVar[tuple[date, ...]] = tuple(
        date(2023, 1, 2) + timedelta(days=11 * number) for number in range(150)
    )

    def variants(self) -> Iterator[tuple[Workspace, str]]:
        """Give the id of each variant under test, and a workspace that knows it."""
        registry = self.registry()
        workspace = Workspace(registry=registry)
        for each in self.providers(registry):
            for variant in registry.frameworks.get(each.id).variants:
                yield workspace, variant

    def timelines(self) -> Iterator[tuple[Workspace, Timeline]]:
        """Give a timeline of each variant for each day of the call."""
        for workspace, variant in self.variants():
            for day in self.calls:
                visit = Inspection(variant=variant, authority="Westhaven", notified=day)
                yield workspace, workspace.schedule(visit)

    def test_names_its_variants(self) -> None:
        """The provider says which variants are inside, so that no file is opened in vain."""
        registry = self.registry()
        for each in self.providers(registry):
            require(registry.frameworks.get(each.id).variants, f"{each.id!r} does not name its variants.")

    def test_every_variant_can_be_planned_from_any_call(self) -> None:
        """Whatever day the call comes, weekends and bank holidays too, there is a plan from it."""
        for _, timeline in self.timelines():
            name = f"{timeline.variant} called on {timeline.notified}"
            require("notification" in timeline, f"{name} has no event 'notification'.")
            require(
                timeline["notification"].date == timeline.notified, f"{name} does not begin with the call."
            )

    def test_events_are_in_order_and_hold_together(self) -> None:
        """Dated events follow one another; none ends before it begins; a forecast holds its date."""
        for _, timeline in self.timelines():
            dated = [event for event in timeline if event.date is not None]
            days = [event.date for event in dated if event.date is not None]
            require(
                days == sorted(days), f"{timeline.variant} called on {timeline.notified} is out of order."
            )
            for event in dated:
                low, day, high = event.earliest, event.date, event.latest
                held = (low is None or day is None or low <= day) and (
                    high is None or day is None or day <= high
                )
                require(held, f"{timeline.variant}: {event.id} lies outside its own forecast.")
                ends = event.end is None or day is None or day <= event.end
                require(ends, f"{timeline.variant}: {event.id} ends before it begins.")

    def test_every_event_says_how_it_is_known(self) -> None:
        """What is sourced or measured cites its source; what only the notice says has no date."""
        for _, timeline in self.timelines():
            for event in timeline:
                where = f"{timeline.variant}: {event.id}"
                cited = event.source or event.basis not in (Basis.SOURCED, Basis.MEASURED)
                require(cited, f"{where} is {event.basis} without a source.")
                guessed = event.basis is Basis.NOTICE and event.date is not None
                require(not guessed, f"{where} has a date that only the notice can give.")

    def test_planning_again_changes_nothing(self) -> None:
        """The same call gives the same plan, and recording what was planned moves nothing."""
        for workspace, timeline in self.timelines():
            again = workspace.schedule(timeline.inspection)
            require(again == timeline, f"{timeline.variant} is planned differently the second time.")
        for workspace, variant in self.variants():
            first = workspace.schedule(Inspection(variant=variant, notified=self.calls[0]))
            event = next(each for each in first if each.date is not None and each.basis is Basis.SOURCED)
            if event.date is None:
                continue
            actual = (Actual(event.id, event.date, event.end),)
            moved = workspace.schedule(Inspection(variant=variant, notified=self.calls[0], actual=actual))
            same = [(a.id, a.date, a.end) for a in first] == [(b.id, b.date, b.end) for b in moved]
            require(same, f"{variant}: recording {event.id} on its planned day moves something.")
