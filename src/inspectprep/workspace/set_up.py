"""The set-up of a council: its plugins, frameworks, tasks and calendars. It needs no folder."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep import frameworks, planning
from inspectprep.calendar.working import england
from inspectprep.frameworks.calendars import closed_days
from inspectprep.frameworks.catalogue import Catalogue
from inspectprep.frameworks.task_sets import tasks_of
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.inspection import Inspection
from inspectprep.planning.schedule import Planner
from inspectprep.plugins import Registry, open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.frameworks.calendars import ClosedDays
    from inspectprep.frameworks.catalogue import ResolvedVariant
    from inspectprep.frameworks.task_sets import TaskSets
    from inspectprep.model.checklist import Checklist, TaskTemplate
    from inspectprep.model.comparison import PlanComparison
    from inspectprep.model.framework import CallPattern
    from inspectprep.model.timeline import Timeline


@checked_arguments
class CouncilSetUp:
    """The plugins, frameworks, tasks and calendars of one council.

    Args:
        registry: The plugins that may be used; all that are installed, if None.
        frameworks: TOML files with the council's own variants (``extends = "ilacs-short"``).
        tasks: TOML files with the council's own tasks. A task replaces a built-in task of the same id.
        closures: Days on which the council is closed, besides those from plugins.
        votes: Whether the council itself votes in the local elections of a year, by the year.
    """

    def __init__(
        self,
        *,
        registry: Registry | None = None,
        frameworks: Iterable[Path | str] = (),
        tasks: Iterable[Path | str] = (),
        closures: Iterable[date] = (),
        votes: Mapping[int, bool] | None = None,
    ) -> None:
        self.registry = registry or open_registry()
        self._framework_files = tuple(map(Path, frameworks))
        self._task_files = tuple(map(Path, tasks))
        self._closures = frozenset(closures)
        self._votes = dict(votes or {})
        self._planners: dict[str, tuple[Planner, ResolvedVariant]] = {}

    @property
    def input_files(self) -> tuple[Path, ...]:
        """The council's own files of variants and tasks, which no output may replace."""
        return (*self._framework_files, *self._task_files)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every variant that can be planned: built in, from plugins and from the council's files."""
        catalogue = Catalogue(self.registry.frameworks)
        for path in self._framework_files:
            catalogue = catalogue.with_file(path)
        return catalogue

    @property
    def closures(self) -> frozenset[date]:
        """Days on which the council is closed, in all the years for which working days are known."""
        return self._closed.days

    @cached_property
    def _closed(self) -> ClosedDays:
        return closed_days(self.registry.calendars, self._closures)

    @property
    def working_days(self) -> WorkingDays:
        """Working days of England without the council's closures."""
        return england().closed_on(self.closures)

    @property
    def calls(self) -> CallPattern:
        """The weeks in which full inspections of children's services begin, for forecasts of the next one."""
        return self.catalogue.find("ilacs-standard").framework.calls

    @cached_property
    def task_templates(self) -> tuple[TaskTemplate, ...]:
        """Task templates: built in, then from plugins, then from the council's files."""
        own = [template for path in self._task_files for template in frameworks.tasks.read_tasks(path)]
        return (*self.task_sets.templates, *own)

    @cached_property
    def task_sets(self) -> TaskSets:
        """The tasks that are built in or from plugins."""
        return tasks_of(self.registry.tasks)

    def based_on(self, variant: str) -> frozenset[str]:
        """Return the variants of other files that a variant extends, and their frameworks.

        A short inspection takes its text from the standard one in the same file, and is not a kind of it.
        """
        resolved = self.catalogue.find(variant)
        file, names = resolved.framework.id, [resolved.framework.id]
        for base in resolved.variant.based_on:
            framework = self.catalogue.find(base).framework.id
            if framework != file:
                names += [base, framework]
            file = framework
        return frozenset(names)

    def tasks_on(self, timeline: Timeline, templates: Iterable[TaskTemplate]) -> Checklist:
        """Return tasks on the dates of a timeline, all still to do."""
        own = self.catalogue.find(timeline.variant).framework
        full = self.catalogue.find("ilacs-standard").framework
        return planning.tasks.checklist(
            timeline,
            templates,
            closures=self.closures,
            based_on=self.based_on(timeline.variant),
            sources={source.id: source.title for source in (*full.sources, *own.sources)},
            kinds=self.catalogue.kinds,
            notes=self.task_sets.notes,
            altered_by=self.task_sets.altered_by,
        )

    def schedule(self, inspection: Inspection, *, as_of: date | None = None) -> Timeline:
        """Return the dated plan of an inspection.

        Args:
            inspection: The inspection.
            as_of: A day before which nothing has happened but what is recorded, such as today. A forecast
                moves on when its usual day has passed. None if that is not known. An inspection that has
                ended does not move.

        Raises:
            UnknownNameError: if there is no such variant (the nearest is suggested), or a recorded date
                names no milestone.
            PlanError: if the variant's anchors are missing or form a circle.
            OutOfRangeError: if a date is outside the years for which working days are known.
        """
        planner, _ = self._planner(inspection.variant)
        timeline = planner.schedule(inspection, as_of=None if inspection.ended else as_of)
        self.registry.timeline_built(timeline)
        return timeline

    def compare(
        self,
        left: str,
        right: str,
        *,
        notified: date,
        right_notified: date | None = None,
        authority: str = "",
    ) -> PlanComparison:
        """Return two variants side by side, or one variant under two editions.

        Args:
            left: Id of the variant on the left.
            right: Id of the variant on the right.
            notified: The day of the call for both.
            right_notified: The day of the call on the right, if it differs. It chooses the edition.
            authority: The council's name.
        """
        visits = (
            Inspection(variant=left, notified=notified, authority=authority),
            Inspection(variant=right, notified=right_notified or notified, authority=authority),
        )
        plans = [self._planner(visit.variant) for visit in visits]
        editions = [
            resolved.framework.edition_on(visit.day_of_call)
            for (_, resolved), visit in zip(plans, visits, strict=True)
        ]
        (one, _), (two, _) = plans
        return planning.compare.compare(
            one.schedule(visits[0]),
            two.schedule(visits[1]),
            variants=(one.variant.on(visits[0].day_of_call), two.variant.on(visits[1].day_of_call)),
            editions=(editions[0], editions[1]),
        )

    def _planner(self, variant: str) -> tuple[Planner, ResolvedVariant]:
        if variant not in self._planners:
            resolved = self.catalogue.find(variant)
            planner = Planner(
                resolved.framework,
                resolved.variant,
                closures=self.closures,
                votes=self._votes,
                altered_by=(*self.catalogue.altered_by(variant), *self._closed.altered_by),
            )
            self._planners[variant] = (planner, resolved)
        return self._planners[variant]
