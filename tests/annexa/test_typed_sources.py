"""Columns of dates come in as dates; what is made of them is as if they had been cells of a workbook."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from inspectprep import annexa, synth
from inspectprep.annexa.outputs.checked_workbook import write_checked
from inspectprep.annexa.outputs.submission import write_submission
from inspectprep.annexa.reading.dataset import CellState, DateForm

AS_OF = date(2026, 10, 5)
POLICY = annexa.Policy(own_la="Oxfordshire")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[annexa.CheckResult, annexa.CheckResult]:
    """One council, checked from a workbook with true dates and from typed files."""
    folder = tmp_path_factory.mktemp("typed")
    made = synth.council(children=800, seed=11, as_of=AS_OF, defects=0.02, late=0.1)
    synth.write_workbook(made, folder / "annex-a.xlsx")
    written = annexa.check(folder / "annex-a.xlsx", as_of=AS_OF, policy=POLICY)
    typed = folder / "typed"
    typed.mkdir()
    for number, table in written.dataset.tables.items():
        frame = table.frame
        whole = [c for c in table.columns if frame[c].dtype == pl.Date and frame[f"{c}__state"].max() < 2]
        columns = [
            (pl.col(c) if c in whole else pl.col(f"{c}__raw")).alias(c) for c in table.columns
        ]  # fmt: skip
        frame.select(columns).write_parquet(typed / f"List {number}.parquet")
    return written, annexa.check(typed, as_of=AS_OF, policy=POLICY)


def test_findings_are_those_of_the_workbook(
    both: tuple[annexa.CheckResult, annexa.CheckResult],
) -> None:
    """Apart from how dates were written, which typed files cannot get wrong."""
    written, typed = both
    columns = ["rule", "severity", "list", "row", "column"]
    about_files = pl.col("rule").str.contains("AA-S|AA-F-00[569]")
    one, other = (
        each.findings.filter(~about_files).drop_nulls("row").select(columns).sort(columns) for each in both
    )
    assert one.height > 100
    assert one.equals(other)
    typed_columns = 0
    for number, table in typed.dataset.tables.items():
        for column in table.columns:
            if table.frame[f"{column}__raw"].dtype == pl.Date:
                typed_columns += 1
                assert table.frame[column].equals(written.dataset.tables[number].frame[column])
                assert set(table.frame[f"{column}__kind"].drop_nulls()) <= {int(DateForm.CELL)}
    assert typed_columns > 20


def test_values_shown_to_the_analyst_are_text() -> None:
    """A date as it is written in a standard way."""
    frame = pl.DataFrame({"child_unique_id": ["C1"], "date_of_contact": [date(2026, 10, 9)]})
    result = annexa.check({1: frame}, as_of=AS_OF, policy=POLICY).filter(rule="AA-F-007")
    assert [each.value for each in result.records(values=True)] == ["2026-10-09"]


def test_workbooks_made_of_them_read_the_same(
    both: tuple[annexa.CheckResult, annexa.CheckResult], tmp_path: Path
) -> None:
    """True dates go out as true dates."""
    typed = both[1]
    write_checked(tmp_path / "checked.xlsx", typed, key=b"k" * 32)
    write_submission(tmp_path / "submission.xlsx", typed)
    for name in ("checked.xlsx", "submission.xlsx"):
        again = annexa.read(tmp_path / name, as_of=AS_OF)
        for number, table in typed.dataset.tables.items():
            dates = [c for c in table.columns if table.frame[f"{c}__raw"].dtype == pl.Date]
            assert number == 1 or dates
            assert again.tables[number].frame.select(dates).equals(table.frame.select(dates))


def test_a_column_of_dates_where_texts_belong_is_read_as_text() -> None:
    """No type of a typed source makes reading fail."""
    frame = pl.DataFrame(
        {
            "child_unique_id": [date(2026, 1, 2), None],
            "gender": [date(2026, 1, 2), None],
            "age": [date(2026, 1, 2), None],
            "date_of_birth": [date(2016, 3, 5), date(2016, 3, 5)],
            "allocated_team": [date(2026, 1, 2), date(2026, 1, 3)],
        }
    )
    result = annexa.check({6: frame}, as_of=AS_OF, policy=POLICY)
    rows = result.dataset.tables[6].frame
    assert rows["child_unique_id"].to_list() == ["2026-01-02", None]
    assert rows["gender__state"].to_list() == [CellState.UNREADABLE, CellState.MISSING]
    assert rows["allocated_team"].to_list() == ["2026-01-02", "2026-01-03"]


def test_a_heading_row_below_the_names_of_columns_is_found() -> None:
    """A frame read from a sheet with a title keeps its headings among its rows."""
    rows = [
        ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of Contact",
         "Contact Source"),
        ("C1", "a) Female", "a) WBRI", "05/03/2016", "10", "01/09/2026", "5A"),
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=[f"column_{index}" for index in range(7)], orient="row")
    dataset = annexa.read(frame, as_of=AS_OF)
    assert dataset.tables[1].frame["child_unique_id"].to_list() == ["C1"]
    assert dataset.tables[1].frame["__row"].to_list() == [3]
    assert dataset.tables[1].frame["date_of_birth"].to_list() == [date(2016, 3, 5)]
