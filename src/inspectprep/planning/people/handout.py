"""The handout for staff: days in plain English, questions, chosen work and people to ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.calendar.working import WorkingDays, england
from inspectprep.errors import UnknownNameError
from inspectprep.model.basis import Basis
from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.handout import ChosenWork, Contact, HandoutDay, HandoutVisit, StaffHandout
from inspectprep.model.timeline import Event, Timeline
from inspectprep.model.workforce import RoleHolder, Team, Worker, people_of
from inspectprep.planning.people.names import name_key
from inspectprep.planning.people.preparation import team_name, team_names

QUESTIONS = (
    "What is life like for this child, and how do you know?",
    "What has changed for the child because of your work?",
    "What do the child and the family say, and where is it written?",
    "How do you decide what to do next, and who helps you to decide?",
    "How often do you have supervision, and does it help?",
    "What is it like to work here, and is your caseload right?",
)
"""Questions that inspectors often ask workers, from the guidance that councils give to their staff."""

_DAYS = {
    "notification": ("The call", "Ofsted rings the director. Your manager gives you the first news."),
    "off_site_week": (
        "Inspectors read from a distance",
        "They read data and records and choose what to look at. Bring your records up to date.",
    ),
    "final_feedback": (
        "Inspectors speak with leaders",
        "Leaders may not share what they hear before the report is published. Please do not ask or guess.",
    ),
}
_FIRST = (
    "Inspectors arrive",
    "They introduce themselves and wear badges. They look at records with the workers beside them.",
)
_MIDDLE = (
    "Inspectors meet people",
    "They talk with workers and carers, visit teams and watch how you work. Not everyone will be asked.",
)
_LAST = ("The last day on site", "Inspectors finish their work with us and say goodbye.")
_CONTACTS = {
    "psw": "practice, records and nerves before an interview",
    "logistics": "the room, badges, parking and IT",
    "communications": "press and social media, which you do not answer yourself",
    "hr": "support for you, on any day",
}


def staff_handout(
    timeline: Timeline,
    *,
    on: date,
    running: bool,
    team: str = "",
    teams: Iterable[Team] = (),
    workers: Iterable[Worker] = (),
    holders: Iterable[RoleHolder] = (),
    timetable: Iterable[TimetableEntry] = (),
    working: WorkingDays | None = None,
) -> StaffHandout:
    """Return the handout for a team or the whole service.

    Args:
        timeline: The plan from the call.
        on: The day of the handout. Workers and people are those of this day.
        running: Whether the call has come.
        team: The team, by name or record id. Empty for the whole service.
        teams: The known teams.
        workers: All workers.
        holders: The people in roles.
        timetable: Visits and interviews.
        working: The working days. Those of England if None.

    Raises:
        UnknownNameError: if there is no such team; the nearest is suggested.
    """
    names = team_names(teams)
    present = [worker for worker in workers if worker.in_post(on)]
    chosen = team_name(team, names) if team else ""
    known = {*names.values(), *(team_name(worker.team, names) for worker in present)} - {""}
    if chosen and chosen not in known:
        raise UnknownNameError("team", team, sorted(known))
    mine = [worker for worker in present if not chosen or team_name(worker.team, names) == chosen]
    return StaffHandout(
        authority=timeline.authority,
        title=timeline.title,
        team=chosen,
        on=on,
        imagined=not running,
        room=timeline.inspection.room,
        days=tuple(_days(timeline, working or england())),
        visits=tuple(_visits(timetable, mine, on)) if chosen else (),
        questions=QUESTIONS,
        proud=chosen_work(mine, names),
        contacts=tuple(_contacts(tuple(holders), on)),
    )


def chosen_work(workers: Iterable[Worker], names: dict[str, str]) -> tuple[ChosenWork, ...]:
    """Return the work that workers chose to show, by team and worker.

    Args:
        workers: The workers.
        names: The names of teams; see :func:`team_names`.
    """
    works = [
        ChosenWork(
            worker=worker.name,
            team=team_name(worker.team, names),
            title=work.title,
            reference=work.reference,
            shows=work.shows,
        )
        for worker in workers
        for work in worker.proud_of
    ]
    return tuple(sorted(works, key=lambda work: (work.team.casefold(), work.worker.casefold())))


def _days(timeline: Timeline, working: WorkingDays) -> Iterator[HandoutDay]:
    for event in timeline:
        if event.date is None:
            continue
        if event.id == "fieldwork":
            yield from _on_site(event, event.date, working)
        elif event.id in _DAYS:
            title, text = _DAYS[event.id]
            first, last = _certain(event)
            yield _day(event.date, event.last or event.date, title, text, certain=first and last)


def _on_site(event: Event, start: date, working: WorkingDays) -> Iterator[HandoutDay]:
    """Yield the first day, the days between and the last day on site."""
    days = working.span(start, event.last or start) or (start,)
    first, last = _certain(event)
    yield _day(days[0], days[0], *_FIRST, certain=first)
    if days[1:-1]:
        yield _day(days[1], days[-2], *_MIDDLE, certain=first and last)
    if days[1:]:
        yield _day(days[-1], days[-1], *_LAST, certain=last)


def _day(start: date, until: date, title: str, text: str, *, certain: bool) -> HandoutDay:
    return HandoutDay(starting=start, until=until, title=title, text=text, certain=certain)


def _certain(event: Event) -> tuple[bool, bool]:
    """Return whether the first and the last day are recorded or in the letter: staff take them as facts."""
    first = event.actual is not None or event.basis is Basis.NOTICE or event.id == "notification"
    if event.end is None and not event.end_waits_for:
        return first, first
    return first, event.actual_end is not None or (event.end is not None and event.end_basis is Basis.NOTICE)


def _visits(timetable: Iterable[TimetableEntry], workers: list[Worker], on: date) -> Iterator[HandoutVisit]:
    keys = {key: worker.name for worker in workers for key in (name_key(worker.name), worker.id) if key}
    for entry in sorted(timetable, key=lambda entry: (entry.day, entry.starts)):
        named = tuple(dict.fromkeys(keys[name] for name in _keys(entry.people) if name in keys))
        if named and entry.day >= on:
            yield HandoutVisit(
                day=entry.day, starts=entry.starts, title=entry.title, place=entry.place, workers=named
            )


def _keys(people: Iterable[str]) -> Iterator[str]:
    for person in people:
        yield person
        yield name_key(person)


def _contacts(holders: tuple[RoleHolder, ...], on: date) -> Iterator[Contact]:
    people = people_of(holders).on(on)
    numbers = {name_key(holder.name): holder.contact for holder in holders if holder.contact}
    for role, about in _CONTACTS.items():
        for person in people.holders(role)[:1]:
            leave = people.leave_on(person, on)
            name = person.name
            if leave is not None:
                cover = people.named(leave.cover) if leave.cover else ()
                name = next((each.name for each in cover if people.leave_on(each, on) is None), "")
            if name:
                yield Contact(role=role, name=name, contact=numbers.get(name_key(name), ""), about=about)
