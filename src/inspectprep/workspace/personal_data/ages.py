"""Ages in folded text, in years and in months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

_OLD = r"(?:old|of[\W_]{1,3}age)"
_NUMBER = r"(?<!\d)(\d{1,2})"
_HALF = r"(?:[\W_]{1,3}and[\W_]{1,3}a[\W_]{1,3}half)?[\W_]{0,3}"
_MONTHS = r"(?:months?|mths?|mos?)"
_IN_YEARS = r"(?:[\W_]{1,3}(?:in[\W_]{1,3})?(?:years|yrs))?"
_JUST = r"(?:\s+(?:of|at|is|was|about|just|only|nearly|almost)(?![a-z]))*"
_NOT_MONTHS = r"(?!\d|[\W_]{0,3}(?:month|mth|week|wk|day)s?(?![a-z]))"
_NOT_A_GROUP = r"(?!\s?(?:to|and|or)\s(?:\d|over|under|above)|\s?\+)"
_CHILD = r"(?:he|she|who|boy|girl|child)[\W_]{1,3}(?:i?s|was)|(?:boy|girl|son|daughter)(?:[\W_]{1,3}of)?"
_NOT_A_COUNT = r"(?!\d|[\W_]{0,2}(?:%|per|of|year|month))"
_YEARS = tuple(
    LazyPattern(pattern)
    for pattern in (
        rf"(?<![a-z])age[ds]?(?![a-z]){_IN_YEARS}{_JUST}[\W_]{{0,4}}(\d{{1,2}}){_NOT_MONTHS}{_NOT_A_GROUP}",
        rf"{_NUMBER}{_HALF}(?:(?:years?|yrs?)[\W_]{{0,3}}{_OLD}|y[\W_]{{0,3}}o)(?![a-z])",
        rf"{_NUMBER}[\W_]{{0,2}}y(?:rs?)?(?![a-z])",
        rf"(?<![a-z])(?:turn(?:s|ed|ing)|{_CHILD})[\W_]{{1,3}}(\d{{1,2}}){_NOT_A_COUNT}",
    )
)
_SHORTER = {
    1: _MONTHS,
    4: r"(?:weeks?|wks?)",
    30: r"days?",
}
_IN_MONTHS = tuple(
    (per_month, LazyPattern(pattern))
    for per_month, unit in _SHORTER.items()
    for pattern in (
        rf"{_NUMBER}[\W_]{{0,3}}{unit}[\W_]{{0,3}}{_OLD}(?![a-z])",
        rf"(?<![a-z])aged?[\W_]{{1,4}}(\d{{1,2}})[\W_]{{0,3}}{unit}(?![a-z])",
    )
)
_CUE = LazyPattern(
    r"(?<![a-z])age|old(?![a-z])|\d[\W_]{0,3}y|turn|(?:s|was|boy|girl|son|daughter|of)[\W_]{1,3}\d"
)
# "Case (7)" and "regulation 17(7)" are not ages.
_LABEL = LazyPattern(
    r"(?:\d|(?<![a-z])(?:case|appendix|annex|footnote|note|section|regulation|paragraph|item|table|visit|request"
    r"|claim|child|part|rule|article|action|step|schedule|list|figure|page)s?\s?)$"
)
_BARE = LazyPattern(r"\((\d{1,2})\)|(?<!\d)(\d{1,2})\syears?(?![a-z])|(?<![a-z])is\s(\d{1,2})(?!\d)")


class Age(NamedTuple):
    """An age in a text.

    Attributes:
        start: The place of its first character.
        end: The place after its last character.
        number: The number of completed years or months.
        months: True if it is in months.
    """

    start: int
    end: int
    number: int
    months: bool


def ages_in(folded: str) -> Iterator[Age]:
    """Yield every age in a folded text, with numbers in figures."""
    if not _CUE.search(folded):
        return
    for pattern in _YEARS:
        for match in pattern.finditer(folded):
            yield Age(match.start(), match.end(), int(match[1]), months=False)
    for per_month, pattern in _IN_MONTHS:
        for match in pattern.finditer(folded):
            yield Age(match.start(), match.end(), int(match[1]) // per_month, months=True)


def bare_ages_in(folded: str) -> Iterator[Age]:
    """Yield every number that is an age only if a date is directly beside it, such as (7) or 7 years."""
    for match in _BARE.finditer(folded):
        if match[1] and _LABEL.search(folded[max(0, match.start() - 20) : match.start()]):
            continue
        number = int(match[1] or match[2] or match[3])
        yield Age(match.start(), match.end(), number, months=False)
