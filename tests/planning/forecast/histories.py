"""Histories of full inspections for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection

GRADES = st.sampled_from([*GradeWord, None])


def inspection(
    authority: str,
    start: str | date,
    grade: GradeWord | None = GradeWord.GOOD,
    *,
    kind: InspectionKind = InspectionKind.ILACS,
    lag: int | None = 60,
    urn: str = "",
) -> PastInspection:
    """Return an inspection of one week, with its report `lag` calendar days after the start. None: never."""
    first = date.fromisoformat(start) if isinstance(start, str) else start
    published = None if lag is None else first + timedelta(days=lag)
    return PastInspection(
        authority=authority,
        urn=urn,
        kind=kind,
        start=first,
        end=first + timedelta(days=4),
        published=published,
        overall=grade,
    )


def sequence(
    authority: str, first: date, steps: Sequence[tuple[int, GradeWord | None]]
) -> list[PastInspection]:
    """Return the inspections of a council: each a number of days after the one before, with its grade."""
    found = []
    for days, grade in steps:
        first += timedelta(days=days)
        found.append(inspection(authority, first, grade))
    return found


STEPS = st.lists(st.tuples(st.integers(10, 2000), GRADES), max_size=4)
HISTORIES = st.lists(STEPS, max_size=8).map(
    lambda councils: [
        each
        for number, steps in enumerate(councils)
        for each in sequence(f"Council {number}", date(2018, 1, 1), steps)
    ]
)
"""Histories of up to eight councils from 2018."""
