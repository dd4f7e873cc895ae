"""One calculation of all dates of a plan, from the call, the letter and the recorded dates.

A date is only as sure as the dates from which it is counted. So each slot has, beside its day, the bounds
that a forecast gives it, the weakest basis on which it rests, and whether it is firm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.basis import Basis
from inspectprep.planning.order import ROOT
from inspectprep.planning.windows import Progress
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from inspectprep.model.inspection import Actual, Notice
    from inspectprep.planning.planned_milestone import PlannedMilestone
    from inspectprep.planning.start_windows import StartWindows
    from inspectprep.planning.windows import Windows


_STRENGTH = {
    basis: place
    for place, basis in enumerate(
        (Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT, Basis.PLANNING, Basis.MEASURED, Basis.NOTICE)
    )
}
"""The bases of a day that is not on record, the strongest first. What only the letter gives is unknown."""


def weaker(one: Basis, other: Basis | None) -> Basis:
    """Return the weaker of two bases. None is that of a day that is recorded or given by the letter."""
    return one if other is None or _STRENGTH[one] >= _STRENGTH[other] else other


class Calculation:
    """One calculation of all dates.

    Each slot contains the expected day, its bounds if it rests on a forecast, the weakest basis on which it
    rests, and whether it is firm. A forecast has a first day in `low`; `high` is None if its last day is
    not known.
    """

    __slots__ = (
        "actual",
        "as_of",
        "firm",
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
        "weakest",
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
        self.weakest: list[Basis | None] = [None] * slots
        self.firm: list[bool] = [False] * slots
        self.regime: dict[int, tuple[str, ...]] = {}
        self.measured: dict[int, tuple[date | None, int]] = {}
        self.notes: dict[int, list[str]] = {}

    def calculate(self, notes: list[str] | None) -> None:
        """Date every milestone in order, and add to `notes` the dates that moved off closed days."""
        mid, given = self.mid, self.given
        for milestone in self.milestones:
            at, anchor = milestone.slot, milestone.anchor
            record = given.get(milestone.index) if given else None
            if record is not None:
                mid[at], self.firm[at] = record.start, True
            elif anchor < 0:
                if milestone.id == ROOT:
                    mid[at], self.firm[at] = self.notified, True
            elif (base := mid[anchor]) is not None:
                self._rest(milestone, at, anchor)
                if milestone.windows is not None:
                    self._forecast(milestone, milestone.windows, base)
                elif milestone.move is not None:
                    mid[at] = milestone.move(base)
                    self.low[at], self.high[at] = self._bounds(anchor, milestone.move)
                    if notes is not None and milestone.roll is not None and milestone.roll(base) != mid[at]:
                        notes.append(_rolled(milestone.title, milestone.roll(base), mid[at] or base))
            self._finish(milestone, record)

    def _rest(self, milestone: PlannedMilestone, slot: int, anchor: int) -> None:
        """Note the weakest basis of a slot that is counted from another, and whether it is firm."""
        self.weakest[slot] = weaker(milestone.basis, self.weakest[anchor])
        self.firm[slot] = milestone.rules and self.firm[anchor]

    def _bounds(self, anchor: int, move: Callable[[date], date]) -> tuple[date | None, date | None]:
        """Return the bounds of a day that is counted from another. None without a forecast."""
        low, high = self.low[anchor], self.high[anchor]
        return (None if low is None else move(low)), (None if high is None else move(high))

    def _finish(self, milestone: PlannedMilestone, record: Actual | Notice | None) -> None:
        mid, low, high, at = self.mid, self.low, self.high, milestone.slot
        start = mid[at]
        last = at + 1
        if record is not None and record.end is not None:
            mid[last], self.firm[last] = record.end, True
            return
        if milestone.end_unknown:
            return
        if milestone.end_move is None or start is None:
            mid[last], low[last], high[last] = start, low[at], high[at]
            self.weakest[last], self.firm[last] = self.weakest[at], self.firm[at]
            return
        base = mid[milestone.end_anchor]
        if base is None:
            return
        self._rest(milestone, last, milestone.end_anchor)
        if record is not None and milestone.own_end and self.plan is not None:
            first, planned = self.plan.mid[at], self.plan.mid[last]
            if first is not None and planned is not None and first < start <= planned:
                mid[last] = planned
                if (earliest := self.plan.low[last]) is not None:
                    low[last], high[last] = max(earliest, start), self.plan.high[last]
                self.weakest[last], self.firm[last] = self.plan.weakest[last], False
                self.notes.setdefault(at, []).append(
                    "It began late. The planned last day stays until another is recorded."
                )
                return
        end = milestone.end_move(base)
        # A span that ends on the day before fieldwork may not end before it starts.
        mid[last] = max(end, start)
        self._bound_end(at, milestone.end_anchor, end, milestone.end_move)

    def _bound_end(self, at: int, anchor: int, end: date, move: Callable[[date], date]) -> None:
        """Bound the last day of a span. It is as uncertain as its anchor, and not before the first day."""
        starts, low_end = self.low[at], self.low[anchor]
        if starts is None and low_end is None:
            return
        start = self.mid[at] or end
        first, final = self._bounds(anchor, move) if low_end is not None else (end, end)
        from_day, to_day = (starts, self.high[at]) if starts is not None else (start, start)
        earliest = max(first or end, from_day)
        latest = None if final is None or to_day is None else max(final, to_day)
        if low_end is None and earliest == latest:
            return
        self.low[at + 1], self.high[at + 1] = earliest, latest
        self.firm[at + 1] = False
        if (basis := self.weakest[at]) is not None:
            self.weakest[at + 1] = weaker(basis, self.weakest[at + 1])

    def _forecast(self, milestone: PlannedMilestone, windows: Windows | StartWindows, base: date) -> None:
        uncertain, latest = self.low[milestone.anchor], self.high[milestone.anchor]
        low, high = uncertain or base, latest or base
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
        self.firm[at] = False
        self.mid[at], self.low[at], self.high[at] = forecast.expected, forecast.earliest, forecast.latest
        if uncertain is not None and latest is None:
            # Nothing counted from a day without a last day has one.
            self.high[at] = None
        elif forecast.n is not None:
            self.measured[at] = (forecast.by_8_in_10, forecast.n)
        if forecast.source:
            self.regime[at] = forecast.source
        if forecast.notes:
            self.notes.setdefault(at, []).extend(forecast.notes)

    def note(self, milestone: PlannedMilestone) -> str:
        """Return the milestone's note with the notes of this calculation."""
        more = self.notes.get(milestone.slot)
        return " ".join([*([milestone.note] if milestone.note else []), *more]) if more else milestone.note

    def days_of(self, slots: Sequence[int]) -> list[date]:
        """Return the days of some slots, with the bounds of forecasts."""
        return [day for table in (self.mid, self.low, self.high) for slot in slots if (day := table[slot])]

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

    Empty if the day is known. A day for which there are no figures depends on itself.
    """
    mid, milestone = calculation.mid, calculation.milestones[slot // 2]
    if mid[slot] is not None:
        return ""
    if mid[milestone.slot] is None:
        counted = milestone.move is not None or milestone.windows is not None
        if not counted or milestone.anchor < 0 or mid[milestone.anchor] is not None:
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
