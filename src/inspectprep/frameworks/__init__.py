"""Frameworks as data: reading, extending and finding the variants that can be planned.

The files themselves are in ``data/``. Each name is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.frameworks import catalogue as catalogue, loader as loader, tasks as tasks
    from inspectprep.frameworks.catalogue import (
        Catalogue as Catalogue,
        ListedVariant as ListedVariant,
        ResolvedVariant as ResolvedVariant,
    )
    from inspectprep.frameworks.loader import read_framework as read_framework
    from inspectprep.frameworks.task_sets import TaskSets as TaskSets
    from inspectprep.frameworks.tasks import read_tasks as read_tasks

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "task_sets": "TaskSets",
        "catalogue": "Catalogue ListedVariant ResolvedVariant",
        "loader": "read_framework",
        "tasks": "read_tasks",
    },
    internal="catalogue loader tasks",
)
