"""An instant with a time zone is a day in England, in every kind of source."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, strategies as st

from inspectprep.annexa.reading.dates import read_date
from inspectprep.annexa.reading.read import read
from inspectprep.sources.instants import day_in_england, days_in_england
from tests.annexa.making import AS_OF, all_found, as_text, column, good, workbook

ENGLAND = ZoneInfo("Europe/London")
BIRTHDAY = dt.date(2016, 6, 15)
MOMENTS = st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(2099, 12, 30), timezones=st.timezones())  # noqa: DTZ001 - the limits have no zone


@pytest.mark.parametrize(
    "text",
    [
        "2016-06-14T23:00:00Z",
        "2016-06-14t23:00:00z",
        "2016-06-14T23:00Z",
        "2016-06-14T23:00:00.000Z",
        "2016-06-14T23:00:00.0000000Z",
        "2016-06-14T23:00:00,5Z",
        "2016-06-14T23:00:00+00:00",
        "2016-06-14T23:00:00-00:00",
        "2016-06-14 23:00:00+00",
        "2016-06-14 23:00:00 +0000",
        "2016-06-14 23:00:00.0000000 +00:00",
        "2016-06-14 23:00:00 UTC",
        "2016-06-14 23:00 GMT",
        "2016-06-15T00:00:00+01:00",
        "2016-06-15 00:00 BST",
        "2016-06-14T19:00:00-04:00",
        "2016-06-15T04:30:00+05:30",
        "20160614T23:00:00Z",
        "14/06/2016 23:00:00 +00:00",
        "14/06/2016 11:00 pm UTC",
        "14 June 2016 23:00 GMT",
    ],
)
def test_every_form_of_an_instant_in_text(text: str) -> None:
    """Midnight of a summer's day is an hour earlier in universal time."""
    read_text = read_date(text, pivot=2027)
    assert (read_text.day, read_text.time) == (BIRTHDAY, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-06-14T23:00:00", dt.date(2016, 6, 14)),
        ("2016-06-14T22:59:59Z", dt.date(2016, 6, 14)),
        ("2016-12-14T23:00:00Z", dt.date(2016, 12, 14)),
        ("2016-12-31T23:59:59-00:01", dt.date(2017, 1, 1)),
        ("1970-01-01T00:00:00Z", dt.date(1970, 1, 1)),
        ("1969-12-31T23:00:00Z", dt.date(1970, 1, 1)),
        ("0001-01-01T00:00:00Z", dt.date(1, 1, 1)),
        ("0001-01-01T00:00:00+05:00", dt.date(1, 1, 1)),
        ("1753-01-01T00:00:00Z", dt.date(1753, 1, 1)),
        ("9999-12-31T23:59:59Z", dt.date(9999, 12, 31)),
        ("9999-12-31T23:59:59-05:00", dt.date(9999, 12, 31)),
        ("2016-06-14T25:00:00Z", dt.date(2016, 6, 14)),
        ("2016-06-14T23:00:00+99:00", dt.date(2016, 6, 14)),
        ("2016-06-31T23:00:00Z", None),
    ],
)
def test_days_that_stay_and_days_that_move(text: str, day: dt.date | None) -> None:
    """A time without a zone is as written. Placeholders stay, and no date fails."""
    assert read_date(text, pivot=2027).day == day


@given(MOMENTS)
def test_text_and_columns_agree_with_the_clock_in_england(moment: dt.datetime) -> None:
    """Both readers give the day that a clock in London shows."""
    day = moment.astimezone(ENGLAND).date()
    assert day_in_england(moment) == day
    column = pl.Series("a", [moment.astimezone(dt.UTC)])
    assert days_in_england(column).to_list() == [day]
    if moment.utcoffset() in (dt.timedelta(0), dt.timedelta(hours=1), dt.timedelta(hours=-5)):
        assert read_date(moment.isoformat(), pivot=2027).day == day


def _frame(values: pl.Series) -> pl.DataFrame:
    table = good(1, 2)
    frame = pl.DataFrame(
        {name: [row[at] for row in table[1:]] for at, name in enumerate(table[0])}, strict=False
    )
    return frame.with_columns(values.alias("Date of Birth"))


def _instants() -> pl.Series:
    values = [dt.datetime(2016, 6, 14, 23, tzinfo=dt.UTC), dt.datetime(2016, 1, 14, tzinfo=dt.UTC)]
    return pl.Series(values, dtype=pl.Datetime("us", "UTC"))


def _mixed() -> Any:
    frame = _frame(_instants()).to_pandas()
    frame["Date of Birth"] = pd.Series([*_instants().to_list()], dtype=object)
    return frame


@pytest.mark.parametrize("kind", ["polars", "pandas", "arrow", "mixed", "paris", "parquet", "csv", "xlsx"])
def test_a_date_of_birth_in_summer_is_not_a_day_early(tmp_path: Path, kind: str) -> None:
    """Every source gives the same days, without a finding about times or forms."""
    frame = _frame(_instants())
    sources: dict[str, Any] = {
        "polars": {1: frame},
        "pandas": {1: frame.to_pandas()},
        "arrow": {1: frame.to_arrow()},
        "mixed": {1: _mixed()},
        "paris": {1: _frame(_instants().dt.convert_time_zone("Europe/Paris"))},
        "parquet": tmp_path / "List 1.parquet",
        "csv": tmp_path / "List 1.csv",
        "xlsx": tmp_path / "List 1.xlsx",
    }
    frame.write_parquet(tmp_path / "List 1.parquet")
    table = good(1, 2)
    birthday = table[0].index("Date of Birth")
    table[1][birthday], table[2][birthday] = "2016-06-14T23:00:00Z", "2016-01-14T00:00:00+00:00"
    (tmp_path / "List 1.csv").write_text(as_text(table), encoding="utf-8")
    workbook(tmp_path / "List 1.xlsx", {"List 1": table})
    dataset = read(sources[kind], as_of=AS_OF)
    assert column(dataset, 1, "date_of_birth") == [BIRTHDAY, dt.date(2016, 1, 14)]
    assert not all_found(dataset) & {"AA-F-005", "AA-F-009"}
