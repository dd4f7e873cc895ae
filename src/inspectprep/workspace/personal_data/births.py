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
_BIRTH = LazyPattern(
    r"(?<![a-z])(?:d[\W_]{0,3}o[\W_]{0,3}b(?:'?s)?|born|b(?:irth)?[\W_]{0,3}(?:da(?:y|te)s?|d)"
    r"|birth[\W_]{1,3}cert(?:ificate)?|d(?:ates?)?[\W_]{0,3}of[\W_]{0,3}b(?:irths?)?)(?![a-z])"
)
_BEFORE = LazyPattern(
    r"(?<![a-z])(?:b|birth|edd|new[\W_]?born)(?:[\W_]{0,3}(?:was|is|on|the)(?![a-z]))*[\W_]{0,4}$"
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
    birth = bool(_CUE.search(folded))
    ages = tuple(ages_in(folded))
    births = [match.span() for match in _BIRTH.finditer(folded)] if birth else []
    bare = tuple(bare_ages_in(folded))
    styles = frozenset(Style) if birth or ages or bare else _PRINTED
    for typed in dates_in(folded, today, styles):
        if birth and (_beside(typed, births) or _next_to(folded, typed)):
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
    before = folded[max(0, typed.start - 30) : typed.start]
    return _BEFORE.search(before) is not None or _BEHIND.match(folded, typed.end) is not None


def _beside(typed: TypedDate, births: list[tuple[int, int]]) -> bool:
    return any(typed.start - _NEAR <= end and start <= typed.end + _NEAR for start, end in births)


def _distance(age: Age, typed: TypedDate) -> int:
    return max(typed.start - age.end, age.start - typed.end, 0)


def _years(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _months(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
