"""The contract of a set of checklist tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.checklist import Cadence, TaskTemplate
from inspectprep.model.framework import Basis
from inspectprep.model.inspection import Inspection
from inspectprep.model.roles import ROLES
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole
from inspectprep.workspace import Workspace


class TaskContract(SteadyContract):
    """The contract of a set of tasks from ``inspectprep_tasks``.

    Attributes:
        roles: The ids of roles that the council adds to the built-in ones.
        variants: The variants to use for tasks that name no variant.
        call: The day of the call.

    Example:
        >>> class TestTasks(TaskContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "tasks"
    roles: ClassVar[tuple[str, ...]] = ()
    variants: ClassVar[tuple[str, ...]] = ("ilacs-standard", "ilacs-short")
    call: ClassVar[date] = date(2026, 9, 7)

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
            for variant in sorted({*self.variants, *(v for t in templates for v in t.variants)}):
                timeline = workspace.schedule(Inspection(variant=variant, notified=self.call))
                ids = {template.id for template in templates}
                tasks = [task for task in workspace.checklist(timeline) if task.template in ids]
                yield f"The tasks of {name!r} for {variant}", whole(tasks)

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
                for variant in template.variants or self.variants:
                    timeline = workspace.schedule(Inspection(variant=variant, notified=self.call))
                    tasks = [task for task in workspace.checklist(timeline) if task.template == template.id]
                    anchors = [
                        anchor.partition(".")[0]
                        for anchor in (template.anchor, template.until_anchor)
                        if anchor
                    ]
                    if not template.variants and not all(anchor in timeline for anchor in anchors):
                        continue
                    require(tasks, f"{name!r}: {template.id} is not on the checklist of {variant}.")
                    known = all(timeline[anchor].date for anchor in anchors)
                    lasting = template.cadence not in (None, Cadence.DAILY)
                    if anchors and known and not lasting and template.basis is not Basis.NOTICE:
                        dated = all(task.due for task in tasks)
                        require(dated, f"{name!r}: {template.id} has no due date on {variant}.")

    def test_every_task_is_for_some_variant(self) -> None:
        """Each task is on the checklist of at least one variant."""
        workspace = Workspace(registry=self.registry())
        for name, templates in self.templates():
            seen: set[str] = set()
            for variant in {
                *self.variants,
                *(variant for template in templates for variant in template.variants),
            }:
                timeline = workspace.schedule(Inspection(variant=variant, notified=self.call))
                seen |= {task.template for task in workspace.checklist(timeline)}
            unused = [template.id for template in templates if template.id not in seen]
            require(not unused, f"{name!r}: {unused} are on no checklist. Check their anchors.")
