"""The window of the first day on site of the next inspection, which lies years ahead."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from inspectprep.calendar.offsets import stepper
from inspectprep.planning.call_dates import usual_monday
from inspectprep.planning.windows import Forecast, covers, end_notes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import CallPattern, Window
    from inspectprep.planning.windows import Progress


class StartWindows:
    """The regimes of the first day on site of another inspection, ready to be asked."""

    def __init__(self, windows: Sequence[Window], calls: CallPattern, days: WorkingDays) -> None:
        """Prepare the regimes.

        Args:
            windows: Windows of Mondays.
            calls: When inspections have been observed to begin.
            days: The working days of England.
        """
        self._regimes = tuple(
            (
                window,
                stepper(window.earliest, days),
                stepper(window.expected, days),
                stepper(window.latest or window.expected, days),
            )
            for window in windows
        )
        # Thousands of plans have the same few hundred Mondays.
        self._usual = cache(lambda day: usual_monday(day, calls, days))

    def at(self, anchor: date, low: date, high: date, progress: Progress | None = None) -> Forecast | None:
        """Return the forecast for an anchor day, or None when no regime covers it.

        Each day is a Monday on which inspections begin.

        Args:
            anchor: The first day on site of the inspection before.
            low: The first day to expect for it.
            high: The last day to expect for it.
            progress: A day before which the next inspection has not begun, if it is known.
        """
        for window, earliest, expected, latest in self._regimes:
            if covers(window, anchor):
                passed = progress.as_of if progress and progress.as_of else anchor
                first, usual, last = (
                    self._usual(max(day, passed)) for day in (earliest(low), expected(anchor), latest(high))
                )
                measured = (
                    [f"Measured on {window.sample} inspections, {window.years}."] if window.sample else []
                )
                notes = (*filter(None, [window.note]), *measured, *end_notes(window, anchor))
                return Forecast(
                    earliest=first, expected=usual, latest=last, source=window.source, notes=notes
                )
        return None
