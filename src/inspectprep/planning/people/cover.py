"""Who takes the call: the director, or whoever the chain of cover leads to on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.preparation import CallCover, CoverLink
from inspectprep.model.workforce import role_id, role_name
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.workforce import Leave, People, Person

__all__ = ["who_takes_the_call"]

_DIRECTOR = "dcs"
_LAST_RESORT = "deputy"


def who_takes_the_call(people: People, day: date) -> CallCover:
    """Return who takes the call on `day`, and the chain that leads there.

    The lead inspector asks for the director. Somebody on leave is stood in for by the cover named for that
    leave. Where nobody is named, or the one named is away too, whoever usually deputises is tried, then the
    deputy director; the answer then says that this was not agreed for these days.

    Args:
        people: Who holds which role, and when they are away.
        day: The day of the call.
    """
    links: list[CoverLink] = []
    agreed = True
    asked: set[str] = set()
    wanted, how = _DIRECTOR, "is asked for first"
    while True:
        person = _find(people, wanted)
        name = person.name if person else _named(wanted)
        role = person.role if person else role_id(wanted) or ""
        if name.casefold() in asked:
            links.append(CoverLink(role=role, name=name, why=f"{name} was asked already: the chain ends."))
            break
        if not name:
            links.append(CoverLink(role=role, why=f"Nobody is named as {role_name(role or wanted)}."))
            agreed = False
        else:
            asked.add(name.casefold())
            leave = person.away_on(day) if person else None
            if leave is None:
                known = "" if person else " No leave is known for this person: check."
                why = f"{_who(name, role)} {how} and takes the call on {long_date(day)}.{known}"
                links.append(CoverLink(role=role, name=name, takes_it=True, why=why))
                return CallCover(day=day, name=name, role=role, agreed=agreed, chain=tuple(links))
            links.append(CoverLink(role=role, name=name, why=_away(name, role, leave)))
            if leave.cover.strip():
                wanted, how = leave.cover, f"is named to stand in for {name}"
                continue
            agreed = False
        following = _fallback(people, person, asked)
        if following is None:
            break
        wanted, how = following
        agreed = False
    return CallCover(day=day, agreed=False, chain=tuple(links))


def _fallback(people: People, person: Person | None, asked: set[str]) -> tuple[str, str] | None:
    """Return whom to try when nobody is named, and how that came; None when nobody is left."""
    usual = person.deputy if person else ""
    for wanted in (usual, _LAST_RESORT):
        found = _find(people, wanted) if wanted else None
        name = found.name if found else _named(wanted)
        if name and name.casefold() not in asked:
            return wanted, "usually deputises"
    return None


def _find(people: People, wanted: str) -> Person | None:
    """Return the person meant by a role's id, title or abbreviation, or by a name."""
    role = role_id(wanted) or wanted
    plain = wanted.strip().casefold()
    return people.holder(role) or next(
        (each for each in people.people if each.name and each.name.casefold() == plain), None
    )


def _named(wanted: str) -> str:
    """Return a name that no holder bears; empty if it is a role that nobody holds."""
    return "" if role_id(wanted) else wanted.strip()


def _who(name: str, role: str) -> str:
    return f"{name} ({role_name(role)})" if role else name


def _away(name: str, role: str, leave: Leave) -> str:
    until = f"{_who(name, role)} is away until {long_date(leave.until)}"
    return f"{until}." if leave.cover.strip() else f"{until}, and nobody is named to stand in."
