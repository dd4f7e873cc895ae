"""The companions of the value that a report is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypedDict

from attrs import field

from inspectprep.calendar.working import WorkingDays, england
from inspectprep.codec import dump
from inspectprep.errors import InspectPrepError, RefusedError
from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.checklist import Checklist
from inspectprep.model.classification import Classification
from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.finding import CheckSummary
from inspectprep.model.readiness import Readiness
from inspectprep.model.release import Embargo
from inspectprep.model.representation import frozen
from inspectprep.model.roles import ROLES
from inspectprep.model.timeline import Timeline
from inspectprep.model.trend import ReadinessTrend
from inspectprep.model.workforce import People
from inspectprep.planning.readiness.outlook import CallOutlook
from inspectprep.reports.words import joined


class Page(StrEnum):
    """A page of the set of pages about readiness. Its value is the name of its file, without the suffix.

    Attributes:
        INDEX: The answer, the first steps and the reasons.
        ANNEX_A: What to correct in Annex A, and what to ask the service.
        DATES: Each date from the call on, with its source.
        CHECKLIST: All steps before a call, and all tasks after it.
        RULES: How the ratings are made, every reason, and the sources.
    """

    INDEX = "index"
    ANNEX_A = "annex-a"
    DATES = "dates"
    CHECKLIST = "checklist"
    RULES = "rules"


_COUNTS_FOR = (*INSIDE, Audience.STAFF)
_SATURDAY = 5
_SIGNING = frozenset({"dcs", "lead-member", "chief-executive"})


class ReportOptions(TypedDict, total=False):
    """The attributes of :class:`ReportContext` as keyword arguments."""

    prepared: date | None
    classification: Classification
    audience: Audience
    timeline: Timeline | None
    checklist: Checklist | None
    annexa: CheckSummary | None
    people: People | None
    working: WorkingDays | None
    document: Mapping[str, Any] | None
    trend: ReadinessTrend | None
    earlier: tuple[Readiness, ...]
    embargo: Embargo | None
    reader: str
    change: int | None
    page: Page | None
    calls: tuple[CallOutlook, ...]
    owner: str
    visits: tuple[TimetableEntry, ...]


def refuse_rows(value: object) -> None:
    """Refuse a value that is more than counts.

    Raises:
        InspectPrepError: always; it says what to give instead, and nothing that the value contains.
    """
    raise InspectPrepError(
        f"A {type(value).__name__} may contain child-level rows, and no report may.",
        remedy="Give its `summary`, which contains counts only.",
    )


def _counts_only(_: object, __: object, value: Any) -> None:
    if value is not None and not isinstance(value, CheckSummary):
        refuse_rows(value)


@frozen(kw_only=True)
class ReportContext:
    """The companions of the value that a report is about.

    Attributes:
        prepared: The day the report is made, never read from a clock.
        classification: The marking on every page.
        audience: The readers of the report.
        timeline: The inspection's dates.
        checklist: The inspection's tasks.
        annexa: The counts of the Annex A check.
        people: The people in each role.
        working: The working days; the council's closures are among its closed days.
        document: The JSON-ready object to use instead of the value's own.
        trend: The change in readiness since an earlier answer.
        earlier: The last answers before this one, oldest first.
        embargo: The state of the embargo, with its register; None if it is not known.
        reader: The name of the only reader; empty for everyone in the audience.
        change: The number of the last change of the workspace, with which a workbook can be read back.
            None if it cannot be.
        page: The page of a set to write. None for one report with all of it.
        calls: The next days of a call, each with what it would find.
        owner: The role whose calendar it is. Empty for a calendar of all roles.
        visits: The interviews and visits of that calendar.
    """

    prepared: date | None = None
    classification: Classification = Classification.OFFICIAL_SENSITIVE
    audience: Audience = Audience.INSPECTION_TEAM
    timeline: Timeline | None = None
    checklist: Checklist | None = None
    annexa: CheckSummary | None = field(default=None, validator=_counts_only)
    people: People | None = None
    working: WorkingDays | None = None
    document: Mapping[str, Any] | None = None
    trend: ReadinessTrend | None = None
    earlier: tuple[Readiness, ...] = ()
    embargo: Embargo | None = None
    reader: str = ""
    change: int | None = None
    page: Page | None = None
    calls: tuple[CallOutlook, ...] = ()
    owner: str = ""
    visits: tuple[TimetableEntry, ...] = ()

    def closed_between(self, start: date, until: date) -> tuple[date, ...]:
        """Return bank holidays and closures on weekdays between two days, both inclusive."""
        closed = (self.working or england()).closed
        return tuple(sorted(day for day in closed if start <= day <= until and day.weekday() < _SATURDAY))

    def document_for(self, value: object, companions: Iterable[tuple[str, object]] = ()) -> Mapping[str, Any]:
        """Return the JSON-ready object of a value, with its companions that are given under their names."""
        if self.document is not None:
            return self.document
        return {**dump(value), **{name: dump(entry) for name, entry in companions if entry is not None}}

    @property
    def signatories(self) -> tuple[tuple[str, str], ...]:
        """The roles that agree to what the council sends, each with the name of its holder or nothing."""
        titles = ((role.id, role.title) for role in ROLES if role.id in _SIGNING)
        holders = ((title, self.people.holder(role) if self.people else None) for role, title in titles)
        return tuple((title, holder.name if holder else "") for title, holder in holders)

    def working_day_after(self, day: date) -> date:
        """Return the next working day after `day`.

        Raises:
            OutOfRangeError: if the working days of that time are not known.
        """
        return (self.working or england()).add(day, 1)


def check_counts_audience(audience: Audience) -> None:
    """Refuse counts of an Annex A check to people outside the council's service.

    Raises:
        InspectPrepError: if the counts are not for this audience; it says which audiences may have them.
    """
    if audience not in _COUNTS_FOR:
        allowed = joined([member.value for member in _COUNTS_FOR])
        raise InspectPrepError(
            f"The counts of an Annex A check are not for the audience {audience.value!r}.",
            remedy=f"They may go to {allowed}; for others, write the timeline or the checklist.",
        )


def check_readiness_audience(audience: Audience) -> None:
    """Refuse reasons of a readiness to everyone but the inspection team and leaders.

    Raises:
        RefusedError: if the audience is another one; it says which audiences may have them.
    """
    if audience not in INSIDE:
        raise RefusedError(
            "The reasons of a readiness quote what inspectors said.",
            who=tuple(allowed.value for allowed in INSIDE),
            remedy="For others, write the timeline, the checklist or a briefing.",
        )
