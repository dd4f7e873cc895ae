"""Readiness reasons from roles, role holders and leave.

In April 2018 Oxfordshire's director was abroad when the call came. The deputy had been prepared for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from inspectprep.calendar.working import england
from inspectprep.model.checklist import Checklist, Theme
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.roles import role_name
from inspectprep.model.timeline import Timeline
from inspectprep.model.workforce import People, Person
from inspectprep.planning.people.leave import Absence, CoverGap, absences
from inspectprep.planning.progress import is_open
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, first_few, short_date

_DIRECTOR = "dcs"
_DEPUTY = "deputy"
_QUESTIONS = {
    CoverGap.UNKNOWN: ("cover-unknown", "and {cover}, who should provide cover, is not on record"),
    CoverGap.PASSED_ON: ("cover-passed-on", "the cover is away too, and {cover} covers for both"),
}
_GAPS = {
    CoverGap.NOT_NAMED: "and no cover is named",
    CoverGap.VACANT: "and the {role}, who should provide cover, is not named",
    CoverGap.AWAY: "and {cover}, who should provide cover, is away too",
    CoverGap.CIRCLE: "and the people named as cover are away and name each other",
}


def people_reasons(
    people: People | None, tasks: Checklist | None, timeline: Timeline, day: date | None = None
) -> tuple[Reason, ...]:
    """Return the reasons that people give for the plan's theme; one green reason if none.

    Leave counts on each working day from the call to final feedback, for everyone, and after that on the
    days on which a task of the person is due. Days that are over do not count.

    Args:
        people: The people in roles, with their leave; None if they are not known.
        tasks: The checklist; None if it is not known.
        timeline: The plan.
        day: The day of the question; the day of the call if None.
    """
    day = day or timeline.notified
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
    present = people.on(day)
    reasons = [
        *_vacant(present, tasks),
        *_held_twice(present),
        *_away(people, tasks, timeline, day),
    ]
    if not reasons:
        text = "Every role has a holder, and there is cover for all leave from the call to final feedback."
        reasons.append(Reason(rating=Rating.GREEN, rule="people-named", text=text))
    return tuple(reasons)


def _vacant(people: People, tasks: Checklist | None) -> Iterator[Reason]:
    needed = dict.fromkeys((_DIRECTOR, _DEPUTY))
    for task in tasks or ():
        needed |= dict.fromkeys(task.owners)
    vacant = [role for role in needed if people.holder(role) is None]
    if _DIRECTOR in vacant:
        yield _vacancy([_DIRECTOR], Rating.RED)
    if others := [role for role in vacant if role != _DIRECTOR]:
        yield _vacancy(others, Rating.AMBER)


def _vacancy(roles: list[str], rating: Rating) -> Reason:
    """Return one reason for all vacant roles of a rating."""
    names = [role_name(role) for role in roles]
    if len(roles) == 1:
        text, action = f"The role of {names[0]} has no named holder.", f"Name the {names[0]}."
    else:
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        text = f"{counted(len(roles), 'role')} have no named holder: {listed}."
        action = f"Name a holder for {counted(len(roles), 'role')}: {listed}."
    return Reason(rating=rating, rule="role-vacant", text=text, owner=_owner(roles[0]), action=action)


def _held_twice(people: People) -> Iterator[Reason]:
    for role in dict.fromkeys(person.role for person in people.people):
        names = [person.name for person in people.holders(role)]
        if len(names) > 1:
            yield Reason(
                rating=Rating.AMBER,
                rule="role-held-twice",
                text=f"Several people are on record as {role_name(role)}: {', '.join(names)}.",
                owner=_owner(role),
                action=f"Decide who is {role_name(role)}, and give the last day of the others.",
            )


def _away(people: People, tasks: Checklist | None, timeline: Timeline, day: date) -> Iterator[Reason]:
    """Yield one reason for all absences of a kind, or the sentence of one that is alone."""
    span = _span(timeline, day)
    alike: dict[tuple[str, Rating, str], list[tuple[Absence, bool]]] = {}
    for person in people.people:
        if not person.leave:
            continue
        later = _due_days(person, tasks, after=max([day, *span]))
        found = [(each, True) for each in absences(people, person, span)]
        found += [(each, False) for each in absences(people, person, later)]
        for absence, during in found:
            role = person.role
            rule = _QUESTIONS[absence.gap][0] if absence.gap in _QUESTIONS else "leave-without-cover"
            red = rule == "leave-without-cover" and during and role == _DIRECTOR
            kind = rule, Rating.RED if red else Rating.AMBER, _owner(role)
            alike.setdefault(kind, []).append((absence, during))
    for (rule, rating, owner), found in alike.items():
        text, action = _absent(found, timeline, day)
        yield Reason(rating=rating, rule=rule, text=text, owner=owner, action=action)


def _span(timeline: Timeline, day: date) -> tuple[date, ...]:
    """Return the day of the call and each working day up to final feedback, from `day` on."""
    last = timeline.notified
    for name in ("fieldwork", "final_feedback"):
        event = timeline.get(name)
        if event is not None and event.last is not None:
            last = max(last, event.last)
    days = {timeline.notified, *england().span(timeline.notified, last)}
    return tuple(sorted(each for each in days if each >= day))


def _due_days(person: Person, tasks: Checklist | None, *, after: date) -> tuple[date, ...]:
    """Return the days after a day on which a task of the person is due and no forecast."""
    days = {
        task.due
        for task in tasks or ()
        if task.due is not None
        and task.due > after
        and person.role in task.owners
        and is_open(task)
        and not task.uncertain
    }
    return tuple(sorted(days))


def _absent(found: Sequence[tuple[Absence, bool]], timeline: Timeline, day: date) -> tuple[str, str]:
    """Return the text and the action of the reason for absences of one kind."""
    absence, during = found[0]
    question = absence.gap in _QUESTIONS
    order = "Check the cover" if question else "Name cover"
    if len(found) == 1:
        title, first = role_name(absence.person.role), absence.days[0]
        when = f" on {short_date(first, day)}"
        if len(absence.days) > 1:
            when += f" and {counted(len(absence.days) - 1, 'more day')} of the inspection"
        elif first == timeline.notified:
            when += ", the day of the call"
        elif not during:
            when += ", when a task is due"
        named = {"cover": absence.cover, "role": role_name(absence.cover)}
        why = (_QUESTIONS[absence.gap][1] if question else _GAPS[absence.gap]).format(**named)
        return (f"The {title} is away{when}, {why}.", f"{order} for the {title} on {short_date(first, day)}.")
    roles = list(dict.fromkeys(each.person.role for each, _ in found))
    who = "A role holder is" if len(roles) == 1 else f"{len(roles)} role holders are"
    times = [f"{role_name(each.person.role)} on {_days(each, day)}" for each, _ in found]
    gap = "and their cover is not certain" if question else "without cover"
    return (
        f"{who} away {gap}: {first_few(times, separator='; ')}.",
        f"{order} for {first_few([f'the {role_name(role)}' for role in roles], separator='; ')}.",
    )


def _days(absence: Absence, day: date) -> str:
    more = len(absence.days) - 1
    return short_date(absence.days[0], day) + (f" and {counted(more, 'more day')}" if more else "")


def _owner(role: str) -> str:
    """Return who names the holder or the cover of a role."""
    return _DIRECTOR if role == _DEPUTY else _DEPUTY


SOURCES = (
    ReasonSource(
        theme=Theme.PLAN,
        reasons=lambda state: people_reasons(state.people, state.tasks, state.timeline, state.day),
    ),
)
