"""The sets of tasks that are built in or from plugins, with each id once."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from inspectprep.errors import PluginError
from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.alteration import Alteration
from inspectprep.model.checklist import TaskTemplate
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
    given: dict[str, tuple[TaskTemplate, ...]] = {}
    notes: list[str] = []
    for provider in providers:
        try:
            read = partial(read_tasks, providers.resolve(provider))
            given[provider.id] = providers.attempt(provider, "giving its tasks", read)
        except PluginError as error:
            providers.report(error)
            notes.append(f"The tasks of the plugin {error.plugin!r} are left out. {error}")
    inside = providers.settle_inside(
        "task", {name: [template.id for template in own] for name, own in given.items()}
    )
    notes += [
        f"The tasks of the plugin {providers.origin(name)!r} are left out. {reason}"
        for name, reason in inside.refused.items()
    ]
    places: dict[str, int] = {}
    chosen: dict[str, TaskTemplate] = {}
    for name, own in given.items():
        for template in own:
            task = template.id.casefold()
            places.setdefault(task, len(places))
            if inside.owners.get(task) == name:
                chosen[task] = template
    return TaskSets(
        templates=tuple(chosen[task] for task in sorted(chosen, key=places.__getitem__)),
        altered_by=inside.alterations,
        notes=tuple(notes),
    )
