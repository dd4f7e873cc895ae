"""Returns of a size that could need much memory: each has one odd habit, on every row of every list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import islice, permutations
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import ColumnSpec

Habit: TypeAlias = Callable[[ColumnSpec, int], list[Any] | None]

AS_OF = dt.date(2026, 11, 20)
_DAYS = [AS_OF - dt.timedelta(days) for days in range(300)]


def _plain(column: ColumnSpec, rows: int) -> list[Any]:
    """Return valid values that vary from row to row."""
    values: list[Any] = {
        "id": [f"C{row:07d}" for row in range(rows)] if column.type == "id" else [],
        "date": _DAYS,
        "category": [code.code for code in catalogue.code_set(column.codes).codes] if column.codes else [],
        "age": list(range(18)),
        "integer": [0, 1, 2, 3],
        "text": [f"{column.header} {number}" for number in range(200)],
    }[column.type]
    start = sum(map(ord, column.name))
    return [values[(start + row * 7 + row // 11) % len(values)] for row in range(rows)]


def _ids(make: Callable[[int, int], str]) -> Habit:
    def habit(column: ColumnSpec, rows: int) -> list[Any] | None:
        return [make(row, rows) for row in range(rows)] if column.type == "id" else None

    return habit


def _typed(kind: str, value: Callable[[int], Any]) -> Habit:
    def habit(column: ColumnSpec, rows: int) -> list[Any] | None:
        return [value(row) for row in range(rows)] if column.type == kind else None

    return habit


def _but_ids(value: Callable[[int], str]) -> Habit:
    def habit(column: ColumnSpec, rows: int) -> list[Any] | None:
        return None if column.type == "id" else [value(row) for row in range(rows)]

    return habit


def _named(**make: Callable[[int], Any]) -> Habit:
    def habit(column: ColumnSpec, rows: int) -> list[Any] | None:
        return [make[column.name](row) for row in range(rows)] if column.name in make else None

    return habit


def _alike(make: Callable[[int], str]) -> Habit:
    """Identifiers of children who are otherwise equal, 190 to each date of birth."""

    def habit(column: ColumnSpec, rows: int) -> list[Any] | None:
        if column.type == "id":
            return [make(row) for row in range(rows)]
        if column.name == "date_of_birth":
            return [dt.date(2010, 1, 1) + dt.timedelta(row // 190) for row in range(rows)]
        return _plain(column, 1) * rows

    return habit


def _on_rows(count: int) -> Habit:
    return _ids(lambda row, rows: f"C{row % max(1, rows // count):07d}")


_ANAGRAMS = ["".join(digits) for digits in islice(permutations("123456789"), 100_000)]

HABITS: Mapping[str, Habit] = {
    "plain": lambda _column, _rows: None,
    **{f"each id on {count} rows": _on_rows(count) for count in (2, 10, 50, 100, 101, 1000)},
    "one id on all rows": _ids(lambda _row, _rows: "C1"),
    "one id on half of the rows": _ids(lambda row, _rows: f"C{row}" if row % 2 else "C0"),
    "no id": _ids(lambda _row, _rows: ""),
    "all rows equal": lambda column, rows: _plain(column, 1) * rows,
    "all dates equal": _typed("date", lambda _row: _DAYS[5]),
    "all dates in the future": _typed("date", lambda row: dt.date(2030, 1, 1 + row % 28)),
    "no cell readable": _but_ids(lambda row: f"zz {row}"),
    "all cells the same text": _but_ids(lambda _row: "x"),
    "ids that look alike": _alike(lambda row: _ANAGRAMS[row % len(_ANAGRAMS)]),
    "ids with many zeros": _alike(lambda row: f"{'0' * (row % 190)}C{row // 190}"),
    "long ids": _alike(lambda row: f"{'x' * (300 + row % 2)}{row:07d}"),
    "many workers": _named(
        allocated_worker=lambda row: f"{'B' if row % 2 else 'Anna'} x{row} Smith",
        allocated_team=lambda _row: "T",
    ),
    "many teams": _named(
        allocated_team=lambda row: f"Children in need, area {''.join(chr(97 + int(d)) for d in str(row))}"
    ),
}  # fmt: skip
"""By name, the function that gives the values of a column where they are odd."""


def write_hostile(
    folder: Path, habit: str, rows: int, lists: tuple[int, ...] = tuple(range(1, 12))
) -> list[str]:
    """Write a return of `rows` rows, a text file for each list; return the paths."""
    paths = []
    for number in lists:
        height = rows // len(lists)
        cells = {}
        for column in catalogue.lists()[number].columns:
            odd = HABITS[habit](column, height)
            cells[column.header] = _plain(column, height) if odd is None else odd
        paths.append(str(folder / f"List {number}.csv"))
        pl.DataFrame(cells, strict=False).write_csv(paths[-1], date_format="%d/%m/%Y")
    return paths
