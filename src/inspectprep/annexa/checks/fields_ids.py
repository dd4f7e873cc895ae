"""Rules about children's identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import CHILDREN, ListColumn, Outcomes, cell_check, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData, CellState
from inspectprep.annexa.reading.ids import PLACEHOLDER_IDS
from inspectprep.annexa.reading.text import tidy_series
from inspectprep.dataframes import pl

_SUSPECT = r"[^!-~]|\.0+$|[eE]\+?[0-9]|^#|^[0-9]{16,}"
_SCIENTIFIC = r"(?i)^\d+\.0+$|^\d+([.,]\d+)?E\+?\d+$|^#"
_ODD = r"[\p{Cc}\p{Cf}]"
_ROUNDED = r"^\d{15}0+$"
_WORD = r"\p{L}[\p{L}'.-]*"
_WORDS = rf"^{_WORD}(?:[ ,_]+{_WORD})+$|^\p{{L}}{{2,}}\.\p{{L}}{{2,}}$"
_ONE_WORD = r"^(?:\p{L}{2}[\p{L}'-]+|\p{L}[\p{L}'-]*\p{L}{2}[\p{L}'-]*)$"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)[0-9]{2}"
_MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = (
    rf"(?i)(?:^|[^0-9])(?:{_DAY}[/.]{_MONTH}[/.](?:{_YEAR}|[0-9]{{2}})|{_DAY}-{_MONTH}-{_YEAR}"
    rf"|{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}"
    rf"|{_DAY}(?:st|nd|rd|th)?[ -]?{_MONTH_NAME}[ -]?(?:{_YEAR}|[0-9]{{2}}))(?:[^0-9]|$)"
)

_PART = r"[\p{L}0-9-]*[0-9][\p{L}0-9-]*"
_BETWEEN = r"(?:[;,&+|(\[>]|\b(?:and|or|was|now|formerly|previously|not)\b)"
_JOINED = rf"(?i)^{_PART}[ \-=]*(?:{_BETWEEN} *)+{_PART} *[)\]]?$"
_SIDE_BY_SIDE = r"^(?:\p{L}{0,4}[0-9]{4,}) ?[ /\-] ?(?:\p{L}{0,4}[0-9]{4,})$"
_LOOKS_LIKE_FIGURES = r"^(?:[0-9]+[OoIl]|[OoIl][0-9])[0-9OoIl]*$"
_FEW = 0.1


def _children(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, lists=CHILDREN, test=lambda column: column.name == "child_unique_id")


def _identifiers(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, test=lambda column: column.type == "id" and column.name != "placement_urn")


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


@cell_check(_identifiers)
def name_or_date(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-042: identifiers that look like the name of a person or a date."""
    usable = column.key.is_not_null()
    yield "warning", usable & (column.value.str.contains(_WORDS) | column.value.str.contains(_DATE))
    word = usable & column.value.str.contains(_ONE_WORD)
    words = int(column.cells(word).sum())
    if words and 2 * words < int(column.cells(usable).sum()):
        yield "query", word


@cell_check(_identifiers)
def two_readings(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-044: cells with two identifiers, and letters that look like figures."""
    usable = column.key.is_not_null()
    yield "warning", usable & column.value.str.contains(_JOINED)
    known, beside, figures, mixed = column.table.frame.select(
        known=usable.sum(),
        beside=(usable & column.value.str.contains(_SIDE_BY_SIDE)).sum(),
        figures=(usable & column.value.str.contains(r"^[0-9]+$")).sum(),
        mixed=(usable & column.value.str.contains(_LOOKS_LIKE_FIGURES)).sum(),
    ).row(0)
    if 0 < beside <= _FEW * known:
        yield "warning", pl.lit(column.mark_texts(column.value, _has_equal_halves))
    if mixed and known >= policy["min_ids"] and figures >= policy["min_modal_share"] * known:
        yield "warning", usable & column.value.str.contains(_LOOKS_LIKE_FIGURES)


def _has_equal_halves(identifier: str) -> bool:
    """Return whether an identifier is two of one form, such as 1234567/7654321."""
    halves = re.split(" ?[ /-] ?", identifier)
    forms = {re.sub("[0-9]", "9", re.sub("[^0-9]", "A", half)) for half in halves}
    return len(halves) == len("12") and len(forms) == 1 and re.search("[0-9]{4}", identifier) is not None


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
