"""Columns that are left out: those that belong to no list, and further copies of the list's columns."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from inspectprep.annexa.reading.dataset import ColumnCopy, ExtraColumn
from inspectprep.annexa.reading.headings import Headings
from inspectprep.annexa.reading.text import tidy_series
from inspectprep.dataframes import pl

_FEW_LONG = 0.5
"""With more long rows than this share, a column simply has no heading."""


def filled_first(headings: Headings, data: pl.DataFrame) -> Headings:
    """Return the headings with a filled copy in the place of an empty column."""
    columns, copies = dict(headings.columns), list(headings.copies)
    for number, (name, index) in enumerate(copies):
        if _filled(data, index) and not _filled(data, columns[name]):
            copies[number] = name, columns[name]
            columns[name] = index
    return evolve(headings, columns=columns, copies=tuple(copies))


def extra_columns(data: pl.DataFrame, headings: Headings, letters: Sequence[str]) -> tuple[ExtraColumn, ...]:
    """Return the columns with values that belong to no list."""
    taken = {*headings.columns.values(), *(index for _, index in headings.copies)}
    return tuple(
        ExtraColumn(letter=letters[index], heading=headings.written[index], filled=filled)
        for index in range(data.width)
        if index not in taken and (filled := _filled(data, index))
    )


def _filled(data: pl.DataFrame, index: int) -> int:
    """Return how many cells of a column have more than white space."""
    series = data.to_series(index)
    if series.null_count() == series.len():
        return 0
    return int((series.cast(pl.String).str.strip_chars().str.len_bytes() > 0).sum())


def long_rows(data: pl.DataFrame, headings: Headings, first: int) -> tuple[int, ...]:
    """Return the numbers of the rows with cells to the right of all headings, where these are few.

    In a text file such a row has a separator in a cell that was not quoted, so its cells are out of place.

    Args:
        data: The rows below the headings.
        headings: The headings.
        first: The number of the first of these rows.
    """
    last = max((index for index, text in enumerate(headings.written) if text.strip()), default=-1)
    beyond = data.get_columns()[last + 1 :]
    if not beyond:
        return ()
    filled = [series.cast(pl.String).str.strip_chars().str.len_bytes() > 0 for series in beyond]
    long = pl.DataFrame(filled).select(pl.any_horizontal(pl.all().fill_null(value=False))).to_series()
    rows = long.arg_true()
    return tuple((rows + first).to_list()) if rows.len() <= _FEW_LONG * data.height else ()


def copied_columns(
    data: pl.DataFrame, headings: Headings, letters: Sequence[str], rows: pl.Series
) -> tuple[ColumnCopy, ...]:
    """Return the copies that are left out.

    Args:
        data: The rows below the headings.
        headings: The headings.
        letters: Spreadsheet letters of all columns.
        rows: Positions of the rows that are data.
    """
    copies = []
    for name, index in headings.copies:
        used = _tidied(data, headings.columns[name], rows)
        copy = _tidied(data, index, rows)
        differ = used.fill_null("").ne(copy.fill_null(""))
        copies.append(
            ColumnCopy(
                column=name,
                letter=letters[index],
                rows_differ=int(differ.sum()),
                heading=headings.written[index],
            )
        )
    return tuple(copies)


def _tidied(data: pl.DataFrame, index: int, rows: pl.Series) -> pl.Series:
    return tidy_series(data.to_series(index).gather(rows).cast(pl.String))
