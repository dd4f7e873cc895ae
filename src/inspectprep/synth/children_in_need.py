"""Children in need: assessed, helped by a plan, and closed again (List 6, with 1, 3 and 4 before it)."""

from __future__ import annotations

from inspectprep.synth.front_door import ASSESSMENT_WORKING_DAYS, assess, contact, refer
from inspectprep.synth.people import CaseHolder, Child
from inspectprep.synth.population import Population, coded
from inspectprep.synth.random import Weights

_NEEDS: Weights[str] = Weights({"N1": 56, "N3": 4, "N4": 12, "N5": 16, "N6": 5, "N7": 0.6, "N8": 2, "N2": 1})
_CLOSED: Weights[str] = Weights({"RC7": 88, "RC5": 7, "RC3": 3, "RC6": 2})
_OPEN_DAYS = (60, 90, 140, 200, 270, 350)
_EPISODE_DAYS = (85, 120, 180, 260, 420)
_LATER_SERVICE = "family"


def need_of(population: Population, child: Child) -> str:
    """Return a child's main need; the child's own disability only where there is one."""
    short = (
        "N2"
        if child.disability == "a) Yes" and population.random.happens(0.6)
        else population.random.of(_NEEDS)
    )
    if short == "N2" and child.disability != "a) Yes":
        short = "N5"
    return coded("primary_need")[short]


def episode(
    population: Population,
    child: Child,
    start: int,
    holder: CaseHolder,
    *,
    status: str,
    closed: int | None = None,
    reason: str | None = None,
) -> None:
    """Write the child's row on List 6; `status` and `reason` are short codes."""
    days = population.days
    latest = closed if closed is not None else days.today
    seen = None
    if child.born <= latest:
        seen = max(days.on(latest - population.random.between(0, 34)), start, child.born)
        seen = min(seen, latest)
    population.add(
        6,
        child,
        disability=child.disability,
        cin_start_date=start,
        primary_need_code=need_of(population, child),
        date_last_seen=seen,
        cin_closure_date=closed,
        closure_reason=coded("closure_reason")[reason or population.random.of(_CLOSED)]
        if closed is not None
        else None,
        case_status=coded("case_status")["CLO" if closed is not None else status],
        **holder,
    )


def arrive(population: Population, child: Child, referral: int, *, support: bool = True) -> int | None:
    """Write a child's referral and assessment, begun on the day of the referral; return when it was done.

    None means that the assessment is still open.
    """
    days = population.days
    taken = population.staff.someone("assessment")
    refer(population, child, referral, taken)
    done: int | None = days.shift(referral, population.random.along(ASSESSMENT_WORKING_DAYS))
    if done is not None and done > days.today:
        done = None
    assess(population, child, referral, taken, done=done, support=support)
    return done


def assessed_and_closed(population: Population) -> None:
    """A child whose assessment found no need for social care."""
    days = population.days
    done = max(days.on(population.even("assessed", days.window, days.today)), days.window)
    start = days.shift(done, -population.random.along(ASSESSMENT_WORKING_DAYS))
    child = population.child(start, unborn=0.02)
    taken = population.staff.someone("assessment")
    refer(population, child, start, taken)
    assess(population, child, start, taken, done=done, support=False)


def being_assessed(population: Population) -> None:
    """A child whose assessment is open."""
    days = population.days
    oldest = days.shift(days.today, -44)
    start = max(days.on(population.even("open assessment", oldest, days.today)), oldest)
    child = population.child(start, unborn=0.05)
    taken = population.staff.take("assessment")
    refer(population, child, start, taken)
    assess(population, child, start, taken, done=None)
    episode(population, child, start, taken, status="ASS")


def helped(population: Population) -> None:
    """A child with a child in need plan."""
    days = population.days
    start = days.on(days.today - population.random.along(_OPEN_DAYS))
    child = population.child(start, unborn=0.02)
    done = arrive(population, child, start)
    service = (
        "disability" if child.disability == "a) Yes" and population.random.happens(0.7) else _LATER_SERVICE
    )
    episode(population, child, start, population.staff.take(service), status="ASS" if done is None else "CIN")
    if population.random.happens(0.25):
        contact(population, child, days.on(days.today - population.random.between(0, 50)))


def helped_and_closed(population: Population) -> None:
    """A child whose child in need plan ended in the window."""
    days = population.days
    closed = max(days.on(population.even("closed", days.window, days.today)), days.window)
    start = days.on(closed - population.random.along(_EPISODE_DAYS))
    child = population.child(start)
    arrive(population, child, start)
    episode(population, child, start, population.staff.someone(_LATER_SERVICE), status="CIN", closed=closed)
