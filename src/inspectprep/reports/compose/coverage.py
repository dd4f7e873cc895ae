"""The report of preparation: who has been prepared, team by team, and who is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import RefusedError
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Audience, Bullets, Report, Section, Tile, Tiles
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
    from inspectprep.reports.compose.context import ReportContext

__all__ = ["coverage_report"]

_FOR = (Audience.INSPECTION_TEAM, Audience.LEADERS)


def coverage_report(coverage: PreparationCoverage, context: ReportContext) -> Report:
    """Return the report of how far teams are prepared; it names workers.

    Raises:
        RefusedError: if the audience may not read who has not been prepared.
    """
    if context.audience not in _FOR:
        raise RefusedError(
            "This names workers who have not been prepared.", who=tuple(each.value for each in _FOR)
        )
    return Report(
        kind="coverage",
        title="Who has been prepared",
        subtitle=f"As it stands on {day_words(coverage.on)}",
        prepared=context.prepared or coverage.on,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(coverage)),
        document=context.document_for(coverage),
    )


def _sections(coverage: PreparationCoverage) -> Iterator[Section]:
    proud = sum(each.proud for each in coverage.teams)
    tiles = (
        Tile(title="Prepared", value=f"{coverage.prepared} of {coverage.workers}"),
        Tile(title="With work chosen to show", value=f"{proud} of {coverage.workers}"),
    )
    rows = [
        (
            each.team or "No known team",
            _rating(each),
            f"{each.prepared} of {each.workers}",
            each.last_session,
            joined(each.never),
            joined(each.joined_since),
            joined(each.stale),
        )
        for each in coverage.teams
    ]
    columns = ("Team", "Rating", "Prepared", "Last session", "Never", "Joined since", "Too long ago")
    found = table(columns, rows, caption="Who has been prepared, team by team")
    yield Section(title="Team by team", blocks=(Tiles(tiles=tiles), found))
    unrecorded = sum(each.unrecorded for each in coverage.teams)
    notes = []
    if unrecorded:
        notes.append(f"{counted(unrecorded, 'session')} without a list of who came: they prepare nobody.")
    if coverage.unknown:
        notes.append(
            f"Names in lists of attendance that fit nobody, or more than one: {joined(coverage.unknown)}."
        )
    if notes:
        yield Section(title="What is not known", blocks=(Bullets(items=tuple(notes)),))


def _rating(team: TeamCoverage) -> Rating:
    if not team.workers or team.prepared == team.workers:
        return Rating.GREEN
    return Rating.AMBER if team.prepared else Rating.RED
