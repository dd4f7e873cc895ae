"""Dates and times as people write them, with the day before the month. Nothing is guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from inspectprep.errors import closest
from inspectprep.model.offset import WEEKDAYS

DATE_FORMATS = "9 April 2018 or 2018-04-09. In figures, such as 9/4, the day comes first"
"""Examples of dates that :func:`read_day` reads."""
TIME_FORMATS = "9:00, 9.30, 9am or 16:30"
"""Examples of times that :func:`read_clock` reads."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAY = r"(?:(?P<weekday>[a-z]+)\.?,? )?"
_ISO = re.compile(rf"{_WEEKDAY}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII | re.IGNORECASE)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<day>\d\d?) ?(?P<mark>[/.-]) ?(?P<month>\d\d?) ?(?P=mark) ?(?P<year>\d+)",
    re.ASCII | re.IGNORECASE,
)
_WORDS = re.compile(
    rf"{_WEEKDAY}(?P<day>\d\d?)(?:st|nd|rd|th)?[ -]?(?:of )?(?P<month>[a-z]+)\.?,?[ -]?(?P<year>\d+)",
    re.ASCII | re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"{_WEEKDAY}\d\d?(?:(?:st|nd|rd|th)?[ -]?(?:of )?[a-z]+|[/.]\d\d?)\.?", re.ASCII | re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap])?(?(half)\.?m\.?)", re.ASCII | re.IGNORECASE
)
_SHORTEST = 3
_NOON = 12


def read_day(text: str) -> date:
    """Return the date in a text such as ``Mon 9 April 2018``, ``09/04/2018`` or ``2018-04-09``.

    The day comes before the month, except in the last form.

    Raises:
        ValueError: if it is not a date. The message says why.
    """
    plain = " ".join(text.split())
    match = _NUMBERS.fullmatch(plain) or _WORDS.fullmatch(plain) or _ISO.fullmatch(plain)
    if not match:
        why = "the year is missing" if _YEARLESS.fullmatch(plain) else ""
        raise _refused(text, "date", why, DATE_FORMATS)
    try:
        return _day(match["day"], match["month"], match["year"], match["weekday"] or "")
    except ValueError as error:
        # A date in figures is not repeated: it can look like a date of birth, which messages hide.
        shown = "" if match.re is _NUMBERS else text
        raise _refused(shown, "date", f"{error}", DATE_FORMATS) from None


def read_clock(text: str) -> str:
    """Return the time in a text such as ``9am``, ``9.30`` or ``16:30`` on the 24-hour clock: ``09:00``.

    A time without am or pm is on the 24-hour clock already.

    Raises:
        ValueError: if it is not a time. The message says why.
    """
    match = _CLOCK.fullmatch(" ".join(text.split()))
    if not match:
        raise _refused(text, "time", "", TIME_FORMATS)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if not half and match["minute"] is None:
        raise _refused(text, "time", "add am or pm, or the minutes", TIME_FORMATS)
    if minute > 59:
        raise _refused(text, "time", "an hour has 60 minutes", TIME_FORMATS)
    if half and not 1 <= hour <= _NOON:
        raise _refused(text, "time", "with am or pm, the hour is from 1 to 12", TIME_FORMATS)
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour > 23:
        raise _refused(text, "time", "the hour is from 0 to 23", TIME_FORMATS)
    return f"{hour:02}:{minute:02}"


def _day(day: str, month: str, year: str, weekday: str) -> date:
    if len(year) != len("2018"):
        raise ValueError("write the year with four digits")
    number = int(month) if month.isdigit() else _place(month, MONTHS)
    if number is None:
        raise ValueError(_unknown(month, MONTHS, "month"))
    if not 1 <= number <= len(MONTHS):
        raise ValueError(f"the number in the middle is the month, from 1 to {len(MONTHS)}, and not {number}")
    if int(year) == 0:
        raise ValueError("there is no year 0")
    longest = monthrange(int(year), number)[1]
    if not 1 <= int(day) <= longest:
        raise ValueError(f"{MONTHS[number - 1]} {year} has {longest} days")
    written = date(int(year), number, int(day))
    if weekday:
        stated = _place(weekday, WEEKDAYS)
        if stated is None:
            raise ValueError(_unknown(weekday, WEEKDAYS, "weekday"))
        if stated - 1 != written.weekday():
            right = WEEKDAYS[written.weekday()].capitalize()
            raise ValueError(f"{written.day} {MONTHS[number - 1]} {year} is a {right}")
    return written


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of a name, from 1. It may be cut to its first three letters or more."""
    word = "wednesday" if word.casefold() == "weds" else word
    for place, name in enumerate(names, 1):
        if len(word) >= _SHORTEST and name.casefold().startswith(word.casefold()):
            return place
    return None


def _unknown(word: str, names: tuple[str, ...], noun: str) -> str:
    """Return the reason why a word is not a name, with the names that may be meant."""
    begin = [name.capitalize() for name in names if name.casefold().startswith(word.casefold())]
    if begin:
        return f"{word!r} can be {' or '.join(begin)}. Write at least {_SHORTEST} letters"
    near = closest(word, names)
    write = near.capitalize() if near else f"it in full, such as {names[0].capitalize()}"
    return f"{word!r} is not the name of a {noun}. Write {write}"


def _refused(text: str, noun: str, why: str, examples: str) -> ValueError:
    reason = f": {why}" if why else ""
    subject = repr(text) if text else "This"
    return ValueError(f"{subject} is not a valid {noun}{reason}. Examples: {examples}.")
