"""Reads dates in every form that turns up, and says in which form each was written."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from inspectprep.annexa.reading.dataset import DateForm
from inspectprep.annexa.reading.text import DASHES, INVISIBLE, fold

__all__ = ["EPOCH_1904", "ReadDate", "month_first", "read_date", "time_of"]

EPOCH_1904 = 1462
"""Days between the two day counts that workbooks use."""

_FIRST_SERIAL = 20_000
_LAST_SERIAL = 60_000
_SECONDS = 86_400
_NOON = 12
_DECEMBER = 12

_TIME = r"(?:[ t]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?(?:z| ?[+-]\d{2}:?\d{2})?)?"
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_ISO = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})" + _TIME)
_COMPACT = re.compile(r"((?:19|20)\d{2})()(\d{2})(\d{2})" + _TIME)
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]*([a-z]+)\.?[ \-/.,]*(\d{4}|\d{2})" + _TIME)
_NAME_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

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
    """A date text taken apart.

    Attributes:
        form: How it is written; None when it is no date in any form.
        day: The date, day first where only numbers are given; None when there is no such day.
        swapped: The date read month first; numbers only.
        first: First and `second` number of a numeric date; zeros otherwise.
        second: See `first`.
        time: The time of day as ``HH:MM:SS``; empty when there is none or it is midnight.
    """

    form: DateForm | None
    day: dt.date | None = None
    swapped: dt.date | None = None
    first: int = 0
    second: int = 0
    time: str = ""


_NONE = ReadDate(None)


def read_date(text: str, *, pivot: int, shift: int = 0) -> ReadDate:
    """Return what a text says as a date.

    Args:
        text: As supplied.
        pivot: Two-figure years up to this year are of this century, later ones of the last.
        shift: Days to add to day counts: 1462 for workbooks that count from 1904.
    """
    folded = fold(text)
    found = _read(folded, pivot, shift)
    return found if found.form is not None else _read_cleared(folded, pivot, shift)


def _read_cleared(folded: str, pivot: int, shift: int) -> ReadDate:
    """Read what hides behind a weekday, unseen characters, an apostrophe or spaces around marks.

    A weekday must be that of the date; otherwise one of the two is wrong, and there is no telling which.
    """
    cleared = INVISIBLE.sub("", folded).translate(DASHES).removeprefix("'").strip()
    if "/" not in cleared:
        cleared = cleared.replace("\\", "/")
    weekday = _WEEKDAY.match(cleared)
    cleared = cleared[weekday.end() :] if weekday else cleared
    cleared = _BEFORE_TIME.sub(" ", _AROUND_MARK.sub(r"\1", cleared))
    if cleared == folded:
        return _NONE
    found = _read(cleared, pivot, shift)
    if weekday:
        day, swapped = (
            each if each and weekday[1].startswith(_WEEKDAYS[each.weekday()]) else None
            for each in (found.day, found.swapped)
        )
        found = found._replace(day=day, swapped=swapped)
    return found._replace(form=DateForm.OTHER) if found.form is DateForm.DAY_FIRST else found


def _read(folded: str, pivot: int, shift: int) -> ReadDate:
    if found := _NUMERIC.fullmatch(folded):
        return _numeric(found, pivot)
    if found := _ISO.fullmatch(folded) or _COMPACT.fullmatch(folded):
        return _other(int(found[1]), int(found[3]), int(found[4]), found.groups()[4:])
    if (found := _DAY_NAME.fullmatch(folded)) and found[2] in _MONTHS:
        return _other(_year(found[3], pivot), _MONTHS[found[2]], int(found[1]), found.groups()[3:])
    if (found := _NAME_DAY.fullmatch(folded)) and found[1] in _MONTHS:
        return _other(int(found[3]), _MONTHS[found[1]], int(found[2]), found.groups()[3:])
    if _SERIAL.fullmatch(folded) and _FIRST_SERIAL <= float(folded) <= _LAST_SERIAL:
        return _serial(float(folded), shift)
    return _NONE


def month_first(dates: Sequence[ReadDate]) -> bool:
    """Tell whether a column's text dates can only be read month first."""
    numeric = [each for each in dates if each.first]
    return any(each.first <= _DECEMBER < each.second for each in numeric) and not any(
        each.first > _DECEMBER for each in numeric
    )


def time_of(text: str) -> str:
    """Return the time of day that a date text carries, as ``HH:MM:SS``; empty for none or midnight."""
    return read_date(text, pivot=2069).time


def _numeric(found: re.Match[str], pivot: int) -> ReadDate:
    first, second, year = int(found[1]), int(found[3]), _year(found[4], pivot)
    time = _clock(found.groups()[4:])
    if first <= _DECEMBER < second:
        form = DateForm.MONTH_FIRST
    elif found[2] == "/" and len(found[4]) == len("2020") and not time:
        form = DateForm.DAY_FIRST
    else:
        form = DateForm.OTHER
    return ReadDate(form, _date(year, second, first), _date(year, first, second), first, second, time)


def _other(year: int, month: int, day: int, time: Sequence[str | None]) -> ReadDate:
    return ReadDate(DateForm.OTHER, _date(year, month, day), time=_clock(time))


def _serial(number: float, shift: int) -> ReadDate:
    seconds = round((number - int(number)) * _SECONDS)
    day = dt.date(1899, 12, 30) + dt.timedelta(int(number) + shift)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}" if seconds else ""
    return ReadDate(DateForm.OTHER, day, time=clock)


def _clock(parts: Sequence[str | None]) -> str:
    if not parts or parts[0] is None:
        return ""
    hour = int(parts[0])
    if parts[3] == "p" and hour < _NOON:
        hour += _NOON
    elif parts[3] == "a" and hour == _NOON:
        hour = 0
    clock = f"{hour:02d}:{int(parts[1] or 0):02d}:{int(parts[2] or 0):02d}"
    return "" if clock == "00:00:00" else clock


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
