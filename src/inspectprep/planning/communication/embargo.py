"""Who may have what, when: the one place that decides, and that everything written passes through.

Three things are kept apart. A *tag* says who may read a note or report at all. A *count* of children stays
inside the service. An *outcome* may be had only by people on the embargo register, until publication is
recorded: an expected date lifts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import RefusedError
from inspectprep.model.release import Allowed, DailyNote, Embargo, EmbargoStage, Refused
from inspectprep.model.report import Audience, Report
from inspectprep.planning.communication.outcome import seems_to_tell
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from inspectprep.model.release import Disclosure, PublicationRecorded
    from inspectprep.model.timeline import Timeline

__all__ = ["check_access", "embargo_of", "on_register", "require_access"]

_ANOTHER = 90
"""Calendar days after a publication from which on a new entry of the register is another inspection's."""
_INSIDE = (Audience.INSPECTION_TEAM, Audience.LEADERS)
_COUNTS_FOR = (*_INSIDE, Audience.STAFF)
_READERS = {
    Audience.INSPECTION_TEAM: (Audience.INSPECTION_TEAM,),
    Audience.LEADERS: _INSIDE,
    Audience.STAFF: _COUNTS_FOR,
    Audience.PARTNERS: (*_INSIDE, Audience.PARTNERS),
    Audience.PUBLIC: tuple(Audience),
}
"""Who may read a report that was written for an audience: nobody further out than it was meant for."""


def embargo_of(
    timeline: Timeline | None,
    publications: Iterable[PublicationRecorded],
    register: Iterable[Disclosure] = (),
    *,
    on: date,
) -> Embargo:
    """Return the embargo as it stands on a day.

    It begins on the day of final feedback (all of that day), or on the first day that somebody is on the
    register for. It ends only with a publication that somebody recorded as seen, on or before `on`.

    Args:
        timeline: The inspection's dates; without them only the register tells that there is an outcome.
        publications: Those recorded; the last counts. One from before the outcome was
            known is another inspection's.
        register: Everybody who was told. Entries from before the call belong to another inspection, and one
            long after the publication tells of the next one's outcome, which is held again.
        on: The day for which it is answered.
    """
    feedback = timeline.get("final_feedback") if timeline else None
    expected = timeline.get("publication") if timeline else None
    call = timeline.notified if timeline else None
    told = tuple(each for each in register if call is None or each.on >= call)
    days = [each.on for each in told]
    if feedback and feedback.date:
        days.append(feedback.date)
    since = min(days, default=None)
    first = since or call
    seen = sorted(each.on for each in publications if first is None or each.on >= first)
    published = next((day for day in reversed(seen) if day <= on), None)
    if published is not None:
        later = tuple(e for e in told if e.on <= on and (e.on - published).days > _ANOTHER)
        if later:
            told, since, published = later, min(each.on for each in later), None
    if published is not None:
        stage = EmbargoStage.LIFTED
    elif since is not None and since <= on:
        stage = EmbargoStage.HELD
    else:
        stage = EmbargoStage.NO_OUTCOME
    return Embargo(
        stage=stage,
        on=on,
        since=since,
        expected=expected.date if expected else None,
        published=published,
        register=told,
        authority=timeline.authority if timeline else "",
    )


def on_register(person: str, register: Iterable[Disclosure], now: date) -> bool:
    """Tell whether a person is on the register on a day: told on or before it."""
    plain = _plain(person)
    return bool(plain) and any(_plain(each.person) == plain and each.on <= now for each in register)


def check_access(
    thing: Report | DailyNote,
    audience: Audience,
    person: str,
    embargo_state: Embargo | None,
    register: Iterable[Disclosure],
    now: date | None,
) -> Allowed | Refused:
    """Return whether a reader may have a note or a report.

    Args:
        thing: A report that was composed for an audience, or a note with its tags.
        audience: As whom the reader reads.
        person: Who reads, by name; empty when it goes to everybody of the audience.
        embargo_state: Where the outcome stands; None means that nobody knows, and then no outcome may go.
        register: Who was told the outcome.
        now: The day; None means unknown, and then nobody counts as told.

    Returns:
        :class:`Allowed` with the reason, or :class:`Refused` with the reason and who may.
    """
    tags = thing.audiences if isinstance(thing, DailyNote) else _READERS[thing.audience]
    if audience not in tags:
        return Refused(
            reason=f"This was not written for the audience {audience.value!r}.",
            who=tuple(each.value for each in Audience if each in tags),
        )
    if isinstance(thing, Report) and thing.counts and audience not in _COUNTS_FOR:
        return Refused(
            reason="This rests on counts of children, some of them small, and stays inside the service.",
            who=tuple(each.value for each in _COUNTS_FOR),
        )
    if embargo_state is not None and embargo_state.stage is EmbargoStage.LIFTED:
        return Allowed(reason="Publication is recorded.")
    entries = tuple(register)
    # A note is about this inspection; a report may speak of earlier ones, until there is an outcome.
    looked_at = isinstance(thing, DailyNote) or _held(embargo_state)
    if thing.outcome or (looked_at and seems_to_tell(thing)):
        return _outcome(audience, person, entries, now)
    if isinstance(thing, Report) and thing.embargoed:
        return _prepared(audience, person, embargo_state, entries, now)
    return Allowed(reason="It tells no outcome, and it was written for this audience.")


def require_access(
    report: Report,
    *,
    person: str = "",
    state: Embargo | None = None,
    audience: Audience | None = None,
) -> None:
    """Refuse to let a report go to a reader who may not have it. Everything written passes through here.

    Args:
        report: What is about to be written.
        person: Who will read it, by name; empty when it goes to everybody of the audience.
        state: The embargo, with its register; None when there is none to ask.
        audience: As whom the reader reads; the report's own audience if None.

    Raises:
        RefusedError: if this reader may not have it; it says why, and who may.
    """
    register = state.register if state else ()
    now = state.on if state else None
    whom = Audience(audience or report.audience)
    answer = check_access(report, whom, person, state, register, now)
    if isinstance(answer, Refused):
        raise RefusedError(answer.reason, who=answer.who, remedy=_remedy(report, state))


def _outcome(
    audience: Audience, person: str, register: Sequence[Disclosure], now: date | None
) -> Allowed | Refused:
    return _for_register("This tells an outcome", audience, person, register, now)


def _prepared(
    audience: Audience,
    person: str,
    state: Embargo | None,
    register: Sequence[Disclosure],
    now: date | None,
) -> Allowed | Refused:
    if audience in _INSIDE and state is not None and state.stage is EmbargoStage.NO_OUTCOME:
        return Allowed(reason="There is no outcome yet, and it stays with those who prepare.")
    return _for_register("This is prepared for publication", audience, person, register, now)


def _for_register(
    what: str, audience: Audience, person: str, register: Sequence[Disclosure], now: date | None
) -> Allowed | Refused:
    told = _told(register, now)
    if audience not in _INSIDE:
        return Refused(
            reason=f"{what}, and no publication is recorded: nothing of it may go to {audience.value} yet.",
            who=told,
        )
    if now is None or not on_register(person, register, now):
        whom = repr(person) if person else "a reader without a name"
        return Refused(
            reason=f"{what}, and no publication is recorded: {whom} is not on the embargo register.",
            who=told,
        )
    return Allowed(reason=f"{person} is on the embargo register.")


def _held(state: Embargo | None) -> bool:
    return state is not None and state.stage is EmbargoStage.HELD


def _told(register: Iterable[Disclosure], now: date | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.person for each in register if now is not None and each.on <= now))


def _remedy(report: Report, state: Embargo | None) -> str:
    if not (report.outcome or report.embargoed or _held(state)):
        return ""
    if state is None:
        return "Nobody may have it yet: open the workspace, which knows the register and what was published."
    expected = (
        f" It is expected on {long_date(state.expected)}, which lifts nothing." if state.expected else ""
    )
    nobody = "" if _told(state.register, state.on) else "Nobody may have it yet. "
    return (
        f"{nobody}Enter people in the register as they are told, and record the publication once "
        f"seen.{expected}"
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
