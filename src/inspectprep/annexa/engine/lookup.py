"""Joins answers to lists on polars without a join: keys are whole numbers from 0, so an answer is an array.

A left join of a million rows costs a hundred times what putting values in their places and taking them out
does, and every list asks several answers.
"""

from __future__ import annotations

import polars as pl
from attrs import frozen

from inspectprep.annexa.engine.plan import HelperColumn

__all__ = [
    "EMPTY_ANSWERS",
    "TRUTHS",
    "KeyedAnswers",
    "add_marks",
    "look_up",
    "mark_keys",
    "possible_repeats",
    "rows_by_key",
    "split_agreed",
]

# A helper's answer for a row that nothing joins to; the others stay null.
EMPTY_ANSWERS = {"exists": 0, "count": 0, "distinct": 0, "repeated": 0, "same_as_first": 0}
# Those that are true or false travel as 1 and 0: a left join of truths is not one on every engine.
TRUTHS = frozenset({"exists", "repeated", "same_as_first"})


@frozen(kw_only=True, eq=False)
class KeyedAnswers:
    """One row a key, and which of its columns answers which helper.

    Attributes:
        slots: For each key the row that has it; worked out once however many lists ask.
    """

    frame: pl.DataFrame
    key: str
    helpers: tuple[tuple[str, HelperColumn], ...]
    slots: pl.Series


def rows_by_key(keys: pl.Series, size: int) -> pl.Series:
    """Return for each whole number below `size` the last place at which it stands among `keys`."""
    blank = pl.repeat(None, size, dtype=pl.UInt32, eager=True)
    return blank.scatter(keys, pl.arange(0, keys.len(), dtype=pl.UInt32, eager=True)) if keys.len() else blank


def mark_keys(keys: pl.Series, size: int) -> pl.Series:
    """Return for each whole number up to `size` whether it is among `keys`; `size` itself never is."""
    # Older versions of polars set truths only at places that are in order and not repeated.
    marks = pl.zeros(size + 1, dtype=pl.UInt8, eager=True)
    return (marks.scatter(keys, 1) if keys.len() else marks).cast(pl.Boolean)


def add_marks(frame: pl.DataFrame, marks: list[tuple[str, str, pl.Series]]) -> pl.DataFrame:
    """Return a list with a truth for each key, name and marks: whether the row's key is marked."""
    keys: dict[str, pl.Series] = {}
    columns = []
    for key, name, told in marks:
        if key == "__idx":
            columns.append(told.head(frame.height).alias(name))
            continue
        if key not in keys:
            keys[key] = frame[key].fill_null(told.len() - 1).cast(pl.UInt32)
        columns.append(told[keys[key]].alias(name))
    return frame.hstack(columns)


def look_up(frame: pl.DataFrame, answers: list[KeyedAnswers]) -> pl.DataFrame:
    """Return a list with a column for each helper that is answered."""
    columns, fills = [], []
    for answer in answers:
        rows = answer.slots.gather(frame[answer.key])
        taken = answer.frame[sorted({name for name, _ in answer.helpers})][rows]
        for name, helper in answer.helpers:
            columns.append(taken[name].alias(helper.name))
            if helper.kind in EMPTY_ANSWERS:
                filled = pl.col(helper.name).fill_null(EMPTY_ANSWERS[helper.kind])
                fills.append(filled > 0 if helper.kind in TRUTHS else filled)
    return frame.hstack(columns).with_columns(fills)


def split_agreed(rows: pl.DataFrame, key: str, column: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the keys whose rows have one value, with that, and the keys whose rows differ.

    Each key's value is that of its last row, and every row is held against it.
    """
    rows = rows.rechunk()
    keys = rows[key]
    highest = keys.max()
    slots = rows_by_key(keys, 1 + int(highest)) if isinstance(highest, int) else keys.clear().cast(pl.UInt32)
    apart = rows[column][slots[keys.cast(pl.UInt32)]] != rows[column]
    torn = rows.filter(apart).select(pl.col(key).unique())
    last = rows.select(key, column)[slots.drop_nulls()]
    if torn.height:
        last = last.filter(~pl.col(key).is_in(torn[key].implode()))
    return last, torn


def possible_repeats(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the rows of which another has the same keys; by chance also one that has not."""
    marks = rows.select(pl.struct(keys).hash()).to_series()
    if marks.n_unique() == rows.height:
        return rows.clear()
    return rows.filter(marks.is_duplicated())
