"""The order and the dates of an extract, and the measure of what remains identifying."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given, strategies as st

from inspectprep.annexa.outputs.date_choice import DateChoice
from inspectprep.annexa.outputs.extract import note_beside, pseudonymised, write_extract
from inspectprep.annexa.outputs.remaining_risk import ListRisk
from inspectprep.annexa.reading.dataset import AnnexAData
from tests.annexa.examples import return_of

AS_OF = date(2026, 11, 20)
KEY = bytes(range(200, 232))
BORN = date(2012, 3, 5)


def _need(child: str | None, start: date, end: date | None = None, **more: Any) -> dict[str, Any]:
    row = {"child_unique_id": child, "gender": "a) Male", "ethnicity": "a) WBRI", "date_of_birth": BORN}
    return {**row, "cin_start_date": start, "cin_closure_date": end, **more}


def _rows(number: int = 12) -> list[dict[str, Any]]:
    return [
        _need(f"C{at}", date(2026, 1, 1) + timedelta(days=at * 13), date(2026, 6, 1) + timedelta(days=at * 5))
        for at in range(number)
    ]


def _extract(rows: dict[int, list[dict[str, Any]]], dates: str) -> dict[int, pl.DataFrame]:
    return dict(pseudonymised(return_of(rows, AS_OF), KEY, dates=DateChoice(dates)))


@pytest.mark.parametrize("choice", list(DateChoice))
def test_the_order_of_the_return_is_not_in_the_extract(choice: DateChoice) -> None:
    """Rows in any order give the same extract, and rows of one child are in order of their content."""
    rows = {1: [{"child_unique_id": f"C{n % 5}", "date_of_contact": date(2026, 6, 1) + timedelta(days=n * 3),
                 "age": n % 4} for n in range(20)], 6: _rows()}  # fmt: skip
    shuffled = {number: [*each[1::2], *each[-2::-2]] for number, each in rows.items()}
    assert shuffled != rows
    one, other = _extract(rows, choice), _extract(shuffled, choice)
    for number in rows:
        assert one[number].equals(other[number])
        assert one[number]["child_unique_id"].is_sorted()


def test_months_and_weeks_are_rounded_down() -> None:
    """The first of the month, and the Monday of the week; the default is the month."""
    rows = {6: [_need("A", date(2026, 3, 1), date(2026, 6, 30))]}
    month, week = _extract(rows, "month")[6], _extract(rows, "week")[6]
    assert month.row(0, named=True)["cin_start_date"] == date(2026, 3, 1)
    assert month.row(0, named=True)["cin_closure_date"] == date(2026, 6, 1)
    assert week.row(0, named=True)["cin_start_date"] == date(2026, 2, 23)
    assert week.row(0, named=True)["cin_closure_date"] == date(2026, 6, 29)
    assert pseudonymised(return_of(rows, AS_OF), KEY)[6].equals(month)


@given(
    start=st.dates(date(2000, 1, 1), date(2026, 11, 20)),
    length=st.integers(-400, 4000),
    child=st.text("ABC123", min_size=1),
)
def test_moved_dates_have_the_same_days_between_them(start: date, length: int, child: str) -> None:
    """On all lists of one child; the move is from 1 to 182 days, either way."""
    end = start + timedelta(days=length)
    rows = {6: [_need(child, start, end)], 8: [{"child_unique_id": child, "lac_start_date": end}]}
    frames = _extract(rows, "shift")
    need, care = frames[6].row(0, named=True), frames[8].row(0, named=True)
    assert (need["cin_closure_date"] - need["cin_start_date"]).days == length
    assert care["lac_start_date"] == need["cin_closure_date"]
    assert 1 <= abs((need["cin_start_date"] - start).days) <= 182


def test_children_are_moved_by_different_days_that_only_the_key_gives() -> None:
    """Another key moves them by other days."""
    rows = {6: [_need(f"C{at}", date(2026, 6, 1)) for at in range(60)]}
    moved = _extract(rows, "shift")[6]["cin_start_date"].to_list()
    assert len(set(moved)) > 30
    assert min(moved) < date(2026, 6, 1) < max(moved)
    other = pseudonymised(return_of(rows, AS_OF), bytes(reversed(KEY)), dates=DateChoice.SHIFT)[6]
    assert sorted(other["cin_start_date"].to_list()) != sorted(moved)


def test_adopters_of_a_family_are_moved_together() -> None:
    """They have the same dates in the return."""
    rows = {
        11: [
            {"adopter_identifier": f"A{n}", "family_identifier": "F1", "matched_date": date(2026, 6, 1)}
            for n in range(2)
        ]
    }
    assert _extract(rows, "shift")[11]["matched_date"].n_unique() == 1


def test_a_row_without_an_identifier_cannot_be_moved() -> None:
    """Its dates are blank, because true dates would remain."""
    frame = _extract({6: [_need(None, date(2026, 6, 1)), _need("A", date(2026, 6, 1))]}, "shift")[6]
    blank = frame.filter(pl.col("child_unique_id").is_null())
    assert blank["cin_start_date"].to_list() == [None]
    assert blank["month_of_birth"].to_list() == [None]


@pytest.mark.parametrize(
    ("born", "given_age", "age"),
    [
        (date(2012, 11, 30), 13, 14),
        (date(2012, 11, 20), 14, 14),
        (date(2012, 10, 31), 14, 14),
        (date(2012, 12, 1), 13, 13),
        (date(2027, 1, 5), -1, -1),
        (None, 9, 9),
        (date(2012, 10, 31), None, None),
    ],
)
@pytest.mark.parametrize("choice", list(DateChoice))
def test_an_age_says_no_more_than_the_month_of_birth(
    choice: DateChoice, born: date | None, given_age: int | None, age: int | None
) -> None:
    """It is that of the month of the list date, whether the birthday is before or after it."""
    frame = _extract({6: [_need("A", date(2026, 6, 1), date_of_birth=born, age=given_age)]}, choice)[6]
    assert frame["age"].to_list() == [age]


def _risk(dataset: AnnexAData, tmp_path: Path, dates: str = "month") -> dict[int, ListRisk]:
    risk = write_extract(tmp_path / "out.xlsx", dataset, KEY, dates=DateChoice(dates))
    return {one.list: one for one in risk.lists}


def test_children_whom_no_other_equals_are_counted(tmp_path: Path) -> None:
    """By what others may know, and with all dates; a child counts once, whatever its rows."""
    same = [_need(f"S{n}", date(2026, 6, 1), age=14) for n in range(5)]
    pair = [_need(f"P{n}", date(2026, 6, n + 1), age=14, ethnicity="b) WIRI") for n in range(2)]
    alone = [
        _need("Q1", date(2026, 6, 1), age=14, gender="b) Female"),
        _need("Q1", date(2026, 7, 1), age=14, gender="b) Female"),
    ]
    one = _risk(return_of({6: [*same, *pair, *alone, _need(None, date(2026, 6, 1))]}, AS_OF), tmp_path)[6]
    assert (one.rows, one.people, one.without_identifier) == (10, 8, 1)
    assert (one.unique, one.small) == (1, 3)
    assert one.unique_with_dates == 1
    assert {"month_of_birth", "age", "gender", "ethnicity"} <= set(one.known)
    apart = [_need(f"P{n}", date(2026, 6 + n, 1), age=14, ethnicity="b) WIRI") for n in range(2)]
    other = _risk(return_of({6: [*same, *apart]}, AS_OF), tmp_path)[6]
    assert (other.unique, other.small, other.unique_with_dates) == (0, 2, 2)


def test_dates_that_are_a_birthday_are_counted(tmp_path: Path) -> None:
    """Those of the extract: a rounded date can be a birthday that the return did not have."""
    rows = [
        _need("A", date(2026, 6, 9), date_of_birth=date(2012, 6, 1)),
        _need("B", date(2026, 6, 1), date_of_birth=date(2012, 6, 1)),
        _need("C", date(2026, 6, 9), date_of_birth=date(2012, 6, 9)),
        _need("D", date(2026, 6, 10), date_of_birth=date(2012, 6, 8)),
    ]
    dataset = return_of({6: rows}, AS_OF)
    assert _risk(dataset, tmp_path)[6].birthdays == 2
    assert _risk(dataset, tmp_path, "week")[6].birthdays == 2


def test_the_note_has_counts_only_and_is_in_the_workbook_too(tmp_path: Path) -> None:
    """It can be sent to a person who decides about the extract."""
    rows = [_need(f"SECRET{n}", date(2026, 6, 1), allocated_worker="Wanda") for n in range(7)]
    out = tmp_path / "out.xlsx"
    write_extract(out, return_of({6: rows}, AS_OF), KEY)
    note = note_beside(out).read_text()
    assert "7 rows of 7 children" in note
    assert "allocated_worker" in note
    assert not [secret for secret in ("SECRET", "Wanda", "2012", "2026", "Male", "WBRI") if secret in note]
    book = openpyxl.load_workbook(out)
    about = [row[0].value for row in book["About"].iter_rows()]
    assert [line for line in note.splitlines()[1:] if line and line not in about] == []
