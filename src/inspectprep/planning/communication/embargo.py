"""Access to notes and reports during the embargo: the one check that everything written passes through.

Three limits apply. The audiences of a note or report say who may read it at all. Counts of children stay
inside the service. An outcome may go only to people on the embargo register until publication is recorded.
An expected date does not end the embargo.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.release import (
    Allowed,
    DailyNote,
    Disclosure,
    Embargo,
    EmbargoStage,
    PublicationRecorded,
    Refused,
)
from inspectprep.model.report import Report
from inspectprep.model.timeline import Timeline
from inspectprep.planning.communication.outcome import reveals_outcome
from inspectprep.planning.wording import long_date

_COUNTS_FOR = (*INSIDE, Audience.STAFF)
_READERS = {
    Audience.INSPECTION_TEAM: (Audience.INSPECTION_TEAM,),
    Audience.LEADERS: INSIDE,
    Audience.STAFF: _COUNTS_FOR,
    Audience.PARTNERS: (*INSIDE, Audience.PARTNERS),
    Audience.PUBLIC: tuple(Audience),
}
"""The audiences that may read a report, by the audience for which it was written."""


def embargo_of(
    timeline: Timeline,
    publications: Iterable[PublicationRecorded] = (),
    register: Iterable[Disclosure] = (),
    *,
    on: date,
) -> Embargo:
    """Return the embargo on the outcome of one inspection on a day.

    It begins at the start of the day of final feedback, or of the first day in the register. It ends only
    with a publication of this inspection, recorded for a day from then on and not after `on`. An inspection
    that ended before then has no outcome. An earlier one, recorded with its end and its publication, has no
    embargo.

    Args:
        timeline: The inspection's dates.
        publications: The recorded publications of this inspection.
        register: The people who know its outcome.
        on: The day.
    """
    entries = tuple(register)
    expected = timeline.get("publication")
    since = min((feedback_day(timeline, on), *(entry.on for entry in entries)))
    inspection = timeline.inspection
    seen = [record.on for record in publications]
    if inspection.published and inspection.ended and not inspection.withdrawn:
        seen.append(inspection.published)
    published = min((day for day in seen if since <= day <= on), default=None)
    called_off = inspection.ended is not None and inspection.ended < since
    if published is not None:
        stage = EmbargoStage.LIFTED
    elif since <= on and not called_off:
        stage = EmbargoStage.HELD
    else:
        stage = EmbargoStage.NO_OUTCOME
    return Embargo(
        inspection=timeline.inspection.id,
        stage=stage,
        on=on,
        since=since,
        since_recorded=any(entry.on == since for entry in entries) or _feedback_recorded(timeline, since),
        expected=expected.date if expected else None,
        earliest=expected.earliest if expected else None,
        by_8_in_10=expected.by_8_in_10 if expected else None,
        latest=expected.latest if expected else None,
        published=published,
        register=entries,
        authority=timeline.authority,
    )


def feedback_day(timeline: Timeline, on: date) -> date:
    """Return the first day on which the outcome can be known.

    It is the recorded day of final feedback; until that is recorded, the earliest planned one. Without
    final feedback in the plan it is the first day on site, and without that the day of the call.

    Args:
        timeline: The inspection's dates.
        on: The day of the question. A recorded day after it has not happened, so the earliest of all counts.
    """
    for name in ("final_feedback", "fieldwork"):
        event = timeline.get(name)
        if event is None:
            continue
        if event.actual and event.actual <= on:
            return event.actual
        days = [day for day in (event.planned, event.earliest, event.date, event.actual) if day]
        if days:
            return min(days)
    return timeline.notified


def _feedback_recorded(timeline: Timeline, day: date) -> bool:
    events = (timeline.get(name) for name in ("final_feedback", "fieldwork"))
    return any(event.actual == day for event in events if event is not None)


def on_register(person: str, register: Iterable[Disclosure], now: date) -> bool:
    """Return whether the register has an entry for a person on or before a day."""
    plain = _plain(person)
    return bool(plain) and any(_plain(entry.person) == plain and entry.on <= now for entry in register)


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
        audience: The audience that the reader belongs to.
        person: The reader's name; empty if it goes to the whole audience.
        embargo_state: The embargo. None means unknown, and then no outcome may be given.
        register: The people who know the outcome.
        now: The day. None means unknown, and then the register counts as empty.

    Returns:
        :class:`Allowed` with the reason, or :class:`Refused` with the reason and the permitted readers.
    """
    tags = thing.audiences if isinstance(thing, DailyNote) else _READERS[thing.audience]
    if audience not in tags:
        return Refused(
            reason=f"This was not written for the audience {audience.value!r}.",
            who=tuple(reader.value for reader in Audience if reader in tags),
        )
    if isinstance(thing, Report) and thing.counts and audience not in _COUNTS_FOR:
        return Refused(
            reason="This contains counts of children, some of them small, and stays inside the service.",
            who=tuple(reader.value for reader in _COUNTS_FOR),
        )
    if embargo_state is not None and embargo_state.stage is EmbargoStage.LIFTED:
        return Allowed(reason="Publication is recorded.")
    entries = tuple(register)
    # A note is about this inspection. A report may be about earlier ones until there is an outcome.
    searched = isinstance(thing, DailyNote) or _held(embargo_state)
    if thing.outcome or (searched and reveals_outcome(thing)):
        return _outcome(audience, person, entries, now)
    if isinstance(thing, Report) and thing.embargoed:
        return _prepared(audience, person, embargo_state, entries, now)
    return Allowed(reason="It gives no outcome, and it was written for this audience.")


def require_access(
    report: Report,
    *,
    person: str = "",
    state: Embargo | None = None,
    audience: Audience | None = None,
) -> None:
    """Raise an error if a reader may not have a report. Every report that is written passes through here.

    Args:
        report: The report.
        person: The reader's name; empty if it goes to the whole audience.
        state: The embargo with its register; None if it is unknown.
        audience: The audience that the reader belongs to; the report's own if None.

    Raises:
        RefusedError: if this reader may not have it; it gives the reason and the permitted readers.
    """
    register = state.register if state else ()
    now = state.on if state else None
    reader = Audience(audience or report.audience)
    answer = check_access(report, reader, person, state, register, now)
    if isinstance(answer, Refused):
        raise RefusedError(answer.reason, who=answer.who, remedy=_remedy(report, state))


def needs_register(report: Report, state: Embargo, audience: Audience | None = None) -> bool:
    """Return whether only a reader on the register may have a report."""
    reader = Audience(audience or report.audience)
    return not check_access(report, reader, "", state, state.register, state.on)


def _outcome(
    audience: Audience, person: str, register: Sequence[Disclosure], now: date | None
) -> Allowed | Refused:
    return _for_register("This gives an outcome", audience, person, register, now)


def _prepared(
    audience: Audience,
    person: str,
    state: Embargo | None,
    register: Sequence[Disclosure],
    now: date | None,
) -> Allowed | Refused:
    if audience in INSIDE and state is not None and state.stage is EmbargoStage.NO_OUTCOME:
        return Allowed(reason="There is no outcome yet, and the reader is preparing for it.")
    return _for_register("This is prepared for publication", audience, person, register, now)


def _for_register(
    what: str, audience: Audience, person: str, register: Sequence[Disclosure], now: date | None
) -> Allowed | Refused:
    permitted = _people(register, now)
    if audience not in INSIDE:
        return Refused(
            reason=f"{what}, and no publication is recorded. It may not go to {audience.value} yet.",
            who=permitted,
        )
    if now is None or not on_register(person, register, now):
        reader = repr(person) if person else "a reader without a name"
        return Refused(
            reason=f"{what}, and no publication is recorded: {reader} is not on the embargo register.",
            who=permitted,
        )
    return Allowed(reason=f"{person} is on the embargo register.")


def _held(state: Embargo | None) -> bool:
    return state is not None and state.stage is EmbargoStage.HELD


def _people(register: Iterable[Disclosure], now: date | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.person for entry in register if now is not None and entry.on <= now))


def _remedy(report: Report, state: Embargo | None) -> str:
    if not (report.outcome or report.embargoed or _held(state)):
        return ""
    if state is None:
        return "The embargo is not known here. To see it, open the workspace, which contains the register."
    expected = (
        f" It is expected on {long_date(state.expected)}, but only the record ends the embargo."
        if state.expected
        else ""
    )
    empty = "" if _people(state.register, state.on) else "The register is empty. "
    return (
        f"{empty}Add people to the register when they learn the outcome, and record the publication when "
        f"the report is published.{expected}"
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
