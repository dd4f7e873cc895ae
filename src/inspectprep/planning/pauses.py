"""Periods without publications, ready to be asked for any day: elections and Christmas, every year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from inspectprep.calendar.offsets import stepper
from inspectprep.calendar.working import england
from inspectprep.model.framework import Repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.framework import Pause


class Release(NamedTuple):
    """The days on which a delayed report comes out, and the pauses that delay it.

    Attributes:
        first: The first day.
        usual: The usual day.
        last: The last day on which delayed reports come out.
        pauses: The pauses, in order of time.
    """

    first: date
    usual: date
    last: date
    pauses: tuple[Pause, ...] = ()


class Pauses:
    """The pauses of a framework, as one table of days.

    Args:
        pauses: The pauses. Those that come back are repeated to the end of the calendar.
        days: The calendar, on which offsets are counted.
        votes: Whether the council itself votes, by the year of a local election. A year that is not in it
            is not known.
    """

    def __init__(self, pauses: Iterable[Pause], days: WorkingDays, votes: Mapping[int, bool]) -> None:
        self.unaffected: list[Pause] = []
        self.expected: list[Pause] = []
        self._certain: dict[date, Release] = {}
        self._possible: dict[date, Release] = {}
        for pause in dated(pauses, days.last):
            if pause.expected:
                self.expected.append(pause)
                continue
            answer = True if pause.everywhere else votes.get(pause.until.year)
            if answer is False:
                self.unaffected.append(pause)
                continue
            first, usual, last = _releases(pause, days)
            table = self._possible if answer is None else self._certain
            table.update(dict.fromkeys(_days(pause.starting, first), Release(first, usual, last, (pause,))))
            for day in _days(max(pause.starting, first), usual):
                table[day] = Release(day, usual, last, (pause,))
            if pause.next_batch:
                batch = stepper(pause.next_batch, days)(usual)
                between = _days(usual + timedelta(days=1), batch)
                table.update(dict.fromkeys(between, Release(batch, batch, batch, (pause,))))

    def certain(self, day: date) -> Release:
        """Return the release of a report that is due on a day, with the pauses that certainly apply."""
        return _release(day, (self._certain,)) if day in self._certain else Release(day, day, day)

    def longest(self, day: date) -> Release:
        """Return the release of a report that is due on a day, with every pause that may apply."""
        if day in self._certain or day in self._possible:
            return _release(day, (self._certain, self._possible))
        return Release(day, day, day)

    def possible(self, day: date) -> Pause | None:
        """Return the pause in which a day lies and of which it is not known whether it applies."""
        release = self._possible.get(day)
        return release.pauses[0] if release else None


def dated(pauses: Iterable[Pause], last: date) -> Iterator[Pause]:
    """Yield each pause with its days, and one that comes back for each year up to a day, as expected."""
    for pause in pauses:
        yield pause
        if pause.repeats is not None:
            for year in range(pause.until.year + 1, last.year + 1):
                first, until = _in_year(pause, pause.repeats, year)
                title = pause.title.replace(_in_words(pause.until), f"{_in_words(until)} (expected)")
                yield evolve(pause, title=title, starting=first, until=until, repeats=None)


def _in_year(pause: Pause, repeats: Repeats, year: int) -> tuple[date, date]:
    """Return the first and the last day of a pause in another year."""
    if repeats is Repeats.SAME_DAYS:
        years = year - pause.until.year
        return pause.starting.replace(year=pause.starting.year + years), pause.until.replace(year=year)
    may = date(year, 5, 1)
    until = may + timedelta(days=(_THURSDAY - may.weekday()) % 7)
    days = england()
    return days.add(until, -days.between(pause.starting, pause.until)), until


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


_THURSDAY = 3


def _releases(pause: Pause, days: WorkingDays) -> tuple[date, date, date]:
    first, usual, last = (
        stepper(offset or pause.resumes, days)(pause.until)
        for offset in (pause.resumes, pause.usual, pause.cleared or pause.usual)
    )
    return first, usual, last


def _release(day: date, tables: Sequence[Mapping[date, Release]]) -> Release:
    """Return the release of a day. A report may come out of one pause into the next."""
    first, _ = _moved(day, tables, lambda release: release.first)
    usual, pauses = _moved(day, tables, lambda release: release.usual)
    last, _ = _moved(day, tables, lambda release: release.last)
    return Release(first, usual, last, pauses)


def _moved(
    day: date, tables: Sequence[Mapping[date, Release]], pick: Callable[[Release], date]
) -> tuple[date, tuple[Pause, ...]]:
    pauses: list[Pause] = []
    while True:
        release = next((table[day] for table in tables if day in table and pick(table[day]) > day), None)
        if release is None:
            return day, tuple(pauses)
        day = pick(release)
        pauses += release.pauses


def _days(first: date, until: date) -> Iterator[date]:
    """Return the days from the first, inclusive, to the last, exclusive."""
    return map(date.fromordinal, range(first.toordinal(), until.toordinal()))
