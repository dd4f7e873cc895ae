"""Dates and periods in every form in which reports write them.

A period may have its month or year once (``12 to 23 February 2024``), go over the end of a year, have
weekdays or ordinals, or be in numbers. One text may have several periods.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from inspectprep_published.report import Fieldwork

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?,?\s+)?(?:the\s+)?"
_DAY = (
    rf"{_WEEKDAY}(?:\d{{1,2}}\s*[/.]\s*\d{{1,2}}\s*[/.]\s*(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|\d{{1,2}}(?!\d)(?:\s?(?:st|nd|rd|th)\b)?(?:\s*(?:of\s+)?{_MONTH})?(?:,?\s*(?:19|20)\d\d(?!\d))?)"
)
_LINK = (
    r"\s*(?:(?:to|until|till|through|[,;]?\s*(?:and|plus|then|followed\s+by)|&|,|;|/|\+|[-\u2012-\u2015\u2212]+)"
    r"(?:\s+(?:then|also|again|from|between|on)\b)*)\s*"
)
EXPRESSION = rf"{_DAY}(?:{_LINK}{_DAY})*"
"""The regular expression of dates in a row. Ignore case."""

_PARTS = re.compile(
    rf"(?:(?P<d>\d{{1,2}})\s*[/.]\s*(?P<m>\d{{1,2}})\s*[/.]\s*(?P<y>\d{{4}}|\d{{2}})(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?!\d)(?:\s?(?:st|nd|rd|th)\b)?(?:\s*(?:of\s+)?(?P<month>{_MONTH}))?(?:,?\s*(?P<year>(?:19|20)\d\d)(?!\d))?)",
    re.IGNORECASE,
)
_EXPRESSION = re.compile(EXPRESSION, re.IGNORECASE)
_RANGE = re.compile(r"\b(?:to|until|till|through)\b|[-\u2012-\u2015\u2212]", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between|on)\s*$", re.IGNORECASE)
_LONGEST = 75
"""The most days from the first to the last day of a period of fieldwork."""


class _Part(NamedTuple):
    day: int
    month: int | None
    year: int | None


def read_periods(text: str, *, between: bool = False) -> tuple[Fieldwork, ...]:
    """Return the periods that a text begins with, in order. None if it begins with no valid date.

    Args:
        text: The text, such as ``5 to 9 December 2022 and 14 to 15 February 2023``. What follows is ignored.
        between: Whether the word *between* comes before it, so that *and* is between the first and last day.
    """
    match = _EXPRESSION.match(text.strip())
    if not match:
        return ()
    found = list(_PARTS.finditer(match[0]))
    parts = [_part(each) for each in found]
    links = [match[0][one.end() : two.start()] for one, two in pairwise(found)]
    groups = _groups(parts, links, between=between)
    try:
        return _dated(groups)
    except ValueError:
        return ()


def read_date(text: str) -> date | None:
    """Return the date that a text begins with. None if it begins with none that has its month and year."""
    periods = read_periods(text)
    return periods[0].start if len(periods) == 1 and periods[0].start == periods[0].end else None


def _part(match: re.Match[str]) -> _Part:
    if match["d"]:
        year = int(match["y"])
        return _Part(int(match["d"]), int(match["m"]), year if year > 99 else 2000 + year)
    month = _MONTHS[match["month"][:3].casefold()] if match["month"] else None
    return _Part(int(match["day"]), month, int(match["year"]) if match["year"] else None)


def _groups(parts: list[_Part], links: list[str], *, between: bool) -> list[list[_Part]]:
    """Return the parts of each period: its first and last day, or its only one."""
    groups = [[parts[0]]]
    for part, link in zip(parts[1:], links, strict=True):
        last = groups[-1]
        if _FROM.search(link):
            between = link.casefold().rstrip().endswith("between")
            groups.append([part])
            continue
        if len(last) == 1 and (_RANGE.search(link) or between or _continues(last[0], part)):
            last.append(part)
        else:
            groups.append([part])
    return groups


def _continues(first: _Part, second: _Part) -> bool:
    """Return whether two days that *and* joins are one after the other, as in ``14 and 15 February``."""
    return first.month is None and second.day == first.day + 1


def _dated(groups: list[list[_Part]]) -> tuple[Fieldwork, ...]:
    """Return the periods, with months and years that are written once.

    Raises:
        ValueError: if a day does not exist, or has no month or year.
    """
    month: int | None = None
    year: int | None = None
    filled: list[tuple[_Part, _Part]] = []
    # What is not written is that of the next date. Only the last can be without one.
    for group in reversed(groups):
        last = group[-1]
        month, year = last.month or month, last.year or year
        last = last._replace(month=month, year=year)
        first = group[0]
        if len(group) > 1:
            month, year = first.month or month, first.year or year
            first = first._replace(month=month, year=year)
        else:
            first = last
        filled.append((first, last))
    filled.reverse()
    known = next((part.year for group in groups for part in group if part.year), None)
    months = next((part.month for group in reversed(groups) for part in group[::-1] if part.month), None)
    periods: list[Fieldwork] = []
    for first, last in filled:
        last_month, last_year = last.month or months, last.year or known
        if last_month is None or last_year is None:
            raise ValueError
        end = date(last_year, last_month, last.day)
        start = date(first.year or last_year, first.month or last_month, first.day)
        if start > end and first.year == last.year:
            start = date(start.year - 1, start.month, start.day)
        periods.append(Fieldwork(start=start, end=end))
    for number in range(len(periods) - 2, -1, -1):
        period, written = periods[number], any(part.year for part in groups[number])
        if not written and period.start > periods[number + 1].start:
            earlier = {
                name: day.replace(year=day.year - 1)
                for name, day in (("start", period.start), ("end", period.end))
            }
            periods[number] = Fieldwork(**earlier)
    return _joined(periods) if all(_is_plausible(period) for period in periods) else ()


def _joined(periods: list[Fieldwork]) -> tuple[Fieldwork, ...]:
    """Return the periods, with those that follow one another without a day between as one."""
    joined: list[Fieldwork] = []
    for period in periods:
        if joined and period.start == joined[-1].end + timedelta(days=1):
            joined[-1] = Fieldwork(start=joined[-1].start, end=period.end)
        else:
            joined.append(period)
    return tuple(joined)


def _is_plausible(period: Fieldwork) -> bool:
    return timedelta() <= period.end - period.start <= timedelta(days=_LONGEST)
