"""Care leavers and young people in care who are owed leaving care services (List 9)."""

from __future__ import annotations

from typing import Any

from inspectprep.synth.people import CaseHolder, Child
from inspectprep.synth.population import NO, YES, Population, coded, shorts
from inspectprep.synth.random import Weights

_TOUCH: Weights[str] = Weights({"YES": 92, "NO": 3, "REFU": 2.5, "NREQ": 2, "RHOM": 0.5})
_HOMES: Weights[str] = Weights({"U": 40, "D": 20, "B": 14, "Z": 12, "E": 6, "K": 4, "T": 3, "Y": 1})
_YOUNG_HOMES: Weights[str] = Weights({"D": 45, "E": 15, "B": 20, "C": 20})
_ACTIVITIES: Weights[str] = Weights(
    {"F1": 7, "F2": 25, "P2": 5, "F4": 6, "P4": 1, "F5": 22, "P5": 8, "G4": 8, "G5": 14, "G6": 4}
)
_WHILE_IN_CARE = {"H5": "D", "K3": "D", "P2": "U", "K2": "C", "K1": "C", "P1": "B"}
_YEAR = 365
_COUNTED_UP_TO = 21
"""The Department counts older care leavers apart."""


def leaver(population: Population) -> None:
    """A young person who left care before the window."""
    days, random = population.days, population.random
    share = random.unit()
    if share < 0.04:
        category, least, most = "REL", 16, 18
    else:
        category, least, most = ("QUAL", 17, 25) if share < 0.16 else ("FREL", 18, 25)
    born = random.between(days.years(days.today, -most) + 1, days.years(days.today, -least))
    care_leaver(population, population.child(days.today, born=born), category)


def care_leaver(
    population: Population,
    child: Child,
    category: str,
    *,
    holder: CaseHolder | None = None,
    uasc: bool = False,
    lives: str = "",
) -> None:
    """Write a row on List 9; `category` is a short code and `lives` the placement of a child in care."""
    days, random = population.days, population.random
    touch = "YES" if category in {"ELIG", "REL"} else random.of(_TOUCH)
    age = days.age(child.born, days.today)
    contact = days.on(days.today - random.between(1, 52))
    if touch != "YES":
        contact = days.on(days.today - random.between(70, 320))
    values: dict[str, Any] = {
        "accommodation_type": None,
        "accommodation_suitability": None,
        "activity_status": None,
    }
    if touch == "YES":
        home = (
            _WHILE_IN_CARE.get(shorts("placement_type").get(lives, ""), "Y") if category == "ELIG" else None
        )
        home = home or random.of(_HOMES if age >= 18 else _YOUNG_HOMES)
        activity = _ACTIVITIES.at(population.even_share(f"activity {age <= _COUNTED_UP_TO}"))
        values = {
            "accommodation_type": coded("accommodation")[home],
            "accommodation_suitability": coded("suitability")["Suitable"],
            "activity_status": coded("activity")["F2" if age < 18 and activity == "F1" else activity],
        }
    population.add(
        9,
        child,
        uasc_or_former=YES if uasc or (category != "ELIG" and random.happens(0.12)) else NO,
        disability=child.disability,
        allocated_personal_advisor=population.staff.adviser(),
        eligibility_category=coded("eligibility")[category],
        latest_pathway_plan_review_date=None
        if category == "QUAL"
        else days.on(days.today - random.between(2, 170)),
        la_in_touch=coded("in_touch")[touch],
        latest_date_of_contact=contact,
        **values,
        **(holder or population.staff.take("leaving")),
    )
