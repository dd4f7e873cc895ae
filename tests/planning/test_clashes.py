"""Clashes of people and rooms, within one inspection and across two."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.inspection_calendar import ClashKind
from inspectprep.model.workforce import Leave, People, Person
from inspectprep.planning.clashes import clash_text, clashes, overlap

DAY = date(2018, 4, 17)
PEOPLE = People(
    people=(
        Person(role="dcs", name="Di Dean"),
        Person(role="psw", name="Pat Pool", leave=(Leave(starting=DAY, until=DAY),)),
    )
)
CLOCKS = st.integers(8, 17).map(lambda hour: f"{hour:02}:00")


def entry(id: str, starts: str = "", ends: str = "", **values: object) -> TimetableEntry:
    """Return an entry of the day."""
    known = {"day": DAY, "title": f"Entry {id}", **values}
    return TimetableEntry(id=id, starts=starts, ends=ends, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ({"people": ("Ann Avon",)}, {"people": ("ann  avon", "Ben")}, ClashKind.PERSON),
        ({"people": ("dcs",)}, {"people": ("Di Dean",)}, ClashKind.PERSON),
        ({"people": ("Director of children's services",)}, {"people": ("DCS",)}, ClashKind.PERSON),
        ({"people": ("Di Dean",)}, {"owner": "dcs"}, ClashKind.PERSON),
        ({"owner": "dcs"}, {"owner": "dcs"}, ClashKind.OWNER),
        ({"inspector": "Ann Other"}, {"inspector": "Ann other"}, ClashKind.INSPECTOR),
        ({"place": "Room 1"}, {"place": " room 1"}, ClashKind.PLACE),
    ],
)
@pytest.mark.parametrize("beside", ["ins-1", "ins-2"])
def test_the_same_person_or_place_at_the_same_time(
    one: dict[str, object], other: dict[str, object], kind: ClashKind, beside: str
) -> None:
    """In one inspection or in two, in any order. Not on another day, and not one after the other."""
    first = entry("vis-1", "09:00", "10:00", inspection="ins-1", **one)
    second = entry("vis-2", "09:30", "10:30", inspection=beside, **other)
    for order in permutations((first, second)):
        (clash,) = clashes(order, PEOPLE)
        assert (clash.kind, clash.certain) == (kind, True)
        assert [each.id for each in clash.entries] == ["vis-1", "vis-2"]
        assert "“Entry vis-1” (09:00)" in clash_text(clash)
    later = entry("vis-2", "10:00", "10:30", **other)
    assert clashes((first, later), PEOPLE) == ()
    tomorrow = entry("vis-2", "09:30", "10:30", **{**other, "day": date(2018, 4, 18)})
    assert clashes((first, tomorrow), PEOPLE) == ()


@pytest.mark.parametrize(
    "two",
    [
        ({"people": ("Ann Avon",)}, {"people": ("Ben Brent",)}),
        ({"place": "Room 1"}, {"place": "Room 2"}),
        ({"inspector": "Ann Other"}, {"people": ("Ann Avon",)}),
        ({}, {}),
    ],
)
def test_others_do_not_clash(two: tuple[dict[str, object], dict[str, object]]) -> None:
    """What is empty is not the same."""
    one, other = two
    assert clashes((entry("vis-1", "09:00", "10:00", **one), entry("vis-2", "09:00", "10:00", **other))) == ()


def test_an_unknown_hour_is_a_question_and_never_a_clash() -> None:
    """For people and inspectors. A place may be used many times on a day."""
    (clash,) = clashes((entry("vis-1", people=("Ann",)), entry("vis-2", "09:00", "10:00", people=("Ann",))))
    assert not clash.certain
    assert "an hour is not known" in clash_text(clash)
    assert clashes((entry("vis-1", place="County Hall"), entry("vis-2", place="County Hall"))) == ()


def test_leave_is_a_clash_of_people_and_of_organisers() -> None:
    """By role or by name."""
    for values in ({"people": ("Pat Pool",)}, {"people": ("psw",)}, {"owner": "psw"}):
        (clash,) = clashes((entry("vis-1", "09:00", **values),), PEOPLE)
        assert clash.kind is ClashKind.LEAVE
        assert clash_text(clash) == (
            "Pat Pool is on leave on Tue 17 Apr 2018, the day of “Entry vis-1” (09:00)"
        )


@given(CLOCKS, CLOCKS, CLOCKS, CLOCKS)
def test_overlap_is_symmetric_and_means_a_shared_hour(a: str, b: str, c: str, d: str) -> None:
    """Hours are half open."""
    one, other = entry("vis-1", min(a, b), max(a, b)), entry("vis-2", min(c, d), max(c, d))
    assert overlap(one, other) == overlap(other, one)
    shared = max(one.starts, other.starts) < min(one.ends, other.ends)
    assert overlap(one, other) is (shared or one.starts == other.starts or _inside(one, other))


def _inside(one: TimetableEntry, other: TimetableEntry) -> bool:
    """Return whether a moment without length lies inside the other entry."""
    return one.starts < other.starts < one.ends or other.starts < one.starts < other.ends
