"""What a report may draw on besides the value that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from inspectprep.calendar.working import WorkingDays, england
from inspectprep.errors import InspectPrepError
from inspectprep.model.checklist import Checklist
from inspectprep.model.finding import CheckSummary
from inspectprep.model.release import Embargo
from inspectprep.model.report import Audience, Classification
from inspectprep.model.timeline import Timeline
from inspectprep.model.trend import ReadinessTrend
from inspectprep.model.workforce import People
from inspectprep.reports.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Context", "allowed_for", "refuse_rows"]

_COUNTS_FOR = (Audience.INSPECTION_TEAM, Audience.LEADERS, Audience.STAFF)


def refuse_rows(value: object) -> None:
    """Refuse a value that is more than counts.

    Raises:
        InspectPrepError: always; it says what to give instead, and nothing of what the value holds.
    """
    raise InspectPrepError(
        f"A {type(value).__name__} may hold child-level rows, and no report may.",
        remedy="Give its `summary`, which holds counts only.",
    )


def _counts_only(_: object, __: object, value: Any) -> None:
    if value is not None and not isinstance(value, CheckSummary):
        refuse_rows(value)


@frozen(kw_only=True)
class Context:
    """The companions of the value that a report is about.

    Attributes:
        prepared: The day the report is made, never read from a clock.
        timeline: The inspection's dates.
        checklist: The inspection's tasks.
        annexa: The counts of the Annex A check.
        people: Who holds which role.
        working: The working days; the council's closures are among its closed days.
        document: The JSON-ready object to use instead of the value's own.
        sources: Citations by the ids under which tasks name where a practice was seen.
        trend: How readiness moved since an earlier answer.
        embargo: Where the outcome stands, with its register; None when nobody knows.
        reader: The one person for whom the report is, by name; empty for everybody of the audience.
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
    sources: Mapping[str, str] = field(factory=dict)
    trend: ReadinessTrend | None = None
    embargo: Embargo | None = None
    reader: str = ""

    def cited(self, trace: str) -> str:
        """Return a task's trace with the ids in it written out, if every part of it is an id."""
        names = trace.split(", ")
        known = [self.sources[name] for name in names if name in self.sources]
        return "; ".join(known) if len(known) == len(names) else trace

    def closed_between(self, start: date, until: date) -> tuple[date, ...]:
        """Return bank holidays and closures on weekdays between two days, both inclusive."""
        closed = (self.working or england()).closed
        return tuple(sorted(day for day in closed if start <= day <= until and day.weekday() < 5))

    def told(self, value: object, companions: Iterable[tuple[str, object]] = ()) -> Mapping[str, Any]:
        """Return the JSON-ready object of a value, with those of its companions under their names."""
        if self.document is not None:
            return self.document
        from inspectprep.codec import dump  # noqa: PLC0415 - cattrs is loaded on first use only

        given = {name: dump(each) for name, each in companions if each is not None}
        return {**dump(value), **given}

    def working_day_after(self, day: date) -> date:
        """Return the next working day after `day`.

        Raises:
            OutOfRangeError: if it is not known which days are worked then.
        """
        return (self.working or england()).add(day, 1)


def allowed_for(audience: Audience) -> None:
    """Refuse counts of an Annex A check to people outside the council's service.

    Raises:
        InspectPrepError: if this audience may not have them; it says who may.
    """
    if audience not in _COUNTS_FOR:
        may = joined([each.value for each in _COUNTS_FOR])
        raise InspectPrepError(
            f"The counts of an Annex A check are not for the audience {audience.value!r}.",
            remedy=f"They may go to {may}; for others, write the timeline or the checklist.",
        )
