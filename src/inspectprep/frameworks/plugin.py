"""The built-in plugin with the ILACS framework and the tasks of the checklist."""

from __future__ import annotations

from pathlib import Path

from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import FrameworkProvider, TaskProvider

_DATA = Path(__file__).parent / "data"


@hookimpl
def inspectprep_frameworks() -> tuple[FrameworkProvider, ...]:
    """Provide ILACS, the inspections of local authority children's services."""
    return (
        FrameworkProvider(
            id="ilacs",
            summary="Ofsted's inspections of local authority children's services",
            target=_DATA / "ilacs.toml",
            variants=("ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit"),
        ),
    )


@hookimpl
def inspectprep_tasks() -> tuple[TaskProvider, ...]:
    """Provide the tasks that take a council from the quiet years to the thank-you."""
    return (
        TaskProvider(
            id="ilacs-tasks",
            summary="Tasks from always-on readiness to the debrief, after Oxfordshire's five lessons",
            target=_DATA / "tasks.toml",
        ),
    )
