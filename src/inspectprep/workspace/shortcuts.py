"""The functions at the top of the package, which use a workspace without a folder."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from inspectprep import planning, workspace as parts
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.workspace.workspace import Workspace

if TYPE_CHECKING:
    from inspectprep.model.checklist import Checklist
    from inspectprep.model.comparison import PlanComparison
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.readiness import Readiness
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.workforce import People
    from inspectprep.reports.compose.context import ReportOptions


@cache
def default_workspace() -> Workspace:
    """Return the workspace with everything that is built in and installed. It is created once."""
    return Workspace()


@checked_arguments
def schedule(inspection: Inspection, *, as_of: date | None = None) -> Timeline:
    """Return the dated plan of an inspection; see :meth:`.Workspace.schedule`."""
    return default_workspace().schedule(inspection, as_of=as_of)


@checked_arguments
def checklist(timeline: Timeline) -> Checklist:
    """Return the tasks of an inspection; see :meth:`.Workspace.checklist`."""
    return default_workspace().checklist(timeline)


@checked_arguments
def compare(left: str, right: str, *, notified: date, right_notified: date | None = None) -> PlanComparison:
    """Return two variants or editions side by side; see :meth:`.Workspace.compare`."""
    return default_workspace().compare(left, right, notified=notified, right_notified=right_notified)


@checked_arguments
def assess(
    timeline: Timeline,
    *,
    tasks: Checklist | None = None,
    annexa: CheckSummary | None = None,
    people: People | None = None,
    as_of: date | None = None,
    policy: ReadinessPolicy | None = None,
) -> Readiness:
    """Return how ready a council is, from what is at hand without a workspace.

    Args:
        timeline: The plan from the call.
        tasks: The checklist with its statuses; None if it is not known.
        annexa: Counts of the latest check; None if Annex A has not been checked.
        people: Role holders and their leave; None if no roles are filled.
        as_of: The day of the question; the day of the call if None. Tasks due before it are overdue.
        policy: Thresholds; the defaults if None.
    """
    return planning.readiness.assess(
        planning.readiness.CouncilState(
            timeline=timeline,
            day=as_of or timeline.notified,
            tasks=tasks,
            annexa=annexa,
            people=people,
            policy=policy or ReadinessPolicy(),
        ),
        parts.reason_providers.sources_of(default_workspace().registry),
    )


@checked_arguments
def render(value: object, format: str = "html", **options: Unpack[ReportOptions]) -> bytes:
    """Return a report as bytes, as :func:`write` writes them to a file; see :meth:`.Workspace.render`."""
    return default_workspace().render(value, format, **options)


@checked_arguments
def write(
    value: object, path: Path | str, *, format: str | None = None, **options: Unpack[ReportOptions]
) -> Path:
    """Write a report to a file by suffix or format name; see :meth:`.Workspace.write`."""
    return default_workspace().write(value, path, format=format, **options)
