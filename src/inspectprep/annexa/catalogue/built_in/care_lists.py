"""Children in care against the lists of children in need, care leavers and adoption."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-C-022",
        "lists": (8, 9),
        "at": (8,),
        "message": "A 16 or 17 year old with 13 weeks in care is missing from List 9.",
        "guidance": "Add them as eligible, or note why they are not.",
        "columns": (
            "8.child_unique_id",
            "8.date_of_birth",
            "8.lac_start_date",
            "8.legal_status",
            "8.lac_end_date",
            "9.child_unique_id",
            "9.latest_pathway_plan_review_date",
        ),
        "policy": ("care_days",),
        "outcomes": (
            {
                "severity": "query",
                "when": "open and age_on(date_of_birth, as_of) in {16, 17} and days(lac_start_date, "
                "as_of) >= policy.care_days and not exists(9)",
            },
        ),
        "skip_when": (
            "not loaded(9)",
            'not has_column(9, "latest_pathway_plan_review_date")',
            'in_group(legal_status, "short breaks")',
        ),
        "reference": "Children Act 1989 Schedule 2 paragraph 19B and Care Planning Regulations 2010 "
        "regulation 40 (13 weeks since the age of 14, some of it after 16)",
        "basis": "mixed",
        "note": "Only the present period of care is visible, so weeks of earlier ones do not count. Not "
        "every authority lists eligible children.",
    },
    {
        "id": "AA-C-023",
        "lists": (8, 9),
        "at": (8,),
        "message": "A young person left care at 18 and is missing from List 9.",
        "guidance": "Add them, or confirm that nothing is owed after care.",
        "columns": (
            "8.child_unique_id",
            "8.date_of_birth",
            "8.legal_status",
            "8.lac_end_date",
            "8.lac_end_reason",
            "9.child_unique_id",
        ),
        "policy": ("window_months",),
        "outcomes": (
            {
                "severity": "query",
                "when": "lac_end_date >= window_start(policy.window_months) and lac_end_date <= as_of "
                "and age_on(date_of_birth, lac_end_date) >= 18 and known(lac_end_reason) and "
                'not in_group(lac_end_reason, "no leaving care services") and not exists(9)',
            },
        ),
        "skip_when": ("not loaded(9)", 'in_group(legal_status, "short breaks")'),
        "reference": "Children Act 1989 sections 23C and 24; Care Leavers (England) Regulations 2010",
        "basis": "mixed",
    },
    {
        "id": "AA-C-024",
        "lists": (8, 10),
        "at": (8,),
        "message": "The child is placed for adoption or under a placement order, and is missing from List "
        "10.",
        "guidance": "Add the decision to List 10, or correct placement or legal status.",
        "columns": (
            "8.child_unique_id",
            "8.legal_status",
            "8.lac_end_reason",
            "8.placement_type",
            "10.child_unique_id",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": 'in_group(placement_type, "adoption") and not in_group(lac_end_reason, '
                '"adopted") and not exists(10)',
            },
            {
                "severity": "warning",
                "when": 'code(legal_status) == "E1" and not in_group(lac_end_reason, "adopted") and '
                "not exists(10)",
            },
        ),
        "skip_when": ("not loaded(10)",),
        "reference": "SSDA903 checks 551 and 553; Annex A guidance, List 10 (August 2019)",
        "note": "An order outlives a reversed decision until it is revoked, so the order alone is a warning.",
    },
    {
        "id": "AA-C-025",
        "lists": (8, 10),
        "at": (8,),
        "message": "Care ended in adoption, and List 10 has no order of that day.",
        "guidance": "Enter the order on List 10; care ends on the day it is made.",
        "columns": (
            "8.child_unique_id",
            "8.lac_end_date",
            "8.lac_end_reason",
            "10.child_unique_id",
            "10.adoption_order_date",
        ),
        "policy": ("tolerance_days",),
        "outcomes": (
            {
                "severity": "error",
                "when": 'in_group(lac_end_reason, "adopted") and not exists(10, not '
                "missing(adoption_order_date))",
            },
            {
                "severity": "warning",
                "when": 'in_group(lac_end_reason, "adopted") and not missing(lac_end_date) and not '
                "exists(10, gap(adoption_order_date, row.lac_end_date) <= "
                "policy.tolerance_days)",
            },
        ),
        "skip_when": ("not loaded(10)",),
        "related": {
            "lists": (10,),
            "where": "not missing(adm_decision_date) or not missing(adoption_order_date)",
            "pick": "latest",
            "column": "adm_decision_date",
        },
        "reference": "Annex A guidance, List 8 (August 2019); SSDA903 check 601",
    },
    {
        "id": "AA-C-026",
        "lists": (8, 10),
        "at": (8,),
        "message": "Care began on one day by List 8 and on another by List 10.",
        "guidance": "Both are the beginning of the present period of care; correct the wrong one.",
        "columns": (
            "8.child_unique_id",
            "8.lac_start_date",
            "8.lac_end_date",
            "8.lac_end_reason",
            "10.child_unique_id",
            "10.date_entered_care",
            "10.adoption_order_date",
            "10.decision_reversed_date",
        ),
        "outcomes": (
            {
                "severity": "error",
                "column": "lac_start_date",
                "when": "open and exists(10, open and date_entered_care != row.lac_start_date)",
            },
            {
                "severity": "error",
                "column": "lac_start_date",
                "when": 'in_group(lac_end_reason, "adopted") and exists(10, not '
                "missing(adoption_order_date) and date_entered_care != row.lac_start_date)",
            },
        ),
        "skip_when": ("not loaded(10)",),
        "related": {"lists": (10,), "where": "date_entered_care != row.lac_start_date"},
        "reference": "Annex A guidance, lists 8 and 10 (August 2019)",
    },
    {
        "id": "AA-C-027",
        "lists": (8, 10),
        "at": (8,),
        "message": "List 10 shows a placement order, and the legal status is not E1.",
        "guidance": "Change the status from the day of the order, or correct List 10.",
        "columns": (
            "8.child_unique_id",
            "8.legal_status",
            "8.lac_end_date",
            "10.child_unique_id",
            "10.placement_order_date",
            "10.adoption_order_date",
            "10.decision_reversed_date",
        ),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'open and code(legal_status) != "E1" and exists(10, open and '
                "placement_order_date <= as_of)",
            },
        ),
        "skip_when": ("not loaded(10)",),
        "related": {
            "lists": (10,),
            "where": "open and not missing(placement_order_date)",
            "pick": "latest",
            "column": "placement_order_date",
        },
        "reference": "Annex A guidance, lists 8 and 10 (August 2019)",
    },
)
