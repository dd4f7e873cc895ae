"""Rules about cells that are blank or have no usable value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import (
    BORN,
    CHILDREN,
    ListColumn,
    Outcomes,
    cell_check,
    columns_of,
    everywhere,
)
from inspectprep.annexa.reading.dataset import AnnexAData, CellState

_OWN_RULE = (
    *everywhere("child_unique_id"),
    "7.previous_cpp_count",
    "8.placements_last_12_months",
    "8.missing_episodes_12_months",
    "8.absent_episodes_12_months",
)


def _always_filled(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, test=lambda column: column.required == "always", leave_out=_OWN_RULE)


def _births(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, lists=CHILDREN, test=lambda column: column.name == "date_of_birth")


@cell_check(_always_filled)
def blank(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-001: blank cells in columns that must always be filled."""
    if not column.ends(CellState.MISSING):
        return
    missing = column.ended(CellState.MISSING)
    for name, group in column.spec.blank_with.items():
        other = column.beside(name)
        if other is not None:
            codes = dataset.codes.sets[other.spec.codes or ""].members(group)
            missing &= ~other.code.is_in(codes).fill_null(value=False)
    yield "error", missing


@cell_check(_births)
def birth(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-004: blank dates of birth."""
    if not column.ends(CellState.MISSING):
        return
    missing = column.ended(CellState.MISSING)
    age = column.beside("age")
    if age is not None:
        missing &= (age.value != -1).fill_null(value=True)
    yield ("warning" if column.list in BORN else "query"), missing


@cell_check(columns_of)
def broken(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-036: spreadsheet errors, and formulas without a result."""
    if column.ends(CellState.BROKEN):
        yield ("error" if column.spec.required == "always" else "warning"), column.ended(CellState.BROKEN)
