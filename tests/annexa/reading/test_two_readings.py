"""Dates, numbers and identifiers with two readings are findings, and no reading is chosen in silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from inspectprep.annexa.reading.dataset import CellState, DateForm
from inspectprep.annexa.reading.dates import read_date
from inspectprep.annexa.reading.numbers import read_age, read_count
from tests.annexa.making import column, found, one_text

DATE, AGE, COUNT, ID = (
    "Date of Contact",
    "Age of Child (Years)",
    "Number of Referrals in Last 12 Months",
    "Child Unique ID",
)


@pytest.mark.parametrize(
    "text",
    [
        "01/02/2026 - 05/02/2026", "01/02/2026, 05/02/2026", "01/02/2026 05/02/2026",
        "01/02/2026\n05/02/2026", "01/02/2026 or 02/02/2026", "01/02/2026 to 05/02/2026", "01/02/2026?",
        "not 01/02/2026", "c. 01/02/2026", "2026-13-05", "2026-02-30", "01/02", "Feb 2026", "01/02/202",
        "01/02-2026", "20092026", "010226", "01/02/2026\N{SUPERSCRIPT ONE}",
        "2026-02-1\N{SUPERSCRIPT ONE}", "31/02/2026 (01/03/2026)",
    ],
)  # fmt: skip
def test_a_date_with_two_readings_or_none_is_an_error(tmp_path: Path, text: str) -> None:
    """The cell stays as it is."""
    dataset = one_text(tmp_path, 1, DATE, text)
    assert column(dataset, 1, "date_of_contact__state") == [CellState.UNREADABLE]
    assert column(dataset, 1, "date_of_contact__raw") == [text]
    assert len(found(dataset, "AA-F-005")) == 1


@pytest.mark.parametrize("text", ["03/04/05", "01-Sep-26", "3.4.26", "44090", "2026/03/04"])
def test_a_date_that_could_be_misread_is_a_query(tmp_path: Path, text: str) -> None:
    """It is read in the usual way, and asked about."""
    dataset = one_text(tmp_path, 1, DATE, text)
    assert column(dataset, 1, "date_of_contact__state") == [CellState.READ]
    assert [each["severity"] for each in found(dataset, "AA-F-006")] == ["query"]


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y-%m-%d 00:00:00"]),
)
def test_an_iso_date_has_one_reading(day: dt.date, form: str) -> None:
    """It is read as it is, and its form is not asked about."""
    reading = read_date(day.strftime(form), pivot=2027)
    assert (reading.day, reading.form, reading.swapped) == (day, DateForm.ISO, None)


@pytest.mark.parametrize(
    "text",
    [
        "3/4", "12-13", "12 or 13", "12?", "c12", "1,5", "12 (13)", "16/17", "18+", "~12",
        "12\N{SUPERSCRIPT TWO}", "\N{VULGAR FRACTION ONE HALF}", "1\N{VULGAR FRACTION ONE HALF}",
        "1 year 3 months", "2026-04-03 00:00:00",
    ],
)  # fmt: skip
def test_an_age_with_two_readings_is_an_error(tmp_path: Path, text: str) -> None:
    """No number is chosen."""
    assert len(found(one_text(tmp_path, 1, AGE, text), "AA-F-010")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1,5", "1.000", "1,234", "1.234", "1 234", "1/2", "1-2", "1 or 2", "2?", "3+", "~3", "1.5", "1e1",
        "2\N{SUPERSCRIPT ONE}", "\N{VULGAR FRACTION ONE HALF}", "1900-01-02 00:00:00", "2 (3)", "-1",
    ],
)  # fmt: skip
def test_a_count_with_two_readings_is_an_error(tmp_path: Path, text: str) -> None:
    """A comma or three zeros may be decimals or thousands."""
    assert len(found(one_text(tmp_path, 3, COUNT, text), "AA-F-020")) == 1


@given(st.integers(0, 10_000))
def test_a_whole_number_is_read_as_itself(number: int) -> None:
    """Also with one or two decimals that are zero, as some systems write it."""
    assert [read_count(f"{number}{end}") for end in ("", ".0", ".00")] == [number] * 3
    assert read_count(f"{number}.000") is None
    assert read_age(f" {number} ") == number


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1.234E+08", "AA-F-003"),
        ("1,23E+08", "AA-F-003"),
        ("1234567, 7654321", "AA-F-044"),
        ("1234567; 7654321", "AA-F-044"),
        ("1234567\n7654321", "AA-F-044"),
        ("1234567/7654321", "AA-F-044"),
        ("1234567 - 7654321", "AA-F-044"),
        ("1234567 -> 7654321", "AA-F-044"),
        ("1234567 (7654321)", "AA-F-044"),
        ("1234567 was 7654321", "AA-F-044"),
        ("12O4567", "AA-F-044"),
        ("I234567", "AA-F-044"),
    ],
)
def test_an_identifier_with_two_readings_is_a_finding(tmp_path: Path, text: str, rule: str) -> None:
    """Among others of one form, it is asked about and joined to none of them."""
    others = [f"{number}" for number in range(1234501, 1234525)]
    dataset = one_text(tmp_path, 1, ID, *others, text)
    assert [each["row"] for each in found(dataset, rule)] == [26]
    keys = column(dataset, 1, "child_unique_id__key")
    assert keys[-1] not in keys[:-1]


def test_identifiers_of_one_form_are_no_finding(tmp_path: Path) -> None:
    """A slash, a hyphen or a letter in most identifiers is how the council writes them."""
    for form in ("2026/{}", "AB-{}", "{} A", "O{}", "1234/{}"):
        texts = [form.format(number) for number in range(1000, 1025)]
        assert not found(one_text(tmp_path, 1, ID, *texts), "AA-F-044")
