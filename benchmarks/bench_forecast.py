"""The forecast of 153 councils, beside that of one, and the scores of the protocol on a history.

Run it with a history to print the scores too: ``python benchmarks/bench_forecast.py HISTORY.csv``.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from time import perf_counter

import inspectprep as ip
from inspectprep.history import backtest, built_in_figures, read_history
from inspectprep.planning import Forecaster, forecast_of

COUNCILS = 153
AS_OF = date(2026, 11, 30)


def main() -> None:
    """Print the seconds, and the ratio of all councils to one."""
    pattern = ip.Workspace().catalogue.find("ilacs-standard").framework.calls
    starts = [date(2023, 1, 2) + timedelta(weeks=number) for number in range(COUNCILS)]
    begun = perf_counter()
    forecaster = Forecaster(built_in_figures(), as_of=AS_OF, pattern=pattern)
    forecast_of(forecaster, starts[0])
    one = perf_counter() - begun
    for start in starts[1:]:
        forecast_of(forecaster, start)
    every = perf_counter() - begun
    print(f"One council: {one:.2f} s. {COUNCILS} councils: {every:.2f} s, {every / one:.1f} times as long.")
    if len(sys.argv) > 1:
        for scores in backtest(read_history(sys.argv[1]), pattern=pattern).sets:
            simple = {model.model: model for model in scores.models}["SESLIP style"]
            for model in scores.models:
                print(f"Set {scores.id}: {model.model}: CRPS {model.crps / simple.crps:.0%} of SESLIP style.")


if __name__ == "__main__":
    main()
