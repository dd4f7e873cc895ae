"""Readiness reasons from the preparation of teams and their workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from inspectprep.model.checklist import Theme
from inspectprep.model.preparation import PossibleMatch, PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, first_few

_OWNER = "psw"
_DEFAULT = ReadinessPolicy()
_SHOWN = 3


def preparation_reasons(
    coverage: PreparationCoverage,
    questions: Sequence[PossibleMatch] = (),
    policy: ReadinessPolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that preparation gives for the people's theme; one green reason if none.

    Red: a team of which less than the policy's share is prepared. Amber: a worker who is not prepared,
    joined since, was prepared too long ago or soon needs another session; sessions without attendance; open
    questions about names; no work chosen to show.
    """
    teams = [team for team in coverage.teams if team.workers]
    if not teams:
        return (
            _reason(
                Rating.AMBER,
                "workforce-unknown",
                "No workers are recorded, so it is not known who has been prepared.",
                "List the teams and their workers, from a file or from Annex A.",
            ),
        )
    reasons = [*_gaps(teams, policy), *_records(coverage, questions)]
    if not any(team.proud for team in teams):
        reasons.append(
            _reason(
                Rating.AMBER,
                "proud-work-unknown",
                "No worker has chosen work to show.",
                "Ask each worker for one piece of work that they are proud of.",
            )
        )
    if not reasons:
        text = f"{counted(coverage.workers, 'worker')} in {counted(len(teams), 'team')}, all prepared."
        reasons.append(_reason(Rating.GREEN, "workforce-prepared", text))
    return tuple(reasons)


def _gaps(teams: Sequence[TeamCoverage], policy: ReadinessPolicy) -> Iterator[Reason]:
    behind = [team for team in teams if (team.share or 0) < policy.red_prepared_share]
    behind.sort(key=lambda team: team.share or 0)
    if behind:
        numbers_of = [f"{_name(team)} ({team.prepared} of {team.workers})" for team in behind]
        yield _reason(
            Rating.RED,
            "team-unprepared",
            f"Fewer than {policy.red_prepared_share:.0%} of workers are prepared in "
            f"{counted(len(behind), 'team')}. Prepared so far: {first_few(numbers_of, _SHOWN)}.",
            f"Hold a session for {first_few([_name(team) for team in behind], _SHOWN)}.",
        )
    workers: tuple[tuple[str, str, str, Callable[[TeamCoverage], tuple[str, ...]]], ...] = (
        ("worker-unprepared", "without any session", "Prepare them", lambda team: team.never),
        (
            "worker-joined-since",
            "joined since the last session",
            "Brief them",
            lambda team: team.joined_since,
        ),
        ("session-stale", "prepared too long ago", "Hold another session", lambda team: team.stale),
        ("session-due-soon", "soon due for a session", "Plan a session", lambda team: team.due_soon),
    )
    for rule, what, action, names_of in workers:
        numbers = [(_name(team), len(names_of(team))) for team in teams if names_of(team)]
        if numbers:
            where = first_few([f"{name} ({number})" for name, number in numbers], _SHOWN)
            text = f"{counted(sum(number for _, number in numbers), 'worker')} {what}: {where}."
            yield _reason(Rating.AMBER, rule, text, f"{action}: {where}.")


def _records(coverage: PreparationCoverage, questions: Sequence[PossibleMatch]) -> Iterator[Reason]:
    unrecorded = sum(team.unrecorded for team in coverage.teams)
    if unrecorded:
        yield _reason(
            Rating.AMBER,
            "attendance-unknown",
            f"Attendance was not recorded at {counted(unrecorded, 'session')}, so they prepare no one.",
            "Find out who attended, and record it.",
        )
    if coverage.unknown:
        yield _reason(
            Rating.AMBER,
            "attendance-unplaced",
            f"{counted(len(coverage.unknown), 'name')} in attendance lists cannot be matched: no worker in "
            "post has that name, or more than one.",
            "Correct the names, or use the ids of the workers' records.",
        )
    if questions:
        yield _reason(
            Rating.AMBER,
            "names-in-question",
            f"{counted(len(questions), 'question')} about names of workers and teams not answered.",
            "Agree the names with the team managers.",
        )


def _reason(rating: Rating, rule: str, text: str, action: str = "") -> Reason:
    return Reason(rating=rating, rule=rule, text=text, owner=_OWNER, action=action)


def _name(team: TeamCoverage) -> str:
    return team.team or "no known team"


def _from_state(state: CouncilState) -> tuple[Reason, ...]:
    return preparation_reasons(state.preparation, policy=state.policy) if state.preparation else ()


SOURCES = (ReasonSource(theme=Theme.PEOPLE, reasons=_from_state),)
