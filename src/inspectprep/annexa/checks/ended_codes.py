"""AA-F-038: codes that are used after their last day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from inspectprep.annexa.catalogue import Code, CodeSet
from inspectprep.annexa.engine import findings
from inspectprep.annexa.engine.cell_checks import ListColumn, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData, CellState
from inspectprep.dataframes import pl


def ended_codes(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """Return a finding for each cell with a code whose last day is before the day that it is judged by.

    A code is judged by the day on which its event began, or by the list date where the row has no such day.
    Where the code's data says that it ends open events too, a row that is open on the list date is judged
    by the list date.

    Args:
        dataset: The return, with the code sets with which it was read.
        policy: The thresholds, of which this rule reads none.
    """
    return findings.concat(
        found
        for column in columns_of(dataset, test=lambda column: column.type == "category")
        for found in _in_column(column, dataset.codes.sets[column.spec.codes or ""], dataset.as_of)
    )


def _in_column(column: ListColumn, codes: CodeSet, as_of: date | None) -> Iterator[pl.DataFrame]:
    used = column.table.frame[f"{column.name}__code"] if codes.ended else ()
    for code in (code for code in codes.ended if code.name in used):
        judged = pl.max_horizontal(*_days(column, code, as_of))
        rows = column.table.frame.filter((column.code == code.name) & (judged > code.valid_until))
        if rows.height:
            yield findings.shaped(
                rows.select(pl.col("__place").alias("place"), pl.col("__row").alias("row")),
                rule="AA-F-038",
                severity="query",
                nature="data",
                list=column.list,
                column=column.name,
                note=_note(code, codes),
            )


def _days(column: ListColumn, code: Code, as_of: date | None) -> Iterator[pl.Expr]:
    """Yield the days that a code is judged by; null where a row is not judged by that day."""
    list_date = pl.lit(as_of, dtype=pl.Date)
    start = column.beside(column.spec.event_date)
    if start is None:
        yield list_date
    else:
        # A date that cannot be read has a rule of its own, and says nothing about the code.
        missing = start.ended(CellState.MISSING) | start.ended(CellState.PLACEHOLDER)
        yield pl.when(missing).then(list_date).otherwise(start.value)
    end = column.beside(column.spec.event_end)
    if code.ends_open_events and end is not None:
        missing = end.ended(CellState.MISSING) | end.ended(CellState.PLACEHOLDER)
        still_open = missing | (end.value > list_date)
        yield pl.when(still_open).then(list_date)


def _note(code: Code, codes: CodeSet) -> str:
    assert code.valid_until is not None
    day = code.valid_until
    last = f"Its last day was {day.day} {day:%B %Y}."
    labels = {each.name: each.label for each in codes.codes}
    successors = " or ".join(f"{name} ({labels[name]})" for name in code.successors)
    return f"{last} Its successor is {successors}." if successors else last
