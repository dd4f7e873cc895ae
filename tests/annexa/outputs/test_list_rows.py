"""Rows that are written from whole columns are those that are written cell by cell."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from inspectprep.annexa.outputs.cells import as_supplied
from inspectprep.annexa.outputs.list_rows import Styles, row_texts
from inspectprep.annexa.outputs.mark import open_book, put, style_number
from inspectprep.annexa.reading.dataset import ListTable, Place
from inspectprep.annexa.reading.read import read
from tests.annexa.making import AS_OF

TEXTS = (
    "plain",
    " space ",
    "<a> & b",
    "=1+1",
    "-x",
    "_x0041_",
    "bell\x07",
    "<r>t</r>",
    "é\U0001f600",
    "x" * 40_000,
)
DATES: tuple[Any, ...] = (
    date(2026, 9, 1), date(1899, 12, 31), date(1900, 2, 1), datetime.fromisoformat("2026-09-01T13:30"),
    "2026-09-01", "01/09/2026", "46266", "rubbish", datetime.fromisoformat("2026-09-02"), None,
)  # fmt: skip
AGES = ("7", "07", "-1", "12345678901234567", "1.0", "x", "", None, "0", "-0")


def _table(folder: Path) -> tuple[ListTable, Place]:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("List 1")
        headings = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Contact")
        sheet.write_row(0, 0, [*headings, "Contact Source"])
        for row, (text, when, age) in enumerate(zip(TEXTS, DATES, AGES, strict=True), start=2):
            sheet.write_string(row, 0, f"C{row}")
            if isinstance(when, date):
                sheet.write_datetime(row, 3, when, day)
            elif when:
                sheet.write_string(row, 3, when)
            if age:
                sheet.write_string(row, 4, age)
            sheet.write_datetime(row, 5, date(2026, 9, 1), day)
            sheet.write_string(row, 6, text[:32_000])
    dataset = read(path, as_of=AS_OF)
    return dataset.tables[1], dataset.places[0]


def test_rows_from_columns_are_those_of_single_cells(tmp_path: Path) -> None:
    """With every kind of text, date and number, with and without a colour, and with rows left out."""
    table, place = _table(tmp_path)
    columns = {name: ord(letter) - 65 for name, letter in place.letters.items()}
    first = int(table.frame["__row"][0])
    coloured = {
        (first, "age"): 1,
        (first + 7, "age"): 2,
        (first + 3, "contact_source"): 3,
        (first, "gender"): 1,
    }
    colours = pl.DataFrame(
        [(*cell, colour) for cell, colour in [*coloured.items(), ((first, "age"), 3), ((1, "age"), 1)]],
        schema={"row": pl.Int32, "column": pl.String, "colour": pl.UInt8}, orient="row",
    )  # fmt: skip
    with open_book(tmp_path / "out.xlsx", title="Test") as book:
        formats = [(book.plain, book.guarded, book.day, book.moment)]
        for fill in ("#F4B6B2", "#FBD9A0", "#CFE2F7"):
            look = {"bg_color": fill}
            styles = (
                look,
                look | {"quote_prefix": True},
                look | {"num_format": 14},
                look | {"num_format": 22},
            )
            formats.append(tuple(book.format(style) for style in styles))  # type: ignore[arg-type]
        one, other = book.sheet("One"), book.sheet("Other")
        cells = as_supplied(table, table.frame)
        for offset, row in enumerate(table.frame["__row"].to_list()):
            for name, column in columns.items():
                style = formats[coloured.get((row, name), 0)]
                if cells[name][offset] is None and (row, name) in coloured:
                    one.write_blank(row - 1, column, None, style[0])
                put(one, row - 1, column, cells[name][offset], style)
        numbers = Styles(numbers=tuple(style_number(each) for four in formats for each in four))
        other.add_rows(
            row_texts(table, place.letters, numbers, colours), int(table.frame["__row"][-1]) - 1, 6
        )
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        written = [archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)]
    singly, from_columns = (re.findall(r"<row.*?</row>", text, re.DOTALL) for text in written)
    assert len(singly) == len(TEXTS)
    # Text that looks like rich text is in both a text; only one keeps white space that it has not.
    assert from_columns == [row.replace('<t xml:space="preserve">&lt;r', "<t>&lt;r") for row in singly]
