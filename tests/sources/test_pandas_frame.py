"""Frames of pandas: ids, indexes, and columns of every type."""

from __future__ import annotations

import datetime as dt
import decimal
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st

from inspectprep import annexa
from inspectprep.annexa.reading.dataset import CellState
from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind
from inspectprep.sources.frame import read_frame

pd: Any = pytest.importorskip("pandas")
pa: Any = pytest.importorskip("pyarrow")
AS_OF = dt.date(2026, 11, 20)
DAY = dt.date(2026, 7, 5)
MIDNIGHT = f"{DAY} 00:00:00"


def _column(values: Any) -> tuple[list[Any], set[int]]:
    """Return the cells of a frame of one column, and the kinds of those that are filled."""
    sheet = read_frame(pd.DataFrame({"a": values}), file="f", sheet="s")
    cells = sheet.cells["A"].to_list()
    return cells, {kind for cell, kind in zip(cells, sheet.kinds["A"], strict=True) if cell is not None}


def _times(*texts: str | None, zone: str | None = None) -> Any:
    times = pd.to_datetime(list(texts))
    return times.tz_localize(zone) if zone else times


@pytest.mark.parametrize(
    ("values", "cells", "kind"),
    [
        ([1.0, 2.0, np.nan], ["1", "2", None], CellKind.NUMBER),
        ([1.5, 2.0, -3.0], ["1.5", "2", "-3"], CellKind.NUMBER),
        ([123456789012.0], ["123456789012"], CellKind.NUMBER),
        ([1, 2], ["1", "2"], CellKind.NUMBER),
        (np.array([1, 2], dtype="float16"), ["1", "2"], CellKind.NUMBER),
        (np.array([1, 2], dtype="uint8"), ["1", "2"], CellKind.NUMBER),
        (pd.array([1, None], dtype="Int64"), ["1", None], CellKind.NUMBER),
        (pd.array([1.0, None], dtype="Float64"), ["1", None], CellKind.NUMBER),
        (pd.array([True, None], dtype="boolean"), ["TRUE", None], CellKind.BOOLEAN),
        (pd.array(["x", None], dtype="string"), ["x", None], CellKind.TEXT),
        (pd.Series(["x", None], dtype=object), ["x", None], CellKind.TEXT),
        (pd.Series([1, 2, None], dtype=object), ["1", "2", None], CellKind.NUMBER),
        (pd.Series([2**70, 1], dtype=object), [str(2**70), "1"], CellKind.NUMBER),
        (pd.Series([np.float64(1.0), np.nan], dtype=object), ["1", None], CellKind.NUMBER),
        (pd.Categorical(["x", None]), ["x", None], CellKind.TEXT),
        (pd.Categorical([1, None]), ["1", None], CellKind.NUMBER),
        (pd.Categorical([1.0, 2.0]), ["1", "2"], CellKind.NUMBER),
        (pd.Categorical([DAY, None]), [DAY, None], CellKind.DATE),
        (pd.arrays.SparseArray([1.0, np.nan]), ["1", None], CellKind.NUMBER),
        ([decimal.Decimal(1), decimal.Decimal("2.50"), None], ["1", "2.50", None], CellKind.NUMBER),
        ([DAY, None], [DAY, None], CellKind.DATE),
        (_times(str(DAY), None), [MIDNIGHT, None], CellKind.DATE),
        (_times(f"{DAY} 14:05"), [f"{DAY} 14:05:00"], CellKind.DATE),
        (_times(str(DAY), None, zone="Europe/London"), [DAY, None], CellKind.DATE),
        (_times(str(DAY), zone="America/New_York"), [DAY], CellKind.DATE),
        (_times(str(DAY), zone="UTC"), [DAY], CellKind.DATE),
        (_times("2026-07-04 23:00", None, zone="UTC"), [DAY, None], CellKind.DATE),
        (
            _times("2026-07-04 22:59", "2026-12-04 23:59", zone="UTC"),
            [dt.date(2026, 7, 4), dt.date(2026, 12, 4)],
            CellKind.DATE,
        ),
        (pd.array([1, None], dtype="int64[pyarrow]"), ["1", None], CellKind.NUMBER),
        (pd.array([1.0, None], dtype="double[pyarrow]"), ["1", None], CellKind.NUMBER),
        (pd.array(["x", None], dtype="string[pyarrow]"), ["x", None], CellKind.TEXT),
        (pd.Series([DAY, None], dtype="date32[pyarrow]"), [DAY, None], CellKind.DATE),
        (pd.Series([DAY, None], dtype="timestamp[us][pyarrow]"), [MIDNIGHT, None], CellKind.DATE),
        (pd.period_range("2026-01", periods=2, freq="M"), ["2026-01", "2026-02"], CellKind.TEXT),
        (pd.to_timedelta([1], unit="D"), ["1 days 00:00:00"], CellKind.TEXT),
        (pd.interval_range(0, 1), ["(0, 1]"], CellKind.TEXT),
        ([1j], ["1j"], CellKind.TEXT),
        ([[1, 2]], ["[1, 2]"], CellKind.TEXT),
        ([dt.time(14, 5), None], ["14:05:00", None], CellKind.TEXT),
        ([None, None], [None, None], None),
        ([pd.NaT, pd.NaT], [None, None], None),
    ],
)
def test_every_type_of_column(values: Any, cells: list[Any], kind: CellKind | None) -> None:
    """The text is that of a workbook, and the kind says what the value was."""
    found, kinds = _column(values)
    assert found == cells
    assert kinds == (set() if kind is None else {int(kind)})


def test_a_column_of_mixed_values_has_the_kind_of_each() -> None:
    """A column that pandas reads from a workbook has days, texts and numbers."""
    moment = dt.datetime(2026, 7, 5, 14, 5)  # noqa: DTZ001 - a cell has no zone
    values = [moment, "tbc", None, DAY, 7, 7.0, True, pd.NaT, np.int64(8), decimal.Decimal("1.0"), pd.NA]
    sheet = read_frame(pd.DataFrame({"a": pd.Series(values, dtype=object)}), file="f", sheet="s")
    assert sheet.cells["A"].to_list() == [
        "2026-07-05 14:05:00", "tbc", None, "2026-07-05", "7", "7", "TRUE", None, "8", "1", None,
    ]  # fmt: skip
    assert sheet.kinds["A"].to_list() == [3, 1, 0, 3, 2, 2, 4, 0, 2, 2, 0]


@pytest.mark.parametrize(
    ("index", "names"),
    [
        (None, ("a",)),
        (pd.Index([3, 5]), ("a",)),
        (pd.Index(["p", "q"]), ("", "a")),
        (pd.Index([11, 12], name="Child Unique ID"), ("Child Unique ID", "a")),
        (pd.RangeIndex(2, name="id"), ("id", "a")),
        (pd.Index([1, 2], name="a"), ("a", "a")),
        (pd.Index([1, 2], name=0), ("0", "a")),
        (pd.MultiIndex.from_tuples([(1, 2), (3, 4)], names=["id", "row"]), ("id", "row", "a")),
        (pd.MultiIndex.from_tuples([(1, 2), (3, 4)], names=["id", None]), ("id", "a")),
        (pd.MultiIndex.from_tuples([("x", 2), ("y", 4)]), ("", "a")),
    ],
)
def test_an_index_is_read_unless_it_only_numbers_the_rows(index: Any, names: tuple[str, ...]) -> None:
    """A name is a heading. What has no name and is no number is a column without a heading."""
    sheet = read_frame(pd.DataFrame({"a": ["x", "y"]}, index=index), file="f", sheet="s")
    assert sheet.names == names
    assert sheet.cells.width == sheet.kinds.width == len(names)
    assert sheet.cells.to_series(-1).to_list() == ["x", "y"]


def test_columns_may_share_a_name_or_have_several_levels() -> None:
    """Nothing is lost; the check reports copies."""
    twice = read_frame(pd.DataFrame([["x", "y"]], columns=["a", "a"]), file="f", sheet="s")
    assert (twice.names, twice.cells.rows()) == (("a", "a"), [("x", "y")])
    levels = pd.MultiIndex.from_tuples([("Date of", "Contact"), ("Age", "")])
    assert read_frame(pd.DataFrame([["x", 1]], columns=levels), file="f", sheet="s").names == (
        "Date of Contact",
        "Age",
    )


def test_the_index_that_pandas_writes_to_other_formats_is_left_out() -> None:
    """A filtered frame has one, which only numbers the rows."""
    frame = pd.DataFrame({"a": ["x", "y", "z", "q"]}).iloc[[0, 2, 3]]
    stream = io.BytesIO()
    frame.to_parquet(stream)
    for value in (frame, pa.Table.from_pandas(frame), pl.read_parquet(io.BytesIO(stream.getvalue()))):
        sheet = read_frame(value, file="f", sheet="s")
        assert (sheet.names, sheet.cells.rows()) == (("a",), [("x",), ("z",), ("q",)])


def test_arrays_without_names_are_refused() -> None:
    """The error says how to name the columns. An array with names is a table."""
    array = np.array([["C1", "x"]])
    for source in (array, {1: array}, [array]):
        with pytest.raises(SourceError, match="no names of columns"):
            annexa.read(source)
    named = np.array([("C1", 2.0)], dtype=[("id", "U5"), ("n", "f8")])
    assert read_frame(named, file="f", sheet="s").cells.rows() == [("C1", "2")]


@pytest.mark.parametrize("value", [pd.Series(["Zebedee"], name="a"), pa.array(["Zebedee"]), ["Zebedee"], 42])
def test_what_is_no_frame_is_refused_without_its_values(value: Any) -> None:
    """No error in the chain has a value."""
    with pytest.raises(SourceError) as raised:
        read_frame(value, file="f", sheet="List 1")
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert "Zebedee" not in str(raised.value)


def test_columns_of_arrow_need_names_of_their_own() -> None:
    """The error says so."""
    table = pa.Table.from_arrays([pa.array(["x"]), pa.array(["y"])], names=["a", "a"])
    with pytest.raises(SourceError, match="the same name"):
        read_frame(table, file="f", sheet="s")


def test_a_length_of_time_where_a_date_belongs_is_a_finding() -> None:
    """It is never read as a number of days."""
    frame = pd.DataFrame({"Child Unique ID": ["C1"], "Date of Contact": pd.to_timedelta([46000], unit="D")})
    result = annexa.check({1: frame}, as_of=AS_OF)
    assert result.dataset.tables[1].frame["date_of_contact__state"].to_list() == [CellState.UNREADABLE]
    assert result.findings.filter(pl.col("column") == "date_of_contact").height


def _rows() -> dict[str, list[Any]]:
    return {
        "Child Unique ID": [101, 102, None, 104, 104],
        "Date of Birth": [dt.date(2016, 3, 5), None, dt.date(2027, 1, 1), dt.date(2010, 2, 3), DAY],
        "Age of Child (Years)": [10, None, 3, 16, 0],
        "Date of Contact": [dt.date(2026, 10, 1)] * 5,
        "Gender": ["a) Female", "x", None, "b) Male", "b) Male"],
    }


def _of_objects(rows: dict[str, list[Any]]) -> Any:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in rows.items()})


def _nullable(rows: dict[str, list[Any]]) -> Any:
    return pd.DataFrame(rows).convert_dtypes()


def _with_times(rows: dict[str, list[Any]]) -> Any:
    frame = pd.DataFrame(rows)
    for name in ("Date of Birth", "Date of Contact"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def _duckdb(rows: dict[str, list[Any]]) -> Any:
    duckdb = pytest.importorskip("duckdb")
    return duckdb.from_arrow(pa.table(rows))


FORMS: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "pandas, objects": _of_objects,
    "pandas, nullable": _nullable,
    "pandas, arrow": lambda rows: pd.DataFrame(rows).convert_dtypes(dtype_backend="pyarrow"),
    "pandas, times": _with_times,
    "pandas, index": lambda rows: pd.DataFrame(rows).set_index("Child Unique ID"),
    "pandas, two levels": lambda rows: pd.DataFrame(rows).set_index(["Child Unique ID", "Date of Birth"]),
    "pandas, categories": lambda rows: pd.DataFrame(rows).astype({"Gender": "category"}),
    "pyarrow": pa.table,
    "polars": lambda rows: pl.DataFrame(rows, strict=False),
    "polars, lazy": lambda rows: pl.LazyFrame(rows, strict=False),
    "duckdb": _duckdb,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_library_gives_the_same_findings(form: str) -> None:
    """Whole-number ids are the same ids, also where a blank makes decimals of them."""
    expected = annexa.check({1: pl.DataFrame(_rows(), strict=False)}, as_of=AS_OF)
    result = annexa.check({1: FORMS[form](_rows())}, as_of=AS_OF)
    assert result.dataset.tables[1].frame["child_unique_id"].to_list() == ["101", "102", None, "104", "104"]
    columns = ["rule", "severity", "list", "row", "column"]
    found, wanted = (each.findings.select(columns).sort(columns) for each in (result, expected))
    assert found.height > 3
    assert found.equals(wanted)


@given(st.lists(st.one_of(st.none(), st.integers(-(2**53), 2**53)), min_size=1))
def test_whole_numbers_survive_as_decimals(numbers: list[int | None]) -> None:
    """Every whole number that a decimal can have comes back as it was."""
    floats = [np.nan if number is None else float(number) for number in numbers]
    assert _column(floats)[0] == [None if number is None else str(number) for number in numbers]
