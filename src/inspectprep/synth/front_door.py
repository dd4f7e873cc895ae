"""The front door: contacts, early help, referrals and assessments (lists 1 to 4)."""

from __future__ import annotations

from inspectprep.synth.people import CaseHolder, Child
from inspectprep.synth.population import NO, YES, Population, coded
from inspectprep.synth.random import Weights

_SOURCES: Weights[str] = Weights(
    {
        "1A": 7, "1B": 1.5, "1C": 1.5, "1D": 1, "2A": 20, "2B": 2.5, "3A": 2, "3B": 2.5, "3C": 1.5,
        "3D": 4, "3E": 3.5, "3F": 4, "4": 1.5, "5A": 4, "5B": 5, "5C": 3, "6": 27, "7": 3.5, "8": 4,
        "9": 1, "10": 0.5,
    }
)  # fmt: skip
_LEADS: Weights[str] = Weights(
    {"School": 38, "Early Help Service": 30, "Health visiting": 12, "Family hub": 10, "Voluntary sector": 10}
)
EARLY_HELP_AGES = tuple(years * 365 for years in (1, 3, 5, 7, 9, 11, 13, 14.5, 16.5))
_EARLY_HELP_DAYS = (20, 55, 90, 140, 300)
ASSESSMENT_WORKING_DAYS = (4, 17, 28, 34, 39, 43, 45)
"""Working days an assessment takes when it is in time."""
_WEEKEND_SHARE = 0.08


def contact(population: Population, child: Child, day: int, source: str | None = None) -> None:
    """Write a contact, if it is in the window."""
    if population.days.window <= day <= population.days.today:
        short = source or population.random.of(_SOURCES)
        population.add(1, child, date_of_contact=day, contact_source=coded("contact_source")[short])


def refer(
    population: Population, child: Child, day: int, holder: CaseHolder, *, accepted: bool = True
) -> None:
    """Write a referral and its contact, and an earlier referral that was turned away if there was one."""
    days, random = population.days, population.random
    if day < days.window:
        return
    if child.earlier and accepted and random.happens(0.4):
        _referral(population, child, days.on(day - random.between(40, 100)), holder, accepted=False)
    _referral(population, child, day, holder, accepted=accepted)


def _referral(population: Population, child: Child, day: int, holder: CaseHolder, *, accepted: bool) -> None:
    if day < population.days.window:
        return
    source = population.random.of(_SOURCES)
    contact(population, child, max(population.days.window, day - population.random.between(0, 2)), source)
    population.add(
        3,
        child,
        date_of_referral=day,
        referral_source=coded("contact_source")[source],
        referral_nfa=NO if accepted else YES,
        referrals_last_12_months=child.earlier,
        **holder,
    )


def assess(
    population: Population,
    child: Child,
    start: int,
    holder: CaseHolder,
    *,
    done: int | None,
    support: bool = True,
) -> None:
    """Write an assessment that is open (`done` None) or was authorised in the window."""
    days = population.days
    if done is not None and done < days.window:
        return
    seen = YES if child.born <= (done or days.today) else NO
    if done is None and days.count(start, days.today) <= 10 and population.random.happens(0.4):
        seen = population.random.pick((NO, "c) Unknown"))
    population.add(
        4,
        child,
        disability=child.disability,
        assessment_start_date=start,
        child_seen=seen,
        assessment_authorised_date=done,
        requires_social_care_support=None if done is None else YES if support else NO,
        **holder,
    )


def any_day(population: Population, key: str) -> int:
    """Return a day of the window for a contact, rarely at a weekend."""
    day = population.even(key, population.days.window, population.days.today)
    working = max(population.days.on(day), population.days.window)
    return day if population.random.happens(_WEEKEND_SHARE) else working


def contact_only(population: Population) -> None:
    """A child with one or two contacts and nothing more."""
    day = any_day(population, "contact")
    child = population.child(day, unborn=0.02)
    contact(population, child, day)
    if population.random.happens(0.15):
        contact(population, child, day + population.random.between(3, 40))


def early_help(population: Population) -> None:
    """A child helped early: by an assessment that is open or was completed in the window."""
    days, random = population.days, population.random
    length = random.along(_EARLY_HELP_DAYS)
    start = population.even("early help", days.window - length, days.today)
    start = days.on(start)
    end: int | None = days.on(start + length)
    if end is not None and (end > days.today or end < days.window):
        end = None if end > days.today else days.window + 3
    child = population.child(start, ages=EARLY_HELP_AGES)
    if random.happens(0.5):
        contact(population, child, start - random.between(5, 20))
    population.add(
        2,
        child,
        assessment_start_date=start,
        assessment_completion_date=end,
        organisation_completing_assessment=random.of(_LEADS),
    )


def turned_away(population: Population) -> None:
    """A child referred once and turned away."""
    day = max(
        population.days.on(population.even("turned away", population.days.window, population.days.today)),
        population.days.window,
    )
    child = population.child(day, unborn=0.02)
    refer(population, child, day, population.staff.someone("assessment"), accepted=False)
