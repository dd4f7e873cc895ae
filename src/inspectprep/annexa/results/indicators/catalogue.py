"""The figures that leaders should see before inspectors do."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from inspectprep.annexa.catalogue.rules import built_in
from inspectprep.annexa.results.indicators.values import Area, IndicatorSpec

__all__ = ["CASELOADS", "catalogue"]

CASELOADS = "caseloads"
"""The one figure that counts workers and not rows."""


_LONG_IN_CARE = "open and as_of >= add_months(lac_start_date, 30) and age_on(date_of_birth, as_of) < 16"


@cache
def catalogue() -> tuple[IndicatorSpec, ...]:
    """Return every indicator. Tolerances are planning defaults, except where a national figure is named."""
    return (*_help(), *_care(), *_leavers(), *_leaders())


def _measure(rule: str) -> dict[str, Any]:
    """Return how a measure of the rules counts, so that it is counted in one way."""
    found = built_in()[rule]
    assert found.measure is not None
    return {
        "measure": rule,
        "numerator": found.measure.numerator,
        "denominator": found.measure.denominator,
        "unit": found.unit,
    }


def _help() -> tuple[IndicatorSpec, ...]:
    spec = partial(IndicatorSpec, area=Area.HELP)
    return (
        spec(
            id="re-referrals",
            list=3,
            what="children referred had been referred in the year before",
            tolerance=0.22,
            why="Children who come back may have been turned away, or helped for too short a time.",
            look="An audit of repeat referrals: what was missed the first time.",
            **_measure("AA-I-001"),
        ),
        spec(
            id="referrals-not-assessed",
            list=3,
            what="accepted referrals were not followed by an assessment",
            rules=("AA-C-012",),
            denominator='code(referral_nfa) == "No"',
            tolerance=0.02,
            why="An accepted referral without an assessment is a child nobody has seen.",
            look="Each of these children by name, and what happened.",
        ),
        spec(
            id="assessments-late",
            list=4,
            what="assessments took, or are taking, longer than 45 working days",
            rules=(
                "AA-I-010",
                "AA-I-011",
            ),
            denominator="not missing(assessment_start_date)",
            tolerance=0.17,
            why="Children wait for help while they are assessed, and inspectors test whether delay is drift.",
            look="The oldest open assessments, team by team, with the reason for each.",
        ),
        spec(
            id="children-not-seen",
            list=4,
            what="assessments do not show that the child was seen",
            rules=("AA-I-013",),
            denominator="not missing(assessment_start_date)",
            tolerance=0.05,
            why="An assessment without the child is not one.",
            look="Whether these children were seen and not recorded, or not seen.",
        ),
        spec(
            id="conferences-late",
            list=5,
            what="initial conferences were held after more than 15 working days",
            rules=("AA-I-020",),
            denominator="not missing(icpc_date)",
            tolerance=0.2,
            why="Children at risk wait for a plan.",
            look="Dates of strategy discussion, decision and conference, and why the late ones were late.",
        ),
        spec(
            id="conferences-without-plan",
            list=5,
            what="initial conferences did not end in a plan",
            tolerance=0.25,
            why="A high share asks whether families are brought to conferences without need.",
            look="A reading of some that did not end in a plan.",
            **_measure("AA-I-023"),
        ),
        spec(
            id="in-need-not-seen",
            list=6,
            what="children with a child in need plan have not been seen lately",
            rules=("AA-I-030",),
            denominator='open and code(case_status) == "CIN"',
            why="Plans drift when nobody visits.",
            look="Dates of the next visits, and cases that should close.",
        ),
        spec(
            id="in-need-long",
            list=6,
            what="child in need plans have run for over a year",
            rules=("AA-I-031",),
            denominator='open and code(case_status) == "CIN"',
            tolerance=0.2,
            why="Long plans without change are drift, or hide risk that should have led to more.",
            look="The longest, disabled children apart, with what has changed in the last six months.",
        ),
        spec(
            id="plan-visits-late",
            list=7,
            what="children with a protection plan were not visited in time",
            rules=(
                "AA-I-040",
                "AA-I-046",
            ),
            denominator="open",
            why="A protection plan is a promise that somebody looks.",
            look="Today's list of overdue visits, with a date for each.",
        ),
        spec(
            id="plan-not-seen-alone",
            list=7,
            what="children of four or over with a plan were not seen alone at the last visit",
            rules=("AA-I-041",),
            denominator="open and not missing(seen_alone) and age_on(date_of_birth, as_of) >= 4",
            why="Children say what is happening when they are alone.",
            look="Whether it was recorded, refused or not tried.",
        ),
        spec(
            id="plan-reviews-late",
            list=7,
            what="review conferences of protection plans are overdue",
            rules=("AA-I-042",),
            denominator="open",
            tolerance=0.03,
            why="The law sets the dates, so each late one needs a reason.",
            look="Dates of the reviews booked.",
        ),
        spec(
            id="plans-repeated",
            list=7,
            what="children with a protection plan have had one before",
            rules=("AA-I-044",),
            denominator="open and not missing(previous_cpp_count)",
            tolerance=0.24,
            why="A second plan asks whether the first ended too soon.",
            look="How long ago the earlier plan ended, and for what harm.",
        ),
        spec(
            id="plans-long",
            list=7,
            what="protection plans have run for 15 months or more",
            rules=("AA-I-043",),
            denominator="open",
            tolerance=0.06,
            why="Children should not live at risk for years; long plans ask why no other step was taken.",
            look="Those near or past two years, with the legal advice taken.",
        ),
    )


def _care() -> tuple[IndicatorSpec, ...]:
    spec = partial(IndicatorSpec, area=Area.CARE)
    return (
        spec(
            id="care-reviews-late",
            list=8,
            what="children in care have an overdue statutory review",
            rules=("AA-I-050",),
            denominator="open",
            tolerance=0.04,
            why="The law sets the dates, and the reviewing officer's challenge is what inspectors look for.",
            look="Dates of the reviews booked, and what the reviewing officers raised.",
        ),
        spec(
            id="care-visits-late",
            list=8,
            what="children in care were not visited in time",
            rules=("AA-I-051",),
            denominator="open",
            why="Visits are how a council knows the children it is a parent to.",
            look="Today's list of overdue visits, with a date for each.",
        ),
        spec(
            id="health-late",
            list=8,
            what="children in care have no health assessment in time",
            rules=("AA-I-052",),
            denominator="open",
            why="A corporate parent knows its children's health.",
            look="What the health provider says about waiting times, and the list of those waiting.",
        ),
        spec(
            id="dental-late",
            list=8,
            what="children in care have no dental check in time",
            rules=("AA-I-053",),
            denominator="open",
            tolerance=0.15,
            why="A corporate parent takes its children to the dentist.",
            look="Dentists found, and children who refuse.",
        ),
        spec(
            id="placements-many",
            list=8,
            what="children in care have had three or more placements in a year",
            rules=("AA-I-054",),
            denominator="open",
            why="Moves harm; about one in ten is usual nationally.",
            look="Why the last moves happened, and what is done to hold placements.",
        ),
        spec(
            id="placements-unsettled",
            list=8,
            what="children under 16 long in care have lived where they are for less than two years",
            rules=("AA-I-055",),
            denominator=_LONG_IN_CARE,
            tolerance=0.32,
            why="Lasting relationships; about three in ten is usual nationally.",
            look="Planned moves to permanence apart from breakdowns.",
        ),
        spec(
            id="permanence-missing",
            list=8,
            what="children in care have no permanence plan by the second review",
            rules=("AA-I-056",),
            denominator="open",
            tolerance=0.03,
            why="Without a plan a child waits.",
            look="The plan for each, and the date of the meeting that agrees it.",
        ),
        spec(
            id="return-interviews",
            list=8,
            what="children who went missing were not known to be offered a return interview",
            rules=("AA-I-057",),
            denominator="missing_episodes_12_months > 0",
            tolerance=0.02,
            why="What a child says after going missing is how exploitation is seen.",
            look="Each child, and what was done instead.",
        ),
        spec(
            id="outside-area",
            list=8,
            what="children in care live outside the authority",
            tolerance=0.42,
            why="Children far from home are harder to keep safe and in touch.",
            look="Which provision is wanting at home, and how distant children are visited.",
            **_measure("AA-I-061"),
        ),
        spec(
            id="unregulated",
            list=8,
            what="children under 16 live in a semi-independent, independent or other setting",
            rules=("AA-I-062",),
            denominator="open and age_on(date_of_birth, as_of) < 16",
            tolerance=0.0,
            why="For children under 16 such places are against the law unless registered.",
            look="Each child: who visits, who knows, and until when.",
        ),
        spec(
            id="proceedings-long",
            list=8,
            what="interim care orders have run for more than 26 weeks",
            rules=("AA-I-064",),
            denominator='open and code(legal_status) == "C1"',
            tolerance=0.4,
            why="Proceedings have a statutory limit, and children wait for a decision.",
            look="What each case waits for.",
        ),
        spec(
            id="adoption-waiting",
            list=10,
            what="children have waited over a year for a match since the decision",
            rules=("AA-I-081",),
            denominator="open",
            tolerance=0.15,
            why="Time is lost to the child who waits for a family.",
            look="Family finding for each, and whether the plan still holds.",
        ),
    )


def _leavers() -> tuple[IndicatorSpec, ...]:
    spec = partial(IndicatorSpec, area=Area.LEAVERS)
    return (
        spec(
            id="not-in-touch",
            list=9,
            what="care leavers are not in touch",
            tolerance=0.08,
            why="Good parents keep in touch.",
            look="What was tried for each, and when.",
            **_measure("AA-I-073"),
        ),
        spec(
            id="contact-old",
            list=9,
            what="care leavers in touch have had no contact for over two months",
            rules=("AA-I-072",),
            denominator='code(la_in_touch) == "YES" and in_group(eligibility_category, "leaving care '
            'services")',
            why="The law asks for a visit at least every two months.",
            look="Contacts that were made and not recorded.",
        ),
        spec(
            id="pathway-plans-old",
            list=9,
            what="care leavers have no pathway plan review in six months",
            rules=("AA-I-071",),
            denominator='in_group(eligibility_category, "pathway plan required")',
            why="A plan that is not reviewed is not a plan for who the young person is now.",
            look="Reviews booked, and those that young people declined.",
        ),
        spec(
            id="no-adviser",
            list=9,
            what="care leavers have no personal adviser",
            rules=("AA-I-070",),
            denominator='in_group(eligibility_category, "pathway plan required")',
            tolerance=0.02,
            why="The adviser is the duty's face.",
            look="Who takes each, from when.",
        ),
        spec(
            id="unsuitable-homes",
            list=9,
            what="care leavers known to us live in unsuitable accommodation",
            rules=("AA-I-074",),
            denominator="not missing(accommodation_type)",
            tolerance=0.08,
            why="Where young people live decides much else.",
            look="Each young person, what was offered, and the next step.",
        ),
        spec(
            id="not-in-work-or-learning",
            list=9,
            what="care leavers in touch are not in education, employment or training",
            tolerance=0.39,
            why="Ambition for care leavers shows in what they do; nearly four in ten are not, nationally.",
            look="Illness and parenthood apart from the rest, and what the rest are offered.",
            **_measure("AA-I-075"),
        ),
    )


def _leaders() -> tuple[IndicatorSpec, ...]:
    spec = partial(IndicatorSpec, area=Area.LEADERS)
    return (
        spec(
            id="unallocated",
            list=6,
            what="open cases have no worker or no team",
            rules=("AA-I-060",),
            denominator="open",
            tolerance=0.0,
            why="A child without a worker is the first thing inspectors ask a director about.",
            look="Who holds each case today.",
        ),
        spec(
            id="held-by-desk",
            list=6,
            what="open cases are held by a manager, a desk or an inbox",
            rules=("AA-I-067",),
            denominator="open",
            tolerance=0.01,
            why="It hides children who wait for a worker.",
            look="When each goes to a worker.",
        ),
        spec(
            id=CASELOADS,
            list=6,
            what="workers hold more children than the limit",
            denominator="",
            why="Whether social workers have time is a question to leaders.",
            look="The workers above the limit, newly qualified ones first, and what is planned for them.",
        ),
    )
