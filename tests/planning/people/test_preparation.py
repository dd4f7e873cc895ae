"""Who has been prepared, team by team."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.checklist import Cadence, TaskTemplate, Theme
from inspectprep.model.framework import Phase
from inspectprep.model.offset import Offset
from inspectprep.model.workforce import PreparationSession, ProudWork, Team, Worker
from inspectprep.planning.people.preparation import WORKSHOPS, preparation_coverage, session_interval

DAY = date(2018, 4, 9)
NORTH = Team(id="team-1", name="North")


def session(
    on: date, *attended: str, teams: tuple[str, ...] = ("North",), taken: bool = True
) -> PreparationSession:
    """Make a workshop."""
    return PreparationSession(title="Workshop", on=on, teams=teams, attended=attended, attendance_taken=taken)


def test_being_there_prepares_and_being_invited_does_not() -> None:
    """Only who attended counts."""
    workers = (Worker(id="wkr-1", name="Ann", team="team-1"), Worker(id="wkr-2", name="Ben", team="North"))
    [team] = preparation_coverage([NORTH], workers, [session(date(2018, 1, 15), "wkr-1")], on=DAY).teams
    assert (team.team, team.workers, team.prepared, team.never) == ("North", 2, 1, ("Ben",))


def test_whoever_joined_after_the_last_session_is_named_apart() -> None:
    """A newcomer could not have been there."""
    workers = (
        Worker(name="Ann", team="North"),
        Worker(name="Cat", team="North", joined=date(2018, 3, 1)),
    )
    [team] = preparation_coverage([NORTH], workers, [session(date(2018, 1, 15), "Ann")], on=DAY).teams
    assert (team.prepared, team.never, team.joined_since) == (1, (), ("Cat",))


def test_without_any_session_a_newcomer_is_simply_unprepared() -> None:
    """There is no last session to have joined after."""
    [team] = preparation_coverage([NORTH], [Worker(name="Cat", team="North", joined=DAY)], [], on=DAY).teams
    assert (team.never, team.joined_since, team.last_session) == (("Cat",), (), None)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (date(2018, 1, 15), (1, (), ())),
        (date(2017, 5, 10), (1, (), ())),
        (date(2017, 5, 8), (1, ("Ann",), ())),
        (date(2017, 4, 9), (1, ("Ann",), ())),
        (date(2017, 4, 8), (0, (), ("Ann",))),
    ],
)
def test_a_session_counts_for_the_year_of_the_workshops(
    held: date, expected: tuple[int, tuple[str, ...], tuple[str, ...]]
) -> None:
    """Soon due in the last month, and out of date after it."""
    workers = [Worker(name="Ann", team="North")]
    [team] = preparation_coverage([NORTH], workers, [session(held, "Ann")], on=DAY).teams
    assert (team.prepared, team.due_soon, team.stale) == expected


def test_the_interval_is_that_of_the_workshops() -> None:
    """A council's own task replaces the built-in one; without such a task it is a year."""
    builtin = TaskTemplate(
        id=WORKSHOPS,
        title="Workshops",
        theme=Theme.PEOPLE,
        phase=Phase.ALWAYS_ON,
        owners=("psw",),
        cadence=Cadence.YEARLY,
    )
    half = evolve(builtin, every=Offset.parse("6 months"))
    assert session_interval([builtin, half]) == Offset.parse("6 months")
    assert session_interval([]) == session_interval([builtin]) == Offset.parse("12 months")
    workers, held = [Worker(name="Ann", team="North")], [session(date(2017, 10, 8), "Ann")]
    every = session_interval([half])
    assert preparation_coverage([NORTH], workers, held, on=DAY, every=every).prepared == 0


@given(st.integers(0, 900), st.integers(0, 900))
def test_waiting_never_prepares_a_worker(days: int, more: int) -> None:
    """Without another session the number of those prepared only falls."""
    workers, held = [Worker(name="Ann", team="North")], [session(DAY, "Ann")]
    first, later = (
        preparation_coverage([NORTH], workers, held, on=DAY + timedelta(days=after)).prepared
        for after in (days, days + more)
    )
    assert later <= first


def test_who_has_left_or_not_begun_is_not_counted() -> None:
    """The last day in post (inclusive) counts, and the day before the first does not."""
    workers = (
        Worker(name="Ann", team="North", left=DAY),
        Worker(name="Ben", team="North", left=DAY - timedelta(days=1)),
        Worker(name="Cat", team="North", joined=DAY + timedelta(days=1)),
    )
    [team] = preparation_coverage([NORTH], workers, [], on=DAY).teams
    assert team.never == ("Ann",)


def test_attendance_nobody_took_prepares_nobody_and_is_shown() -> None:
    """What is unknown is shown as unknown."""
    held = [session(date(2018, 2, 1), taken=False)]
    [team] = preparation_coverage([NORTH], [Worker(name="Ann", team="North")], held, on=DAY).teams
    assert (team.prepared, team.unrecorded, team.last_session) == (0, 1, date(2018, 2, 1))


def test_a_name_that_two_workers_bear_prepares_neither() -> None:
    """An attendance by name that may mean either of two is asked about."""
    workers = (Worker(id="wkr-1", name="Ann", team="North"), Worker(id="wkr-2", name="Ann", team="South"))
    found = preparation_coverage([NORTH], workers, [session(DAY, "Ann")], on=DAY)
    assert (found.prepared, found.unknown) == (0, ("Ann",))
    assert preparation_coverage([NORTH], workers, [session(DAY, "wkr-2")], on=DAY).prepared == 1


def test_work_chosen_to_show_is_counted() -> None:
    """Each worker with work they are proud of counts once."""
    proud = (ProudWork(title="Direct work with brothers", reference="audit 12"), ProudWork(title="A plan"))
    [team] = preparation_coverage(
        [NORTH], [Worker(name="Ann", team="North", proud_of=proud)], [], on=DAY
    ).teams
    assert team.proud == 1


_DAYS = st.none() | st.dates(date(2017, 1, 1), date(2018, 12, 31))


def _worker(days: tuple[date | None, date | None], **more: str) -> Worker:
    joined, left = days
    if joined and left:
        joined, left = min(joined, left), max(joined, left)
    return Worker(joined=joined, left=left, **more)


WORKERS = st.lists(
    st.builds(
        _worker,
        st.tuples(_DAYS, _DAYS),
        name=st.sampled_from(["Ann", "Ben", "Cat", "Dan"]),
        team=st.sampled_from(["North", "team-1", "South", ""]),
    ),
    max_size=8,
)
SESSIONS = st.lists(
    st.builds(
        session,
        st.dates(date(2017, 1, 1), date(2018, 12, 31)),
        st.sampled_from(["Ann", "Ben", "Nobody"]),
        taken=st.booleans(),
    ),
    max_size=5,
)


@given(WORKERS, SESSIONS)
def test_every_worker_in_post_is_counted_once(
    workers: list[Worker], sessions: list[PreparationSession]
) -> None:
    """Prepared, never, joined since and stale make up the team, whatever the data."""
    found = preparation_coverage([NORTH], workers, sessions, on=DAY)
    assert found.workers == sum(1 for each in workers if each.in_post(DAY))
    for team in found.teams:
        parts = team.prepared + len(team.never) + len(team.joined_since) + len(team.stale)
        assert parts == team.workers


def test_a_team_has_its_manager_and_the_day_on_which_the_first_session_ends() -> None:
    """The earliest of those that soon end; none if none does."""
    team = evolve(NORTH, manager="Mo Singh")
    workers = [Worker(name="Ann", team="North"), Worker(name="Ben", team="North")]
    held = [session(date(2017, 4, 20), "Ann"), session(date(2017, 4, 12), "Ben")]
    [found] = preparation_coverage([team], workers, held, on=DAY).teams
    assert (found.manager, found.due_soon, found.until) == ("Mo Singh", ("Ann", "Ben"), date(2018, 4, 12))
    [fresh] = preparation_coverage([team], workers, [session(DAY, "Ann", "Ben")], on=DAY).teams
    assert fresh.until is None


@pytest.mark.parametrize(
    ("attended", "rating"), [((), "red"), (("Ann",), "amber"), (("Ann", "Ben"), "green")]
)
def test_a_team_is_red_below_the_share_of_the_policy(attended: tuple[str, ...], rating: str) -> None:
    """At the share itself it is amber, and green only if everyone is prepared."""
    workers = [Worker(name="Ann", team="North"), Worker(name="Ben", team="North")]
    coverage = preparation_coverage([NORTH], workers, [session(DAY, *attended)], on=DAY)
    assert coverage.rating(coverage.teams[0]) == rating
