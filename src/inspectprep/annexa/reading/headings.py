"""Finds the row of headings of a sheet, the list that it belongs to and the columns in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, product
from typing import TypeAlias

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.known_headings import (
    best_list,
    column_meant,
    fits_some_list,
    is_known_heading,
    recognised_by_list,
)
from inspectprep.annexa.reading.sheet_names import named_list
from inspectprep.model.representation import frozen

ROWS_SEARCHED = 20
"""Rows of a sheet, from the top, among which headings are looked for."""

_FEWEST = 3

_Row: TypeAlias = tuple[str, ...]
# The number of columns recognised, the index of the row, and its cells.
_Candidate: TypeAlias = tuple[int, int, _Row]


@frozen(kw_only=True)
class Headings:
    """The headings of a sheet: their place and the columns they mean.

    Attributes:
        list: The list they fit; None when they fit none.
        row: Index, from 0, of the heading row; of the lowest one when there are several.
        top: Index of the highest row of headings.
        columns: By canonical name, the index of the column used.
        copies: Further columns that mean the same, as canonical name and index.
        written: Every column's heading as written, by index.
        matched: The highest number of columns recognised for one list, whether or not it fits.
    """

    list: int | None
    row: int
    top: int
    columns: Mapping[str, int]
    copies: tuple[tuple[str, int], ...]
    written: _Row
    matched: int


def find_headings(
    rows: Sequence[Sequence[str | None]], *names: str, list_number: int | None = None
) -> Headings | None:
    """Return the headings of a sheet; None when no row looks like headings.

    The list is the one with most columns among those of which at least 60% are recognised; between
    equals the names decide.

    Args:
        rows: The first rows, as text.
        names: The sheet's and the file's names.
        list_number: The list, when it is known. Row 1 then has the headings.
    """
    if list_number is not None:
        row = tuple(text or "" for text in rows[0]) if rows else ()
        matched = len(recognised_by_list(row, exactly=True).get(list_number, ()))
        return _placed(list_number, 0, row, matched)
    texts = [tuple(text or "" for text in row) for row in rows[:ROWS_SEARCHED]]
    best = _best((index, row) for index, row in enumerate(texts))
    # Headings may be in several rows: joined rows are tried where one row is not enough, and where the row
    # above has text too.
    if not _fits(best) or (best[1] and any(texts[best[1] - 1])):
        best = _best([best, *((index, _stacked(texts, index)) for index in range(1, len(texts)))])
    if not _fits(best):
        best = _best([best, *((index, _stacked(texts, index, 3)) for index in range(2, len(texts)))])
    elif best[1] > 1 and any(texts[best[1] - 1]) and any(texts[best[1] - 2]):
        best = _best([best, (best[1], _stacked(texts, best[1], 3))])
    if best[0] < _FEWEST:
        best = _best(((index, row) for index, row in enumerate(texts)), exactly=False)
    score, index, headings = best
    if score < _FEWEST:
        return None
    title = " ".join(text for row in texts[:index] for text in row if text)
    top = index - _height(texts, index, headings) + 1
    return _placed(best_list(headings, named_list(*names, title)), index, headings, score, top)


def _best(candidates: Iterable[tuple[int, _Row] | _Candidate], *, exactly: bool = True) -> _Candidate:
    """Return the row with most columns of one list; the first among equals."""
    best: _Candidate = (0, 0, ())
    for candidate in candidates:
        index, headings = candidate[-2:]
        score = max(map(len, recognised_by_list(headings, exactly=exactly).values()), default=0)
        if score > best[0]:
            best = (score, index, headings)
    return best


def _fits(candidate: _Candidate) -> bool:
    return fits_some_list(candidate[2])


def _height(rows: Sequence[_Row], index: int, headings: _Row) -> int:
    """Return the number of rows, of which the row at `index` is the lowest, that were joined to headings."""
    if headings is rows[index]:
        return 1
    return 2 if headings == _stacked(rows, index) else 3


def _placed(list_number: int | None, index: int, headings: _Row, matched: int, top: int = 0) -> Headings:
    """Return the headings with the columns that they mean on a list, the most official ones first."""
    columns: dict[str, int] = {}
    copies: list[tuple[str, int]] = []
    if list_number is not None:
        ranked: dict[str, list[tuple[int, int]]] = {}
        for position, heading in enumerate(headings):
            meant = column_meant(list_number, heading) if heading else None
            if meant is not None:
                ranked.setdefault(meant[0], []).append((meant[1], position))
        for column in catalogue.lists()[list_number].columns:
            places = [position for _, position in sorted(ranked.get(column.name, ()))]
            if places:
                columns[column.name] = places[0]
                copies += [(column.name, position) for position in places[1:]]
    return Headings(
        list=list_number,
        row=index,
        top=top,
        columns=columns,
        copies=tuple(copies),
        written=headings,
        matched=matched,
    )


def recognised_columns(headings: Headings, list_number: int) -> tuple[str, ...]:
    """Return the columns of a list that are among some headings, even if there are too few."""
    names = recognised_by_list(headings.written, exactly=False).get(list_number, set())
    return tuple(column.name for column in catalogue.lists()[list_number].columns if column.name in names)


def _stacked(rows: Sequence[_Row], index: int, height: int = 2) -> _Row:
    """Return a row joined with those above it, whose merged cells reach to the right."""
    above = rows[index - height + 1 : index]
    columns = zip(*((row, _spread(row)) for row in above), strict=True)
    own, spread = (tuple(zip(*cells, strict=True)) for cells in columns)
    return tuple(_joined(*cells) for cells in zip(own, spread, rows[index], strict=True))


def _spread(row: _Row) -> _Row:
    return tuple(accumulate(row, lambda last, text: text or last))


def _joined(above: _Row, spread: _Row, below: str) -> str:
    """Return the reading of stacked cells that some list knows; otherwise the lowest cell.

    Args:
        above: The upper cells, from the top.
        spread: The same, with texts that reach into them from the left.
        below: The lowest cell.
    """
    if not (below or any(above)):
        return ""
    reached = product(*((own, wide, "") for own, wide in zip(above, spread, strict=True)), (below,))
    alone = product(*((own, "") for own in above))
    for parts in chain(reached if below else (), alone):
        text = " ".join(filter(None, parts))
        if is_known_heading(text):
            return text
    return below or next(filter(None, reversed(above)))
