"""The dates of a history. In figures, a column shows by its own dates whether the day comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from inspectprep.calendar.written import read_day

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00)?(?:\.0+)?)?", re.ASCII)
_FIGURES = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_EXAMPLE = "Write it as 2018-04-09"


def is_day_first(texts: Iterable[str]) -> bool:
    """Return whether the dates in figures of a column show that the day comes before the month.

    They do if the first number of one is above 12, and the second number of none.
    """
    figures = [match for match in map(_FIGURES.fullmatch, texts) if match]
    return any(int(match[1]) > 12 for match in figures) and all(int(match[3]) <= 12 for match in figures)


def read_date(text: str, *, day_first: bool) -> date:
    """Return a date such as ``2018-04-09``, ``9 April 2018`` or, where the day comes first, ``09/04/2018``.

    Args:
        text: The text.
        day_first: Whether the column shows that the day comes first in figures.

    Raises:
        ValueError: if it is not a date, or can be two. The message says what to write.
    """
    try:
        day = _date(text, day_first=day_first)
    except ValueError as error:
        raise ValueError(f"This date cannot be read: {error}. {_EXAMPLE}.") from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"The year {day.year} cannot be right. {_EXAMPLE}.")
    return day


def _date(text: str, *, day_first: bool) -> date:
    if iso := _ISO.fullmatch(text):
        return date.fromisoformat(iso[1])
    if figures := _FIGURES.fullmatch(text):
        if not day_first and int(figures[1]) <= 12 and int(figures[3]) <= 12 and figures[1] != figures[3]:
            raise ValueError("the day or the month may come first")
        if int(figures[3]) > 12:
            raise ValueError("the second number is the month, and is at most 12")
        return date(int(figures[4]), int(figures[3]), int(figures[1]))
    if text.isdecimal():
        raise ValueError("it is a number, as spreadsheets store dates. Show the column as dates")
    if not any(character.isalpha() for character in text):
        raise ValueError("its form is not known")
    try:
        return read_day(text)
    except ValueError:
        raise ValueError("its form is not known") from None
