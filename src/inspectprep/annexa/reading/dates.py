"""Reads dates in every form that councils use, and says in which form each was written."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from inspectprep.annexa.reading.dataset import DateForm
from inspectprep.annexa.reading.text import DASHES, INVISIBLE, fold, has_raised
from inspectprep.sources.instants import ZONE, day_of

EPOCH_1904 = 1462
"""Days between the two day counts that workbooks use."""

_FIRST_SERIAL = 20_000
_LAST_SERIAL = 60_000
_SECONDS = 86_400
_NOON = 12
_DECEMBER = 12

_TIME = r"(?:[ t]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?(?: ?(" + ZONE + r"))?)?"
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_ISO = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})" + _TIME)
_COMPACT = re.compile(r"((?:19|20)\d{2})()(\d{2})(\d{2})" + _TIME)
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]*([a-z]+)\.?[ \-/.,]*(\d{4}|\d{2})" + _TIME)
_NAME_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

# Ways to write no date: zeros only, the day that a workbook shows for 0, and the year 0.
_NO_DATE = re.compile(
    r"(?:0[0./:\-]*|0{1,2}([./\-])0?1\1(?:19)?00|0?1([./\-])0{1,2}\2(?:19)?00|1900-01-00|0000-\d\d-\d\d"
    r"|\d{1,2}([./\-])\d{1,2}\3(?:0000)|0{1,2}[ \-]jan(?:uary)?[ \-](?:19)?00)"
    r"(?:[ t]0?0:00(?::00(?:\.0+)?)?)?"
)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:[.,]+ ?| )")
_AROUND_MARK = re.compile(r"(?<=\d) ?([/.\-]) ?(?=\d)")
_BEFORE_TIME = re.compile(r" ?, ?(?=\d{1,2}:)")

_MONTHS = {
    **{name.casefold(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}


class ReadDate(NamedTuple):
    """The parts of a date text.

    Attributes:
        form: How it is written; None when it is not a date in any form.
        day: The date, day first where only numbers are given; None when that day does not exist.
        swapped: The date read month first; numbers only.
        first: First and `second` number of a numeric date; zeros otherwise.
        second: See `first`.
        time: The time of day as ``HH:MM:SS``; empty when there is none, it is midnight or it has a zone.
    """

    form: DateForm | None
    day: dt.date | None = None
    swapped: dt.date | None = None
    first: int = 0
    second: int = 0
    time: str = ""


_NONE = ReadDate(None)


def read_date(text: str, *, pivot: int, shift: int = 0) -> ReadDate:
    """Return a text as a date.

    Args:
        text: As supplied.
        pivot: Two-figure years up to this year are of this century, later ones of the last.
        shift: Days to add to day counts: 1462 for workbooks that count from 1904.
    """
    if has_raised(text):
        return _NONE
    folded = fold(text)
    reading = _read(folded, pivot, shift)
    return reading if reading.form is not None else _read_cleared(folded, pivot, shift)


def is_zero_date(text: str) -> bool:
    """Return whether a text means that there is none, such as 0, 00/00/0000 or 1900-01-00."""
    return _NO_DATE.fullmatch(fold(text)) is not None


def _read_cleared(folded: str, pivot: int, shift: int) -> ReadDate:
    """Read a date behind a weekday, invisible characters, an apostrophe or spaces around marks.

    A weekday must be that of the date; otherwise one of the two is wrong, and it is unknown which.
    """
    cleared = INVISIBLE.sub("", folded).translate(DASHES).removeprefix("'").strip()
    if "/" not in cleared:
        cleared = cleared.replace("\\", "/")
    weekday = _WEEKDAY.match(cleared)
    cleared = cleared[weekday.end() :] if weekday else cleared
    cleared = _BEFORE_TIME.sub(" ", _AROUND_MARK.sub(r"\1", cleared))
    if cleared == folded:
        return _NONE
    reading = _read(cleared, pivot, shift)
    if weekday:
        day, swapped = (
            day if day and weekday[1].startswith(_WEEKDAYS[day.weekday()]) else None
            for day in (reading.day, reading.swapped)
        )
        reading = reading._replace(day=day, swapped=swapped)
    usual = reading.form in (DateForm.DAY_FIRST, DateForm.ISO)
    return reading._replace(form=DateForm.OTHER) if usual else reading


def _read(folded: str, pivot: int, shift: int) -> ReadDate:
    if match := _NUMERIC.fullmatch(folded):
        return _numeric(match, pivot)
    if match := _ISO.fullmatch(folded) or _COMPACT.fullmatch(folded):
        reading = _other(int(match[1]), int(match[3]), int(match[4]), match.groups()[4:])
        return reading._replace(form=DateForm.ISO) if match[2] in ("-", "") else reading
    if (match := _DAY_NAME.fullmatch(folded)) and match[2] in _MONTHS:
        return _other(_year(match[3], pivot), _MONTHS[match[2]], int(match[1]), match.groups()[3:])
    if (match := _NAME_DAY.fullmatch(folded)) and match[1] in _MONTHS:
        return _other(int(match[3]), _MONTHS[match[1]], int(match[2]), match.groups()[3:])
    if _SERIAL.fullmatch(folded) and _FIRST_SERIAL <= float(folded) <= _LAST_SERIAL:
        return _serial(float(folded), shift)
    return _NONE


def only_month_first(dates: Sequence[ReadDate]) -> bool:
    """Return whether a column's text dates can only be read month first."""
    numeric = [reading for reading in dates if reading.first]
    return any(reading.first <= _DECEMBER < reading.second for reading in numeric) and not any(
        reading.first > _DECEMBER for reading in numeric
    )


def time_of(text: str) -> str:
    """Return the time of day that a date text carries, as ``HH:MM:SS``; empty for none or midnight."""
    return read_date(text, pivot=2069).time


def _numeric(match: re.Match[str], pivot: int) -> ReadDate:
    first, second, year = int(match[1]), int(match[3]), _year(match[4], pivot)
    parts = match.groups()[4:]
    time = _clock(parts)
    if first <= _DECEMBER < second:
        form = DateForm.MONTH_FIRST
    elif match[2] == "/" and len(match[4]) == len("2020") and not time:
        form = DateForm.DAY_FIRST
    else:
        form = DateForm.OTHER
    day, swapped = _day(_date(year, second, first), parts), _day(_date(year, first, second), parts)
    return ReadDate(form, day, swapped, first, second, time)


def _other(year: int, month: int, day: int, time: Sequence[str | None]) -> ReadDate:
    return ReadDate(DateForm.OTHER, _day(_date(year, month, day), time), time=_clock(time))


def _serial(number: float, shift: int) -> ReadDate:
    seconds = round((number - int(number)) * _SECONDS)
    day = dt.date(1899, 12, 30) + dt.timedelta(int(number) + shift)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}" if seconds else ""
    return ReadDate(DateForm.OTHER, day, time=clock)


def _clock(parts: Sequence[str | None]) -> str:
    # A time with a zone only says which day it is in England.
    if not parts or parts[0] is None or parts[4]:
        return ""
    hour = _hour(parts)
    clock = f"{hour:02d}:{int(parts[1] or 0):02d}:{int(parts[2] or 0):02d}"
    return "" if clock == "00:00:00" else clock


def _hour(parts: Sequence[str | None]) -> int:
    hour = int(parts[0] or 0)
    if parts[3] == "p" and hour < _NOON:
        return hour + _NOON
    return 0 if parts[3] == "a" and hour == _NOON else hour


def _day(day: dt.date | None, time: Sequence[str | None]) -> dt.date | None:
    """Return a day; that in England if its time has a zone."""
    zone = time[4]
    if day is None or zone is None:
        return day
    try:
        clock = dt.time(_hour(time), int(time[1] or 0), int(time[2] or 0))
    except ValueError:
        return day
    return day_of(dt.datetime.combine(day, clock), zone)


def _year(text: str, pivot: int) -> int:
    year = int(text)
    if len(text) == len("2020"):
        return year
    return 2000 + year if 2000 + year <= pivot else 1900 + year


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
