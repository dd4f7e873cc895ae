"""The findings frame: one row per finding, with its place but never a value or a message.

The message comes from the rule, and the name of the cell from the return's places. The frame can be counted,
joined and stored column by column, and has nothing about a child.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from inspectprep.dataframes import pl
from inspectprep.model.finding import FindingUnit

COLUMNS = (
    "rule",
    "severity",
    "nature",
    "list",
    "place",
    "row",
    "column",
    "unit",
    "count",
    "rows",
    "related",
    "note",
)


class PartResult(NamedTuple):
    """The findings of a rule that may not have looked at everything.

    Attributes:
        findings: A findings frame.
        reason: The sentences that say what was left out; empty if nothing was.
    """

    findings: pl.DataFrame
    reason: str = ""


@cache
def schema() -> Mapping[str, pl.DataType | type[pl.DataType]]:
    """Return the columns of a findings frame and their types.

    ``list``, ``place``, ``row`` and ``column`` are null where a finding has none. A finding about a file has
    no list, and one about a list has no row. ``place`` is an index into the return's places. ``unit`` and
    ``count`` say what a finding is about, and how many cells or rows that is: see :class:`Finding`. Where it
    is about several cells of its column, ``row`` is the first and ``rows`` has all.
    """
    other = pl.Struct({"list": pl.Int8, "place": pl.Int32, "row": pl.Int32})
    return {
        "rule": pl.String,
        "severity": pl.String,
        "nature": pl.String,
        "list": pl.Int8,
        "place": pl.Int32,
        "row": pl.Int32,
        "column": pl.String,
        "unit": pl.String,
        "count": pl.Int32,
        "rows": pl.List(pl.Int32),
        "related": pl.List(other),
        "note": pl.String,
    }


def empty() -> pl.DataFrame:
    """Return a findings frame without rows."""
    return pl.DataFrame(schema=dict(schema()))


def finding(
    rule: str,
    severity: str,
    *,
    nature: str = "data",
    list: int | None = None,
    place: int | None = None,
    row: int | None = None,
    column: str | None = None,
    unit: str | None = None,
    count: int | None = None,
    rows: Sequence[int] | None = None,
    related: Sequence[Mapping[str, Any]] | None = None,
    note: str | None = None,
) -> dict[str, Any]:
    """Return one finding as a mapping, for :func:`from_rows`.

    Without `unit` it is about the smallest of its places, and without `count` about one of them.
    """
    return {
        "rule": rule,
        "severity": str(severity),
        "nature": str(nature),
        "list": list,
        "place": place,
        "row": row,
        "column": column,
        "unit": unit,
        "count": count,
        "rows": rows,
        "related": related,
        "note": note,
    }


def from_rows(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return a findings frame of the results of :func:`finding`."""
    return pl.DataFrame(list(rows), schema=dict(schema()), orient="row")


def shaped(frame: pl.DataFrame, **constants: Any) -> pl.DataFrame:
    """Return `frame` with exactly the columns of a findings frame, in order and typed.

    Args:
        frame: A frame with any of the columns. Others are dropped, and missing ones become null.
        constants: Values for whole columns, such as ``rule="AA-F-001"``.
    """
    columns = []
    for name, kind in schema().items():
        if name in constants:
            columns.append(pl.lit(constants[name], dtype=kind).alias(name))
        elif name in frame.columns:
            columns.append(pl.col(name).cast(kind))
        else:
            columns.append(pl.lit(None, dtype=kind).alias(name))
    return frame.select(columns)


def concat(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return one findings frame of several; an empty one for none."""
    parts = [frame for frame in frames if frame.height]
    return pl.concat(parts) if parts else empty()


def completed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return findings with a unit, as :func:`.unit_of` gives it, and a count in each row."""
    no_list, no_row, no_column = (pl.col(name).is_null() for name in ("list", "row", "column"))
    unit = (
        pl.when(~no_row)
        .then(
            pl.when(no_column).then(pl.lit(FindingUnit.ROW.value)).otherwise(pl.lit(FindingUnit.CELL.value))
        )
        .when(~no_column)
        .then(pl.lit(FindingUnit.COLUMN.value))
        .otherwise(
            pl.when(no_list).then(pl.lit(FindingUnit.FILE.value)).otherwise(pl.lit(FindingUnit.LIST.value))
        )
    )
    return frame.with_columns(pl.coalesce("unit", unit).alias("unit"), pl.col("count").fill_null(1))


def each_cell(frame: pl.DataFrame) -> pl.DataFrame:
    """Return findings in which one about several cells is there once for each cell, as if it were alone.

    Args:
        frame: A findings frame, with any other columns, which stay.
    """
    if frame["rows"].null_count() == frame.height:
        return frame
    several = pl.col("rows").is_not_null()
    return frame.with_columns(
        pl.when(several).then("rows").otherwise(pl.concat_list("row")).alias("row"),
        pl.when(several).then(pl.lit(FindingUnit.CELL.value)).otherwise("unit").alias("unit"),
        pl.when(several).then(pl.lit(1, pl.Int32)).otherwise("count").alias("count"),
        pl.lit(None, frame.schema["rows"]).alias("rows"),
    ).explode("row")
