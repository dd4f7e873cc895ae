"""Reads headings that are spelt nearly like a known one, where nothing else fits and the cells do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from attrs import evolve

from inspectprep.annexa.catalogue import ColumnType, ListSpec
from inspectprep.annexa.reading.column import type_column
from inspectprep.annexa.reading.dataset import CellState, CloseHeading
from inspectprep.annexa.reading.heading_forms import heading_key
from inspectprep.annexa.reading.headings import Headings
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.annexa.reading.typed_dates import type_dates
from inspectprep.dataframes import pl

_WIDEST = 200
"""Columns of a sheet among which misspelt headings are looked for."""

_ENOUGH = 0.8
_CELLS = 5_000


def read_misspelt(
    headings: Headings,
    data: pl.DataFrame,
    kinds: pl.DataFrame | None,
    settings: ReadSettings,
    letter: Callable[[int], str],
) -> tuple[Headings, tuple[CloseHeading, ...]]:
    """Return the headings with the misspelt ones that are read, and all that are misspelt.

    A misspelt heading is read if it is close to the headings of one column, no other heading means or may
    mean that column, and at least 80% of its filled cells fit it.

    Args:
        headings: The headings of a list.
        data: The rows below them.
        kinds: The kinds of their cells, if they are known.
        settings: The settings for the file.
        letter: Gives the spreadsheet's letter of a column.
    """
    known, list_number = settings.headings, headings.list or 0
    spec = known.lists[list_number]
    used = {*headings.columns.values(), *(index for _, index in headings.copies)}
    close = {
        index: columns
        for index, heading in enumerate(headings.written[:_WIDEST])
        if index not in used and heading_key(heading)
        if (columns := known.close_columns(list_number, heading))
    }
    if not close:
        return headings, ()
    wanted = Counter(column for columns in close.values() for column in columns)
    read = dict(headings.columns)
    found = []
    for index, columns in close.items():
        name, why_not = columns[0], ""
        if len(columns) > 1:
            why_not = "several"
        elif name in headings.columns:
            why_not = "taken"
        elif wanted[name] > 1:
            why_not = "shared"
        else:
            kind = None if kinds is None else kinds.to_series(index)
            if _fits(data.to_series(index), kind, spec, name, settings):
                read[name] = index
            else:
                why_not = "cells"
        heading = headings.written[index]
        found.append(CloseHeading(letter=letter(index), heading=heading, columns=columns, why_not=why_not))
    in_order = {column.name: read[column.name] for column in spec.columns if column.name in read}
    return evolve(headings, columns=in_order), tuple(found)


def _fits(
    cells: pl.Series, kinds: pl.Series | None, spec: ListSpec, name: str, settings: ReadSettings
) -> bool:
    """Return whether most of the first filled cells can be of a column. An empty column always can."""
    column = spec.column(name)
    filled = cells.is_not_null().arg_true().head(_CELLS)
    cells, kinds = cells.gather(filled), None if kinds is None else kinds.gather(filled)
    typed = type_column(
        cells, kinds, column, headings=frozenset(), settings=settings, list_number=spec.number
    )
    count = int((typed.series["__state"] != int(CellState.MISSING)).sum())
    if not count:
        return True
    if _share_read(typed.series["__state"], count) < _ENOUGH:
        return False
    if column.type not in (ColumnType.TEXT, ColumnType.ID):
        return True
    # Any text can be read as a text or an id, so these have to look like one.
    dates = type_dates(cells, kinds, headings=frozenset(), settings=settings)
    looks = cells.cast(pl.String).str.contains(r"\d" if column.type is ColumnType.ID else r"\p{Alphabetic}")
    return _share_read(dates.series["__state"], count) < 1 - _ENOUGH and looks.sum() / count >= _ENOUGH


def _share_read(states: pl.Series, count: int) -> float:
    return float((states == int(CellState.READ)).sum()) / count
