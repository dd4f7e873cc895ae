"""What is read back of a submission is what was to be written; anything else is refused."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from inspectprep import annexa
from inspectprep.annexa.catalogue.policy import policy_of
from inspectprep.annexa.outputs.cells_to_send import cells_to_send
from inspectprep.annexa.outputs.read_back import read_back
from inspectprep.annexa.outputs.submission import write_submission
from inspectprep.annexa.reading.dataset import CellState
from inspectprep.errors import WriteError
from inspectprep.sources.files import read_file
from tests.annexa.making import AS_OF, csv, good, with_value

POLICY = policy_of({"thresholds": {"expected_lists": [2]}})
HOSTILE = [
    "=1+1",
    "+44 20 7946 0000",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "'0123",
    "''",
    "007",
    "0",
    "1e5",
    "TRUE",
    "9" * 20,
    "x" * 32_767,
    "a\x01b",
    "a\x1fb",
    "a\r\nb",
    "_x0041_",
    "_x005F_x0041_",
    "_x0000_x0000_",
    "_x0041\x01",
    "\x01x0041_",
    "<r><t>rich</t></r>",
    "<r>",
    "<r></is></c></row></r>",
    " lead and trail ",
    "\N{NO-BREAK SPACE}x\N{ZERO WIDTH SPACE}",
    "<b>&amp;]]></t>",
    '"; DROP TABLE',
    "\N{GRINNING FACE}" * 16_000,
    "1899-12-31",
    "2026-09-16 00:00:00",
    "31/02/2026",
    "29/02/1900",
    "1/1/0226",
    "31/12/9999",
]


def sent_cells(path: Path) -> list[list[str | None]]:
    """Return the cells of List 2 of a submission, column by column, as the reader gives them."""
    (sheet,) = (sheet for sheet in read_file(path).sheets if sheet.sheet == "List_2")
    cells = pl.DataFrame(sheet.cells).slice(2)
    return [series.to_list() for series in cells.get_columns()]


def meant_cells(result: annexa.CheckResult) -> list[list[str | None]]:
    """Return what should be in them: a value that was read, or a cell that could not be read, unchanged."""
    table = result.dataset.tables[2]
    columns: list[list[str | None]] = []
    for column in table.spec.columns:
        rows = table.frame.select(column.name, f"{column.name}__state", f"{column.name}__raw").rows()
        columns.append([_meant(*row) for row in rows])
    filled = [row for row in zip(*columns, strict=True) if any(cell is not None for cell in row)]
    return [list(column) for column in zip(*filled, strict=True)]


def _meant(value: Any, state: int, raw: str | None) -> str | None:
    if state in (CellState.PLACEHOLDER, CellState.UNREADABLE):
        return raw
    if state != CellState.READ:
        return None
    if isinstance(value, date):
        old = value < date(1900, 3, 1)
        return raw if old else f"{value:%Y-%m-%d} 00:00:00"
    return str(value)


def frame_of(columns: dict[str, list[str]]) -> pl.DataFrame:
    """Return List 2 as a frame of texts."""
    names = [column.header for column in annexa.catalogue.lists()[2].columns]
    return pl.DataFrame(dict(zip(names, columns.values(), strict=True)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back_as_it_was_written(text: str, tmp_path: Path) -> None:
    """In every column, whatever its type; and no text becomes a formula."""
    columns = {column.name: ["ok", text, "C3"] for column in annexa.catalogue.lists()[2].columns}
    result = annexa.check({2: frame_of(columns)}, as_of=AS_OF, policy=POLICY)
    write_submission(tmp_path / "out.xlsx", result)
    assert sent_cells(tmp_path / "out.xlsx") == meant_cells(result)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List_2"]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


# A workbook cannot store half of a pair of characters, nor the two that are none.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"), max_size=20
) | st.sampled_from([*HOSTILE, "a) Male", "16/09/2026", "NULL", "#N/A", "12", "-1", ""])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(*[TEXTS] * 8), min_size=1, max_size=6))
def test_any_text_is_read_back_as_it_was_written(rows: list[tuple[str, ...]]) -> None:
    """The file is independent proof: it is read again here."""
    names = [column.name for column in annexa.catalogue.lists()[2].columns]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    result = annexa.check({2: frame_of(columns)}, as_of=AS_OF, policy=POLICY)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.xlsx"
        sent = write_submission(out, result)
        assert sent_cells(out) == (meant_cells(result) or [[]] * 8)
        assert sent.lists[0].rows + sent.lists[0].blank_rows == result.dataset.tables[2].frame.height


@pytest.mark.parametrize("text", ["\ufffe", "name \uffff"])
def test_what_reads_back_differently_is_not_written(text: str, tmp_path: Path) -> None:
    """The error names the cell and not its value, and no file is left."""
    rows = with_value(good(2), "Organisation completing assessment", f"Ann Avon {text}", row=2)
    result = annexa.check(csv(tmp_path / "List 2.csv", rows), as_of=AS_OF, policy=POLICY)
    (tmp_path / "out").mkdir()
    with pytest.raises(WriteError, match="List_2, cell H4") as refused:
        write_submission(tmp_path / "out" / "out.xlsx", result)
    assert "Avon" not in str(refused.value)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("text", ["x" * 32_768, "\N{GRINNING FACE}" * 16_384])
def test_text_that_is_too_long_for_a_cell_is_refused(text: str, tmp_path: Path) -> None:
    """It is not cut. The error names the cell of the council's file."""
    rows = with_value(good(2), "Organisation completing assessment", text, row=2)
    result = annexa.check(csv(tmp_path / "List 2.csv", rows), as_of=AS_OF, policy=POLICY)
    with pytest.raises(WriteError, match=r"List 2\.csv.*H3") as refused:
        write_submission(tmp_path / "out.xlsx", result)
    assert text not in str(refused.value)
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("A3", "C9"),
        ("B4", None),
        ("D3", "05/03/2016"),
        ("H5", "Other"),
        ("A7", "C10"),
        ("G2", "Other"),
        ("A1", "Title"),
    ],
)
def test_any_cell_that_differs_is_found(cell: str, value: str | None, tmp_path: Path) -> None:
    """Another text, a blank, a date as text, another heading or title, a row too many."""
    result = annexa.check(csv(tmp_path / "List 2.csv", good(2)), as_of=AS_OF, policy=POLICY)
    out = tmp_path / "out.xlsx"
    write_submission(out, result)
    table = result.dataset.tables[2]
    specs = {2: table.spec.columns}
    cells = {2: cells_to_send(table, table.columns)}
    read_back(out.read_bytes(), specs, cells, where="out.xlsx")
    book = openpyxl.load_workbook(out)
    book["List_2"][cell] = value
    book.save(out)
    with pytest.raises(WriteError, match="List_2"):
        read_back(out.read_bytes(), specs, cells, where="out.xlsx")


def test_a_list_that_is_missing_is_found(tmp_path: Path) -> None:
    """A sheet that the reader does not give back."""
    result = annexa.check(csv(tmp_path / "List 2.csv", good(2)), as_of=AS_OF, policy=POLICY)
    out = tmp_path / "out.xlsx"
    write_submission(out, result)
    table = result.dataset.tables[2]
    book = openpyxl.load_workbook(out)
    del book["List_2"]
    book.save(out)
    with pytest.raises(WriteError, match="List_2"):
        read_back(
            out.read_bytes(), {2: table.spec.columns}, {2: cells_to_send(table, table.columns)}, where="out"
        )
