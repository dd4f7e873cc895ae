"""Rules about ages, and their agreement with dates of birth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import (
    BORN,
    CHILDREN,
    ListColumn,
    Outcomes,
    cell_check,
    columns_of,
)
from inspectprep.annexa.reading.dataset import AnnexAData, CellState
from inspectprep.dataframes import pl


def _named(name: str) -> Callable[[AnnexAData], Iterable[ListColumn]]:
    return lambda dataset: columns_of(dataset, lists=CHILDREN, test=lambda column: column.name == name)


@cell_check(_named("age"))
def unreadable(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-010: ages that are not a number of years."""
    yield "error", column.ended(CellState.UNREADABLE)


@cell_check(_named("age"))
def out_of_range(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-011: ages that are not possible on the list."""
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
    """Return completed years. In common years a birthday of 29 February is on 1 March."""
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    month = birth.dt.month().cast(int)
    number = birth.dt.day().cast(int)
    birthday = month * 100 + number
    if not leap:
        birthday = pl.when(birthday == 229).then(301).otherwise(birthday)
    before = (birthday > day.month * 100 + day.day).cast(int)
    return day.year - birth.dt.year().cast(int) - before


@cell_check(_named("age"))
def disagrees(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-012: ages that do not fit the date of birth."""
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


@cell_check(_named("date_of_birth"))
def unborn(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-013: age and date of birth that disagree on whether a child is born."""
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


@cell_check(_named("date_of_birth"))
def expected(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-014: births expected too far ahead, or on a list of children who are born."""
    if dataset.as_of is None:
        return
    birth = column.value
    if column.list in BORN:
        mask = (birth > dataset.as_of).fill_null(value=False)
        age = column.beside("age")
        if age is not None:
            no_date = column.ended(CellState.MISSING) | column.ended(CellState.BROKEN)
            mask |= ((age.value == -1) & no_date).fill_null(value=False)
        yield "error", mask
    else:
        yield "query", -_days_past(birth, dataset.as_of) > policy["max_days_ahead"]
