"""The cells of one column of a frame: their text, and what each of them was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from inspectprep.dataframes import pl
from inspectprep.model.sheet import CellKind
from inspectprep.sources.instants import day_in_england, days_in_england

_TIME = "%Y-%m-%d %H:%M:%S"
_WHOLE = r"^(-?\d+)\.0+$"


class Cells(NamedTuple):
    """A column of cells.

    Attributes:
        text: The cells as text. A column of dates stays dates.
        kinds: The kind of each cell.
    """

    text: pl.Series
    kinds: pl.Series


def cells_of(series: pl.Series) -> Cells:
    """Return a column as cells.

    A whole number has no decimals, as in a workbook: libraries without blanks in columns of whole numbers
    make decimals of them. An instant with a time zone is its day in England.
    """
    text, kind = _as_text(series)
    return Cells(text, pl.Series([int(kind)], dtype=pl.UInt8).new_from_index(0, len(series)))


def cells_of_values(values: Iterable[Any]) -> Cells:
    """Return values of any Python types as cells. None is blank."""
    pairs = [_as_cell(value) for value in values]
    return Cells(
        pl.Series([text for text, _ in pairs], dtype=pl.String),
        pl.Series([int(kind) for _, kind in pairs], dtype=pl.UInt8),
    )


def _as_text(series: pl.Series) -> tuple[pl.Series, CellKind]:
    kind = series.dtype
    if kind == pl.String:
        return series, CellKind.TEXT
    if kind == pl.Date:
        return series, CellKind.DATE
    if isinstance(kind, pl.Datetime):
        return series.dt.to_string(_TIME) if kind.time_zone is None else days_in_england(
            series
        ), CellKind.DATE
    if kind == pl.Boolean:
        return series.replace_strict({True: "TRUE", False: "FALSE"}, return_dtype=pl.String), CellKind.BOOLEAN
    if kind.is_float():
        return series.fill_nan(None).cast(pl.String).str.replace(_WHOLE, "${1}"), CellKind.NUMBER
    if kind.is_numeric():
        return series.cast(pl.String).str.replace(_WHOLE, "${1}"), CellKind.NUMBER
    if kind == pl.Null or isinstance(kind, pl.Categorical | pl.Enum):
        return series.cast(pl.String), CellKind.TEXT
    values = [None if value is None else str(value) for value in series.to_list()]
    return pl.Series(series.name, values, dtype=pl.String), CellKind.TEXT


def _as_cell(value: Any) -> tuple[str | None, CellKind]:
    if value is None:
        return None, CellKind.EMPTY
    if isinstance(value, str):
        return value, CellKind.TEXT
    if isinstance(value, bool):
        return str(value).upper(), CellKind.BOOLEAN
    if isinstance(value, int | float | Decimal):
        return cells_of(pl.Series([value])).text[0], CellKind.NUMBER
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return day_in_england(value).isoformat(), CellKind.DATE
    if isinstance(value, dt.datetime):
        return cells_of(pl.Series([value])).text[0], CellKind.DATE
    if isinstance(value, dt.date):
        return value.isoformat(), CellKind.DATE
    return str(value), CellKind.TEXT
