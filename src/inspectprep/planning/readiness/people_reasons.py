"""Readiness reasons from roles, role holders and leave.

In April 2018 Oxfordshire's director was abroad when the call came. The deputy had been prepared for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inspectprep.model.checklist import Checklist, Theme
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.timeline import Timeline
from inspectprep.model.workforce import Leave, People, Person, role_id, role_name
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import long_date

_DIRECTOR = "dcs"
_DEPUTY = "deputy"


def people_reasons(people: People | None, tasks: Checklist | None, timeline: Timeline) -> tuple[Reason, ...]:
    """Return the reasons that people give for the plan's theme; one green reason if none."""
    if people is None:
        return (
            Reason(
                rating=Rating.AMBER,
                rule="people-unknown",
                text="No role holders are named, so it is not known who takes the call or does the work.",
                owner=_DEPUTY,
                action="Name who holds each role, and who covers each leave.",
            ),
        )
    reasons = [*_vacant(people, tasks), *_away(people, timeline)]
    if not reasons:
        text = f"Every role has a holder, and there is cover for all leave on {long_date(timeline.notified)}."
        reasons.append(Reason(rating=Rating.GREEN, rule="people-named", text=text))
    return tuple(reasons)


def _vacant(people: People, tasks: Checklist | None) -> Iterator[Reason]:
    needed = dict.fromkeys((_DIRECTOR, _DEPUTY))
    for task in tasks or ():
        needed |= dict.fromkeys(task.owners)
    for role in needed:
        if people.holder(role) is None:
            yield Reason(
                rating=Rating.RED if role == _DIRECTOR else Rating.AMBER,
                rule="role-vacant",
                text=f"The role of {role_name(role)} has no named holder.",
                owner=_owner(role),
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
    """Return why a leave has no cover on a day, or None if it has."""
    if not leave.cover.strip():
        return "and no cover is named"
    role = role_id(leave.cover) or leave.cover
    for other in people.people:
        if (other.role == role or other.name == leave.cover) and other.name and other.away_on(day):
            return "and the person named as cover is away too"
    if role_id(leave.cover) and people.holder(role) is None:
        return f"and the {role_name(role)}, who should provide cover, is not named"
    return None


def _absence(person: Person, day: date, name: str, why: str) -> Reason:
    title = role_name(person.role)
    return Reason(
        rating=Rating.RED if person.role == _DIRECTOR else Rating.AMBER,
        rule="leave-without-cover",
        text=f"The {title} is away on {long_date(day)}, {name}, {why}.",
        owner=_owner(person.role),
        action=f"Name cover for the {title} on {long_date(day)}.",
    )


def _owner(role: str) -> str:
    """Return who names the holder or the cover of a role."""
    return _DIRECTOR if role == _DEPUTY else _DEPUTY


SOURCES = (
    ReasonSource(
        theme=Theme.PLAN, reasons=lambda state: people_reasons(state.people, state.tasks, state.timeline)
    ),
)
