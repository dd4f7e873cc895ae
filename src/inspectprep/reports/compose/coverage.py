"""The report of preparation: the workers who have been prepared, team by team."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Bullets, Report, Section, Tile, Tiles
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words, joined


def coverage_report(coverage: PreparationCoverage, context: ReportContext) -> Report:
    """Return the report of the preparation of teams; it names workers.

    Raises:
        RefusedError: if names of unprepared workers are not for this audience.
    """
    if context.audience not in INSIDE:
        raise RefusedError(
            "This names workers who have not been prepared.", who=tuple(audience.value for audience in INSIDE)
        )
    return Report(
        kind="coverage",
        title="Who has been prepared",
        subtitle=f"As of {day_words(coverage.on)}",
        prepared=context.prepared or coverage.on,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(coverage)),
        document=context.document_for(coverage),
    )


def _sections(coverage: PreparationCoverage) -> Iterator[Section]:
    proud = sum(team.proud for team in coverage.teams)
    tiles = (
        Tile(title="Prepared", value=f"{coverage.prepared} of {coverage.workers}"),
        Tile(title="With work chosen to show inspectors", value=f"{proud} of {coverage.workers}"),
    )
    rows = [
        (
            team.team or "Team not known",
            _rating(team),
            f"{team.prepared} of {team.workers}",
            team.last_session,
            joined(team.never),
            joined(team.joined_since),
            joined(team.stale),
            joined(team.due_soon),
        )
        for team in coverage.teams
    ]
    columns = (
        "Team",
        "Rating",
        "Prepared",
        "Last session",
        "Never prepared",
        "Joined since",
        "Out of date",
        "Soon due",
    )
    team_table = table(columns, rows, caption="Who has been prepared, team by team")
    yield Section(title="Team by team", blocks=(Tiles(tiles=tiles), team_table))
    unrecorded = sum(team.unrecorded for team in coverage.teams)
    notes = []
    if unrecorded:
        notes.append(f"{counted(unrecorded, 'session')} without an attendance list: not counted.")
    if coverage.unknown:
        notes.append(
            f"Names in attendance lists that match no worker, or more than one: {joined(coverage.unknown)}."
        )
    if notes:
        yield Section(title="What is not known", blocks=(Bullets(items=tuple(notes)),))


def _rating(team: TeamCoverage) -> Rating:
    if not team.workers or team.prepared == team.workers:
        return Rating.GREEN
    return Rating.AMBER if team.prepared else Rating.RED
