"""The report of the findings of Annex A over time: a line for each list and team, and files left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import floor

from inspectprep.model.annexa_trend import FindingTrend, ListPoint, TeamPoint, TrendPoint
from inspectprep.model.report import Cell, Fold, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.model.report_blocks import MOST_POINTS, Answer, History, Point
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.compose.context import ReportContext, check_counts_audience
from inspectprep.reports.compose.tables import table

_SCORES = "The score of a list is 100 if it has no finding about its data. Practice does not change it."
_SMALL = "Small teams"
_NO_TEAM = "No team"
_OPEN, _MOST_UNUSED = 1, 20
"""The charts that are not folded, and the most files that are named."""


def annexa_trend_report(trend: FindingTrend, context: ReportContext) -> Report:
    """Return the report of a trend.

    Raises:
        InspectPrepError: if it is not for this audience.
    """
    check_counts_audience(context.audience)
    points = [point for point in trend.points if point.latest]
    sections = [Section(title="The answer", blocks=(*_answer(points), *_cautions(trend)))]
    charts = _charts(points) if points else []
    sections += charts[:_OPEN]
    folds = [_fold(section) for section in charts[_OPEN:]]
    if trend.unused:
        rows = [(file.file, file.reason) for file in trend.unused[:_MOST_UNUSED]]
        left_out = table(("File", "Reason"), rows, caption="Files that are not part of the trend")
        summary = counted(len(trend.unused), "file")
        folds.append(Fold(title="Files that were left out", summary=summary, blocks=(left_out,)))
    if folds:
        sections.append(Section(title="More, when you need it", blocks=tuple(folds)))
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
        f"{size}, {long_date(first)} to {long_date(last)}" if first != last else f"{size}, {long_date(last)}"
    )


def _answer(points: Sequence[TrendPoint]) -> Iterator[Answer | History | Tiles]:
    """Yield whether errors became fewer, the last counts of them, and the other figures."""
    if not points:
        yield Answer(verdict="Nothing to compare", sentence="There is no saved result to show.")
        return
    first, last = points[0], points[-1]
    now, before = last.counts.errors, first.counts.errors
    word = "Fewer errors" if now < before else "More errors" if now > before else "As many errors"
    since = f"{counted(now, 'error')} on {long_date(last.as_of)}, and {before:,} on {long_date(first.as_of)}."
    yield Answer(
        verdict=word if len(points) > 1 else counted(now, "error"),
        sentence=since if len(points) > 1 else f"On {long_date(last.as_of)}. There is no earlier result.",
    )
    latest = points[-MOST_POINTS:]
    if len(latest) > 1:
        dots = tuple(Point(day=point.as_of, value=point.counts.errors) for point in latest)
        yield History(title="Errors of the last weeks", points=dots)
    figures: tuple[tuple[str, Callable[[TrendPoint], float | None]], ...] = (
        ("Score", lambda point: point.score),
        ("Warnings", lambda point: point.counts.warnings),
        ("Queries", lambda point: point.counts.queries),
        ("Late practice", lambda point: point.counts.practice),
    )
    tiles = []
    for title, figure in figures:
        detail = f"{_words(figure(first))} on {long_date(first.as_of)}" if len(points) > 1 else ""
        tiles.append(Tile(title=title, value=_words(figure(last)), detail=detail))
    yield Tiles(tiles=tuple(tiles))


def _fold(section: Section) -> Fold:
    lines = sum(len(block.columns) - 1 for block in section.blocks if isinstance(block, Table))
    blocks = tuple(block for block in section.blocks if not isinstance(block, Fold))
    return Fold(title=section.title, summary=counted(lines, "line"), blocks=blocks)


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


def _charts(points: Sequence[TrendPoint]) -> list[Section]:
    """Return the errors and the late practice by list, then the score, the teams and each week."""
    lists = {one.list: f"List {one.list}: {one.title}" for point in points for one in point.lists}
    by_list = [
        (name, [_of_list(point, number) for point in points]) for number, name in sorted(lists.items())
    ]
    low_scores = _chart(
        points,
        [(name, [one.score if one else None for one in found]) for name, found in by_list],
        "Data-quality score of each list",
        lowest=None,
    )
    low = low_scores.scale[0] if low_scores.scale else 0
    text = f"{_SCORES} The lines begin at {low:.0f}, so that changes can be seen."
    scores = Section(title="Score by list", blocks=(Paragraph(text=text), low_scores))
    errors, late = (
        Section(
            title=title,
            blocks=(_chart(points, _counted_by_list(by_list, field), f"{title}, findings"),),
        )
        for title, field in (("Errors by list", "errors"), ("Late practice by list", "practice"))
    )
    weeks = [(point.as_of, point.score, *_counts(point), point.counts.rows) for point in points]
    columns = ("List date", "Score", "Errors", "Warnings", "Queries", "Late practice", "Rows")
    every = table(columns, weeks, caption="Score and findings of each week's latest result")
    return [errors, late, scores, *_team_charts(points), Section(title="Week by week", blocks=(every,))]


def _counted_by_list(
    by_list: Sequence[tuple[str, Sequence[ListPoint | None]]], field: str
) -> list[tuple[str, list[float | None]]]:
    return [
        (name, [getattr(one.counts, field) if one and one.score is not None else None for one in found])
        for name, found in by_list
    ]


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
