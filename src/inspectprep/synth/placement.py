"""Placements of children in care: type, provider, place and permanence plan that agree (List 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.synth.people import Child
from inspectprep.synth.population import Population, coded, members
from inspectprep.synth.random import Weights

_TWO_YEARS = 735
_THIRTY_MONTHS = 905
_YEAR = 365
_BY_AGE: tuple[tuple[int, Weights[str]], ...] = (
    (2, Weights({"U6": 62, "U3": 18, "R3": 6, "P1": 14})),
    (11, Weights({"U6": 44, "U4": 20, "U3": 12, "U1": 10, "P1": 10, "K2": 4})),
    (16, Weights({"U6": 32, "U4": 22, "U3": 6, "U1": 7, "K2": 26, "P1": 5, "S1": 1, "K1": 1})),
    (99, Weights({"U6": 27, "U4": 16, "H5": 26, "K2": 19, "U1": 4, "P2": 4, "U3": 2, "P1": 2})),
)
_FOSTERING = members("placement_type", "fostering")
_NUMBERED = members("placement_type", "Ofsted number required", "Ofsted number usual")
_WITH_SUPPORT = members("placement_type", "unregulated accommodation", "supported accommodation")
_PLANS = {
    **dict.fromkeys(members("placement_type", "long-term fostering"), "LF"),
    **dict.fromkeys(_WITH_SUPPORT, "SL"),
    "K1": "LR",
    "K2": "LR",
    "S1": "LR",
    "P1": "RF",
}
_OTHER_AREAS = (
    "Reading",
    "Swindon",
    "Birmingham",
    "Kent",
    "Coventry",
    "Wiltshire",
    "West Northamptonshire",
    "Oxfordshire",
)
_OUTCODES = ("OX3", "OX4", "OX14", "OX16", "OX28", "RG1", "SN2", "B12", "CT9", "CV3", "SP1", "NN5")
_OWN_OUTCODES = 5
# Letters that end no postcode in use, so that none of these is any child's home.
_NEVER_USED = "CIKMOV"


def placed_with(
    population: Population, child: Child, start: int, latest: int, *, legal: str, since: int, ended: bool
) -> dict[str, Any]:
    """Return placement and plan for a child in care from `start` up to `latest`."""
    days, random = population.days, population.random
    length = latest - start
    age = days.age(child.born, latest)
    long_in_care = length >= _THIRTY_MONTHS and age < 16
    if legal in {"C1", "C2"} or legal == "L2":
        began = start + random.between(0, length - _TWO_YEARS if long_in_care else min(length, 1500))
    else:
        began = start + (
            random.between(0, length - _TWO_YEARS) if long_in_care else random.between(length // 3, length)
        )
    kind = random.of(next(weights for limit, weights in _BY_AGE if age < limit))
    kind = _allowed(population, child, kind, legal=legal, since=since, began=began, latest=latest)
    kind = _valid(kind, days.date(began), days.date(latest))
    plan = _plan(population, kind, legal, start=start, since=since, began=began, latest=latest)
    values = at(population, kind, began)
    if began > start and start < days.months(days.today, -12) < began:
        values["placements_last_12_months"] = 2
    elif start >= days.months(days.today, -12):
        values["placements_last_12_months"] = 1 if began == start else 2
    if ended and plan is None:
        plan = "RF"
    values["permanence_plan"] = None if plan is None else coded("permanence_plan")[plan]
    return values


def _allowed(
    population: Population, child: Child, kind: str, *, legal: str, since: int, began: int, latest: int
) -> str:
    """Replace a placement that this child could not have by fostering."""
    days = population.days
    if kind == "P1":
        with_order = legal == "C1" or (legal == "C2" and max(began, since) > latest - _YEAR + 10)
        return kind if with_order else "U3"
    if kind in _WITH_SUPPORT and days.age(child.born, began) < 16:
        return "K2" if days.age(child.born, began) >= 8 else "U4"
    if kind == "S1" and days.age(child.born, began) < 6:
        return "U4"
    return kind


def _valid(kind: str, began: date, latest: date) -> str:
    """Replace a code that had ended when the placement began, or while it was open, by its successor."""
    code = next(code for code in catalogue.code_set("placement_type").codes if code.name == kind)
    judged = latest if code.ends_open_events else began
    return code.successors[0] if code.valid_until is not None and judged > code.valid_until else kind


def _plan(
    population: Population, kind: str, legal: str, *, start: int, since: int, began: int, latest: int
) -> str | None:
    random, days = population.random, population.days
    if latest <= days.months(start, 3) and random.happens(0.5):
        return None
    if kind in _PLANS:
        return _PLANS[kind]
    home = legal in {"C1", "L2"} or (legal == "V2" and latest - since < _YEAR - 10)
    if home and random.happens(0.5):
        return "RF"
    if latest - began < _TWO_YEARS - 30 and random.happens(0.5):
        return "LF"
    return "SG" if random.happens(0.8) else "OT"


def at(population: Population, kind: str, began: int) -> dict[str, Any]:
    """Return the columns that say where a placement of this type is."""
    random = population.random
    fostered = kind in _FOSTERING
    outside = population.even_share(f"outside {fostered}") < (0.24 if fostered else 0.34)
    if kind == "P1":
        provider, outside = "PR0", False
    elif kind in {"U1", "U2", "U3"}:
        provider = "PR1"
    elif kind in {"A3", "A4", "A5", "A6", "U4", "U5", "U6"}:
        provider = "PR4" if outside and random.happens(0.8) else "PR1"
    else:
        provider = "PR4" if outside or random.happens(0.7) else "PR5" if random.happens(0.3) else "PR1"
    others = [name for name in _OTHER_AREAS if name != population.authority]
    outcode = random.pick(_OUTCODES[_OWN_OUTCODES:] if outside else _OUTCODES[:_OWN_OUTCODES])
    inward = f"{random.between(1, 9)}{random.pick(_NEVER_USED)}{random.pick(_NEVER_USED)}"
    number = None
    if kind in _NUMBERED:
        number = (
            f"SC{random.between(400_000, 499_999)}"
            if kind in _FOSTERING
            else str(random.between(1_230_000, 2_790_000))
        )
    return {
        "placement_start_date": began,
        "placement_type": coded("placement_type")[kind],
        "placement_provider": coded("placement_provider")[provider],
        "placement_postcode": f"{outcode} {inward}",
        "placement_urn": number,
        "placement_location": coded("in_out")["Out" if outside else "In"],
        "la_of_placement": random.pick(others) if outside else population.authority,
        "placements_last_12_months": 1,
    }
