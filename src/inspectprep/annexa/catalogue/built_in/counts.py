"""Counts of the last twelve months that a list states, against the list itself."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-C-033",
        "lists": (3, 5),
        "message": "Rows of one child state different counts for the last twelve months.",
        "guidance": "All rows of a child carry one count, taken before the latest referral or enquiry.",
        "columns": (
            "3.child_unique_id",
            "3.referrals_last_12_months",
            "5.child_unique_id",
            "5.s47_last_12_months",
            "5.icpc_last_12_months",
        ),
        "outcomes": (
            {
                "severity": "error",
                "column": "referrals_last_12_months",
                "when": "exists(3, above and referrals_last_12_months != row.referrals_last_12_months)",
                "lists": (3,),
            },
            {
                "severity": "error",
                "column": "s47_last_12_months",
                "when": "exists(5, above and (s47_last_12_months != row.s47_last_12_months or "
                "icpc_last_12_months != row.icpc_last_12_months))",
                "lists": (5,),
            },
        ),
        "related": {"lists": (0,), "where": "above"},
        "reference": "Annex A guidance, lists 3 and 5 (August 2019)",
    },
    {
        "id": "AA-C-034",
        "lists": (3, 5),
        "message": "The stated count for twelve months is below what the list itself shows.",
        "guidance": "Count again in the case system, with the earlier rows on this list.",
        "columns": (
            "3.child_unique_id",
            "3.date_of_referral",
            "3.referrals_last_12_months",
            "5.child_unique_id",
            "5.s47_start_date",
            "5.icpc_date",
            "5.s47_last_12_months",
            "5.icpc_last_12_months",
        ),
        "policy": ("count_months",),
        "outcomes": (
            {
                "severity": "warning",
                "column": "referrals_last_12_months",
                "when": "date_of_referral == highest(3, date_of_referral) and "
                "referrals_last_12_months < distinct(3, date_of_referral, date_of_referral "
                "< row.date_of_referral and date_of_referral >= "
                "add_months(row.date_of_referral, -policy.count_months))",
                "lists": (3,),
            },
            {
                "severity": "warning",
                "column": "s47_last_12_months",
                "when": "s47_start_date == highest(5, s47_start_date) and s47_last_12_months < "
                "distinct(5, s47_start_date, s47_start_date < row.s47_start_date and "
                "s47_start_date >= add_months(row.s47_start_date, -policy.count_months))",
                "lists": (5,),
            },
            {
                "severity": "warning",
                "column": "icpc_last_12_months",
                "when": "s47_start_date == highest(5, s47_start_date) and icpc_last_12_months < "
                "distinct(5, icpc_date, icpc_date < highest(5, icpc_date) and icpc_date >= "
                "add_months(highest(5, icpc_date), -policy.count_months))",
                "lists": (5,),
            },
        ),
        "related": {"lists": (0,), "pick": "all"},
        "reference": "Annex A guidance, lists 3 and 5 (August 2019)",
        "note": "Events of one day count once, conferences before the latest conference; twelve months to "
        "the day still counts.",
    },
)
