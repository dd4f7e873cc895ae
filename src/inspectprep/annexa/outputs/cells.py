"""The cells of a list as they were supplied, so that the file written can be read and checked again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from inspectprep.annexa.reading.dataset import DateForm, ListTable
from inspectprep.annexa.reading.dates import read_date
from inspectprep.dataframes import pl

_SLICE = 2_000
_DAY_LENGTH = 10
_COUNT = r"\d{5}"
_MARKED = r"[/\-:A-Za-z]"


def slices(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the frame in pieces small enough to hold as Python values."""
    for start in range(0, frame.height, _SLICE):
        yield frame.slice(start, _SLICE)


def as_supplied(table: ListTable, piece: pl.DataFrame) -> dict[str, list[Any]]:
    """Return each column's cells as in the file: real dates, whole numbers or text."""
    types = {column.name: column.type for column in table.spec.columns}
    return {name: column_as_supplied(piece, name, types[name]) for name in table.columns}


def column_as_supplied(piece: pl.DataFrame, name: str, kind: str) -> list[Any]:
    """Return the cells of a column as in the file; `kind` is the type of the column."""
    raw: list[Any] = _raw(piece, name)
    if kind == "date":
        forms = piece[f"{name}__kind"].to_list()
        days = piece[name].to_list()
        return [
            text if day is None else _dated(text, day, form)
            for text, day, form in zip(raw, days, forms, strict=True)
        ]
    if kind in {"integer", "age"}:
        return [int(text) if _plain_number(text) else text for text in raw]
    return raw


def _raw(piece: pl.DataFrame, name: str) -> list[str | None]:
    return piece[f"{name}__raw"].cast(pl.String).to_list()


def _dated(text: str, day: date, form: int) -> date | str:
    return _real(text, day) if form == DateForm.CELL else _counted_from_1900(text, day)


def _real(text: str, day: date) -> date:
    if len(text) <= _DAY_LENGTH:
        return day
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return day


def _counted_from_1900(text: str, day: date) -> str:
    """Return a date as supplied, or as year/month/day if it is a day count that would mean another day.

    Our workbooks count days from 1900. The workbook that was read may count from 1904. The form with slashes
    is queried again when it is read, as a day count is.
    """
    if not re.search(_COUNT, text) or re.search(_MARKED, text):
        return text
    counted = read_date(text, pivot=day.year)
    return text if counted.day == day else f"{day:%Y/%m/%d} {counted.time}".strip()


def counted_in_days(raw: pl.Expr) -> pl.Expr:
    """Return which texts of dates are counts of days, which mean another day in another workbook."""
    return raw.str.contains(_COUNT) & ~raw.str.contains(_MARKED)


def _plain_number(text: str | None) -> bool:
    return text is not None and text.removeprefix("-").isdecimal() and str(int(text)) == text
