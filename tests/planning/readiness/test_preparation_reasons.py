"""Reasons from the preparation of teams."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.model.preparation import MatchKind, PossibleMatch, PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.readiness.preparation_reasons import preparation_reasons
from tests.wording import long_sentences

DAY = date(2018, 4, 9)


def team(name: str = "North", workers: int = 4, prepared: int = 4, **more: object) -> TeamCoverage:
    """Make a team's coverage, all prepared and proud of something."""
    return TeamCoverage(team=name, workers=workers, prepared=prepared, **{"proud": 1, **more})


def rules(reasons: tuple[Reason, ...]) -> list[str]:
    """Return the rules behind reasons."""
    return [each.rule for each in reasons]


def test_a_prepared_service_gives_one_green_reason() -> None:
    """Everybody prepared is said once."""
    [reason] = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(),)))
    assert (reason.rating, reason.rule) == (Rating.GREEN, "workforce-prepared")
    assert "4 workers in 1 team" in reason.text


@pytest.mark.parametrize(
    ("teams", "where"),
    [
        (1, "Team 1 (1)."),
        (3, "Team 1 (1), Team 2 (1), Team 3 (1)."),
        (4, "Team 1 (1), Team 2 (1), Team 3 (1) and 1 more."),
        (24, "Team 1 (1), Team 2 (1), Team 3 (1) and 21 more."),
    ],
)
def test_three_teams_are_named_and_the_others_counted(teams: int, where: str) -> None:
    """Workers are counted over all of them."""
    every = tuple(team(f"Team {number}", prepared=3, never=("Ann",)) for number in range(1, teams + 1))
    [reason] = preparation_reasons(PreparationCoverage(on=DAY, teams=(*every, team())))
    assert reason.rule == "worker-unprepared"
    noun = "worker" if teams == 1 else "workers"
    assert reason.text == f"{teams} {noun} without any session: {where}"


def test_a_team_whose_share_is_not_known_and_a_worker_without_a_team_are_in_the_count() -> None:
    """A team with nobody prepared is red. Teams without workers do not count."""
    nobody = team("", workers=2, prepared=0, never=("Ann", "Ben"))
    found = preparation_reasons(PreparationCoverage(on=DAY, teams=(nobody, team(), team("East", 0, 0))))
    assert rules(found) == ["team-unprepared", "worker-unprepared"]
    assert "no known team (0 of 2)" in found[0].text
    assert found[1].text == "2 workers without any session: no known team (2)."


def test_no_worker_on_record_is_a_gap() -> None:
    """Unknown is never ready."""
    [reason] = preparation_reasons(PreparationCoverage(on=DAY))
    assert (reason.rating, reason.rule) == (Rating.AMBER, "workforce-unknown")


def test_a_team_below_the_share_is_red_and_named() -> None:
    """Half of the team is enough for amber; less is red."""
    half = preparation_reasons(
        PreparationCoverage(on=DAY, teams=(team(prepared=2, never=("Ann Avon", "Ben Brent")),))
    )
    assert rules(half) == ["worker-unprepared"]
    less = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(prepared=1, never=("A", "B", "C")),)))
    assert rules(less) == ["team-unprepared", "worker-unprepared"]
    assert less[0].rating is Rating.RED
    assert "North (1 of 4)" in less[0].text


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"joined_since": ("Cat",)}, "worker-joined-since"),
        ({"stale": ("Cat",)}, "session-stale"),
        ({"due_soon": ("Cat",)}, "session-due-soon"),
        ({"unrecorded": 1}, "attendance-unknown"),
        ({"proud": 0}, "proud-work-unknown"),
    ],
)
def test_each_gap_has_a_reason_of_its_own(more: dict[str, object], rule: str) -> None:
    """Each is amber, belongs to somebody and asks for something."""
    prepared = 3 if rule in ("worker-joined-since", "session-stale") else 4
    [reason] = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(prepared=prepared, **more),)))
    assert (reason.rule, reason.rating, reason.owner) == (rule, Rating.AMBER, "psw")
    assert reason.action


def test_names_in_question_keep_the_theme_amber() -> None:
    """A question about a name is settled by a person."""
    asked = PossibleMatch(kind=MatchKind.INITIAL, names=("Hazlett, D",), question="Who?")
    found = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(),), unknown=("Dun",)), (asked,))
    assert rules(found) == ["attendance-unplaced", "names-in-question"]


def test_many_teams_that_are_not_prepared_are_two_short_sentences() -> None:
    """Three are named in the reason and in the action, and the others are counted."""
    behind = tuple(team(f"Team {number}", prepared=0, never=("A",)) for number in range(1, 25))
    reason = preparation_reasons(PreparationCoverage(on=DAY, teams=behind))[0]
    assert reason.rule == "team-unprepared"
    assert (
        "24 teams. Prepared so far: Team 1 (0 of 4), Team 2 (0 of 4), Team 3 (0 of 4) and 21 more."
        in reason.text
    )
    assert reason.action == "Hold a session for Team 1, Team 2, Team 3 and 21 more."
    assert long_sentences(f"{reason.text} {reason.action}") == []
