"""Who takes the call, and by which chain."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from inspectprep.model.workforce import Leave, People, Person
from inspectprep.planning.people.cover import who_takes_the_call

CALL = date(2018, 4, 9)
AWAY = Leave(starting=date(2018, 4, 5), until=date(2018, 4, 11), cover="deputy")


def people(*each: Person) -> People:
    """Make the people of a council."""
    return People(people=each)


def test_the_director_takes_the_call_when_in() -> None:
    """With nobody away the chain has one link."""
    found = who_takes_the_call(people(Person(role="dcs", name="Ann Avon")), CALL)
    assert (found.name, found.agreed, len(found.chain)) == ("Ann Avon", True, 1)


def test_named_cover_takes_the_call_of_somebody_abroad() -> None:
    """The director is away; the deputy named for the leave takes the call, as agreed."""
    found = who_takes_the_call(
        people(Person(role="dcs", name="Ann Avon", leave=(AWAY,)), Person(role="deputy", name="Ben Brent")),
        CALL,
    )
    assert (found.name, found.role, found.agreed) == ("Ben Brent", "deputy", True)
    assert "Ann Avon" in found.why
    assert "Wednesday 11 April 2018" in found.why


def test_cover_may_be_named_by_name_or_abbreviation() -> None:
    """A leave may name its cover as people write it."""
    for cover in ("Ben Brent", "ben brent", "DEP", "Deputy director"):
        leave = Leave(starting=CALL, until=CALL, cover=cover)
        found = who_takes_the_call(
            people(Person(role="dcs", name="Ann", leave=(leave,)), Person(role="deputy", name="Ben Brent")),
            CALL,
        )
        assert found.name.casefold() == "ben brent"


def test_both_ends_of_a_leave_are_away() -> None:
    """The first and the last day of a leave count; the day after does not."""
    council = people(Person(role="dcs", name="Ann", leave=(AWAY,)), Person(role="deputy", name="Ben"))
    days = [date(2018, 4, day) for day in (4, 5, 11, 12)]
    assert [who_takes_the_call(council, day).name for day in days] == ["Ann", "Ben", "Ben", "Ann"]


def test_a_chain_of_absences_is_followed() -> None:
    """Cover that is away passes the call on to its own cover."""
    council = people(
        Person(role="dcs", name="Ann", leave=(AWAY,)),
        Person(role="deputy", name="Ben", leave=(Leave(starting=CALL, until=CALL, cover="psw"),)),
        Person(role="psw", name="Cat"),
    )
    found = who_takes_the_call(council, CALL)
    assert (found.name, found.agreed, [link.name for link in found.chain]) == (
        "Cat",
        True,
        ["Ann", "Ben", "Cat"],
    )


def test_nobody_named_falls_back_on_the_usual_deputy_and_says_so() -> None:
    """A leave without cover still gets an answer, marked as not agreed."""
    leave = Leave(starting=CALL, until=CALL)
    council = people(
        Person(role="dcs", name="Ann", deputy="psw", leave=(leave,)), Person(role="psw", name="Cat")
    )
    found = who_takes_the_call(council, CALL)
    assert (found.name, found.agreed) == ("Cat", False)
    assert "no cover is named" in found.why


def test_two_who_cover_each_other_end_the_chain() -> None:
    """When everybody named is away, nobody takes the call, and the chain says how that came."""
    council = people(
        Person(role="dcs", name="Ann", leave=(AWAY,)),
        Person(role="deputy", name="Ben", leave=(Leave(starting=CALL, until=CALL, cover="dcs"),)),
    )
    found = who_takes_the_call(council, CALL)
    assert not found.covered
    assert not found.agreed


def test_a_vacant_post_falls_to_the_deputy() -> None:
    """Without a director the deputy is tried."""
    found = who_takes_the_call(people(Person(role="deputy", name="Ben")), CALL)
    assert (found.name, found.agreed) == ("Ben", False)


def test_nobody_at_all_is_an_answer() -> None:
    """An empty list of people covers nothing."""
    assert not who_takes_the_call(People(), CALL).covered


ROLES = st.sampled_from(["dcs", "deputy", "psw", "qa"])
COVERS = st.one_of(ROLES, st.sampled_from(["", "Ann", "Ben", "Cat", "Somebody Else"]))
LEAVES = st.lists(st.builds(Leave, starting=st.just(CALL), until=st.just(CALL), cover=COVERS), max_size=1)
PERSONS = st.builds(
    Person,
    role=ROLES,
    name=st.sampled_from(["", "Ann", "Ben", "Cat"]),
    deputy=COVERS,
    leave=LEAVES.map(tuple),
)


@given(st.lists(PERSONS, max_size=6))
def test_whoever_takes_the_call_is_not_away(each: list[Person]) -> None:
    """Any chain ends, with somebody who is not known to be away or with nobody."""
    found = who_takes_the_call(People(people=tuple(each)), CALL)
    assert len(found.chain) <= len(each) + 3
    if found.covered:
        assert found.chain[-1].takes_it
        holders = [person for person in each if person.name == found.name and person.role == found.role]
        assert not holders or holders[0].away_on(CALL) is None
    else:
        assert not any(link.takes_it for link in found.chain)
