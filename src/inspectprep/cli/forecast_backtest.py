"""``inspectprep forecast backtest``: the scores of the forecast and of simpler methods on a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.cli.arguments import History, JsonOutput
from inspectprep.cli.invocation import make_workspace
from inspectprep.cli.output import day, emit_json, note_on_terminal, say, table
from inspectprep.extras import require

if TYPE_CHECKING:
    from inspectprep.model.backtest import Backtest, CalibrationBand, ModelScores

_COLUMNS = ("Model", "In window", "Width", "Median width", "CRPS", "Brier 90")


def backtest(history: History, /, *, json: JsonOutput = False) -> int:
    """Score the forecast and simpler methods on a history.

    Each forecast uses only reports that were published by its day. It takes about half a minute.
    """
    require("scipy")
    from inspectprep import codec
    from inspectprep.history import backtest as scored, read_history

    pattern = make_workspace().calls
    scores = scored(read_history(history), pattern=pattern, progress=_progress)
    if json:
        emit_json(codec.dumps(scores))
    else:
        _show(scores)
    return 0


def _progress(done: int, number: int) -> None:
    note_on_terminal(f"Forecasts of {done} of {number} days are scored.")


def _show(scores: Backtest) -> None:
    for each in scores.sets:
        rows, events = each.models[0].rows, each.models[0].events
        table(f"Set {each.id}: {each.title[0].lower()}{each.title[1:]}", _COLUMNS, map(_row, each.models))
        say(f"{rows} forecasts. The next inspection of {events} councils is known.", "")
        ours = each.models[-1]
        table(
            f"Set {each.id}: chance within 90 days, {ours.model}",
            ("Chance", "Forecasts", "Average chance", "Inspected"),
            map(_band, ours.calibration),
        )
    say(
        f"{scores.origins} days of forecasts, {day(scores.first_origin)} to {day(scores.last_origin)}. "
        f"Inspections count until {day(scores.until)}.",
        "In window: inspections in the window of 80%. The lower figure is known, the higher is possible.",
        "Widths and CRPS are in calendar days. CRPS and Brier 90 are better if they are smaller.",
    )


def _band(band: CalibrationBand) -> tuple[str, ...]:
    return (
        f"{band.low:.0%} to {band.high:.0%}",
        f"{band.n}",
        f"{band.forecast:.1%}",
        f"{band.happened:.1%}",
    )


def _row(scores: ModelScores) -> tuple[str, ...]:
    least, most = f"{scores.covered:.0%}", f"{scores.covered_at_most:.0%}"
    return (
        scores.model,
        least if least == most else f"{least} to {most}",
        f"{scores.width:.0f}",
        f"{scores.median_width:.0f}",
        f"{scores.crps:.1f}",
        f"{scores.brier_90:.4f}",
    )
