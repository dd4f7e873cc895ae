"""Measured windows: how a published date spreads, by regime, and what holds it back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from inspectprep.calendar.offsets import stepper
from inspectprep.calendar.working import WorkingDays
from inspectprep.model.framework import Pause, Window
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class Forecast:
    """A date with its bounds.

    Attributes:
        earliest: The first day to expect.
        expected: The day to plan with.
        latest: The last day to expect.
        source: Ids of the sources that the regime cites; empty to cite those of the milestone.
        notes: Sentences.
    """

    earliest: date
    expected: date
    latest: date
    source: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class _Regime(NamedTuple):
    window: Window
    earliest: Callable[[date], date]
    expected: Callable[[date], date]
    latest: Callable[[date], date]


class _DatedPause(NamedTuple):
    pause: Pause
    resumes: date
    cleared: date


class Windows:
    """The regimes of one milestone, ready to be asked, with the pauses that hold it back."""

    def __init__(self, windows: Sequence[Window], pauses: Sequence[Pause], days: WorkingDays) -> None:
        """Prepare the regimes; offsets in working days are counted on `days`."""
        self._regimes = tuple(
            _Regime(
                window,
                stepper(window.earliest, days),
                stepper(window.expected, days),
                stepper(window.latest, days),
            )
            for window in windows
        )
        self._pauses = tuple(
            _DatedPause(
                pause,
                stepper(pause.resumes, days)(pause.until),
                stepper(pause.cleared or pause.resumes, days)(pause.until),
            )
            for pause in pauses
        )

    def at(self, anchor: date, low: date, high: date) -> Forecast | None:
        """Return the forecast for an anchor day, or None when no regime covers it.

        The regime is chosen by `anchor`; the bounds are counted from `low` and `high`, which are the
        anchor itself unless it is uncertain too.
        """
        for window, earliest, expected, latest in self._regimes:
            if (window.starting is None or window.starting <= anchor) and (
                window.until is None or anchor <= window.until
            ):
                forecast = Forecast(
                    earliest=earliest(low),
                    expected=expected(anchor),
                    latest=latest(high),
                    source=window.source,
                    notes=(window.note,) if window.note else (),
                )
                return self._hold(forecast) if self._pauses else forecast
        return None

    def _hold(self, forecast: Forecast) -> Forecast:
        """Move what falls into a pause to the day on which it lifts.

        A pause that holds back only some councils moves the latest day alone, and only of a forecast
        that expects a day within it: whether this council is one of them is not known here.
        """
        for pause, resumes, cleared in self._pauses:
            first, last = forecast.earliest, forecast.latest
            if not pause.everywhere:
                first = last = forecast.expected
            if pause.starting > last or pause.until < first:
                continue
            earliest, expected = forecast.earliest, forecast.expected
            if pause.everywhere:
                earliest, expected = (
                    resumes if pause.starting <= day <= pause.until else day for day in (earliest, expected)
                )
            effect = "Held back by" if pause.everywhere else "May be held back by"
            forecast = Forecast(
                earliest=earliest,
                expected=max(expected, earliest),
                latest=max(forecast.latest, expected, earliest, cleared),
                source=forecast.source,
                notes=(*forecast.notes, f"{effect}: {pause.title}."),
            )
        return forecast
