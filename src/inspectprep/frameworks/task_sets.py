"""The sets of tasks that are built in or from plugins, with each id once."""

from __future__ import annotations

from typing import NamedTuple

from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.alteration import Alteration
from inspectprep.model.checklist import TaskTemplate
from inspectprep.plugins.contents import contents_of
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.providers import TaskProvider


class TaskSets(NamedTuple):
    """Task templates.

    Attributes:
        templates: The templates, built-in ones first. One that replaces another has its place.
        altered_by: What plugins add and replace.
        notes: For each plugin whose tasks are left out, a sentence with the reason.
    """

    templates: tuple[TaskTemplate, ...]
    altered_by: tuple[Alteration, ...] = ()
    notes: tuple[str, ...] = ()


def tasks_of(providers: Providers[TaskProvider]) -> TaskSets:
    """Return the tasks of all providers.

    The tasks of a plugin are left out, with a note, if they cannot be read or one has the id of another task
    and the provider does not say that it replaces it.

    Args:
        providers: ``registry.tasks``.
    """
    found = contents_of(providers, "task", lambda provider: read_tasks(providers.resolve(provider)))
    return TaskSets(
        templates=found.values,
        altered_by=found.altered_by,
        notes=tuple(
            f"The tasks of the plugin {providers.origin(name)!r} are left out. {reason}"
            for name, reason in found.unused.items()
        ),
    )
