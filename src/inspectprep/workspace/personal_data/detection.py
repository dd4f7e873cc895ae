"""Detection of a child's personal data in free text: identity numbers and dates of birth.

These are refused. The conditions keep false alarms rare:

- An NHS number: ten digits, without spaces or spaced 3-3-4, with the right check digit (modulus 11).
  One in eleven other numbers of ten digits also matches. Telephone numbers have eleven digits.
- A unique pupil number: the right check letter and twelve digits, or eleven digits and the letter of a
  temporary number.
- A date within forty characters of a word for birth (born, DOB, date of birth, birthday).
- A date that matches an age in the same text (aged 7, 7-year-old), counted to today.
- A date in figures, day first with the full year (12/05/2014), between two and twenty-five years ago.
  Case systems print dates of birth in this form. A date in ISO form or with its month in words is
  accepted unless there is a word for birth or an age near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_NHS = re.compile(r"(?<![\w.])(\d{3})([ -]?)(\d{3})\2(\d{4})(?!\w|\.\d)")
_UPN = re.compile(r"(?<!\w)([A-HJ-NP-RT-Z])(\d{11})([0-9A-HJ-NP-RT-Z])(?!\w)", re.IGNORECASE)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_FIGURES = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\w|[/.-]\d)")
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?!\w|-)")
_DAY_FIRST = re.compile(
    rf"(?<!\w)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -](\d{{4}}|\d{{2}})(?!\w)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\w)", re.IGNORECASE)
_BIRTH = re.compile(r"\b(?:d\.? ?o\.? ?b|born|birth ?date|birth ?day|date of birth)\b", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?:aged?:? (\d{1,2})\b|(\d{1,2})[ -]?(?:years?[ -]old|y/?o\b|yrs?[ -]old))", re.IGNORECASE
)
_NEAR = 40
_OLDEST = 25
_NEWEST = 2
_CENTURY = 100


def personal_data_in(text: str, today: date) -> Iterator[str]:
    """Yield a description of each possible item of personal data in a text, without repeating it.

    Args:
        text: Free text.
        today: The day on which it is written, from which ages are calculated.
    """
    if any(_is_nhs(match[1] + match[3] + match[4]) for match in _NHS.finditer(text)):
        yield "a possible NHS number"
    if any(_is_upn(*match.groups()) for match in _UPN.finditer(text)):
        yield "a possible unique pupil number"
    reason = _birth(text, today)
    if reason:
        yield reason


def _is_nhs(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _is_upn(letter: str, digits: str, last: str) -> bool:
    values = [*map(int, digits), int(last) if last.isdigit() else _UPN_LETTERS.index(last.upper())]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return _UPN_LETTERS[total % 23] == letter.upper()


def _birth(text: str, today: date) -> str:
    dates = [found for found in _dates(text, today) if found[1] <= today]
    births = [match.span() for match in _BIRTH.finditer(text)]
    ages = {int(match[1] or match[2]) for match in _AGE.finditer(text)}
    for (start, end), day, figures in dates:
        if any(start - _NEAR <= last and first <= end + _NEAR for first, last in births):
            return "a date of birth"
        age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
        if age in ages:
            return "a date that matches an age"
        if figures and _NEWEST <= age < _OLDEST:
            return "a possible date of birth in figures"
    return ""


def _dates(text: str, today: date) -> Iterator[tuple[tuple[int, int], date, bool]]:
    """Yield each date: its place, the date, and whether it is in the figures that case systems print."""
    for match in _FIGURES.finditer(text):
        printed = len(match[4]) == len("2014") and match[2] != "-"
        yield from _dated(match, match[4], match[3], match[1], today, figures=printed)
    for match in _ISO.finditer(text):
        yield from _dated(match, match[1], match[2], match[3], today)
    for match in _DAY_FIRST.finditer(text):
        yield from _dated(match, match[3], match[2], match[1], today)
    for match in _MONTH_FIRST.finditer(text):
        yield from _dated(match, match[3], match[1], match[2], today)


def _dated(
    match: re.Match[str], year: str, month: str, day: str, today: date, *, figures: bool = False
) -> Iterator[tuple[tuple[int, int], date, bool]]:
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
    whole = int(year)
    if whole < _CENTURY:
        whole += today.year - today.year % _CENTURY
        whole -= _CENTURY if whole > today.year else 0
    try:
        yield match.span(), date(whole, number, int(day)), figures
    except ValueError:
        return
