"""The report of the findings of Annex A over time: a line for each list and team, and files left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import floor

from inspectprep.model.annexa_trend import FindingTrend, ListPoint, TeamPoint, TrendPoint
from inspectprep.model.report import Cell, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.reports.compose.context import ReportContext, check_counts_audience
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words

_SCORES = "The score of a list is 100 if it has no finding about its data. Practice does not change it."
_SMALL = "Small teams"
_NO_TEAM = "No team"


def annexa_trend_report(trend: FindingTrend, context: ReportContext) -> Report:
    """Return the report of a trend.

    Raises:
        InspectPrepError: if it is not for this audience.
    """
    check_counts_audience(context.audience)
    points = [point for point in trend.points if point.latest]
    sections = [Section(title="At a glance", blocks=(*_glance(points), *_cautions(trend)))]
    if points:
        sections += _charts(points)
    if trend.unused:
        rows = [(file.file, file.reason) for file in trend.unused]
        left_out = table(("File", "Reason"), rows, caption="Files that are not part of the trend")
        sections.append(Section(title="Files that were left out", blocks=(left_out,)))
    return Report(
        kind="annexa-trend",
        title="Annex A: findings over time",
        subtitle=_dated(trend),
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        counts=True,
        sections=tuple(sections),
        document=context.document_for(trend),
    )


def _dated(trend: FindingTrend) -> str:
    if not trend.points:
        return "No saved result"
    first, last = trend.points[0].as_of, trend.points[-1].as_of
    size = counted(len(trend.points), "saved result")
    return (
        f"{size}, {day_words(first)} to {day_words(last)}" if first != last else f"{size}, {day_words(last)}"
    )


def _glance(points: Sequence[TrendPoint]) -> Iterator[Tiles | Paragraph]:
    if not points:
        yield Paragraph(text="There is no saved result to show.")
        return
    first, last = points[0], points[-1]
    figures: tuple[tuple[str, Callable[[TrendPoint], float | None]], ...] = (
        ("Score", lambda point: point.score),
        ("Errors", lambda point: point.counts.errors),
        ("Warnings", lambda point: point.counts.warnings),
        ("Queries", lambda point: point.counts.queries),
        ("Late practice", lambda point: point.counts.practice),
    )
    tiles = []
    for title, figure in figures:
        detail = f"{_words(figure(first))} on {day_words(first.as_of)}" if len(points) > 1 else ""
        tiles.append(Tile(title=title, value=_words(figure(last)), detail=detail))
    yield Tiles(tiles=tuple(tiles))


def _words(figure: object) -> str:
    if figure is None:
        return "Not known"
    return f"{figure:.1f}" if isinstance(figure, float) else f"{figure:,}"


def _cautions(trend: FindingTrend) -> Iterator[Paragraph]:
    hidden = len([point for point in trend.points if not point.latest])
    if hidden:
        yield Paragraph(
            text=f"The latest result of each week is shown, and not {counted(hidden, 'earlier result')}."
        )
    if any(point.assumed for point in trend.points):
        yield Paragraph(text="Some list dates are those of the newest event, because none was given.")
    if not all(point.complete for point in trend.points):
        yield Paragraph(text="In some results a file could not be read, so their counts are too low.")
    if any(point.teams is None for point in trend.points):
        yield Paragraph(text="Some results were saved without teams.")


def _charts(points: Sequence[TrendPoint]) -> Iterator[Section]:
    weeks = [(point.as_of, point.score, *_counts(point), point.counts.rows) for point in points]
    columns = ("List date", "Score", "Errors", "Warnings", "Queries", "Late practice", "Rows")
    yield Section(
        title="Week by week",
        blocks=(table(columns, weeks, caption="Score and findings of each week's latest result"),),
    )
    lists = {one.list: f"List {one.list}: {one.title}" for point in points for one in point.lists}
    by_list = [
        (name, [_of_list(point, number) for point in points]) for number, name in sorted(lists.items())
    ]
    scores = _chart(
        points,
        [(name, [one.score if one else None for one in found]) for name, found in by_list],
        "Data-quality score of each list",
        lowest=None,
    )
    low = scores.scale[0] if scores.scale else 0
    text = f"{_SCORES} The lines begin at {low:.0f}, so that changes can be seen."
    yield Section(title="Score by list", blocks=(Paragraph(text=text), scores))
    for title, field in (("Errors by list", "errors"), ("Late practice by list", "practice")):
        lines = [
            (name, [getattr(one.counts, field) if one and one.score is not None else None for one in found])
            for name, found in by_list
        ]
        yield Section(title=title, blocks=(_chart(points, lines, f"{title}, findings"),))
    yield from _team_charts(points)


def _team_charts(points: Sequence[TrendPoint]) -> Iterator[Section]:
    teams = {(team.small, team.team) for point in points for team in point.teams or ()}
    if not teams:
        return
    for title, field in (("Errors by team", "errors"), ("Late practice by team", "practice")):
        lines = [
            (
                _SMALL if small else name or _NO_TEAM,
                [
                    None if point.teams is None else _of_team(point.teams, (small, name), field)
                    for point in points
                ],
            )
            for small, name in sorted(teams)
        ]
        yield Section(
            title=title, blocks=(_chart(points, lines, f"{title}, findings of all lists with teams"),)
        )


def _counts(point: TrendPoint) -> tuple[int, int, int, int]:
    counts = point.counts
    return counts.errors, counts.warnings, counts.queries, counts.practice


def _of_list(point: TrendPoint, number: int) -> ListPoint | None:
    return next((one for one in point.lists if one.list == number), None)


def _of_team(teams: Sequence[TeamPoint], wanted: tuple[bool, str], field: str) -> int:
    """Return a count of a team; a team without rows has none."""
    return sum(getattr(team.counts, field) for team in teams if (team.small, team.team) == wanted)


def _chart(
    points: Sequence[TrendPoint],
    lines: Sequence[tuple[str, Sequence[float | None]]],
    caption: str,
    *,
    lowest: float | None = 0.0,
) -> Table:
    """Return a table that is drawn as lines, without lines that have no figure.

    Args:
        points: The results.
        lines: The name and the figures of each line.
        caption: What it shows.
        lowest: The foot of the scale. None for scores: ten points at which all lines are above it, to 100.
    """
    known = [(name, figures) for name, figures in lines if any(figure is not None for figure in figures)]
    figures = [figure for _, line in known for figure in line if figure is not None]
    if lowest is None:
        low, high = float(floor(min(figures, default=100.0) / 10) * 10), 100.0
        low = low if low < high else 90.0
    else:
        low, high = lowest, float(max(figures, default=0)) or 1.0
    rows: list[tuple[Cell, ...]] = [
        (point.as_of, *(line[at] for _, line in known)) for at, point in enumerate(points)
    ]
    return Table(
        columns=("List date", *(name for name, _ in known)),
        rows=tuple(rows),
        caption=f"{caption}, on a scale from {low:,.0f} to {high:,.0f}",
        scale=(low, high),
    )
