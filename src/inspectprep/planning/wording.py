"""Wording that reasons, notes and briefings share: counts, dates and lists of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inspectprep.model.evidence import EvidenceItem

_SHOWN = 5


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a count with its noun: ``1 error``, ``12 errors``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def long_date(day: date) -> str:
    """Return a date in words: ``Monday 9 April 2018``."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def first_few(names: Sequence[str], number: int = _SHOWN, *, separator: str = ", ") -> str:
    """Return the first names and the number of the others: ``a, b and 3 more``."""
    more = len(names) - number
    shown = separator.join(names[:number])
    joint = " and" if separator == ", " else f"{separator}and"
    return f"{shown}{joint} {more} more" if more > 0 else shown


def ids_of(items: Sequence[EvidenceItem]) -> str:
    """Return the ids of the first items and the number of the others; a count if there are no ids."""
    names = [item.id for item in items if item.id]
    shown = names[:_SHOWN]
    if not shown:
        return counted(len(items), "item")
    more = len(items) - len(shown)
    return f"{', '.join(shown)} and {more} more" if more else ", ".join(shown)
