"""OpenDocument workbooks: true dates, errors, and tables that claim more cells than there is room for."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind
from inspectprep.sources.files import read_file
from inspectprep.sources.ods import DocumentScan

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
EMPTY = "<table:table-cell/>"
ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
)
DATE = (
    '<table:table-cell office:value-type="date" office:date-value="{}"><text:p>02/01/2020</text:p>'
    "</table:table-cell>"
)


def _text(words: str = "x", times: int = 1) -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    opened = f'<table:table-cell office:value-type="string"{repeated}>'
    return f"{opened}<text:p>{words}</text:p></table:table-cell>"


def _row(*cells: str, times: int = 1, more: str = "") -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}{more}>{''.join(cells)}</table:table-row>"


def _content(*rows: str) -> str:
    return (
        f"<office:document-content {SPACES} {CALC}><office:body><office:spreadsheet>"
        f'<table:table table:name="A &amp;amp; B">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _ods(path: Path, *rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m/>")
        archive.writestr("content.xml", _content(*rows))
    return path


def test_true_dates_are_told_from_typed_ones(tmp_path: Path) -> None:
    """Nobody is asked about a date that stands in the cell as one."""
    path = _ods(
        tmp_path / "a.ods",
        _row(DATE.format("2020-01-02"), _text("2020-01-02")),
        _row(DATE.format("2020-01-02T14:05:00"), times=2),
    )
    (raw,) = read_file(path).sheets
    assert raw.cells["A"].to_list() == ["2020-01-02 00:00:00", *["2020-01-02 14:05:00"] * 2]
    assert raw.cells["B"].to_list() == ["2020-01-02", None, None]
    assert raw.kinds["A"].to_list() == [CellKind.DATE] * 3
    assert raw.kinds["B"].to_list()[0] == CellKind.TEXT


def test_errors_and_formulas_without_a_result_are_not_blank(tmp_path: Path) -> None:
    """Repeated ones neither."""
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    path = _ods(
        tmp_path / "a.ods", _row(_text(), _text()), _row(EMPTY, ERROR, times=2), _row(formula, _text())
    )
    (raw,) = read_file(path).sheets
    assert raw.cells["B"].to_list() == ["x", "#N/A", "#N/A", "x"]
    assert raw.kinds["B"].to_list()[1] == CellKind.ERROR
    assert raw.cells["A"].to_list()[3] == "="
    assert raw.kinds["A"].to_list()[3] == CellKind.FORMULA


def test_hidden_rows_are_noted(tmp_path: Path) -> None:
    """Those that a filter hides too."""
    hidden = ' table:visibility="{}"'
    path = _ods(
        tmp_path / "a.ods",
        _row(_text()),
        _row(_text(), more=hidden.format("collapse")),
        _row(_text()),
        _row(_text(), more=hidden.format("filter")),
    )
    (raw,) = read_file(path).sheets
    assert [note.cells for note in raw.notes if note.code == "hidden-rows"] == [("2:2", "4:4")]


@pytest.mark.parametrize(
    "rows",
    [
        [_row(*[_text()] * 30, times=1_048_576)],
        [_row(_text(times=16_384))] * 3000,
    ],
    ids=["a row repeated", "cells repeated"],
)
def test_a_few_bytes_that_claim_millions_of_cells_are_refused(tmp_path: Path, rows: list[str]) -> None:
    """The workbook reader would take the whole process down."""
    with pytest.raises(SourceError, match="so far apart"):
        read_file(_ods(tmp_path / "a.ods", *rows))


def test_a_stray_cell_far_away_is_left_out_and_named(tmp_path: Path) -> None:
    """As in other workbooks."""
    path = _ods(tmp_path / "a.ods", _row(*[_text()] * 30), _row(EMPTY, times=1_048_570), _row(_text()))
    (raw,) = read_file(path).sheets
    assert raw.cells.shape == (1, 30)
    assert raw.far_cells == ("A1048572",)


def test_hidden_columns_are_noted(tmp_path: Path) -> None:
    """With their repetitions."""
    twice = 'table:visibility="collapse" table:number-columns-repeated="2"'
    columns = f"<table:table-column/><table:table-column {twice}/>"
    (raw,) = read_file(_ods(tmp_path / "a.ods", columns, _row(*[_text()] * 4))).sheets
    assert raw.hidden_columns == (range(2, 4),)


def test_blank_rows_and_cells_to_the_end_of_the_sheet_are_nothing(tmp_path: Path) -> None:
    """Every sheet that a program saves ends in them."""
    path = _ods(
        tmp_path / "a.ods",
        _row(_text(), '<table:table-cell table:number-columns-repeated="16383"/>'),
        _row('<table:table-cell table:number-columns-repeated="16384"/>', times=1_048_575),
    )
    (raw,) = read_file(path).sheets
    assert raw.cells.rows() == [("x",)]


def test_the_scan_does_not_depend_on_where_pieces_end() -> None:
    """Tags cut in two are put together again."""
    data = _content(*[_row(_text(), ERROR, DATE.format("2020-01-02"))] * 5, _row(EMPTY, _text())).encode()
    whole = DocumentScan()
    whole.feed(data)
    (sheet,) = whole.sheets.values()
    assert (sheet.last_row, sheet.last_column, len(sheet.broken)) == (6, 3, 5)
    for size in (1, 3, 50, 333):
        pieces = DocumentScan()
        for start in range(0, len(data), size):
            pieces.feed(data[start : start + size])
        assert pieces.sheets == whole.sheets
