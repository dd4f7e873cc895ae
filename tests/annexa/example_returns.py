"""Builds returns from the examples of the catalogue, through the product's own reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from attrs import evolve

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.added_codes import CodeSets
from inspectprep.annexa.reading.assemble import assemble
from inspectprep.annexa.reading.dataset import AnnexAData, FileFacts
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.annexa.reading.sheet import LoadedSheet, load_sheet
from inspectprep.model.cell_names import column_letter, column_number
from inspectprep.model.sheet import CellKind, RawSheet, SheetNote, Visibility

FIRST_ROW = 2
"""The row of a sheet below its headings."""


def cell(value: Any) -> tuple[str | None, int]:
    """Return a cell's text and kind; an empty text is an empty cell."""
    if value is None or value == "":
        return None, CellKind.EMPTY
    if isinstance(value, dict):
        return value["formula"], CellKind.FORMULA
    if isinstance(value, dt.date):
        time = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        return f"{time:%Y-%m-%d %H:%M:%S}", CellKind.DATE
    if isinstance(value, bool):
        return str(value).upper(), CellKind.BOOLEAN
    if isinstance(value, int | float):
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value) if whole else value), CellKind.NUMBER
    return value, CellKind.TEXT


def raw_sheet(number: int, rows: Sequence[Mapping[str, Any]]) -> RawSheet:
    """Return a sheet with the given rows; only columns that some row names are there."""
    order = [column.name for column in catalogue.lists()[number].columns]
    names = [name for name in order if any(name in row for row in rows)] or order
    cells, kinds = {}, {}
    for index, name in enumerate(names):
        pairs = [cell(row.get(name)) for row in rows]
        letter = column_letter(index + 1)
        heading = catalogue.lists()[number].column(name).header
        cells[letter] = pl.Series([heading, *(text for text, _ in pairs)], dtype=pl.String)
        kinds[letter] = pl.Series([1, *(int(kind) for _, kind in pairs)], dtype=pl.UInt8)
    return RawSheet(
        file="annex-a.xlsx", sheet=f"List {number}", cells=pl.DataFrame(cells), kinds=pl.DataFrame(kinds)
    )


def return_of_rows(rows: Mapping[str, Sequence[Mapping[str, Any]]], as_of: dt.date) -> AnnexAData:
    """Return rows of cells as they would be read, by list number."""
    sheets = [
        load_sheet(raw_sheet(int(number), each), ReadSettings(pivot=as_of.year + 1), list_number=int(number))
        for number, each in rows.items()
    ]
    return assemble(
        sheets, [FileFacts(name="annex-a.xlsx", kind="xlsx", bytes=1000)], as_of, codes=CodeSets()
    )


def return_of_files(given: Sequence[Mapping[str, Any]], as_of: dt.date) -> AnnexAData:
    """Return files with their sheets as they would be read."""
    files = [_file(file) for file in given]
    sheets = [_sheet(file["name"], sheet) for file in given for sheet in file["sheets"]]
    return assemble(sheets, files, as_of, codes=CodeSets())


def _file(file: Mapping[str, Any]) -> FileFacts:
    problem = ""
    if file.get("encrypted"):
        problem = "encrypted"
    elif file.get("entities"):
        problem = "entities"
    elif file.get("readable") is False:
        problem = "damaged"
    return FileFacts(
        name=file["name"],
        kind=file.get("kind", "xlsx"),
        bytes=file.get("bytes", 1000),
        packed_mb=file.get("packed_mb", 1),
        unpacked_mb=file.get("unpacked_mb", 1),
        parts=file.get("parts", 20),
        problem=problem,
        external=tuple(file.get("external", ())),
        authorities=tuple(file.get("authorities", ())),
    )


def _sheet(file: str, sheet: Mapping[str, Any]) -> LoadedSheet:
    heading_row, rows = sheet.get("heading_row", 1), sheet.get("rows", 10)
    headings = list(sheet.get("headings", ()))
    each = catalogue.lists().get(sheet.get("headings_of", 0))
    if each is not None:
        headings = [c.header for c in each.columns if c.name not in sheet.get("without", ())]
    content = sheet.get("content") or "x"
    columns = {
        column_letter(index + 1): [heading, *(f"{content}{row}" for row in range(rows))]
        for index, heading in enumerate(headings)
    }
    for extra in sheet.get("extra", ()):
        columns[extra["letter"]] = [
            extra["heading"] or None,
            *(f"e{i}" if i < extra["filled"] else None for i in range(rows)),
        ]
    for again in sheet.get("repeated", ()):
        kept = columns[column_letter([c.name for c in each.columns].index(again["column"]) + 1)]
        copy = [
            kept[0],
            *(f"other{i}" if i < again["rows_differ"] else text for i, text in enumerate(kept[1:])),
        ]
        columns[column_letter(len(columns) + 1)] = copy
    last = max(map(column_number, columns))
    blank = [None] * (rows + 1)
    full = {column_letter(n): columns.get(column_letter(n), blank) for n in range(1, last + 1)}
    title = [[None] * (heading_row - 1) for _ in full]
    frame = pl.DataFrame(
        {name: [*above, *cells] for (name, cells), above in zip(full.items(), title, strict=True)},
        schema=dict.fromkeys(full, pl.String),
    )
    notes = []
    if hidden := sheet.get("hidden_rows"):
        notes.append(
            SheetNote(
                code="hidden-rows", text="A note.", cells=(f"{heading_row + 1}:{heading_row + hidden}",)
            )
        )
    for key, code in (("hidden_columns", "hidden-columns"), ("far_cells", "far-cells")):
        if key in sheet:
            notes.append(SheetNote(code=code, text="A note.", cells=tuple(sheet[key])))
    if merged := sheet.get("merged_in_data"):
        ranges = tuple(f"A{heading_row + 1 + 2 * n}:A{heading_row + 2 + 2 * n}" for n in range(merged))
        notes.append(SheetNote(code="merged-cells", text="A note.", cells=ranges))
    loaded = load_sheet(
        RawSheet(
            file=file,
            sheet=sheet["name"],
            cells=frame,
            visibility=Visibility.HIDDEN if sheet.get("hidden") else Visibility.VISIBLE,
            notes=tuple(notes),
        ),
        ReadSettings(pivot=2027),
    )
    if "last_row" in sheet:
        loaded = evolve(loaded, facts=evolve(loaded.facts, last_row=sheet["last_row"]))
    return loaded


def fired(frame: pl.DataFrame, dataset: AnnexAData) -> list[dict[str, Any]]:
    """Return findings in the words of the examples."""
    rows = []
    for each in frame.iter_rows(named=True):
        place = None if each["place"] is None else dataset.places[each["place"]]
        found = {"list": each["list"], "severity": each["severity"], "column": each["column"]}
        if place is not None:
            found |= {"file": place.file, "sheet": place.sheet}
            if place.list and each["row"] is not None:
                found["row"] = each["row"] - max(place.heading_row, 1) - 1
        related = each["related"] or []
        found["related"] = [{"list": other["list"], "row": other["row"] - FIRST_ROW} for other in related]
        note = each["note"] or ""
        if note.startswith("Column "):
            found["letter"] = note.removeprefix("Column ").split(".")[0].split(",")[0].split(";")[0]
        rows.append(found)
    return rows


def agree(expected: Sequence[Mapping[str, Any]], found: list[dict[str, Any]]) -> bool:
    """Return whether each expected finding is there, and no other."""
    left = list(found)
    for one in expected:
        match = next(
            (each for each in left if all(each.get(key) == value for key, value in one.items())), None
        )
        if match is None:
            return False
        left.remove(match)
    return not left


__all__ = ["agree", "fired", "return_of_files", "return_of_rows"]
