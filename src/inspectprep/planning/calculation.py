"""One calculation of all dates of a plan, from the call, the letter and the recorded dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.planning.order import ROOT
from inspectprep.planning.windows import Progress
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from inspectprep.model.inspection import Actual, Notice
    from inspectprep.planning.planned_milestone import PlannedMilestone
    from inspectprep.planning.start_windows import StartWindows
    from inspectprep.planning.windows import Windows


class Calculation:
    """One calculation of all dates. Each slot contains the expected day and, for a forecast, its bounds."""

    __slots__ = (
        "actual",
        "as_of",
        "given",
        "high",
        "low",
        "measured",
        "mid",
        "milestones",
        "notes",
        "notified",
        "plan",
        "regime",
    )

    def __init__(
        self,
        milestones: Sequence[PlannedMilestone],
        notified: date,
        given: Mapping[int, Actual | Notice],
        *,
        actual: Mapping[int, Actual | Notice] | None = None,
        plan: Calculation | None = None,
        as_of: date | None = None,
    ) -> None:
        """Prepare a calculation.

        Args:
            milestones: The milestones, each after its anchors.
            notified: The day of the call.
            given: Dates from the letter, by the index of the milestone.
            actual: Recorded dates, which replace those from the letter.
            plan: The calculation without recorded dates.
            as_of: A day before which nothing has happened but what is recorded. None if that is not known.
        """
        slots = 2 * len(milestones)
        self.milestones = milestones
        self.notified = notified
        self.given = {**given, **actual} if actual else given
        self.actual = actual or {}
        self.plan = plan
        self.as_of = as_of
        self.mid: list[date | None] = [None] * slots
        self.low: list[date | None] = [None] * slots
        self.high: list[date | None] = [None] * slots
        self.regime: dict[int, tuple[str, ...]] = {}
        self.measured: dict[int, tuple[date | None, int]] = {}
        self.notes: dict[int, list[str]] = {}

    def calculate(self, notes: list[str] | None) -> None:
        """Date every milestone in order, and add to `notes` the dates that moved off closed days."""
        mid, low, high, given = self.mid, self.low, self.high, self.given
        for milestone in self.milestones:
            at = milestone.slot
            record = given.get(milestone.index) if given else None
            if record is not None:
                mid[at] = record.start
            elif milestone.anchor < 0:
                if milestone.id == ROOT:
                    mid[at] = self.notified
            elif (base := mid[milestone.anchor]) is not None:
                if milestone.windows is not None:
                    self._forecast(milestone, milestone.windows, base)
                elif milestone.move is not None:
                    mid[at] = milestone.move(base)
                    if low[milestone.anchor] is not None:
                        low[at] = milestone.move(low[milestone.anchor] or base)
                        high[at] = milestone.move(high[milestone.anchor] or base)
                    if notes is not None and milestone.roll is not None and milestone.roll(base) != mid[at]:
                        notes.append(_rolled(milestone.title, milestone.roll(base), mid[at] or base))
            self._finish(milestone, record)

    def _finish(self, milestone: PlannedMilestone, record: Actual | Notice | None) -> None:
        mid, low, high, at = self.mid, self.low, self.high, milestone.slot
        start = mid[at]
        last = at + 1
        if record is not None and record.end is not None:
            mid[last] = record.end
            return
        if milestone.end_unknown:
            return
        if milestone.end_move is None or start is None:
            mid[last], low[last], high[last] = start, low[at], high[at]
            return
        if record is not None and milestone.own_end and self.plan is not None:
            first, planned = self.plan.mid[at], self.plan.mid[last]
            if first is not None and planned is not None and first < start <= planned:
                mid[last] = planned
                self.notes.setdefault(at, []).append(
                    "It began late. The planned last day stays until another is recorded."
                )
                return
        base = mid[milestone.end_anchor]
        if base is not None:
            # A span that ends on the day before fieldwork may not end before it starts.
            mid[last] = max(milestone.end_move(base), start)
            if low[milestone.end_anchor] is not None:
                low[last] = milestone.end_move(low[milestone.end_anchor] or base)
                high[last] = milestone.end_move(high[milestone.end_anchor] or base)

    def _forecast(self, milestone: PlannedMilestone, windows: Windows | StartWindows, base: date) -> None:
        low, high = self.low[milestone.anchor] or base, self.high[milestone.anchor] or base
        challenged = milestone.challenge in self.given
        if challenged or self.as_of is not None:
            forecast = windows.at(base, low, high, Progress(as_of=self.as_of, challenged=challenged))
        else:
            forecast = windows.at(base, low, high)
        if forecast is None:
            self.notes.setdefault(milestone.slot, []).append(
                "There are no figures for a date this early or late."
            )
            return
        at = milestone.slot
        self.mid[at], self.low[at], self.high[at] = forecast.expected, forecast.earliest, forecast.latest
        if forecast.n is not None:
            self.measured[at] = (forecast.by_8_in_10, forecast.n)
        if forecast.source:
            self.regime[at] = forecast.source
        if forecast.notes:
            self.notes.setdefault(at, []).extend(forecast.notes)

    def note(self, milestone: PlannedMilestone) -> str:
        """Return the milestone's note with the notes of this calculation."""
        more = self.notes.get(milestone.slot)
        return " ".join([*([milestone.note] if milestone.note else []), *more]) if more else milestone.note

    def place(self, milestone: PlannedMilestone) -> date:
        """Return the day on which an undated milestone is listed: that of its nearest dated anchor."""
        while milestone.anchor >= 0:
            anchor = self.milestones[milestone.anchor // 2].slot
            # The first day is near enough if only the last one is unknown.
            day = self.mid[milestone.anchor] or self.mid[anchor]
            if day is not None:
                return day
            milestone = self.milestones[milestone.anchor // 2]
        return self.notified


def waits_for(calculation: Calculation, slot: int) -> str:
    """Return the milestone on whose unknown day that of a slot depends, or ``NAME.end`` for its last day.

    Empty if the day is known, or if there are no figures for it.
    """
    mid, milestone = calculation.mid, calculation.milestones[slot // 2]
    if mid[slot] is not None:
        return ""
    if mid[milestone.slot] is None:
        if milestone.move is None and milestone.windows is None:
            return milestone.id
        return waits_for(calculation, milestone.anchor)
    if milestone.end_unknown:
        return f"{milestone.id}.end"
    return waits_for(calculation, milestone.end_anchor)


def _rolled(title: str, exact: date, planned: date) -> str:
    return (
        f"{title} would be on {long_date(exact)}, which is not a working day. "
        f"It is planned for {long_date(planned)}."
    )
