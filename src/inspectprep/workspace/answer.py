"""The headline question, answered from everything that a workspace keeps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from inspectprep.errors import InspectPrepError
from inspectprep.files import writing
from inspectprep.model.checklist import Checklist, TaskStates
from inspectprep.model.decision import TaskState
from inspectprep.model.finding import CheckSummary
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import Readiness
from inspectprep.model.release import CommunicationState
from inspectprep.model.timeline import Timeline
from inspectprep.model.trend import ReadinessTrend
from inspectprep.model.workforce import People, RoleHolder
from inspectprep.planning.call_dates import CallDate, call_dates
from inspectprep.planning.follow_up.debrief import lesson_tasks
from inspectprep.planning.readiness.trend import trend
from inspectprep.planning.tasks import checklist
from inspectprep.workspace.evidence import evidence_base, room
from inspectprep.workspace.room import coverage_of, current_timeline, embargo, lessons, people, plan_release

if TYPE_CHECKING:
    from pathlib import Path

    from inspectprep.workspace.council import Workspace

__all__ = ["Answer", "answer", "keep", "kept_summary", "next_calls"]

_ANSWERS = "answers"
_SUMMARY = "annex-a.json"


@frozen(kw_only=True)
class Answer:
    """Whether we would be ready, with all that the answer rests on.

    Attributes:
        running: True when an inspection is under way, and not only imagined.
        trend: How the answer moved since the last one kept for an earlier day; None for the first.
    """

    readiness: Readiness
    timeline: Timeline
    checklist: Checklist
    people: People
    annexa: CheckSummary | None = None
    running: bool = False
    trend: ReadinessTrend | None = None


def answer(
    own: Workspace, notified: date | None = None, *, annexa: CheckSummary | None = None, today: date
) -> Answer:
    """Return how ready the council is for a call on a day, from its records.

    Args:
        own: A workspace with a folder.
        notified: The day of the call; None for the inspection that is running, or else for the next day
            on which a call is likely.
        annexa: Counts of a check of Annex A; those kept last, if None.
        today: The day of the question.

    Raises:
        InspectPrepError: if the workspace has no folder or names no variant.
    """
    running = current_timeline(own) if notified is None else None
    timeline = running or own.schedule(_imagined(own, notified or _next_call(own, today)))
    day = today if running else timeline.notified
    learned = lessons(own)
    tasks = _states(
        own, checklist(timeline, (*own.task_templates, *lesson_tasks(learned)), closures=own.closures)
    )
    named = people(own)
    summary = annexa or kept_summary(own)
    communication = CommunicationState(
        plan=plan_release(own, timeline, day),
        holders=own.records.all(RoleHolder),
        embargo=embargo(own, day, timeline) if running else None,
    )
    found = own.assess(
        timeline,
        tasks=tasks,
        annexa=summary,
        people=named,
        as_of=day,
        evidence=evidence_base(own, day),
        areas=own.records.all(AreaForImprovement),
        fieldwork=room(own),
        preparation=coverage_of(own, day),
        communication=communication,
        lessons=learned,
    )
    before = _last(own, found)
    return Answer(
        readiness=found,
        timeline=timeline,
        checklist=tasks,
        people=named,
        annexa=summary,
        running=running is not None,
        trend=trend(before, found) if before else None,
    )


def next_calls(own: Workspace, number: int, *, today: date) -> tuple[tuple[CallDate, Answer], ...]:
    """Return the next possible days of a call, unlikely ones flagged, with the answer for each."""
    calls = own.catalogue.find(_variant(own)).framework.calls
    days = call_dates(today, number, calls=calls, working=own.working_days)
    return tuple((each, answer(own, each.day, today=today)) for each in days)


def keep(own: Workspace, found: Answer, *, imagined: bool = False) -> None:
    """Keep an answer and the counts it rests on, so that the next one can say what has moved.

    Args:
        own: A workspace with a folder.
        found: What :func:`answer` gave.
        imagined: The day of the call was somebody's choice: only the counts are kept, since an answer to
            another question is nothing to measure progress by.

    Raises:
        WriteError: if they cannot be written.
    """
    from inspectprep import codec  # noqa: PLC0415  # only what is kept is written

    folder = _folder(own)
    if found.annexa is not None:
        with writing(folder / _SUMMARY, private=True) as stream:
            stream.write(codec.dumps(found.annexa).encode())
    if imagined:
        return
    name = f"{found.readiness.as_of.isoformat()}.json"
    with writing(folder / _ANSWERS / name, private=True) as stream:
        stream.write(codec.dumps(found.readiness).encode())


def kept_summary(own: Workspace) -> CheckSummary | None:
    """Return the counts of the last check of Annex A that was kept, or None.

    Raises:
        DocumentError: if the file has been changed into something else.
    """
    path = _folder(own) / _SUMMARY
    if not path.exists():
        return None
    from inspectprep import codec  # noqa: PLC0415  # only where something is kept

    return codec.read_json(path, CheckSummary)


def _last(own: Workspace, found: Readiness) -> Readiness | None:
    """Return the newest answer kept for a day before this one's."""
    folder = _folder(own) / _ANSWERS
    earlier = sorted(path for path in folder.glob("*.json") if path.stem < found.as_of.isoformat())
    if not earlier:
        return None
    from inspectprep import codec  # noqa: PLC0415  # only where something is kept

    return codec.read_json(earlier[-1], Readiness)


def _imagined(own: Workspace, notified: date) -> Inspection:
    authority = own.config.authority if own.config else ""
    return Inspection(variant=_variant(own), notified=notified, authority=authority)


def _next_call(own: Workspace, today: date) -> date:
    calls = own.catalogue.find(_variant(own)).framework.calls
    days = call_dates(today, 53, calls=calls, working=own.working_days)
    return next((each.day for each in days if each.likely), days[0].day)


def _variant(own: Workspace) -> str:
    if own.config is None:
        raise InspectPrepError(
            "This workspace names no variant to prepare for.",
            remedy="Open one with a folder, or make one with `inspectprep init`.",
        )
    return own.config.variant


def _folder(own: Workspace) -> Path:
    if own.folder is None:
        raise InspectPrepError(
            "This workspace has no folder, so it keeps nothing.",
            remedy="Open one with Workspace.open(path), or make one with `inspectprep init`.",
        )
    return own.folder


def _states(own: Workspace, tasks: Checklist) -> Checklist:
    """Put the recorded states on the tasks; a state of a task that this plan does not have is left out."""
    known = {name for task in tasks for name in (task.id, task.template)}
    by_status: dict[str, list[str]] = {"done": [], "doing": [], "not-needed": []}
    for state in own.records.all(TaskState):
        if state.task in known and state.status.value in by_status:
            by_status[state.status.value].append(state.task)
    states = TaskStates(
        done=tuple(by_status["done"]),
        doing=tuple(by_status["doing"]),
        not_needed=tuple(by_status["not-needed"]),
    )
    return tasks.with_states(states)
