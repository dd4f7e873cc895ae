"""Children in need: assessed, helped by a plan, and closed again (List 6, with 1, 3 and 4 before it)."""

from __future__ import annotations

from inspectprep.synth.front_door import ASSESSMENT_WORKING_DAYS, assess, contact, refer
from inspectprep.synth.people import Child, Holder
from inspectprep.synth.population import World, coded
from inspectprep.synth.random import Weights

__all__ = ["assessed_and_closed", "being_assessed", "episode", "helped", "helped_and_closed", "need_of"]

_NEEDS: Weights[str] = Weights({"N1": 56, "N3": 4, "N4": 12, "N5": 16, "N6": 5, "N7": 0.6, "N8": 2, "N2": 1})
_CLOSED: Weights[str] = Weights({"RC7": 88, "RC5": 7, "RC3": 3, "RC6": 2})
_OPEN_DAYS = (60, 90, 140, 200, 270, 350)
_EPISODE_DAYS = (85, 120, 180, 260, 420)
_LATER_SERVICE = "family"


def need_of(w: World, child: Child) -> str:
    """Return a child's main need; the child's own disability only where there is one."""
    short = "N2" if child.disability == "a) Yes" and w.chance.happens(0.6) else w.chance.of(_NEEDS)
    if short == "N2" and child.disability != "a) Yes":
        short = "N5"
    return coded("primary_need")[short]


def episode(
    w: World,
    child: Child,
    start: int,
    holder: Holder,
    *,
    status: str,
    closed: int | None = None,
    reason: str | None = None,
) -> None:
    """Write the child's row on List 6; `status` and `reason` are short codes."""
    days = w.days
    latest = closed if closed is not None else days.today
    seen = None
    if child.born <= latest:
        seen = max(days.on(latest - w.chance.between(0, 34)), start, child.born)
        seen = min(seen, latest)
    w.add(
        6,
        child,
        disability=child.disability,
        cin_start_date=start,
        primary_need_code=need_of(w, child),
        date_last_seen=seen,
        cin_closure_date=closed,
        closure_reason=coded("closure_reason")[reason or w.chance.of(_CLOSED)]
        if closed is not None
        else None,
        case_status=coded("case_status")["CLO" if closed is not None else status],
        **holder,
    )


def arrive(w: World, child: Child, referral: int, *, support: bool = True) -> int | None:
    """Write a child's referral and assessment, begun on the day of the referral; return when it was done.

    None means that the assessment is still open.
    """
    days = w.days
    taken = w.staff.someone("assessment")
    refer(w, child, referral, taken)
    done: int | None = days.shift(referral, w.chance.along(ASSESSMENT_WORKING_DAYS))
    if done is not None and done > days.today:
        done = None
    assess(w, child, referral, taken, done=done, support=support)
    return done


def assessed_and_closed(w: World) -> None:
    """A child whose assessment found no need for social care."""
    days = w.days
    done = max(days.on(w.even("assessed", days.window, days.today)), days.window)
    start = days.shift(done, -w.chance.along(ASSESSMENT_WORKING_DAYS))
    child = w.child(start, unborn=0.02)
    taken = w.staff.someone("assessment")
    refer(w, child, start, taken)
    assess(w, child, start, taken, done=done, support=False)


def being_assessed(w: World) -> None:
    """A child whose assessment is open."""
    days = w.days
    oldest = days.shift(days.today, -44)
    start = max(days.on(w.even("open assessment", oldest, days.today)), oldest)
    child = w.child(start, unborn=0.05)
    taken = w.staff.take("assessment")
    refer(w, child, start, taken)
    assess(w, child, start, taken, done=None)
    episode(w, child, start, taken, status="ASS")


def helped(w: World) -> None:
    """A child with a child in need plan."""
    days = w.days
    start = days.on(days.today - w.chance.along(_OPEN_DAYS))
    child = w.child(start, unborn=0.02)
    done = arrive(w, child, start)
    service = "disability" if child.disability == "a) Yes" and w.chance.happens(0.7) else _LATER_SERVICE
    episode(w, child, start, w.staff.take(service), status="ASS" if done is None else "CIN")
    if w.chance.happens(0.25):
        contact(w, child, days.on(days.today - w.chance.between(0, 50)))


def helped_and_closed(w: World) -> None:
    """A child whose child in need plan ended in the window."""
    days = w.days
    closed = max(days.on(w.even("closed", days.window, days.today)), days.window)
    start = days.on(closed - w.chance.along(_EPISODE_DAYS))
    child = w.child(start)
    arrive(w, child, start)
    episode(w, child, start, w.staff.someone(_LATER_SERVICE), status="CIN", closed=closed)
