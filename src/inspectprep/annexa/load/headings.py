"""Finds the heading row of a sheet, the list it belongs to and the columns in it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from inspectprep.annexa import spec
from inspectprep.annexa.load.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Headings", "find_headings", "heading_key", "is_known_tab", "named_list"]

ROWS_SEARCHED = 20
ENOUGH = 0.6
SIMILAR = 0.9
_FEWEST = 3

_KNOWN_TABS = frozenset(
    ("frontsheet", "faqandchanges", "faq", "guidance", "codesused", "codes", "references", "readme")
)
_NUMBERED = re.compile(
    r"\s*(?:aa[_ ]?)?(?:annex a[_ -]*)?(list)?[_ ]*(\d{1,2})(?!\d)(.*)", re.IGNORECASE | re.DOTALL
)
_LIST_WITHIN = re.compile(r"(?<![a-z])list[_ -]*(\d{1,2})(?!\d)", re.IGNORECASE)


@frozen(kw_only=True)
class Headings:
    """Where a sheet's headings are and what they say.

    Attributes:
        list: The list they fit; None when they fit none.
        row: Index, from 0, of the heading row; of the lower one when there are two.
        columns: By canonical name, the index of the column kept.
        copies: Further columns that mean the same, as canonical name and index.
        written: Every column's heading as written, by index.
        matched: How many columns of some list were recognised at best, whether or not it fits.
    """

    list: int | None
    row: int
    columns: Mapping[str, int]
    copies: tuple[tuple[str, int], ...]
    written: tuple[str, ...]
    matched: int


def heading_key(text: str) -> str:
    """Return a heading without regard to case, spaces and punctuation."""
    return "".join(each for each in fold(text) if each.isalnum())


def is_known_tab(name: str) -> bool:
    """Tell whether a sheet is one of those that accompany the lists in the template."""
    return heading_key(name) in _KNOWN_TABS


def named_list(*names: str) -> int | None:
    """Return the list that the first telling name speaks of; None when none does.

    ``List 1`` never means list 10 or 11.
    """
    for name in names:
        found = _named(name)
        if found is not None:
            return found
    return None


def _named(name: str) -> int | None:
    text = fold(name)
    found = _NUMBERED.match(text)
    if found and int(found[2]) in spec.lists():
        told = (
            found[1] or text.startswith("aa") or re.match(r"\s*(?:annex a\W*)?\d{1,2}(?:[. _-]\D|\.?$)", text)
        )
        if told:
            return int(found[2])
    within = _LIST_WITHIN.search(text)
    if within and int(within[1]) in spec.lists():
        return int(within[1])
    return _sheet_names().get(heading_key(name))


@cache
def _sheet_names() -> dict[str, int]:
    return {
        heading_key(name): number
        for number, each in spec.lists().items()
        for name in (each.title, *each.sheet_names)
    }


@cache
def _known(number: int) -> tuple[dict[str, tuple[str, int]], tuple[tuple[frozenset[str], str], ...]]:
    """Return a list's columns by heading key, with a rank, and by the words of their headings."""
    keys: dict[str, tuple[str, int]] = {}
    words = []
    for column in spec.lists()[number].columns:
        keys.setdefault(heading_key(column.header), (column.name, 0))
    for column in spec.lists()[number].columns:
        keys.setdefault(heading_key(column.name), (column.name, 1))
        for alias in column.aliases:
            keys.setdefault(heading_key(alias), (column.name, 1))
        words += [(_words(each), column.name) for each in (column.header, *column.aliases)]
    return keys, tuple(words)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", fold(text).replace("'", "")))


@cache
def _column(number: int, heading: str) -> tuple[str, int] | None:
    """Return the column that a heading means, and how far it is from official; None for none."""
    keys, words = _known(number)
    found = keys.get(heading_key(heading))
    if found is not None:
        return found
    mine = _words(heading)
    if not mine:
        return None
    alike = {name for theirs, name in words if len(mine & theirs) >= SIMILAR * len(mine | theirs)}
    return (alike.pop(), 2) if len(alike) == 1 else None


def find_headings(
    rows: Sequence[Sequence[str | None]], *names: str, number: int | None = None
) -> Headings | None:
    """Return the headings of a sheet; None when it has nothing like a heading row.

    The list is the one with most columns among those of which at least 60% are recognised; between
    equals the names decide.

    Args:
        rows: The first rows, as text.
        names: The sheet's and the file's names.
        number: The list, when it is known; then row 1 holds the headings.
    """
    if number is not None:
        row = tuple(text or "" for text in rows[0]) if rows else ()
        return _placed(number, 0, row, len(_recognised(number, row)))
    best: tuple[int, int, tuple[str, ...]] | None = None
    for index in range(min(len(rows), ROWS_SEARCHED)):
        for headings in _readings(rows, index):
            score = max((len(_recognised(number, headings)) for number in spec.lists()), default=0)
            if best is None or score > best[0]:
                best = (score, index, headings)
    if best is None or best[0] < _FEWEST:
        return None
    score, index, headings = best
    title = " ".join(text for row in rows[:index] for text in row if text)
    return _placed(_fitting(headings, named_list(*names, title)), index, headings, score)


def _placed(number: int | None, index: int, headings: tuple[str, ...], score: int) -> Headings:
    columns: dict[str, int] = {}
    copies: list[tuple[str, int]] = []
    ranked: dict[str, list[tuple[int, int]]] = {}
    for position, heading in enumerate(headings):
        found = _column(number, heading) if number is not None and heading else None
        if found is not None:
            ranked.setdefault(found[0], []).append((found[1], position))
    for column in spec.lists()[number].columns if number is not None else ():
        places = sorted(ranked.get(column.name, ()))
        if places:
            columns[column.name] = places[0][1]
            copies += [(column.name, position) for _, position in places[1:]]
    return Headings(
        list=number, row=index, columns=columns, copies=tuple(copies), written=headings, matched=score
    )


def _recognised(number: int, headings: Sequence[str]) -> set[str]:
    return {found[0] for heading in headings if heading and (found := _column(number, heading))}


def _fitting(headings: Sequence[str], named: int | None) -> int | None:
    counts = {}
    for number, each in spec.lists().items():
        count = len(_recognised(number, headings))
        if count >= ENOUGH * len(each.columns):
            counts[number] = count
    most = max(counts.values(), default=0)
    best = [number for number, count in counts.items() if count == most]
    if len(best) == 1:
        return best[0]
    return named if named in best else None


def _readings(rows: Sequence[Sequence[str | None]], index: int) -> list[tuple[str, ...]]:
    """Return a row as headings, and where that says more, joined with the row above it."""
    row = tuple(text or "" for text in rows[index])
    readings = [row]
    if index and any(rows[index - 1]):
        above = [text or "" for text in rows[index - 1]]
        spread, last = [], ""
        for text in above:
            last = text or last
            spread.append(last)
        readings.append(tuple(_joined(*each) for each in zip(above, spread, row, strict=True)))
    return readings


def _joined(above: str, spread: str, below: str) -> str:
    """Return the reading of two stacked cells that some list knows; the lower one otherwise."""
    for text in (f"{above} {below}", f"{spread} {below}", below, above):
        if text.strip() and any(_column(number, text) for number in spec.lists()):
            return text
    return below or above
