"""Children in care: reviews, visits, health, stability and drift."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-I-050",
        "lists": (8,),
        "nature": "practice",
        "message": "The review of the child in care is late.",
        "guidance": "Hold it, or record the day it was held.",
        "columns": ("lac_start_date", "legal_status", "date_latest_review", "lac_end_date"),
        "policy": (
            "care_first_review_working_days",
            "care_second_review_months",
            "care_next_review_months",
            "care_early_months",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": "open and (missing(date_latest_review) or date_latest_review < "
                "lac_start_date) and workdays(lac_start_date, as_of) > "
                "policy.care_first_review_working_days",
            },
            {
                "severity": "error",
                "when": "open and date_latest_review >= lac_start_date and as_of > "
                "add_months(date_latest_review, policy.care_next_review_months)",
            },
            {
                "severity": "error",
                "when": "open and date_latest_review >= lac_start_date and workdays(lac_start_date, "
                "date_latest_review) <= policy.care_first_review_working_days and as_of > "
                "add_months(date_latest_review, policy.care_second_review_months)",
            },
            {
                "severity": "query",
                "when": "open and workdays(lac_start_date, date_latest_review) > "
                "policy.care_first_review_working_days and as_of <= "
                "add_months(lac_start_date, policy.care_early_months) and as_of > "
                "add_months(date_latest_review, policy.care_second_review_months)",
            },
        ),
        "skip_when": ('in_group(legal_status, "short breaks")',),
        "reference": "Care Planning, Placement and Case Review (England) Regulations 2010 regulation 33",
        "basis": "mixed",
        "note": "A review in the first 20 working days must be the first, so three months follow; a later "
        "one could be either, and in the first months of care that is asked about. Reviews of "
        "earlier periods do not count.",
    },
    {
        "id": "AA-I-051",
        "lists": (8,),
        "nature": "practice",
        "message": "The social worker's visit to the child in care is late.",
        "guidance": "Visit the child, or record the visit.",
        "columns": (
            "legal_status",
            "date_latest_review",
            "date_last_sw_visit",
            "permanence_plan",
            "lac_end_date",
            "placement_start_date",
            "placement_type",
        ),
        "policy": (
            "care_visit_days",
            "care_visit_long_term_months",
            "care_visit_long_term_after_years",
            "parents_before_review_days",
            "parents_interim_days",
            "care_visit_first_days",
        ),
        "outcomes": (
            {
                "severity": "error",
                "column": "date_last_sw_visit",
                "when": 'open and code(placement_type) == "P1" and code(legal_status) == "C1" and '
                "(missing(date_latest_review) or date_latest_review < placement_start_date) "
                "and days(coalesce(date_last_sw_visit, placement_start_date), as_of) > "
                "policy.parents_before_review_days",
            },
            {
                "severity": "error",
                "column": "date_last_sw_visit",
                "when": 'open and code(placement_type) == "P1" and code(legal_status) == "C1" and '
                "days(coalesce(date_last_sw_visit, placement_start_date), as_of) > "
                "policy.parents_interim_days",
            },
            {
                "severity": "error",
                "column": "date_last_sw_visit",
                "when": 'open and (in_group(placement_type, "long-term fostering") or '
                'code(permanence_plan) == "LF") and as_of > add_years(placement_start_date, '
                "policy.care_visit_long_term_after_years) and as_of > "
                "add_months(coalesce(date_last_sw_visit, placement_start_date), "
                "policy.care_visit_long_term_months)",
            },
            {
                "severity": "error",
                "column": "date_last_sw_visit",
                "when": 'open and not in_group(placement_type, "adoption") and '
                "days(coalesce(date_last_sw_visit, placement_start_date), as_of) > "
                "policy.care_visit_days and (as_of <= add_years(placement_start_date, "
                "policy.care_visit_long_term_after_years) or (not in_group(placement_type, "
                '"long-term fostering") and coalesce(code(permanence_plan), "") != "LF"))',
            },
            {
                "severity": "query",
                "column": "date_last_sw_visit",
                "when": 'open and in_group(placement_type, "adoption") and '
                "days(coalesce(date_last_sw_visit, placement_start_date), as_of) > "
                "policy.care_visit_days",
            },
            {
                "severity": "warning",
                "column": "date_last_sw_visit",
                "when": "open and (missing(date_last_sw_visit) or date_last_sw_visit < "
                "placement_start_date) and days(placement_start_date, as_of) > "
                "policy.care_visit_first_days",
            },
        ),
        "skip_when": ('in_group(legal_status, "short breaks")',),
        "reference": "Care Planning, Placement and Case Review (England) Regulations 2010 regulation 28",
        "note": "With parents on an interim order visits are weekly until the first review, then every "
        "four weeks. The long interval is three months in law. Whether a plan of long-term "
        "fostering makes this very placement a lasting one is open to debate.",
    },
    {
        "id": "AA-I-052",
        "lists": (8,),
        "nature": "practice",
        "message": "The health assessment is late, or there is none.",
        "guidance": "Arrange it, or record when it took place.",
        "columns": (
            "date_of_birth",
            "lac_start_date",
            "legal_status",
            "date_last_health_assessment",
            "lac_end_date",
        ),
        "policy": ("health_first_working_days", "health_under_five_months", "health_from_five_months"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and missing(date_last_health_assessment) and workdays(lac_start_date, "
                "as_of) > policy.health_first_working_days",
            },
            {
                "severity": "warning",
                "when": "open and age_on(date_of_birth, as_of) < 5 and as_of > "
                "add_months(date_last_health_assessment, policy.health_under_five_months)",
            },
            {
                "severity": "warning",
                "when": "open and age_on(date_of_birth, as_of) >= 5 and as_of > "
                "add_months(date_last_health_assessment, policy.health_from_five_months)",
            },
        ),
        "skip_when": ('in_group(legal_status, "short breaks")',),
        "reference": "Care Planning, Placement and Case Review (England) Regulations 2010 regulation 7",
        "basis": "mixed",
    },
    {
        "id": "AA-I-053",
        "lists": (8,),
        "nature": "practice",
        "message": "The dental check is late, or there is none.",
        "guidance": "Arrange it, or record the check or that it was refused.",
        "columns": (
            "date_of_birth",
            "lac_start_date",
            "legal_status",
            "date_last_dental_check",
            "lac_end_date",
        ),
        "policy": (
            "dental_check_months",
            "dental_in_care_months",
            "dental_grace_months",
            "dental_infant_months",
        ),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and as_of >= add_months(lac_start_date, policy.dental_in_care_months) "
                "and as_of >= add_months(date_of_birth, policy.dental_infant_months) and "
                "(missing(date_last_dental_check) or as_of > "
                "add_months(date_last_dental_check, policy.dental_check_months))",
            },
            {
                "severity": "query",
                "when": "open and as_of >= add_months(lac_start_date, policy.dental_in_care_months) "
                "and as_of < add_months(date_of_birth, policy.dental_infant_months) and "
                "(missing(date_last_dental_check) or as_of > "
                "add_months(date_last_dental_check, policy.dental_check_months))",
            },
            {
                "severity": "query",
                "when": "open and as_of > add_months(lac_start_date, policy.dental_grace_months) "
                "and as_of >= add_months(date_of_birth, policy.dental_infant_months) and "
                "(missing(date_last_dental_check) or as_of > "
                "add_months(date_last_dental_check, policy.dental_check_months))",
            },
        ),
        "skip_when": ('in_group(legal_status, "short breaks")',),
        "reference": "SSDA903 outcome table for children in care for twelve months; measure of the D2I "
        "PATCh tools",
        "basis": "mixed",
        "note": "The first months of care, and babies in their first year of care, are left alone.",
    },
    {
        "id": "AA-I-054",
        "lists": (8,),
        "nature": "practice",
        "message": "The child has moved three times or more in a year.",
        "guidance": "Look at why placements ended, and at what this one needs to last.",
        "columns": ("placements_last_12_months", "lac_end_date"),
        "policy": ("many_placements",),
        "outcomes": (
            {"severity": "warning", "when": "open and placements_last_12_months >= policy.many_placements"},
        ),
        "reference": "national indicator of short-term stability; measure of the D2I PATCh tools",
        "note": "Children still in care only, as in the national indicator.",
    },
    {
        "id": "AA-I-055",
        "lists": (8,),
        "nature": "practice",
        "message": "After years in care the child has been in this placement for a short time.",
        "guidance": "See whether the move was planned and the placement is meant to stay.",
        "columns": (
            "date_of_birth",
            "lac_start_date",
            "lac_end_date",
            "placement_start_date",
            "placement_type",
        ),
        "policy": ("stability_care_months", "stability_placement_years", "stability_below_age"),
        "outcomes": (
            {
                "severity": "query",
                "when": "open and as_of >= add_months(lac_start_date, policy.stability_care_months) "
                "and age_on(date_of_birth, as_of) < policy.stability_below_age and "
                "add_years(placement_start_date, policy.stability_placement_years) > as_of and "
                'not in_group(placement_type, "adoption")',
            },
        ),
        "reference": "former national indicator 63 (stability of placements, two and a half years in "
        "care, two years in one placement)",
        "basis": "mixed",
    },
    {
        "id": "AA-I-056",
        "lists": (8,),
        "nature": "practice",
        "message": "The second review is past, and there is no plan for permanence.",
        "guidance": "Settle it at the next review, and record it.",
        "columns": ("lac_start_date", "legal_status", "permanence_plan", "lac_end_date"),
        "policy": ("permanence_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and missing(permanence_plan) and as_of > add_months(lac_start_date, "
                "policy.permanence_months)",
            },
        ),
        "skip_when": ('in_group(legal_status, "short breaks")',),
        "reference": "statutory guidance on care planning and the IRO Handbook, plan for permanence by "
        "the second review",
        "basis": "mixed",
    },
    {
        "id": "AA-I-057",
        "lists": (8,),
        "nature": "practice",
        "message": "The child was missing and is not known to have been offered a return interview.",
        "guidance": "Offer one now, and ask why it was not offered within 72 hours.",
        "columns": ("missing_episodes_12_months", "return_interview_offered"),
        "outcomes": (
            {
                "severity": "error",
                "when": "missing_episodes_12_months > 0 and code(return_interview_offered) in "
                '{"No", "Unknown"}',
            },
        ),
        "reference": "statutory guidance on children who run away or go missing from home or care (2014), "
        "interview within 72 hours; Annex A guidance, List 8 (August 2019)",
        "basis": "mixed",
        "note": "A blank is reported as data instead. Whether 72 hours were kept is not on the list.",
    },
    {
        "id": "AA-I-058",
        "lists": (8,),
        "nature": "practice",
        "message": "The child did not want the return interview.",
        "guidance": "Try again through someone the child trusts; begin with those who are missing most.",
        "columns": ("missing_episodes_12_months", "return_interview_offered", "return_interview_accepted"),
        "policy": ("repeat_missing",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'code(return_interview_offered) == "Yes" and '
                'code(return_interview_accepted) == "No" and missing_episodes_12_months >= '
                "policy.repeat_missing",
            },
            {
                "severity": "query",
                "when": 'code(return_interview_offered) == "Yes" and code(return_interview_accepted) == "No"',
            },
        ),
        "reference": "Annex A, List 8 (August 2019), columns on return interviews",
        "basis": "mixed",
        "note": "A child may refuse, so a single time only asks. Show the share beside it.",
    },
    {
        "id": "AA-I-059",
        "lists": (8,),
        "nature": "practice",
        "message": "The reviewing officer has not been in contact with the child for more than six months.",
        "guidance": "Ask them to see the child before the next review.",
        "columns": ("lac_start_date", "legal_status", "date_last_iro_visit", "lac_end_date"),
        "policy": ("iro_months",),
        "outcomes": (
            {
                "severity": "query",
                "when": "open and as_of > add_months(coalesce(date_last_iro_visit, lac_start_date), "
                "policy.iro_months)",
            },
        ),
        "skip_when": ('in_group(legal_status, "short breaks")',),
        "reference": "IRO Handbook 2010, speaking with the child before each review",
        "basis": "knowledge",
        "note": "A child never visited is counted from the start of care.",
    },
    {
        "id": "AA-I-062",
        "lists": (8,),
        "nature": "practice",
        "message": "A child under 16 lives in unregulated accommodation.",
        "guidance": "Act today: since September 2021 the law does not allow it.",
        "columns": ("date_of_birth", "lac_end_date", "placement_type"),
        "policy": ("unregulated_below_age",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'open and in_group(placement_type, "unregulated accommodation") and '
                "age_on(date_of_birth, as_of) < policy.unregulated_below_age",
            },
            {
                "severity": "query",
                "when": 'open and in_group(placement_type, "other placement") and '
                "age_on(date_of_birth, as_of) < policy.unregulated_below_age",
            },
        ),
        "reference": "Care Planning, Placement and Case Review (England) Regulations 2010 regulation 27A, "
        "inserted by SI 2021/161",
        "basis": "knowledge",
        "note": "Whether code or birth date is wrong is asked separately. Other placements need not be "
        "unregulated.",
    },
    {
        "id": "AA-I-063",
        "lists": (8,),
        "nature": "practice",
        "message": "The child has been accommodated by agreement for over a year with no plan that leads on.",
        "guidance": "Ask whether section 20 is still right, and settle the plan.",
        "columns": ("uasc", "legal_status_start_date", "legal_status", "permanence_plan", "lac_end_date"),
        "policy": ("section_20_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'open and code(legal_status) == "V2" and as_of > '
                "add_months(legal_status_start_date, policy.section_20_months) and "
                "missing(permanence_plan)",
            },
            {
                "severity": "query",
                "when": 'open and code(legal_status) == "V2" and as_of > '
                "add_months(legal_status_start_date, policy.section_20_months) and "
                'code(permanence_plan) == "RF"',
            },
        ),
        "skip_when": ('code(uasc) == "Yes"',),
        "reference": "practice; practice guidance on section 20 since 2015",
        "basis": "knowledge",
        "note": "The mark for asylum seekers covers one year, so some who came earlier remain.",
    },
    {
        "id": "AA-I-064",
        "lists": (8,),
        "nature": "practice",
        "message": "The interim care order has lasted more than 26 weeks.",
        "guidance": "Ask the lawyers how the case stands and whether the court allowed more time.",
        "columns": ("legal_status_start_date", "legal_status", "lac_end_date"),
        "policy": ("proceedings_days",),
        "outcomes": (
            {
                "severity": "query",
                "when": 'open and code(legal_status) == "C1" and days(legal_status_start_date, '
                "as_of) > policy.proceedings_days",
            },
        ),
        "reference": "Children Act 1989 section 32 as amended by the Children and Families Act 2014 "
        "section 14 (26 weeks from the application)",
        "basis": "knowledge",
        "note": "The 26 weeks count from the application; the order starts later and takes its place here.",
    },
    {
        "id": "AA-I-065",
        "lists": (8,),
        "nature": "practice",
        "message": "Under a care order the child has lived with parents for over a year.",
        "guidance": "Consider asking the court to discharge it.",
        "columns": (
            "legal_status_start_date",
            "legal_status",
            "lac_end_date",
            "placement_start_date",
            "placement_type",
        ),
        "policy": ("placed_with_parents_months",),
        "outcomes": (
            {
                "severity": "query",
                "when": 'open and code(placement_type) == "P1" and code(legal_status) == "C2" and '
                "as_of > add_months(latest_of(placement_start_date, "
                "legal_status_start_date), policy.placed_with_parents_months)",
            },
        ),
        "reference": "practice; practice guidance on care orders at home",
        "basis": "knowledge",
        "note": "No law sets a limit, so this asks. Counted from the later of placement and order.",
    },
)
