"""Print the weeks to the next full inspection for ``src/inspectprep/frameworks/data/ilacs.toml``.

They are those that come closest to the built-in forecast, asked on the first day on site. Print them again
after its figures change: ``python scripts/next_inspection_weeks.py``. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from inspectprep import Workspace
from inspectprep.calendar.working import england
from inspectprep.history import built_in_figures
from inspectprep.model.framework import CallPattern
from inspectprep.planning.call_dates import usual_monday
from inspectprep.planning.forecast.next_inspection import next_inspection

STARTS = {
    "until 27 June 2021": date(2018, 1, 8),
    "from 28 June 2021": date(2022, 1, 10),
    "from 2 February 2026": date(2026, 6, 8),
}
"""The first of twenty starts, five weeks apart. They differ a little, because the queue of councils does."""


def closest(starts: Sequence[date], days: Sequence[date], calls: CallPattern) -> int:
    """Return the weeks after the starts that come closest to the days, once moved on to a usual Monday."""

    def far(weeks: int) -> float:
        found = [usual_monday(start + timedelta(weeks=weeks), calls, england()) for start in starts]
        return sum(abs((each - day).days) for each, day in zip(found, days, strict=True))

    return min(range(100, 300), key=far)


def main() -> None:
    """Print the first, middle and last week of the window of 80%, for each period of starts."""
    calls = Workspace().catalogue.find("ilacs-short").framework.calls
    figures = built_in_figures()
    for period, first in STARTS.items():
        starts = [first + timedelta(weeks=5 * place) for place in range(20)]
        windows = [
            next_inspection(start, as_of=start, figures=figures, pattern=calls).window for start in starts
        ]
        columns = (
            [each.p10 for each in windows],
            [each.p50 for each in windows],
            [each.p90 for each in windows],
        )
        print(period, [closest(starts, days, calls) for days in columns])


if __name__ == "__main__":
    main()
