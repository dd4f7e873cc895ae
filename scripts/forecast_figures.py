"""Fit the built-in figures of the forecast to a history, and write them as TOML.

Run it with a newer history: ``python scripts/forecast_figures.py HISTORY.csv``. The figures have no names of
councils. The queue has the number of councils by the month of their last inspection.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path

from attrs import evolve

from inspectprep.codec import dumps_toml
from inspectprep.frameworks.loader import read_framework
from inspectprep.history import read_history
from inspectprep.history.fit import fit_figures
from inspectprep.model.forecast_figures import ForecastFigures, WaitingCouncils

SOURCE = Path(__file__).resolve().parents[1] / "src" / "inspectprep"
FIGURES = SOURCE / "history" / "data" / "forecast-figures.toml"
ILACS = SOURCE / "frameworks" / "data" / "ilacs.toml"
MIDDLE = 15


def by_month(figures: ForecastFigures) -> ForecastFigures:
    """Return figures whose queue has one entry for each month, in its middle, and no grades."""
    months: Counter[date] = Counter()
    for each in figures.queue:
        months[each.since.replace(day=MIDDLE)] += each.councils
    queue = tuple(WaitingCouncils(since=month, councils=number) for month, number in sorted(months.items()))
    return evolve(figures, queue=queue)


def main() -> None:
    """Write the figures of the history named on the command line, as of its last report."""
    history = read_history(sys.argv[1])
    until = max(each.published for each in history if each.published)
    figures = fit_figures(history, as_of=until, pattern=read_framework(ILACS).calls)
    FIGURES.write_text(dumps_toml(by_month(figures)), "utf-8")
    sys.stdout.write(
        f"Fitted to {figures.inspections} inspections of {figures.councils} councils: {FIGURES}\n"
    )


if __name__ == "__main__":
    main()
