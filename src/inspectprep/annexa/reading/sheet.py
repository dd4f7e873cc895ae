"""Turns one raw sheet into the rows of its list and what is to be known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from attrs import evolve, frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import CodeSet, ColumnSpec, code_sets
from inspectprep.annexa.reading.column import ReadSettings, TypedColumn, type_column
from inspectprep.annexa.reading.dataset import ListTable, Place, SheetFacts, SkippedRow
from inspectprep.annexa.reading.dates import EPOCH_1904, read_date
from inspectprep.annexa.reading.headings import (
    ROWS_SEARCHED,
    Headings,
    find_headings,
    is_known_tab,
    named_list,
    recognised_columns,
)
from inspectprep.annexa.reading.hidden_and_merged import hidden_rows, merged_cells, merged_down
from inspectprep.annexa.reading.rows import skipped_rows
from inspectprep.annexa.reading.split_sheets import lower_list, upper_list
from inspectprep.annexa.reading.text import fold
from inspectprep.annexa.reading.unrecognised_columns import copied_columns, extra_columns, filled_first
from inspectprep.model.sheet import RawSheet, Visibility

__all__ = ["LoadedSheet", "load_sheet", "load_sheets"]

_FEWEST_CELLS = 4


@frozen(kw_only=True, eq=False)
class LoadedSheet:
    """A sheet that has been looked at.

    Attributes:
        facts: What the structure rules need.
        place: Where the list stands; None when the sheet holds none.
        table: The list's rows; None likewise.
        title: The text above the headings, or of a sheet without any.
        rest: Index of the row at which another list begins, whose rows are not among these; None when
            there is none.
    """

    facts: SheetFacts
    place: Place | None = None
    table: ListTable | None = None
    title: str = ""
    rest: int | None = None


def load_sheets(
    sheet: RawSheet,
    *,
    pivot: int,
    codes: Mapping[str, CodeSet] | None = None,
    date1904: bool = False,
    number: int | None = None,
) -> tuple[LoadedSheet, ...]:
    """Read every list of a sheet on which several stand one under the other; nearly always it is one.

    The arguments are those of :func:`load_sheet`.
    """
    loaded = [load_sheet(sheet, pivot=pivot, codes=codes, date1904=date1904, number=number)]
    while (rest := loaded[-1].rest) is not None:
        sheet = _from_row(sheet, rest)
        loaded.append(load_sheet(sheet, pivot=pivot, codes=codes, date1904=date1904))
    return tuple(loaded)


def _from_row(sheet: RawSheet, row: int) -> RawSheet:
    kinds = None if sheet.kinds is None else pl.DataFrame(sheet.kinds).slice(row)
    return evolve(
        sheet, cells=_as_frame(sheet.cells).slice(row), kinds=kinds, first_row=sheet.first_row + row
    )


def load_sheet(
    sheet: RawSheet,
    *,
    pivot: int,
    codes: Mapping[str, CodeSet] | None = None,
    date1904: bool = False,
    number: int | None = None,
) -> LoadedSheet:
    """Find a sheet's headings, list and columns, and read its rows down to where another list begins.

    Args:
        sheet: The raw sheet.
        pivot: Two-figure years up to this year are of this century.
        codes: The code sets by name; without them, the specification's.
        date1904: True when the workbook counts days from 1904.
        number: The list, when it is known; then row 1 holds the headings, and every column found
            counts, however few.
    """
    frame = _as_frame(sheet.cells)
    stem = _stem(sheet.file)
    named = named_list(sheet.sheet, stem)
    facts = SheetFacts(
        file=sheet.file,
        sheet=sheet.sheet,
        named=named,
        hidden=sheet.visibility != Visibility.VISIBLE,
        known=is_known_tab(sheet.sheet),
        notes=tuple(note.code for note in sheet.notes),
    )
    top = _as_text(frame.head(ROWS_SEARCHED)).rows()
    if sheet.names is not None:
        top.insert(0, sheet.names)
    names = sheet.sheet, stem
    headings = None if facts.known else find_headings(top, *names, number=number)
    # The headings of a typed source are its columns' names, and cannot come again.
    several = sheet.names is None and number is None
    upper = upper_list(top, headings, *names) if headings is not None and several else None
    rest = None
    if upper is not None:
        headings, rest = upper.headings, upper.rest
        frame = frame if rest is None else frame.head(rest)
    if headings is None or headings.list is None:
        title = " ".join(text for row in top[:rest] for text in row if text)
        headless = headings is None and not facts.known and _begins_with_rows(top)
        some = recognised_columns(headings, named) if headings is not None and named is not None else ()
        facts = evolve(facts, headings=headings is not None, headless=headless, matched=some)
        return LoadedSheet(facts=facts, title=title, rest=rest)
    context = ReadSettings(pivot=pivot, codes=codes or code_sets(), shift=EPOCH_1904 if date1904 else 0)
    loaded, suspects = _load(sheet, frame, facts, headings, context)
    lower = lower_list(frame, suspects, headings.list, *names) if suspects and several else None
    if lower is not None:
        rest = lower
        loaded, _ = _load(sheet, frame.head(rest), facts, headings, context)
    title = " ".join(text for row in top[: headings.row] for text in row if text)
    return evolve(loaded, title=title, rest=rest)


def _begins_with_rows(top: Sequence[Sequence[str | None]]) -> bool:
    """Tell whether the first row with several cells holds a date, as rows do and headings do not."""
    for row in top:
        cells = [text for text in row if text]
        if len(cells) >= _FEWEST_CELLS:
            return any(read_date(text, pivot=2069).day is not None for text in cells)
    return False


def _stem(file: str) -> str:
    stem, dot, _ = file.rpartition(".")
    return stem if dot else file


def _as_frame(cells: Any) -> pl.DataFrame:
    frame = cells if isinstance(cells, pl.DataFrame) else pl.DataFrame(cells)
    if all(kind in {pl.String, pl.Date} for kind in frame.dtypes):
        return frame
    return _as_text(frame)


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.cast(pl.String)


def _load(
    sheet: RawSheet,
    frame: pl.DataFrame,
    facts: SheetFacts,
    headings: Headings,
    context: ReadSettings,
) -> tuple[LoadedSheet, list[int]]:
    """Read the rows below some headings; returned with the rows, from 0, that hold words of headings."""
    each = catalogue.lists()[headings.list or 0]
    letters = [_letter(sheet.first_column + index) for index in range(frame.width)]
    written_row = sheet.first_row + headings.row
    above = headings.row + 1 if sheet.names is None else headings.row
    down = merged_down(sheet, frame.slice(above), written_row, tuple(headings.columns.values()))
    above, heading_row = above + down, written_row + down
    data = frame.slice(above)
    if headings.copies:
        headings = filled_first(headings, data)
    kinds = None if sheet.kinds is None else pl.DataFrame(sheet.kinds).slice(above)
    wanted = [data.to_series(index) for index in headings.columns.values()]
    height = _last_filled(wanted)
    present = _present(wanted, height)
    specs = {column.name: column for column in each.columns}
    typed = {
        name: _typed(
            _taken(data.to_series(index), height, present),
            None if kinds is None else _taken(kinds.to_series(index), height, present),
            specs[name],
            headings.written[index],
            context,
        )
        for name, index in headings.columns.items()
    }
    numbers = _taken(
        pl.int_range(heading_row + 1, heading_row + 1 + height, dtype=pl.Int32, eager=True), height, present
    )
    no_data = skipped_rows(typed, each, numbers, heading_row + 1)
    skip, words = no_data.skip, no_data.words
    rows = numbers.len() - int(skip.sum())
    if rows:
        words = tuple(evolve(word, why="note") if word.why == "nil" else word for word in words)
    place = Place(
        file=sheet.file,
        sheet=sheet.sheet,
        list=each.number,
        heading_row=heading_row,
        letters={name: letters[index] for name, index in headings.columns.items()},
        headings={name: headings.written[index] for name, index in headings.columns.items()},
    )
    series = [numbers.alias("__row")]
    for name, column in typed.items():
        series += [values.alias(f"{name}{suffix}") for suffix, values in column.series.items()]
    table = pl.DataFrame(series)
    if rows < table.height:
        table = table.filter(~skip)
    table_value = ListTable(
        list=each.number,
        frame=table,
        columns=tuple(name for name in specs if name in typed),
        month_first=frozenset(name for name, column in typed.items() if column.month_first),
        half_flipped={name: column.half_flipped for name, column in typed.items() if column.half_flipped},
    )
    facts = evolve(
        facts,
        list=each.number,
        matched=table_value.columns,
        heading_row=written_row,
        rows=rows,
        last_row=_last_row(table, words, heading_row),
        hidden_rows=hidden_rows(sheet, wanted, heading_row, height),
        merged=merged_cells(sheet, place, heading_row + height),
        extra=extra_columns(data, headings, letters),
        copies=copied_columns(data, headings, letters, table["__row"] - heading_row - 1),
        skipped=words,
    )
    suspects = [int(numbers[position]) - heading_row - 1 + above for position in no_data.headings]
    return LoadedSheet(facts=facts, place=place, table=table_value), suspects


def _letter(number: int) -> str:
    from inspectprep.sources.sheetscan import column_letter  # noqa: PLC0415

    return column_letter(number)


def _typed(
    raw: pl.Series, kinds: pl.Series | None, column: ColumnSpec, written: str, context: ReadSettings
) -> TypedColumn:
    headings = frozenset(fold(text) for text in (written, column.header))
    return type_column(raw, kinds, column, headings=headings, context=context)


def _last_filled(columns: Sequence[pl.Series]) -> int:
    """Return how many rows there are down to the last one with anything in a recognised column."""
    height = max((series.len() for series in columns), default=0)
    last = 0
    for series in columns:
        if series.null_count() == series.len():
            continue
        if series[-1] is not None:
            return height
        filled = series.is_not_null().arg_true()
        last = max(last, int(filled[-1]) + 1)
    return last


def _present(columns: Sequence[pl.Series], height: int) -> pl.Series | None:
    """Return the positions of rows with anything in a recognised column; None when all have."""
    filled = None
    for series in columns:
        mine = series.head(height).is_not_null()
        if mine.all():
            return None
        filled = mine if filled is None else filled | mine
    return None if filled is None or filled.all() else filled.arg_true()


def _taken(series: pl.Series, height: int, rows: pl.Series | None) -> pl.Series:
    return series.head(height) if rows is None else series.gather(rows)


def _last_row(table: pl.DataFrame, words: tuple[SkippedRow, ...], heading_row: int) -> int:
    last = table["__row"][-1] if table.height else heading_row
    return max(int(last), *(word.row for word in words)) if words else int(last)
