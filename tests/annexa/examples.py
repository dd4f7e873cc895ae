"""Worked examples of the rules, and returns built from typed rows."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import polars as pl
from attrs import frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.files import read_built_in_rules
from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.catalogue.values import Example, Rule
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable, Place
from tests.annexa import example_returns

_PLACEHOLDERS = {"tbc", "tba", "unborn", "unknown", "not known", "new", "test", "none", "x", "xx", "xxx"}
_TYPES = {"date": pl.Date, "integer": pl.Int32, "age": pl.Int32}


@frozen
class WorkedExample:
    """One example of the catalogue with its rule, and its place among the rule's examples."""

    rule: Rule
    number: int
    example: Example


@cache
def examples() -> tuple[WorkedExample, ...]:
    """Return every worked example, from the file in which its rule is."""
    return tuple(
        WorkedExample(rule, number, example)
        for rule in read_built_in_rules()
        for number, example in enumerate(rule.examples)
    )


def name_of(worked: WorkedExample) -> str:
    """Return an example's name in the test's report."""
    return f"{worked.rule.id}-{worked.number}"


def policy_of(worked: WorkedExample) -> Policy:
    """Return the thresholds that an example sets, and the council's own name."""
    change = RuleChange(thresholds=worked.example.thresholds)
    return Policy(own_la=worked.example.authority or None, rules={worked.rule.id: change})


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


def return_of_example(worked: WorkedExample) -> AnnexAData:
    """Return an example's lists: typed rows, cells or files."""
    example = worked.example
    if example.files:
        return example_returns.return_of_files(example.files, example.as_of)
    if example.cells:
        return example_returns.return_of_rows(example.cells, example.as_of)
    rows = {int(number): list(rows) for number, rows in example.rows.items()}
    if example.row:
        rows = {worked.rule.lists[0]: [dict(example.row)]}
    lacks = {int(number): columns for number, columns in example.lacks.items()}
    return return_of(rows, example.as_of, lacks)
