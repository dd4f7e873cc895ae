"""Children in care: the period of care, legal status, reviews and missing episodes."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-030",
        "lists": (8,),
        "message": "Care ended before it started.",
        "guidance": "Correct whichever date does not belong to this period of care.",
        "columns": ("lac_start_date", "lac_end_date"),
        "outcomes": ({"severity": "error", "when": "lac_end_date < lac_start_date"},),
        "reference": "SSDA903 check 356",
    },
    {
        "id": "AA-X-031",
        "lists": (8,),
        "message": "Only one of the end date of care and its reason is filled in.",
        "guidance": "A child who has left has both; a child still in care has neither.",
        "columns": ("lac_end_date", "lac_end_reason"),
        "outcomes": ({"severity": "error", "when": "missing(lac_end_date) != missing(lac_end_reason)"},),
        "reference": "SSDA903 check 148; Annex A guidance, List 8 (August 2019)",
    },
    {
        "id": "AA-X-032",
        "lists": (8,),
        "message": "The legal status begins outside the period of care.",
        "guidance": "Give the day the status began within this period, or correct when care started or "
        "ended.",
        "columns": ("lac_start_date", "lac_end_date", "legal_status_start_date"),
        "outcomes": (
            {
                "severity": "error",
                "when": "legal_status_start_date < lac_start_date or legal_status_start_date > lac_end_date",
            },
        ),
        "reference": "SSDA903 episodes (a legal status exists only within an episode of care); Annex A "
        "guidance, List 8 (August 2019)",
    },
    {
        "id": "AA-X-034",
        "lists": (8,),
        "message": "A review, visit or health date falls where it cannot: before birth, or outside the "
        "period of care.",
        "guidance": "Correct it, or leave it blank where it belongs to an earlier time in care.",
        "columns": (
            "date_of_birth",
            "lac_start_date",
            "lac_end_date",
            "date_latest_review",
            "date_last_sw_visit",
            "date_last_iro_visit",
            "date_last_health_assessment",
            "date_last_dental_check",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": "d < date_of_birth",
                "each": (
                    "8.date_latest_review",
                    "8.date_last_sw_visit",
                    "8.date_last_iro_visit",
                    "8.date_last_health_assessment",
                    "8.date_last_dental_check",
                ),
            },
            {
                "severity": "warning",
                "when": "d < lac_start_date",
                "each": ("8.date_latest_review", "8.date_last_iro_visit"),
            },
            {"severity": "query", "when": "d < lac_start_date", "each": ("8.date_last_sw_visit",)},
            {
                "severity": "query",
                "when": "d > lac_end_date",
                "each": ("8.date_latest_review", "8.date_last_sw_visit", "8.date_last_iro_visit"),
            },
        ),
        "reference": "Annex A guidance, List 8 (August 2019); practice",
        "basis": "mixed",
        "note": "A visit by the social worker shortly before care began is normal and only asked about. "
        "Dates later than the list date are reported as field findings.",
    },
    {
        "id": "AA-X-039",
        "lists": (8,),
        "message": "A child younger than 10 has a legal status from the youth justice system.",
        "guidance": "No child under 10 can be charged, so either the date of birth or the code is wrong.",
        "columns": ("date_of_birth", "legal_status", "legal_status_start_date"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'in_group(legal_status, "youth justice") and age_on(date_of_birth, '
                "legal_status_start_date) < 10",
            },
        ),
        "reference": "SSDA903 check 358; Children and Young Persons Act 1933 section 50",
        "note": "Taken on the day the status began; a tenth birthday on that day is accepted.",
    },
    {
        "id": "AA-X-042",
        "lists": (8,),
        "message": "The legal status is a freeing order, and none is left in force.",
        "guidance": "Enter the order that replaced it, in most cases a placement or care order.",
        "columns": ("legal_status",),
        "outcomes": ({"severity": "error", "when": 'code(legal_status) == "D1"'},),
        "reference": "SSDA903 checks 445 and 451 (withdrawn in 2024/25 with the code); freeing orders "
        "ended on 30 December 2005",
    },
    {
        "id": "AA-X-043",
        "lists": (8,),
        "message": "The legal status belongs to short breaks, which this list leaves out.",
        "guidance": "Take the child off if short breaks are all there is; otherwise enter the real status.",
        "columns": ("legal_status",),
        "outcomes": ({"severity": "warning", "when": 'in_group(legal_status, "short breaks")'},),
        "reference": "Annex A code list (August 2019); Standard Safeguarding Dataset query for List 8",
    },
    {
        "id": "AA-X-044",
        "lists": (8,),
        "message": "An emergency legal status has run for longer than the law lets it.",
        "guidance": "Find out what followed it, and enter the new status and its date.",
        "columns": ("legal_status", "legal_status_start_date", "lac_end_date"),
        "policy": ("legal_status_maximum_days", "legal_status_ask_after_days"),
        "outcomes": (
            {
                "severity": "error",
                "when": "days(legal_status_start_date, coalesce(lac_end_date, as_of)) > "
                "lookup(policy.legal_status_maximum_days, code(legal_status))",
            },
            {
                "severity": "query",
                "when": "days(legal_status_start_date, coalesce(lac_end_date, as_of)) > "
                "lookup(policy.legal_status_ask_after_days, code(legal_status))",
            },
        ),
        "reference": "SSDA903 checks 361 (3 days), 362 (21), 363 (7) and 364 (21); Children Act 1989 "
        "sections 43(5), 45 (8 days, extended once by up to 7) and 46(6) (72 hours); three "
        "days under PACE from knowledge",
        "basis": "mixed",
        "note": "For J2 the published limit is 21 days; from the fourth day it is asked about.",
    },
    {
        "id": "AA-X-046",
        "lists": (8,),
        "message": "The child is in care after turning 18, or came into care at 18 or later.",
        "guidance": "Care ends at the latest on the eighteenth birthday; after it the young person "
        "belongs on List 9. Correct the date of birth if that is wrong.",
        "columns": ("date_of_birth", "lac_start_date", "lac_end_date", "legal_status", "placement_type"),
        "outcomes": (
            {"severity": "error", "when": "age_on(date_of_birth, lac_start_date) >= 18"},
            {
                "severity": "query",
                "when": "missing(lac_end_date) and as_of > add_years(date_of_birth, 18) and "
                'code(legal_status) == "V2" and code(placement_type) == "K2"',
            },
            {"severity": "error", "when": "missing(lac_end_date) and as_of > add_years(date_of_birth, 18)"},
            {
                "severity": "warning",
                "when": "lac_end_date > add_years(date_of_birth, 18) and not (code(legal_status) == "
                '"V2" and code(placement_type) == "K2")',
            },
        ),
        "reference": "SSDA903 checks 352 and 359; Children Act 1989 section 20(5)",
        "basis": "mixed",
        "note": "On the birthday itself nothing is said. Section 20 accommodation in a community home is "
        "the one exception and is asked about.",
    },
    {
        "id": "AA-X-047",
        "lists": (8,),
        "message": "The reason why care ended cannot be right for the age on that day.",
        "guidance": "Check the reason first, then the end date, then the date of birth.",
        "columns": ("date_of_birth", "lac_end_date", "lac_end_reason"),
        "policy": ("under_18_end_reasons", "end_reason_minimum_age", "end_reason_ask_below_age"),
        "outcomes": (
            {
                "severity": "error",
                "when": "code(lac_end_reason) in policy.under_18_end_reasons and "
                "age_on(date_of_birth, lac_end_date) >= 18",
            },
            {
                "severity": "error",
                "when": "age_on(date_of_birth, lac_end_date) < "
                "lookup(policy.end_reason_minimum_age, code(lac_end_reason))",
            },
            {
                "severity": "query",
                "when": "age_on(date_of_birth, lac_end_date) < "
                "lookup(policy.end_reason_ask_below_age, code(lac_end_reason))",
            },
        ),
        "reference": "SSDA903 checks 386, 387, 389, 407 and 460; practice",
        "basis": "mixed",
        "note": "Special guardianship on the eighteenth birthday itself is treated in the same way as "
        "adoption.",
    },
    {
        "id": "AA-X-052",
        "lists": (8,),
        "message": "The two answers on return interviews leave a gap or contradict one another.",
        "guidance": "Say whether an interview was offered after the latest missing episode, and whether "
        "it was taken up only if one was.",
        "columns": ("missing_episodes_12_months", "return_interview_offered", "return_interview_accepted"),
        "outcomes": (
            {
                "severity": "error",
                "when": "missing_episodes_12_months > 0 and missing(return_interview_offered)",
            },
            {
                "severity": "error",
                "when": 'missing_episodes_12_months > 0 and code(return_interview_offered) == "Yes" '
                "and missing(return_interview_accepted)",
            },
            {
                "severity": "error",
                "when": 'code(return_interview_accepted) == "Yes" and '
                'code(return_interview_offered) in {"No", "Unknown"}',
            },
            {
                "severity": "warning",
                "when": "present(return_interview_accepted) and code(return_interview_offered) in "
                '{"No", "Unknown"}',
            },
            {
                "severity": "warning",
                "when": "missing_episodes_12_months == 0 and (code(return_interview_offered) == "
                '"Yes" or present(return_interview_accepted))',
            },
        ),
        "reference": "Annex A guidance, List 8 (August 2019)",
        "note": "A plain No for a child who was never missing is accepted; Yes without an episode may "
        "concern an older one.",
    },
    {
        "id": "AA-X-053",
        "lists": (8,),
        "message": "The row is marked as an unaccompanied asylum-seeking child, and other columns make "
        "that unlikely.",
        "guidance": "Confirm it. The mark covers the past twelve months and lapses once status is decided "
        "or family is found.",
        "columns": (
            "date_of_birth",
            "lac_start_date",
            "uasc",
            "category_of_need",
            "legal_status",
            "placement_type",
        ),
        "policy": ("young_uasc_years",),
        "outcomes": (
            {
                "severity": "query",
                "when": 'code(uasc) == "Yes" and (age_on(date_of_birth, lac_start_date) < '
                'policy.young_uasc_years or code(category_of_need) != "N8" or '
                'in_group(legal_status, "care or placement order") or code(placement_type) == '
                '"P1")',
            },
        ),
        "reference": "Annex A guidance, List 8 (August 2019); practice",
        "basis": "knowledge",
        "note": "Young unaccompanied children exist but are rare, so this only asks; age is taken on "
        "entry to care.",
    },
    {
        "id": "AA-X-054",
        "lists": (6, 8),
        "message": "The main need is disability or illness, and the disability column does not say Yes.",
        "guidance": "Find out which is right; a child can be ill without being disabled.",
        "columns": ("6.primary_need_code", "6.disability", "8.category_of_need", "8.disability"),
        "outcomes": (
            {
                "severity": "query",
                "when": 'code(primary_need_code) == "N2" and code(disability) in {"No", "Unknown"}',
                "lists": (6,),
            },
            {
                "severity": "query",
                "when": 'code(category_of_need) == "N2" and code(disability) in {"No", "Unknown"}',
                "lists": (8,),
            },
        ),
        "reference": "practice",
        "basis": "knowledge",
        "note": "The need covers illness as well, hence only a query. Each list is judged by itself.",
    },
)
