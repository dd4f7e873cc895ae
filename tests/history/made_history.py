"""Synthetic histories of full inspections: a queue that is served in order, with some chance."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection
from inspectprep.planning.forecast.sequences import PAUSE

_WEEK = timedelta(days=7)
_LAG = timedelta(days=60)


def made_history(
    councils: int = 24, *, first: date = date(2016, 1, 4), until: date = date(2026, 3, 2), seed: int = 1
) -> tuple[PastInspection, ...]:
    """Return the inspections of some councils: every few weeks, of one of the three that waited longest."""
    chance = np.random.default_rng(seed)
    last = dict.fromkeys(range(councils), date.min)
    found, day = [], first
    step = max(150 // councils, 1)
    while day < until:
        if not PAUSE[0] <= day <= PAUSE[1] and day.month != 8:
            council = sorted(last, key=lambda each: last[each])[chance.integers(3)]
            last[council] = day
            found.append(
                PastInspection(
                    authority=f"Council {council}",
                    kind=InspectionKind.ILACS if day >= date(2018, 1, 1) else InspectionKind.SIF,
                    start=day,
                    end=day + timedelta(days=4),
                    published=day + _LAG,
                    overall=tuple(GradeWord)[chance.integers(4)],
                )
            )
        day += step * _WEEK
    return tuple(found)


def write_history(path: Path, councils: int, first: date = date(2016, 1, 4)) -> Path:
    """Write a synthetic history as CSV."""
    lines = ["urn,authority,type,variant,start,end,published,overall_grade"]
    lines += [
        f",{each.authority},{each.kind},,{each.start},{each.end},{each.published},{each.overall}"
        for each in made_history(councils, first=first)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
