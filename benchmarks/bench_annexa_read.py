"""Reading Annex A: a workbook beside a bare fastexcel read, text beside polars reading it as text."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import xlsxwriter
from timing import paired, show

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.read import read

AS_OF = dt.date(2026, 11, 20)
IN_WORKBOOK, SMALL, IN_TEXT = 9_091, 910, 100_000
ROUNDS = 5


def column(each: catalogue.ColumnSpec, rows: int, chance: random.Random) -> list[Any]:
    """Return plausible values, three in ten blank where a column need not be filled."""
    codes = [code.code for code in catalogue.code_set(each.codes).codes] if each.codes else []
    years = 6000 if each.name == "date_of_birth" else 300
    make = {
        "id": lambda number: f"C{number:07d}",
        "date": lambda _: AS_OF - dt.timedelta(chance.randrange(years)),
        "category": lambda _: chance.choice(codes),
        "age": lambda _: chance.randrange(18),
        "integer": lambda _: chance.randrange(4),
        "text": lambda _: f"{each.header} {chance.randrange(200)}",
    }[each.type]
    blank = 0.0 if each.required == "always" else 0.3
    return [None if chance.random() < blank else make(number) for number in range(rows)]


def lists(rows: int) -> dict[int, dict[str, list[Any]]]:
    """Return the columns of all eleven lists by heading."""
    chance = random.Random(7)  # noqa: S311 - any numbers do
    return {
        number: {each.header: column(each, rows, chance) for each in one.columns}
        for number, one in catalogue.lists().items()
    }


def workbook(path: Path, rows: int) -> Path:
    """Write a workbook with true dates."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, columns in lists(rows).items():
        sheet = book.add_worksheet(f"List {number}")
        sheet.write_row(0, 0, list(columns))
        for row, cells in enumerate(zip(*columns.values(), strict=True), start=1):
            for index, value in enumerate(cells):
                if isinstance(value, dt.date):
                    sheet.write_datetime(row, index, value, date)
                elif value is not None:
                    sheet.write(row, index, value)
    book.close()
    return path


def texts(folder: Path, rows: int) -> list[Path]:
    """Write a text file a list."""
    paths = []
    for number, columns in lists(rows).items():
        paths.append(folder / f"List {number}.csv")
        pl.DataFrame(columns).write_csv(paths[-1], date_format="%d/%m/%Y")
    return paths


def bare(path: Path) -> None:
    """Read every sheet and make nothing of it."""
    reader = fastexcel.read_excel(path)
    for name in reader.sheet_names:
        pl.DataFrame(reader.load_sheet(name))


def main() -> None:
    """Read a small and a large workbook, then eleven text files."""
    with tempfile.TemporaryDirectory() as folder:
        for rows, target in ((SMALL, ""), (IN_WORKBOOK, " (target: at most 2)")):
            path = workbook(Path(folder) / f"{rows}.xlsx", rows)
            mine, other = paired(
                lambda path=path: read(path, as_of=AS_OF), lambda path=path: bare(path), ROUNDS
            )
            show(
                f"workbook of {rows * 11:,} rows",
                (f"{mine / other:.2f} times a bare read{target}", f"{mine:.2f} s"),
            )
        paths = texts(Path(folder), IN_TEXT)
        mine, other = paired(
            lambda: read(paths, as_of=AS_OF),
            lambda: [pl.read_csv(path, infer_schema=False) for path in paths],
            ROUNDS,
        )
        show(
            f"text of {IN_TEXT * 11:,} rows",
            (f"{mine / other:.2f} times polars reading it as text", f"{mine:.2f} s"),
        )


if __name__ == "__main__":
    main()
