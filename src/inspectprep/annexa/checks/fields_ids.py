"""Rules about children's identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import CHILDREN, ListColumn, Outcomes, cell_check, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData, CellState
from inspectprep.annexa.reading.ids import PLACEHOLDER_IDS
from inspectprep.annexa.reading.text import tidy_series
from inspectprep.dataframes import pl

_SUSPECT = r"[^!-~]|\.0+$|[eE]\+?[0-9]|^#|^[0-9]{16,}"
_SCIENTIFIC = r"(?i)^\d+\.0+$|^\d+(\.\d+)?E\+?\d+$|^#"
_ODD = r"[\p{Cc}\p{Cf}]"
_ROUNDED = r"^\d{15}0+$"


def _children(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, lists=CHILDREN, test=lambda column: column.name == "child_unique_id")


def _placeholder(column: ListColumn, names: Iterable[str]) -> pl.Expr:
    """Return for each cell whether it is only zeros or one of the names."""
    known = {name.casefold() for name in names}
    read = column.ended(CellState.READ)
    if known == PLACEHOLDER_IDS:
        return read & column.key.is_null()
    folded = column.value.str.to_lowercase()
    return read & (folded.is_in(list(known)) | column.value.str.contains(r"^0+$"))


@cell_check(_children)
def absent(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-002: identifiers that are blank or a placeholder."""
    yield "error", column.ended(CellState.MISSING) | _placeholder(column, policy["placeholder_ids"])


@cell_check(_children)
def damaged(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-003: identifiers that a spreadsheet may have damaged."""
    usable = column.ended(CellState.READ) & ~_placeholder(column, PLACEHOLDER_IDS)
    raw = column.cells(column.raw)
    suspects = raw.str.contains(_SUSPECT)
    if suspects.any():
        rows = suspects.arg_true()
        cells = raw.gather(rows)
        text = tidy_series(cells)
        damaged = text.str.contains(_SCIENTIFIC) | cells.str.contains(_ODD) | text.str.contains(_ROUNDED)
        mask = suspects.fill_null(value=False).scatter(rows, damaged)
        yield "warning", usable & mask
    short = _too_short(column, policy)
    if short is not None:
        yield "query", usable & short


def _too_short(column: ListColumn, policy: Mapping[str, Any]) -> pl.Expr | None:
    """Return which identifiers are much shorter than nearly all others of the list."""
    lengths = column.cells(column.value.str.len_chars())
    known = lengths.drop_nulls()
    if not known.len() or known.len() < policy["min_ids"]:
        return None
    counts = known.value_counts(name="count")
    most = counts["count"].max()
    if not isinstance(most, int) or most < policy["min_modal_share"] * known.len():
        return None
    longest = int(counts.filter(counts["count"] == most).to_series(0)[0]) - int(policy["digits_short"])
    if not bool((lengths <= longest).any()):
        return None
    short = tidy_series(column.cells(column.raw)).str.len_chars() <= longest
    return column.value.str.contains(r"^[0-9]+$") & short
