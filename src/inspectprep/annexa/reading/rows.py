"""Separates rows of data from totals, notes, headings and blank rows."""

from __future__ import annotations

from collections.abc import Mapping

from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.reading.dataset import CellState, SkippedRow
from inspectprep.annexa.reading.known_headings import official_headings
from inspectprep.annexa.reading.text import tidy_series
from inspectprep.annexa.reading.typed_column import TypedColumn
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

_NOTE = (
    r"(?i)^((grand |sub[- ]?)?totals?\b|count\b|(applied )?filters?\b|notes?\b|source\b|end of report\b"
    r"|report (run|date)|printed|signed)"
)
_NIL = r"(?i)^nil( returns?)?\.?$"
_ZERO = r"^0(\.0+)?$"
_HEADING_CELLS = 3
_HEADING_SHARE = 0.6


@frozen(kw_only=True, eq=False)
class NonDataRows:
    """Rows that are not data.

    Attributes:
        skip: For each row, whether it is not data.
        notes: The rows to report.
        headings: Positions of rows with words of headings in several cells.
    """

    skip: pl.Series
    notes: tuple[SkippedRow, ...]
    headings: tuple[int, ...] = ()


def skipped_rows(
    columns: Mapping[str, TypedColumn], spec: ListSpec, row_numbers: pl.Series, first: int
) -> NonDataRows:
    """Return the rows that are not data.

    Args:
        columns: The list's columns as read.
        spec: The list.
        row_numbers: The rows' spreadsheet numbers; rows without any cell may be left out.
        first: Number of the first row below the headings.
    """
    nothing = pl.Series("skip", [False], dtype=pl.Boolean).new_from_index(0, row_numbers.len())
    suspects = _suspects(columns, spec, row_numbers.len())
    notes: list[SkippedRow] = []
    headings: list[int] = []
    skip = nothing
    filled = row_numbers
    if suspects.len():
        counts = _counts(columns, spec, suspects)
        headings = counts.filter(pl.col("known") >= _HEADING_CELLS)["position"].to_list()
        reasons = _reasons(counts)
        skip = nothing.clone().scatter(reasons["position"], values=True)
        blank = reasons.filter(reasons["why"] == "blank")["position"]
        filled = row_numbers.filter(~nothing.clone().scatter(blank, values=True))
        reported = reasons.filter(reasons["why"] != "blank")
        rows = row_numbers.gather(reported["position"]).to_list()
        notes = [SkippedRow(row=row, why=why) for row, why in zip(rows, reported["why"], strict=True)]
    before = filled.shift(1, fill_value=first - 1)
    gaps = before.filter(filled - before > 1) + 1
    notes += [SkippedRow(row=row, why="gap") for row in gaps.to_list()]
    in_order = tuple(sorted(notes, key=lambda note: note.row))
    return NonDataRows(skip=skip, notes=in_order, headings=tuple(headings))


def _reasons(counts: pl.DataFrame) -> pl.DataFrame:
    """Return the positions of rows that are not data, and the reasons."""
    why = (
        pl.when(pl.col("first").str.contains(_NIL) & (pl.col("filled") == 1))
        .then(pl.lit("nil"))
        .when(pl.col("first").str.contains(_NOTE) & (pl.col("usable") == 0))
        .then(pl.lit("note"))
        .when(
            (pl.col("headings") >= _HEADING_CELLS) & (pl.col("headings") >= _HEADING_SHARE * pl.col("filled"))
        )
        .then(pl.lit("heading"))
        .when((pl.col("filled") == 1) & (pl.col("usable") == 0) & pl.col("no_id"))
        .then(pl.lit("stray"))
        .when(pl.col("filled") == 0)
        .then(pl.lit("blank"))
    )
    return counts.select("position", why.alias("why")).drop_nulls()


def _suspects(columns: Mapping[str, TypedColumn], spec: ListSpec, height: int) -> pl.Series:
    """Return the positions of rows that have no readable date or category, or that repeat headings."""
    unusable = pl.Series([True], dtype=pl.Boolean).new_from_index(0, height)
    repeats = pl.Series([0], dtype=pl.UInt8).new_from_index(0, height)
    heading_columns = [typed.repeats for typed in columns.values() if typed.repeats is not None]
    for column in spec.columns:
        typed = columns.get(column.name)
        if typed is not None and column.type in ("date", "category"):
            unusable &= typed.series["__state"] != int(CellState.READ)
            if not unusable.any():
                break
    if len(heading_columns) >= _HEADING_CELLS:
        for mask in heading_columns:
            repeats += mask.cast(pl.UInt8)
        unusable |= repeats >= _HEADING_CELLS
    return unusable.arg_true()


def _counts(columns: Mapping[str, TypedColumn], spec: ListSpec, rows: pl.Series) -> pl.DataFrame:
    """Return, for each suspect row, the numbers of filled, usable and heading cells, and its first text."""
    of_some_list = list(official_headings().folded)
    zero = pl.Series([0], dtype=pl.Int32).new_from_index(0, rows.len())
    filled, usable, headings, known = zero, zero.clone(), zero.clone(), zero.clone()
    first = pl.Series([None], dtype=pl.String).new_from_index(0, rows.len())
    no_id = pl.Series([True], dtype=pl.Boolean).new_from_index(0, rows.len())
    for position, column in enumerate(spec.columns):
        typed = columns.get(column.name)
        if typed is None:
            continue
        state = typed.series["__state"].gather(rows)
        text = tidy_series(typed.series["__raw"].gather(rows).cast(pl.String))
        full = (state != int(CellState.MISSING)) & ~text.str.contains(_ZERO).fill_null(value=False)
        filled = filled + full.cast(pl.Int32)
        if column.type in ("date", "category"):
            usable = usable + (full & (state == int(CellState.READ))).cast(pl.Int32)
        if typed.repeats is not None:
            headings = headings + typed.repeats.gather(rows).cast(pl.Int32)
        known = known + text.str.to_lowercase().is_in(of_some_list).fill_null(value=False).cast(pl.Int32)
        first = first.zip_with(first.is_not_null() | ~full, text)
        if position == 0:
            no_id = state.is_in([int(CellState.MISSING), int(CellState.BROKEN)])
    return pl.DataFrame(
        {
            "position": rows,
            "filled": filled,
            "usable": usable,
            "headings": headings,
            "known": known,
            "first": first,
            "no_id": no_id,
        }
    )
