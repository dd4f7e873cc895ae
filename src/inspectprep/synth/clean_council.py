"""Generate a whole council: every child's story, and the eleven lists that record it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.calendar.bank_holidays import FIRST_YEAR, LAST_YEAR
from inspectprep.errors import OutOfRangeError, UnknownNameError
from inspectprep.synth import adoption, care, care_leavers, children_in_need, front_door, limits, protection
from inspectprep.synth.days import Days
from inspectprep.synth.people import Child
from inspectprep.synth.population import Population
from inspectprep.synth.synthetic import Cell, SyntheticCouncil

_STORIES: Mapping[str, Callable[[Population], None]] = {
    "contact": front_door.contact_only,
    "early help": front_door.early_help,
    "turned away": front_door.turned_away,
    "assessed": children_in_need.assessed_and_closed,
    "being assessed": children_in_need.being_assessed,
    "child in need": children_in_need.helped,
    "child in need, closed": children_in_need.helped_and_closed,
    "enquiry": protection.unplanned,
    "protection plan": protection.planned,
    "protection plan, enquiry": protection.enquired,
    "protection plan, ended": protection.plan_ended,
    "in care": care.in_care,
    "care ended, home": care.left_home,
    "care ended, eighteen": care.left_at_eighteen,
    "care leaver": care_leavers.leaver,
    "adoption": adoption.adopting,
    "adoption, reversed": adoption.reversed_decision,
    "adopters": adoption.adopters_waiting,
    "in care, last day": limits.in_care,
    "came into care, last day": limits.came_into_care,
    "short breaks": limits.short_breaks,
    "care leaver, last day": limits.leaver,
    "protection plan, last day": limits.planned,
    "being assessed, last day": limits.being_assessed,
}

MIX: Mapping[str, float] = {
    "contact": 310,
    "early help": 110,
    "turned away": 55,
    "assessed": 165,
    "being assessed": 55,
    "child in need": 75,
    "child in need, closed": 45,
    "enquiry": 36,
    "protection plan": 30,
    "protection plan, enquiry": 3,
    "protection plan, ended": 20,
    "in care": 44,
    "care ended, home": 7,
    "care ended, eighteen": 4,
    "care leaver": 28,
    "adoption": 5,
    "adoption, reversed": 1,
    "adopters": 7,
}
"""Children by story, in a thousand; adopters are families."""

EVEN: Mapping[str, float] = {
    "contact": 5,
    "early help": 100,
    "turned away": 5,
    "assessed": 10,
    "being assessed": 5,
    "enquiry": 62,
    "protection plan": 25,
    "protection plan, enquiry": 10,
    "protection plan, ended": 65,
    "in care": 35,
    "care ended, home": 5,
    "care leaver": 84,
    "adoption": 66,
    "adoption, reversed": 8,
    "adopters": 3,
}
"""A mix that no council has. Its lists have similar lengths; List 6 includes all children of 7 and 8."""

LIMITS: Mapping[str, float] = {
    "in care, last day": 60,
    "came into care, last day": 8,
    "short breaks": 8,
    "care leaver, last day": 40,
    "protection plan, last day": 20,
    "being assessed, last day": 20,
}
"""A mix of children to whom a council gives all that the law asks, on the last day on which it is in time."""

_TRIES = 60


def clean(
    *, children: int, seed: int, as_of: date, authority: str, mix: Mapping[str, float] | None = None
) -> SyntheticCouncil:
    """Return a return without wrong data and without late practice."""
    if not FIRST_YEAR + 3 <= as_of.year < LAST_YEAR:
        raise OutOfRangeError(
            f"A synthetic council needs a list date from {FIRST_YEAR + 3} to {LAST_YEAR - 1}, not {as_of}.",
            remedy="Choose another list date.",
        )
    if authority not in catalogue.authorities():
        raise UnknownNameError("authority", authority, list(catalogue.authorities()))
    counts = _counts(children, mix or MIX)
    days = Days(as_of)
    with _uncollected():
        return _generate(counts, days, seed=seed, as_of=as_of, authority=authority)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Stop the garbage collector, which would examine millions of rows that have no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _generate(
    counts: Mapping[str, int], days: Days, *, seed: int, as_of: date, authority: str
) -> SyntheticCouncil:
    for attempt in range(_TRIES):
        population = Population(seed=f"{seed}/{attempt}", days=days, authority=authority)
        for story, count in counts.items():
            write_story = _STORIES[story]
            for _ in range(count):
                write_story(population)
        # A short list can have an empty month by chance, and a rule rightly queries that.
        if _is_steady(population):
            break
    return SyntheticCouncil(as_of=as_of, authority=authority, seed=seed, cells=_cells(population))


def _counts(children: int, mix: Mapping[str, float]) -> dict[str, int]:
    """Divide `children` by largest remainder, so that the same number always gives the same council."""
    unknown = next((story for story in mix if story not in _STORIES), None)
    if unknown is not None:
        raise UnknownNameError("story", unknown, list(_STORIES))
    total = sum(mix.values())
    exact = {story: children * weight / total for story, weight in mix.items()}
    counts = {story: int(share) for story, share in exact.items()}
    left = children - sum(counts.values())
    for story in sorted(exact, key=lambda story: (counts[story] - exact[story], story))[:left]:
        counts[story] += 1
    return counts


_ACTIVITY = {
    1: "date_of_contact",
    3: "date_of_referral",
    4: "assessment_authorised_date",
    5: "s47_start_date",
}
_ENOUGH, _STALE_DAYS, _MONTH_ROWS, _CHANGE = 30, 14, 20, 0.6


def _is_steady(population: Population) -> bool:
    """Return whether activity continues up to the list date, without an empty month or a sudden change."""
    days = population.days
    first = days.date(days.window)
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    last = days.date(days.today + 1)
    whole = range(month, last.year * 12 + last.month - 1)
    for number, column in _ACTIVITY.items():
        events = [row[column] for _, row in population.rows[number] if row[column] is not None]
        if len(events) < _ENOUGH:
            continue
        if days.today - max(events) > _STALE_DAYS:
            return False
        per_month = dict.fromkeys(whole, 0)
        for event in events:
            day = days.date(event)
            place = day.year * 12 + day.month - 1
            if place in per_month:
                per_month[place] += 1
        counts = list(per_month.values())
        if 0 in counts:
            return False
        for before, after in pairwise(counts):
            most = max(before, after)
            if most >= _MONTH_ROWS and abs(before - after) > _CHANGE * most:
                return False
    return True


def _cells(population: Population) -> dict[int, dict[str, list[Cell]]]:
    """Return the rows as columns, ordered by identifier, with days turned into dates."""
    date_of = population.days.date
    out: dict[int, dict[str, list[Cell]]] = {}
    for number, listing in catalogue.lists().items():
        rows = sorted(population.rows[number], key=_order)
        columns: dict[str, list[Cell]] = {}
        for column in listing.columns:
            name = column.name
            if rows and rows[0][0] is not None and name in _OF_CHILD:
                columns[name] = [_OF_CHILD[name](population, child) for child, _ in rows]
            elif column.type == "date":
                cells = [row.get(name) for _, row in rows]
                columns[name] = [None if cell is None else date_of(cell) for cell in cells]
            else:
                columns[name] = [row.get(name) for _, row in rows]
        out[number] = columns
    return out


def _order(row: tuple[Child | None, dict[str, Any]]) -> tuple[str, str]:
    child, values = row
    return (child.id, "") if child else (values["family_identifier"], values["adopter_identifier"])


_OF_CHILD: Mapping[str, Callable[[Population, Any], Cell]] = {
    "child_unique_id": lambda _, child: child.id,
    "gender": lambda _, child: child.gender,
    "ethnicity": lambda _, child: child.ethnicity,
    "date_of_birth": lambda population, child: population.days.date(child.born),
    "age": lambda population, child: (
        -1 if child.born > population.days.today else population.days.age(child.born, population.days.today)
    ),
}
