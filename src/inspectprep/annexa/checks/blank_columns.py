"""AA-S-030: columns that are blank throughout: one fault of the extract, not one for each child."""

from __future__ import annotations

from collections.abc import Mapping

from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.engine.scope import OPEN
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, ListTable
from inspectprep.dataframes import pl
from inspectprep.model.finding import FindingUnit, Severity

_FEWEST_ROWS = 5
"""On a shorter list every cell of a column may rightly be blank."""
_FEWEST_FINDINGS = 3
"""With fewer findings on the blank cells, these rows are to be looked at one by one."""
_SHARE = 0.5
"""A list may rightly have no row that has ended, unless this share of its rows says otherwise."""


def blank_columns(found: pl.DataFrame, dataset: AnnexAData) -> pl.DataFrame:
    """Return a finding for each column that is blank throughout and gave findings for that reason.

    Args:
        found: The findings of all other rules.
        dataset: The return.
    """
    rows = []
    for list_number, table in dataset.tables.items():
        blank = _blank(table)
        on_blank = found.filter((pl.col("list") == list_number) & pl.col("column").is_in(blank))
        counts = on_blank.select("column", "place", "row").unique().group_by("column").len()
        for column, count in counts.sort("column").iter_rows():
            if count >= _least(table, column):
                always = table.spec.column(column).required == "always"
                rows.append(
                    finding(
                        "AA-S-030",
                        Severity.ERROR if always else Severity.WARNING,
                        list=list_number,
                        place=int(table.frame["__place"][0]),
                        column=column,
                        unit=FindingUnit.COLUMN.value,
                        count=table.frame.height,
                        note=f"There would be findings on {count} of {table.frame.height} rows.",
                    )
                )
    return from_rows(rows)


def columns_of(found: pl.DataFrame) -> Mapping[int, frozenset[str]]:
    """Return, by list, the columns in findings of this rule."""
    columns: dict[int, frozenset[str]] = {}
    for list_number, column in found.select("list", "column").iter_rows():
        columns[list_number] = columns.get(list_number, frozenset()) | {column}
    return columns


def without_ends(columns: Mapping[int, frozenset[str]]) -> Mapping[int, frozenset[str]]:
    """Return the columns without those that end a case: a case without an end stays open, and is checked."""
    others = {list_number: names - set(OPEN.get(list_number, ())) for list_number, names in columns.items()}
    return {list_number: names for list_number, names in others.items() if names}


def _blank(table: ListTable) -> list[str]:
    if table.frame.height < _FEWEST_ROWS:
        return []
    missing = (int(CellState.MISSING), int(CellState.MISSING))
    return [name for name in table.columns if table.extremes.get(f"{name}__state") == missing]


def _least(table: ListTable, column: str) -> float:
    """Return the number of rows with findings from which a blank column is their cause."""
    may_be_open = column in OPEN.get(table.list, ())
    return max(_FEWEST_FINDINGS, _SHARE * table.frame.height if may_be_open else 0)
