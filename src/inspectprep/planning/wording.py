"""Wording that reasons, notes and briefings share: counts, dates and the names of things and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from inspectprep.calendar.written import MONTHS
from inspectprep.model.basis import Basis
from inspectprep.model.roles import role_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from inspectprep.model.basis import Source
    from inspectprep.model.enquiry import Challenge, LineOfEnquiry

_SHOWN = 5
_LETTERS = 3
# Written out, so that a locale never changes a report.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_Thing = TypeVar("_Thing")
_LONGEST = 200
_LEAST_CHANCE = 0.001
NOT_GIVEN = "Take it from the letter, or ask"
"""The words for a day that the inspectorate is still to give: its letter may not have every day."""


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a count with its noun: ``1 error``, ``12 errors``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def weekday(day: date) -> str:
    """Return the day's name, such as ``Monday``."""
    return _DAYS[day.weekday()]


def month_name(day: date) -> str:
    """Return the month's name, such as ``April``."""
    return MONTHS[day.month - 1]


def long_date(day: date) -> str:
    """Return a date in words: ``Monday 9 April 2018``."""
    return f"{weekday(day)} {day.day} {month_name(day)} {day.year}"


def short_date(day: date, beside: date | None = None, *, year: bool = True) -> str:
    """Return a date in short: ``Mon 9 Apr 2018``.

    Args:
        day: The date.
        beside: A date printed beside it. A year that both share is left out.
        year: False to leave the year out.
    """
    text = f"{weekday(day)[:_LETTERS]} {day.day} {month_name(day)[:_LETTERS]}"
    return text if not year or (beside and beside.year == day.year) else f"{text} {day.year}"


def edition_words(edition: str) -> str:
    """Return an edition in words: ``edition of April 2026``."""
    year, _, month = edition.partition("-")
    number = int(month) if month.isdecimal() else 0
    if year.isdecimal() and 1 <= number <= len(MONTHS):
        return f"edition of {MONTHS[number - 1]} {year}"
    return f"edition {edition.replace('-', ' ')}"


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


def quoted(text: str) -> str:
    """Return a title in quotation marks: ``“Audit of plans”``."""
    return f"“{_sentence(text)}”"


def claim_name(claim: Challenge) -> str:
    """Return a claim in words: ``the claim “Decisions take too long”``."""
    return f"the claim {quoted(claim.claim)}"


def enquiry_name(enquiry: LineOfEnquiry) -> str:
    """Return a line of enquiry in words: ``the line of enquiry “Is help early?”``."""
    return f"the line of enquiry {quoted(enquiry.statement)}"


def judgement_name(id: str, titles: Mapping[str, str]) -> str:
    """Return the title of a judgement. One of another edition has no title, and a missing one is empty."""
    return titles.get(id, "A judgement of another edition") if id else ""


def titles_of(ids: Iterable[str], titles: Mapping[str, str], thing: str, things: str = "") -> list[str]:
    """Return the titles of records, each once, and the number of those without one, as readers may not have.

    Args:
        ids: The ids of the records.
        titles: The titles that the reader may have, by id.
        thing: The noun for a record without a title, such as ``evidence item``.
        things: Its plural. Empty for one with an s.
    """
    ids = tuple(ids)
    named = list(dict.fromkeys(titles[name] for name in ids if name in titles))
    nameless = sum(name not in titles for name in ids)
    return [*named, *([counted(nameless, thing, things)] if nameless else [])]


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
