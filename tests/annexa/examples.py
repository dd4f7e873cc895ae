"""Worked examples of the rules, and returns built from typed rows."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable, Place

_DATA = Path(__file__).parent / "data"
_PLACEHOLDERS = {"tbc", "tba", "unborn", "unknown", "not known", "new", "test", "none", "x", "xx", "xxx"}
_TYPES = {"date": pl.Date, "integer": pl.Int32, "age": pl.Int32}


@cache
def examples() -> tuple[dict[str, Any], ...]:
    """Return every worked example: rows, list date, and what must fire."""
    found: list[dict[str, Any]] = []
    for name in ("rows", "lists", "practice"):
        found += json.loads((_DATA / f"{name}.json").read_text())
    return tuple(found)


def name_of(example: dict[str, Any]) -> str:
    """Return an example's name in the test's report."""
    return f"{example['rule']}-{example['n']}"


def id_key(text: str) -> str | None:
    """Return what identifiers are joined on, as the loader makes it."""
    tidy = re.sub(r"^(\d+)\.0+$", r"\1", str(text).strip().lstrip("'"))
    if re.fullmatch(r"0+", tidy) or tidy.casefold() in _PLACEHOLDERS:
        return None
    return re.sub("[\u2010-\u2015\u2212]", "-", tidy).casefold()


@cache
def _shorts(name: str) -> dict[str, str]:
    return {each.code: each.name for each in catalogue.code_set(name).codes}


def list_table(number: int, rows: list[dict[str, Any]], lacks: tuple[str, ...] = ()) -> ListTable:
    """Return a list with typed rows; a column that no row gives is there and blank."""
    one = catalogue.lists()[number]
    data: dict[str, pl.Series] = {
        "__row": pl.Series([place + 2 for place in range(len(rows))], dtype=pl.Int32),
        "__place": pl.Series([number] * len(rows), dtype=pl.Int32),
    }
    for column in one.columns:
        if column.name in lacks:
            continue
        values = [row.get(column.name) for row in rows]
        if column.type == "date":
            values = [date.fromisoformat(v) if isinstance(v, str) else v for v in values]
        kind = _TYPES.get(column.type, pl.String)
        state = [1 if value is None else 0 for value in values]
        if kind == pl.String:
            values = [None if value is None else str(value) for value in values]
        data[column.name] = pl.Series(values, dtype=kind)
        data[f"{column.name}__state"] = pl.Series(state, dtype=pl.Int8)
        data[f"{column.name}__raw"] = pl.Series(
            [None if v is None else str(v) for v in values], dtype=pl.String
        )
        if column.type in {"date", "category"}:
            data[f"{column.name}__kind"] = pl.Series(
                [None if v is None else 1 for v in values], dtype=pl.Int8
            )
        if column.type == "category":
            shorts = _shorts(column.codes or "")
            codes = [None if value is None else shorts.get(value, value) for value in values]
            data[f"{column.name}__code"] = pl.Series(codes, dtype=pl.String)
        if column.type == "id":
            data[f"{column.name}__key"] = pl.Series([v and id_key(v) for v in values], dtype=pl.String)
    columns = tuple(each.name for each in one.columns if each.name not in lacks)
    return ListTable(spec=catalogue.lists()[number], frame=pl.DataFrame(data), columns=columns)


def return_of(
    rows: dict[int, list[dict[str, Any]]], as_of: date, lacks: dict[int, tuple[str, ...]] | None = None
) -> AnnexAData:
    """Return lists of typed rows as if they had been read; place n is the sheet of list n."""
    tables = {n: list_table(n, each, (lacks or {}).get(n, ())) for n, each in rows.items()}
    places = tuple(
        Place(file="made.xlsx", sheet=f"List {n}", list=n, heading_row=1, letters=_letters(n))
        for n in range(12)
    )
    return AnnexAData(tables=tables, places=places, as_of=as_of)


def _letters(number: int) -> dict[str, str]:
    one = catalogue.lists().get(number)
    names = [] if one is None else [each.name for each in one.columns]
    return {name: (chr(65 + n) if n < 26 else "A" + chr(65 + n - 26)) for n, name in enumerate(names)}


def return_of_example(example: dict[str, Any]) -> AnnexAData:
    """Return an example's lists."""
    lacks = {int(n): tuple(columns) for n, columns in example.get("lacks", {}).items()}
    rows = {int(n): each for n, each in example["rows"].items()}
    return return_of(rows, date.fromisoformat(example["as_of"]), lacks)
