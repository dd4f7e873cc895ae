"""Rules about codes: not allowed, translated, not for this list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import ListColumn, Outcomes, cell_check, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, Match


def _categories(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, test=lambda column: column.type == "category")


@cell_check(_categories)
def unknown(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-030: values that are not a code."""
    severity = "query" if column.name == "la_of_placement" else "error"
    if column.ends(CellState.UNREADABLE):
        yield severity, column.ended(CellState.UNREADABLE) & column.kind.is_null()


@cell_check(_categories)
def contradicting(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-039: a letter and a word that mean different codes."""
    if column.reaches("__kind", int(Match.CONTRADICTION)):
        yield "error", column.kind == int(Match.CONTRADICTION)


@cell_check(_categories)
def translated(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-031: values that were accepted as another way to write a code."""
    mask = column.kind > int(Match.LETTER)
    if column.name == "ethnicity":
        mask |= column.code == "UNKNOWN"
    if column.name == "ethnicity" or column.reaches("__kind", int(Match.LETTER) + 1):
        yield "query", column.ended(CellState.READ) & mask


def _in_group(severity: str, group: str) -> Callable[[ListColumn, AnnexAData, Mapping[str, Any]], Outcomes]:
    def outcomes(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
        yield severity, column.code.is_in(dataset.codes.sets[column.spec.codes or ""].members(group))

    return outcomes


def _column(number: int, name: str) -> Callable[[AnnexAData], Iterable[ListColumn]]:
    return lambda dataset: columns_of(dataset, lists=(number,), test=lambda column: column.name == name)


category_of_need = cell_check(_column(8, "category_of_need"))(_in_group("error", "no category of need"))
end_reason = cell_check(_column(8, "lac_end_reason"))(_in_group("warning", "not an end of care"))
