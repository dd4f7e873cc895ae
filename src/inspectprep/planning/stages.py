"""The steps of a variant as they are for the calls of one period, ready to be dated many times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.basis import Basis
from inspectprep.planning.order import in_order
from inspectprep.planning.planned_milestone import PlannedMilestone
from inspectprep.planning.questions import asked_of
from inspectprep.planning.start_windows import StartWindows
from inspectprep.planning.wording import citation

if TYPE_CHECKING:
    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import Framework, Variant
    from inspectprep.planning.pauses import Pauses


class Stage:
    """The steps and questions that exist for the calls of one period.

    Attributes:
        milestones: The steps, each after those it depends on.
        place: The place of each step by its id.
        asked: The questions.
        counted: The slots whose days count on bank holidays.
        paused: The slots that pauses delay.
    """

    __slots__ = ("asked", "counted", "milestones", "paused", "place")

    def __init__(
        self, framework: Framework, variant: Variant, england: WorkingDays, own: WorkingDays, pauses: Pauses
    ) -> None:
        """Prepare the steps.

        Args:
            framework: Gives sources and the pattern of calls.
            variant: The variant, with only what exists for these calls.
            england: The working days of England.
            own: Those of the council, for dates of basis ``planning``.
            pauses: The spans without publication.

        Raises:
            PlanError: if an anchor is missing or anchors form a circle.
        """
        milestones = in_order(variant.milestones)
        self.place = {milestone.id: index for index, milestone in enumerate(milestones)}
        self.asked = asked_of(variant)
        titles = {source.id: citation(source) for source in framework.sources}
        self.milestones = tuple(
            PlannedMilestone(
                index,
                milestone,
                place=self.place,
                titles=titles,
                days=own if milestone.basis is Basis.PLANNING else england,
                pauses=pauses,
                calls=framework.calls,
            )
            for index, milestone in enumerate(milestones)
        )
        # The first day of the next inspection is a week of a forecast, which no bank holiday moves.
        self.counted = [
            slot
            for milestone in self.milestones
            if not isinstance(milestone.windows, StartWindows)
            for slot in (milestone.slot, milestone.slot + 1)
        ]
        self.paused = [milestone.slot for milestone in self.milestones if milestone.paused]
