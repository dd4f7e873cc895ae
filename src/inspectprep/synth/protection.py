"""Section 47 enquiries, conferences and protection plans (Lists 5 and 7)."""

from __future__ import annotations

from inspectprep.synth.children_in_need import episode
from inspectprep.synth.front_door import ASSESSMENT_WORKING_DAYS, assess, refer
from inspectprep.synth.people import CaseHolder, Child
from inspectprep.synth.population import NO, YES, Population, coded
from inspectprep.synth.random import Weights

_CATEGORIES: Weights[str] = Weights({"NEG": 50, "EMO": 36, "PHY": 8, "SAB": 4, "MUL": 2})
_OPEN_PLAN_DAYS = (3, 40, 95, 160, 230, 310, 440)
_ENDED_PLAN_DAYS = (100, 160, 230, 300, 400)
CONFERENCE_WORKING_DAYS = (5, 9, 11, 12, 13, 14, 15)
"""Working days from strategy discussion to conference when it is in time."""
_FIRST_ASSESSMENT = (10, 20, 28, 34, 38)
_UNDECIDED_WORKING_DAYS = 8
_SEEN_ALONE_FROM, _ALONE_ALWAYS_FROM = 2, 4
_UNBORN = 0.06


def enquiry(
    population: Population,
    child: Child,
    start: int,
    holder: CaseHolder,
    *,
    unnecessary: str | None,
    conference: int | None = None,
    plan: bool = False,
    earlier: int = 0,
    conferences: int = 0,
) -> None:
    """Write a section 47 enquiry that began in the window."""
    if start < population.days.window:
        return
    population.add(
        5,
        child,
        disability=child.disability,
        s47_start_date=start,
        icpc_unnecessary=unnecessary,
        icpc_date=conference,
        icpc_resulted_in_plan=None if conference is None else YES if plan else NO,
        s47_last_12_months=earlier,
        icpc_last_12_months=conferences,
        **holder,
    )


def plan_row(
    population: Population, child: Child, start: int, holder: CaseHolder, *, end: int | None = None
) -> None:
    """Write the child's row on List 7, with visits and reviews in time."""
    days, random = population.days, population.random
    latest = end if end is not None else days.today
    visit: int | None = max(start, days.shift(latest + 1, -random.between(1, 9)))
    if end is None and days.count(start, days.today) <= 3:
        visit = None
    if end is not None:
        review: int | None = end
    elif days.today > days.months(start, 3):
        review = max(start + 76, days.on(days.today - random.between(4, 165)))
    else:
        review = None
    category = coded("abuse_category")[random.of(_CATEGORIES)]
    later = category
    if category != coded("abuse_category")["MUL"] and random.happens(0.07):
        later = coded("abuse_category")[random.pick(("NEG", "EMO", "PHY"))]
    population.add(
        7,
        child,
        disability=child.disability,
        cpp_start_date=start,
        initial_abuse_category=category,
        latest_abuse_category=later,
        date_last_statutory_visit=visit,
        seen_alone=None if visit is None else _alone(population, child, visit),
        date_latest_review_conference=review,
        cpp_end_date=end,
        epo_or_police_protection=YES if random.happens(0.04) else NO,
        previous_cpp_count=0,
        **holder,
    )


def _alone(population: Population, child: Child, visit: int) -> str | None:
    if child.born > visit:
        return None
    age = population.days.age(child.born, visit)
    if age < _SEEN_ALONE_FROM:
        return NO
    old_enough = child.born <= population.days.years(population.days.today, -_ALONE_ALWAYS_FROM) + 1
    return YES if old_enough or population.random.happens(0.5) else NO


def _opening(
    population: Population, child: Child, referral: int, enquired: int, holder: CaseHolder
) -> int | None:
    """Write referral and the assessment around the enquiry; return when that was done."""
    days = population.days
    refer(population, child, referral, holder)
    start = referral if days.count(referral, enquired) <= 3 else enquired
    if start != referral:
        # A child already helped: the assessment that followed the referral, then one for the enquiry.
        assess(
            population,
            child,
            referral,
            holder,
            done=days.shift(referral, population.random.along(_FIRST_ASSESSMENT)),
        )
    length = max(population.random.along(ASSESSMENT_WORKING_DAYS), days.count(start, enquired) + 4)
    done: int | None = days.shift(start, length)
    if done is not None and done > days.today:
        done = None
    assess(population, child, start, holder, done=done)
    return done


def unplanned(population: Population) -> None:
    """A child whose enquiry did not lead to a plan: assessed, or helped by a child in need plan."""
    days, random = population.days, population.random
    start = max(days.on(population.even("enquiry", days.window, days.today)), days.window)
    referral = max(days.on(start - random.between(0, 3)), days.window)
    child = population.child(referral, unborn=_UNBORN)
    holder = population.staff.someone("assessment")
    done = _opening(population, child, referral, start, holder)
    elapsed = days.count(start, days.today)
    conference = None
    if elapsed <= _UNDECIDED_WORKING_DAYS:
        unnecessary = None
    elif population.even_share("conference unnecessary") < 0.88:
        unnecessary = YES
    else:
        unnecessary = NO
        conference = days.shift(start, random.along(CONFERENCE_WORKING_DAYS))
        if conference > days.today:
            conference = None
    enquiry(population, child, start, holder, unnecessary=unnecessary, conference=conference)
    status = "ASS" if done is None else "CIN"
    episode(
        population,
        child,
        referral,
        population.staff.take("assessment" if done is None else "family"),
        status=status,
    )


def planned(population: Population) -> None:
    """A child with a protection plan."""
    days = population.days
    start = days.on(days.today - population.random.along(_OPEN_PLAN_DAYS))
    child, referral = _planned(population, start)
    holder = population.staff.take("family")
    plan_row(population, child, start, holder)
    episode(population, child, referral, holder, status="CPP")


def enquired(population: Population) -> None:
    """A child with a protection plan about whom a further enquiry was made."""
    days, random = population.days, population.random
    start = days.on(days.today - random.between(110, 430))
    child, referral = _planned(population, start)
    holder = population.staff.take("family")
    again = max(days.on(max(start + 45, days.today - random.between(5, 150))), days.window)
    earlier = int(days.months(again, -12) <= start)
    for row_child, row in population.rows[5][-1:]:
        if row_child is child:  # both rows of a child carry the counts before the latest enquiry
            row["s47_last_12_months"] = 1
            earlier = 1
    enquiry(population, child, again, holder, unnecessary=NO, earlier=earlier)
    done: int | None = days.shift(again, random.between(6, 30))
    assess(population, child, again, holder, done=None if done is None or done > days.today else done)
    plan_row(population, child, start, holder)
    episode(population, child, referral, holder, status="CPP")


def _planned(population: Population, start: int) -> tuple[Child, int]:
    """Write what led to a plan that began on `start`; return the child and the day of the referral."""
    days, random = population.days, population.random
    discussed = days.shift(start, -random.along(CONFERENCE_WORKING_DAYS))
    fresh = random.happens(0.6)
    referral = days.on(discussed - (random.between(0, 3) if fresh else random.between(90, 260)))
    child = population.child(referral, unborn=_UNBORN if fresh else 0.0)
    holder = population.staff.someone("assessment")
    _opening(population, child, referral, discussed, holder)
    enquiry(population, child, discussed, holder, unnecessary=NO, conference=start, plan=True)
    return child, referral


def plan_ended(population: Population) -> None:
    """A child whose protection plan ended in the window."""
    days, random = population.days, population.random
    end = max(days.on(population.even("plan ended", days.window, days.today)), days.window)
    start = days.on(end - random.along(_ENDED_PLAN_DAYS))
    child, referral = _planned(population, start)
    stepped_down = days.months(referral, 11) > days.today and random.happens(0.7)
    holder = population.staff.take("family") if stepped_down else population.staff.someone("family")
    plan_row(population, child, start, holder, end=end)
    closed = None if stepped_down else min(days.on(end + random.between(0, 60)), days.today)
    episode(
        population, child, referral, holder, status="CIN", closed=None if closed is None else max(closed, end)
    )
