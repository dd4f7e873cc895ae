"""A workbook in Ofsted's layout: one sheet for each list, official headings, real dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.extras import optional
from inspectprep.files import writing_output

with optional("xlsxwriter"):
    import xlsxwriter


WIDTHS = {"id": 14, "date": 12, "category": 22, "integer": 10, "age": 8, "text": 24}
"""Width of a column by its type, in characters."""


def write_lists(lists: Mapping[int, Mapping[str, Sequence[Any]]], path: str | PathLike[str]) -> None:
    """Write cells by list and canonical column to a workbook.

    Args:
        lists: Dates, whole numbers, text or None. Columns that a list lacks are left out.
        path: The file to write. It is written whole or not at all, and missing folders are created.

    Raises:
        WriteError: if it cannot be written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with writing_output(Path(path), private=False) as stream, xlsxwriter.Workbook(stream, options) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        for list_number in sorted(lists):
            sheet = book.add_worksheet(f"List {list_number}")
            cells_by_name = lists[list_number]
            columns = [
                column for column in catalogue.lists()[list_number].columns if column.name in cells_by_name
            ]
            for place, column in enumerate(columns):
                sheet.set_column(place, place, WIDTHS[column.type])
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column.header, heading)
            rows = zip(*(cells_by_name[column.name] for column in columns), strict=True)
            for row, cells in enumerate(rows, start=1):
                for place, cell in enumerate(cells):
                    if cell is None:
                        continue
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, place, cell, moment)
                    elif isinstance(cell, date):
                        sheet.write_datetime(row, place, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(row, place, cell)
                    else:
                        sheet.write_number(row, place, cell)
