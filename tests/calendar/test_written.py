"""Dates and times as people write them: read in every accepted form, and refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import example, given, strategies as st

from inspectprep.calendar.written import read_clock, read_day

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def ordinal(day: int) -> str:
    """Return the day with its ending."""
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


FORMS: dict[str, Callable[[date], str]] = {
    "9 April 2018": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "9 Apr 2018": lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "09 APRIL 2018": lambda d: f"{d.day:02} {MONTHS[d.month - 1].upper()} {d.year}",
    "9th April 2018": lambda d: f"{ordinal(d.day)} {MONTHS[d.month - 1]} {d.year}",
    "9th of April, 2018": lambda d: f"{ordinal(d.day)} of {MONTHS[d.month - 1]}, {d.year}",
    "Mon 9 April 2018": lambda d: f"{DAYS[d.weekday()][:3]} {d.day} {MONTHS[d.month - 1]} {d.year}",
    "Monday, 9 April 2018": lambda d: f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    "09/04/2018": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "9/4/2018": lambda d: f"{d.day}/{d.month}/{d.year}",
    "9.4.2018": lambda d: f"{d.day}.{d.month}.{d.year}",
    "9-4-2018": lambda d: f"{d.day}-{d.month}-{d.year}",
    "mon 9/4/2018": lambda d: f"{DAYS[d.weekday()][:3].lower()} {d.day}/{d.month}/{d.year}",
    "2018-04-09": date.isoformat,
    "  9  April  2018 ": lambda d: f"  {d.day}  {MONTHS[d.month - 1]}\t{d.year}\n",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)))
@example(day=date(2018, 4, 9))
@example(day=date(2000, 2, 29))
def test_a_date_in_every_accepted_form_reads_back(form: str, day: date) -> None:
    """The day comes first, always."""
    assert read_day(FORMS[form](day)) == day


@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)), other=st.integers(1, 6))
def test_a_weekday_that_contradicts_the_date_is_refused(day: date, other: int) -> None:
    """The message gives the right weekday."""
    wrong = DAYS[(day.weekday() + other) % 7]
    with pytest.raises(
        ValueError, match=f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {DAYS[day.weekday()]}"
    ):
        read_day(f"{wrong} {day.day} {MONTHS[day.month - 1]} {day.year}")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("09/04/18", "write the year with four digits"),
        ("9 Apr 18", "write the year with four digits"),
        ("9 April 20188", "write the year with four digits"),
        ("9 April", "the year is missing"),
        ("9/4", "the year is missing"),
        ("04/13/2018", "the number in the middle is the month, from 1 to 12, and not 13"),
        ("31 April 2018", "April 2018 has 30 days"),
        ("29/02/2018", "February 2018 has 28 days"),
        ("2018-02-30", "February 2018 has 28 days"),
        ("0 May 2018", "May 2018 has 31 days"),
        ("9 Aprl 2018", "'Aprl' is not the name of a month. Write April."),
        ("9 Ju 2018", "'Ju' can be June or July. Write at least 3 letters."),
        ("9 Xy 2018", "'Xy' is not the name of a month. Write it in full, such as January."),
        ("2018-13-04", "the number in the middle is the month, from 1 to 12, and not 13"),
        ("Mun 9 April 2018", "'Mun' is not the name of a weekday. Write "),
        ("1 January 0000", "there is no year 0"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(text: str, reason: str) -> None:
    """The text and examples of dates are in the message."""
    with pytest.raises(ValueError, match="is not a valid date: ") as caught:
        read_day(text)
    assert reason in str(caught.value)
    in_figures = text.count("/") == 2
    assert (repr(text) in str(caught.value)) is not in_figures
    assert "9 April 2018" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "April 9 2018", "2018/04/09", "9/4.2018", "٩ April 2018", "20180409"]
)
def test_a_text_in_no_accepted_form_is_refused(text: str) -> None:
    """Month first, year first and mixed marks are not guessed."""
    with pytest.raises(ValueError, match="is not a valid date"):
        read_day(text)


@given(text=st.text(max_size=20))
def test_any_text_is_read_or_refused_as_a_value(text: str) -> None:
    """No other exception leaves the parser."""
    for read in (read_day, read_clock):
        with suppress(ValueError):
            read(text)


@given(at=st.times())
def test_a_time_in_every_accepted_form_reads_back(at: time) -> None:
    """The result is on the 24-hour clock, with two digits for the hour."""
    wanted = f"{at.hour:02}:{at.minute:02}"
    twelve, half = at.hour % 12 or 12, "pm" if at.hour >= 12 else "am"
    forms = [f"{at.hour}:{at.minute:02}", f"{at.hour:02}.{at.minute:02}", f"{twelve}.{at.minute:02}{half}"]
    forms += [f"{twelve}:{at.minute:02} {half.upper()}", f" {twelve}:{at.minute:02}{half[0]}.m. "]
    if not at.minute:
        forms += [f"{twelve}{half}", f"{twelve} {half}"]
    assert {read_clock(form) for form in forms} == {wanted}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9", "add am or pm, or the minutes"),
        ("13pm", "the hour is from 1 to 12"),
        ("0am", "the hour is from 1 to 12"),
        ("24:00", "the hour is from 0 to 23"),
        ("9:60", "an hour has 60 minutes"),
        ("0930", ""),
        ("9:3", ""),
        ("nine", ""),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(text: str, reason: str) -> None:
    """A bare hour could be morning or evening."""
    with pytest.raises(ValueError, match="is not a valid time") as caught:
        read_clock(text)
    assert reason in str(caught.value)
