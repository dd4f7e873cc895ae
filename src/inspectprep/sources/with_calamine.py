"""Reads the sheets of workbooks with python-calamine, where fastexcel cannot be installed.

Every cell is written as fastexcel writes it, so that the same findings follow. Two things differ: a text of
no characters is blank, and a date after the year 9999 is the number that the workbook stores.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from itertools import count
from typing import TypeAlias

from attrs import frozen

from inspectprep.dataframes import pl
from inspectprep.extras import optional
from inspectprep.model.sheet import Visibility
from inspectprep.sources.memory_file import InputFile
from inspectprep.sources.parsed import ParsedSheet

with optional("python_calamine"):
    from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum


ERRORS = (CalamineError, pl.exceptions.PolarsError)

# Pairs, because the library's values cannot be keys of a dictionary.
_HIDDEN = (
    (SheetVisibleEnum.Hidden, Visibility.HIDDEN),
    (SheetVisibleEnum.VeryHidden, Visibility.VERY_HIDDEN),
)
_Value: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
_ESCAPED = re.compile("_x(?!(?i:fff[ef]))([0-9A-Fa-f]{4})_")
_DECIMALS = 9
_DAY_ZERO = dt.datetime.fromisoformat("1899-12-31")
# Workbooks count a 29 February 1900, which never was.
_PHANTOM_DAY = dt.timedelta(days=60)


@frozen
class _Workbook:
    _workbook: CalamineWorkbook

    @property
    def names(self) -> Sequence[str]:
        return tuple(self._workbook.sheet_names)

    def sheet(self, index: int) -> ParsedSheet:
        sheet = self._workbook.get_sheet_by_index(index)
        visible = self._workbook.sheets_metadata[index].visible
        return ParsedSheet(
            cells=_frame(sheet),
            first_column=sheet.start[1] + 1 if sheet.start else 1,
            visibility=next((mine for theirs, mine in _HIDDEN if visible == theirs), Visibility.VISIBLE),
        )


def open_workbook(source: InputFile | bytes) -> _Workbook:
    """Open a workbook, or a copy of one in memory."""
    # By its content: opened by its path, the suffix would decide what the file is.
    data = source if isinstance(source, bytes) else source.read_bytes()
    return _Workbook(CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _frame(sheet: CalamineSheet) -> pl.DataFrame:
    if sheet.start is None:
        return pl.DataFrame()
    rows = sheet.to_python(skip_empty_area=False)
    blank = [""] * len(rows[0])
    # A single cell far down makes a million blank rows, which need not be looked at cell by cell.
    filled = [row for row in rows if row != blank] or rows[:1]
    cells = pl.DataFrame(
        [
            pl.Series(f"c{number}", [_text(row[number]) for row in filled], dtype=pl.String)
            for number in range(sheet.start[1], len(blank))
        ]
    )
    if len(filled) == len(rows):
        return cells
    place = count()
    places = pl.Series([None if row == blank else next(place) for row in rows], dtype=pl.UInt32)
    return cells.select(pl.all().gather(places))


def _text(value: _Value) -> str | None:
    match value:
        case str():
            # Characters that XML cannot have are written as _x0001_ in a workbook.
            text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
            return text or None
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
        case dt.datetime():
            return _moment(value)
        case dt.date():
            return f"{value.isoformat()} 00:00:00"
        case dt.time():
            return _moment(dt.datetime.combine(_DAY_ZERO, value))
        case dt.timedelta():
            return _since_day_zero(value)


def _since_day_zero(value: dt.timedelta) -> str:
    day = dt.timedelta(days=1)
    try:
        return _moment(_DAY_ZERO + (value - day if value >= _PHANTOM_DAY else value))
    except OverflowError:
        return _text(value / day) or ""


def _moment(value: dt.datetime) -> str:
    return value.isoformat(sep=" ", timespec="milliseconds" if value.microsecond else "seconds")
