"""Adds answers to lists without a join, on polars. Keys are whole numbers from 0, so arrays have the answers.

On a million rows a left join takes a hundred times as long as putting values into an array and taking them
out, and every list needs several answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.annexa.engine.plan import HelperColumn
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

# The answer for a row that no other row joins to, by kind of helper; for the other kinds it is null.
EMPTY_ANSWERS = {"exists": 0, "count": 0, "distinct": 0, "repeated": 0, "same_as_first": 0}
# Truths are 1 and 0 until the end: not every library can join truths.
TRUTHS = frozenset({"exists", "repeated", "same_as_first"})


@frozen(kw_only=True, eq=False)
class KeyedAnswers:
    """Answers with one row for each key.

    Attributes:
        frame: The answers.
        key: The column of the list that has the keys.
        helpers: The helper columns to add, each with the column of `frame` that answers it.
        rows: For each key the row of `frame` that has it.
    """

    frame: pl.DataFrame
    key: str
    helpers: tuple[tuple[str, HelperColumn], ...]
    rows: pl.Series


def rows_by_key(keys: pl.Series, size: int) -> pl.Series:
    """Return for each whole number below `size` its last position among `keys`; null where it is absent."""
    blank = pl.Series([None], dtype=pl.UInt32).new_from_index(0, size)
    return blank.scatter(keys, pl.arange(0, keys.len(), dtype=pl.UInt32, eager=True)) if keys.len() else blank


def mark_keys(keys: pl.Series, size: int) -> pl.Series:
    """Return for each whole number up to `size` whether it is among `keys`; `size` itself never is."""
    # Older versions of polars set truths only at places that are in order and not repeated.
    marks = pl.Series([0], dtype=pl.UInt8).new_from_index(0, size + 1)
    return (marks.scatter(keys, 1) if keys.len() else marks).cast(pl.Boolean)


def add_marks(frame: pl.DataFrame, marked: list[tuple[str, str, pl.Series]]) -> pl.DataFrame:
    """Return a list with a column of truths for each key, name and marks: whether the row's key is marked."""
    keys: dict[str, pl.Series] = {}
    columns = []
    for key, name, marks in marked:
        if key == "__idx":
            columns.append(marks.head(frame.height).alias(name))
            continue
        if key not in keys:
            # A row without a key gets the last mark, which is never set.
            keys[key] = frame[key].fill_null(marks.len() - 1).cast(pl.UInt32)
        columns.append(marks[keys[key]].alias(name))
    return frame.hstack(columns)


def look_up(frame: pl.DataFrame, answers: list[KeyedAnswers]) -> pl.DataFrame:
    """Return a list with a column for each helper that is answered."""
    columns, fills = [], []
    for answer in answers:
        rows = answer.rows.gather(frame[answer.key])
        values = answer.frame[sorted({name for name, _ in answer.helpers})][rows]
        for name, helper in answer.helpers:
            columns.append(values[name].alias(helper.name))
            if helper.kind in EMPTY_ANSWERS:
                filled = pl.col(helper.name).fill_null(EMPTY_ANSWERS[helper.kind])
                fills.append(filled > 0 if helper.kind in TRUTHS else filled)
    return frame.hstack(columns).with_columns(fills)


def split_agreed(parts: Sequence[pl.DataFrame], column: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the keys whose rows have one value, with that value, and the keys whose rows differ.

    Args:
        parts: Rows of several lists. The first column has their keys.
        column: The column of the values.
    """
    highest = [rows.to_series().max() for rows in parts]
    size = 1 + max((number for number in highest if isinstance(number, int)), default=-1)
    values, differing = parts[0][column].clear().extend_constant(None, size), []
    for rows in parts:
        keys, own = rows.to_series().cast(pl.UInt32), rows[column]
        values = values.zip_with(values.is_not_null(), own.gather(rows_by_key(keys, size)))
        differing.append(keys.filter(values.gather(keys) != own))
    first = parts[0].to_series()
    split = pl.concat(differing).unique().cast(first.dtype).alias(first.name).to_frame()
    known = values.is_not_null().arg_true()
    agreed = pl.DataFrame([known.cast(first.dtype).alias(first.name), values.gather(known).alias(column)])
    return agreed.filter(~pl.col(first.name).is_in(split.to_series().implode())), split


def possible_repeats(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the rows whose keys another row has too, and rarely a row whose keys no other row has."""
    hashes = rows.select(pl.struct(keys).hash()).to_series()
    if hashes.n_unique() == rows.height:
        return rows.clear()
    return rows.filter(hashes.is_duplicated())
