"""Finds the row of headings of a sheet, the list that it belongs to and the columns in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, product
from typing import NamedTuple, TypeAlias

from inspectprep.annexa.reading.known_headings import KnownHeadings, Likeness
from inspectprep.annexa.reading.sheet_names import named_list
from inspectprep.model.representation import frozen

ROWS_SEARCHED = 20
"""Rows of a sheet, from the top, among which headings are looked for."""

_FEWEST = 3
_WIDEST = 500
"""Columns of a sheet on which headings with hints may be split over several rows."""

_Row: TypeAlias = tuple[str, ...]


class _Candidate(NamedTuple):
    """A row that may have the headings; it may be joined of several.

    Attributes:
        row: The index of the row; of the lowest one when there are several.
        cells: Its cells.
        height: The number of rows that it is joined of.
        score: The number of columns of one list that are recognised.
    """

    row: int
    cells: _Row
    height: int = 1
    score: int = 0


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
    rows: Sequence[Sequence[str | None]],
    known: KnownHeadings,
    *names: str,
    list_number: int | None = None,
) -> Headings | None:
    """Return the headings of a sheet; None when no row looks like headings.

    The list is the one with most columns among those of which at least 60% are recognised; between
    equals the names decide.

    Args:
        rows: The first rows, as text.
        known: The headings of the lists.
        names: The sheet's and the file's names.
        list_number: The list, when it is known. Row 1 then has the headings.
    """
    if list_number is not None:
        row = tuple(text or "" for text in rows[0]) if rows else ()
        matched = len(known.recognised(row, Likeness.ALIAS).get(list_number, ()))
        return _placed(known, list_number, _Candidate(0, row, score=matched))
    texts = [tuple(text or "" for text in row) for row in rows[:ROWS_SEARCHED]]
    best = _found(texts, known)
    if best.score < _FEWEST:
        return None
    title = " ".join(text for row in texts[: best.row] for text in row if text)
    return _placed(known, known.best_list(best.cells, named_list(*names, title)), best)


def _found(texts: Sequence[_Row], known: KnownHeadings) -> _Candidate:
    """Return the row with most headings of one list, as the lists write them if that is enough."""
    single = [_Candidate(index, row) for index, row in enumerate(texts)]
    best = _best(single, known)
    # Headings may be in several rows: joined rows are tried where one row is not enough, and where the row
    # above has text too.
    if not _fits(best, known) or (best.row and any(texts[best.row - 1])):
        best = _best([best, *_stacks(texts, known, 2)], known)
    if not _fits(best, known):
        best = _best([best, *_stacks(texts, known, 3)], known)
    elif best.row > 1 and any(texts[best.row - 1]) and any(texts[best.row - 2]):
        best = _best([best, _stacked(texts, best.row, known, 3)], known)
    if not _fits(best, known):
        joined: list[_Candidate] = []
        if len(texts[0] if texts else ()) <= _WIDEST:
            joined += _stacks(texts, known, 2, Likeness.DECORATED)
            joined += _stacks(texts, known, 3, Likeness.DECORATED)
        best = _best([best, *single, *joined], known, Likeness.SAME_WORDS)
    if best.score >= _FEWEST:
        return best
    some = [row for row in single if known.recognised(row.cells, Likeness.SAME_WORDS)]
    return _best(some, known, Likeness.CLOSE)


def _best(
    candidates: Iterable[_Candidate], known: KnownHeadings, likeness: Likeness = Likeness.ALIAS
) -> _Candidate:
    """Return the row with most columns of one list; the first among equals."""
    best = _Candidate(0, ())
    for candidate in candidates:
        score = max(map(len, known.recognised(candidate.cells, likeness).values()), default=0)
        if score > best.score:
            best = candidate._replace(score=score)
    return best


def _fits(candidate: _Candidate, known: KnownHeadings) -> bool:
    return known.fits_some_list(candidate.cells)


def _placed(known: KnownHeadings, list_number: int | None, found: _Candidate) -> Headings:
    """Return the headings with the columns that they mean on a list, the most official ones first."""
    columns: dict[str, int] = {}
    copies: list[tuple[str, int]] = []
    if list_number is not None:
        ranked: dict[str, list[tuple[int, int]]] = {}
        for position, heading in enumerate(found.cells):
            meant = known.column_meant(list_number, heading) if heading else None
            if meant is not None:
                ranked.setdefault(meant[0], []).append((meant[1], position))
        for column in known.lists[list_number].columns:
            places = [position for _, position in sorted(ranked.get(column.name, ()))]
            if places:
                columns[column.name] = places[0]
                copies += [(column.name, position) for position in places[1:]]
    return Headings(
        list=list_number,
        row=found.row,
        top=found.row - found.height + 1,
        columns=columns,
        copies=tuple(copies),
        written=found.cells,
        matched=found.score,
    )


def recognised_columns(headings: Headings, known: KnownHeadings, list_number: int) -> tuple[str, ...]:
    """Return the columns of a list that are among some headings, even if there are too few."""
    names = known.recognised(headings.written, Likeness.CLOSE).get(list_number, set())
    return tuple(column.name for column in known.lists[list_number].columns if column.name in names)


def _stacks(
    rows: Sequence[_Row], known: KnownHeadings, height: int, likeness: Likeness = Likeness.ALIAS
) -> list[_Candidate]:
    return [_stacked(rows, index, known, height, likeness) for index in range(height - 1, len(rows))]


def _stacked(
    rows: Sequence[_Row],
    index: int,
    known: KnownHeadings,
    height: int,
    likeness: Likeness = Likeness.ALIAS,
) -> _Candidate:
    """Return a row joined with those above it, whose merged cells reach to the right."""
    above = rows[index - height + 1 : index]
    columns = zip(*((row, _spread(row)) for row in above), strict=True)
    own, spread = (tuple(zip(*cells, strict=True)) for cells in columns)
    cells = (_joined(*parts, known, likeness) for parts in zip(own, spread, rows[index], strict=True))
    return _Candidate(index, tuple(cells), height)


def _spread(row: _Row) -> _Row:
    return tuple(accumulate(row, lambda last, text: text or last))


def _joined(above: _Row, spread: _Row, below: str, known: KnownHeadings, likeness: Likeness) -> str:
    """Return the reading of stacked cells that some list knows; otherwise the lowest cell.

    Args:
        above: The upper cells, from the top.
        spread: The same, with texts that reach into them from the left.
        below: The lowest cell.
        known: The headings of the lists.
        likeness: The least likeness that is enough.
    """
    if not (below or any(above)):
        return ""
    reached = product(*((own, wide, "") for own, wide in zip(above, spread, strict=True)), (below,))
    alone = product(*((own, "") for own in above))
    for parts in chain(reached if below else (), alone):
        text = " ".join(filter(None, parts))
        if known.is_known(text, likeness):
            return text
    return below or next(filter(None, reversed(above)))
