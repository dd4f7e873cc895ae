"""The contract of a set of checklist tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from inspectprep.calendar.working import england
from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Task, TaskTemplate
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.roles import ROLES
from inspectprep.model.timeline import Timeline
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole
from inspectprep.workspace import Workspace

_BEFORE = (Phase.NOTIFICATION, Phase.OFF_SITE)


class TaskContract(SteadyContract):
    """The contract of a set of tasks from ``inspectprep_tasks``.

    Attributes:
        roles: The ids of roles that the council adds to the built-in ones.
        variants: The variants to use for tasks that name no variant and no framework.
        call: The day of the call. A variant that has ended is called on its last day.
        calls: The number of calls for which the days are checked, 17 days apart.

    Example:
        >>> class TestTasks(TaskContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "tasks"
    roles: ClassVar[tuple[str, ...]] = ()
    variants: ClassVar[tuple[str, ...]] = ("ilacs-standard", "ilacs-short")
    call: ClassVar[date] = date(2026, 9, 7)
    calls: ClassVar[int] = 5

    def templates(self) -> Iterator[tuple[str, tuple[TaskTemplate, ...]]]:
        """Yield the templates of each set under test, with its id."""
        registry = self.registry()
        for provider in self.providers(registry):
            yield provider.id, tuple(read_tasks(registry.tasks.resolve(provider.id)))

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield every task, and its due dates on the variants it is for."""
        workspace = Workspace(registry=self.registry())
        for name, templates in self.templates():
            for template in templates:
                yield f"The task {template.id!r} of {name!r}", whole(template)
            for variant in self._variants(workspace, templates):
                timeline = self.plan(workspace, variant)
                ids = {template.id for template in templates}
                tasks = [task for task in workspace.checklist(timeline) if task.template in ids]
                yield f"The tasks of {name!r} for {variant}", whole(tasks)

    def plan(self, workspace: Workspace, variant: str, later: int = 0, **notice: date) -> Timeline:
        """Return the plan of a variant.

        Args:
            workspace: The workspace.
            variant: Id of the variant.
            later: Calendar days by which the call comes later.
            notice: The dates of the letter, by the id of their event.
        """
        kind = workspace.catalogue.find(variant).variant
        day = self.call + timedelta(days=later)
        day = min(max(day, kind.starting or day), kind.until or day)
        return workspace.schedule(Inspection(variant=variant, notified=day, notice=notice))

    def plans(self, workspace: Workspace, variant: str) -> Iterator[Timeline]:
        """Yield plans of a variant: several calls, and a fieldwork that begins soon or in six weeks."""
        for place in range(self.calls):
            timeline = self.plan(workspace, variant, 17 * place)
            yield timeline
            if "fieldwork" in timeline:
                for days in (1, 30):
                    first = england().add(timeline.notified, days)
                    yield self.plan(workspace, variant, 17 * place, fieldwork=first)

    def test_ids_are_unique(self) -> None:
        """Each id in a set is used once."""
        for name, templates in self.templates():
            ids = [template.id for template in templates]
            twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
            require(ids, f"{name!r} has no tasks.")
            require(not twice, f"{name!r} has {twice} twice.")

    def test_every_task_has_an_owner_with_a_known_role(self) -> None:
        """Each task has an owner, and each owner is a known role."""
        known = {role.id for role in ROLES} | set(self.roles)
        for name, templates in self.templates():
            for template in templates:
                require(template.owners, f"{name!r}: {template.id} has no owner.")
                unknown = set(template.owners) - known
                require(not unknown, f"{name!r}: {template.id} has unknown roles {sorted(unknown)}.")

    def test_every_task_is_dated_on_the_variants_it_is_for(self) -> None:
        """Each task has a due date, unless it is always on or only the notice gives the date."""
        workspace = Workspace(registry=self.registry())
        for name, templates in self.templates():
            for template in templates:
                for variant in self._variants(workspace, (template,)):
                    timeline = self.plan(workspace, variant)
                    tasks = [task for task in workspace.checklist(timeline) if task.template == template.id]
                    named = (template.meets, template.anchor, template.until_anchor)
                    anchors = [anchor.partition(".") for anchor in named if anchor]
                    if not template.variants and not all(anchor in timeline for anchor, _, _ in anchors):
                        continue
                    require(tasks, f"{name!r}: {template.id} is not on the checklist of {variant}.")
                    known = all(
                        timeline[anchor].last if end else timeline[anchor].date for anchor, _, end in anchors
                    )
                    lasting = template.cadence not in (None, Cadence.DAILY)
                    if anchors and known and not lasting and template.basis is not Basis.NOTICE:
                        dated = all(task.due for task in tasks)
                        require(dated, f"{name!r}: {template.id} has no due date on {variant}.")

    def test_every_task_is_for_some_variant(self) -> None:
        """Each task is on the checklist of at least one variant."""
        workspace = Workspace(registry=self.registry())
        for name, templates in self.templates():
            seen: set[str] = set()
            for variant in self._variants(workspace, templates):
                timeline = self.plan(workspace, variant)
                seen |= {task.template for task in workspace.checklist(timeline)}
            unused = [template.id for template in templates if template.id not in seen]
            require(not unused, f"{name!r}: {unused} are on no checklist. Check their anchors.")

    def test_no_task_is_due_outside_its_phase(self) -> None:
        """Work on site is due on site, preparation before its end, and nothing before the call."""
        workspace = Workspace(registry=self.registry())
        for name, templates in self.templates():
            ids = {template.id for template in templates}
            for variant in self._variants(workspace, templates):
                for timeline in self.plans(workspace, variant):
                    for task in workspace.checklist(timeline):
                        problem = misplaced(task, timeline) if task.template in ids else ""
                        where = f"on {variant}, called on {timeline.notified}"
                        require(not problem, f"{name!r}: {task.id} {problem} {where}.")

    def _variants(self, workspace: Workspace, templates: tuple[TaskTemplate, ...]) -> list[str]:
        """Return the variants that templates are for. Templates for all have those of the contract."""
        kinds = workspace.catalogue.kinds
        found: set[str] = set()
        for template in templates:
            listed = [name for framework in template.frameworks for name in kinds.get(framework, ())]
            found.update(template.variants or (listed if template.frameworks else self.variants))
        return sorted(found)


def misplaced(task: Task, timeline: Timeline) -> str:
    """Return what is wrong with the day of a task, as the end of a sentence. Empty if nothing is."""
    if task.due is None:
        return ""
    if task.due < timeline.notified:
        return "is due before the call"
    if task.starts and task.starts > task.due:
        return "begins after it is due"
    fieldwork = timeline.get("fieldwork")
    if fieldwork is None or fieldwork.date is None or fieldwork.last is None:
        return ""
    if task.phase in _BEFORE and task.due > fieldwork.last:
        return "is preparation and due after the fieldwork"
    if task.phase is Phase.ON_SITE and not fieldwork.date <= task.due <= fieldwork.last:
        return "is work on site and due outside the fieldwork"
    return "follows the fieldwork and is due before it" if _too_early(task, fieldwork.date) else ""


def _too_early(task: Task, first: date) -> bool:
    follows = list(Phase).index(task.phase) > list(Phase).index(Phase.ON_SITE)
    return follows and task.due is not None and task.due < first
