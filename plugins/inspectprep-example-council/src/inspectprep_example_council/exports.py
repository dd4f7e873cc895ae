"""Reads text files with the headings of Westhaven's case system.

Only the headings are replaced with those of Annex A. The cells stay exactly as they were exported.
inspectprep reads them later.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve

from inspectprep.model import RawSheet, SheetNote
from inspectprep.sources import read_sheets

HEADINGS = {
    "Person Ref": "Child Unique ID",
    "Sex At Birth": "Gender",
    "Ethnicity Code": "Ethnicity",
    "Born": "Date of Birth",
    "Years": "Age of Child (Years)",
    "Disabled?": "Does the Child have a Disability",
    "Need Began": "CIN Start Date",
    "Need Category": "Primary Need Code",
    "Seen On": "Date Child Was Last Seen",
    "Need Ended": "CIN Closure Date",
    "Why Ended": "Reason for Closure",
    "Position": "Case Status",
    "Team Name": "Allocated Team",
    "Worker Name": "Allocated Worker",
}
"""The headings of the case system, each with its heading in Annex A."""

MOST_ROWS_ABOVE = 10
FEWEST_KNOWN = 3


def read(path: Path) -> Iterator[RawSheet]:
    """Read a text file, then replace the case system's headings with those of Annex A."""
    for sheet in read_sheets(path):
        row = _heading_row(sheet.cells)
        yield sheet if row is None else _translated(sheet, row)


def _heading_row(cells: pl.DataFrame) -> int | None:
    for number, row in enumerate(cells.head(MOST_ROWS_ABOVE).iter_rows()):
        if sum(cell in HEADINGS for cell in map(_plain, row)) >= FEWEST_KNOWN:
            return number
    return None


def _translated(sheet: RawSheet, row: int) -> RawSheet:
    cells: pl.DataFrame = sheet.cells
    translated = [HEADINGS.get(_plain(heading), heading) for heading in cells.row(row)]
    headings = pl.DataFrame([translated], schema=cells.schema, orient="row")
    note = SheetNote(code="headings", text="The case system's headings were replaced with those of Annex A.")
    return evolve(
        sheet,
        cells=pl.concat([cells.head(row), headings, cells.slice(row + 1)]),
        notes=(*sheet.notes, note),
    )


def _plain(heading: Any) -> str:
    return " ".join(heading.split()) if isinstance(heading, str) else ""
