"""The contract of a set of checklist tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.checklist import Cadence, TaskTemplate
from inspectprep.model.framework import Basis
from inspectprep.model.inspection import Inspection
from inspectprep.model.workforce import ROLES
from inspectprep.testing.contracts.base import Contract, require
from inspectprep.workspace import Workspace

__all__ = ["TaskContract"]


class TaskContract(Contract):
    """What a set of tasks from ``inspectprep_tasks`` must do.

    Attributes:
        roles: Ids of roles that the council adds to the built-in ones.
        variants: Variants to try tasks on that name none of their own.
        call: The day of the call to try.

    Example:
        >>> class TestTasks(TaskContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "tasks"
    roles: ClassVar[tuple[str, ...]] = ()
    variants: ClassVar[tuple[str, ...]] = ("ilacs-standard", "ilacs-short")
    call: ClassVar[date] = date(2026, 9, 7)

    def templates(self) -> Iterator[tuple[str, tuple[TaskTemplate, ...]]]:
        """Give the templates of each set under test, with its id."""
        registry = self.registry()
        for each in self.providers(registry):
            yield each.id, tuple(read_tasks(registry.tasks.resolve(each.id)))

    def test_ids_are_unique(self) -> None:
        """No task takes the place of another of its own set."""
        for name, templates in self.templates():
            ids = [each.id for each in templates]
            twice = sorted({each for each in ids if ids.count(each) > 1})
            require(ids, f"{name!r} holds no task.")
            require(not twice, f"{name!r} holds {twice} twice.")

    def test_every_task_has_an_owner_with_a_known_role(self) -> None:
        """A task without an owner is nobody's."""
        known = {role.id for role in ROLES} | set(self.roles)
        for name, templates in self.templates():
            for each in templates:
                require(each.owners, f"{name!r}: {each.id} has no owner.")
                strange = set(each.owners) - known
                require(not strange, f"{name!r}: {each.id} names unknown roles {sorted(strange)}.")

    def test_every_task_is_dated_on_the_variants_it_is_for(self) -> None:
        """Anchors exist, and each task has a due date unless it is always on or the notice's."""
        workspace = Workspace(registry=self.registry())
        for name, templates in self.templates():
            for each in templates:
                for variant in each.variants or self.variants:
                    timeline = workspace.schedule(Inspection(variant=variant, notified=self.call))
                    tasks = [task for task in workspace.checklist(timeline) if task.template == each.id]
                    anchors = [
                        anchor.partition(".")[0] for anchor in (each.anchor, each.until_anchor) if anchor
                    ]
                    if not each.variants and not all(anchor in timeline for anchor in anchors):
                        continue
                    require(tasks, f"{name!r}: {each.id} is not on the checklist of {variant}.")
                    known = all(timeline[anchor].date for anchor in anchors)
                    lasting = each.cadence not in (None, Cadence.DAILY)
                    if anchors and known and not lasting and each.basis is not Basis.NOTICE:
                        dated = all(task.due for task in tasks)
                        require(dated, f"{name!r}: {each.id} has no due date on {variant}.")

    def test_every_task_is_for_some_variant(self) -> None:
        """A task whose anchor no variant has would never be seen."""
        workspace = Workspace(registry=self.registry())
        for name, templates in self.templates():
            seen: set[str] = set()
            for variant in {*self.variants, *(each for task in templates for each in task.variants)}:
                timeline = workspace.schedule(Inspection(variant=variant, notified=self.call))
                seen |= {task.template for task in workspace.checklist(timeline)}
            lost = [each.id for each in templates if each.id not in seen]
            require(not lost, f"{name!r}: {lost} are on no checklist; check their anchors.")
