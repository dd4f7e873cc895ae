"""Views of regions for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import evolve

from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.region import (
    DueState,
    LikelyCouncil,
    PastWindow,
    RegionCouncil,
    RegionView,
    RegionWeek,
    RegionWindow,
)

AS_OF = date(2026, 11, 30)


def council(number: int, **more: Any) -> RegionCouncil:
    """Return a council whose forecast depends on its number."""
    start = AS_OF + timedelta(weeks=number % 40)
    made = RegionCouncil(
        authority=f"council number {number}",
        last_start=start - timedelta(days=1100),
        grade=GradeWord.GOOD,
        state=DueState.OPEN,
        past_window=PastWindow(
            grade=GradeWord.GOOD,
            n=15,
            opens=start - timedelta(days=50),
            average=start + timedelta(days=120),
            latest=start + timedelta(days=290),
        ),
        window=RegionWindow(
            p10=start + timedelta(days=7),
            p25=start + timedelta(days=35),
            p50=start + timedelta(days=70),
            p75=start + timedelta(days=140),
            p90=start + timedelta(days=210),
        ),
        within_90_days=0.35,
        within_180_days=0.8,
    )
    return evolve(made, **more)


def view(size: int, *more: RegionCouncil) -> RegionView:
    """Return a view of some councils."""
    councils = (*map(council, range(size)), *more)
    week = RegionWeek(
        monday=date(2026, 12, 7),
        expected=0.4,
        at_least_one=0.33,
        likeliest=(LikelyCouncil(authority="council number 1", probability=0.1),),
    )
    return RegionView(
        as_of=AS_OF,
        councils=councils,
        weeks=(week,),
        within_90_days=0.35 * size,
        within_180_days=0.8 * size,
        method="By the queue.",
        unknowns=("A new framework is announced.",),
    )
