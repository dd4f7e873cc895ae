"""The person to ring for each role, and the cover of who is away."""

from __future__ import annotations

from datetime import date

from inspectprep.model.call_sheet import RoleContact
from inspectprep.model.workforce import Leave, RoleHolder
from inspectprep.planning.people.contacts import role_contacts

CALL = date(2018, 4, 9)


def holder(role: str, name: str, contact: str = "", deputy: str = "", cover: str | None = None) -> RoleHolder:
    """Make a role holder, who is away on the day of the call if there is a text for the cover."""
    leave = () if cover is None else (Leave(starting=CALL, until=date(2018, 4, 11), cover=cover),)
    return RoleHolder(role=role, name=name, contact=contact, deputy=deputy, leave=leave)


def contacts(*holders: RoleHolder, roles: tuple[str, ...] = ()) -> dict[str, RoleContact]:
    """Return the contacts on the day of the call, by role."""
    return {each.role: each for each in role_contacts(holders, roles, CALL)}


def test_the_director_and_the_deputy_come_first_and_each_role_once() -> None:
    """A role without a holder is listed without a name."""
    found = contacts(holder("deputy", "Ben", "02"), roles=("psw", "deputy", "psw"))
    assert list(found) == ["dcs", "deputy", "psw"]
    assert [(each.holder, each.telephone) for each in found.values()] == [("", ""), ("Ben", "02"), ("", "")]
    assert found["dcs"].title == "Director of children's services"


def test_cover_for_a_leave_comes_before_the_usual_deputy() -> None:
    """The leave names its own cover. Without one the usual deputy is rung."""
    others = (holder("deputy", "Ben", "02"), holder("psw", "Cy", "03"))
    named = contacts(holder("dcs", "Ann", "01", deputy="deputy", cover=" psw "), *others)["dcs"]
    assert (named.cover, named.cover_telephone, named.away_until) == ("Cy", "03", date(2018, 4, 11))
    usual = contacts(holder("dcs", "Ann", "01", deputy="deputy", cover=" "), *others)["dcs"]
    assert (usual.cover, usual.cover_telephone) == ("Ben", "02")
    present = contacts(holder("dcs", "Ann", "01", deputy="deputy"), *others)["dcs"]
    assert (present.telephone, present.cover, present.away_until) == ("01", "Ben", None)


def test_a_person_with_two_roles_has_the_number_of_each() -> None:
    """Roles are the same however they are written."""
    found = contacts(holder("DCS", "Ann", "01"), holder("psw", "Ann", "02"), roles=("psw",))
    assert (found["dcs"].holder, found["dcs"].telephone, found["psw"].telephone) == ("Ann", "01", "02")


def test_cover_that_is_away_or_has_no_holder_is_not_named() -> None:
    """Nobody rings a person who is away, or a role instead of a person."""
    away = contacts(holder("dcs", "Ann", cover="deputy"), holder("deputy", "Ben", "02", cover=""))["dcs"]
    assert (away.cover, away.cover_telephone) == ("", "")
    vacant = contacts(holder("dcs", "Ann", cover="psw"))["dcs"]
    assert (vacant.cover, vacant.cover_telephone) == ("", "")


def test_cover_from_outside_the_record_is_named_without_a_number() -> None:
    """A name is enough to ask for. Its number is not known."""
    found = contacts(holder("dcs", "Ann", cover="Dee Ford"))["dcs"]
    assert (found.cover, found.cover_telephone) == ("Dee Ford", "")


def test_a_number_recorded_with_another_role_of_the_same_person_is_used() -> None:
    """A person with two roles has one telephone."""
    found = contacts(holder("dcs", "Ann", ""), holder("psw", "Ann", "01"), roles=("psw",))
    assert (found["dcs"].telephone, found["psw"].telephone) == ("01", "01")
