"""The preparation of staff, team by team. Attendance counts. An invitation does not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from inspectprep.model.checklist import TaskTemplate
from inspectprep.model.freshness import DueSoon, Freshness
from inspectprep.model.offset import Offset, Unit
from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
from inspectprep.model.workforce import PreparationSession, Team, Worker
from inspectprep.planning.freshness import DUE_SOON, freshness, lasts_until
from inspectprep.planning.people.names import name_key, worker_key

WORKSHOPS = "prepare-social-workers"
"""Id of the task whose interval applies to preparation sessions."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
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
    """Return the preparation of each team on a day; see :class:`PreparationIndex`."""
    return PreparationIndex(teams, workers, sessions, every=every, due_soon=due_soon).coverage(on)


class PreparationIndex:
    """Teams, workers and sessions, matched once for the coverage on any day.

    Args:
        teams: The known teams. A worker's team that is not one of them is added.
        workers: All workers. Those not in post on a day are left out on that day.
        sessions: All sessions. Those after a day are left out on that day.
        every: The time for which a session counts; see :func:`session_interval`.
        due_soon: The time before that ends in which a worker needs another session soon.
    """

    def __init__(
        self,
        teams: Iterable[Team],
        workers: Iterable[Worker],
        sessions: Iterable[PreparationSession],
        *,
        every: Offset = _YEARLY,
        due_soon: DueSoon = DUE_SOON,
    ) -> None:
        known = list(teams)
        names = {team.id: team.name for team in known if team.id}
        names |= {name_key(team.name): team.name for team in known}
        self._known = [team.name for team in known]
        self._managers = {team.name: team.manager for team in known}
        self._every, self._due_soon = every, due_soon
        self._workers = sorted(workers, key=lambda worker: worker_key(worker.name))
        team_of: _Cached[str, str] = _Cached(lambda written: team_name(written, names))
        self._members: dict[str, list[int]] = {name: [] for name in self._known}
        for place, worker in enumerate(self._workers):
            self._members.setdefault(team_of[worker.team], []).append(place)
        self._joined = sorted(
            [(worker.joined, place) for place, worker in enumerate(self._workers) if worker.joined]
        )
        self._left = sorted(
            [(worker.left, place) for place, worker in enumerate(self._workers) if worker.left]
        )
        self._sessions = sorted(sessions, key=lambda session: session.on)
        self._days = [session.on for session in self._sessions]
        self._sessions_of: dict[str, list[PreparationSession]] = defaultdict(list)
        for session in self._sessions:
            for team in dict.fromkeys(team_of[name] for name in session.teams):
                self._sessions_of[team].append(session)
        self._attended = self._matched()
        self._order = sorted(self._members, key=str.casefold)
        self._teams: dict[tuple[frozenset[int], int], list[_Present]] = {}
        self._last: dict[tuple[frozenset[int], int], tuple[dict[int, date], tuple[str, ...]]] = {}

    def coverage(self, on: date) -> PreparationCoverage:
        """Return the preparation of each team on a day."""
        later = self._joined[bisect_right(self._joined, (on, len(self._workers))) :]
        gone = self._left[: bisect_left(self._left, (on, -1))]
        absent = frozenset([place for _, place in (*later, *gone)])
        past = bisect_right(self._days, on)
        _, unknown = self._last.get((absent, past)) or self._attendance(absent, past)
        fresh: _Cached[date, Freshness] = _Cached(
            lambda day: freshness(day, lasts_until(day, self._every), on, self._due_soon)
        )
        return PreparationCoverage(
            on=on,
            teams=tuple([self.team_name(present, fresh) for present in self._present(absent, past)]),
            unknown=unknown,
        )

    def _matched(self) -> list[list[tuple[str, list[int]]]]:
        """Return for each session the names of its attendance, each with the workers who have that name."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, worker in enumerate(self._workers):
            name = _plain(worker.name).casefold()
            if worker.id and worker.id != name:
                places[worker.id].append(place)
            if name:
                places[name].append(place)
        match: _Cached[str, list[int]] = _Cached(
            lambda name: places.get(name) or places.get(name.casefold()) or []
        )
        return [
            [(plain, match[plain]) for plain in map(_plain, session.attended)] for session in self._sessions
        ]

    def _attendance(self, absent: frozenset[int], past: int) -> tuple[dict[int, date], tuple[str, ...]]:
        """Return the last day each worker attended, by place, and attendances of unknown names.

        If two workers in post have the same name, the name alone counts for neither.
        """
        last: dict[int, date] = {}
        unknown: dict[str, None] = {}
        for day, attended in zip(self._days[:past], self._attended, strict=False):
            for name, places in attended:
                matches = [place for place in places if place not in absent] if absent else places
                if len(matches) == 1:
                    last[matches[0]] = day
                else:
                    unknown[name] = None
        return self._last.setdefault((absent, past), (last, tuple(unknown)))

    def _present(self, absent: frozenset[int], past: int) -> list[_Present]:
        """Return each team with its workers in post and the days of their last sessions."""
        if (absent, past) not in self._teams:
            last, _ = self._last[absent, past]
            teams = self._teams[absent, past] = []
            for team in self._order:
                members = [place for place in self._members[team] if place not in absent]
                if members or team in self._known:
                    days = dict.fromkeys([last[place] for place in members if place in last])
                    own = [
                        each for each in self._sessions_of.get(team, ()) if each.on <= self._days[past - 1]
                    ]
                    teams.append(_Present(team, members, tuple(days), own if past else [], last, {}))
        return self._teams[absent, past]

    def team_name(self, present: _Present, fresh: Mapping[date, Freshness]) -> TeamCoverage:
        """Return the coverage of a team, calculated once for each state of its sessions."""
        state = tuple([fresh[day] for day in present.days])
        if state not in present.known:
            present.known[state] = self._calculated(present, fresh)
        return present.known[state]

    def _calculated(self, present: _Present, fresh: Mapping[date, Freshness]) -> TeamCoverage:
        members, own, last = present.members, present.sessions, present.last
        latest = max(
            [*[session.on for session in own], *[last[place] for place in members if place in last]],
            default=None,
        )
        never: list[str] = []
        joined: list[str] = []
        by_freshness: dict[Freshness, list[str]] = defaultdict(list)
        for place in members:
            worker, day = self._workers[place], last.get(place)
            if day is not None:
                by_freshness[fresh[day]].append(worker.name)
            elif worker.joined is not None and latest is not None and worker.joined > latest:
                joined.append(worker.name)
            else:
                never.append(worker.name)
        stale = by_freshness[Freshness.STALE]
        ends = [
            lasts_until(last[place], self._every)
            for place in members
            if place in last and fresh[last[place]] is Freshness.DUE_SOON
        ]
        return TeamCoverage(
            team=present.team,
            workers=len(members),
            prepared=len(members) - len(never) - len(joined) - len(stale),
            never=tuple(never),
            joined_since=tuple(joined),
            stale=tuple(stale),
            due_soon=tuple(by_freshness[Freshness.DUE_SOON]),
            until=min(ends, default=None),
            last_session=latest,
            unrecorded=sum([not session.attendance_taken for session in own]),
            proud=sum([bool(self._workers[place].proud_of) for place in members]),
            manager=self._managers.get(present.team, ""),
        )


class _Present(NamedTuple):
    """A team as it is on a day.

    Attributes:
        team: Its name.
        members: The workers in post, by place.
        days: The days of their last sessions.
        sessions: The team's own sessions so far.
        last: The day of the last session of each worker, by place.
        known: Its coverage, by the freshness of each of the days.
    """

    team: str
    members: list[int]
    days: tuple[date, ...]
    sessions: list[PreparationSession]
    last: dict[int, date]
    known: dict[tuple[Freshness, ...], TeamCoverage]


class _Cached(dict[_Key, _Value]):
    """The results of a function, each calculated once."""

    def __init__(self, function: Callable[[_Key], _Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: _Key) -> _Value:
        """Calculate the result for a new key."""
        value = self[key] = self._function(key)
        return value


def _plain(name: str) -> str:
    return " ".join(name.split())


def team_names(teams: Iterable[Team]) -> dict[str, str]:
    """Return the names of teams by their ids and by their names without case and punctuation."""
    known = list(teams)
    names = {team.id: team.name for team in known if team.id}
    return names | {name_key(team.name): team.name for team in known}


def team_name(written: str, names: Mapping[str, str]) -> str:
    """Return the name of the team that a text means, or the text if no team is known by it."""
    plain = _plain(written)
    return names.get(plain) or names.get(name_key(plain)) or plain
