"""The readiness of a council, from everything that its workspace has on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inspectprep import codec
from inspectprep.errors import InspectPrepError
from inspectprep.files import writing
from inspectprep.model.checklist import Checklist
from inspectprep.model.debrief import Lesson
from inspectprep.model.decision import TaskState
from inspectprep.model.finding import CheckSummary
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import Readiness
from inspectprep.model.record import record_kind
from inspectprep.model.release import CommunicationState
from inspectprep.model.timeline import Timeline
from inspectprep.model.trend import ReadinessTrend
from inspectprep.model.workforce import People, RoleHolder
from inspectprep.planning.call_dates import CallDate, call_dates
from inspectprep.planning.follow_up.debrief import lesson_tasks
from inspectprep.planning.progress import with_progress
from inspectprep.planning.readiness.reason_sources import record_inputs
from inspectprep.planning.readiness.trend import trend
from inspectprep.planning.tasks import checklist
from inspectprep.workspace.answers import last_answer, save_answer
from inspectprep.workspace.embargo import current_embargo, plan_release
from inspectprep.workspace.evidence_base import evidence_base
from inspectprep.workspace.fieldwork import recorded_fieldwork
from inspectprep.workspace.people import recorded_people, recorded_preparation
from inspectprep.workspace.running_inspection import current_timeline

if TYPE_CHECKING:
    from pathlib import Path

    from inspectprep.workspace.workspace import Workspace

_ANSWERS = "answers"
_SUMMARY = "annex-a.json"


@frozen(kw_only=True)
class WorkspaceReadiness:
    """The readiness of a council, with everything that it was assessed from.

    Attributes:
        running: True if an inspection is under way; False if the call is assumed.
        trend: The change since the last answer of an earlier day to the same kind of question; None for the
            first.
    """

    readiness: Readiness
    timeline: Timeline
    checklist: Checklist
    people: People
    annexa: CheckSummary | None = None
    running: bool = False
    trend: ReadinessTrend | None = None


def workspace_readiness(
    workspace: Workspace, notified: date | None = None, *, annexa: CheckSummary | None = None, today: date
) -> WorkspaceReadiness:
    """Return how ready the council is for a call on a day, from its records.

    Args:
        workspace: A workspace with a folder.
        notified: The day of the call. If None, the call of the inspection that is under way, or else the
            next likely day.
        annexa: Counts of a check of Annex A; the last ones saved, if None.
        today: Today.

    Raises:
        InspectPrepError: if the workspace has no folder or names no variant.
    """
    running = current_timeline(workspace) if notified is None else None
    timeline = running or workspace.schedule(_assumed(workspace, notified or _next_call(workspace, today)))
    day = today if running else timeline.notified
    lessons = workspace.records.all(Lesson)
    tasks = checklist(
        timeline, (*workspace.task_templates, *lesson_tasks(lessons)), closures=workspace.closures
    )
    names = {name for task in tasks for name in (task.id, task.template)}
    states = [state for state in workspace.records.all(TaskState) if state.task in names]
    tasks = with_progress(tasks, states, day)
    people = recorded_people(workspace)
    summary = annexa or saved_summary(workspace)
    readiness = workspace.assess(
        timeline,
        tasks=tasks,
        annexa=summary,
        people=people,
        as_of=day,
        evidence=evidence_base(workspace, day),
        areas=workspace.records.all(AreaForImprovement),
        fieldwork=recorded_fieldwork(workspace),
        preparation=recorded_preparation(workspace, day),
        communication=CommunicationState(
            plan=plan_release(workspace, timeline, day),
            holders=workspace.records.all(RoleHolder),
            embargo=current_embargo(workspace, day, timeline) if running else None,
        ),
        lessons=lessons,
        records={word: workspace.records.all(record_kind(word).cls) for word in record_inputs()},
    )
    readiness = evolve(readiness, given=today)
    folder = _folder(workspace) / _ANSWERS
    before = last_answer(folder, before=today, inspection=readiness.inspection)
    return WorkspaceReadiness(
        readiness=readiness,
        timeline=timeline,
        checklist=tasks,
        people=people,
        annexa=summary,
        running=running is not None,
        trend=trend(before, readiness) if before else None,
    )


def next_calls(
    workspace: Workspace, number: int, *, today: date
) -> tuple[tuple[CallDate, WorkspaceReadiness], ...]:
    """Return the next possible days of a call, unlikely ones flagged, with the readiness on each."""
    days = _call_days(workspace, today, number)
    return tuple((day, workspace_readiness(workspace, day.day, today=today)) for day in days)


def save_readiness(workspace: Workspace, result: WorkspaceReadiness) -> None:
    """Save a result and the counts that it used, so that the next one can show what has changed.

    Args:
        workspace: A workspace with a folder.
        result: The result of :func:`workspace_readiness`.

    Raises:
        WriteError: if they cannot be written.
    """
    folder = _folder(workspace)
    if result.annexa is not None:
        with writing(folder / _SUMMARY, private=True) as stream:
            stream.write(codec.dumps(result.annexa).encode())
    save_answer(folder / _ANSWERS, result.readiness)


def saved_summary(workspace: Workspace) -> CheckSummary | None:
    """Return the counts of the last check of Annex A that was saved, or None.

    Raises:
        DocumentError: if the file is not such a document any more.
    """
    path = _folder(workspace) / _SUMMARY
    return codec.read_json(path, CheckSummary) if path.exists() else None


def _assumed(workspace: Workspace, notified: date) -> Inspection:
    authority = workspace.config.authority if workspace.config else ""
    return Inspection(variant=_variant(workspace), notified=notified, authority=authority)


def _next_call(workspace: Workspace, today: date) -> date:
    days = _call_days(workspace, today, 53)
    return next((day.day for day in days if day.likely), days[0].day)


def _call_days(workspace: Workspace, today: date, number: int) -> tuple[CallDate, ...]:
    calls = workspace.catalogue.find(_variant(workspace)).framework.calls
    return call_dates(today, number, calls=calls, working=workspace.working_days)


def _variant(workspace: Workspace) -> str:
    if workspace.config is None:
        raise InspectPrepError(
            "This workspace does not say which variant to prepare for.",
            remedy="Open one with a folder, or create one with `inspectprep init`.",
        )
    return workspace.config.variant


def _folder(workspace: Workspace) -> Path:
    if workspace.folder is None:
        raise InspectPrepError(
            "This workspace has no folder, so it has no records.",
            remedy="Open one with Workspace.open(path), or create one with `inspectprep init`.",
        )
    return workspace.folder
