"""Sets dates aside that are placeholders, or too far from the list date to be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, ListTable
from inspectprep.dataframes import pl

_RULE = "AA-F-008"
"""The rule about placeholder dates. Every other rule sees a blank cell."""


def without_placeholder_dates(dataset: AnnexAData, policy: Policy) -> AnnexAData:
    """Return a return in which placeholder dates have no value and the state ``PLACEHOLDER``.

    The cells as supplied stay. Applied twice, it changes nothing more.

    Args:
        dataset: A return as it was read.
        policy: The thresholds.
    """
    return set_aside(dataset, policy.values(built_in()[_RULE]))


def set_aside(dataset: AnnexAData, limits: Mapping[str, Any]) -> AnnexAData:
    """Return a return without the dates that thresholds exclude. See :func:`without_placeholder_dates`."""
    changed = {
        list_number: evolve(table, frame=table.frame.with_columns(columns))
        for list_number, table in dataset.tables.items()
        if (columns := list(_columns(table, dataset.as_of, limits)))
    }
    return evolve(dataset, tables={**dataset.tables, **changed}) if changed else dataset


def _columns(table: ListTable, as_of: date | None, limits: Mapping[str, Any]) -> Iterator[pl.Expr]:
    """Yield the columns to replace. Nearly all lists have none."""
    latest = None if as_of is None else _years_after(as_of, limits["far_ahead"])
    for column in table.spec.columns:
        name = column.name
        lowest, highest = table.extremes.get(name, (None, None))
        if column.type != "date" or lowest is None:
            continue
        floor = limits["birth_floor"] if name == "date_of_birth" else limits["event_floor"]
        within = [day for day in limits["placeholder_dates"] if lowest <= day <= highest]
        if lowest >= floor and not within and (latest is None or highest <= latest):
            continue
        day = pl.col(name)
        unusable = day.is_in(within) | (day < floor)
        if latest is not None:
            unusable |= day > latest
        unusable = unusable.fill_null(value=False)
        yield pl.when(~unusable).then(day).alias(name)
        yield pl.when(~unusable).then(pl.col(f"{name}__kind")).alias(f"{name}__kind")
        state = pl.col(f"{name}__state")
        placeholder = pl.lit(int(CellState.PLACEHOLDER), pl.Int8)
        yield pl.when(unusable).then(placeholder).otherwise(state).alias(f"{name}__state")


def _years_after(day: date, years: int) -> date:
    """Return the last day of the year that is `years` after; the last year there is where that is too far."""
    return date(min(day.year + years, date.max.year), 12, 31)
