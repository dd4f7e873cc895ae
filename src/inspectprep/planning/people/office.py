"""The office on one day of an inspection, from the timetable, the workers and their preparation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from inspectprep.model.enquiry import CaseReferredBack, TimetableEntry
from inspectprep.model.handout import ChosenWork
from inspectprep.model.office import Office, OfficeCase, OfficeCover, OfficeTeam, OfficeVisit
from inspectprep.model.preparation import PreparationCoverage
from inspectprep.model.review import RequestStatus
from inspectprep.model.timeline import Timeline
from inspectprep.model.workforce import People, Team, Worker
from inspectprep.planning.fieldwork.requests import referral_status
from inspectprep.planning.people.handout import chosen_work
from inspectprep.planning.people.leave import cover_gap
from inspectprep.planning.people.names import name_key
from inspectprep.planning.people.preparation import team_name, team_names

_DUE = (RequestStatus.LATE, RequestStatus.DUE_TODAY, RequestStatus.UNDATED)


def office(
    timeline: Timeline,
    coverage: PreparationCoverage,
    *,
    day: date,
    stage: str = "",
    teams: Iterable[Team] = (),
    workers: Iterable[Worker] = (),
    people: People | None = None,
    timetable: Iterable[TimetableEntry] = (),
    referrals: Iterable[CaseReferredBack] = (),
) -> Office:
    """Return the office on a day.

    A worker counts as seen if an entry of the timetable up to this day records it. An appointment alone does
    not count. If two workers have the same name, the name alone counts for neither.

    Args:
        timeline: The plan from the call.
        coverage: The preparation of the teams on the day.
        day: The day.
        stage: The stage of the inspection in words.
        teams: The known teams.
        workers: All workers.
        people: The people in roles, with their leave.
        timetable: Visits and interviews.
        referrals: Cases referred back.
    """
    known, entries = tuple(teams), tuple(timetable)
    names = team_names(known)
    present = [worker for worker in workers if worker.in_post(day)]
    expected = [worker for worker in present if worker.away_on(day) is None]
    seen, unknown = _seen(entries, present, day)
    return Office(
        authority=timeline.authority,
        title=timeline.title if timeline.inspection.id else "",
        day=day,
        stage=stage,
        room=timeline.inspection.room,
        visits=tuple(_visits(entries, day)),
        teams=tuple(_teams(coverage, known, names, present, expected, seen)),
        proud=chosen_work(expected, names),
        cover=tuple(_cover(people, day)) if people else (),
        cases=tuple(_cases(referrals, day)),
        unknown=unknown,
    )


def unseen_work(
    workers: Iterable[Worker], timetable: Iterable[TimetableEntry], day: date, *, teams: Iterable[Team] = ()
) -> tuple[ChosenWork, ...]:
    """Return the work that workers chose to show, of those in post whom inspectors have not met by a day.

    Args:
        workers: All workers.
        timetable: Visits and interviews.
        day: The day.
        teams: The known teams.
    """
    present = [worker for worker in workers if worker.in_post(day)]
    seen, _ = _seen(tuple(timetable), present, day)
    return chosen_work([worker for worker in present if id(worker) not in seen], team_names(teams))


def _seen(
    entries: Sequence[TimetableEntry], workers: Sequence[Worker], day: date
) -> tuple[set[int], tuple[str, ...]]:
    """Return the places of the workers who were seen, and the names that are not those of workers."""
    places: dict[str, list[int]] = {}
    for place, worker in enumerate(workers):
        for key in {worker.id, name_key(worker.name)} - {""}:
            places.setdefault(key, []).append(place)
    found: set[int] = set()
    unknown: dict[str, None] = {}
    for entry in entries:
        for name in entry.seen if entry.day <= day else ():
            matches = places.get(name) or places.get(name_key(name)) or []
            if len(matches) == 1:
                found.add(matches[0])
            else:
                unknown[name] = None
    return {id(workers[place]) for place in found}, tuple(unknown)


def _visits(entries: Sequence[TimetableEntry], day: date) -> Iterator[OfficeVisit]:
    today = [entry for entry in entries if entry.day == day]
    for entry in sorted(today, key=lambda entry: (not entry.starts, entry.starts, entry.title)):
        yield OfficeVisit(
            id=entry.id,
            starts=entry.starts,
            ends=entry.ends,
            title=entry.title,
            place=entry.place,
            people=entry.people,
            inspector=entry.inspector,
        )


def _teams(
    coverage: PreparationCoverage,
    teams: Sequence[Team],
    names: dict[str, str],
    present: Sequence[Worker],
    expected: Sequence[Worker],
    seen: set[int],
) -> Iterator[OfficeTeam]:
    places = {team.name: team.place for team in teams}
    there = {id(worker) for worker in expected}
    members: dict[str, list[Worker]] = {}
    for worker in sorted(present, key=lambda worker: name_key(worker.name)):
        members.setdefault(team_name(worker.team, names), []).append(worker)
    for team in coverage.teams:
        mine = members.get(team.team, [])
        needing = {*team.never, *team.joined_since, *team.stale, *team.due_soon}
        inside = [worker for worker in mine if id(worker) in there]
        yield OfficeTeam(
            team=team.team,
            place=places.get(team.team, ""),
            expected=tuple(worker.name for worker in inside),
            away=tuple(worker.name for worker in mine if id(worker) not in there),
            prepared=team.prepared,
            to_prepare=tuple(worker.name for worker in inside if worker.name in needing),
            seen=tuple(worker.name for worker in mine if id(worker) in seen),
            not_seen=tuple(worker.name for worker in inside if id(worker) not in seen),
        )


def _cover(people: People, day: date) -> Iterator[OfficeCover]:
    present = people.on(day)
    for person in present.people:
        leave = person.away_on(day)
        if leave is not None:
            yield OfficeCover(
                role=person.role,
                name=person.name,
                until=leave.until,
                cover=leave.cover,
                agreed=cover_gap(present, person, day) is None,
            )


def _cases(referrals: Iterable[CaseReferredBack], day: date) -> Iterator[OfficeCase]:
    for referral in referrals:
        status = referral_status(referral, day)
        if status in _DUE and referral.referred <= day:
            yield OfficeCase(
                id=referral.id,
                action=referral.action,
                owner=referral.owner,
                due=referral.deadline,
                late=status is RequestStatus.LATE,
            )
