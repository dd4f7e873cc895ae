"""Children on the way to adoption and the families for them (Lists 10 and 11)."""

from __future__ import annotations

from typing import Any

from inspectprep.synth.care import care_row
from inspectprep.synth.children_in_need import episode
from inspectprep.synth.people import ETHNICITIES, GENDERS
from inspectprep.synth.placement import at
from inspectprep.synth.population import NO, YES, Population, coded
from inspectprep.synth.random import Weights

_STAGES: Weights[str] = Weights({"adopted": 45, "placed": 25, "matched": 6, "ordered": 16, "decided": 8})
_LEAVING: Weights[str] = Weights({"1": 70, "2": 22, "3": 8})
_STEPS: Weights[str] = Weights({"stage 1": 25, "stage 2": 25, "approved": 35, "left": 15})
_WAIT_FOR_MATCH = 165


def adopting(population: Population) -> None:
    """One child, or two of a family together, on the way to adoption or adopted."""
    stage = population.random.of(_STAGES)
    siblings = 2 if population.random.happens(0.2) else 1
    dates = _dates(population, stage)
    known = "matched" in dates
    family = population.families.next() if known else None
    early = stage in {"adopted", "placed"} and population.random.happens(0.15)
    dates["ffa"] = dates["entered"] + population.random.between(0, 20) if early else None
    for _ in range(siblings):
        _child(population, dates, family)
    if family is not None:
        _adopters(
            population,
            family,
            approved=population.days.on(dates["matched"] - population.random.between(12, 160)),
            ffa=early,
            matched_date=dates["matched"],
            placed_date=dates.get("placed"),
            children_placed=siblings if "placed" in dates else None,
            adoption_order_date=dates.get("adopted"),
        )


def _dates(population: Population, stage: str) -> dict[str, Any]:
    """Return the days of the steps taken so far, each interval within the national thresholds."""
    days, random = population.days, population.random
    found: dict[str, Any] = {}
    if stage == "adopted":
        found["adopted"] = max(days.on(population.even("adopted", days.year, days.today)), days.year)
        found["placed"] = days.on(found["adopted"] - random.between(130, 280))
    elif stage == "placed":
        found["placed"] = days.on(days.today - random.between(8, 240))
    if "placed" in found:
        found["matched"] = days.on(found["placed"] - random.between(10, 35))
    elif stage == "matched":
        found["matched"] = days.on(days.today - random.between(1, 30))
    if "matched" in found:
        found["ordered"] = days.on(found["matched"] - random.between(20, 110))
    elif stage == "ordered":
        found["ordered"] = days.on(days.today - random.between(5, 150))
    if "ordered" in found:
        found["decided"] = days.on(found["ordered"] - random.between(10, 55))
    else:
        found["decided"] = days.on(days.today - random.between(5, 150))
    found["entered"] = days.on(found["decided"] - random.between(90, 185))
    return found


def _child(population: Population, dates: dict[str, Any], family: str | None) -> None:
    days, random = population.days, population.random
    start = dates["entered"]
    child = population.child(start, born=start - random.along((0, 0, 5, 60, 400, 900, 1900)))
    adopted = dates.get("adopted")
    population.add(
        10,
        child,
        family_identifier=family,
        disability=child.disability,
        date_entered_care=start,
        adm_decision_date=dates["decided"],
        placement_order_date=dates.get("ordered"),
        matched_date=dates.get("matched"),
        placed_date=dates.get("placed"),
        adoption_order_date=adopted,
        ffa_placed_date=dates["ffa"],
    )
    if adopted is not None and adopted < days.window:
        return
    holder = population.staff.someone("care") if adopted else population.staff.take("care")
    latest = adopted or days.today
    if "placed" in dates:
        values = at(population, "A5" if dates["ffa"] is not None else "A6", dates["placed"])
        if dates["placed"] > days.months(days.today, -12) and start < days.months(days.today, -12):
            values["placements_last_12_months"] = 2
    else:
        values = at(population, "U6", start)
    values |= {
        "legal_status": "E1" if "ordered" in dates else "C2",
        "legal_status_start_date": dates.get("ordered", min(start + 60, latest)),
        "permanence_plan": coded("permanence_plan")["AD"],
    }
    reason = ("E11" if random.happens(0.6) else "E12") if adopted else None
    care_row(population, child, start, holder, end=adopted, reason=reason, adoption=values)
    began = days.on(start - random.between(0, 120))
    closes = "RC1" if adopted else None
    episode(
        population, child, max(began, child.born - 100), holder, status="LAC", closed=adopted, reason=closes
    )


def reversed_decision(population: Population) -> None:
    """A child in care for whom adoption is no longer the plan."""
    days, random = population.days, population.random
    reverse = max(days.on(population.even("reversed", days.year, days.today)), days.year)
    decided = days.on(reverse - random.between(80, 300))
    start = days.on(decided - random.between(90, 185))
    reason = random.pick(("RD1", "RD2", "RD3", "RD4"))
    child = population.child(start, born=start - random.between(200, 2200))
    population.add(
        10,
        child,
        disability=child.disability,
        date_entered_care=start,
        adm_decision_date=decided,
        placement_order_date=None if reason == "RD2" else days.on(decided + random.between(20, 60)),
        decision_reversed_date=reverse,
        decision_reversed_reason=next(
            code for short, code in coded("adoption_reversal_reason").items() if short.startswith(reason)
        ),
    )
    values = at(population, "U4", start)
    values |= {
        "legal_status": "C2",
        "legal_status_start_date": start + 60,
        "permanence_plan": coded("permanence_plan")["LF"],
    }
    holder = population.staff.take("care")
    care_row(population, child, start, holder, adoption=values)
    episode(population, child, days.on(start - 10), holder, status="LAC")


def adopters_waiting(population: Population) -> None:
    """A family in assessment, approved and waiting, or gone again."""
    days, random = population.days, population.random
    step = random.of(_STEPS)
    family = population.families.next()
    if step == "approved":
        _adopters(population, family, approved=days.on(days.today - random.between(3, _WAIT_FOR_MATCH)))
    elif step == "stage 2":
        begun = days.on(days.today - random.between(1, 110))
        ended = days.on(begun - random.between(0, 20))
        _couple(population, family, **_first_stage(population, ended), stage2_start_date=begun)
    elif step == "stage 1":
        begun = days.on(days.today - random.between(1, 52))
        _couple(
            population, family, enquiry_date=days.on(begun - random.between(3, 60)), stage1_start_date=begun
        )
    else:
        left = max(days.on(population.even("adopters left", days.year + 30, days.today)), days.year)
        begun = days.on(left - random.between(5, 50))
        number = random.of(_LEAVING)
        reasons = coded("adopter_leaving_reason").values()
        reason = next(code for code in reasons if code.startswith(number))
        enquired = days.on(begun - random.between(3, 60))
        _couple(
            population,
            family,
            enquiry_date=enquired,
            stage1_start_date=begun,
            left_process_date=left,
            left_process_reason=reason,
        )


def _first_stage(population: Population, ended: int) -> dict[str, Any]:
    begun = population.days.on(ended - population.random.between(35, 54))
    return {
        "enquiry_date": population.days.on(begun - population.random.between(3, 90)),
        "stage1_start_date": begun,
        "stage1_end_date": ended,
    }


def _adopters(population: Population, family: str, *, approved: int, ffa: bool = False, **later: Any) -> None:
    """Write an approved family; `later` holds match, placement and order."""
    begun = population.days.on(approved - population.random.between(75, 112))
    ended = population.days.on(begun - population.random.between(0, 20))
    first = _first_stage(population, ended)
    _couple(population, family, ffa=ffa, **first, stage2_start_date=begun, stage2_end_date=approved, **later)


def _couple(population: Population, family: str, *, ffa: bool = False, **values: Any) -> None:
    """Write one adopter, or two with the same dates."""
    for _ in range(2 if population.random.happens(0.72) else 1):
        population.add(
            11,
            None,
            adopter_identifier=population.numbers.next(),
            family_identifier=family,
            gender=population.random.of(GENDERS),
            ethnicity=population.random.of(ETHNICITIES),
            disability=YES if population.random.happens(0.05) else NO,
            fostering_for_adoption=coded("ffa")["Yes" if ffa else "No"],
            **values,
        )
