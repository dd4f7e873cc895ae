"""The headings that the lists know, and the columns that headings mean."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.text import fold

_ENOUGH = 0.6
_SIMILAR = 0.9


@lru_cache(maxsize=20_000)
def heading_key(text: str) -> str:
    """Return a heading without case, spaces and punctuation."""
    return "".join(character for character in fold(text) if character.isalnum())


@cache
def _index() -> dict[str, dict[int, tuple[str, int]]]:
    """Return, by heading key and list, the column meant and how far the heading is from the official one."""
    index: dict[str, dict[int, tuple[str, int]]] = {}
    for list_number, spec in catalogue.lists().items():
        # All official headings come first, so that none is taken for another column's alias.
        for column in spec.columns:
            index.setdefault(heading_key(column.header), {}).setdefault(list_number, (column.name, 0))
        for column in spec.columns:
            for alias in (column.name, *column.aliases):
                index.setdefault(heading_key(alias), {}).setdefault(list_number, (column.name, 1))
    return index


@cache
def known_headings() -> frozenset[str]:
    """Return, folded, every heading that some list knows."""
    return frozenset(
        fold(heading)
        for spec in catalogue.lists().values()
        for column in spec.columns
        for heading in (column.header, *column.aliases)
    )


def is_known_heading(text: str) -> bool:
    """Return whether some list knows a heading, without regard to case, spaces and punctuation."""
    return heading_key(text) in _index()


def column_meant(list_number: int, heading: str) -> tuple[str, int] | None:
    """Return the column of a list that a heading means, and how far it is from official; None for none.

    Nearly the same words are enough where they fit one column only.
    """
    return _index().get(heading_key(heading), {}).get(list_number) or _similar(list_number, _words(heading))


@lru_cache(maxsize=20_000)
def _similar(list_number: int, words: frozenset[str]) -> tuple[str, int] | None:
    if not words:
        return None
    similar = {
        name for known, name in _wording(list_number) if len(words & known) >= _SIMILAR * len(words | known)
    }
    return (similar.pop(), 2) if len(similar) == 1 else None


@cache
def _wording(list_number: int) -> tuple[tuple[frozenset[str], str], ...]:
    return tuple(
        (_words(heading), column.name)
        for column in catalogue.lists()[list_number].columns
        for heading in (column.header, *column.aliases)
    )


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", fold(text).replace("'", "")))


def recognised_by_list(headings: Sequence[str | None], *, exactly: bool) -> dict[int, set[str]]:
    """Return, by list, the columns that some heading means.

    Args:
        headings: The cells of a row.
        exactly: False when nearly the same words are enough.
    """
    names: dict[int, set[str]] = {}
    for heading in filter(None, headings):
        for list_number, (name, _) in _index().get(heading_key(heading), {}).items():
            names.setdefault(list_number, set()).add(name)
        if not exactly:
            for list_number in catalogue.lists():
                column = column_meant(list_number, heading)
                if column is not None:
                    names.setdefault(list_number, set()).add(column[0])
    return names


def needed_columns(list_number: int) -> int:
    """Return the number of a list's columns that a sheet must have to be read as that list."""
    return math.ceil(_ENOUGH * len(catalogue.lists()[list_number].columns))


def fits_some_list(headings: Sequence[str | None]) -> bool:
    """Return whether a row has enough headings of some list, written as they are known."""
    recognised = recognised_by_list(headings, exactly=True)
    return any(len(names) >= needed_columns(list_number) for list_number, names in recognised.items())


def best_list(headings: Sequence[str], named: int | None) -> int | None:
    """Return the list with most columns among those that headings fit; None when they fit none.

    Args:
        headings: A row of headings.
        named: The list that the sheet is named after, which decides between equals.
    """
    recognised = recognised_by_list(headings, exactly=False)
    counts = {
        list_number: len(names)
        for list_number, names in recognised.items()
        if len(names) >= needed_columns(list_number)
    }
    most = max(counts.values(), default=0)
    best = [list_number for list_number, count in counts.items() if count == most]
    if len(best) == 1:
        return best[0]
    return named if named in best else None
