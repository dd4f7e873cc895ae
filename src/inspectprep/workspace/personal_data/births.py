"""Dates of birth in folded text.

A date is refused in three cases:

- It is in figures, two to twenty-five years ago. Case systems print dates of birth in this form.
- A word for birth is beside it, such as *born*, *DOB* or *b.*
- It matches an age in the text, or may match the age that is beside it.
"""

from __future__ import annotations

from datetime import date

from inspectprep.workspace.personal_data.ages import Age, ages_in, bare_ages_in
from inspectprep.workspace.personal_data.dates import Style, TypedDate, dates_in
from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

_FAR, _NEAR, _ADJACENT = 120, 40, 15
_NEWEST, _OLDEST = 2, 25
_PRINTED = frozenset((Style.FIGURES,))
# A date has a number for the day and one for the year, or is one number of six digits or more.
_TWO_NUMBERS = LazyPattern(r"\d\D+\d|\d{6}")
_BIRTH = LazyPattern(
    r"(?<![a-z])(?:d[\W_]{0,3}o[\W_]{0,3}b(?:'?s)?|born|b(?:irth)?[\W_]{0,3}(?:da(?:y|te)s?|d)(?!\W{1,3}(?:part|card|celebr))"
    r"|birth[\W_]{1,3}cert(?:ificate)?|d(?:ates?)?[\W_]{0,3}of[\W_]{0,3}b(?:irths?)?)(?![a-z])"
)
_BEFORE = LazyPattern(
    r"(?<![a-z])(?:(?P<letter>b)|birth|edd|new[\W_]?born)(?:[\W_]{0,3}(?:was|is|on|the)(?![a-z]))*[\W_]{0,4}$"
)
# "Section B", "Table 3 b" and "version b" are not births.
_LABEL = LazyPattern(
    r"(?:\d\s?|(?<![a-z])(?:section|option|table|plan|group|version|part|item|appendix|annex|schedule|block|class"
    r"|column|list|team|band|type|level|category|route|form)[\W_]{0,3})$"
)
# "Born since 1 April" is about a group, and "date of birth is missing" about records.
_YEAR = LazyPattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NOT_OF_ONE = LazyPattern(
    r"missing|blank|rows|incomplete|(?:since|after|before|between|from)[\s]*(?:the\s)?$"
)
_BEHIND = LazyPattern(r"[\W_]{0,4}birth[\W_]*(?:$|\n)")
_CUE = LazyPattern(
    r"born|birth|(?<![a-z])(?:b|edd)(?![a-z])|(?<![a-z])(?:d[\W_]{0,3}o[\W_]{0,3}b|b[\W_]{0,3}d)"
)


def birth_in(folded: str, today: date) -> tuple[int, str] | None:
    """Return the place and the kind of the first date of birth in a folded text; None if there is none.

    Args:
        folded: A folded text, with numbers in figures.
        today: The day on which it is written.
    """
    if not _TWO_NUMBERS.search(folded):
        return None
    birth = bool(_CUE.search(folded))
    ages = tuple(ages_in(folded))
    births = [match.span() for match in _BIRTH.finditer(folded)] if birth else []
    bare = tuple(bare_ages_in(folded))
    styles = frozenset(Style) if birth or ages or bare else _PRINTED
    for typed in dates_in(folded, today, styles):
        if birth and (_beside(folded, typed, births) or _next_to(folded, typed)):
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


def _matches(age: Age, typed: TypedDate, today: date) -> bool:
    years, months = _years(typed.day, today), _months(typed.day, today)
    apart = _distance(age, typed)
    if age.months:
        return abs(age.number - months) <= (1 if apart <= _NEAR else 0) and apart <= _FAR
    if abs(age.number - years) <= (1 if apart <= _NEAR else 0) and apart <= _FAR:
        return True
    # A text may be older than today, so the child may be older than it says.
    return apart <= _ADJACENT and age.number <= years < _OLDEST


def _next_to(folded: str, typed: TypedDate) -> bool:
    """Return whether a word that may mean birth is directly before or after a date."""
    if _BEHIND.match(folded, typed.end):
        return True
    start = max(0, typed.start - 50)
    word = _BEFORE.search(folded[start : typed.start])
    return word is not None and not (word["letter"] and _LABEL.search(folded[start : start + word.start()]))


def _beside(folded: str, typed: TypedDate, births: list[tuple[int, int]]) -> bool:
    for start, end in births:
        if end <= typed.start <= end + _NEAR:
            between = folded[end : typed.start]
            other_year = any(int(year) != typed.day.year for year in _YEAR.findall(between))
            if not (other_year or _NOT_OF_ONE.search(between)):
                return True
        if typed.end <= start <= typed.end + _NEAR:
            return True
    return False


def _distance(age: Age, typed: TypedDate) -> int:
    return max(typed.start - age.end, age.start - typed.end, 0)


def _years(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _months(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
