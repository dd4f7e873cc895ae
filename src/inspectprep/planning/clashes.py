"""Clashes of people and rooms in the timetables of one inspection or of several.

Two entries overlap if each starts before the other ends, so one that starts when the other ends does not. An
entry without an end lasts for an unknown time: it overlaps what contains its start. Without any hour, it may
overlap everything on its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.inspection_calendar import Clash, ClashKind
from inspectprep.model.roles import role_id
from inspectprep.model.workforce import People
from inspectprep.planning.wording import short_date

_Key = tuple[ClashKind, str]
_ALWAYS_THERE = (ClashKind.PERSON, ClashKind.INSPECTOR)
"""Who is there for the whole of an entry, so that an unknown hour matters."""


def clashes(entries: Iterable[TimetableEntry], people: People | None = None) -> tuple[Clash, ...]:
    """Return the clashes in timetables, by day.

    A person who is needed for one entry and organises another is in a clash of persons.

    Args:
        entries: The entries of every inspection that runs. An entry takes its people, the holder of the role
            that organises it, its inspector and its place.
        people: Role holders and their leave. A role without a holder on the day is the role itself.
    """
    every = sorted(entries, key=lambda entry: (entry.day, entry.starts, entry.id))
    on_leave = [clash for entry in every for clash in _leave(entry, people)]
    used: dict[tuple[object, _Key], list[tuple[str, TimetableEntry]]] = defaultdict(list)
    for entry in every:
        for key, name in _used(entry, people).items():
            used[entry.day, key].append((name, entry))
    found: dict[tuple[ClashKind, str, str, str], Clash] = {}
    for (day, (kind, plain)), needed in used.items():
        owned = used.get((day, (ClashKind.OWNER, plain)), []) if kind is ClashKind.PERSON else []
        uses = sorted([*needed, *owned], key=lambda use: (use[1].starts, use[1].id))
        for (name, one), (_, other) in combinations(uses, 2):
            certain = overlap(one, other)
            if certain or (certain is None and kind in _ALWAYS_THERE):
                clash = Clash(kind=kind, who=name, day=one.day, entries=(one, other), certain=certain is True)
                found[kind, plain, one.id or one.title, other.id or other.title] = clash
    return tuple(sorted((*on_leave, *found.values()), key=lambda clash: (clash.day, not clash.certain)))


def overlap(one: TimetableEntry, other: TimetableEntry) -> bool | None:
    """Return whether two entries overlap; None if this is not known."""
    if one.day != other.day:
        return False
    if not (one.starts and other.starts):
        return None
    first, second = sorted((one, other), key=lambda entry: entry.starts)
    if first.starts == second.starts:
        return True
    if not first.ends:
        return None
    return second.starts < first.ends


def clash_text(clash: Clash) -> str:
    """Return a clash as a sentence without a full stop."""
    what = " and ".join(_named(entry) for entry in clash.entries)
    day = short_date(clash.day)
    if clash.kind is ClashKind.LEAVE:
        return f"{clash.who} is on leave on {day}, the day of {what}"
    verb = _VERBS.get(clash.kind, "is needed for")
    when = "at the same time" if clash.certain else "and an hour is not known"
    return f"On {day}, {clash.who} {verb} {what} {when}"


_VERBS = {ClashKind.PLACE: "is used for", ClashKind.OWNER: "organises"}


def _named(entry: TimetableEntry) -> str:
    return f"“{entry.title}”{f' ({entry.starts})' if entry.starts else ''}"


def _used(entry: TimetableEntry, people: People | None) -> dict[_Key, str]:
    """Return the people and places that an entry takes, each with its name as written."""
    used = {(ClashKind.PERSON, _plain(name)): name for name in _people(entry.people, entry, people)}
    for name in _people((entry.owner,), entry, people):
        if (ClashKind.PERSON, _plain(name)) not in used:
            used[ClashKind.OWNER, _plain(name)] = name
    if entry.inspector.strip():
        used[ClashKind.INSPECTOR, _plain(entry.inspector)] = entry.inspector
    if entry.place.strip():
        used[ClashKind.PLACE, _plain(entry.place)] = entry.place
    return used


def _people(texts: Iterable[str], entry: TimetableEntry, people: People | None) -> Iterator[str]:
    for text in texts:
        if not text.strip():
            continue
        role = role_id(text)
        holder = people.on(entry.day).holder(role or text) if people else None
        yield holder.name if holder else text.strip()


def _leave(entry: TimetableEntry, people: People | None) -> Iterator[Clash]:
    if people is None:
        return
    present = people.on(entry.day)
    for name in dict.fromkeys(_people((*entry.people, entry.owner), entry, people)):
        named = present.named(name)
        if named and all(present.leave_on(person, entry.day) for person in named):
            yield Clash(kind=ClashKind.LEAVE, who=named[0].name, day=entry.day, entries=(entry,))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
