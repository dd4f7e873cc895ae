"""What several tests of the project use."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from inspectprep import synth
from inspectprep.annexa import catalogue
from tests.project.uses import TEXT, WORKBOOK


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small return, as a workbook and as a text file."""
    folder = tmp_path_factory.mktemp("return")
    council = synth.council(children=20, as_of=date(2026, 10, 5))
    synth.write_workbook(council, folder / WORKBOOK)
    cells = council.cells[1]
    columns = [column for column in catalogue.lists()[1].columns if column.name in cells]
    with (folder / TEXT).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.header for column in columns)
        writer.writerows(zip(*(cells[column.name] for column in columns), strict=True))
    return folder
