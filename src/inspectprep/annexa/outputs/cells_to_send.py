"""The cells of a list as a submission has them, and those that it has blank although they are filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from inspectprep.annexa.outputs.cells import counted_in_days
from inspectprep.annexa.reading.dataset import CellState, DateForm, ListTable, Place
from inspectprep.annexa.reading.text import tidy_series
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

_DAY_ZERO = date(1899, 12, 30)
_OLDEST = date(1900, 3, 1)
"""Spreadsheets count the days before this one in two ways, so an older date is sent as text."""
_REAL = r"^\d{4}-\d\d-\d\d( 00:00:00)?$"
"""The form in which the reader gives a real date."""
_SHOWN = 10
_NUMBERS = ("integer", "age")


class BlankReason(StrEnum):
    """The reason for which a filled cell is blank in a submission.

    Attributes:
        NULL_WORD: It has a word that means nothing, such as ``NULL``.
        ERROR_CELL: It has an error of the spreadsheet, such as ``#N/A``, or a formula without a result.
    """

    NULL_WORD = "null word"
    ERROR_CELL = "error cell"


@frozen(kw_only=True)
class BlankedCells:
    """The filled cells of one column that are blank in a submission.

    Attributes:
        list: The list.
        column: The canonical name of the column.
        reason: Why they are blank.
        count: The number of cells.
        sheet: The sheet of the first of them in the council's file.
        cells: The first ten cells of that sheet, such as ``F12``.
    """

    list: int
    column: str
    reason: BlankReason
    count: int
    sheet: str = ""
    cells: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class CellsToSend:
    """The cells of a list as a submission has them.

    Attributes:
        texts: For each column by its canonical name, the cells as text, a real date as year-month-day. Null
            for a blank cell.
        numbers: For columns of numbers and dates, the cells that are written as numbers. A date is the number
            of its day in a spreadsheet. Null for any other cell.
        dates: The columns whose numbers are dates.
        height: The number of rows.
        rows: The number of each row in the council's file.
        places: The sheet of each row, as an index into the places of the return.
    """

    texts: Mapping[str, pl.Series]
    numbers: Mapping[str, pl.Series]
    dates: frozenset[str]
    height: int
    rows: pl.Series
    places: pl.Series


def cells_to_send(table: ListTable, columns: Iterable[str]) -> CellsToSend:
    """Return the cells of a list to send. A row without any is left out.

    A cell that was read is sent as the specification has it. One that was not is sent unchanged. Words for
    nothing and errors of the spreadsheet are blank. Dates are sent unchanged where it is not certain which
    number is the month.

    Args:
        table: The list.
        columns: The columns to send.
    """
    texts: dict[str, pl.Series] = {}
    numbers: dict[str, pl.Series] = {}
    names = [name for name in columns if name in table.columns]
    for name in names:
        kind = table.spec.column(name).type
        if kind == "date":
            texts[name], numbers[name] = _dates(table, name)
        else:
            texts[name] = _texts(table.frame, name)
            if kind in _NUMBERS:
                numbers[name] = table.frame[name].cast(pl.Int64)
    filled = pl.DataFrame([series.is_not_null().alias(name) for name, series in texts.items()])
    keep = (
        filled.select(pl.any_horizontal(pl.all())).to_series() if names else pl.Series([], dtype=pl.Boolean)
    )
    if not keep.all():
        texts = {name: series.filter(keep) for name, series in texts.items()}
        numbers = {name: series.filter(keep) for name, series in numbers.items()}
    own = table.frame.select("__row", "__place") if keep.all() else table.frame.filter(keep)
    return CellsToSend(
        texts=texts,
        numbers=numbers,
        dates=frozenset(name for name in numbers if table.spec.column(name).type == "date"),
        height=int(keep.sum()),
        rows=own["__row"],
        places=own["__place"],
    )


def _texts(frame: pl.DataFrame, name: str) -> pl.Series:
    """Return the values that were read, and the cells as supplied that could not be read."""
    value, state, raw = pl.col(name).cast(pl.String), pl.col(f"{name}__state"), pl.col(f"{name}__raw")
    text = (
        pl.when(state == int(CellState.READ))
        .then(value)
        .when(state == int(CellState.UNREADABLE))
        .then(raw.cast(pl.String))
    )
    return frame.select(text.alias(name)).to_series()


def _dates(table: ListTable, name: str) -> tuple[pl.Series, pl.Series]:
    """Return the texts and the day numbers of a column of dates."""
    raw, state = pl.col(f"{name}__raw").cast(pl.String), pl.col(f"{name}__state")
    # A placeholder that is a real date stays one.
    aside = (state == int(CellState.PLACEHOLDER)) & raw.str.contains(_REAL).fill_null(value=False)
    # Older versions of polars fail on texts in other forms, even when reading is not strict.
    kept = pl.when(aside).then(raw.str.slice(0, 10)).str.to_date("%Y-%m-%d", strict=False)
    frame = table.frame.select(
        pl.when(aside).then(kept).otherwise(pl.col(name)).alias("day"),
        raw.alias("raw"),
        pl.when(aside).then(int(CellState.READ)).otherwise(state).alias("state"),
        pl.when(aside).then(int(DateForm.CELL)).otherwise(pl.col(f"{name}__kind")).alias("form"),
    )
    real = pl.col("day") >= _OLDEST
    if name in table.month_first or name in table.half_flipped:
        real &= (pl.col("form") == int(DateForm.CELL)) | counted_in_days(pl.col("raw"))
    read = pl.col("state") == int(CellState.READ)
    unread = pl.col("state").is_in([int(CellState.PLACEHOLDER), int(CellState.UNREADABLE)])
    old = read & (pl.col("day") < _OLDEST) & (pl.col("form") == int(DateForm.CELL))
    columns = frame.select(
        pl.when(read & real)
        .then(pl.col("day").dt.strftime("%Y-%m-%d"))
        .when(old)
        .then(pl.col("day").dt.strftime("%d/%m/%Y"))
        .when(read | unread)
        .then(pl.col("raw"))
        .alias(name),
        pl.when(read & real).then((pl.col("day") - _DAY_ZERO).dt.total_days()).alias("number"),
    )
    return columns[name], columns["number"]


def blanked_cells(
    table: ListTable, columns: Iterable[str], places: Sequence[Place]
) -> Iterator[BlankedCells]:
    """Yield the filled cells of a list that are blank in a submission, by column and reason.

    Args:
        table: The list.
        columns: The columns to send.
        places: The places of the return.
    """
    for name in columns:
        if name not in table.columns or table.extremes[f"{name}__state"][1] in (None, 0):
            continue
        state = table.frame[f"{name}__state"]
        written = tidy_series(table.frame[f"{name}__raw"].cast(pl.String)).fill_null("") != ""
        for reason, end in (
            (BlankReason.NULL_WORD, CellState.MISSING),
            (BlankReason.ERROR_CELL, CellState.BROKEN),
        ):
            at = ((state == int(end)) & written).arg_true()
            if not at.len():
                continue
            first = table.frame.select("__row", "__place")[at.head(_SHOWN)]
            place = places[int(first["__place"][0])]
            rows = first.filter(pl.col("__place") == first["__place"][0])["__row"].to_list()
            yield BlankedCells(
                list=table.list,
                column=name,
                reason=reason,
                count=at.len(),
                sheet=place.sheet or place.file,
                cells=tuple(place.cell(name, row) for row in rows),
            )
