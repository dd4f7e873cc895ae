"""The preparation of staff, team by team. Attendance counts. An invitation does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from inspectprep.model.checklist import TaskTemplate
from inspectprep.model.freshness import DueSoon, Freshness
from inspectprep.model.offset import Offset, Unit
from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
from inspectprep.model.workforce import PreparationSession, Team, Worker
from inspectprep.planning.freshness import DUE_SOON, freshness, lasts_until
from inspectprep.planning.people.names import name_key, worker_key

WORKSHOPS = "prepare-social-workers"
"""Id of the task whose interval applies to preparation sessions."""

_YEARLY = Offset(amount=12, unit=Unit.MONTH)


def session_interval(templates: Iterable[TaskTemplate]) -> Offset:
    """Return the time for which a preparation session counts: the interval of the task of the workshops.

    It is a year if there is no such task, or if it does not recur.

    Args:
        templates: The tasks. A later one replaces an earlier one of the same id.
    """
    chosen = {template.id: template for template in templates}
    workshops = chosen.get(WORKSHOPS)
    return (workshops.interval if workshops else None) or _YEARLY


def preparation_coverage(
    teams: Iterable[Team],
    workers: Iterable[Worker],
    sessions: Iterable[PreparationSession],
    *,
    on: date,
    every: Offset = _YEARLY,
    due_soon: DueSoon = DUE_SOON,
) -> PreparationCoverage:
    """Return the preparation of each team on a day.

    Args:
        teams: The known teams. A worker's team that is not one of them is added.
        workers: All workers. Those not in post on `on` are left out.
        sessions: All sessions. Those after `on` are left out.
        on: The day.
        every: The time for which a session counts; see :func:`session_interval`.
        due_soon: The time before that ends in which a worker needs another session soon.
    """
    known = list(teams)
    names = {team.id: team.name for team in known if team.id}
    names |= {name_key(team.name): team.name for team in known}
    members: dict[str, list[Worker]] = {team.name: [] for team in known}
    present = [worker for worker in workers if worker.in_post(on)]
    for worker in present:
        members.setdefault(_team(worker.team, names), []).append(worker)
    past = sorted((session for session in sessions if session.on <= on), key=lambda session: session.on)
    last, unknown = _attendance(past, present)
    return PreparationCoverage(
        on=on,
        teams=tuple(
            _team_coverage(team, members[team], past, last, names, on=on, every=every, due_soon=due_soon)
            for team in sorted(members, key=str.casefold)
        ),
        unknown=unknown,
    )


def _team(written: str, names: Mapping[str, str]) -> str:
    plain = " ".join(written.split())
    return names.get(plain) or names.get(name_key(plain)) or plain


def _attendance(
    sessions: Sequence[PreparationSession], workers: Sequence[Worker]
) -> tuple[dict[int, date], tuple[str, ...]]:
    """Return the last day each worker attended, by place in `workers`, and attendances of unknown names.

    If two workers have the same name, the name alone counts for neither.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, worker in enumerate(workers):
        for key in {worker.id, " ".join(worker.name.split()).casefold()} - {""}:
            places[key].append(place)
    last: dict[int, date] = {}
    unknown: dict[str, None] = {}
    for session in sessions:
        for name in session.attended:
            plain = " ".join(name.split())
            matches = places.get(plain) or places.get(plain.casefold()) or []
            if len(matches) == 1:
                last[matches[0]] = session.on
            else:
                unknown[plain] = None
    return {id(workers[place]): day for place, day in last.items()}, tuple(unknown)


def _team_coverage(
    team: str,
    members: Sequence[Worker],
    sessions: Sequence[PreparationSession],
    last: Mapping[int, date],
    names: Mapping[str, str],
    *,
    on: date,
    every: Offset,
    due_soon: DueSoon,
) -> TeamCoverage:
    own = [session for session in sessions if any(_team(name, names) == team for name in session.teams)]
    days = [session.on for session in own] + [last[id(member)] for member in members if id(member) in last]
    latest = max(days, default=None)
    never: list[str] = []
    joined: list[str] = []
    by_freshness: dict[Freshness, list[str]] = defaultdict(list)
    for worker in sorted(members, key=lambda member: worker_key(member.name)):
        day = last.get(id(worker))
        if day is None:
            new = worker.joined is not None and latest is not None and worker.joined > latest
            (joined if new else never).append(worker.name)
        else:
            by_freshness[freshness(day, lasts_until(day, every), on, due_soon)].append(worker.name)
    stale = by_freshness[Freshness.STALE]
    return TeamCoverage(
        team=team,
        workers=len(members),
        prepared=len(members) - len(never) - len(joined) - len(stale),
        never=tuple(never),
        joined_since=tuple(joined),
        stale=tuple(stale),
        due_soon=tuple(by_freshness[Freshness.DUE_SOON]),
        last_session=latest,
        unrecorded=sum(1 for session in own if not session.attendance_taken),
        proud=sum(1 for member in members if member.proud_of),
    )
