"""Joins the sheets of a list that a council keeps in parts, such as open and closed cases."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from inspectprep.annexa.reading.dataset import CellState, ListTable
from inspectprep.dataframes import pl


def joined_table(tables: Sequence[ListTable]) -> ListTable:
    """Return the rows of all parts of a list, in the order read, each with its own place.

    A column that a part does not have is blank in its rows.
    """
    first = tables[0]
    names = {name for table in tables for name in table.columns}
    frame = pl.concat([_with_text(table.frame) for table in tables], how="diagonal_relaxed")
    states = [f"{name}__state" for name in names]
    return evolve(
        first,
        frame=frame.with_columns(pl.col(states).fill_null(int(CellState.MISSING))),
        columns=tuple(column.name for column in first.spec.columns if column.name in names),
        month_first=frozenset().union(*(table.month_first for table in tables)),
        half_flipped={
            name: sum(table.half_flipped.get(name, 0) for table in tables)
            for name in {name for table in tables for name in table.half_flipped}
        },
    )


def _with_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose cells as supplied are text, as they are not in every source."""
    raw = [name for name in frame.columns if name.endswith("__raw") and frame.schema[name] != pl.String]
    return frame.with_columns(pl.col(raw).cast(pl.String)) if raw else frame
