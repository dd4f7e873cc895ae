"""Rows outside the window that a list asks for, and activity that stops or jumps."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-W-001",
        "lists": (1,),
        "message": "The contact was before the period that the list covers.",
        "guidance": "Remove it, or check the list date and the period in the letter of request.",
        "columns": ("date_of_contact",),
        "policy": ("window_months",),
        "outcomes": (
            {"severity": "warning", "when": "date_of_contact < window_start(policy.window_months)"},
        ),
        "reference": "Ofsted Annex A template 2019 (six months)",
        "note": "The first day of the period is inside. Use the period the letter gives.",
    },
    {
        "id": "AA-W-002",
        "lists": (2,),
        "message": "The early help was finished before the period that the list covers.",
        "guidance": "Remove it, unless it is shown because help goes on.",
        "columns": ("assessment_completion_date",),
        "policy": ("window_months",),
        "outcomes": (
            {"severity": "query", "when": "assessment_completion_date < window_start(policy.window_months)"},
        ),
        "reference": "Ofsted Annex A template 2019 (local variation of this list accepted)",
        "note": "The list takes in current early help and councils set its scope, so this asks.",
    },
    {
        "id": "AA-W-003",
        "lists": (3,),
        "message": "The referral was before the period that the list covers.",
        "guidance": "Remove it, or check the list date and the period in the letter of request.",
        "columns": ("date_of_referral",),
        "policy": ("window_months",),
        "outcomes": (
            {"severity": "warning", "when": "date_of_referral < window_start(policy.window_months)"},
        ),
        "reference": "Ofsted Annex A template 2019 (six months)",
    },
    {
        "id": "AA-W-004",
        "lists": (4,),
        "message": "The assessment was authorised before the period that the list covers.",
        "guidance": "Remove it; older assessments belong only while they are open.",
        "columns": ("assessment_start_date", "assessment_authorised_date"),
        "policy": ("window_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "assessment_authorised_date < window_start(policy.window_months)",
            },
        ),
        "reference": "Ofsted Annex A template 2019 (completed in six months, or open)",
    },
    {
        "id": "AA-W-005",
        "lists": (5,),
        "message": "The enquiry began, and was settled, before the period that the list covers.",
        "guidance": "Remove it unless it was still running when the period began.",
        "columns": ("s47_start_date", "icpc_unnecessary", "icpc_date"),
        "policy": ("window_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "s47_start_date < window_start(policy.window_months) and "
                '(code(icpc_unnecessary) == "Yes" or icpc_date < '
                "window_start(policy.window_months))",
            },
            {
                "severity": "query",
                "when": "s47_start_date < window_start(policy.window_months) and icpc_date >= "
                "window_start(policy.window_months)",
            },
        ),
        "reference": "Ofsted Annex A template 2019 (all enquiries in six months, with open ones)",
        "note": "Where the conference fell within the period the enquiry was running in it, and that is "
        "only asked about.",
    },
    {
        "id": "AA-W-006",
        "lists": (6,),
        "message": "The case was closed before the period that the list covers.",
        "guidance": "Remove it; closed cases belong only if they closed within the period.",
        "columns": ("cin_closure_date",),
        "policy": ("window_months",),
        "outcomes": (
            {"severity": "warning", "when": "cin_closure_date < window_start(policy.window_months)"},
        ),
        "reference": "Ofsted Annex A template 2019 (open, or closed in six months)",
    },
    {
        "id": "AA-W-007",
        "lists": (7,),
        "message": "The plan ended before the period that the list covers.",
        "guidance": "Remove it; ended plans belong only if they ended within the period.",
        "columns": ("cpp_end_date",),
        "policy": ("window_months",),
        "outcomes": ({"severity": "warning", "when": "cpp_end_date < window_start(policy.window_months)"},),
        "reference": "Ofsted Annex A template 2019 (current, or ended in six months)",
    },
    {
        "id": "AA-W-008",
        "lists": (8,),
        "message": "Care ended before the period that the list covers.",
        "guidance": "Remove it; children who left belong only if they left within the period.",
        "columns": ("lac_end_date",),
        "policy": ("window_months",),
        "outcomes": ({"severity": "warning", "when": "lac_end_date < window_start(policy.window_months)"},),
        "reference": "Ofsted Annex A template 2019 (current, or ceased in six months)",
    },
    {
        "id": "AA-W-010",
        "lists": (10,),
        "message": "The adoption order or the reversal is more than a year old.",
        "guidance": "Take the row out, or correct the date if it was mistyped.",
        "columns": ("adoption_order_date", "decision_reversed_date"),
        "policy": ("adoption_window_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "(adoption_order_date < window_start(policy.adoption_window_months) or "
                "decision_reversed_date < window_start(policy.adoption_window_months)) and "
                "not (adoption_order_date >= window_start(policy.adoption_window_months) or "
                "decision_reversed_date >= window_start(policy.adoption_window_months))",
            },
        ),
        "reference": "Ofsted Annex A template 2019 (twelve months)",
        "note": "Judged by the later of the two where a row has both.",
    },
    {
        "id": "AA-W-011",
        "lists": (11,),
        "message": "The adopter left, or the order was made, more than a year ago.",
        "guidance": "Remove the row unless the adopter is still in the process, perhaps for another child.",
        "columns": ("left_process_date", "adoption_order_date"),
        "policy": ("adoption_window_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "left_process_date < window_start(policy.adoption_window_months)",
            },
            {
                "severity": "query",
                "when": "missing(left_process_date) and adoption_order_date < "
                "window_start(policy.adoption_window_months)",
            },
        ),
        "reference": "Ofsted Annex A template 2019 (twelve months)",
        "note": "After an old order an adopter may be waiting for a second child, so that is a query.",
    },
    {
        "id": "AA-W-020",
        "lists": (1, 3, 4, 5),
        "unit": "list",
        "message": "Activity on the list breaks off, has a month without any, or jumps.",
        "guidance": "Find out when the extract was run and whether every team and system is in it; have "
        "an explanation ready for changes that are real.",
        "columns": (
            "1.date_of_contact",
            "3.date_of_referral",
            "4.assessment_authorised_date",
            "5.s47_start_date",
        ),
        "policy": ("window_months", "stale_days", "min_list_rows", "month_change_share", "min_month_rows"),
        "check": "inspectprep.annexa.checks.activity:activity",
        "prepared": True,
        "outcomes": ({"severity": "query"}, {"severity": "query"}, {"severity": "query"}),
        "reference": "practice",
        "basis": "knowledge",
        "note": "Judged on months that lie wholly inside the period, and only on lists of some size, "
        "because small councils have quiet months by chance. The limits are starting points; tune "
        "them.",
    },
)
