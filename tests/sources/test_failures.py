"""An error in inspectprep is never blamed on the user's file."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from inspectprep.annexa import read
from inspectprep.errors import SourceError
from inspectprep.sources import package, spreadsheet_xml, workbook
from inspectprep.sources.failures import as_source_errors
from inspectprep.sources.files import read_file


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A good workbook with two sheets."""
    path = tmp_path / "good.xlsx"
    made = xlsxwriter.Workbook(path)
    for name in ("List 1", "List 2"):
        made.add_worksheet(name).write(0, 0, "heading")
    made.close()
    return path


def _bug(*_: object, **__: object) -> Any:
    raise AttributeError("'NoneType' object has no attribute 'decode'")


class _Reader:
    """A reader with an error of its own."""

    ERRORS = (LookupError,)
    names = ("List 1", "List 2")
    sheet = staticmethod(_bug)

    def open_workbook(self, _: object) -> _Reader:
        return self


def test_a_bug_in_a_reader_is_passed_on(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user is not told that the file is damaged."""
    monkeypatch.setattr(workbook, "choose_reader", _Reader)
    with pytest.raises(AttributeError):
        list(read_file(book).sheets)
    with pytest.raises(AttributeError):
        read(book)


@pytest.mark.parametrize(
    ("module", "name"),
    [(workbook, "raw_sheet"), (package, "_look_at"), (package, "_name_sheets"), (workbook, "scan_package")],
)
def test_a_bug_at_any_step_is_passed_on(
    book: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    """Looking through a workbook and judging its cells is our own code."""
    monkeypatch.setattr(module, name, _bug)
    with pytest.raises(AttributeError):
        list(read_file(book).sheets)


def test_a_value_error_of_ours_is_not_damage(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zipfile raises such errors for damaged archives, but the code around it may not."""

    def wrong(*_: object) -> None:
        raise ValueError("invalid literal for int()")

    monkeypatch.setattr(package, "_look_at", wrong)
    with pytest.raises(ValueError, match="literal"):
        read_file(book)


def test_a_bug_with_spreadsheet_xml_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser calls our code, which may fail."""
    path = tmp_path / "a.xml"
    path.write_text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    monkeypatch.setattr(spreadsheet_xml._Reader, "start", _bug)
    with pytest.raises(AttributeError):
        read_file(path)


class PanicException(BaseException):
    """What libraries in Rust raise when they give up."""


@pytest.mark.parametrize("error", [zipfile.BadZipFile("x"), OSError("x"), PanicException("x")])
def test_errors_of_libraries_are_damage(error: BaseException) -> None:
    """Only they are: a library's own, the system's and a library in Rust that gave up."""
    with pytest.raises(SourceError) as raised, as_source_errors(Path("a.xlsx"), zipfile.BadZipFile):
        raise error
    assert raised.value.reason == "damaged"
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("error", [TypeError("x"), KeyError("x"), KeyboardInterrupt(), AssertionError()])
def test_other_errors_are_passed_on(error: BaseException) -> None:
    """So that they are reported."""
    with pytest.raises(type(error)), as_source_errors(Path("a.xlsx"), zipfile.BadZipFile):
        raise error


def test_lack_of_memory_is_a_limit_and_a_password_is_named() -> None:
    """Each has its own remedy."""
    with pytest.raises(SourceError) as raised, as_source_errors(Path("a.xlsx")):
        raise MemoryError
    assert raised.value.reason == "limit"
    with pytest.raises(SourceError) as raised, as_source_errors(Path("a.xlsx"), RuntimeError):
        raise RuntimeError("File is encrypted, password required")
    assert raised.value.reason == "encrypted"


def test_parquet_is_refused_where_polars_cannot_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Builds for browsers leave it out; the file is not called damaged."""
    path = tmp_path / "list 1.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(path)
    monkeypatch.setattr(pl, "scan_parquet", _bug)
    with pytest.raises(SourceError, match="polars was built without support") as raised:
        read_file(path)
    assert raised.value.reason == "format"
    assert "Save it as .xlsx or CSV" in raised.value.remedy
