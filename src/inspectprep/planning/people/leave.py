"""Leave during an inspection: the days on which a person is away, and what is missing in the cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from inspectprep.model.representation import frozen
from inspectprep.model.roles import role_id
from inspectprep.model.workforce import People, Person


class CoverGap(StrEnum):
    """The state of the cover of a leave on a day, worst first. A leave that is covered has none."""

    NOT_NAMED = "not-named"
    VACANT = "vacant"
    """Cover is given as a role that no one is in."""
    AWAY = "away"
    """The cover is away too, and no further cover is named."""
    CIRCLE = "circle"
    """The people away name each other as cover."""
    UNKNOWN = "unknown"
    """The cover is not among the people on record."""
    PASSED_ON = "passed-on"
    """The cover is away too, and has cover for that day."""


@frozen(kw_only=True)
class Absence:
    """The days on which a person is away with the same gap in the cover.

    Attributes:
        person: The person who is away.
        gap: The gap.
        cover: The person or role at which the cover ends, as recorded. Empty if none is named.
        days: The days in order. Never empty.
    """

    person: Person
    gap: CoverGap
    cover: str
    days: tuple[date, ...]


def absences(people: People, person: Person, days: Iterable[date]) -> Iterator[Absence]:
    """Yield the gaps in the cover of a person's leave on some days, each with its days.

    Args:
        people: Everyone on record.
        person: One of them.
        days: The days on which the person is needed, in order.
    """
    gaps: dict[tuple[CoverGap, str], list[date]] = {}
    for day in days:
        present = people.on(day)
        gap = cover_gap(present, person, day) if person.in_role(day) else None
        if gap is not None:
            gaps.setdefault(gap, []).append(day)
    for (kind, cover), uncovered in gaps.items():
        yield Absence(person=person, gap=kind, cover=cover, days=tuple(uncovered))


def cover_gap(people: People, person: Person, day: date) -> tuple[CoverGap, str] | None:
    """Return the gap in a person's cover on a day, and where the cover ends; None if there is no gap.

    Cover that is away passes on to its own cover. If a role with several people covers, one who is there is
    enough.

    Args:
        people: Everyone who is in a role on the day.
        person: The person.
        day: The day.
    """
    leave = person.away_on(day)
    if leave is None:
        return None
    asked = [person]
    while True:
        cover = leave.cover.strip()
        if not cover:
            return (CoverGap.NOT_NAMED, "") if len(asked) == 1 else (CoverGap.AWAY, _name(asked[-1]))
        found = people.named(cover)
        if not found:
            return (CoverGap.VACANT if role_id(cover) else CoverGap.UNKNOWN), cover
        there = next((other for other in found if people.leave_on(other, day) is None), None)
        if there is not None:
            return None if len(asked) == 1 else (CoverGap.PASSED_ON, _name(there))
        away = found[0]
        if any(away.same_person(other) for other in asked):
            return CoverGap.CIRCLE, _name(away)
        asked.append(away)
        leave = people.leave_on(away, day) or leave


def _name(person: Person) -> str:
    return person.name or person.role
