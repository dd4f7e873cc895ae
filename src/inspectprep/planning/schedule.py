"""Timelines: from a call to dated events, planned again after every change.

Each date is calculated from its anchor. Dates in the notification letter replace planned dates. Actual dates
replace both and move the events that depend on them. An event that depends on a forecast (a measured
window) has an earliest and a latest day too, and so has the last day of a span that ends on one. The letter
gives a day its basis `notice`. A recorded day and a day in the letter are firm, and so is what a published
rule counts from them alone. What others wrote about a rule is not one.

Dates of basis ``planning`` are the council's and avoid its closures. All other dates use the working days
of England, which a council cannot change.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from inspectprep.calendar.working import england
from inspectprep.errors import UnknownNameError
from inspectprep.model.basis import Basis
from inspectprep.model.timeline import Event, Timeline
from inspectprep.planning.calculation import Calculation, waits_for
from inspectprep.planning.notes import (
    absent_note,
    calendar_notes,
    call_notes,
    edition_notes,
    order_notes,
    refuse_ended,
    undated_note,
    week_note,
)
from inspectprep.planning.order import in_order
from inspectprep.planning.pauses import Pauses
from inspectprep.planning.questions import open_questions
from inspectprep.planning.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from inspectprep.model.alteration import Alteration
    from inspectprep.model.framework import Framework, Variant
    from inspectprep.model.inspection import Actual, Inspection, Notice
    from inspectprep.planning.planned_milestone import PlannedMilestone


_NO_VOTES: Mapping[int, bool] = {}
_NOT_MEASURED = (None, None)


def schedule(
    inspection: Inspection,
    framework: Framework,
    variant: Variant,
    *,
    closures: Iterable[date] = (),
    votes: Mapping[int, bool] = _NO_VOTES,
    as_of: date | None = None,
) -> Timeline:
    """Return the timeline of an inspection under one variant of a framework.

    Args:
        inspection: Who, when the call came, what the letter says and what really happened.
        framework: Gives editions, pauses, sources and the pattern of calls.
        variant: Gives the milestones; nothing is left to inherit (``extends`` is resolved).
        closures: Days on which the council is closed; they move only dates of basis ``planning``.
        votes: Whether the council itself votes in the local elections of a year.
        as_of: A day before which nothing has happened but what is recorded; see :meth:`Planner.schedule`.

    Raises:
        PlanError: if an anchor is missing or anchors form a circle, or the variant ended before the call.
        OutOfRangeError: if a date falls outside the years for which working days are known.
        UnknownNameError: if a recorded or notified date names no milestone.
    """
    return Planner(framework, variant, closures=closures, votes=votes).schedule(inspection, as_of=as_of)


class Planner:
    """A variant made ready to plan many inspections: anchors ordered, offsets turned into functions.

    Args:
        framework: The framework.
        variant: One of its variants.
        closures: Days on which the council is closed.
        votes: Whether the council itself votes in the local elections of a year. A year that is not in it
            is not known.
        altered_by: What plugins changed in any of these. Each timeline says so.
    """

    def __init__(
        self,
        framework: Framework,
        variant: Variant,
        *,
        closures: Iterable[date] = (),
        votes: Mapping[int, bool] = _NO_VOTES,
        altered_by: tuple[Alteration, ...] = (),
    ) -> None:
        """Prepare the plan.

        Raises:
            PlanError: if an anchor is missing or anchors form a circle.
        """
        self.framework = framework
        self.variant = variant
        self.altered_by = altered_by
        self._england = england()
        self._own = self._england.closed_on(closures)
        self._pauses = Pauses(framework.pauses, self._england, votes)
        self._expected = tuple(self._pauses.expected)
        self._every = in_order(variant.milestones)
        self._edges = variant.edges
        self._stages: dict[int, Stage] = {}

    @property
    def milestones(self) -> tuple[str, ...]:
        """Ids of the milestones, each after those it depends on."""
        return tuple(milestone.id for milestone in self._every)

    def _stage(self, notified: date) -> Stage:
        """Return what exists for a call on a day."""
        period = bisect_right(self._edges, notified)
        if period not in self._stages:
            existing = self.variant.on(notified)
            self._stages[period] = Stage(self.framework, existing, self._england, self._own, self._pauses)
        return self._stages[period]

    def schedule(self, inspection: Inspection, *, as_of: date | None = None) -> Timeline:
        """Return the timeline of one inspection.

        Args:
            inspection: The inspection.
            as_of: A day before which nothing has happened but what is recorded. A forecast moves on when its
                usual day has passed. None if that is not known.

        Raises:
            PlanError: if the variant ended before the call, or a date is given to a step that does not exist
                for this call. An inspection on record, which has an id, is planned all the same, with a note.
            OutOfRangeError: if a date falls outside the years for which working days are known.
            UnknownNameError: if a recorded or notified date names no milestone.
        """
        notified = inspection.day_of_call
        if not inspection.id:
            refuse_ended(notified, self.framework, self.variant)
        notes = call_notes(notified, self.framework, self.variant, self._england)
        stage = self._stage(notified)
        given = self._given(inspection, inspection.notice, stage, "notice date's milestone", notes)
        plan = Calculation(stage.milestones, notified, given)
        plan.calculate(notes)
        now = plan
        if inspection.actual or as_of is not None:
            actual = self._given(inspection, inspection.actual, stage, "recorded date's milestone", notes)
            now = Calculation(stage.milestones, notified, given, actual=actual, plan=plan, as_of=as_of)
            now.calculate(None)
            notes += order_notes(inspection, self.variant)
        events = _events(stage, plan, now)
        edition, more = edition_notes(notified, self.framework, self.variant)
        notes += more
        notes += calendar_notes(now.days_of(stage.counted), now.days_of(stage.paused), self._expected)
        questions = open_questions(stage.asked, now.given, stage.place, events) if stage.asked else ()
        if note := undated_note(events, questions):
            notes.append(note)
        if note := week_note(
            self.variant, self.framework.calls.of(graded=self.variant.graded), events, self._england
        ):
            notes.append(note)
        return Timeline(
            inspection=inspection,
            framework=self.framework.id,
            variant=self.variant.id,
            edition=edition,
            title=self.variant.title,
            events=events,
            notes=tuple(notes),
            questions=questions,
            altered_by=self.altered_by,
        )

    def _given(
        self,
        inspection: Inspection,
        records: Sequence[Actual | Notice],
        stage: Stage,
        kind: str,
        notes: list[str],
    ) -> dict[int, Actual | Notice]:
        given = {}
        for record in records:
            for day in (record.start, record.end or record.start):
                self._england.is_working(day)  # raises if the calendar does not have the day
            if record.id in stage.place:
                given[stage.place[record.id]] = record
                continue
            step = next((milestone for milestone in self._every if milestone.id == record.id), None)
            if step is None:
                raise UnknownNameError(kind, record.id, stage.place)
            notes.append(absent_note(inspection, self.variant, step))
        return given


def _events(stage: Stage, plan: Calculation, now: Calculation) -> tuple[Event, ...]:
    rows = []
    mid, low, high, firm = now.mid, now.low, now.high, now.firm
    planned = plan.mid
    regime, noted, measured = now.regime, now.notes, now.measured
    for milestone in stage.milestones:
        at, lasts = milestone.slot, milestone.lasts
        last = at + 1
        start, end = mid[at], mid[last] if lasts else None
        given = now.given.get(milestone.index)
        record = now.actual.get(milestone.index)
        basis = milestone.basis if given is None or record is not None else Basis.NOTICE
        weakest = now.weakest[at]
        by_8_in_10, n = measured.get(at, _NOT_MEASURED)
        event = Event(
            id=milestone.id,
            title=milestone.title,
            phase=milestone.phase,
            date=start,
            end=end,
            earliest=low[at],
            latest=high[at],
            end_earliest=low[last] if lasts else None,
            end_latest=high[last] if lasts else None,
            by_8_in_10=by_8_in_10,
            n=n,
            planned=planned[at],
            planned_end=planned[last] if lasts else None,
            actual=record.start if record else None,
            actual_end=record.end if record else None,
            basis=basis,
            end_basis=_end_basis(stage, now, milestone) if lasts else None,
            counted_from=None if weakest is None or weakest is basis else weakest,
            firm=firm[at],
            end_firm=firm[last],
            source=milestone.cited(regime[at]) if at in regime else milestone.source,
            note=now.note(milestone) if at in noted else milestone.note,
            daily=milestone.daily,
            waits_for="" if start else _waits_for(stage, now, milestone),
            end_waits_for=waits_for(now, last) if start and lasts and not end else "",
        )
        # An undated event follows what it waits for.
        rows.append((start or now.place(milestone), milestone.index, event))
    # No two rows share an index, so that events are never compared.
    rows.sort()
    return tuple([row[2] for row in rows])


def _waits_for(stage: Stage, now: Calculation, milestone: PlannedMilestone) -> str:
    """Return the milestone on which an undated one depends. For a challenge, it is the draft."""
    # The council decides on a challenge, once it has the draft: no letter gives its day.
    if milestone.anchor >= 0 and any(other.challenge == milestone.index for other in stage.milestones):
        return stage.milestones[milestone.anchor // 2].id
    return waits_for(now, milestone.slot)


def _end_basis(stage: Stage, now: Calculation, milestone: PlannedMilestone) -> Basis:
    """Return how the last day of a span is known: no better than the day from which it is counted."""
    given = now.given.get(milestone.index)
    last = milestone.slot + 1
    if given is not None and given.end is not None:
        return milestone.basis if milestone.index in now.actual else Basis.NOTICE
    if now.mid[last] is not None:
        return now.weakest[last] or milestone.basis
    name, _, of_end = waits_for(now, last).partition(".")
    return Basis.NOTICE if of_end else stage.milestones[stage.place[name]].basis
