"""Results of inspectprep alone, which no plugin may change."""

from __future__ import annotations

from datetime import date

from inspectprep.annexa.catalogue.read import built_in
from inspectprep.model.inspection import Inspection
from inspectprep.plugins import open_registry
from inspectprep.workspace import Workspace

VARIANTS = ("ilacs-short", "ilacs-standard")
CALL = date(2026, 9, 7)
"""The day of the call in all trials, a Monday."""


def baseline() -> tuple[object, ...]:
    """Return plans, a report, tasks and rules as inspectprep alone makes them."""
    workspace = Workspace(registry=open_registry(load_plugins=False))
    timelines = [workspace.schedule(Inspection(variant=name, notified=CALL)) for name in VARIANTS]
    rules = tuple(f"{rule!r}" for rule in built_in().values())
    report = workspace.render(timelines[0], "md")
    return (*timelines, workspace.checklist(timelines[0]), report, rules)
