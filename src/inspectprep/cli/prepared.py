"""``inspectprep prepared``: who is not prepared for inspectors, by team and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import evolve
from cyclopts import Parameter

from inspectprep.cli import screen
from inspectprep.cli.arguments import Format, Json, Out, Reader, Today
from inspectprep.cli.output import TABLE, choose_audience, choose_output, day, emit_report, note, say, table
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.errors import UnknownNameError
from inspectprep.model.audience import INSIDE
from inspectprep.planning.wording import short_date
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.coverage import coverage_answer, names_words, team_title, worst_first

if TYPE_CHECKING:
    from inspectprep.model.preparation import PreparationCoverage

_NAMES = 2


def prepared(
    *,
    team: Annotated[str, Parameter(help="Name of one team. Its workers are all named.")] = "",
    on: Today = None,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders.")] = "inspection-team",
    reader: Reader = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Show who is not prepared, by team and by when.

    The exit code is 1 if any worker is not.
    """
    whom = choose_audience(audience, INSIDE)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "coverage", format=format, out=out, as_json=json, screen=TABLE)
        coverage = workspace.preparation(on, reader=reader)
        if team:
            coverage = _one_team(coverage, team)
        if output.format == TABLE:
            _show(coverage, names=0 if team or screen.room() is None else _NAMES)
        else:
            emit_report(workspace, coverage, output, audience=whom, reader=reader)
    if not coverage.workers:
        note("There are no workers on record. Use: inspectprep worker import FILE.csv")
    return 0 if coverage.workers and coverage.prepared == coverage.workers else 1


def _one_team(coverage: PreparationCoverage, name: str) -> PreparationCoverage:
    """Return the coverage of one team.

    Raises:
        UnknownNameError: if there is no such team; the nearest is suggested.
    """
    wanted = " ".join(name.split()).casefold()
    found = tuple(each for each in coverage.teams if each.team.casefold() == wanted)
    if not found:
        raise UnknownNameError("team", name, [each.team for each in coverage.teams], where="--team")
    return evolve(coverage, teams=found, unknown=())


def _show(coverage: PreparationCoverage, *, names: int) -> None:
    """Show the verdict and a line for each team.

    Args:
        coverage: The coverage.
        names: The most names of a team. 0: all of them.
    """
    answer = coverage_answer(coverage, ReportContext())
    by = f" Prepare them by {day(coverage.by)}." if coverage.by and answer.steps else ""
    more = "Everyone in a team: --team NAME. As a page: --out prepared.html"
    say(
        f"Who is prepared? {answer.verdict.upper()}.",
        f"As of {day(coverage.on)}.{by}",
        *([more] if names else []),
    )
    teams = worst_first(coverage)
    if teams:
        table(
            "",
            ("Team", "Prepared", "Not prepared", "Soon due", "Work chosen"),
            [
                (
                    team_title(team),
                    f"{team.prepared} of {team.workers}",
                    names_words(team.unprepared, names or len(team.unprepared)),
                    _soon(
                        team.due_soon, short_date(team.until, year=False) if team.until else "", names=names
                    ),
                    f"{team.proud} of {team.workers}",
                )
                for team in teams
            ],
            spare=("Work chosen", "Soon due"),
        )


def _soon(due: tuple[str, ...], until: str, *, names: int) -> str:
    if not due:
        return ""
    return f"{len(due):,} by {until}" if names else f"{names_words(due, len(due))} by {until}"
