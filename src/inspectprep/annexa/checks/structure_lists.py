"""Rules about lists and their columns: missing, mixed up, unknown or repeated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.dataset import AnnexAData, CloseHeading, SheetFacts
from inspectprep.annexa.reading.heading_forms import heading_key
from inspectprep.annexa.reading.known_headings import needed_columns
from inspectprep.dataframes import pl
from inspectprep.errors import closest


def used(dataset: AnnexAData) -> tuple[SheetFacts, ...]:
    """Return the sheets that supply a list."""
    return tuple(sheet for sheet in dataset.sheets if sheet.used)


def missing_lists(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-001: lists that are not in the files."""
    supplied = {sheet.list for sheet in used(dataset)}
    named = {sheet.named: sheet for sheet in dataset.sheets if sheet.list is None and not sheet.known}
    return from_rows(
        finding(
            "AA-S-001",
            "error",
            list=list_number,
            note=_named_after(named[list_number], list_number) if list_number in named else None,
        )
        for list_number in policy["expected_lists"]
        if list_number not in supplied
    )


def _named_after(sheet: SheetFacts, list_number: int) -> str:
    ignored = f"Sheet {sheet.sheet!r} was ignored. It is named like List {list_number}, but"
    if not sheet.matched:
        return f"{ignored} its headings match no list."
    columns = len(catalogue.lists()[list_number].columns)
    return (
        f"{ignored} it has only {len(sheet.matched)} of the {columns} columns. "
        f"At least {needed_columns(list_number)} are needed."
    )


def mixed_up(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-002: sheets with the name of another list."""
    return from_rows(
        finding(
            "AA-S-002",
            "warning",
            list=sheet.list,
            place=sheet.place,
            note=f"It is named like List {sheet.named}, but its headings are those of List {sheet.list}.",
        )
        for sheet in used(dataset)
        if sheet.named is not None and sheet.named != sheet.list
    )


def missing_columns(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-003: columns that a list must have and lacks."""
    rows = []
    for sheet in used(dataset):
        old = is_old_layout(sheet)
        for column in dataset.lists.lists[sheet.list or 0].columns:
            if column.required != "always" or column.name in sheet.matched or (old and column.since):
                continue
            similar = closest(column.header, [extra.heading for extra in sheet.extra if extra.heading])
            letter = next((extra.letter for extra in sheet.extra if extra.heading == similar), None)
            rows.append(
                finding(
                    "AA-S-003",
                    "error",
                    list=sheet.list,
                    place=sheet.place,
                    column=column.name,
                    note=f"It may be column {letter}." if similar and letter else None,
                )
            )
    return from_rows(rows)


def is_old_layout(sheet: SheetFacts) -> bool:
    """Return whether a sheet is List 9 without any of its four newer columns."""
    newer = catalogue.lists()[sheet.list or 1].newer
    return bool(newer) and not set(newer) & set(sheet.matched)


def ignored_columns(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-004: columns with data that do not belong to the list."""
    rows = []
    for sheet in used(dataset):
        close = {heading.letter: heading for heading in sheet.close}
        # Cells without a heading in a few rows of a text file are another fault: AA-S-031.
        long = bool(sheet.long_rows) and _is_text(dataset, sheet)
        for extra in (extra for extra in sheet.extra if extra.heading or not long):
            note = f"Column {extra.letter}."
            if not extra.heading:
                note = f"{note} It has no heading."
            elif extra.letter in close:
                note = f"{note} {_why_not_read(close[extra.letter], dataset.lists.lists[sheet.list or 0])}"
            elif similar := _similar(extra.heading, sheet, dataset.lists.lists[sheet.list or 0]):
                note = f"{note} Its heading may mean {similar!r}."
            rows.append(finding("AA-S-004", "warning", list=sheet.list, place=sheet.place, note=note))
    return from_rows(rows)


def _similar(heading: str, sheet: SheetFacts, spec: ListSpec) -> str | None:
    """Return the missing column whose official heading is most like a heading."""
    if not heading_key(heading):
        return None
    return closest(heading, [column.header for column in spec.columns if column.name not in sheet.matched])


def _why_not_read(close: CloseHeading, spec: ListSpec) -> str:
    meant = " or ".join(repr(spec.column(name).header) for name in close.columns)
    reason = {
        "several": "",
        "taken": ", which is also in another column",
        "shared": ", and so may another heading",
        "cells": ", but its cells do not fit",
    }[close.why_not]
    return f"Its heading may mean {meant}{reason}."


def misspelt_headings(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-019: headings that were read as the column whose heading they are nearly spelt like."""
    rows = []
    for sheet in used(dataset):
        for close in sheet.close:
            if close.why_not:
                continue
            name = close.columns[0]
            official = dataset.lists.lists[sheet.list or 0].column(name).header
            heading = json.dumps(close.heading, ensure_ascii=False)
            note = (
                f"Column {close.letter}. {heading} was read as {official!r}. "
                f'To confirm it, add {heading} = "{name}" to [headings.{sheet.list}] in your policy.'
            )
            rows.append(
                finding("AA-S-019", "warning", list=sheet.list, place=sheet.place, column=name, note=note)
            )
    return from_rows(rows)


def long_rows(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-031: rows of text files that have more cells than there are headings."""
    return from_rows(
        finding("AA-S-031", "error", list=sheet.list, place=sheet.place, row=row)
        for sheet in used(dataset)
        if _is_text(dataset, sheet)
        for row in sheet.long_rows
    )


def _is_text(dataset: AnnexAData, sheet: SheetFacts) -> bool:
    return any(file.name == sheet.file and file.kind == "csv" for file in dataset.files)


def copied_columns(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-005: columns that are on a list more than once."""
    return from_rows(
        finding(
            "AA-S-005",
            "error" if differ else "warning",
            list=sheet.list,
            place=sheet.place,
            column=column,
            note=f"It is also in column {', '.join(letters)}."
            + (f" {differ} {'row differs' if differ == 1 else 'rows differ'}." if differ else ""),
        )
        for sheet in used(dataset)
        for column, letters, differ in _by_column(sheet)
    )


def _by_column(sheet: SheetFacts) -> Iterable[tuple[str, list[str], int]]:
    for name in dict.fromkeys(copy.column for copy in sheet.copies):
        copies = [copy for copy in sheet.copies if copy.column == name]
        yield name, [copy.letter for copy in copies], max(copy.rows_differ for copy in copies)


def copied_lists(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-015: lists that were supplied more than once."""
    rows = []
    for list_number, agree in sorted(dataset.copies_agree.items()):
        sheets = [sheet for sheet in used(dataset) if sheet.list == list_number]
        where = "; ".join(f"{sheet.file}, {sheet.sheet}" for sheet in sheets)
        rows.append(
            finding(
                "AA-S-015",
                "warning" if agree else "error",
                list=list_number,
                place=sheets[0].place,
                note=f"Supplied by: {where}. "
                + (
                    "The first was used."
                    if agree
                    else "They differ, so none was used. "
                    f"If each has a part of the list, join them with --join {list_number}."
                ),
            )
        )
    return from_rows([*rows, *_parts_without_headings(dataset)])


def _parts_without_headings(dataset: AnnexAData) -> Iterable[dict[str, Any]]:
    """Yield a finding for each sheet without headings that continues the list of another sheet."""
    places = {sheet.list: sheet.place for sheet in reversed(used(dataset))}
    for sheet in dataset.sheets:
        if sheet.headless and not sheet.hidden and sheet.named in places:
            yield finding(
                "AA-S-015",
                "error",
                list=sheet.named,
                place=places[sheet.named],
                note=f"The rows of {sheet.file}, {sheet.sheet} were ignored because they have no headings.",
            )
