"""Finds the heading row of a sheet, the list it belongs to and the columns in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, product

from attrs import frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.text import fold

__all__ = [
    "Headings",
    "find_headings",
    "fits_some_list",
    "heading_key",
    "is_known_tab",
    "known_headings",
    "named_list",
    "needed_columns",
    "recognised_columns",
]

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
        row: Index, from 0, of the heading row; of the lowest one when there are several.
        top: Index of the highest row of headings.
        columns: By canonical name, the index of the column kept.
        copies: Further columns that mean the same, as canonical name and index.
        written: Every column's heading as written, by index.
        matched: How many columns of some list were recognised at best, whether or not it fits.
    """

    list: int | None
    row: int
    top: int
    columns: Mapping[str, int]
    copies: tuple[tuple[str, int], ...]
    written: tuple[str, ...]
    matched: int


@lru_cache(maxsize=20_000)
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
    if found and int(found[2]) in catalogue.lists():
        told = (
            found[1] or text.startswith("aa") or re.match(r"\s*(?:annex a\W*)?\d{1,2}(?:[. _-]\D|\.?$)", text)
        )
        if told:
            return int(found[2])
    within = _LIST_WITHIN.search(text)
    if within and int(within[1]) in catalogue.lists():
        return int(within[1])
    return _sheet_names().get(heading_key(name))


@cache
def _sheet_names() -> dict[str, int]:
    return {
        heading_key(name): number
        for number, each in catalogue.lists().items()
        for name in (each.title, *each.sheet_names)
    }


@cache
def _index() -> dict[str, dict[int, tuple[str, int]]]:
    """Return, by heading key, the column that a heading is on each list, and how far from official."""
    index: dict[str, dict[int, tuple[str, int]]] = {}
    for number, each in catalogue.lists().items():
        for column in each.columns:
            index.setdefault(heading_key(column.header), {}).setdefault(number, (column.name, 0))
        for column in each.columns:
            for alias in (column.name, *column.aliases):
                index.setdefault(heading_key(alias), {}).setdefault(number, (column.name, 1))
    return index


@cache
def known_headings() -> frozenset[str]:
    """Return, folded, every heading that some list knows."""
    return frozenset(
        fold(heading)
        for each in catalogue.lists().values()
        for column in each.columns
        for heading in (column.header, *column.aliases)
    )


@cache
def _wording(number: int) -> tuple[tuple[frozenset[str], str], ...]:
    return tuple(
        (_words(heading), column.name)
        for column in catalogue.lists()[number].columns
        for heading in (column.header, *column.aliases)
    )


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", fold(text).replace("'", "")))


def _column(number: int, heading: str, *, closely: bool) -> tuple[str, int] | None:
    """Return the column that a heading means, and how far it is from official; None for none.

    Args:
        number: The list.
        heading: As written.
        closely: False when nearly the same words are enough.
    """
    found = _index().get(heading_key(heading), {}).get(number)
    if found is not None or closely:
        return found
    return _alike(number, _words(heading))


@lru_cache(maxsize=20_000)
def _alike(number: int, mine: frozenset[str]) -> tuple[str, int] | None:
    if not mine:
        return None
    alike = {name for theirs, name in _wording(number) if len(mine & theirs) >= SIMILAR * len(mine | theirs)}
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
        return _placed(number, 0, row, len(_recognised(row, closely=True).get(number, ())))
    texts = [tuple(text or "" for text in row) for row in rows[:ROWS_SEARCHED]]
    best = _best((index, row) for index, row in enumerate(texts))
    if not _fits(best) or (best[1] and any(texts[best[1] - 1])):
        best = _best([best, *((index, _stacked(texts, index)) for index in range(1, len(texts)))])
    if not _fits(best):
        best = _best([best, *((index, _stacked(texts, index, 3)) for index in range(2, len(texts)))])
    elif best[1] > 1 and any(texts[best[1] - 1]) and any(texts[best[1] - 2]):
        best = _best([best, (best[1], _stacked(texts, best[1], 3))])
    if best[0] < _FEWEST:
        best = _best(((index, row) for index, row in enumerate(texts)), closely=False)
    score, index, headings = best
    if score < _FEWEST:
        return None
    title = " ".join(text for row in texts[:index] for text in row if text)
    top = index - _height(texts, index, headings) + 1
    return _placed(_fitting(headings, named_list(*names, title)), index, headings, score, top)


def _height(rows: Sequence[tuple[str, ...]], index: int, headings: tuple[str, ...]) -> int:
    """Return from how many rows, of which one is the lowest, headings were joined."""
    if headings is rows[index]:
        return 1
    return 2 if headings == _stacked(rows, index) else 3


_Candidate = tuple[int, int, tuple[str, ...]]


def _best(
    candidates: Iterable[tuple[int, tuple[str, ...]] | _Candidate], *, closely: bool = True
) -> _Candidate:
    """Return the row with most columns of one list; the first among equals."""
    best: _Candidate = (0, 0, ())
    for each in candidates:
        index, headings = each[-2:]
        score = max(map(len, _recognised(headings, closely=closely).values()), default=0)
        if score > best[0]:
            best = (score, index, headings)
    return best


def _fits(candidate: _Candidate) -> bool:
    return fits_some_list(candidate[2])


def fits_some_list(headings: Sequence[str | None]) -> bool:
    """Tell whether a row holds enough headings of some list, written as they are known."""
    counts = _recognised(headings, closely=True)
    return any(
        len(names) >= ENOUGH * len(catalogue.lists()[number].columns) for number, names in counts.items()
    )


def needed_columns(number: int) -> int:
    """Return how many columns of a list must be recognised for a sheet to be that list."""
    return math.ceil(ENOUGH * len(catalogue.lists()[number].columns))


def recognised_columns(headings: Headings, number: int) -> tuple[str, ...]:
    """Return the columns of a list that are among some headings, whether or not they are enough."""
    found = _recognised(headings.written, closely=False).get(number, set())
    return tuple(column.name for column in catalogue.lists()[number].columns if column.name in found)


def _placed(number: int | None, index: int, headings: tuple[str, ...], score: int, top: int = 0) -> Headings:
    columns: dict[str, int] = {}
    copies: list[tuple[str, int]] = []
    ranked: dict[str, list[tuple[int, int]]] = {}
    for position, heading in enumerate(headings):
        known = number is not None and heading
        found = _column(number or 0, heading, closely=False) if known else None
        if found is not None:
            ranked.setdefault(found[0], []).append((found[1], position))
    for column in catalogue.lists()[number].columns if number is not None else ():
        places = sorted(ranked.get(column.name, ()))
        if places:
            columns[column.name] = places[0][1]
            copies += [(column.name, position) for _, position in places[1:]]
    return Headings(
        list=number,
        row=index,
        top=top,
        columns=columns,
        copies=tuple(copies),
        written=headings,
        matched=score,
    )


def _recognised(headings: Sequence[str | None], *, closely: bool) -> dict[int, set[str]]:
    """Return, by list, the columns that some heading means."""
    found: dict[int, set[str]] = {}
    for heading in headings:
        if not heading:
            continue
        for number, (name, _) in _index().get(heading_key(heading), {}).items():
            found.setdefault(number, set()).add(name)
        if not closely:
            for number in catalogue.lists():
                column = _column(number, heading, closely=False)
                if column is not None:
                    found.setdefault(number, set()).add(column[0])
    return found


def _fitting(headings: Sequence[str], named: int | None) -> int | None:
    found = _recognised(headings, closely=False)
    counts = {
        number: len(names)
        for number, names in found.items()
        if len(names) >= ENOUGH * len(catalogue.lists()[number].columns)
    }
    most = max(counts.values(), default=0)
    best = [number for number, count in counts.items() if count == most]
    if len(best) == 1:
        return best[0]
    return named if named in best else None


def _stacked(rows: Sequence[tuple[str, ...]], index: int, height: int = 2) -> tuple[str, ...]:
    """Return a row joined with those above it, whose merged cells reach to the right."""
    above = rows[index - height + 1 : index]
    columns = zip(*((row, _spread(row)) for row in above), strict=True)
    own, spread = (tuple(zip(*each, strict=True)) for each in columns)
    return tuple(_joined(*each) for each in zip(own, spread, rows[index], strict=True))


def _spread(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(accumulate(row, lambda last, text: text or last))


def _joined(above: tuple[str, ...], spread: tuple[str, ...], below: str) -> str:
    """Return the reading of stacked cells that some list knows; the lowest one otherwise.

    Args:
        above: The upper cells, from the top.
        spread: The same, with what reaches into them from the left.
        below: The lowest cell.
    """
    if not (below or any(above)):
        return ""
    reached = product(*((own, wide, "") for own, wide in zip(above, spread, strict=True)), (below,))
    alone = product(*((own, "") for own in above))
    for parts in chain(reached if below else (), alone):
        text = " ".join(filter(None, parts))
        if heading_key(text) in _index():
            return text
    return below or next(filter(None, reversed(above)))
