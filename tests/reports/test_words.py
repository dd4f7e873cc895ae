"""Dates, ratings and roles are said the same everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from inspectprep.model.basis import Basis
from inspectprep.model.framework import Phase
from inspectprep.model.readiness import Rating
from inspectprep.model.workforce import People, Person
from inspectprep.planning import wording
from inspectprep.reports import words


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2018, 4, 16), None, "Monday 16 April 2018"),
        (date(2018, 4, 16), date(2018, 4, 16), "Monday 16 April 2018"),
        (date(2018, 4, 16), date(2018, 4, 20), "Monday 16 to Friday 20 April 2018"),
        (date(2018, 4, 30), date(2018, 5, 4), "Monday 30 April to Friday 4 May 2018"),
        (date(2018, 12, 31), date(2019, 1, 4), "Monday 31 December 2018 to Friday 4 January 2019"),
    ],
)
def test_a_range_says_once_what_its_days_share(start: date, end: date | None, said: str) -> None:
    """Weekdays are always named; month and year only where they differ."""
    assert words.days_words(start, end) == said


def test_days_are_said_in_short() -> None:
    """Tables use three letters."""
    assert wording.short_date(date(2018, 5, 22)) == "Tue 22 May 2018"
    assert words.days_words(date(2018, 5, 22), date(2018, 6, 8), short=True) == "Tue 22 May to Fri 8 Jun 2018"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_weekdays_are_right(day: date) -> None:
    """The name follows the calendar, whatever the locale."""
    assert wording.short_date(day).split() == [
        day.strftime("%a"),
        str(day.day),
        day.strftime("%b"),
        str(day.year),
    ]


def test_every_basis_phase_and_rating_has_words() -> None:
    """Nothing that a plan can hold is without a name."""
    assert len({words.basis_words(basis) for basis in Basis}) == len(Basis)
    assert len({words.basis_words(basis, short=True) for basis in Basis}) == len(Basis)
    assert [words.phase_words(phase) for phase in (Phase.ON_SITE, Phase.ALWAYS_ON)] == [
        "On site",
        "Always on",
    ]
    assert [words.rating_words(rating) for rating in Rating] == ["Red", "Amber", "Green"]


def test_a_role_is_said_with_its_holder() -> None:
    """A vacant role has no holder to name; an unknown one keeps its own words."""
    people = People(people=(Person(role="dcs", name="Lucy Hart"), Person(role="psw")))
    assert words.role_words("dcs", people) == "Director of children's services (DCS): Lucy Hart"
    assert words.role_words("psw", people) == "Principal social worker (PSW)"
    assert words.role_words("night-duty-team") == "Night duty team"


def test_numbers_and_lists_read_like_sentences() -> None:
    """One task, two tasks; a, b and c."""
    assert [wording.counted(number, "task") for number in (0, 1, 1200)] == [
        "0 tasks",
        "1 task",
        "1,200 tasks",
    ]
    assert [words.joined(list(each)) for each in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("bath and north east somerset", "Bath and North East Somerset"),
        ("stoke-on-trent", "Stoke-on-Trent"),
        ("kingston upon hull", "Kingston upon Hull"),
        ("windsor & maidenhead", "Windsor & Maidenhead"),
        ("City of York", "City of York"),
        ("LB Barnet", "LB Barnet"),
    ],
)
def test_names_of_councils_have_capitals(name: str, shown: str) -> None:
    """A name that has some already stays as it is."""
    assert words.council_words(name) == shown


@pytest.mark.parametrize(
    ("chance", "shown"),
    [(0, "0%"), (0.001, "<1%"), (0.0049, "<1%"), (0.006, "1%"), (0.347, "35%"), (0.997, ">99%"), (1, "100%")],
)
def test_chances_are_whole_percent(chance: float, shown: str) -> None:
    """A small chance is not none, and a large one not certain."""
    assert words.percent_words(chance) == shown
