"""Measured windows: the days on which something comes out, by regime, and what delays it.

A window with a measured sample is a distribution. Of the inspections of the sample, most came out on the
usual day, and each of the others some working days later. Shares of the sample give the days by which
8 in 10 and 19 in 20 came out. Once the usual day has passed, only those of the sample count that came later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.calendar.offsets import stepper
from inspectprep.model.basis import Ending
from inspectprep.model.representation import frozen
from inspectprep.planning.wording import counted, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import Pause, Window
    from inspectprep.planning.pauses import Pauses, Release

_HALF, _8_IN_10, _19_IN_20 = (1, 2), (8, 10), (19, 20)


@frozen(kw_only=True)
class Forecast:
    """A date with its bounds.

    Attributes:
        earliest: The first day to expect.
        expected: The usual day, to plan with.
        latest: The last day to expect. None if no inspection of the sample came this late.
        by_8_in_10: The day by which 8 in 10 of the sample came out; None without a sample.
        n: The number of inspections that the days were measured on; None without a sample.
        source: Ids of the sources that the regime cites; empty to cite those of the milestone.
        notes: Sentences.
    """

    earliest: date
    expected: date
    latest: date | None
    by_8_in_10: date | None = None
    n: int | None = None
    source: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Progress:
    """The progress of a report that has not come out.

    Attributes:
        as_of: A day before which it did not come out. None if that is not known.
        challenged: True if the draft is formally challenged.
    """

    as_of: date | None = None
    challenged: bool = False


_UNKNOWN = Progress()


class Windows:
    """The regimes of one milestone, ready to be asked, with the pauses that delay it."""

    def __init__(self, windows: Sequence[Window], pauses: Pauses, days: WorkingDays) -> None:
        """Prepare the regimes; offsets in working days are counted on `days`."""
        self._regimes = tuple(_Regime(window, pauses, days) for window in windows)

    def at(self, anchor: date, low: date, high: date, progress: Progress = _UNKNOWN) -> Forecast | None:
        """Return the forecast for an anchor day, or None when no regime covers it.

        The regime is chosen by `anchor`; the bounds are counted from `low` and `high`, which are the
        anchor itself unless it is uncertain too.
        """
        regime = next((regime for regime in self._regimes if covers(regime.window, anchor)), None)
        return regime.forecast(anchor, low, high, progress) if regime else None


def end_notes(window: Window, anchor: date) -> tuple[str, ...]:
    """Return a note for an anchor day after the period to which a window is known to apply."""
    if window.until is None or anchor <= window.until:
        return ()
    return (f"It is not known whether these figures apply after {long_date(window.until)}.",)


def covers(window: Window, anchor: date) -> bool:
    """Return whether a window is used for an anchor day.

    The last window is used after its period too, as nothing newer is known.
    """
    if window.starting is not None and anchor < window.starting:
        return False
    return window.until is None or anchor <= window.until or window.ending not in (None, Ending.REPLACED)


class _Regime:
    """One window, with its offsets as functions."""

    def __init__(self, window: Window, pauses: Pauses, days: WorkingDays) -> None:
        self.window = window
        self._pauses = pauses
        self._days = days
        self._earliest = stepper(window.earliest, days)
        self._expected = stepper(window.expected, days)
        self._latest = stepper(window.latest, days) if window.latest else None
        self._note = (window.note,) if window.note else ()
        self._delays = (0,) * (window.sample - len(window.delays)) + window.delays

    def forecast(self, anchor: date, low: date, high: date, progress: Progress) -> Forecast:
        """Return the forecast for an anchor that the window covers."""
        due = self._expected(anchor)
        certain, longest = self._pauses.certain(due), self._pauses.longest(due)
        possible = self._pauses.possible(certain.usual)
        usual = certain
        # A report that is not out on its usual day is likely to be one of those that an election delays.
        if possible and (possible.delayed > possible.on_time or _passed(certain.usual, progress)):
            usual = longest
        last = longest if high == anchor else self._pauses.longest(self._expected(high))
        earliest = self._pauses.certain(self._earliest(low)).first
        expected, latest, by_8_in_10, n = usual.usual, last.last, None, None
        notes = (*self._pause_notes(due, certain, longest, possible), *end_notes(self.window, anchor))
        if self._latest is not None:
            late = self._pauses.possible(self._latest(high))
            latest = max(latest, self._pauses.longest(self._latest(high)).last)
            if self.window.sample:
                notes = (self._measured(), *notes)
        elif progress.challenged or _passed(expected, progress):
            return self._waiting(usual, last, earliest, progress, notes)
        else:
            n = len(self._delays)
            by_8_in_10, latest = (
                self._by(last, _of(self._delays, *share)) for share in (_8_IN_10, _19_IN_20)
            )
            notes = (self._measured(), *notes)
            late = self._pauses.possible(self._days.add(last.usual, _of(self._delays, *_8_IN_10)))
        if late and not possible:
            more = f"If it comes late, {late.title} may delay it more: does the council vote then?"
            notes = (*notes, more)
        if progress.as_of is not None and progress.as_of > earliest:
            earliest = self._next(progress.as_of)
            expected, latest = max(expected, earliest), max(latest, earliest)
        return self._made(earliest, max(expected, earliest), latest, by_8_in_10, n, notes)

    def _measured(self) -> str:
        return f"Measured on {counted(self.window.sample, 'inspection')}, {self.window.years}."

    def _waiting(
        self, usual: Release, last: Release, earliest: date, progress: Progress, notes: tuple[str, ...]
    ) -> Forecast:
        """Return the forecast of a report that is challenged, or is not out on its usual day."""
        least = self.window.challenged if progress.challenged else 0
        delays = [delay for delay in self._delays if delay >= least]
        if progress.as_of is not None:
            earliest = max(earliest, self._next(progress.as_of))
            delays = [delay for delay in delays if self._out(usual, delay) >= progress.as_of]
        notes = (*self._waiting_notes(len(delays), progress), *notes)
        if not delays:
            expected = max(earliest, self._out(usual, max((least, *self._delays))))
            return self._made(earliest, expected, None, None, 0, notes)
        by_8_in_10, latest = (self._by(last, _of(delays, *share)) for share in (_8_IN_10, _19_IN_20))
        expected = max(earliest, self._out(usual, _of(delays, *_HALF)))
        return self._made(
            earliest, expected, max(latest, expected), max(by_8_in_10, expected), len(delays), notes
        )

    def _made(
        self,
        earliest: date,
        expected: date,
        latest: date | None,
        by_8_in_10: date | None,
        n: int | None,
        notes: tuple[str, ...],
    ) -> Forecast:
        return Forecast(
            earliest=earliest,
            expected=expected,
            latest=latest,
            by_8_in_10=by_8_in_10,
            n=n,
            source=self.window.source,
            notes=(*self._note, *notes),
        )

    def _out(self, usual: Release, delay: int) -> date:
        """Return the day on which a report comes out that is late by some working days."""
        return self._pauses.certain(self._days.add(usual.usual, delay)).usual if delay else usual.usual

    def _by(self, last: Release, delay: int) -> date:
        """Return the last day on which such a report comes out, with every pause that may apply."""
        return max(last.last, self._pauses.longest(self._days.add(last.usual, delay)).last)

    def _next(self, day: date) -> date:
        """Return the first day from a day on, inclusive, on which a report can come out."""
        return self._pauses.certain(self._days.on_or_after(day)).first

    def _waiting_notes(self, remaining: int, progress: Progress) -> Iterator[str]:
        whole = f"{counted(len(self._delays), 'inspection')}, {self.window.years}"
        sample = f"{remaining} of {whole}"
        late = f"came out at least {counted(self.window.challenged, 'working day')} after the usual day"
        since = f"had not come out before {long_date(progress.as_of)}" if progress.as_of else ""
        if not remaining:
            yield (f"None of {whole}, came out this late. There are no figures: ask the lead inspector.")
        elif progress.challenged:
            which = f"{late} and {since}" if since else late
            yield (
                f"The draft is challenged. Measured on {sample}, which {which}. "
                "Which of them were challenged is not on record."
            )
        else:
            yield f"It has not come out on its usual day. Measured on {sample}, which {since}."

    def _pause_notes(
        self, due: date, certain: Release, longest: Release, possible: Pause | None
    ) -> tuple[str, ...]:
        notes = [f"Delayed by {pause.title}." for pause in certain.pauses]
        if possible:
            notes.append(
                f"May be delayed by {possible.title}. If the council votes then, the usual day is "
                f"{long_date(longest.usual)}; if not, it is {long_date(certain.usual)}. "
                f"Does the council vote in {possible.until.year}? "
                "Answer once: [votes] in inspectprep.toml, or --votes."
            )
        notes += [
            f"The council does not vote then, so it is not delayed by {pause.title}."
            for pause in self._pauses.unaffected
            if pause.starting <= due <= pause.until
        ]
        return tuple(notes)


def _passed(day: date, progress: Progress) -> bool:
    return progress.as_of is not None and progress.as_of > day


def _of(delays: Sequence[int], part: int, whole: int) -> int:
    """Return the first delay within which a share of the delays lie. They are in ascending order."""
    return delays[-(-len(delays) * part // whole) - 1]
