"""Reads the sheets of workbooks with fastexcel."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from inspectprep.dataframes import pl
from inspectprep.extras import optional
from inspectprep.model.sheet import Visibility
from inspectprep.sources.memory_file import InputFile, MemoryFile
from inspectprep.sources.parsed import ParsedSheet

with optional("fastexcel"):
    import fastexcel


ERRORS = (fastexcel.FastExcelError, pl.exceptions.PolarsError)

_VISIBILITY = {
    "visible": Visibility.VISIBLE,
    "hidden": Visibility.HIDDEN,
    "veryhidden": Visibility.VERY_HIDDEN,
}


@frozen
class _Workbook:
    _reader: fastexcel.ExcelReader

    @property
    def names(self) -> Sequence[str]:
        return tuple(self._reader.sheet_names)

    def sheet(self, index: int) -> ParsedSheet:
        sheet = self._reader.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
        columns = sheet.available_columns()
        return ParsedSheet(
            cells=pl.DataFrame(sheet) if sheet.width else pl.DataFrame(),
            first_column=(columns[0].absolute_index if columns else 0) + 1,
            visibility=_VISIBILITY.get(sheet.visible, Visibility.VISIBLE),
        )


def open_workbook(source: InputFile | bytes) -> _Workbook:
    """Open a workbook, or a copy of one in memory."""
    if isinstance(source, MemoryFile):
        return open_workbook(source.data)
    try:
        return _Workbook(fastexcel.read_excel(source))
    except fastexcel.FastExcelError:
        if isinstance(source, bytes):
            raise
        # It goes by the suffix of a path, which may be wrong; bytes it judges by what they are.
        return _Workbook(fastexcel.read_excel(source.read_bytes()))
