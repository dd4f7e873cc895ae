"""Rules about dates: unreadable, in another form, in the future, placeholders, with a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.engine.cell_checks import (
    EVERY,
    CellCheck,
    ListColumn,
    Outcomes,
    columns_of,
    everywhere,
    with_any,
)
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, DateForm
from inspectprep.annexa.reading.dates import read_date, time_of
from inspectprep.annexa.reading.unique_texts import unique_texts

__all__ = ["RULES"]

_PLACEHOLDERS = tuple(
    dt.date(*parts)
    for parts in (
        (1899, 12, 30),
        (1899, 12, 31),
        (1900, 1, 1),
        (1901, 1, 1),
        (1970, 1, 1),
        (2099, 12, 31),
        (9999, 12, 31),
    )
)
_DECEMBER = 12
_BARE = 10
_SUMMER_MIDNIGHT = "23:00:00"


def _dates(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, test=lambda column: column.type == "date")


def _written(dataset: AnnexAData) -> Iterable[ListColumn]:
    return (column for column in _dates(dataset) if not column.only_dates)


def _unreadable(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    if column.ends(CellState.UNREADABLE):
        yield "error", column.ended(CellState.UNREADABLE)


def _forms(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    kind = column.kind
    if column.name in column.table.month_first:
        yield "warning", kind == int(DateForm.MONTH_FIRST)
        yield "warning", _could_flip(column)
    # A column that is not half flipped counts 0, which no threshold may reach.
    if column.table.half_flipped.get(column.name, 0) >= max(1, policy["flip_min_cells"]):
        same = column.value.dt.day().cast(int) == column.value.dt.month().cast(int)
        yield "warning", (kind == int(DateForm.CELL)) & ~same
    if column.reaches("__kind", int(DateForm.OTHER)):
        yield "query", kind == int(DateForm.OTHER)


def _could_flip(column: ListColumn) -> pl.Expr:
    """Return which numeric text dates would read otherwise with day and month swapped."""
    written = pl.when((column.kind != int(DateForm.CELL)).fill_null(value=True)).then(column.raw)
    cells = unique_texts(column.cells(written))
    dates = [read_date(text, pivot=2069) for text in cells.texts.to_list()]
    swaps = [
        0 < each.first <= _DECEMBER and each.second <= _DECEMBER and each.first != each.second
        for each in dates
    ]
    return column.ended(CellState.READ) & cells.mark(swaps)


def _events(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(
        dataset, test=lambda column: column.type == "date", leave_out=everywhere("date_of_birth")
    )


def _future(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    if dataset.as_of is not None and column.reaches("", dataset.as_of):
        placeholders = list(policy.get("placeholder_dates", _PLACEHOLDERS))
        yield "error", (column.value > dataset.as_of) & ~column.value.is_in(placeholders)


def _placeholder(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    floor = policy["birth_floor"] if column.name == "date_of_birth" else policy["event_floor"]
    lowest, highest = column.table.extremes.get(column.name, (None, None))
    if lowest is None:
        return
    within = [day for day in policy["placeholder_dates"] if lowest <= day <= highest]
    if lowest < floor or within:
        yield "error", column.value.is_in(within) | (column.value < floor)


def _maybe_timed(name: str) -> pl.Expr:
    """Most columns hold nothing longer than a bare date, or true dates at midnight."""
    raw = pl.col(f"{name}__raw")
    longer = (raw.str.len_bytes() > _BARE) & ~raw.str.ends_with(" 00:00:00")
    return longer | (pl.col(f"{name}__kind") == int(DateForm.OTHER))


def _timed(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    raw = column.raw
    timed = raw.str.contains(r"[0-9]:[0-9]|^\s*[0-9]{5}\.") & ~raw.str.ends_with(" 00:00:00")
    texts = column.cells(pl.when(timed & column.ended(CellState.READ)).then(raw))
    if texts.null_count() == texts.len():
        return
    cells = unique_texts(texts)
    times = [time_of(text) for text in cells.texts.to_list()]
    yield "warning", pl.lit(cells.mark([time == _SUMMER_MIDNIGHT for time in times]))
    yield "query", pl.lit(cells.mark([bool(time) for time in times]))


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-F-005",
            "lists": EVERY,
            "unit": "cell",
            "message": "What stands in a date column cannot be read as a date.",
            "guidance": "Make it a true date, day/month/year; the row is kept and the date counts as "
            "unknown.",
            "outcomes": ({"severity": "error"},),
            "reference": "SSDA903 rules 102, 141 and 147; liia-tools",
            "note": "A date written month first is unreadable only where the same column has dates that can "
            "only be day first; else it is read, and AA-F-006 warns.",
            "check": CellCheck("AA-F-005", _written, _unreadable),
        },
        {
            "id": "AA-F-006",
            "lists": EVERY,
            "unit": "cell",
            "message": "A date is not written day/month/year, or its day and month may be swapped.",
            "guidance": "Export the column again as true dates or as day/month/year; where they may be "
            "swapped, "
            "compare a few with the case system first.",
            "policy": {"flip_min_cells": {"default": 3, "local": True}},
            "outcomes": ({"severity": "warning"}, {"severity": "query"}),
            "reference": "Ofsted Annex A template 2019 (DD/MM/YYYY); notes of the ssd-data-model on dates "
            "in Excel",
            "note": "Text that could be either is taken as day/month/year. In a CSV every date is text, "
            "so ISO "
            "dates give one line a column.",
            "check": CellCheck("AA-F-006", _written, _forms),
        },
        {
            "id": "AA-F-007",
            "lists": EVERY,
            "unit": "cell",
            "message": "A date lies after the list date.",
            "guidance": "Correct it, take out planned events, or check the list date given for this run.",
            "policy": {"placeholder_dates": _PLACEHOLDERS},
            "outcomes": ({"severity": "error"},),
            "reference": "annex-a-sen-validator rules 105a to 105d; SSDA903 rules 301 and 354",
            "note": "Dates of birth have rules of their own. Many findings of a few days mean that the list "
            "date is wrong.",
            "check": CellCheck("AA-F-007", _events, _future),
        },
        {
            "id": "AA-F-008",
            "lists": EVERY,
            "unit": "cell",
            "message": "A date is one that a system puts in for none, or is too old to be true.",
            "guidance": "Enter the true date, or leave the cell blank where nothing has happened yet.",
            "policy": {
                "placeholder_dates": _PLACEHOLDERS,
                "event_floor": {"default": dt.date(1990, 1, 1), "local": True},
                "birth_floor": {"default": dt.date(1980, 1, 1), "local": True},
            },
            "outcomes": ({"severity": "error"},),
            "reference": "01/01/1900 in extracts of the ssd-data-model; SSDA903 rule 353; Ofsted Annex A "
            "template 2019",
            "basis": "mixed",
            "note": "The floors are low on purpose; ages out of range are reported elsewhere.",
            "check": CellCheck("AA-F-008", _dates, _placeholder),
        },
        {
            "id": "AA-F-009",
            "lists": EVERY,
            "unit": "cell",
            "message": "A date has a time of day, which was cut off.",
            "guidance": "Export dates without times; where the time is 23:00 see whether the day is one "
            "too early.",
            "outcomes": ({"severity": "warning"}, {"severity": "query"}),
            "reference": "exports of case systems",
            "basis": "knowledge",
            "note": "23:00 exactly is how midnight in British Summer Time looks in universal time.",
            "check": CellCheck("AA-F-009", lambda dataset: with_any(_written(dataset), _maybe_timed), _timed),
        },
    )
)
