"""Rules about lists and their columns: missing, mixed up, unknown or there twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.dataset import AnnexAData, SheetFacts
from inspectprep.annexa.reading.known_headings import heading_key, needed_columns
from inspectprep.errors import closest

__all__ = ["RULES", "used"]

_EVERY = tuple(range(1, 12))


def used(dataset: AnnexAData) -> tuple[SheetFacts, ...]:
    """Return the sheets that supply a list."""
    return tuple(sheet for sheet in dataset.sheets if sheet.used)


def _missing_lists(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    there = {sheet.list for sheet in used(dataset)}
    named = {sheet.named: sheet for sheet in dataset.sheets if sheet.list is None and not sheet.known}
    return from_rows(
        finding(
            "AA-S-001",
            "error",
            list=number,
            note=_named_after(named[number], number) if number in named else None,
        )
        for number in policy["expected_lists"]
        if number not in there
    )


def _named_after(sheet: SheetFacts, number: int) -> str:
    told = f"The sheet {sheet.sheet!r} is named after it, but "
    if not sheet.matched:
        return f"{told}its headings fit no list."
    columns = len(catalogue.lists()[number].columns)
    return (
        f"{told}only {len(sheet.matched)} of its {columns} columns were found there; "
        f"{needed_columns(number)} are needed to read it."
    )


def _mixed_up(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    return from_rows(
        finding(
            "AA-S-002",
            "warning",
            list=sheet.list,
            place=sheet.place,
            note=f"The name speaks of list {sheet.named}, the headings are those of list {sheet.list}.",
        )
        for sheet in used(dataset)
        if sheet.named is not None and sheet.named != sheet.list
    )


def _missing_columns(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    rows = []
    for sheet in used(dataset):
        each = catalogue.lists()[sheet.list or 0]
        old = is_old_layout(sheet)
        for column in each.columns:
            if column.required != "always" or column.name in sheet.matched or (old and column.since):
                continue
            alike = closest(column.header, [extra.heading for extra in sheet.extra if extra.heading])
            letter = next((extra.letter for extra in sheet.extra if extra.heading == alike), None)
            rows.append(
                finding(
                    "AA-S-003",
                    "error",
                    list=sheet.list,
                    place=sheet.place,
                    column=column.name,
                    note=f"Column {letter} may be meant." if alike and letter else None,
                )
            )
    return from_rows(rows)


def is_old_layout(sheet: SheetFacts) -> bool:
    """Tell whether a sheet is List 9 without any of its four newer columns."""
    newer = catalogue.lists()[sheet.list or 1].newer
    return bool(newer) and not set(newer) & set(sheet.matched)


def _ignored_columns(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    rows = []
    for sheet in used(dataset):
        missing = [column.header for column in catalogue.lists()[sheet.list or 0].columns
                   if column.name not in sheet.matched]  # fmt: skip
        for extra in sheet.extra:
            alike = closest(extra.heading, missing) if heading_key(extra.heading) else None
            note = f"Column {extra.letter}" + ("" if extra.heading else ", which has no heading")
            note += f"; perhaps {alike!r} is meant." if alike else "."
            rows.append(finding("AA-S-004", "warning", list=sheet.list, place=sheet.place, note=note))
    return from_rows(rows)


def _copied_columns(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    return from_rows(
        finding(
            "AA-S-005",
            "error" if differ else "warning",
            list=sheet.list,
            place=sheet.place,
            column=column,
            note=f"Again in column {', '.join(letters)}"
            + (f"; {differ} {'row differs' if differ == 1 else 'rows differ'}." if differ else "."),
        )
        for sheet in used(dataset)
        for column, letters, differ in _by_column(sheet)
    )


def _by_column(sheet: SheetFacts) -> Iterable[tuple[str, list[str], int]]:
    for name in dict.fromkeys(copy.column for copy in sheet.copies):
        mine = [copy for copy in sheet.copies if copy.column == name]
        yield name, [copy.letter for copy in mine], max(copy.rows_differ for copy in mine)


def _copied_lists(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    rows = []
    for number, agree in sorted(dataset.copies_agree.items()):
        sheets = [sheet for sheet in used(dataset) if sheet.list == number]
        where = "; ".join(f"{sheet.file}, {sheet.sheet}" for sheet in sheets)
        rows.append(
            finding(
                "AA-S-015",
                "warning" if agree else "error",
                list=number,
                place=sheets[0].place,
                note=f"Supplied by: {where}. "
                + ("The first was used." if agree else "They differ, so none was loaded."),
            )
        )
    return from_rows([*rows, *_parts_without_headings(dataset)])


def _parts_without_headings(dataset: AnnexAData) -> Iterable[dict[str, Any]]:
    """Yield a finding for each sheet that goes on with a list that another one supplies, without headings."""
    places = {sheet.list: sheet.place for sheet in reversed(used(dataset))}
    for sheet in dataset.sheets:
        if sheet.headless and not sheet.hidden and sheet.named in places:
            yield finding(
                "AA-S-015",
                "error",
                list=sheet.named,
                place=places[sheet.named],
                note=f"The rows of {sheet.file}, {sheet.sheet} were not read: no headings stand above them.",
            )


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-S-001",
            "lists": _EVERY,
            "unit": "list",
            "message": "A list that is asked for is not in the files.",
            "guidance": "Add it, or leave it out of the lists expected; rules that need it were skipped.",
            "policy": {"expected_lists": _EVERY},
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019, eleven lists",
            "note": "A sheet whose headings fit no list does not count, whatever its name.",
            "check": _missing_lists,
        },
        {
            "id": "AA-S-002",
            "lists": _EVERY,
            "unit": "sheet",
            "message": "The sheet's name speaks of one list and its headings of another; the headings "
            "were believed.",
            "guidance": "Rename the sheet, or see whether the right data was pasted into it.",
            "outcomes": ({"severity": "warning"},),
            "reference": "liia-tools goes by headings alone and older cleaners by names alone",
            "check": _mixed_up,
        },
        {
            "id": "AA-S-003",
            "lists": _EVERY,
            "unit": "column",
            "message": "A column that must always be filled is not on the list.",
            "guidance": "Add it under its official heading; until then every cell of it is missing.",
            "outcomes": ({"severity": "error"},),
            "skip_when": (),
            "reference": "Ofsted Annex A template 2019; column lists of liia-tools",
            "note": "Columns needed only under conditions are not reported here; rules that read them are "
            "skipped and say so.",
            "check": _missing_columns,
        },
        {
            "id": "AA-S-004",
            "lists": _EVERY,
            "unit": "column",
            "message": "A column that does not belong to the list holds data and was left out.",
            "guidance": "Give it the official heading if it is meant to be one; else delete it, above all "
            "where "
            "it holds names.",
            "outcomes": ({"severity": "warning"},),
            "reference": "liia-tools (a column headed Percentage was read as an age); Ofsted Annex A "
            "template 2019",
            "check": _ignored_columns,
        },
        {
            "id": "AA-S-005",
            "lists": _EVERY,
            "unit": "column",
            "message": "A column stands on the list more than once; one was kept.",
            "guidance": "Delete the copy; where they differ, find out which is right.",
            "outcomes": ({"severity": "error"}, {"severity": "warning"}),
            "reference": "liia-tools issues 88 and 89",
            "check": _copied_columns,
        },
        {
            "id": "AA-S-015",
            "lists": _EVERY,
            "unit": "list",
            "message": "A list was supplied more than once.",
            "guidance": "Remove the old copy, or choose one; where each sheet holds a part of the list, put "
            "all parts on one sheet under one row of headings. Copies are never joined.",
            "outcomes": ({"severity": "warning"}, {"severity": "error"}),
            "reference": "in older cleaners the last file wins unseen",
            "basis": "knowledge",
            "note": "Copies agree when they hold the same rows in any order. Of copies that differ none is "
            "loaded, and rules that need the list are skipped. A further sheet named after the list that "
            "begins with rows instead of headings is told here too; its rows cannot be read.",
            "check": _copied_lists,
        },
    )
)
