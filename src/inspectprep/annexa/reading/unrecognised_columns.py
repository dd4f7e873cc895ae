"""Columns that are not kept: those of no list, and further copies of one that is."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from attrs import evolve

from inspectprep.annexa.reading.dataset import ColumnCopy, ExtraColumn
from inspectprep.annexa.reading.headings import Headings
from inspectprep.annexa.reading.text import tidy_series

__all__ = ["copied_columns", "extra_columns", "filled_first"]


def filled_first(headings: Headings, data: pl.DataFrame) -> Headings:
    """Return the headings with a filled copy in the place of a column that holds nothing at all."""
    columns, copies = dict(headings.columns), list(headings.copies)
    for place, (name, index) in enumerate(copies):
        if _filled(data, index) and not _filled(data, columns[name]):
            copies[place] = name, columns[name]
            columns[name] = index
    return evolve(headings, columns=columns, copies=tuple(copies))


def extra_columns(data: pl.DataFrame, headings: Headings, letters: Sequence[str]) -> tuple[ExtraColumn, ...]:
    """Return the columns of no list that hold something."""
    taken = {*headings.columns.values(), *(index for _, index in headings.copies)}
    found = []
    for index in range(data.width):
        filled = 0 if index in taken else _filled(data, index)
        if filled:
            found.append(ExtraColumn(letter=letters[index], heading=headings.written[index], filled=filled))
    return tuple(found)


def _filled(data: pl.DataFrame, index: int) -> int:
    """Return how many cells of a column hold more than white space."""
    series = data.to_series(index)
    if series.null_count() == series.len():
        return 0
    return int((series.cast(pl.String).str.strip_chars().str.len_bytes() > 0).sum())


def copied_columns(
    data: pl.DataFrame, headings: Headings, letters: Sequence[str], rows: pl.Series
) -> tuple[ColumnCopy, ...]:
    """Return the copies left out, and in how many rows they differ.

    Args:
        data: What stands below the headings.
        headings: The headings.
        letters: Spreadsheet letters of all columns.
        rows: Positions of the rows that are data.
    """
    found = []
    for name, index in headings.copies:
        kept = tidy_series(data.to_series(headings.columns[name]).gather(rows).cast(pl.String))
        other = tidy_series(data.to_series(index).gather(rows).cast(pl.String))
        differ = kept.fill_null("").ne(other.fill_null(""))
        found.append(ColumnCopy(column=name, letter=letters[index], rows_differ=int(differ.sum())))
    return tuple(found)
