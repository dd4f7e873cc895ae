"""Children in care and care ended (List 8)."""

from __future__ import annotations

from typing import Any

from inspectprep.synth.care_leavers import care_leaver
from inspectprep.synth.children_in_need import arrive, episode, need_of
from inspectprep.synth.people import CaseHolder, Child
from inspectprep.synth.placement import placed_with
from inspectprep.synth.population import NO, YES, Population, coded, members
from inspectprep.synth.protection import plan_row
from inspectprep.synth.random import Curve, Weights

_YEAR = 365
_AGES: Curve = tuple(years * 365 for years in (0.3, 3, 6.5, 9.5, 12, 13.8, 15, 16, 16.8, 17.8))
_DAYS_IN_CARE: Curve = (3, 80, 200, 380, 600, 900, 1300, 1900, 2900, 5200)
_RECENT = 270
_PROCEEDINGS = 170
"""Days within which an interim order has not yet turned into a full one."""
_EMERGENCY = 8
_FOR_ADOPTION = frozenset(coded("placement_type")[short] for short in members("placement_type", "adoption"))
_FIRST_REVIEW = 28
"""Days within which a placement for adoption has its first review."""


def in_care(population: Population) -> None:
    """A child in care today."""
    days, random = population.days, population.random
    age = random.along(_AGES)
    born = max(days.today - age, days.oldest)
    uasc = age > 15 * _YEAR and random.happens(0.16)
    length = random.between(20, 350) if uasc else min(random.along(_DAYS_IN_CARE), days.today - born)
    start = days.today - length
    start = max(days.on(start), born)
    child = population.child(start, born=born)
    if uasc:
        child.disability = NO
    holder = population.staff.take("care")
    planned_first = start > days.window and length > 35 and age > 2 * _YEAR and random.happens(0.25)
    referral = (
        _from_plan(population, child, start, holder) if planned_first else _arrived(population, child, start)
    )
    values = care_row(population, child, start, holder, uasc=uasc, emergency=not planned_first)
    episode(population, child, referral, holder, status="LAC")
    sixteen = days.age(child.born, days.today) >= 16
    if sixteen and days.today - start >= 91:
        care_leaver(population, child, "ELIG", holder=holder, uasc=uasc, lives=values["placement_type"])


def _from_plan(population: Population, child: Child, start: int, holder: CaseHolder) -> int:
    """Write the protection plan that ended when care began; return the day of the referral before it."""
    days, random = population.days, population.random
    end = max(days.on(start + random.between(10, 28)), days.window)
    began = days.on(min(end - 100, days.window - random.between(1, 120)))
    plan_row(population, child, began, holder, end=end)
    return days.on(began - 40)


def _arrived(population: Population, child: Child, start: int) -> int:
    """Write what led to care that began on `start`; return the day of the referral."""
    days, random = population.days, population.random
    if days.today - start <= _RECENT:
        referral = days.on(start - random.between(0, 60))
        arrive(population, child, referral)
        return referral
    return max(days.on(start - random.between(0, 300)), child.born - 60)


def left_home(population: Population) -> None:
    """A child under 18 whose care ended in the window."""
    days, random = population.days, population.random
    end = max(days.on(population.even("left care", days.window, days.today)), days.window)
    length = random.between(60, 1200)
    age = random.between(length + 30, max(length + 31, 15 * _YEAR))
    child = population.child(end, born=end - age)
    start = max(days.on(end - length), child.born)
    reason = random.of(_REASONS)
    closes = {"E4A": "RC7", "E4B": "RC7", "E3": "RC5"}.get(reason, "RC4" if reason in _GUARDIANS else "RC3")
    referral = max(days.on(start - random.between(0, 200)), child.born)
    holder = population.staff.someone("care")
    care_row(population, child, start, holder, end=end, reason=reason)
    episode(population, child, referral, holder, status="LAC", closed=end, reason=closes)


_REASONS: Weights[str] = Weights(
    {"E4A": 46, "E4B": 10, "E45": 10, "E46": 8, "E47": 9, "E48": 2, "E13": 8, "E3": 3}
)
_GUARDIANS = members("ceased_reason", "special guardianship")
_GROWN_UP: Weights[str] = Weights({"E5": 40, "E6": 20, "E17": 30, "E7": 10})


def left_at_eighteen(population: Population) -> None:
    """A young person who left care at 18 in the window, and is a care leaver now."""
    days, random = population.days, population.random
    end = population.even("eighteen", days.window, days.today)
    if days.date(end).month == 2 and days.date(end).day == 29:
        end -= 1
    child = population.child(end, born=days.years(end, -18))
    length = min(random.between(200, 3500), 17 * _YEAR)
    start = days.on(end - length)
    holder = population.staff.someone("care")
    values = care_row(population, child, start, holder, end=end, reason=random.of(_GROWN_UP))
    closes = "RC6" if values["lac_end_reason"].startswith("o)") else "RC7"
    episode(population, child, days.on(start - 20), holder, status="LAC", closed=end, reason=closes)
    care_leaver(population, child, "FREL")


def care_row(
    population: Population,
    child: Child,
    start: int,
    holder: CaseHolder,
    *,
    end: int | None = None,
    reason: str | None = None,
    uasc: bool = False,
    emergency: bool = False,
    adoption: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Write the child's row on List 8 and return its values.

    `adoption` gives legal status, plan and placement where the child is on the way to adoption.
    """
    days = population.days
    latest = end if end is not None else days.today
    values: dict[str, Any] = {
        "uasc": YES if uasc else NO,
        "disability": child.disability,
        "lac_start_date": start,
        "category_of_need": coded("primary_need")["N8"] if uasc else need_of(population, child),
        "subsequent_lac_period": YES if population.random.happens(0.04) else NO,
        "lac_end_date": end,
        "lac_end_reason": coded("ceased_reason")[reason] if reason else None,
    }
    if adoption is None:
        legal, since = _legal(
            population, child, start, latest, uasc=uasc, emergency=emergency and end is None
        )
        values |= {"legal_status": legal, "legal_status_start_date": since}
        values |= placed_with(
            population, child, start, latest, legal=legal, since=since, ended=end is not None
        )
    else:
        values |= adoption
    values["legal_status"] = coded("legal_status")[values["legal_status"]]
    values |= _looked_after(population, child, start, latest, values)
    values |= _missing(population, child, latest)
    population.add(8, child, **values, **holder)
    return values


def _legal(
    population: Population, child: Child, start: int, latest: int, *, uasc: bool, emergency: bool
) -> tuple[str, int]:
    random, length = population.random, latest - start
    if uasc:
        return "V2", start
    if emergency and length <= _EMERGENCY and random.happens(0.2):
        return "L2", start
    if length <= _PROCEEDINGS:
        by_order = child.born > population.days.years(latest, -14) and random.happens(0.75)
        return ("C1" if by_order else "V2"), start
    if random.happens(0.18):
        return "V2", start
    return "C2", start + random.between(min(100, length - 10), min(length - 5, 230))


def _looked_after(
    population: Population, child: Child, start: int, latest: int, values: dict[str, Any]
) -> dict[str, Any]:
    """Reviews, visits and health checks, each in time."""
    days, random = population.days, population.random
    placed = values["placement_start_date"]
    kind = values["placement_type"]
    in_first_days = days.count(start, latest) <= 18
    review: int | None
    if in_first_days:
        review = days.on(latest - random.between(0, 3)) if random.happens(0.3) else None
        review = None if review is None else max(review, start)
    else:
        most = 82 if latest <= days.months(start, 7) else 170
        due = days.shift(start, 14)
        review = max(due, days.on(latest - random.between(3, most)))
    if kind in _FOR_ADOPTION and (review is None or review < placed) and latest - placed > _FIRST_REVIEW:
        review = days.on(placed + _FIRST_REVIEW)
    at_home = kind.startswith("k) P1") and values["legal_status"] == coded("legal_status")["C1"]
    settled = (
        kind.startswith(("a) U1", "d) U4")) or values["permanence_plan"] == coded("permanence_plan")["LF"]
    ) and latest > days.years(placed, 1)
    visit = max(days.on(latest - random.between(0, 2 if at_home else 80 if settled else 36)), placed)
    if kind.startswith("k) P1"):
        visit = max(visit, values["legal_status_start_date"])
    young = days.age(child.born, latest) < 5
    health: int | None = max(days.on(latest - random.between(2, 168 if young else 350)), start)
    if in_first_days and random.happens(0.7):
        health = None
    dental: int | None = max(days.on(latest - random.between(2, 350)), start)
    if days.months(start, 3) >= latest or child.born > days.months(latest, -17):
        dental = None if latest - start < 350 else dental
    officer = None if review is None else min(max(review, days.on(review + random.between(-10, 40))), latest)
    return {
        "date_latest_review": review,
        "date_last_sw_visit": min(visit, latest),
        "date_last_iro_visit": officer,
        "date_last_health_assessment": health,
        "date_last_dental_check": dental,
    }


def _missing(population: Population, child: Child, latest: int) -> dict[str, Any]:
    random = population.random
    age = population.days.age(child.born, latest)
    episodes = random.along((1, 1, 2, 3, 5, 14)) if age >= 11 and random.happens(0.16) else 0
    return {
        "missing_episodes_12_months": episodes,
        "absent_episodes_12_months": random.between(1, 3) if episodes and random.happens(0.3) else 0,
        "return_interview_offered": YES if episodes else None,
        "return_interview_accepted": YES if episodes else None,
    }
