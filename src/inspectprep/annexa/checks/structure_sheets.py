"""Rules about sheets and their rows: empty, cut off, hidden, merged, totals among the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.checks.structure_lists import is_old_layout, used
from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.dataset import AnnexAData, SheetFacts

__all__ = ["RULES"]

_EVERY = tuple(range(1, 12))
_LAST_ROW = {"xlsx": 1_048_576, "xlsb": 1_048_576, "ods": 1_048_576, "xls": 65_536}
_SHOWN = 5

_SKIPPED = {
    "note": ("warning", "It reads as a total or a note."),
    "heading": ("warning", "It repeats the headings."),
    "stray": ("warning", "It holds one lone value and no identifier."),
    "gap": ("query", "It is blank, with data below."),
}


def _on_sheets(
    rule: str, severity: str, test: Callable[[SheetFacts], str | bool | None]
) -> Callable[[AnnexAData, Mapping[str, Any]], pl.DataFrame]:
    """Return a check that fires on each sheet for which `test` gives true or a note."""

    def check(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
        rows = []
        for sheet in used(dataset):
            told = test(sheet)
            if told:
                note = told if isinstance(told, str) else None
                rows.append(finding(rule, severity, list=sheet.list, place=sheet.place, note=note))
        return from_rows(rows)

    return check


def _skipped_rows(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    return from_rows(
        finding(
            "AA-S-008",
            _SKIPPED[word.why][0],
            list=sheet.list,
            place=sheet.place,
            row=word.row,
            note=_SKIPPED[word.why][1],
        )
        for sheet in used(dataset)
        for word in sheet.skipped
        if word.why in _SKIPPED
    )


def _cut_off(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
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
    return " ".join(parts) or None


def _merged(sheet: SheetFacts) -> str | None:
    if not sheet.merged:
        return None
    more = len(sheet.merged) - _SHOWN
    return f"Merged: {', '.join(sheet.merged[:_SHOWN])}" + (f" and {more} more." if more > 0 else ".")


def _heading_row(sheet: SheetFacts) -> str | None:
    row = sheet.heading_row or 1
    return f"They are in row {row}." if row > 1 else None


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-S-006",
            "lists": _EVERY,
            "unit": "sheet",
            "message": "The list has headings and no rows.",
            "guidance": "Confirm that there is nothing to return; otherwise run the extract again.",
            "outcomes": ({"severity": "query"},),
            "reference": "liia-tools-pipeline (headings without rows)",
            "note": "A row that only says nil does not count.",
            "check": _on_sheets("AA-S-006", "query", lambda sheet: sheet.rows == 0),
        },
        {
            "id": "AA-S-007",
            "lists": _EVERY,
            "unit": "sheet",
            "message": "The headings are not in row 1.",
            "guidance": "They were found, so nothing need be done here; move them up if other tools read "
            "the file.",
            "outcomes": ({"severity": "warning"},),
            "reference": "templates with a title above the headings; liia-tools reads row 1 only",
            "note": "Harmless to this check, so a query would do; other readers refuse such a file.",
            "check": _on_sheets("AA-S-007", "warning", _heading_row),
        },
        {
            "id": "AA-S-008",
            "lists": _EVERY,
            "unit": "row",
            "message": "A row among the data holds a total, a note, headings or nothing, and was left out.",
            "guidance": "Delete it, and see that no true row went with it.",
            "outcomes": ({"severity": "warning"}, {"severity": "query"}),
            "reference": "PATCh app 014 (drops footers); liia-tools",
            "note": "A row with a placeholder for its identifier and other usable cells is kept and left to "
            "AA-F-002, since dropping it would lose a child. A gap is reported once, at its first row.",
            "check": _skipped_rows,
        },
        {
            "id": "AA-S-009",
            "lists": _EVERY,
            "unit": "sheet",
            "message": "The sheet is full to the last row it can have, so data may be cut off.",
            "guidance": "Export the list to CSV or in parts, and compare how many rows there are.",
            "outcomes": ({"severity": "error"},),
            "reference": "row limits of the workbook formats",
            "basis": "knowledge",
            "check": _cut_off,
        },
        {
            "id": "AA-S-010",
            "lists": (9,),
            "unit": "sheet",
            "message": "List 9 has the layout of 2019, without the four newer columns.",
            "guidance": "Ask for the present template; rules that need those columns were skipped.",
            "columns": (
                "uasc_or_former",
                "allocated_personal_advisor",
                "latest_pathway_plan_review_date",
                "latest_date_of_contact",
            ),
            "outcomes": ({"severity": "warning"},),
            "reference": "Ofsted Annex A template 2019 beside the 2024 sample of liia-tools-pipeline",
            "note": "With some of the four the list counts as the newer layout, and AA-S-003 names what "
            "lacks.",
            "check": _on_sheets("AA-S-010", "warning", is_old_layout),
        },
        {
            "id": "AA-S-017",
            "lists": _EVERY,
            "unit": "sheet",
            "message": "Hidden or filtered rows, or a hidden sheet, were read as data.",
            "guidance": "Show the rows and clear filters, then decide whether they belong in the list.",
            "outcomes": ({"severity": "warning"},),
            "reference": "rows hidden by a filter stay in the file and reach the inspectors",
            "basis": "knowledge",
            "note": "Only hidden rows with a value count. A hidden sheet is read only where no visible one "
            "supplies its list.",
            "check": _on_sheets("AA-S-017", "warning", _hidden),
        },
        {
            "id": "AA-S-018",
            "lists": _EVERY,
            "unit": "sheet",
            "message": "Cells are merged among the data, so that only the first of each block has its value.",
            "guidance": "Unmerge them and fill the value into every row it belongs to; nothing is copied "
            "down.",
            "outcomes": ({"severity": "warning"},),
            "reference": "how workbooks store merged cells",
            "basis": "knowledge",
            "note": "A merged title above the headings does not count. The emptied cells are checked as "
            "blank.",
            "check": _on_sheets("AA-S-018", "warning", _merged),
        },
    )
)
