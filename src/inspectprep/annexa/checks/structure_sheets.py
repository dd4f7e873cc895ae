"""Rules about sheets and their rows: empty, cut off, hidden, merged, totals among the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from inspectprep.annexa.checks.structure_lists import is_old_layout, used
from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.dataset import AnnexAData, SheetFacts
from inspectprep.dataframes import pl
from inspectprep.model.finding import FindingUnit, Severity

_LAST_ROW = {"xlsx": 1_048_576, "xlsb": 1_048_576, "ods": 1_048_576, "xls": 65_536}
_SHOWN = 5
_OFFICIAL_HEADINGS = 2
"""The row of the headings in the official template, under a title."""

_SKIPPED = {
    "note": "looks like a total or a note",
    "group": "looks like the heading of a group",
    "heading": "repeats the headings",
    "hint": "looks like a hint for the headings",
    "rule": "has only dashes or marks",
    "stray": "has one value and no identifier",
    "gap": "is blank, above rows with data",
}
_MANY = {"looks": "look", "repeats": "repeat", "has": "have", "is": "are"}


def _on_sheets(
    rule: str, severity: str, test: Callable[[SheetFacts], str | bool | None]
) -> Callable[[AnnexAData, Mapping[str, Any]], pl.DataFrame]:
    """Return a check that fires on each sheet for which `test` gives true or a note."""

    def check(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
        rows = []
        for sheet in used(dataset):
            result = test(sheet)
            if result:
                note = result if isinstance(result, str) else None
                rows.append(finding(rule, severity, list=sheet.list, place=sheet.place, note=note))
        return from_rows(rows)

    return check


def ignored_rows(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-008: rows among the data that are not children, as one finding for each sheet."""
    rows = []
    for sheet in used(dataset):
        by_reason = {why: [row.row for row in sheet.skipped if row.why == why] for why in _SKIPPED}
        numbers = sorted(number for found in by_reason.values() for number in found)
        if numbers:
            only_gaps = len(by_reason["gap"]) == len(numbers)
            rows.append(
                finding(
                    "AA-S-008",
                    Severity.QUERY if only_gaps else Severity.WARNING,
                    list=sheet.list,
                    place=sheet.place,
                    row=numbers[0],
                    unit=FindingUnit.LIST.value,
                    count=len(numbers),
                    note=" ".join(_rows_that(why, found) for why, found in by_reason.items() if found),
                )
            )
    return from_rows(rows)


def _rows_that(why: str, rows: list[int]) -> str:
    verb, _, rest = _SKIPPED[why].partition(" ")
    if len(rows) == 1:
        return f"Row {rows[0]} {verb} {rest}."
    more = len(rows) - _SHOWN
    named = ", ".join(map(str, rows[:_SHOWN])) if more > 0 else ", ".join(map(str, rows[:-1]))
    last = f"{more} more" if more > 0 else str(rows[-1])
    return f"Rows {named} and {last} {_MANY[verb]} {rest}."


def cut_off(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-009: sheets that are full to the last row."""
    kinds = {file.name: file.kind for file in dataset.files}
    return from_rows(
        finding("AA-S-009", "error", list=sheet.list, place=sheet.place)
        for sheet in used(dataset)
        if sheet.last_row >= _LAST_ROW.get(kinds.get(sheet.file, ""), sheet.last_row + 1)
    )


def _hidden(sheet: SheetFacts) -> str | None:
    parts = []
    if sheet.hidden:
        parts.append("The sheet is hidden.")
    if sheet.hidden_rows:
        rows = "row is" if sheet.hidden_rows == 1 else "rows are"
        parts.append(f"{sheet.hidden_rows} {rows} hidden.")
    if sheet.hidden_columns:
        columns = "Column" if len(sheet.hidden_columns) == 1 else "Columns"
        verb = "is" if len(sheet.hidden_columns) == 1 else "are"
        parts.append(f"{columns} {_some(sheet.hidden_columns)} {verb} hidden.")
    return " ".join(parts) or None


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def far_cells(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-020: cells far from the list, which were not read."""
    return from_rows(
        finding(
            "AA-S-020",
            # Below the list there may be rows of it; beside it there are none.
            "error" if any(_row_of(name) > sheet.last_row for name in sheet.far) else "warning",
            list=sheet.list,
            place=sheet.place,
            note=f"Not read: {_some(sheet.far)}.",
        )
        for sheet in used(dataset)
        if sheet.far
    )


def _row_of(cell: str) -> int:
    return int(cell.lstrip(ascii_uppercase))


def _merged(sheet: SheetFacts) -> str | None:
    if not sheet.merged:
        return None
    return f"Merged: {_some(sheet.merged)}."


def _heading_row(sheet: SheetFacts) -> str | None:
    row = sheet.heading_row or 1
    return f"The headings are in row {row}." if row > _OFFICIAL_HEADINGS else None


empty = _on_sheets("AA-S-006", "query", lambda sheet: sheet.rows == 0)
heading_row = _on_sheets("AA-S-007", "warning", _heading_row)
old_layout = _on_sheets("AA-S-010", "warning", is_old_layout)
hidden = _on_sheets("AA-S-017", "warning", _hidden)
merged = _on_sheets("AA-S-018", "warning", _merged)
