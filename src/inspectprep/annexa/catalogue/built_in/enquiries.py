"""Section 47 enquiries and initial conferences (List 5)."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-006",
        "lists": (5,),
        "message": "The initial conference is dated earlier than the strategy discussion that led to it.",
        "guidance": "The conference may belong to a previous enquiry; check, and correct the date.",
        "columns": ("s47_start_date", "icpc_date"),
        "outcomes": ({"severity": "error", "when": "icpc_date < s47_start_date"},),
        "reference": "Annex A guidance, List 5 (August 2019)",
    },
    {
        "id": "AA-X-007",
        "lists": (5,),
        "message": "The row says no conference was needed, and also gives a conference date or result.",
        "guidance": "The question asks whether a conference was unnecessary, so Yes and No are easily "
        "swapped; check that before removing anything.",
        "columns": ("icpc_unnecessary", "icpc_date", "icpc_resulted_in_plan"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'code(icpc_unnecessary) == "Yes" and (present(icpc_date) or '
                'code(icpc_resulted_in_plan) == "Yes")',
            },
            {
                "severity": "warning",
                "when": 'code(icpc_unnecessary) == "Yes" and present(icpc_resulted_in_plan)',
            },
        ),
        "reference": "Annex A guidance, List 5 (August 2019)",
        "note": "A result of No beside it only departs from the guidance and contradicts nothing, which "
        "is why that is a warning.",
    },
    {
        "id": "AA-X-008",
        "lists": (5,),
        "message": "A conference took place, but the row does not say whether it ended in a plan.",
        "guidance": "Enter the decision from the minutes; use the comments if the conference was adjourned.",
        "columns": ("icpc_unnecessary", "icpc_date", "icpc_resulted_in_plan"),
        "outcomes": (
            {
                "severity": "error",
                "when": "present(icpc_date) and missing(icpc_resulted_in_plan) and "
                'code(icpc_unnecessary) not in {"Yes"}',
            },
        ),
        "reference": "Annex A guidance, List 5 (August 2019)",
    },
    {
        "id": "AA-X-009",
        "lists": (5,),
        "message": "There is a result of a conference without the day it was held.",
        "guidance": "Enter the day, or remove the result if there was no conference yet.",
        "columns": ("icpc_unnecessary", "icpc_date", "icpc_resulted_in_plan"),
        "outcomes": (
            {
                "severity": "error",
                "when": "present(icpc_resulted_in_plan) and missing(icpc_date) and "
                'code(icpc_unnecessary) not in {"Yes"}',
            },
        ),
        "reference": "Annex A guidance, List 5 (August 2019)",
    },
    {
        "id": "AA-X-010",
        "lists": (5, 7),
        "at": (5,),
        "nature": "practice",
        "message": "A conference should have been held by now and none is recorded.",
        "guidance": "Ask the conference service today: either it was held and has to be recorded, or it "
        "is late.",
        "columns": ("5.s47_start_date", "5.icpc_unnecessary", "5.icpc_date", "7.cpp_end_date"),
        "policy": ("conference_working_days",),
        "outcomes": (
            {
                "severity": "query",
                "when": 'code(icpc_unnecessary) == "No" and missing(icpc_date) and '
                "workdays(s47_start_date, as_of) > policy.conference_working_days and not "
                "exists(7, missing(cpp_end_date) or cpp_end_date >= row.s47_start_date)",
                "needs": (7,),
            },
        ),
        "reference": "Working Together to Safeguard Children (conference within 15 working days of the "
        "strategy discussion); Annex A guidance, List 5",
        "note": "A plan in force on any day since the strategy discussion lifts the duty, not only one "
        "that is open now.",
    },
    {
        "id": "AA-C-015",
        "lists": (5, 7),
        "at": (5,),
        "message": "A conference ended in a plan that List 7 does not have.",
        "guidance": "Add the plan, or correct the result or the date of the conference.",
        "columns": (
            "5.child_unique_id",
            "5.icpc_date",
            "5.icpc_resulted_in_plan",
            "7.child_unique_id",
            "7.cpp_start_date",
        ),
        "policy": ("plan_before_days", "plan_after_days"),
        "outcomes": (
            {"severity": "error", "when": 'code(icpc_resulted_in_plan) == "Yes" and not exists(7)'},
            {
                "severity": "query",
                "when": 'code(icpc_resulted_in_plan) == "Yes" and not missing(icpc_date) and not '
                "exists(7, cpp_start_date >= add_days(row.icpc_date, "
                "-policy.plan_before_days) and cpp_start_date <= add_days(row.icpc_date, "
                "policy.plan_after_days))",
            },
        ),
        "skip_when": ("not loaded(7)",),
        "related": {
            "lists": (7,),
            "where": "not missing(cpp_start_date)",
            "pick": "latest",
            "column": "cpp_start_date",
        },
        "reference": "Annex A guidance, lists 5 and 7 (August 2019)",
        "note": "List 7 has only the latest plan, so a plan that ended and was made again can lead to a "
        "query.",
    },
    {
        "id": "AA-C-017",
        "lists": (5, 7),
        "at": (5,),
        "message": "The row says no conference was needed, while the child was already on a plan.",
        "guidance": "Answer No: that is what is asked for children who have a plan.",
        "columns": (
            "5.child_unique_id",
            "5.s47_start_date",
            "5.icpc_unnecessary",
            "7.child_unique_id",
            "7.cpp_start_date",
            "7.cpp_end_date",
        ),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'code(icpc_unnecessary) == "Yes" and exists(7, cpp_start_date < '
                "row.s47_start_date and coalesce(cpp_end_date, as_of) >= "
                "row.s47_start_date)",
            },
        ),
        "skip_when": ("not loaded(7)",),
        "related": {
            "lists": (7,),
            "where": "cpp_start_date < row.s47_start_date",
            "pick": "latest",
            "column": "cpp_start_date",
        },
        "reference": "Annex A guidance, List 5 (August 2019)",
    },
    {
        "id": "AA-C-018",
        "lists": (4, 5),
        "at": (5,),
        "nature": "practice",
        "message": "A section 47 enquiry has no assessment near it.",
        "guidance": "Record the assessment that the enquiry was part of, or explain why there is none.",
        "columns": (
            "4.child_unique_id",
            "4.assessment_start_date",
            "4.assessment_authorised_date",
            "5.child_unique_id",
            "5.s47_start_date",
        ),
        "policy": ("enquiry_assessment_days", "window_months"),
        "outcomes": (
            {
                "severity": "query",
                "when": "days(window_start(policy.window_months), s47_start_date) >= "
                "policy.enquiry_assessment_days and days(s47_start_date, as_of) > "
                "policy.enquiry_assessment_days and not exists(4, assessment_start_date <= "
                "add_days(row.s47_start_date, policy.enquiry_assessment_days) and "
                "coalesce(assessment_authorised_date, as_of) >= "
                "add_days(row.s47_start_date, -policy.enquiry_assessment_days))",
            },
        ),
        "skip_when": ("not loaded(4)",),
        "reference": "Working Together",
        "basis": "mixed",
        "note": "The first and last days of the period are left out. Open to debate for children already "
        "on a plan or in care.",
    },
    {
        "id": "AA-I-020",
        "lists": (5,),
        "nature": "practice",
        "message": "The conference came more than 15 working days after the strategy discussion.",
        "guidance": "Note why, and what kept the child safe in the meantime.",
        "columns": ("s47_start_date", "icpc_date"),
        "policy": ("conference_working_days",),
        "outcomes": (
            {
                "severity": "warning",
                "column": "icpc_date",
                "when": "workdays(s47_start_date, icpc_date) > policy.conference_working_days",
            },
        ),
        "reference": "Working Together, conference within 15 working days of the strategy discussion at "
        "which the enquiry was begun",
    },
    {
        "id": "AA-I-021",
        "lists": (5,),
        "nature": "practice",
        "message": "The child had repeated section 47 enquiries within a year.",
        "guidance": "Read them together: did earlier plans make the child safer?",
        "columns": ("child_unique_id", "s47_start_date", "s47_last_12_months"),
        "policy": ("earlier_enquiries",),
        "outcomes": (
            {
                "severity": "query",
                "when": "s47_last_12_months >= policy.earlier_enquiries and s47_start_date == "
                "highest(5, s47_start_date)",
            },
        ),
        "reference": "measure of the D2I PATCh tools",
        "note": "One finding a child, on the latest enquiry.",
    },
    {
        "id": "AA-I-022",
        "lists": (5,),
        "nature": "practice",
        "message": "The enquiry has had no decision for more than 15 working days.",
        "guidance": "Record the decision, or take it.",
        "columns": ("s47_start_date", "icpc_unnecessary", "icpc_date"),
        "policy": ("decision_working_days",),
        "outcomes": (
            {
                "severity": "query",
                "when": "open and workdays(s47_start_date, as_of) > policy.decision_working_days",
            },
        ),
        "reference": "Working Together (15 working days to the conference); Annex A guidance, List 5 "
        "(August 2019)",
        "basis": "mixed",
    },
)
