"""Periods of fieldwork are read in every form in which reports write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep_published.dates import read_date, read_periods

DASHES = ("to", "-", " - ", "\N{EN DASH}", " \N{EN DASH} ", "until")


def _spans(text: str, *, between: bool = False) -> list[str]:
    return [f"{period.start}/{period.end}" for period in read_periods(text, between=between)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 April to 20 April 2018", ["2018-04-16/2018-04-20"]),
        ("12 to 23 February 2024", ["2024-02-12/2024-02-23"]),
        ("8 - 12 July 2013", ["2013-07-08/2013-07-12"]),
        ("8 \N{EN DASH} 12 July 2013", ["2013-07-08/2013-07-12"]),
        ("4 July 2016-28 July 2016", ["2016-07-04/2016-07-28"]),
        ("30 October to 10 November 2023", ["2023-10-30/2023-11-10"]),
        ("Monday 4 to Friday 8 February 2019", ["2019-02-04/2019-02-08"]),
        ("Monday, 4 February 2019 to Friday, 8 February 2019", ["2019-02-04/2019-02-08"]),
        ("2nd to 13th March 2020", ["2020-03-02/2020-03-13"]),
        ("18 Feb 2014 - 12 March 2014", ["2014-02-18/2014-03-12"]),
        ("12/09/2016 to 06/10/2016", ["2016-09-12/2016-10-06"]),
        ("1/06/2015 \N{EN DASH} 25/06/2015", ["2015-06-01/2015-06-25"]),
        ("28 July 2016", ["2016-07-28/2016-07-28"]),
        ("17 December to 4 January 2024", ["2023-12-17/2024-01-04"]),
        ("28 November 2022 to 9 December 2022", ["2022-11-28/2022-12-09"]),
        ("8 to 12 December and 5 to 6 January 2024", ["2023-12-08/2023-12-12", "2024-01-05/2024-01-06"]),
        (
            "5 to 9 December 2022 and 14 to 15 February 2023",
            ["2022-12-05/2022-12-09", "2023-02-14/2023-02-15"],
        ),
        (
            "5 to 9 December 2022 and 14 and 15 February 2023",
            ["2022-12-05/2022-12-09", "2023-02-14/2023-02-15"],
        ),
        (
            "19 November-11 December 2013 and 28 \N{EN DASH} 30 January 2014",
            ["2013-11-19/2013-12-11", "2014-01-28/2014-01-30"],
        ),
        *(
            (
                f"5 to 9 December 2022{link}14 to 15 February 2023",
                ["2022-12-05/2022-12-09", "2023-02-14/2023-02-15"],
            )
            for link in (" plus ", " / ", ", then ", " followed by ", " and from ", "; and then ")
        ),
        (
            "12 to 16 February and between 26 February and 2 March 2018",
            ["2018-02-12/2018-02-16", "2018-02-26/2018-03-02"],
        ),
        ("12 June 2019 and 13 June 2019", ["2019-06-12/2019-06-13"]),
        ("31 May and 1 June 2019", ["2019-05-31/2019-06-01"]),
        ("12, 13 and 14 June 2019", ["2019-06-12/2019-06-14"]),
        ("14/15 February 2023", ["2023-02-14/2023-02-15"]),
        ("20 June to 1 July 2022 Lead inspector: A Name", ["2022-06-20/2022-07-01"]),
        ("31 June to 4 July 2022", []),
        ("12 to 9 March 2022", []),
        ("16 to 27 January", []),
        ("no dates here", []),
        ("", []),
    ],
)
def test_a_period_is_read(text: str, expected: list[str]) -> None:
    """Months and years may be written once, and what is not a period is none."""
    assert _spans(text) == expected


def test_and_joins_the_first_and_last_day_after_between() -> None:
    """Letters write ``between 18 and 22 March``."""
    assert _spans("18 and 22 March 2019", between=True) == ["2019-03-18/2019-03-22"]
    assert _spans("27 February and 3 March 2017", between=True) == ["2017-02-27/2017-03-03"]


@given(
    start=st.dates(date(2009, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 40),
    dash=st.sampled_from(DASHES),
    whole=st.booleans(),
)
def test_a_period_that_is_written_is_read_back(start: date, days: int, dash: str, whole: bool) -> None:
    """Also over the end of a month or year, with each dash."""
    end = start + timedelta(days=days)
    first = (
        f"{start.day} {start:%B} {start.year}"
        if whole or start.year != end.year
        else f"{start.day} {start:%B}"
    )
    spaced = f" {dash} " if dash.isalpha() else dash
    assert _spans(f"{first}{spaced}{end.day} {end:%B} {end.year}") == [f"{start}/{end}"]


def test_a_single_date_is_no_period() -> None:
    """A date of publication is one day."""
    assert read_date("8 August 2014") == date(2014, 8, 8)
    assert read_date("8 to 9 August 2014") is None
    assert read_date("August 2014") is None
