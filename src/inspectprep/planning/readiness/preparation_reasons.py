"""What the coverage of teams says about readiness: has every worker been prepared?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.people.preparation import PreparationPolicy
from inspectprep.planning.readiness.annexa_reasons import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from inspectprep.model.preparation import PossibleMatch, PreparationCoverage, TeamCoverage

__all__ = ["people_coverage_reasons"]

_OWNER = "psw"
_DEFAULT = PreparationPolicy()


def people_coverage_reasons(
    coverage: PreparationCoverage,
    questions: Sequence[PossibleMatch] = (),
    policy: PreparationPolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that preparation gives for the people's theme; one green reason if none.

    Red: teams of which less than the policy's share is prepared. Amber: anybody not prepared, joined since,
    or prepared too long ago; sessions without attendance; names in question; no work chosen to show.
    """
    teams = [each for each in coverage.teams if each.workers]
    if not teams:
        return (
            _reason(
                Rating.AMBER,
                "workforce-unknown",
                "No worker is on record, so it is not known who has been prepared.",
                "List the teams and their workers, from a file or from Annex A.",
            ),
        )
    reasons = [*_gaps(teams, policy), *_records(coverage, questions)]
    if not any(each.proud for each in teams):
        reasons.append(
            _reason(
                Rating.AMBER,
                "proud-work-unknown",
                "No worker has chosen work to show that they are proud of.",
                "Ask every worker for one piece of work that they are proud of.",
            )
        )
    if not reasons:
        text = f"{counted(coverage.workers, 'worker')} in {counted(len(teams), 'team')}: all prepared."
        reasons.append(_reason(Rating.GREEN, "workforce-prepared", text))
    return tuple(reasons)


def _gaps(teams: Sequence[TeamCoverage], policy: PreparationPolicy) -> Iterator[Reason]:
    behind = [each for each in teams if (each.share or 0) < policy.red_share]
    if behind:
        names = _listed([f"{_name(each)} ({each.prepared} of {each.workers})" for each in behind])
        yield _reason(
            Rating.RED,
            "team-unprepared",
            f"Fewer than {policy.red_share:.0%} of the workers are prepared in {names}.",
            f"Hold a session for {_listed([_name(each) for each in behind])}.",
        )
    lacks: tuple[tuple[str, str, Callable[[TeamCoverage], tuple[str, ...]], str], ...] = (
        ("worker-unprepared", "been to no session", lambda each: each.never, "Prepare them"),
        (
            "worker-joined-since",
            "joined since the last session",
            lambda each: each.joined_since,
            "Brief them",
        ),
        (
            "session-stale",
            f"not been to a session for more than {policy.stale_days} days",
            lambda each: each.stale,
            "Refresh them",
        ),
    )
    for rule, what, chosen, action in lacks:
        found = [(each, chosen(each)) for each in teams if chosen(each)]
        number = sum(len(names) for _, names in found)
        if number:
            where = _listed([f"{_name(team)} ({len(names)})" for team, names in found])
            verb = "has" if number == 1 else "have"
            said = what if what.startswith("joined") else f"{verb} {what}"
            text = f"{counted(number, 'worker')} {said}: {where}."
            yield _reason(Rating.AMBER, rule, text, f"{action}: {where}.")


def _records(coverage: PreparationCoverage, questions: Sequence[PossibleMatch]) -> Iterator[Reason]:
    unrecorded = sum(each.unrecorded for each in coverage.teams)
    if unrecorded:
        yield _reason(
            Rating.AMBER,
            "attendance-unknown",
            f"At {counted(unrecorded, 'session')} nobody wrote down who came, so they prepare nobody.",
            "Ask who was there and write it down.",
        )
    if coverage.unknown:
        yield _reason(
            Rating.AMBER,
            "attendance-unplaced",
            f"{counted(len(coverage.unknown), 'name')} in attendance lists cannot be placed: "
            "nobody in post, or more than one, has that name.",
            "Correct the names, or use the ids of the workers' records.",
        )
    if questions:
        yield _reason(
            Rating.AMBER,
            "names-in-question",
            f"{counted(len(questions), 'question')} about names of workers and teams not answered.",
            "Settle the names with the team managers.",
        )


def _reason(rating: Rating, rule: str, text: str, action: str = "") -> Reason:
    return Reason(rating=rating, rule=rule, text=text, owner=_OWNER, action=action)


def _name(team: TeamCoverage) -> str:
    return team.team or "no known team"


def _listed(names: Sequence[str], most: int = 4) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {counted(more, 'other team')}" if more > 0 else "")
