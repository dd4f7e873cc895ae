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


def test_every_link_of_the_chain_says_who_and_why() -> None:
    """With the role of each person, the last day away, and whose leave is not recorded."""
    here = {"leave": (Leave(starting=CALL, until=date(2018, 4, 11), cover="deputy"),)}
    on = {"leave": (Leave(starting=CALL, until=CALL, cover="Dee Ford"),)}
    council = people(Person(role="dcs", name="Ann", **here), Person(role="deputy", name="Ben", **on))
    assert [link.why for link in who_takes_the_call(council, CALL).chain] == [
        "Ann (director of children's services) is away until Wednesday 11 April 2018.",
        "Ben (deputy director) is away until Monday 9 April 2018.",
        (
            "Dee Ford covers for Ben and takes the call on Monday 9 April 2018. "
            "Check this person's leave, which is not recorded."
        ),
    ]
    [link] = who_takes_the_call(people(Person(role="dcs", name="Ann")), CALL).chain
    assert link.why == (
        "Ann (director of children's services) is asked for first and takes the call on Monday 9 April 2018."
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
    assert found.chain[-1].why == "Ann has been tried already, so the chain of cover ends."


def test_a_vacant_post_falls_to_the_deputy() -> None:
    """Without a director the deputy is tried."""
    found = who_takes_the_call(people(Person(role="deputy", name="Ben")), CALL)
    assert (found.name, found.agreed) == ("Ben", False)
    vacant, deputy = found.chain
    assert (vacant.role, vacant.name, vacant.takes_it) == ("dcs", "", False)
    assert vacant.why == "The role of director of children's services has no named holder."
    assert deputy.why.startswith("Ben (deputy director) usually deputises and takes the call")


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
