"""Milestones made ready to be dated many times: anchors as slots, offsets as functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.calendar.offsets import stepper
from inspectprep.model.basis import Basis
from inspectprep.model.offset import Roll
from inspectprep.planning.order import split_anchor
from inspectprep.planning.pauses import Pauses
from inspectprep.planning.start_windows import StartWindows
from inspectprep.planning.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import CallPattern, Milestone
    from inspectprep.model.offset import Offset


_RULES = (Basis.LAW, Basis.INSPECTORATE)


class PlannedMilestone:
    """One milestone, ready to be dated. Each has two slots in a run: its first and its last day."""

    __slots__ = (
        "anchor",
        "basis",
        "challenge",
        "daily",
        "end_anchor",
        "end_move",
        "end_unknown",
        "id",
        "index",
        "lasts",
        "move",
        "note",
        "own_end",
        "paused",
        "phase",
        "roll",
        "rules",
        "slot",
        "source",
        "title",
        "titles",
        "windows",
    )

    def __init__(
        self,
        index: int,
        milestone: Milestone,
        *,
        place: Mapping[str, int],
        titles: Mapping[str, str],
        days: WorkingDays,
        pauses: Pauses,
        calls: CallPattern,
    ) -> None:
        """Prepare a milestone; `place` gives each milestone's index, `titles` each source's citation."""
        self.index = index
        self.slot = 2 * index
        self.id = milestone.id
        self.title = milestone.title
        self.phase = milestone.phase
        self.basis = milestone.basis
        # A question is open, and the inspectorate publishes on the day that it chooses.
        self.rules = _is_rule(milestone) and not milestone.ask and milestone.id != "publication"
        self.daily = milestone.daily
        self.note = milestone.note
        self.titles = titles
        self.source = _cite(milestone.source, titles)
        self.anchor = _slot(milestone.anchor, place)
        self.move = stepper(milestone.offset, days) if milestone.offset else None
        self.roll = _unrolled(milestone.offset, days) if milestone.offset else None
        self.lasts = milestone.end_offset is not None or bool(milestone.end_ask)
        self.end_unknown = bool(milestone.end_ask)
        self.end_move = stepper(milestone.end_offset, days) if milestone.end_offset else None
        self.own_end = milestone.end_anchor is None
        self.end_anchor = self.slot if self.own_end else _slot(milestone.end_anchor, place)
        self.paused = milestone.paused
        self.windows: Windows | StartWindows | None = None
        if any(window.mondays for window in milestone.windows):
            self.windows = StartWindows(milestone.windows, calls, days)
        elif milestone.windows:
            self.windows = Windows(
                milestone.windows, pauses if milestone.paused else Pauses((), days, {}), days
            )
        self.challenge = -1 if milestone.challenge is None else place[milestone.challenge]

    def cited(self, regime_source: tuple[str, ...]) -> str:
        """Return the citation of a regime that has its own."""
        return _cite(regime_source, self.titles)


def _is_rule(milestone: Milestone) -> bool:
    """Return whether a milestone is as firm as its anchor: an account is not a rule to count days by."""
    same_day = milestone.offset is not None and milestone.offset.amount == 0
    return milestone.basis in _RULES or (milestone.basis is Basis.ACCOUNT and same_day)


def _cite(ids: Sequence[str], titles: Mapping[str, str]) -> str:
    return "; ".join(titles.get(source, source) for source in ids)


def _slot(anchor: str | None, place: Mapping[str, int]) -> int:
    if anchor is None:
        return -1
    name, last = split_anchor(anchor)
    return 2 * place[name] + last


def _unrolled(offset: Offset, days: WorkingDays) -> Callable[[date], date] | None:
    """Return the offset without its roll, to show when it rolled. None if it never does."""
    return stepper(evolve(offset, roll=Roll.NONE), days) if offset.roll else None
