"""The full inspections of each council, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from inspectprep.model.past_inspection import PastInspection

PAUSE = (date(2020, 3, 17), date(2021, 6, 27))
"""The first and last day of the pandemic pause, in which no full inspection began."""


def folded(name: str) -> str:
    """Return the name of a council without differences of capitals and spaces."""
    return " ".join(name.casefold().split())


def by_council(inspections: Iterable[PastInspection]) -> Mapping[str, tuple[PastInspection, ...]]:
    """Return the inspections of each council by their start, in the order of the councils' names.

    Inspections with one number are of one council. One without a number is of the council with its name.

    Returns:
        By the name of the council in its latest inspection, or by name and number if two have one name.
    """
    every = sorted(inspections, key=lambda each: each.start)
    numbers = {folded(each.authority): each.urn for each in every if each.urn}
    councils: dict[str, list[PastInspection]] = {}
    for each in every:
        councils.setdefault(
            each.urn or numbers.get(folded(each.authority), folded(each.authority)), []
        ).append(each)
    named: dict[str, tuple[PastInspection, ...]] = {}
    for key, sequence in sorted(councils.items(), key=lambda entry: folded(entry[1][-1].authority)):
        name = sequence[-1].authority
        named[name if name not in named else f"{name} ({key})"] = tuple(sequence)
    return named
