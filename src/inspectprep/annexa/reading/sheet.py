"""Turns one raw sheet into the rows of its list, with facts about the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from inspectprep.annexa.catalogue import ColumnSpec, ListSpec
from inspectprep.annexa.reading.column import type_column
from inspectprep.annexa.reading.dataset import ListTable, Place, SheetFacts, SkippedRow
from inspectprep.annexa.reading.dates import read_date
from inspectprep.annexa.reading.headings import ROWS_SEARCHED, Headings, find_headings, recognised_columns
from inspectprep.annexa.reading.hidden_and_merged import (
    hidden_columns,
    hidden_rows,
    merged_cells,
    merged_down,
)
from inspectprep.annexa.reading.misspelt_headings import read_misspelt
from inspectprep.annexa.reading.rows import skipped_rows
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.annexa.reading.sheet_names import is_known_tab, named_list
from inspectprep.annexa.reading.split_sheets import lower_list, upper_list
from inspectprep.annexa.reading.text import fold
from inspectprep.annexa.reading.typed_column import TypedColumn
from inspectprep.annexa.reading.unrecognised_columns import (
    copied_columns,
    extra_columns,
    filled_first,
    long_rows,
)
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen
from inspectprep.model.sheet import RawSheet, Visibility

# A row with fewer cells says too little about whether it is a row of data.
_FEWEST_CELLS = 4


@frozen(kw_only=True, eq=False)
class LoadedSheet:
    """A sheet that has been read.

    Attributes:
        facts: The facts that the structure rules use.
        place: The place of the list; None when the sheet has none.
        table: The rows of the list; None when the sheet has none.
        title: The text above the headings, or of a sheet without headings.
        rest: Index of the row at which another list begins, whose rows are not in `table`; None without one.
    """

    facts: SheetFacts
    place: Place | None = None
    table: ListTable | None = None
    title: str = ""
    rest: int | None = None


def load_sheets(
    sheet: RawSheet, settings: ReadSettings, *, list_number: int | None = None
) -> tuple[LoadedSheet, ...]:
    """Read every list of a sheet on which several are one under the other; nearly always there is one.

    The arguments are those of :func:`load_sheet`.
    """
    loaded = [load_sheet(sheet, settings, list_number=list_number)]
    while (rest := loaded[-1].rest) is not None:
        sheet = _from_row(sheet, rest)
        loaded.append(load_sheet(sheet, settings))
    return tuple(loaded)


def _from_row(sheet: RawSheet, row: int) -> RawSheet:
    kinds = None if sheet.kinds is None else pl.DataFrame(sheet.kinds).slice(row)
    return evolve(sheet, cells=_cells_of(sheet).slice(row), kinds=kinds, first_row=sheet.first_row + row)


def load_sheet(sheet: RawSheet, settings: ReadSettings, *, list_number: int | None = None) -> LoadedSheet:
    """Find a sheet's headings, list and columns, and read its rows down to where another list begins.

    Args:
        sheet: The raw sheet.
        settings: The settings for the file.
        list_number: The list, when it is known. Row 1 then has the headings, and every recognised column
            counts, even if there are few.
    """
    frame = _cells_of(sheet)
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
    top = frame.head(ROWS_SEARCHED).cast(pl.String).rows()
    if sheet.names is not None:
        top.insert(0, sheet.names)
    names, known = (sheet.sheet, stem), settings.headings
    headings = None if facts.known else find_headings(top, known, *names, list_number=list_number)
    # The headings of a typed source are the names of its columns, so it has one list only.
    several = sheet.names is None and list_number is None
    upper = upper_list(top, headings, known, *names) if headings is not None and several else None
    rest = None
    if upper is not None:
        headings, rest = upper.headings, upper.rest
        frame = frame if rest is None else frame.head(rest)
    if headings is None or headings.list is None:
        title = " ".join(text for row in top[:rest] for text in row if text)
        headless = headings is None and not facts.known and _begins_with_rows(top)
        matched = (
            recognised_columns(headings, known, named) if headings is not None and named is not None else ()
        )
        empty = all(series.null_count() == series.len() for series in frame.get_columns())
        facts = evolve(facts, headings=headings is not None, headless=headless, matched=matched, empty=empty)
        return LoadedSheet(facts=facts, title=title, rest=rest)
    loaded, suspects = _load(sheet, frame, facts, headings, settings)
    lower = lower_list(frame, suspects, headings.list, known, *names) if suspects and several else None
    if lower is not None:
        rest = lower
        loaded, _ = _load(sheet, frame.head(rest), facts, headings, settings)
    title = " ".join(text for row in top[: headings.row] for text in row if text)
    return evolve(loaded, title=title, rest=rest)


def _begins_with_rows(top: Sequence[Sequence[str | None]]) -> bool:
    """Return whether the first row with several cells has a date, as rows of data do and headings do not."""
    for row in top:
        cells = [text for text in row if text]
        if len(cells) >= _FEWEST_CELLS:
            return any(read_date(text, pivot=2069).day is not None for text in cells)
    return False


def _stem(file: str) -> str:
    stem, dot, _ = file.rpartition(".")
    return stem if dot else file


def _cells_of(sheet: RawSheet) -> pl.DataFrame:
    """Return the cells as a polars frame of texts and dates."""
    frame = sheet.cells if isinstance(sheet.cells, pl.DataFrame) else pl.DataFrame(sheet.cells)
    if all(dtype in {pl.String, pl.Date} for dtype in frame.dtypes):
        return frame
    return frame.cast(pl.String)


def _load(
    sheet: RawSheet,
    frame: pl.DataFrame,
    facts: SheetFacts,
    headings: Headings,
    settings: ReadSettings,
) -> tuple[LoadedSheet, list[int]]:
    """Read the rows below the headings; also return the rows, from 0, that have words of headings."""
    spec = settings.headings.lists[headings.list or 0]
    written_row = sheet.first_row + headings.row
    above = headings.row + 1 if sheet.names is None else headings.row
    down = merged_down(sheet, frame.slice(above), written_row, tuple(headings.columns.values()))
    above, heading_row = above + down, written_row + down
    data = frame.slice(above)
    if headings.copies:
        headings = filled_first(headings, data)
    kinds = None if sheet.kinds is None else pl.DataFrame(sheet.kinds).slice(above)
    headings, close = read_misspelt(headings, data, kinds, settings, sheet.letter)
    recognised = [data.to_series(index) for index in headings.columns.values()]
    height = _last_filled(recognised)
    present = _present(recognised, height)
    typed = {
        name: _typed(
            _take(data.to_series(index), height, present),
            None if kinds is None else _take(kinds.to_series(index), height, present),
            spec.column(name),
            headings.written[index],
            settings,
            spec.number,
        )
        for name, index in headings.columns.items()
    }
    row_numbers = _take(
        pl.int_range(heading_row + 1, heading_row + 1 + height, dtype=pl.Int32, eager=True), height, present
    )
    skipped = skipped_rows(typed, spec, row_numbers, heading_row + 1)
    notes = skipped.notes
    rows = row_numbers.len() - int(skipped.skip.sum())
    if rows:
        # "Nil" means an empty list only where there are no rows.
        notes = tuple(evolve(note, why="note") if note.why == "nil" else note for note in notes)
    table = _table(spec, typed, row_numbers, skipped.skip if rows < row_numbers.len() else None)
    place = Place(
        file=sheet.file,
        sheet=sheet.sheet,
        list=spec.number,
        heading_row=heading_row,
        letters={name: sheet.letter(index) for name, index in headings.columns.items()},
        headings={name: headings.written[index] for name, index in headings.columns.items()},
    )
    letters = [sheet.letter(index) for index in range(frame.width)]
    facts = evolve(
        facts,
        list=spec.number,
        matched=table.columns,
        heading_row=written_row,
        rows=rows,
        last_row=_last_row(table.frame, notes, heading_row),
        hidden_rows=hidden_rows(sheet, recognised, heading_row, height),
        hidden_columns=hidden_columns(sheet, data),
        far=sheet.far_cells,
        merged=merged_cells(sheet, headings.columns.values(), heading_row, heading_row + height),
        extra=extra_columns(data, headings, letters),
        close=close,
        long_rows=long_rows(data, headings, heading_row + 1),
        copies=copied_columns(data, headings, letters, table.frame["__row"] - heading_row - 1),
        skipped=notes,
    )
    suspects = [int(row_numbers[position]) - heading_row - 1 + above for position in skipped.headings]
    return LoadedSheet(facts=facts, place=place, table=table), suspects


def _table(
    spec: ListSpec, typed: Mapping[str, TypedColumn], row_numbers: pl.Series, skip: pl.Series | None
) -> ListTable:
    """Return the rows of a list without those to skip."""
    series = [row_numbers.alias("__row")]
    for name, column in typed.items():
        series += [values.alias(f"{name}{suffix}") for suffix, values in column.series.items()]
    frame = pl.DataFrame(series)
    return ListTable(
        spec=spec,
        frame=frame if skip is None else frame.filter(~skip),
        columns=tuple(column.name for column in spec.columns if column.name in typed),
        month_first=frozenset(name for name, column in typed.items() if column.month_first),
        half_flipped={name: column.half_flipped for name, column in typed.items() if column.half_flipped},
    )


def _typed(
    raw: pl.Series,
    kinds: pl.Series | None,
    column: ColumnSpec,
    written: str,
    settings: ReadSettings,
    list_number: int,
) -> TypedColumn:
    headings = frozenset((fold(written), fold(column.header)))
    return type_column(raw, kinds, column, headings=headings, settings=settings, list_number=list_number)


def _last_filled(columns: Sequence[pl.Series]) -> int:
    """Return the number of rows down to the last one with a value in a recognised column."""
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
    """Return the positions of rows with a value in a recognised column; None when all rows have one."""
    filled = None
    for series in columns:
        not_null = series.head(height).is_not_null()
        if not_null.all():
            return None
        filled = not_null if filled is None else filled | not_null
    return None if filled is None or filled.all() else filled.arg_true()


def _take(series: pl.Series, height: int, rows: pl.Series | None) -> pl.Series:
    return series.head(height) if rows is None else series.gather(rows)


def _last_row(frame: pl.DataFrame, notes: tuple[SkippedRow, ...], heading_row: int) -> int:
    last = int(frame["__row"][-1]) if frame.height else heading_row
    return max(last, *(note.row for note in notes)) if notes else last
