"""Children to whom a council gives all that the law asks, on the last day on which it is in time.

Their lists have no practice that is certainly late, and much that a list alone cannot show to be in time. In
what the law does not ask for they are like other children: most are settled, and in touch.
"""

from __future__ import annotations

from typing import Any

from inspectprep.model.representation import frozen
from inspectprep.synth.care import care_row
from inspectprep.synth.care_leavers import care_leaver
from inspectprep.synth.children_in_need import arrive, episode
from inspectprep.synth.front_door import assess, refer
from inspectprep.synth.people import Child
from inspectprep.synth.placement import at
from inspectprep.synth.population import NO, YES, Population, coded, earlier_referrals
from inspectprep.synth.protection import enquiry, plan_row
from inspectprep.synth.random import Weights

_YEAR = 365
_RECENT = 2 * _YEAR
"""Less than the two and a half years in care after which a child should have lived in one place for two."""
_WEEK, _FOUR_WEEKS, _SIX_WEEKS = 7, 28, 42
_NO_OFFER_YET = 0.05
"""Children missing today or back for less than 72 hours, as a share of those missing in the year."""


@frozen(kw_only=True)
class _Setting:
    """A way to be in care, and the longest interval between visits there, in days or in months."""

    placement: str
    legal: str = "C2"
    plan: str | None = "SG"
    age: int
    days_in_care: int = 4 * _YEAR
    days_placed: int
    visit_days: int = 0
    visit_months: int = 0
    reviewed: bool = True
    uasc: bool = False
    provider: str = ""
    placements: int = 1


_SETTINGS = (
    _Setting(
        placement="U6", age=6, days_in_care=_RECENT, days_placed=200, visit_days=_SIX_WEEKS, placements=2
    ),
    _Setting(placement="U6", age=6, days_placed=800, visit_days=_SIX_WEEKS),
    _Setting(placement="U4", plan="LF", age=11, days_placed=900, visit_months=3),
    # Six-monthly visits, to which the child agreed.
    _Setting(placement="U4", plan="LF", age=12, days_placed=900, visit_months=6),
    _Setting(placement="U1", plan="LF", age=13, days_in_care=_RECENT, days_placed=400, visit_months=6),
    _Setting(placement="U6", plan="LF", age=10, days_in_care=_RECENT, days_placed=400, visit_months=6),
    # Matched with carers with whom the child lived before: the code is new, the placement is not.
    _Setting(placement="U4", plan="LF", age=9, days_placed=150, visit_months=3),
    # Meant to last to 18.
    _Setting(placement="K2", plan="LR", age=14, days_in_care=_RECENT, days_placed=500, visit_months=3),
    _Setting(placement="S1", plan="LR", age=12, days_placed=750, visit_months=3),
    _Setting(placement="K3", plan="SL", legal="V2", age=17, days_placed=370, visit_months=3, uasc=True),
    _Setting(
        placement="K3",
        plan="SL",
        legal="V2",
        age=17,
        days_placed=200,
        visit_days=_SIX_WEEKS,
        placements=2,
        uasc=True,
    ),
    # Someone else decides where the child lives.
    _Setting(placement="R5", plan="RF", age=16, days_placed=400, visit_months=3, provider="PR3"),
    # The placement to which the child returns has the three months.
    _Setting(placement="T3", plan="LF", age=11, days_in_care=_RECENT, days_placed=10, visit_months=3),
    _Setting(
        placement="P1",
        plan="RF",
        age=5,
        days_in_care=_RECENT,
        days_placed=300,
        visit_days=_SIX_WEEKS,
        placements=2,
    ),
    _Setting(
        placement="P1",
        legal="C1",
        plan="RF",
        age=3,
        days_in_care=60,
        days_placed=60,
        visit_days=_FOUR_WEEKS,
    ),
    _Setting(
        placement="P1",
        legal="C1",
        plan=None,
        age=3,
        days_in_care=12,
        days_placed=12,
        visit_days=_WEEK,
        reviewed=False,
    ),
    # Visits as often as the adoption agency decided.
    _Setting(
        placement="A6",
        legal="E1",
        plan="AD",
        age=2,
        days_in_care=600,
        days_placed=300,
        visit_days=60,
        placements=2,
    ),
)


def in_care(population: Population) -> None:
    """A child in care whose visits, reviews and checks are on the last day on which they are in time."""
    days = population.days
    setting = _SETTINGS[int(population.even_share("setting") * len(_SETTINGS))]
    start = days.today - setting.days_in_care
    born = max(days.years(days.today, -setting.age) - 200, days.oldest)
    child = _child(population, min(born, start), uasc=setting.uasc)
    placed = days.today - setting.days_placed
    values = at(population, setting.placement, placed) | {
        "legal_status": setting.legal,
        "legal_status_start_date": start,
        "permanence_plan": coded("permanence_plan")[setting.plan] if setting.plan else None,
        "placements_last_12_months": setting.placements,
    }
    if setting.provider:
        values["placement_provider"] = coded("placement_provider")[setting.provider]
    if setting.placement == "A6":
        _decided(population, child, start, placed)
    holder = population.staff.take("care")
    care_row(population, child, start, holder, uasc=setting.uasc, adoption=values)
    due = _months(population, setting.visit_months) if setting.visit_months else 0
    row = population.rows[8][-1][1]
    row["date_last_sw_visit"] = _since(population, due or days.today - setting.visit_days)
    if setting.reviewed:
        first = days.shift(start, 20)
        review = first if days.months(first, 3) >= days.today else _months(population, 6)
        row["date_latest_review"] = review
        row["date_last_iro_visit"] = review
    else:
        row["date_latest_review"] = row["date_last_iro_visit"] = None
    young = days.age(child.born, days.today) < 5
    row["date_last_health_assessment"] = max(_months(population, 6 if young else 12), start)
    row["date_last_dental_check"] = max(_months(population, 12), start)
    if row["missing_episodes_12_months"] and population.even_share("no offer yet") < _NO_OFFER_YET:
        row["return_interview_offered"], row["return_interview_accepted"] = NO, None
    _need(population, child, start, holder)
    if days.age(child.born, days.today) >= 16:
        care_leaver(population, child, "ELIG", holder=holder, uasc=setting.uasc)


def came_into_care(population: Population) -> None:
    """A child who came into care twenty working days ago, or whose second review is due today."""
    days = population.days
    start = days.shift(days.today + 1, -21)
    again = population.random.happens(0.5)
    if again:
        start = days.shift(_months(population, 3), -20)
    child = _child(population, start - 8 * _YEAR)
    values = at(population, "U6", start) | {
        "legal_status": "V2",
        "legal_status_start_date": start,
        "permanence_plan": None,
    }
    holder = population.staff.take("care")
    care_row(population, child, start, holder, adoption=values)
    row = population.rows[8][-1][1]
    row["date_latest_review"] = row["date_last_iro_visit"] = _months(population, 3) if again else None
    row["date_last_sw_visit"] = _since(population, max(start, days.today - _SIX_WEEKS))
    row["date_last_health_assessment"] = start + 20 if again else None
    _need(population, child, start, holder)


def short_breaks(population: Population) -> None:
    """A disabled child with short breaks, who is visited as agreed with the parents."""
    days, random = population.days, population.random
    start = days.today - random.between(200, 800)
    child = _child(population, start - 9 * _YEAR, disability=YES)
    values = at(population, random.pick(("U6", "K2")), start) | {
        "legal_status": random.pick(("V3", "V4")),
        "legal_status_start_date": start,
        "permanence_plan": coded("permanence_plan")["RF"],
    }
    holder = population.staff.take("disability")
    care_row(population, child, start, holder, adoption=values)
    row = population.rows[8][-1][1]
    row["date_last_sw_visit"] = _months(population, 6)
    row["date_latest_review"] = row["date_last_iro_visit"] = _months(population, 6)
    row["date_last_health_assessment"] = row["date_last_dental_check"] = None
    _need(population, child, start, holder)


_LEAVERS: Weights[tuple[str, int, str, int, bool]] = Weights(
    {
        # Category, age, in touch, days since the contact, and whether reviews of the pathway plan are owed.
        ("FREL", 19, "YES", 150, True): 8,
        ("FREL", 20, "YES", 60, True): 8,
        ("FREL", 20, "REFU", 300, True): 1,
        ("FREL", 19, "RHOM", 300, False): 1,
        ("FREL", 21, "NO", 400, False): 1,
        ("FREL", 23, "NO", 700, False): 3,
        ("FREL", 24, "YES", 365, False): 4,
        ("REL", 17, "YES", 120, True): 6,
        ("QUAL", 19, "YES", 200, False): 8,
    }
)


def leaver(population: Population) -> None:
    """A care leaver in a home of their own, or one of 21 and over who asks for nothing."""
    days = population.days
    category, age, touch, contact, reviewed = _LEAVERS.at(population.even_share("leaver"))
    child = _child(population, days.years(days.today, -age) - 100)
    care_leaver(population, child, category)
    row = population.rows[9][-1][1]
    row["la_in_touch"] = coded("in_touch")[touch]
    row["latest_date_of_contact"] = days.today - contact
    row["latest_pathway_plan_review_date"] = _months(population, 6) if reviewed else None
    if touch == "YES":
        row["accommodation_type"] = coded("accommodation")["B" if age < 18 else "U"]
        row["accommodation_suitability"] = coded("suitability")["Suitable"]
        row["activity_status"] = row["activity_status"] or coded("activity")["F2"]
    else:
        row["accommodation_type"] = row["accommodation_suitability"] = row["activity_status"] = None


def planned(population: Population) -> None:
    """A child with a protection plan whose visits and reviews are on the last day."""
    days, random = population.days, population.random
    first = random.happens(0.5)
    start = _months(population, 3) if first else days.today - 420
    discussed = days.shift(start, -15)
    child = _child(population, start - 7 * _YEAR)
    holder = population.staff.take("family")
    _referred_before(population, child)
    refer(population, child, discussed, population.staff.someone("assessment"))
    assess(population, child, discussed, holder, done=days.shift(discussed, 45))
    enquiry(population, child, discussed, holder, unnecessary=NO, conference=start, plan=True)
    plan_row(population, child, start, holder)
    row = population.rows[7][-1][1]
    row["date_last_statutory_visit"] = days.shift(days.today + 1, -11)
    row["date_latest_review_conference"] = None if first else _months(population, 6)
    episode(population, child, discussed, holder, status="CPP")


def being_assessed(population: Population) -> None:
    """A child whose assessment has been open for 45 working days."""
    days = population.days
    start = days.shift(days.today + 1, -46)
    child = _child(population, start - 6 * _YEAR)
    taken = population.staff.take("assessment")
    _referred_before(population, child)
    refer(population, child, start, taken)
    assess(population, child, start, taken, done=None)
    episode(population, child, start, taken, status="ASS")


def _child(population: Population, born: int, *, uasc: bool = False, disability: str = NO) -> Child:
    child = population.child(population.days.today, born=born)
    child.disability = NO if uasc else disability
    return child


def _referred_before(population: Population, child: Child) -> None:
    """Draw earlier referrals evenly over the few children here who have a referral."""
    child.earlier = earlier_referrals(population.even_share("earlier referrals of the referred"))


def _need(population: Population, child: Child, start: int, holder: Any) -> None:
    days = population.days
    referral = days.on(start - 5)
    if referral >= days.window:
        _referred_before(population, child)
        arrive(population, child, referral)
    episode(population, child, referral, holder, status="LAC")


def _decided(population: Population, child: Child, entered: int, placed: int) -> None:
    """Write the steps to adoption on List 10."""
    population.add(
        10,
        child,
        disability=child.disability,
        date_entered_care=entered,
        adm_decision_date=entered + 150,
        placement_order_date=entered + 200,
        matched_date=placed - 20,
        placed_date=placed,
    )


def _since(population: Population, first: int) -> int:
    """Return the first day on which it was in time, or now and then a later one."""
    if population.random.happens(0.7):
        return first
    return population.random.between(first, population.days.today)


def _months(population: Population, number: int) -> int:
    """Return the first day that is not more than `number` months ago."""
    days = population.days
    day = days.months(days.today, -number)
    while days.months(day, number) < days.today:
        day += 1
    return day
