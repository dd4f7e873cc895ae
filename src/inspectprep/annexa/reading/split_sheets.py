"""Finds where on a sheet one list ends and another begins: two lists, one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.annexa.reading.headings import Headings, find_headings
from inspectprep.annexa.reading.known_headings import KnownHeadings
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

_TITLES = 4
_STACKED = 3
_DIFFERENT = 50

_Rows = Sequence[Sequence[str | None]]


@frozen
class UpperList:
    """A list above the headings that were taken for the sheet's.

    Attributes:
        headings: Its own headings.
        rest: Index of the row at which the lower list begins, with its title; None when both are pages of
            one list.
    """

    headings: Headings
    rest: int | None


def upper_list(rows: _Rows, headings: Headings, known: KnownHeadings, *names: str) -> UpperList | None:
    """Return the list whose headings and rows are above those found; None when there is none.

    Args:
        rows: The first rows, as text.
        headings: Those with most columns in these rows.
        known: The headings of the lists.
        names: The sheet's and the file's names.
    """
    if not any(known.fits_some_list(row) for row in rows[: max(headings.top - 1, 0)]):
        return None
    upper = find_headings(rows[: headings.top], known, *names)
    if upper is None:
        return None
    between = any(_filled(row) > 1 for row in rows[upper.row + 1 : headings.top])
    if upper.list == headings.list:
        return UpperList(upper, None) if between else None
    if upper.list is None and not between:
        return None
    return UpperList(upper, _start(rows, headings.top, upper.row))


def lower_list(
    frame: pl.DataFrame, suspects: Sequence[int], list_number: int, known: KnownHeadings, *names: str
) -> int | None:
    """Return the row at which another list begins, with its title; None when there is none.

    Args:
        frame: The sheet.
        suspects: Rows, from 0, that have words of headings.
        list_number: The list to which the rows above belong.
        known: The headings of the lists.
        names: The sheet's and the file's names.
    """
    seen: set[tuple[str | None, ...]] = set()
    for suspect in suspects:
        first = max(suspect - _TITLES, 0)
        rows = frame.slice(first, suspect - first + _STACKED).cast(pl.String).rows()
        if rows[suspect - first] in seen:
            continue
        seen.add(rows[suspect - first])
        headings = find_headings(rows, known, *names)
        if headings is not None and headings.list not in (None, list_number):
            return first + _start(rows, headings.top, -1)
        if len(seen) > _DIFFERENT:
            break
    return None


def _start(rows: _Rows, top: int, floor: int) -> int:
    """Return the row of the title directly above some headings; that of the headings without one."""
    start = top
    while start - 1 > floor and _filled(rows[start - 1]) == 1:
        start -= 1
    # With no empty row above it, a lone cell may be the last row of the upper list and not a title.
    return top if start - 1 > floor and _filled(rows[start - 1]) else start


def _filled(row: Sequence[str | None]) -> int:
    return sum(1 for text in row if text)
