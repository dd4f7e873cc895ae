"""One working-out of all dates of a plan, from the call, the letter and what really happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.planning.order import ROOT
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from inspectprep.model.inspection import Actual, Notice
    from inspectprep.planning.planned_milestone import PlannedMilestone
    from inspectprep.planning.windows import Windows

__all__ = ["Calculation"]


class Calculation:
    """One working-out of all dates. Slots hold the expected day and, for forecasts, its bounds."""

    __slots__ = ("actual", "given", "high", "low", "mid", "notes", "notified", "plan", "regime", "steps")

    def __init__(
        self,
        steps: Sequence[PlannedMilestone],
        notified: date,
        given: Mapping[int, Actual | Notice],
        *,
        actual: Mapping[int, Actual | Notice] | None = None,
        plan: Calculation | None = None,
    ) -> None:
        """Prepare a run; `actual` stands before `given`, and `plan` is the run without `actual`."""
        slots = 2 * len(steps)
        self.steps = steps
        self.notified = notified
        self.given = {**given, **actual} if actual else given
        self.actual = actual or {}
        self.plan = plan
        self.mid: list[date | None] = [None] * slots
        self.low: list[date | None] = [None] * slots
        self.high: list[date | None] = [None] * slots
        self.regime: dict[int, tuple[str, ...]] = {}
        self.notes: dict[int, list[str]] = {}

    def calculate(self, notes: list[str] | None) -> None:
        """Date every step in order, and add to `notes` what had to keep clear of closed days."""
        mid, low, high, given = self.mid, self.low, self.high, self.given
        for step in self.steps:
            at = step.slot
            record = given.get(step.index) if given else None
            if record is not None:
                mid[at] = record.start
            elif step.anchor < 0:
                if step.id == ROOT:
                    mid[at] = self.notified
            elif (base := mid[step.anchor]) is not None:
                if step.windows is not None:
                    self._forecast(step, step.windows, base)
                elif step.move is not None:
                    mid[at] = step.move(base)
                    if low[step.anchor] is not None:
                        low[at] = step.move(low[step.anchor] or base)
                        high[at] = step.move(high[step.anchor] or base)
                    if notes is not None and step.roll is not None and step.roll(base) != mid[at]:
                        notes.append(_rolled(step.title, step.roll(base), mid[at] or base))
            self._finish(step, record)

    def _finish(self, step: PlannedMilestone, record: Actual | Notice | None) -> None:
        mid, low, high, at = self.mid, self.low, self.high, step.slot
        start = mid[at]
        last = at + 1
        if record is not None and record.end is not None:
            mid[last] = record.end
            return
        if step.end_move is None or start is None:
            mid[last], low[last], high[last] = start, low[at], high[at]
            return
        if record is not None and step.own_end and self.plan is not None:
            first, kept = self.plan.mid[at], self.plan.mid[last]
            if first is not None and kept is not None and first < start <= kept:
                mid[last] = kept
                self.notes.setdefault(at, []).append(
                    "Began late; the planned last day is kept until another is recorded."
                )
                return
        base = mid[step.end_anchor]
        if base is not None:
            # A span up to the day before fieldwork has none left when the call comes on the eve of it.
            mid[last] = max(step.end_move(base), start)
            if low[step.end_anchor] is not None:
                low[last] = step.end_move(low[step.end_anchor] or base)
                high[last] = step.end_move(high[step.end_anchor] or base)

    def _forecast(self, step: PlannedMilestone, windows: Windows, base: date) -> None:
        found = windows.at(base, self.low[step.anchor] or base, self.high[step.anchor] or base)
        if found is None:
            self.notes.setdefault(step.slot, []).append("No figures are known for a date this early or late.")
            return
        at = step.slot
        self.mid[at], self.low[at], self.high[at] = found.expected, found.earliest, found.latest
        if found.source:
            self.regime[at] = found.source
        if found.notes:
            self.notes.setdefault(at, []).extend(found.notes)

    def note(self, step: PlannedMilestone) -> str:
        """Return the step's note with what this run adds to it."""
        more = self.notes.get(step.slot)
        return " ".join([*([step.note] if step.note else []), *more]) if more else step.note

    def place(self, step: PlannedMilestone) -> date:
        """Return where an undated step belongs: at the nearest dated thing it waits for."""
        while step.anchor >= 0:
            day = self.mid[step.anchor]
            if day is not None:
                return day
            step = self.steps[step.anchor // 2]
        return self.notified


def _rolled(title: str, found: date, kept: date) -> str:
    return f"{title} would fall on {long_date(found)}, not a working day; {long_date(kept)} is planned."
