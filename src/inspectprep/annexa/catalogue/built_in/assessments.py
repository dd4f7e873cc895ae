"""Assessments (List 4)."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-003",
        "lists": (4,),
        "message": "The assessment carries an authorisation date earlier than its start.",
        "guidance": "Make sure both dates come from one assessment, then correct the wrong one.",
        "columns": ("assessment_start_date", "assessment_authorised_date"),
        "outcomes": ({"severity": "error", "when": "assessment_authorised_date < assessment_start_date"},),
        "reference": "Annex A guidance, List 4 (August 2019)",
    },
    {
        "id": "AA-X-004",
        "lists": (4,),
        "message": "A finished assessment does not say whether the child needs support from social care.",
        "guidance": "Take Yes or No from the authorised assessment.",
        "columns": ("assessment_authorised_date", "requires_social_care_support"),
        "outcomes": (
            {
                "severity": "error",
                "when": "present(assessment_authorised_date) and missing(requires_social_care_support)",
            },
        ),
        "reference": "Annex A guidance, List 4 (August 2019)",
    },
    {
        "id": "AA-X-005",
        "lists": (4,),
        "message": "The assessment has a result but nobody has authorised it, so it counts as open.",
        "guidance": "Enter the authorisation date, or remove the result until the assessment is done.",
        "columns": ("assessment_authorised_date", "requires_social_care_support"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "missing(assessment_authorised_date) and present(requires_social_care_support)",
            },
        ),
        "reference": "Annex A guidance, List 4 (August 2019)",
    },
    {
        "id": "AA-I-010",
        "lists": (4,),
        "nature": "practice",
        "message": "The assessment took more than 45 working days.",
        "guidance": "Note the reason, and see whether one team has most of them.",
        "columns": ("assessment_start_date", "assessment_authorised_date"),
        "policy": ("assessment_working_days",),
        "outcomes": (
            {
                "severity": "warning",
                "column": "assessment_authorised_date",
                "when": "workdays(assessment_start_date, assessment_authorised_date) > "
                "policy.assessment_working_days",
            },
        ),
        "reference": "Working Together, no longer than 45 working days from the point of referral",
        "note": "The law counts from referral; the start on List 4 takes its place.",
    },
    {
        "id": "AA-I-011",
        "lists": (4,),
        "nature": "practice",
        "message": "The assessment has run past 45 working days and is still open.",
        "guidance": "Finish them, oldest first.",
        "columns": ("assessment_start_date", "assessment_authorised_date"),
        "policy": ("assessment_working_days",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and workdays(assessment_start_date, as_of) > policy.assessment_working_days",
            },
        ),
        "reference": "Working Together, no longer than 45 working days from the point of referral",
    },
    {
        "id": "AA-I-012",
        "lists": (4,),
        "nature": "practice",
        "message": "The assessment was over almost as soon as it began.",
        "guidance": "Make sure that the child was seen, and that these are not the dates of typing it in.",
        "columns": ("assessment_start_date", "assessment_authorised_date"),
        "policy": ("fast_working_days",),
        "outcomes": (
            {
                "severity": "query",
                "when": "assessment_authorised_date >= assessment_start_date and "
                "workdays(assessment_start_date, assessment_authorised_date) <= "
                "policy.fast_working_days",
            },
        ),
        "reference": "practice",
        "basis": "knowledge",
    },
    {
        "id": "AA-I-013",
        "lists": (4,),
        "nature": "practice",
        "message": "The child was not seen during the assessment, or it is not known.",
        "guidance": "See the child before it ends, or write down why that was impossible.",
        "columns": ("date_of_birth", "assessment_start_date", "child_seen", "assessment_authorised_date"),
        "policy": ("child_seen_working_days",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'code(child_seen) in {"No", "Unknown"} and date_of_birth <= '
                "assessment_authorised_date",
            },
            {
                "severity": "query",
                "when": 'open and code(child_seen) in {"No", "Unknown"} and date_of_birth <= as_of '
                "and workdays(assessment_start_date, as_of) > "
                "policy.child_seen_working_days",
            },
        ),
        "reference": "Annex A, List 4 (August 2019), column child seen; Working Together on seeing the child",
        "basis": "mixed",
        "note": "For open assessments only after some days, and never before birth.",
    },
)
