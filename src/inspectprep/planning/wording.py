"""Wording that reasons, notes and briefings share: counts, dates and the names of things and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from inspectprep.calendar.written import MONTHS
from inspectprep.model.basis import Basis
from inspectprep.model.roles import role_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from inspectprep.model.basis import Source
    from inspectprep.model.enquiry import Challenge, LineOfEnquiry

_SHOWN = 5
_Thing = TypeVar("_Thing")
_LONGEST = 200
_LEAST_CHANCE = 0.001
NOT_GIVEN = "Take it from the letter, or ask"
"""The words for a day that the inspectorate is still to give: its letter may not have every day."""


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a count with its noun: ``1 error``, ``12 errors``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def long_date(day: date) -> str:
    """Return a date in words: ``Monday 9 April 2018``."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def chance_words(chance: float) -> str:
    """Return a chance from 0 to 1 in words: ``35%``, ``1.3%`` or ``less than 0.1%``."""
    if 0 < chance < _LEAST_CHANCE:
        return "less than 0.1%"
    if 1 - _LEAST_CHANCE < chance < 1:
        return "more than 99.9%"
    return f"{chance:.1%}" if 0 < chance < 0.1 else f"{chance:.0%}"


def first_few(
    things: Sequence[_Thing],
    number: int = _SHOWN,
    *,
    separator: str = ", ",
    name: Callable[[_Thing], str] = str,
) -> str:
    """Return the first names and the number of the others: ``a, b and 3 more``."""
    more = len(things) - number
    shown = separator.join([name(thing) for thing in things[:number]])
    joint = " and" if separator == ", " else f"{separator}and"
    return f"{shown}{joint} {more} more" if more > 0 else shown


def with_id(words: str, id: str) -> str:
    """Return words with an id in brackets, which a reader can type: ``Help and protection (help)``."""
    return f"{words} ({id})" if id else words


def quoted(text: str, id: str = "") -> str:
    """Return a title in quotation marks, with its id: ``“Audit of plans” (ev-1)``."""
    return with_id(f"“{_sentence(text)}”", id)


def claim_name(claim: Challenge) -> str:
    """Return a claim in words: ``the claim that decisions take too long (chal-1)``."""
    text = _sentence(claim.claim)
    first, second = text[:1], text[1:2]
    # A word such as "Children" begins small inside a sentence. One such as "SEND" or "I" does not.
    starts = first.lower() if second.islower() else first
    return with_id(f"the claim that {starts}{text[1:]}", claim.id)


def enquiry_name(enquiry: LineOfEnquiry) -> str:
    """Return a line of enquiry in words: ``the line of enquiry “Is help early?” (enq-1)``."""
    return f"the line of enquiry {quoted(enquiry.statement, enquiry.id)}"


def person_name(role: str, name: str) -> str:
    """Return a person beside the role: ``Ann Avon, director of children's services``."""
    return f"{name}, {role_name(role)}" if name else role_name(role)


def _sentence(text: str) -> str:
    """Return a text in one line, without a full stop at its end, and cut if it is long."""
    plain = " ".join(text.split()).removesuffix(".")
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


_BASIS_NOUN = {
    Basis.LAW: "a day set in law",
    Basis.INSPECTORATE: "a day published by the inspectorate",
    Basis.ACCOUNT: "a day reported by a council, partner or newspaper",
    Basis.MEASURED: "a forecast",
    Basis.NOTICE: "a day in the notification letter",
    Basis.PLANNING: "a planning default",
}


def rests_on_words(basis: Basis) -> str:
    """Return what a day rests on, inside a sentence: ``a forecast``."""
    return _BASIS_NOUN[basis]


def citation(source: Source) -> str:
    """Return a source as it is printed beside a date. A measurement says when it was made."""
    if source.kind is not Basis.MEASURED or not source.read:
        return source.title
    year, month = source.read.split("-")[:2]
    return f"{source.title} (measured in {MONTHS[int(month) - 1]} {year})"
