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
from inspectprep.annexa.engine.day_numbers import number_by_day
from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.dataset import BLANK_STATES, AnnexAData, CellState
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


def _apart(column: ListColumn, as_of: dt.date | None) -> pl.Expr | None:
    """Return by how many years each age is above that of the date of birth; None if nothing can say."""
    birth = column.beside("date_of_birth")
    if birth is None or as_of is None:
        return None
    comparable = (column.value >= 0) & (birth.value <= as_of)
    age = number_by_day(birth.cells(birth.value), lambda day: _age_on(day, as_of))
    return pl.when(comparable).then(column.value.cast(int) - age)


def _years_out(column: ListColumn, as_of: dt.date | None, policy: Mapping[str, Any]) -> tuple[int, int, int]:
    """Return by how many years the ages of a list are out as a whole, for how many, and of how many.

    The first is 1, -1, or 0 if they are not.
    """
    apart = _apart(column, as_of)
    if apart is None:
        return 0, 0, 0
    years = column.cells(apart).drop_nulls()
    compared = years.len()
    if compared >= policy["year_out_min_ages"]:
        for way in (1, -1):
            out = int((years == way).sum())
            if out > policy["year_out_share"] * compared:
                return way, out, compared
    return 0, 0, compared


@cell_check(_named("age"))
def disagrees(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-012: ages that do not fit the date of birth."""
    apart = _apart(column, dataset.as_of)
    if apart is None:
        return
    way, *_ = _years_out(column, dataset.as_of, policy)
    wrong = (apart != 0) & (apart != way) if way else apart != 0
    yield "error", wrong & (apart.abs() > policy["age_tolerance"])
    yield "query", wrong


def year_out(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-F-043: lists on which most ages are exactly a year out."""
    rows = []
    for column in _named("age")(dataset):
        way, out, compared = _years_out(column, dataset.as_of, policy)
        if not way:
            continue
        direction = "more" if way > 0 else "less"
        rows.append(
            finding(
                "AA-F-043",
                "warning",
                list=column.list,
                place=column.table.frame["__place"][0],
                column="age",
                unit="list",
                count=out,
                note=f"{out:,} of {compared:,} are one year {direction} than the date of birth gives.",
            )
        )
    return from_rows(rows)


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
            no_date = column.part("__state").is_in(BLANK_STATES)
            mask |= ((age.value == -1) & no_date).fill_null(value=False)
        yield "error", mask
    else:
        yield "query", -_days_past(birth, dataset.as_of) > policy["max_days_ahead"]
