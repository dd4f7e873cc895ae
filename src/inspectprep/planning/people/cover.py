"""The person who takes the call on a day: the director, or their cover."""

from __future__ import annotations

from datetime import date

from inspectprep.model.preparation import CallCover, CoverLink
from inspectprep.model.roles import role_id, role_name
from inspectprep.model.workforce import Leave, People, Person
from inspectprep.planning.wording import long_date

_DIRECTOR = "dcs"
_LAST_RESORT = "deputy"


def who_takes_the_call(people: People, day: date) -> CallCover:
    """Return the person who takes the call on `day`, and the chain of cover that leads to them.

    The lead inspector asks for the director. The cover named for a leave takes over. If no cover is named,
    or the cover is away too, the usual deputy is tried, and then the deputy director. The result then says
    that this was not agreed for these days.

    Args:
        people: Who holds which role, and when they are away.
        day: The day of the call.
    """
    present = people.on(day)
    links: list[CoverLink] = []
    agreed = True
    asked: set[str] = set()
    wanted, how = _DIRECTOR, "is asked for first"
    while True:
        person = _find(present, wanted, day)
        name = person.name if person else _named(wanted)
        role = person.role if person else role_id(wanted) or ""
        if name.casefold() in asked:
            links.append(
                CoverLink(
                    role=role, name=name, why=f"{name} has been tried already, so the chain of cover ends."
                )
            )
            break
        if not name:
            links.append(
                CoverLink(role=role, why=f"The role of {role_name(role or wanted)} has no named holder.")
            )
            agreed = False
        else:
            asked.add(name.casefold())
            leave = present.leave_on(person, day) if person else None
            if leave is None:
                known = "" if person else " Check this person's leave, which is not recorded."
                why = f"{_who(name, role)} {how} and takes the call on {long_date(day)}.{known}"
                links.append(CoverLink(role=role, name=name, takes_it=True, why=why))
                return CallCover(day=day, name=name, role=role, agreed=agreed, chain=tuple(links))
            links.append(CoverLink(role=role, name=name, why=_away(name, role, leave)))
            if leave.cover.strip():
                wanted, how = leave.cover, f"covers for {name}"
                continue
            agreed = False
        following = _fallback(present, person, asked, day)
        if following is None:
            break
        wanted, how = following
        agreed = False
    return CallCover(day=day, agreed=False, chain=tuple(links))


def _fallback(people: People, person: Person | None, asked: set[str], day: date) -> tuple[str, str] | None:
    """Return the next person to try and why; None if there is no one left."""
    usual = person.deputy if person else ""
    for wanted in (usual, _LAST_RESORT):
        deputy = _find(people, wanted, day) if wanted else None
        name = deputy.name if deputy else _named(wanted)
        if name and name.casefold() not in asked:
            return wanted, "usually deputises"
    return None


def _find(people: People, wanted: str, day: date) -> Person | None:
    """Return the person meant by a role or a name. Of several, one who is there on the day comes first."""
    named = people.named(wanted)
    return min(named, key=lambda person: people.leave_on(person, day) is not None, default=None)


def _named(wanted: str) -> str:
    """Return the name of a person who holds no role; empty if it is a role without a holder."""
    return "" if role_id(wanted) else wanted.strip()


def _who(name: str, role: str) -> str:
    return f"{name} ({role_name(role)})" if role else name


def _away(name: str, role: str, leave: Leave) -> str:
    until = f"{_who(name, role)} is away until {long_date(leave.until)}"
    return f"{until}." if leave.cover.strip() else f"{until}, and no cover is named."
