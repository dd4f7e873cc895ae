"""Detection of a child's personal data in free text: identity numbers and dates of birth.

The text is folded first (:mod:`inspectprep.workspace.personal_data.folding`), so that fullwidth digits, soft
hyphens and other forms make no difference. The conditions are those of
:mod:`inspectprep.workspace.personal_data.identity_numbers` and
:mod:`inspectprep.workspace.personal_data.births`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from inspectprep.model.representation import with_one_line
from inspectprep.workspace.personal_data.births import birth_in
from inspectprep.workspace.personal_data.folding import figures_for_words, fold
from inspectprep.workspace.personal_data.identity_numbers import (
    has_ten_digits,
    nhs_number_in,
    pupil_number_in,
)
from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

NHS_NUMBER = "a possible NHS number"
PUPIL_NUMBER = "a possible unique pupil number"
ID = "the id of a child in a loaded list"
NAME = "the name of a child in a loaded list"

_SHORTEST = len("3/4/12")
_ONLY_A_DATE = LazyPattern(r"\d{4}-\d\d-\d\d")
_DIGIT = LazyPattern(r"\d")
_THREE_DIGITS = LazyPattern(r"\d\D*\d\D*\d")
_DATED = "jan feb mar apr may jun jul aug sep oct nov dec born birth".split()
# Short texts in which nothing was found: many records repeat ids, dates, words and names of teams.
_CLEAN: set[tuple[str, date]] = set()
_LONGEST_REPEATED = 100
_MOST_REPEATED = 200
_LEAST_WORDS = 10 * len("oh")
_UNITS = "zero oh one two three four five six seven eight nine".split()
# Not numbers of children: checksums, ids of stores, sums of money.
_OTHER = LazyPattern(
    r"(?<![0-9a-z])(?=[0-9]*[a-f])(?:[0-9a-f]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z])"
    r"|^evidence/[0-9a-f]{12}-"
    r"|[\u00a3\u20ac$]\s?\d[\d,. ]*"
)


@with_one_line
class Finding(NamedTuple):
    """A possible item of personal data in a text.

    Attributes:
        line: The number of its line, from 1.
        what: A description that does not repeat the value.
    """

    line: int
    what: str


def personal_data_in(text: str, today: date) -> Sequence[str]:
    """Return a description of each kind of personal data in a text, without repeating it.

    Args:
        text: Free text.
        today: The day on which it is written, from which ages are calculated.
    """
    if (text, today) in _CLEAN:
        return ()
    found = [finding.what for finding in findings_in(text, today)]
    if not found and len(text) <= _LONGEST_REPEATED:
        if len(_CLEAN) >= _MOST_REPEATED:
            _CLEAN.clear()
        _CLEAN.add((text, today))
    return found


def findings_in(text: str, today: date) -> Sequence[Finding]:
    """Return a finding for each kind of personal data in a text, where it is first.

    Args:
        text: Free text.
        today: The day on which it is written, from which ages are calculated.
    """
    plain = fold(text)
    if len(plain) < _SHORTEST or not _may_have_numbers(plain) or _ONLY_A_DATE.fullmatch(plain):
        return ()
    plain = figures_for_words(plain)
    return [*_findings(_OTHER.sub(" ", plain), today)] if _THREE_DIGITS.search(plain) else ()


def _findings(plain: str, today: date) -> Iterator[Finding]:
    if has_ten_digits(plain):
        for place, what in ((nhs_number_in(plain), NHS_NUMBER), (pupil_number_in(plain), PUPIL_NUMBER)):
            if place >= 0:
                yield _at(plain, place, what)
    birth = birth_in(plain, today)
    if birth:
        yield _at(plain, *birth)


def _may_have_numbers(plain: str) -> bool:
    """Return whether a text may have a number or a date. This is much faster than a search for them."""
    if _DIGIT.search(plain):
        return True
    for word in _DATED:  # three times as fast as any(), and most texts have none of these words
        if word in plain:
            return True
    return len(plain) >= _LEAST_WORDS and sum(map(plain.count, _UNITS)) >= 10


def _at(plain: str, place: int, what: str) -> Finding:
    return Finding(plain.count("\n", 0, place) + 1, what)
