"""The state of a council on one day: everything that readiness is assessed from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from attrs import field, fields_dict

from inspectprep.model.alteration import Alteration
from inspectprep.model.checklist import Checklist, Theme
from inspectprep.model.debrief import Lesson
from inspectprep.model.enquiry import Fieldwork, TimetableEntry
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.finding import CheckSummary
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.preparation import PreparationCoverage
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.model.release import CommunicationState
from inspectprep.model.timeline import Timeline
from inspectprep.model.unreadable import UnreadableRecord
from inspectprep.model.values import frozen_by_type
from inspectprep.model.workforce import People
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

_Value = TypeVar("_Value")


class Shared:
    """Calculations that do not depend on the day, shared by all states of the same records."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return the result of a function, which is called only for the first state that needs it."""
        if key not in self._made:
            self._made[key] = make()
        value: _Value = self._made[key]
        return value


@frozen_by_type(kw_only=True)
class CouncilState:
    """The state of a council on one day, for a call that came or is imagined.

    Attributes:
        timeline: The plan from that call.
        day: The day of the question. Tasks due before it are overdue.
        running: True if the inspection has begun; False if the call is imagined.
        edition: Id of the edition whose judgements apply; empty before the first.
        annexa: Counts of the latest check; None if Annex A has not been checked.
        people: Role holders with their days in the role and their leave; None if no roles are filled.
        tasks: The checklist with its statuses; None if it is not known.
        evidence: Evidence, and the judgements that it is for; None leaves it out.
        fieldwork: Requests, lines of enquiry, claims and showcases; None leaves them out.
        beside: Timetables of the other inspections that run on the day.
        areas: Areas for improvement from earlier inspections; None leaves them out.
        preparation: The preparation of the teams; None leaves it out.
        communication: Drafts, contacts and the embargo register; None leaves them out.
        lessons: Lessons of earlier inspections; None leaves them out.
        withheld: Ids of the records that the reader may not have until a publication is recorded.
        records: Records of the council and of this inspection, by the word of their kind.
        unreadable: Records that cannot be read; None if there are none.
        policy: Thresholds. All are local choices.
        evidence_policy: Thresholds of evidence and claims; the defaults if None.
        shared: Calculations shared with the states of the same records on other days.
    """

    timeline: Timeline
    day: date
    running: bool = False
    edition: str = ""
    annexa: CheckSummary | None = None
    people: People | None = None
    tasks: Checklist | None = None
    evidence: EvidenceBase | None = None
    fieldwork: Fieldwork | None = None
    beside: tuple[TimetableEntry, ...] = ()
    areas: tuple[AreaForImprovement, ...] | None = None
    preparation: PreparationCoverage | None = None
    communication: CommunicationState | None = None
    lessons: tuple[Lesson, ...] | None = None
    withheld: tuple[str, ...] = ()
    records: Mapping[str, tuple[Any, ...]] = field(factory=dict)
    unreadable: tuple[UnreadableRecord, ...] | None = None
    policy: ReadinessPolicy = field(factory=ReadinessPolicy)
    evidence_policy: EvidencePolicy | None = None
    shared: Shared = field(factory=Shared, eq=False, repr=False)

    @property
    def altered_by(self) -> tuple[Alteration, ...]:
        """What plugins changed in the plan, the tasks and the check, each once."""
        parts = (self.timeline, self.tasks, self.annexa)
        return tuple(dict.fromkeys(change for part in parts if part for change in part.altered_by))

    @property
    def checklist(self) -> Checklist:
        """The tasks with their progress; empty if they are not known."""
        timeline = self.timeline
        return self.tasks or Checklist(tasks=(), variant=timeline.variant, notified=timeline.notified)

    @property
    def asks_for_annex_a(self) -> bool:
        """Whether the inspection asks for Annex A: the plan has a day for it, or the checklist a task.

        It does if there is no checklist.
        """
        if self.tasks is None or "annex_a_due" in self.timeline:
            return True
        return any(task.theme is Theme.ANNEX_A for task in self.tasks)

    @property
    def present(self) -> People | None:
        """The people who are in their roles on the day; None if no roles are filled."""
        return self.people.on(self.day) if self.people is not None else None

    @property
    def evidence_day(self) -> date:
        """The day for which evidence must be up to date: the call, if it is still to come."""
        return max(self.day, self.timeline.notified)


@cache
def inputs() -> tuple[str, ...]:
    """Return the names of the attributes of a state, in the order in which their reasons are given."""
    return tuple(fields_dict(CouncilState))
