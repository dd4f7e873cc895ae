"""Dates of birth in folded text.

A date is refused in three cases:

- It is in figures, two to twenty-five years ago. Case systems print dates of birth in this form.
- A word for birth is beside it, such as *born*, *DOB* or *b.*
- It matches an age in the text, or may match the age that is beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from inspectprep.workspace.personal_data.dates import Style, TypedDate, dates_in
from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

_NEAR, _ADJACENT = 40, 15
_NEWEST, _OLDEST = 2, 25
_PRINTED = frozenset((Style.FIGURES,))
_BIRTH = LazyPattern(
    r"(?<![a-z])(?:d[\W_]{0,3}o[\W_]{0,3}b|born|b(?:irth)?[\W_]{0,3}(?:da(?:y|te)s?|d)"
    r"|d(?:ates?)?[\W_]{0,3}of[\W_]{0,3}b(?:irths?)?)(?![a-z])"
)
_DIRECTLY = LazyPattern(r"(?<![a-z])(?:b|birth)(?:[\W_]{0,3}(?:was|is|on|the)(?![a-z]))*[\W_]{0,4}$")
_CUE = LazyPattern(r"born|birth|(?<![a-z])b(?![a-z])|(?<![a-z])(?:d[\W_]{0,3}o[\W_]{0,3}b|b[\W_]{0,3}d)")
_OLD = r"(?:old|of[\W_]{1,3}age)"
_NUMBER = r"(?<!\d)(\d{1,2})"
_HALF = r"(?:[\W_]{1,3}and[\W_]{1,3}a[\W_]{1,3}half)?[\W_]{0,3}"
_MONTHS = r"(?:months?|mths?|mos?)"
_IN_YEARS = r"(?:[\W_]{1,3}(?:in[\W_]{1,3})?(?:years|yrs))?"
_JUST = r"(?:\s+(?:of|at|is|was|about|just|only|nearly|almost)(?![a-z]))*"
_NOT_MONTHS = r"(?!\d|[\W_]{0,3}(?:month|mth|week|wk|day)s?(?![a-z]))"
_CHILD = r"(?:he|she|who|boy|girl|child)[\W_]{1,3}(?:i?s|was)"
_NOT_A_COUNT = r"(?!\d|[\W_]{0,2}(?:%|per|of|year|month))"
_YEARS = tuple(
    LazyPattern(pattern)
    for pattern in (
        rf"(?<![a-z])age[ds]?(?![a-z]){_IN_YEARS}{_JUST}[\W_]{{0,4}}(\d{{1,2}}){_NOT_MONTHS}",
        rf"{_NUMBER}{_HALF}(?:(?:years?|yrs?)[\W_]{{0,3}}{_OLD}|y[\W_]{{0,3}}o)(?![a-z])",
        rf"{_NUMBER}[\W_]{{0,2}}y(?:rs?)?(?![a-z])",
        rf"(?<![a-z])(?:turn(?:s|ed|ing)|{_CHILD})[\W_]{{1,3}}(\d{{1,2}}){_NOT_A_COUNT}",
    )
)
_IN_MONTHS = tuple(
    LazyPattern(pattern)
    for pattern in (
        rf"{_NUMBER}[\W_]{{0,3}}{_MONTHS}[\W_]{{0,3}}{_OLD}(?![a-z])",
        rf"(?<![a-z])aged?[\W_]{{1,4}}(\d{{1,2}})[\W_]{{0,3}}{_MONTHS}(?![a-z])",
    )
)
_AGE_CUE = LazyPattern(r"(?<![a-z])age|old(?![a-z])|\d[\W_]{0,3}y|turn|(?:s|was)[\W_]{1,3}\d")
_BARE = LazyPattern(r"\((\d{1,2})\)|(?<!\d)(\d{1,2})\syears?(?![a-z])")


class _Age(NamedTuple):
    start: int
    end: int
    number: int
    months: bool


def birth_in(folded: str, today: date) -> tuple[int, str] | None:
    """Return the place and the kind of the first date of birth in a folded text; None if there is none.

    Args:
        folded: A folded text, with numbers in figures.
        today: The day on which it is written.
    """
    birth = bool(_CUE.search(folded))
    ages = tuple(_ages(folded)) if _AGE_CUE.search(folded) else ()
    births = [match.span() for match in _BIRTH.finditer(folded)] if birth else []
    bare = [
        _Age(match.start(), match.end(), int(match[1] or match[2]), months=False)
        for match in _BARE.finditer(folded)
    ]
    styles = frozenset(Style) if birth or ages or bare else _PRINTED
    for typed in dates_in(folded, today, styles):
        if birth and (
            _beside(typed, births) or _DIRECTLY.search(folded[max(0, typed.start - 30) : typed.start])
        ):
            return typed.start, "a date of birth"
        if typed.day > today:
            continue
        years = _years(typed.day, today)
        if any(_matches(age, typed, today) for age in ages) or any(
            abs(age.number - years) <= 1 and _distance(age, typed) <= 3 for age in bare
        ):
            return typed.start, "a date that matches an age"
        if typed.style is Style.FIGURES and _NEWEST <= years < _OLDEST:
            return typed.start, "a possible date of birth in figures"
    return None


def _ages(folded: str) -> Iterator[_Age]:
    for patterns, months in ((_YEARS, False), (_IN_MONTHS, True)):
        for pattern in patterns:
            for match in pattern.finditer(folded):
                yield _Age(match.start(), match.end(), int(match[1]), months)


def _matches(age: _Age, typed: TypedDate, today: date) -> bool:
    years, months = _years(typed.day, today), _months(typed.day, today)
    apart = _distance(age, typed)
    if age.months:
        return age.number == months or (apart <= _NEAR and abs(age.number - months) <= 1)
    if age.number == years or (apart <= _NEAR and abs(age.number - years) <= 1):
        return True
    # A text may be older than today, so the child may be older than it says.
    return apart <= _ADJACENT and age.number <= years < _OLDEST


def _beside(typed: TypedDate, births: list[tuple[int, int]]) -> bool:
    return any(typed.start - _NEAR <= end and start <= typed.end + _NEAR for start, end in births)


def _distance(age: _Age, typed: TypedDate) -> int:
    return max(typed.start - age.end, age.start - typed.end, 0)


def _years(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _months(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
