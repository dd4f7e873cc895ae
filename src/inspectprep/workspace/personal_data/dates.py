"""Dates in folded text, in every form in which people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_CENTURY = 100
_SIGN = r"\s{0,3}[-/._\\|*~'+=]{1,2}\s{0,3}"
_BETWEEN = rf"(?:{_SIGN}|\s{{1,3}}|[,:;])"
_GAP = r"[\W_]{0,4}"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_NUMBER = r"(?P<month>\d{1,2})"
_NUMERAL = rf"(?P<month>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]{{0,7}})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_SHORT_YEAR = r"'?(?P<year>\d{2})(?!\d)"
_ANY_YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
_TH = r"(?:st|nd|rd|th)?"


class Style(Enum):
    """The style in which a date is typed."""

    FIGURES = auto()
    """Day first and the year in full, or the year first with slashes. Case systems print these."""
    SHORT = auto()
    """In figures with a year of two digits, or without signs."""
    ISO = auto()
    WORDS = auto()
    """With the name of its month."""


class TypedDate(NamedTuple):
    """A date in a text.

    Attributes:
        start: The place of its first character.
        end: The place after its last character.
        day: The date.
        style: The style.
    """

    start: int
    end: int
    day: date
    style: Style


_YEAR_FIRST = r"(?<!\d)(?P<year>\d{4})"
_LAST_DAY = r"(?P<day>\d{1,2})(?!\d)"
_OF = rf"(?:day{_GAP})?(?:of{_GAP})?(?:the month of{_GAP})?"
_IN = rf"(?:(?:in|of){_GAP})?(?:the year{_GAP})?(?:of{_GAP})?"
_PATTERNS = {
    Style.FIGURES: (
        rf"{_DAY}{_BETWEEN}{_NUMBER}{_BETWEEN}{_YEAR}",
        rf"{_YEAR_FIRST}(?P<sign>[/_\\|]){_NUMBER}(?P=sign){_LAST_DAY}",
        r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)(?!\d)",
    ),
    Style.ISO: (
        rf"{_YEAR_FIRST}{_BETWEEN}{_NUMBER}{_BETWEEN}{_LAST_DAY}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    ),
    Style.SHORT: (
        rf"{_DAY}{_BETWEEN}{_NUMBER}{_BETWEEN}{_SHORT_YEAR}",
        r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)(?!\d)",
        rf"{_DAY}{_BETWEEN}{_NUMERAL}{_BETWEEN}{_ANY_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th){_GAP}(?:day{_GAP})?(?:of{_GAP})?(?:the{_GAP})?{_NUMBER}{_TH}{_GAP}(?:month{_GAP})?{_IN}{_ANY_YEAR}",
    ),
    Style.WORDS: (
        rf"{_DAY}{_TH}{_GAP}{_OF}{_MONTH}{_GAP}{_IN}{_ANY_YEAR}",
        rf"(?<![a-z]){_MONTH}{_GAP}(?:the{_GAP})?(?P<day>\d{{1,2}}){_TH}(?!\d){_GAP}{_IN}{_ANY_YEAR}",
        rf"{_YEAR_FIRST}{_GAP}{_MONTH}{_GAP}(?:the{_GAP})?{_LAST_DAY}",
    ),
}
_COMPILED = tuple((style, LazyPattern(text)) for style, texts in _PATTERNS.items() for text in texts)


def dates_in(folded: str, today: date, styles: frozenset[Style] = frozenset(Style)) -> Iterator[TypedDate]:
    """Yield every date in a folded text, in the given styles.

    A year of two digits is the latest such year that is not after `today`. A date whose day and month are in
    the American order is read so if it is not valid otherwise.

    Args:
        folded: A folded text, with numbers in figures.
        today: The day on which it is written.
        styles: The styles to look for.
    """
    for style, pattern in _COMPILED:
        if style in styles:
            for match in pattern.finditer(folded):
                day = _date(match, today)
                if day is not None and not _in_a_path(match):
                    yield TypedDate(match.start(), match.end(), day, style)


def _in_a_path(match: re.Match[str]) -> bool:
    """Return whether the year, the month and the day are names of folders: ``reports/2014/05/12/a.pdf``."""
    whole = match.string[max(match.start() - 1, 0) : match.end() + 1]
    path = any(whole[0] == sign == whole[-1] and whole.count(sign) == 4 for sign in "/\\")
    return path and " " not in whole


def _date(match: re.Match[str], today: date) -> date | None:
    year, day = int(match["year"]), int(match["day"])
    word = match["month"]
    if year < _CENTURY:
        year += today.year - today.year % _CENTURY
        year -= _CENTURY if year > today.year else 0
    if word.isdigit():
        return _valid(year, int(word), day) or _valid(year, day, int(word))
    month = _ROMAN.index(word) if word in _ROMAN else _MONTHS.index(word[:3])
    return _valid(year, month + 1, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
