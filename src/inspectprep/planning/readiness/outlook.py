"""The council on one of the next days of a call: who takes it, who is away, and whether it would be ready."""

from __future__ import annotations

from datetime import date

from inspectprep.calendar.working import england
from inspectprep.model.readiness import Rating, Readiness
from inspectprep.model.representation import frozen
from inspectprep.model.workforce import People, Person
from inspectprep.planning.call_dates import CallDate
from inspectprep.planning.people.leave import cover_gap
from inspectprep.planning.readiness.council_state import CouncilState

_DIRECTOR = "dcs"


@frozen(kw_only=True)
class Away:
    """A person who is away during an inspection.

    Attributes:
        name: The person, or the role of a person without a name.
        role: Role id.
        covered: True if every day of the leave has cover.
    """

    name: str
    role: str
    covered: bool


@frozen(kw_only=True)
class CallOutlook:
    """The council on one of the next days of a call.

    Attributes:
        call: The day of the call and its chance.
        rating: The rating if the call came then.
        takes_call: The person who takes the call. Empty if no one on record can.
        in_place_of: The director, if someone else takes the call. Empty otherwise.
        away: People who are away between the call and final feedback.
        reason: The most serious reason for the rating.
    """

    call: CallDate
    rating: Rating
    takes_call: str = ""
    in_place_of: str = ""
    away: tuple[Away, ...] = ()
    reason: str = ""


def call_outlook(call: CallDate, state: CouncilState, readiness: Readiness) -> CallOutlook:
    """Return the outlook for a day of a call.

    Args:
        call: The day.
        state: The state of the council if the call came then.
        readiness: The readiness in that state.
    """
    people = state.people or People()
    takes, instead = _takes_call(people, call.day)
    reasons = [reason for theme in readiness.themes for reason in theme.reasons]
    worst = min(reasons, key=lambda reason: reason.rating.rank, default=None)
    return CallOutlook(
        call=call,
        rating=readiness.rating,
        takes_call=takes,
        in_place_of=instead,
        away=_away(people, state, call.day),
        reason=worst.text if worst and worst.rating is not Rating.GREEN else "",
    )


def _takes_call(people: People, day: date) -> tuple[str, str]:
    """Return who takes the call on a day, and the director if it is someone else."""
    present = people.on(day)
    director = present.holder(_DIRECTOR)
    if director is None:
        return "", ""
    leave = present.leave_on(director, day)
    if leave is None:
        return _name(director), ""
    covers = [each for each in present.named(leave.cover.strip()) if present.leave_on(each, day) is None]
    return (_name(covers[0]), _name(director)) if covers else ("", _name(director))


def _away(people: People, state: CouncilState, day: date) -> tuple[Away, ...]:
    feedback = state.timeline.get("final_feedback")
    last = feedback.last if feedback is not None and feedback.last else day
    days = england().span(day, last) or (day,)
    away = []
    for person in people.people:
        missing = [each for each in days if person.in_role(each) and person.away_on(each)]
        if missing:
            covered = all(cover_gap(people.on(each), person, each) is None for each in missing)
            away.append(Away(name=_name(person), role=person.role, covered=covered))
    return tuple(away)


def _name(person: Person) -> str:
    return person.name or person.role
