"""The state of a council on a day, read from the records of its workspace once and in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from inspectprep.errors import InspectPrepError
from inspectprep.model.audience import Audience
from inspectprep.model.debrief import Lesson
from inspectprep.model.enquiry import (
    CaseReferredBack,
    Challenge,
    Fieldwork,
    LineOfEnquiry,
    RequestState,
    Showcase,
    TimetableEntry,
)
from inspectprep.model.evidence import EvidenceBase, EvidenceItem, SurveyMeasure
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS, Scope, kind_of_class
from inspectprep.model.release import CommunicationState
from inspectprep.model.unreadable import UnreadableRecord
from inspectprep.model.workforce import PreparationSession, RoleHolder, Team, Worker, people_of
from inspectprep.planning.asking import asking_task_id
from inspectprep.planning.call_dates import CallDate, call_dates
from inspectprep.planning.follow_up.debrief import lesson_tasks
from inspectprep.planning.people.preparation import PreparationIndex, session_interval
from inspectprep.planning.progress import not_listed, progress_of, under_current_ids
from inspectprep.planning.questions import asked_of
from inspectprep.planning.readiness.council_state import CouncilState, Shared
from inspectprep.planning.running import running_inspection, running_on
from inspectprep.planning.ticks import Recorded, with_records
from inspectprep.workspace.embargo import (
    embargo_from,
    guard_of,
    recorded_guard,
    unclear_embargoes,
)
from inspectprep.workspace.folder import required_folder
from inspectprep.workspace.gate import record_showings
from inspectprep.workspace.inspections import plannable
from inspectprep.workspace.release_plans import release_plan_from

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.checklist import Checklist
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.framework import Edition
    from inspectprep.model.release import Embargo
    from inspectprep.model.timeline import Timeline
    from inspectprep.store.protocol import Moment
    from inspectprep.workspace.council_inspections import CouncilInspections
    from inspectprep.workspace.workspace import Workspace

Values = Mapping[str, tuple[Any, ...]]
"""Every record that is read, by the word of its kind."""

_OF_INSPECTIONS = frozenset(kind.word for kind in RECORD_KINDS.values() if kind.scope is not Scope.COUNCIL)
_A_YEAR_OF_CALLS = 53


def read_state(
    workspace: Workspace,
    *,
    inspection: str = "",
    notified: date | None = None,
    variant: str = "",
    on: date | None = None,
    annexa: CheckSummary | None = None,
    as_of: Moment = None,
    reader: str = "",
    audience: Audience = Audience.INSPECTION_TEAM,
    what: str = "state",
) -> CouncilState:
    """Return the state of the council for an inspection that runs, or for an imagined call.

    Args:
        workspace: A workspace with a folder.
        inspection: Id of an inspection. Default: the only one that runs on the day, unless a call is
            imagined.
        notified: The day of an imagined call. Default: the next likely day.
        variant: The variant of an imagined call. Default: that of the workspace.
        on: The day of the question. Default: today for an inspection, or its last day if it has ended; the
            day of the call for an imagined one.
        annexa: Counts of a check of Annex A. Default: the last ones saved.
        as_of: A time with its zone, or the number of a change: the records as they were then.
        reader: The name of the reader. Only people on the register of an embargo get texts that count as
            revealing its outcome.
        audience: The audience of the reader. Outside the inspection, every text counts that is recorded
            without a mark from the day of final feedback on.
        what: The kind of document that the reader will see, for the record of what was shown.

    Raises:
        InspectPrepError: if the workspace has no folder, or several inspections run on the day.
        UnknownNameError: if there is no such inspection or variant; the nearest is suggested.
    """
    reading = _read(workspace, as_of, reader, audience, what)
    today = workspace.current_day
    imagined = bool(notified or variant)
    if imagined and inspection:
        raise InspectPrepError(
            "An inspection that has begun has its own variant and day of the call.",
            where=inspection,
            remedy="Leave out the variant and the day, or leave out the inspection.",
        )
    running = None if imagined else running_inspection(reading.records["inspection"], on or today, inspection)
    if running is not None:
        day = on or min(today, running.ended or today)
        return _state(workspace, reading, workspace.schedule(running, as_of=day), day, annexa, running)
    call = notified or next_call(workspace, variant, on or today)
    timeline = workspace.schedule(imagined_inspection(workspace, call, variant))
    return _state(workspace, reading, timeline, on or call, annexa)


def running_states(
    workspace: Workspace, on: date, inspection: str = "", reader: str = "", what: str = "state"
) -> tuple[CouncilState, ...]:
    """Return the state on a day for every inspection that runs, or else for the next likely call.

    The records are read once.

    Args:
        workspace: A workspace with a folder.
        on: The day.
        inspection: Id of an inspection, in place of those that run.
        reader: The name of the reader, who may be on the embargo register.
        what: The kind of document that the reader will see, for the record of what was shown.

    Raises:
        InspectPrepError: if the workspace has no folder.
        UnknownNameError: if there is no such inspection; the nearest is suggested.
    """
    reading = _read(workspace, None, reader, Audience.INSPECTION_TEAM, what)
    every = reading.records["inspection"]
    running = (running_inspection(every, on, inspection),) if inspection else running_on(every, on)
    if not running:
        call = next_call(workspace, "", on)
        timeline = workspace.schedule(imagined_inspection(workspace, call))
        return (_state(workspace, reading, timeline, on, None),)
    return tuple(
        _state(workspace, reading, workspace.schedule(each, as_of=on), on, None, each)
        for each in running
        if each
    )


def imagined_states(
    workspace: Workspace, calls: Iterable[date], annexa: CheckSummary | None = None, reader: str = ""
) -> Iterator[CouncilState]:
    """Yield the state of the council on each of several days of an imagined call.

    The records are read once.
    """
    reading = _read(workspace, None, reader, Audience.INSPECTION_TEAM, "readiness")
    for call in calls:
        timeline = workspace.schedule(imagined_inspection(workspace, call))
        yield _state(workspace, reading, timeline, call, annexa)


def imagined_inspection(workspace: CouncilInspections, notified: date, variant: str = "") -> Inspection:
    """Return an inspection of the council that would begin on a day."""
    authority = workspace.config.authority if workspace.config else ""
    return Inspection(variant=variant or workspace.variant, notified=notified, authority=authority)


def next_call(workspace: Workspace, variant: str, today: date) -> date:
    """Return the next likely day of a call; the next possible day if none is likely."""
    days = next_call_dates(workspace, _A_YEAR_OF_CALLS, variant, today)
    return next((day.day for day in days if day.likely), days[0].day)


def edition_of(workspace: Workspace, timeline: Timeline, day: date) -> Edition | None:
    """Return the edition whose judgements apply; None before the first.

    During an inspection the day of its call chooses the edition, as it does for inspectors.
    """
    framework = workspace.catalogue.find(timeline.variant).framework
    return framework.edition_on(timeline.notified if timeline.inspection.id else day)


def _checklist(
    workspace: Workspace,
    timeline: Timeline,
    records: Values,
    own: Values,
    day: date,
    annexa: CheckSummary | None,
) -> Checklist:
    """Return the tasks of an inspection and of the lessons, with their progress."""
    templates = (*workspace.task_templates, *lesson_tasks(records["lesson"]))
    tasks = workspace.tasks_on(timeline, templates)
    recorded = Recorded(records=own, annexa=annexa.as_of if annexa else None)
    states = under_current_ids(tasks, templates, records["task"])
    asked = {
        asking_task_id(question) for question in asked_of(workspace.catalogue.find(timeline.variant).variant)
    }
    if lost := [name for name in not_listed(tasks, states, timeline.inspection.id) if name not in asked]:
        note = f"Progress is recorded of tasks that this checklist does not have: {', '.join(lost)}."
        tasks = evolve(tasks, notes=(*tasks.notes, note))
    known = progress_of(tasks, states, timeline.inspection.id)
    return with_records(tasks, templates, timeline, recorded, known, day)


class _Reading(NamedTuple):
    """The records that the reader may have at one moment, and what is calculated for all days.

    Attributes:
        unreadable: The records that cannot be read.
        withheld: Ids of the records that the reader may not have.
    """

    records: Values
    unreadable: tuple[UnreadableRecord, ...]
    shared: Shared
    withheld: tuple[str, ...]


def _read(workspace: Workspace, as_of: Moment, reader: str, audience: Audience, what: str) -> _Reading:
    required_folder(workspace.folder)
    records = workspace.records
    unreadable: list[UnreadableRecord] = []
    with workspace.store.reading():
        values = {word: records.all(word, as_of, unreadable=unreadable) for word in RECORD_KINDS}
        values["inspection"] = plannable(workspace, values["inspection"], unreadable)
        # A state of the past is shown today, so the embargoes of today apply.
        if as_of is None:
            guard = guard_of(workspace, values, unreadable, reader, audience)
        else:
            guard = recorded_guard(workspace, reader, audience)
    record_showings(workspace, guard, what, (value for word in values for value in values[word]))
    left, withheld = guard.guarded(values)
    return _Reading(left, tuple(unreadable), Shared(), withheld)


def _state(
    workspace: Workspace,
    reading: _Reading,
    timeline: Timeline,
    day: date,
    annexa: CheckSummary | None,
    inspection: Inspection | None = None,
) -> CouncilState:
    records, shared = reading.records, reading.shared
    own = _own(records, inspection.id if inspection else "")
    edition = edition_of(workspace, timeline, day)
    annexa = annexa or workspace.saved_annexa()
    if inspection is not None:
        embargo: Embargo | None = embargo_from(timeline, records, day)
    else:
        embargo = next(iter(unclear_embargoes(reading.unreadable, records, day, timeline.authority)), None)
    return CouncilState(
        timeline=timeline,
        day=day,
        running=inspection is not None,
        edition=edition.id if edition else "",
        tasks=_checklist(workspace, timeline, records, own, day, annexa),
        annexa=annexa,
        people=people_of(_of(records, RoleHolder)),
        evidence=EvidenceBase(
            judgements=edition.judgements if edition else (),
            items=_of(records, EvidenceItem),
            measures=_of(records, SurveyMeasure),
        ),
        areas=_of(records, AreaForImprovement),
        fieldwork=Fieldwork(
            requests=_of(own, RequestState),
            enquiries=_of(own, LineOfEnquiry),
            challenges=_of(own, Challenge),
            showcases=_of(own, Showcase),
            referrals=_of(own, CaseReferredBack),
            timetable=_of(own, TimetableEntry),
        ),
        beside=_beside(records, inspection, day),
        preparation=shared.once("preparation", lambda: _preparation(workspace, records)).coverage(day),
        communication=CommunicationState(
            plan=release_plan_from(workspace, timeline, own, embargo) if embargo else None,
            holders=tuple(holder for holder in _of(records, RoleHolder) if holder.in_role(day)),
            embargo=embargo,
        ),
        lessons=_of(records, Lesson),
        withheld=reading.withheld,
        records=own,
        unreadable=reading.unreadable or None,
        policy=workspace.readiness_policy,
        shared=shared,
    )


def _preparation(workspace: Workspace, records: Values) -> PreparationIndex:
    return PreparationIndex(
        _of(records, Team),
        _of(records, Worker),
        _of(records, PreparationSession),
        every=session_interval(workspace.task_templates),
        due_soon=workspace.readiness_policy.due_soon,
    )


def _beside(records: Values, inspection: Inspection | None, day: date) -> tuple[TimetableEntry, ...]:
    """Return the timetables of the other inspections that run on a day."""
    others = {other.id for other in running_on(records["inspection"], day)}
    others -= {inspection.id if inspection else ""}
    entries: tuple[TimetableEntry, ...] = _of(records, TimetableEntry)
    return tuple(entry for entry in entries if entry.inspection in others)


def _own(records: Values, inspection: str) -> dict[str, tuple[Any, ...]]:
    """Return the records of the council and of one inspection; those of no inspection for an empty id."""
    return {
        word: tuple([value for value in values if value.inspection == inspection])
        if word in _OF_INSPECTIONS
        else values
        for word, values in records.items()
    }


def _of(records: Values, cls: type[Any]) -> tuple[Any, ...]:
    return records[kind_of_class(cls).word]


def next_call_dates(
    workspace: Workspace, number: int, variant: str = "", after: date | None = None
) -> tuple[CallDate, ...]:
    """Return the next possible days of a call, from a day (inclusive) or today."""
    found = workspace.catalogue.find(variant or workspace.variant)
    calls = found.framework.calls.of(graded=found.variant.graded)
    return call_dates(after or workspace.current_day, number, calls=calls, working=workspace.working_days)
