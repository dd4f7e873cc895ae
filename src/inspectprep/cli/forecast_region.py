"""``inspectprep forecast region``: who is due in a region, and in which weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep import history as histories
from inspectprep.cli.arguments import Day, Format, History, Json, Out
from inspectprep.cli.invocation import make_workspace
from inspectprep.cli.output import (
    TABLE,
    choose_output,
    day,
    emit_document,
    emit_report,
    on_terminal,
    say,
    table,
)
from inspectprep.planning.forecast.forecaster import Forecaster
from inspectprep.planning.forecast.region import region_view
from inspectprep.reports.compose.region import grade_words, reservation_words, state_words
from inspectprep.reports.words import council_words, percent_words

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.region import RegionCouncil, RegionView

_COLUMNS = (
    *("Council", "Last grade", "Last start", "Opens", "Average", "Longest", "State"),
    *("1 in 10 by", "Half by", "9 in 10 by", "90 days", "180 days"),
)

_WEEKS = 5
"""The weeks with the highest chances that the screen shows."""


def region(
    history: History,
    /,
    *,
    as_of: Annotated[Day, Parameter(help="The day of the view.")],
    council: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            consume_multiple=False,
            help="Name or number of a council of the region. Can be repeated. Default: all of the history.",
        ),
    ] = None,
    fit: Annotated[
        bool,
        Parameter(negative="", help="Fit the forecast to this history. Default: the built-in figures."),
    ] = False,
    format: Format = None,
    out: Out = None,
    json: Json = False,
) -> int:
    """Show which councils of a region are due for a full inspection, and in which weeks."""
    workspace = make_workspace()
    output = choose_output(workspace, "region", format=format, out=out, as_json=json, screen=TABLE)
    inspections = histories.read_history(history)
    figures = (
        histories.fit_figures(inspections, as_of=as_of, pattern=workspace.calls)
        if fit
        else histories.built_in_figures()
    )
    forecaster = Forecaster(figures, as_of=as_of, pattern=workspace.calls)
    view = region_view(inspections, forecaster=forecaster, councils=tuple(council or ()))
    if drawn := on_terminal(output):
        emit_report(workspace, view, drawn)
    elif output.format == TABLE:
        _show(view)
    else:
        emit_document(workspace, view, output)
    return 0


def _show(view: RegionView) -> None:
    table(f"Next full inspections on {day(view.as_of)}", _COLUMNS, map(_row, view.councils))
    say(
        f"Inspections to expect: {view.within_90_days:.1f} in the next 90 days, "
        f"{view.within_180_days:.1f} in the next 180 days.",
        "Opens, Average and Longest: last start and the shortest, average and longest completed interval.",
        "1 in 10, half and 9 in 10: the forecast of the first day of the next inspection.",
    )
    for week in sorted(view.weeks, key=lambda week: -week.expected)[:_WEEKS]:
        names = ", ".join(
            f"{council_words(one.authority)} {percent_words(one.probability)}" for one in week.likeliest
        )
        say(f"{day(week.monday)}: {percent_words(week.at_least_one)} for at least one ({names}).")
    say(*reservation_words(view), *view.unknowns)


def _row(council: RegionCouncil) -> tuple[str, ...]:
    past, window = council.past_window, council.window
    chances = (council.within_90_days, council.within_180_days)
    return (
        council_words(council.authority),
        grade_words(council.grade),
        _date(council.last_start),
        *(map(_date, (past.opens, past.average, past.latest)) if past else ("",) * 3),
        state_words(council),
        *(map(_date, (window.p10, window.p50, window.p90)) if window else ("",) * 3),
        *("" if chance is None else percent_words(chance) for chance in chances),
    )


def _date(value: date) -> str:
    """Return a day without its weekday and century, so that a row fits on the screen."""
    return f"{value.day} {value:%b %y}"
