"""Rules about ages, and how they agree with dates of birth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.engine.cell_checks import (
    BORN,
    CHILDREN,
    CellCheck,
    ListColumn,
    Outcomes,
    columns_of,
    everywhere,
)
from inspectprep.annexa.reading.dataset import AnnexAData, CellState

__all__ = ["RULES"]

_BOTH = (*everywhere("date_of_birth"), *everywhere("age"))


def _named(name: str) -> Callable[[AnnexAData], Iterable[ListColumn]]:
    return lambda dataset: columns_of(dataset, lists=CHILDREN, test=lambda column: column.name == name)


def _unreadable(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    yield "error", column.ended(CellState.UNREADABLE)


def _range(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    age = column.value
    impossible = age < -1
    if column.list != 9:
        impossible |= age > policy["age_error_over"]
    yield "error", impossible
    if column.list == 10:
        yield "query", age > policy["adoption_age_query_over"]
    elif column.list != 9:
        yield "query", age > policy["age_query_over"]


def _age_on(birth: pl.Expr, day: dt.date) -> pl.Expr:
    """Return completed years; a birthday of 29 February is reached on 1 March in other years."""
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    month = birth.dt.month().cast(int)
    number = birth.dt.day().cast(int)
    birthday = month * 100 + number
    if not leap:
        birthday = pl.when(birthday == 229).then(301).otherwise(birthday)
    before = (birthday > day.month * 100 + day.day).cast(int)
    return day.year - birth.dt.year().cast(int) - before


def _disagrees(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    birth = column.beside("date_of_birth")
    if birth is None or dataset.as_of is None:
        return
    comparable = (column.value >= 0) & (birth.value <= dataset.as_of)
    apart = (_age_on(birth.value, dataset.as_of) - column.value.cast(int)).abs()
    yield "error", comparable & (apart > policy["age_tolerance"])
    yield "query", comparable & (apart > 0)


def _days_past(birth: pl.Expr, day: dt.date) -> pl.Expr:
    """Return calendar days from birth to `day`; negative for a date ahead."""
    return (day - dt.date(1970, 1, 1)).days - birth.cast(pl.Int32).cast(pl.Int64)


def _unborn(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    age = column.beside("age")
    if dataset.as_of is None:
        return
    birth = column.value
    past = _days_past(birth, dataset.as_of)
    ahead = birth > dataset.as_of
    if age is None:
        blank = pl.lit(True)
    else:
        blank = ~age.ended(CellState.READ) & ~age.ended(CellState.UNREADABLE)
        if column.list not in BORN:
            yield "error", ahead & (age.value >= 0)
        late = policy["overdue_days"]
        yield "error", (age.value == -1) & (past > late)
        yield "query", (age.value == -1) & (past >= 0) & (past <= late)
    if column.list not in BORN:
        yield "query", ahead & blank


def _expected(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    if dataset.as_of is None:
        return
    birth = column.value
    if column.list in BORN:
        mask = (birth > dataset.as_of).fill_null(value=False)
        age = column.beside("age")
        if age is not None:
            gone = column.ended(CellState.MISSING) | column.ended(CellState.BROKEN)
            mask |= ((age.value == -1) & gone).fill_null(value=False)
        yield "error", mask
    else:
        yield "query", -_days_past(birth, dataset.as_of) > policy["max_days_ahead"]


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-F-010",
            "lists": CHILDREN,
            "unit": "row",
            "message": "The age is no number of years.",
            "guidance": "Enter completed years at the list date: 0 for babies, -1 for unborn children.",
            "columns": everywhere("age"),
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019; how liia-tools-pipeline converts ages",
            "note": "Weeks and months are converted: 14 months is 1.",
            "check": CellCheck("AA-F-010", _named("age"), _unreadable),
        },
        {
            "id": "AA-F-011",
            "lists": CHILDREN,
            "unit": "row",
            "message": "The age is outside what this list can hold.",
            "guidance": "Compare age and date of birth with the record, and ask whether the person "
            "belongs here.",
            "columns": everywhere("age"),
            "policy": {"age_error_over": 25, "age_query_over": 18, "adoption_age_query_over": 19},
            "outcomes": ({"severity": "error"}, {"severity": "query"}),
            "reference": "Ofsted Annex A template 2019; annex-a-sen-validator rules 102a and 102b; "
            "Adoption and "
            "Children Act 2002 s.47(9)",
            "basis": "mixed",
            "note": "Over 25 on List 9 is left to AA-X-060. An adoption order can be made until the "
            "nineteenth "
            "birthday and stays on the list for twelve months.",
            "check": CellCheck("AA-F-011", _named("age"), _range),
        },
        {
            "id": "AA-F-012",
            "lists": CHILDREN,
            "unit": "row",
            "message": "Age and date of birth disagree at the list date.",
            "guidance": "Work the age out again at the list date; where all are a year out the extract "
            "was run on "
            "another day.",
            "columns": _BOTH,
            "policy": {"age_tolerance": {"default": 1, "local": True}},
            "outcomes": ({"severity": "error"}, {"severity": "query"}),
            "reference": "Ofsted Annex A template 2019",
            "note": "A birthday on 29 February is reached on 1 March, as the Family Law Reform Act 1969 "
            "s.9 is "
            "usually read.",
            "check": CellCheck("AA-F-012", _named("age"), _disagrees),
        },
        {
            "id": "AA-F-013",
            "lists": CHILDREN,
            "unit": "row",
            "message": "Age and date of birth disagree on whether the child is born.",
            "guidance": "Use -1 and the expected date of delivery until the birth, then the true date and "
            "age.",
            "columns": _BOTH,
            "policy": {"overdue_days": {"default": 21, "local": True}},
            "outcomes": ({"severity": "error"}, {"severity": "query"}),
            "reference": "Ofsted Annex A template 2019 (-1 and the expected date for unborn children)",
            "basis": "mixed",
            "note": "Up to three weeks past the expected date a baby may be late or not yet recorded.",
            "check": CellCheck("AA-F-013", _named("date_of_birth"), _unborn),
        },
        {
            "id": "AA-F-014",
            "lists": CHILDREN,
            "unit": "row",
            "message": "A birth is expected more than nine months ahead, or an unborn child is on a list of "
            "children who are born.",
            "guidance": "Correct the date; take unborn children off lists 8, 9 and 10.",
            "columns": _BOTH,
            "policy": {"max_days_ahead": 280},
            "outcomes": ({"severity": "error"}, {"severity": "query"}),
            "reference": "a pregnancy is counted as 280 days; children in care are born",
            "basis": "knowledge",
            "check": CellCheck("AA-F-014", _named("date_of_birth"), _expected),
        },
    )
)
