"""Rules about dates: unreadable, in another form, in the future, placeholders, with a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import (
    ListColumn,
    Outcomes,
    cell_check,
    columns_of,
    everywhere,
    with_any,
)
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, DateForm
from inspectprep.annexa.reading.dates import read_date, time_of
from inspectprep.dataframes import pl

_DECEMBER = 12
_BARE = 10
_SUMMER_MIDNIGHT = "23:00:00"


def _dates(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, test=lambda column: column.type == "date")


def _written(dataset: AnnexAData) -> Iterable[ListColumn]:
    return (column for column in _dates(dataset) if not column.only_dates)


@cell_check(_written)
def unreadable(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-005: cells that are not a date."""
    if column.ends(CellState.UNREADABLE):
        yield "error", column.ended(CellState.UNREADABLE)


@cell_check(_written)
def forms(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-006: dates in another form, and days and months that may be swapped."""
    kind = column.kind
    if column.name in column.table.month_first:
        yield "warning", kind == int(DateForm.MONTH_FIRST)
        yield "warning", _could_flip(column)
    # A column that is not half flipped has 0, which must not reach any threshold.
    if column.table.half_flipped.get(column.name, 0) >= max(1, policy["flip_min_cells"]):
        same = column.value.dt.day().cast(int) == column.value.dt.month().cast(int)
        yield "warning", (kind == int(DateForm.CELL)) & ~same
    if column.reaches("__kind", int(DateForm.OTHER)):
        yield "query", kind == int(DateForm.OTHER)


def _could_flip(column: ListColumn) -> pl.Expr:
    """Return which numeric text dates would be another date with day and month swapped."""
    written = pl.when((column.kind != int(DateForm.CELL)).fill_null(value=True)).then(column.raw)
    return column.ended(CellState.READ) & column.mark_texts(written, _is_another_date_swapped)


def _is_another_date_swapped(text: str) -> bool:
    date = read_date(text, pivot=2069)
    return 0 < date.first <= _DECEMBER and date.second <= _DECEMBER and date.first != date.second


def _events(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(
        dataset, test=lambda column: column.type == "date", leave_out=everywhere("date_of_birth")
    )


@cell_check(_events)
def future(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-007: dates after the list date."""
    if dataset.as_of is not None and column.reaches("", dataset.as_of):
        yield "error", column.value > dataset.as_of


@cell_check(_dates)
def placeholder(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-008: placeholder dates, and dates too long ago or too far ahead."""
    if column.ends(CellState.PLACEHOLDER):
        yield "error", column.ended(CellState.PLACEHOLDER)


def _with_long_texts(dataset: AnnexAData) -> Iterable[ListColumn]:
    """Yield the columns in which some text may be more than a date, which the type of most columns shows."""
    for column in _written(dataset):
        kind = column.table.frame.schema[f"{column.name}__raw"]
        longest = kind.categories.str.len_bytes().max() if isinstance(kind, pl.Enum) else None
        if not isinstance(longest, int) or longest > _BARE or column.reaches("__kind", int(DateForm.OTHER)):
            yield column


def _maybe_timed(name: str) -> pl.Expr:
    """Return which cells may have a time. Most columns have only bare dates, or true dates at midnight."""
    raw = pl.col(f"{name}__raw").cast(pl.String)
    longer = (raw.str.len_bytes() > _BARE) & ~raw.str.ends_with(" 00:00:00")
    return longer | (pl.col(f"{name}__kind") == int(DateForm.OTHER))


@cell_check(lambda dataset: with_any(_with_long_texts(dataset), _maybe_timed))
def timed(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-009: dates with a time of day."""
    raw = column.raw
    timed = raw.str.contains(r"[0-9]:[0-9]|^\s*[0-9]{5}\.") & ~raw.str.ends_with(" 00:00:00")
    texts = pl.when(timed & column.ended(CellState.READ)).then(raw)
    if column.cells(texts.is_not_null().any()).item():
        yield "warning", pl.lit(column.mark_texts(texts, lambda text: time_of(text) == _SUMMER_MIDNIGHT))
        yield "query", pl.lit(column.mark_texts(texts, lambda text: bool(time_of(text))))
