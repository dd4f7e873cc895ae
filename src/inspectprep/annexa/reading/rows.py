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
    r"(?i)^((grand |sub[- ]?)?totals?\b|count\b|(applied )?filters?\b|notes?\b|source\b|end of\b|page \d"
    r"|report (run|date)|printed|signed|signature\b|(prepared|produced|compiled|completed|checked|approved"
    r"|authorised|reviewed|exported|extracted|generated|created|run) (by|on|at|from)\b"
    r"|\(?[\d,]+ (rows?|records?)\b)"
)
_MARKS = r"^[-=_*~.#\s\x{2010}-\x{2015}]+$"
_LINE = r"^[-=_*~\x{2010}-\x{2015}]{3,}$"
_HINT = (
    r"(?i)^\W*(d{1,2}\W?m{1,3}\W?y{2,4}|y/?n|yes ?/ ?no|true ?/ ?false|(free )?text|numbers?|numeric"
    r"|integers?|whole numbers?|dates?|mandatory|required|optional|codes?|string|n?(var)?char(\(\d+\))?"
    r"|alphanumeric|unique( id)?|list|(format|see|select|enter|choose|please|e\.?g|example|max|drop)\b.*)\W*$"
)
_ODD_ID = r"[\s:()]|^[^0-9]*$"
"""An identifier with a space, or without a digit."""
_MOST_ODD = 0.5
_NIL = r"(?i)^nil( returns?)?\.?$"
_ZERO = r"^0(\.0+)?$"
_HEADING_CELLS = 3
_HEADING_SHARE = 0.6
_GROUP_SHARE = 0.25
"""The heading of a group is in few of the list's columns."""
_FEW_CELLS = 3
"""A signature may have a name and a date beside it."""
_USABLE = 2
"""A row with this many readable dates and categories is never in question."""


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
        reasons = _reasons(counts, len(columns))
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


def _reasons(counts: pl.DataFrame, columns: int) -> pl.DataFrame:
    """Return the positions of rows that are not data, and the reasons.

    Args:
        counts: The result of :func:`_counts`.
        columns: The number of the list's columns that the file has.
    """
    first, filled, usable = pl.col("first"), pl.col("filled"), pl.col("usable")
    no_child = pl.col("no_id") | pl.col("odd_id")
    headings = pl.col("headings")
    why = (
        pl.when(first.str.contains(_NIL) & (filled == 1))
        .then(pl.lit("nil"))
        .when(first.str.contains(_NOTE) & ((usable == 0) | ((filled <= _FEW_CELLS) & no_child)))
        .then(pl.lit("note"))
        .when((headings >= _HEADING_CELLS) & (headings >= _HEADING_SHARE * filled))
        .then(pl.lit("heading"))
        .when((filled == pl.col("marks")) & (pl.col("lines") > 0))
        .then(pl.lit("rule"))
        .when(filled == 0)
        .then(pl.lit("blank"))
        .when(no_child & (usable == 0) & (pl.col("hints") >= _HEADING_SHARE * filled))
        .then(pl.lit("hint"))
        .when((filled == 1) & (usable == 0) & pl.col("no_id"))
        .then(pl.lit("stray"))
        .when((filled <= _GROUP_SHARE * columns) & (usable == 0) & pl.col("odd_id"))
        .then(pl.lit("group"))
    )
    return counts.select("position", why.alias("why")).drop_nulls()


def _suspects(columns: Mapping[str, TypedColumn], spec: ListSpec, height: int) -> pl.Series:
    """Return the positions of rows with few readable dates and categories, or that repeat headings."""
    readable = pl.Series([0], dtype=pl.UInt8).new_from_index(0, height)
    repeats = readable.clone()
    heading_columns = [typed.repeats for typed in columns.values() if typed.repeats is not None]
    for column in spec.columns:
        typed = columns.get(column.name)
        if typed is not None and column.type in ("date", "category"):
            readable += (typed.series["__state"] == int(CellState.READ)).cast(pl.UInt8)
            if (readable >= _USABLE).all():
                break
    few = readable < _USABLE
    if len(heading_columns) >= _HEADING_CELLS:
        for mask in heading_columns:
            repeats += mask.cast(pl.UInt8)
        few |= repeats >= _HEADING_CELLS
    return few.arg_true()


def _counts(columns: Mapping[str, TypedColumn], spec: ListSpec, rows: pl.Series) -> pl.DataFrame:
    """Return, for each suspect row, the numbers of filled, usable and heading cells, and its first text."""
    of_some_list = list(official_headings().folded)
    zero = pl.Series([0], dtype=pl.Int32).new_from_index(0, rows.len())
    filled, usable, headings, known = zero, zero.clone(), zero.clone(), zero.clone()
    first = pl.Series([None], dtype=pl.String).new_from_index(0, rows.len())
    marks, lines, hints = zero.clone(), zero.clone(), zero.clone()
    no_id = pl.Series([True], dtype=pl.Boolean).new_from_index(0, rows.len())
    odd_id = ~no_id
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
        marks = marks + (full & text.str.contains(_MARKS).fill_null(value=False)).cast(pl.Int32)
        # A long line of dashes is reported; a single one is a word for nothing.
        lines = lines + text.str.contains(_LINE).fill_null(value=False).cast(pl.Int32)
        hints = hints + (full & text.str.contains(_HINT).fill_null(value=False)).cast(pl.Int32)
        first = first.zip_with(first.is_not_null() | ~full, text)
        if position == 0:
            no_id = state.is_in([int(CellState.MISSING), int(CellState.BROKEN)])
            odd_id = text.str.contains(_ODD_ID).fill_null(value=False)
            odd_id &= not _are_mostly_odd(typed, rows)
    return pl.DataFrame(
        {
            "position": rows,
            "filled": filled,
            "usable": usable,
            "headings": headings,
            "known": known,
            "first": first,
            "marks": marks,
            "lines": lines,
            "hints": hints,
            "no_id": no_id,
            "odd_id": odd_id,
        }
    )


def _are_mostly_odd(ids: TypedColumn, suspects: pl.Series) -> bool:
    """Return whether the identifiers of the rows that are data are simply of a form that is odd elsewhere."""
    texts = ids.series["__raw"].cast(pl.String)
    odd = int(texts.str.contains(_ODD_ID).sum()) - int(texts.gather(suspects).str.contains(_ODD_ID).sum())
    return odd > _MOST_ODD * (texts.len() - suspects.len())
