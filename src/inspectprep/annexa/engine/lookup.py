"""Adds answers to lists without a join, on polars. Keys are whole numbers from 0, so arrays have the answers.

On a million rows a left join takes a hundred times as long as putting values into an array and taking them
out, and every list needs several answers.
"""

from __future__ import annotations

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
    blank = pl.repeat(None, size, dtype=pl.UInt32, eager=True)
    return blank.scatter(keys, pl.arange(0, keys.len(), dtype=pl.UInt32, eager=True)) if keys.len() else blank


def mark_keys(keys: pl.Series, size: int) -> pl.Series:
    """Return for each whole number up to `size` whether it is among `keys`; `size` itself never is."""
    # Older versions of polars set truths only at places that are in order and not repeated.
    marks = pl.zeros(size + 1, dtype=pl.UInt8, eager=True)
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


def split_agreed(rows: pl.DataFrame, key: str, column: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the keys whose rows have one value, with that value, and the keys whose rows differ.

    Each key's value is that of its last row, and every other row is compared with it.
    """
    rows = rows.rechunk()
    keys = rows[key]
    highest = keys.max()
    last = rows_by_key(keys, 1 + int(highest)) if isinstance(highest, int) else keys.clear().cast(pl.UInt32)
    differs = rows[column][last[keys.cast(pl.UInt32)]] != rows[column]
    split = rows.filter(differs).select(pl.col(key).unique())
    agreed = rows.select(key, column)[last.drop_nulls()]
    if split.height:
        agreed = agreed.filter(~pl.col(key).is_in(split[key].implode()))
    return agreed, split


def possible_repeats(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the rows whose keys another row has too, and rarely a row whose keys no other row has."""
    hashes = rows.select(pl.struct(keys).hash()).to_series()
    if hashes.n_unique() == rows.height:
        return rows.clear()
    return rows.filter(hashes.is_duplicated())
