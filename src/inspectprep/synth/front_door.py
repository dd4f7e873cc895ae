"""The front door: contacts, early help, referrals and assessments (lists 1 to 4)."""

from __future__ import annotations

from inspectprep.synth.people import Child, Holder
from inspectprep.synth.population import NO, YES, World, coded
from inspectprep.synth.random import Weights

__all__ = ["assess", "contact", "contact_only", "early_help", "refer", "turned_away"]

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


def contact(w: World, child: Child, day: int, source: str | None = None) -> None:
    """Write a contact, if it lies in the window."""
    if w.days.window <= day <= w.days.today:
        short = source or w.chance.of(_SOURCES)
        w.add(1, child, date_of_contact=day, contact_source=coded("contact_source")[short])


def refer(w: World, child: Child, day: int, holder: Holder, *, accepted: bool = True) -> None:
    """Write a referral and the contact it came from, with an earlier one turned away where there was one."""
    days, chance = w.days, w.chance
    if day < days.window:
        return
    if child.earlier and accepted and chance.happens(0.4):
        _referral(w, child, days.on(day - chance.between(40, 100)), holder, accepted=False)
    _referral(w, child, day, holder, accepted=accepted)


def _referral(w: World, child: Child, day: int, holder: Holder, *, accepted: bool) -> None:
    if day < w.days.window:
        return
    source = w.chance.of(_SOURCES)
    contact(w, child, max(w.days.window, day - w.chance.between(0, 2)), source)
    w.add(
        3,
        child,
        date_of_referral=day,
        referral_source=coded("contact_source")[source],
        referral_nfa=NO if accepted else YES,
        referrals_last_12_months=child.earlier,
        **holder,
    )


def assess(
    w: World, child: Child, start: int, holder: Holder, *, done: int | None, support: bool = True
) -> None:
    """Write an assessment that is open (`done` None) or was authorised in the window."""
    days = w.days
    if done is not None and done < days.window:
        return
    seen = YES if child.born <= (done or days.today) else NO
    if done is None and days.count(start, days.today) <= 10 and w.chance.happens(0.4):
        seen = w.chance.pick((NO, "c) Unknown"))
    w.add(
        4,
        child,
        disability=child.disability,
        assessment_start_date=start,
        child_seen=seen,
        assessment_authorised_date=done,
        requires_social_care_support=None if done is None else YES if support else NO,
        **holder,
    )


def any_day(w: World, key: str) -> int:
    """Return a day of the window on which somebody makes contact; few do at a weekend."""
    day = w.even(key, w.days.window, w.days.today)
    working = max(w.days.on(day), w.days.window)
    return day if w.chance.happens(_WEEKEND_SHARE) else working


def contact_only(w: World) -> None:
    """A child about whom somebody made contact once or twice, and no more."""
    day = any_day(w, "contact")
    child = w.child(day, unborn=0.02)
    contact(w, child, day)
    if w.chance.happens(0.15):
        contact(w, child, day + w.chance.between(3, 40))


def early_help(w: World) -> None:
    """A child helped early: by an assessment that is open or was completed in the window."""
    days, chance = w.days, w.chance
    length = chance.along(_EARLY_HELP_DAYS)
    start = w.even("early help", days.window - length, days.today)
    start = days.on(start)
    end: int | None = days.on(start + length)
    if end is not None and (end > days.today or end < days.window):
        end = None if end > days.today else days.window + 3
    child = w.child(start, ages=EARLY_HELP_AGES)
    if chance.happens(0.5):
        contact(w, child, start - chance.between(5, 20))
    w.add(
        2,
        child,
        assessment_start_date=start,
        assessment_completion_date=end,
        organisation_completing_assessment=chance.of(_LEADS),
    )


def turned_away(w: World) -> None:
    """A child referred once and turned away."""
    day = max(w.days.on(w.even("turned away", w.days.window, w.days.today)), w.days.window)
    child = w.child(day, unborn=0.02)
    refer(w, child, day, w.staff.someone("assessment"), accepted=False)
