"""The two libraries that read workbooks: equal cells, and the first that is installed is used."""

from __future__ import annotations

import datetime as dt
import sys
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from inspectprep.annexa import read
from inspectprep.errors import LibraryError
from inspectprep.model.sheet import Visibility
from inspectprep.sources import parsed
from inspectprep.sources.parsed import ParsedSheet, choose_reader
from inspectprep.synth import council, write_workbook

VALUES = ["text", " spaced ", "two\nlines", "1", 1, -3, 1.5, 0.1 + 0.2, 1e-7, 1e15, 123456789012345678, 1e21]
SERIALS = [0, 0.5, 1, 59, 60, 61, 46000, 46000.25, 46000.123456, 2958465]
FORMATS = ["yyyy-mm-dd", "hh:mm", "yyyy-mm-dd hh:mm:ss.000", "[h]:mm:ss"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Cells of every type and format, a hidden sheet, an empty one and a chart."""
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Cells")
    for row, value in enumerate(VALUES):
        (sheet.write_string if isinstance(value, str) else sheet.write_number)(row + 2, 1, value)
    for column, name in enumerate(FORMATS):
        form = workbook.add_format({"num_format": name})
        for row, serial in enumerate(SERIALS):
            sheet.write_number(row + 2, column + 3, serial, form)
    sheet.write_boolean(0, 8, True)
    sheet.write_boolean(1, 8, False)
    sheet.write_formula(2, 8, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 8, "=B3", None, "result")
    workbook.add_worksheet("Hidden").hide()
    workbook.add_worksheet("Very hidden").very_hidden()
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"values": "=Cells!$B$7:$B$8"})
    workbook.add_chartsheet("Chart").set_chart(chart)
    workbook.close()
    return path


def _sheets(library: str, path: Path) -> list[ParsedSheet]:
    pytest.importorskip(library)
    workbook = import_module(parsed._READERS[library]).open_workbook(path)
    return [workbook.sheet(index) for index in range(len(workbook.names))]


def _cells(sheet: ParsedSheet) -> list[list[str | None]]:
    return [[value or None for value in column.to_list()] for column in sheet.cells.get_columns()]


def test_both_libraries_give_the_same_cells(book: Path) -> None:
    """Numbers, dates, times and truths have the same text, in the same places."""
    ours, others = _sheets("fastexcel", book), _sheets("python_calamine", book)
    assert [_cells(sheet) for sheet in ours] == [_cells(sheet) for sheet in others]
    assert [sheet.first_column for sheet in ours] == [sheet.first_column for sheet in others]
    assert [sheet.visibility for sheet in ours] == [sheet.visibility for sheet in others]
    assert ours[0].cells.height == len(VALUES) + 2
    assert [sheet.visibility for sheet in ours][1:3] == [Visibility.HIDDEN, Visibility.VERY_HIDDEN]


def test_both_libraries_lead_to_the_same_return(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole workbook of Annex A reads the same, cell by cell."""
    pytest.importorskip("python_calamine")
    pytest.importorskip("fastexcel")
    as_of = dt.date(2026, 11, 20)
    write_workbook(council(as_of=as_of, children=60, seed=3, defects=0.05), tmp_path / "a.xlsx")
    usual = read(tmp_path / "a.xlsx", as_of=as_of)
    monkeypatch.setattr(parsed, "is_installed", lambda name: name != "fastexcel")
    other = read(tmp_path / "a.xlsx", as_of=as_of)
    assert usual.tables.keys() == other.tables.keys()
    for number, table in usual.tables.items():
        assert table.frame.equals(other.tables[number].frame)


@pytest.mark.parametrize(
    ("installed", "library"),
    [
        ({"fastexcel", "python_calamine"}, "fastexcel"),
        ({"python_calamine"}, "python_calamine"),
    ],
)
def test_the_first_library_installed_is_used(
    monkeypatch: pytest.MonkeyPatch, installed: set[str], library: str
) -> None:
    """Fastexcel comes first."""
    pytest.importorskip(library)
    monkeypatch.setattr(parsed, "is_installed", installed.__contains__)
    assert choose_reader() is import_module(parsed._READERS[library])


def test_without_a_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is not blamed."""
    for library, module in parsed._READERS.items():
        monkeypatch.setitem(sys.modules, library, None)  # type: ignore[arg-type]
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(LibraryError, match=r'pip install "inspectprep\[data\]"'):
        choose_reader()


def test_text_is_never_changed_by_its_looks(tmp_path: Path) -> None:
    """A number that was typed as text keeps every character."""
    workbook = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    workbook.add_worksheet().write_column(0, 0, ["0012", "1e5", "TRUE", "2026-09-01 00:00:00"])
    workbook.close()
    for library in parsed._READERS:
        (sheet,) = _sheets(library, tmp_path / "a.xlsx")
        assert sheet.cells.to_series().to_list() == ["0012", "1e5", "TRUE", "2026-09-01 00:00:00"]
        assert sheet.cells.dtypes == [pl.String]


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".ods", ".xlsx.old"])
def test_a_wrong_suffix_does_not_matter(book: Path, suffix: str) -> None:
    """A workbook is read as what it is, by either library."""
    for library in parsed._READERS:
        usual = _sheets(library, book)
        renamed = _sheets(library, book.rename(book.with_suffix(suffix)))
        book.with_suffix(suffix).rename(book)
        assert [_cells(sheet) for sheet in renamed] == [_cells(sheet) for sheet in usual]
