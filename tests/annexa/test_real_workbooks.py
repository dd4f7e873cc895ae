"""Real workbooks from elsewhere: every list, every column and every value is accounted for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.dataset import AnnexAData, CellState
from inspectprep.annexa.reading.read import read
from inspectprep.model.cell_names import column_number
from inspectprep.sources.files import read_file
from tests.shared import from_shared

WORKBOOKS = ("sample-2021-liia.xlsx", "template-2019-cscdp.xlsx")
NEWER = catalogue.lists()[9].newer


@pytest.fixture(params=WORKBOOKS)
def workbook(request: pytest.FixtureRequest) -> Path:
    """A real workbook."""
    return from_shared(f"data/annexa/{request.param}")


def test_every_list_and_every_column_is_found(workbook: Path) -> None:
    """All eleven lists, with all columns of the layout of 2019 and no column left out."""
    dataset = read(workbook)
    assert set(dataset.tables) == set(catalogue.lists())
    for number, table in dataset.tables.items():
        expected = [column.name for column in catalogue.lists()[number].columns if column.name not in NEWER]
        assert list(table.columns) == expected
    assert not [extra for sheet in dataset.sheets for extra in sheet.extra]


def test_every_filled_cell_of_the_lists_is_kept_as_supplied(workbook: Path) -> None:
    """Each cell that the file holds below the headings stands in the table, text for text."""
    dataset = read(workbook)
    raw = {sheet.sheet: sheet for sheet in read_file(workbook).sheets}
    counted = 0
    for number, table in dataset.tables.items():
        place = dataset.places[
            next(s.place for s in dataset.sheets if s.list == number and s.place is not None)
        ]
        sheet = raw[place.sheet]
        for row, cells in enumerate(sheet.cells.rows(), start=sheet.first_row):
            for column, text in enumerate(cells, start=sheet.first_column):
                if text is None or row <= place.heading_row:
                    continue
                name = _name(place.letters, column)
                kept = table.frame.filter(pl.col("__row") == row)[f"{name}__raw"].to_list()
                assert kept == [text]
                counted += 1
    assert counted == sum(_filled(table.frame) for table in dataset.tables.values())


def test_no_value_ends_blank_without_a_reason(workbook: Path) -> None:
    """Whatever could not be read is unreadable or broken, or a text that says nothing; never lost."""
    dataset = read(workbook)
    for table in dataset.tables.values():
        for name in table.columns:
            frame = table.frame.filter(pl.col(f"{name}__raw").is_not_null() & pl.col(name).is_null())
            lost = frame.filter(pl.col(f"{name}__state") == int(CellState.MISSING))[f"{name}__raw"]
            assert {text.strip().casefold() for text in lost} <= {"", "-", "n/a", "none", "not recorded"}


def test_the_sample_reads_as_it_looks() -> None:
    """Rows, true dates, calculated formulas and error cells of the sample come out as Excel shows them."""
    dataset = read(from_shared("data/annexa/sample-2021-liia.xlsx"))
    rows = {number: table.frame.height for number, table in dataset.tables.items()}
    assert rows == {1: 5, 2: 5, 3: 6, 4: 5, 5: 5, 6: 5, 7: 7, 8: 5, 9: 6, 10: 5, 11: 5}
    ten = dataset.tables[10].frame
    assert (ten["adm_decision_date"] - ten["date_entered_care"]).dt.total_days().to_list() == [5] * 5
    broken = dataset.tables[6].frame.select(pl.col("allocated_team__state") == int(CellState.BROKEN))
    assert broken.to_series().all()
    assert dataset.tables[8].frame["la_of_placement__raw"].null_count() == 0


def _name(letters: dict[str, str], column: int) -> str:
    return next(name for name, letter in letters.items() if column_number(letter) == column)


def _filled(frame: pl.DataFrame) -> int:
    return sum(
        frame[name].len() - frame[name].null_count() for name in frame.columns if name.endswith("__raw")
    )


def test_the_return_type_is_what_rules_expect(workbook: Path) -> None:
    """Columns of the frame have the types that the table's description promises."""
    dataset: AnnexAData = read(workbook)
    kinds = {"date": pl.Date, "integer": pl.Int32, "age": pl.Int32}
    for number, table in dataset.tables.items():
        assert table.frame.schema["__row"] == table.frame.schema["__place"] == pl.Int32
        for name in table.columns:
            column = catalogue.lists()[number].column(name)
            texts = {pl.Enum} if column.type == "category" else {pl.String, pl.Enum}
            assert table.frame.schema[name].base_type() in ({kinds.get(column.type)} - {None} or texts)
            assert table.frame.schema[f"{name}__state"] == pl.Int8
            assert table.frame.schema[f"{name}__raw"].base_type() in {pl.String, pl.Enum}
            suffixes = {"category": ("__code", "__kind"), "date": ("__kind",), "id": ("__key",)}
            for suffix in suffixes.get(column.type, ()):
                assert f"{name}{suffix}" in table.frame.columns
