"""Cells that a library gives differently from how the workbook stores them: long numbers, dates as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from inspectprep.dataframes import pl
from inspectprep.sources.instants import day_of_text

_LONG_NUMBER = r"^\d{16,}$"
_EXACT_DIGITS = 15
# python-calamine gives a time of day that is stored as text on the day before the first of all days.
_DAY_ZERO = "1899-12-31"
_ISO = rf"^\d{{4}}-\d\d-\d\d(T|$)|^{_DAY_ZERO} "
_ISO_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?)?")


def longest_texts(frame: pl.DataFrame) -> dict[str, int]:
    """Return the length of the longest text of each column, in bytes."""
    if not frame.width:
        return {}
    longest = frame.select(pl.all().str.len_bytes().max()).row(0)
    return {name: length or 0 for name, length in zip(frame.columns, longest, strict=True)}


def long_numbers(frame: pl.DataFrame, longest: Mapping[str, int]) -> list[str]:
    """Return the columns with whole numbers of more digits than a spreadsheet can store.

    Args:
        frame: The cells as text.
        longest: The length of the longest text of each column.
    """
    return _holding(frame, [name for name in longest if longest[name] > _EXACT_DIGITS], _LONG_NUMBER)


def as_stored(series: pl.Series, numbers: list[tuple[int, str]]) -> pl.Series:
    """Return the column with numbers too long to be exact as the file has them, not as printed."""
    values = series.to_list()
    for row, text in numbers:
        value = values[row - 1] if row <= len(values) else None
        if value is not None and len(value) > _EXACT_DIGITS and value.isdigit():
            values[row - 1] = text
    return pl.Series(series.name, values, dtype=pl.String)


def dates_as_text(frame: pl.DataFrame) -> list[str]:
    """Return the columns with texts in the form in which workbooks write dates as text."""
    return _holding(frame, frame.columns, _ISO)


def _holding(frame: pl.DataFrame, columns: list[str], pattern: str) -> list[str]:
    if not columns:
        return []
    found = frame.select(pl.col(columns).str.contains(pattern).any())
    return [column for column, there in zip(columns, found.row(0), strict=True) if there]


def as_dates(
    series: pl.Series, mask: pl.Series | None, dates: list[tuple[int, str]]
) -> tuple[pl.Series, pl.Series]:
    """Return the column with dates written as text in the form of all others, and where true dates are."""
    values = series.to_list()
    true = [False] * len(values) if mask is None else mask.to_list()
    for row, text in dates:
        day = day_of_text(text)
        found = _ISO_DATE.fullmatch(f"{day}T00:00:00" if day else text)
        if found and row <= len(values) and values[row - 1] == text:
            values[row - 1] = f"{found[1]} {found[2] or '00:00:00'}"
            true[row - 1] = True
        elif row <= len(values) and values[row - 1] == f"{_DAY_ZERO} {text}":
            values[row - 1], true[row - 1] = text, False
    return pl.Series(series.name, values, dtype=pl.String), pl.Series(series.name, true)
