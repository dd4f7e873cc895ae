"""``inspectprep annexa trend``: saved results over time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep import annexa
from inspectprep.cli.arguments import Format, Json, Out
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import TABLE, choose_output, day, emit_document, say, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.annexa_trend import FindingCounts, FindingTrend, TrendPoint


def trend(
    folder: Annotated[Path, Parameter(help="Folder with results that were saved with check --save.")],
    /,
    *,
    all_keys: Annotated[
        bool, Parameter(negative="", help="Also use results that were saved with other keys.")
    ] = False,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Show how findings change from week to week.

    It shows the score, the errors and late practice by list and by team. The HTML report draws them.
    """
    workspace = make_workspace()
    output = choose_output(workspace, "annexa-trend", format=format, out=out, as_json=json, screen=TABLE)
    found = annexa.trend(folder, all_keys=all_keys)
    if output.format == TABLE:
        _show(found)
    else:
        emit_document(workspace, found, output, prepared=today())
    return 0


def _show(found: FindingTrend) -> None:
    points = [point for point in found.points if point.latest]
    if points:
        table(
            "Week by week",
            ("Week of", "Score", "Errors", "Warnings", "Queries", "Practice"),
            [(day(point.week), _figure(point.score), *_findings(point.counts)) for point in points],
        )
        columns = ("Score", "Errors", "Practice")
        title = f"From {day(points[0].as_of)} to {day(points[-1].as_of)}"
        table(f"By list. {title}", ("List", *columns), _lists(points[0], points[-1]))
        teams = list(_teams(points))
        if teams:
            table(f"By team. {title}", ("Team", "Rows", *columns[1:]), teams)
    if not points:
        say("There is no saved result to show.")
    hidden = len(found.points) - len(points)
    if hidden:
        say(f"The latest result of each week is shown. Other results: {hidden}.")
    for file in found.unused:
        say(f"Left out: {file.file}. {file.reason}")


def _findings(counts: FindingCounts) -> tuple[str, ...]:
    return tuple(f"{count:,}" for count in (counts.errors, counts.warnings, counts.queries, counts.practice))


def _lists(first: TrendPoint, last: TrendPoint) -> Iterator[tuple[object, ...]]:
    before = {one.list: one for one in first.lists if one.score is not None}
    after = {one.list: one for one in last.lists if one.score is not None}
    for number in sorted({*before, *after}):
        pair = before.get(number), after.get(number)
        yield (
            f"{number}",
            _change(*(one.score if one else None for one in pair)),
            _change(*(one.counts.errors if one else None for one in pair)),
            _change(*(one.counts.practice if one else None for one in pair)),
        )


def _teams(points: list[TrendPoint]) -> Iterator[tuple[object, ...]]:
    dated = [point.teams for point in points if point.teams is not None]
    if not dated:
        return
    before, after = (
        {(team.small, team.team): team.counts for team in teams} for teams in (dated[0], dated[-1])
    )
    for small, name in sorted({*before, *after}):
        pair = before.get((small, name)), after.get((small, name))
        yield (
            "Small teams" if small else name or "No team",
            _change(*(one.rows if one else None for one in pair)),
            _change(*(one.errors if one else None for one in pair)),
            _change(*(one.practice if one else None for one in pair)),
        )


def _change(before: object, after: object) -> str:
    return f"{_figure(before)} to {_figure(after)}"


def _figure(figure: object) -> str:
    if figure is None:
        return "none"
    return f"{figure:.1f}" if isinstance(figure, float) else f"{figure:,}"
