"""Rules about counts: of referrals, enquiries, plans, placements and missing episodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import ListColumn, Outcomes, cell_check, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData, CellState


def _columns(number: int, *names: str) -> Callable[[AnnexAData], Iterable[ListColumn]]:
    return lambda dataset: columns_of(dataset, lists=(number,), test=lambda column: column.name in names)


def _below(
    least: int, *, blank: bool, high: bool = False
) -> Callable[[ListColumn, AnnexAData, Mapping[str, Any]], Outcomes]:
    def outcomes(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
        wrong = column.ended(CellState.UNREADABLE) | (column.value < least).fill_null(value=False)
        yield "error", wrong | column.ended(CellState.MISSING) if blank else wrong
        if high:
            yield "query", column.value > policy["high_count"]

    return outcomes


referrals = cell_check(_columns(3, "referrals_last_12_months"))(_below(0, blank=False))
enquiries = cell_check(_columns(5, "s47_last_12_months", "icpc_last_12_months"))(_below(0, blank=False))
earlier_plans = cell_check(_columns(7, "previous_cpp_count"))(_below(0, blank=True))
placements = cell_check(_columns(8, "placements_last_12_months"))(_below(1, blank=True))
missing_episodes = cell_check(_columns(8, "missing_episodes_12_months", "absent_episodes_12_months"))(
    _below(0, blank=True, high=True)
)
