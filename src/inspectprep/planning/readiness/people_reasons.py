"""What roles, holders and leave say about readiness.

In April 2018 the director was abroad when the call came; that the deputy knew what to do was no accident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.workforce import role_id, role_name
from inspectprep.planning.notes import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inspectprep.model.checklist import Checklist
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.workforce import Leave, People, Person

__all__ = ["people_reasons"]

_DIRECTOR = "dcs"
_NAMES_OTHERS = "deputy"


def people_reasons(people: People | None, tasks: Checklist | None, timeline: Timeline) -> tuple[Reason, ...]:
    """Return the reasons that people give for the plan's theme; one green reason if none."""
    if people is None:
        return (
            Reason(
                rating=Rating.AMBER,
                rule="people-unknown",
                text="Nobody is named for any role, so it is not known who takes the call or does the work.",
                owner=_NAMES_OTHERS,
                action="Name who holds each role, and who covers each leave.",
            ),
        )
    reasons = [*_vacant(people, tasks), *_away(people, timeline)]
    if not reasons:
        reasons.append(
            Reason(
                rating=Rating.GREEN,
                rule="people-named",
                text=f"Every role is held, and whoever is away on {long_date(timeline.notified)} is covered.",
            )
        )
    return tuple(reasons)


def _vacant(people: People, tasks: Checklist | None) -> Iterator[Reason]:
    needed = dict.fromkeys((_DIRECTOR, _NAMES_OTHERS))
    for task in tasks or ():
        needed |= dict.fromkeys(task.owners)
    for role in needed:
        if people.holder(role) is None:
            yield Reason(
                rating=Rating.RED if role == _DIRECTOR else Rating.AMBER,
                rule="role-vacant",
                text=f"Nobody is named as {role_name(role)}.",
                owner=_NAMES_OTHERS if role != _NAMES_OTHERS else _DIRECTOR,
                action=f"Name the {role_name(role)}.",
            )


def _away(people: People, timeline: Timeline) -> Iterator[Reason]:
    fieldwork = timeline.get("fieldwork")
    days = [(timeline.notified, "the day of the call")]
    if fieldwork is not None and fieldwork.date is not None:
        days.append((fieldwork.date, "the first day of fieldwork"))
    for person in people.people:
        for day, name in days:
            leave = person.away_on(day)
            if leave is not None and (why := _uncovered(leave, people, day)):
                yield _absence(person, day, name, why)
                break


def _uncovered(leave: Leave, people: People, day: date) -> str | None:
    """Return why nobody stands in, or None if somebody does."""
    if not leave.cover.strip():
        return "and nobody is named to stand in"
    role = role_id(leave.cover) or leave.cover
    for other in people.people:
        if (other.role == role or other.name == leave.cover) and other.name and other.away_on(day):
            return "and whoever stands in is away too"
    if role_id(leave.cover) and people.holder(role) is None:
        return f"and the {role_name(role)}, who should stand in, is not named"
    return None


def _absence(person: Person, day: date, name: str, why: str) -> Reason:
    title = role_name(person.role)
    director = person.role == _DIRECTOR
    return Reason(
        rating=Rating.RED if director else Rating.AMBER,
        rule="leave-without-cover",
        text=f"The {title} is away on {long_date(day)}, {name}, {why}.",
        owner=_NAMES_OTHERS if person.role != _NAMES_OTHERS else _DIRECTOR,
        action=f"Name who stands in for the {title} on {long_date(day)}.",
    )
