"""Children with a plan of adoption (List 10)."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-070",
        "lists": (10,),
        "message": "The steps on the way to adoption are not in order of time.",
        "guidance": "Care comes first, then decision, match, placement and order. Early permanence can "
        "put the match before the decision.",
        "columns": (
            "date_entered_care",
            "adm_decision_date",
            "placement_order_date",
            "matched_date",
            "placed_date",
            "adoption_order_date",
            "ffa_placed_date",
        ),
        "outcomes": (
            {
                "severity": "error",
                "column": "adm_decision_date",
                "when": "out_of_order(date_entered_care, adm_decision_date, placed_date, "
                "adoption_order_date) or out_of_order(date_entered_care, matched_date, "
                "placed_date, adoption_order_date) or out_of_order(placement_order_date, "
                "adoption_order_date) or (missing(ffa_placed_date) and "
                "out_of_order(adm_decision_date, matched_date)) or adoption_order_date == "
                "placed_date",
            },
            {
                "severity": "query",
                "column": "adm_decision_date",
                "when": "out_of_order(adm_decision_date, placement_order_date, matched_date) or "
                "adoption_order_date == matched_date",
            },
        ),
        "reference": "SSDA903 checks 331, 333, 334, 521, 552, 554 and 582; Annex A guidance, List 10 "
        "(August 2019)",
        "note": "Early permanence dates the match by the double approval, and foster carers who adopt by "
        "the decision itself; the first is asked about and the second accepted.",
    },
    {
        "id": "AA-X-071",
        "lists": (10,),
        "message": "Only one of the date and the reason of a reversed decision is filled in.",
        "guidance": "A reversal has both; a decision that stands has neither.",
        "columns": ("decision_reversed_date", "decision_reversed_reason"),
        "outcomes": (
            {
                "severity": "error",
                "when": "missing(decision_reversed_date) != missing(decision_reversed_reason)",
            },
        ),
        "reference": "SSDA903 check 119",
    },
    {
        "id": "AA-X-072",
        "lists": (10,),
        "message": "The reversal is older than the decision, or the child was adopted in spite of it.",
        "guidance": "See which decision was reversed; an adopted child has no reversal on the same row.",
        "columns": ("adm_decision_date", "decision_reversed_date", "adoption_order_date"),
        "outcomes": (
            {
                "severity": "error",
                "when": "decision_reversed_date < adm_decision_date or "
                "(present(decision_reversed_date) and present(adoption_order_date))",
            },
        ),
        "reference": "SSDA903 checks 522, 525 and 558",
        "note": "A child with an order has no reversal whichever of the two came first.",
    },
    {
        "id": "AA-X-073",
        "lists": (10,),
        "message": "An adoption order was made, but match or placement is blank.",
        "guidance": "Enter both. For a foster carer who adopts, the decision counts as the match and the "
        "change of status as the placement.",
        "columns": ("matched_date", "placed_date", "adoption_order_date"),
        "outcomes": (
            {
                "severity": "error",
                "when": "present(adoption_order_date) and (missing(matched_date) or missing(placed_date))",
            },
        ),
        "reference": "SSDA903 check 601 for the match; Annex A guidance, List 10 (August 2019)",
    },
    {
        "id": "AA-X-074",
        "lists": (10,),
        "message": "There is a match, but no identifier for the adoptive family.",
        "guidance": "Enter the family as List 11 has it, or confirm that another agency approved the "
        "adopters.",
        "columns": ("family_identifier", "matched_date"),
        "outcomes": ({"severity": "query", "when": "present(matched_date) and missing(family_identifier)"},),
        "reference": "Annex A guidance, List 10 (August 2019)",
        "note": "Families of another agency may stay blank and cannot be told apart, so this is a query.",
    },
    {
        "id": "AA-X-075",
        "lists": (10,),
        "message": "The reversal says that no placement order was made, and there is one.",
        "guidance": "Choose another reason, or remove the date if the order was applied for and not made.",
        "columns": ("placement_order_date", "decision_reversed_reason"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'code(decision_reversed_reason) == "RD2" and present(placement_order_date)',
            },
        ),
        "reference": "Annex A code list for List 10 (August 2019)",
    },
    {
        "id": "AA-C-028",
        "lists": (10, 11),
        "at": (10,),
        "message": "The adoptive family of the child is missing from the adopters list.",
        "guidance": "Correct the family's identifier or add the adopters; for another agency's family "
        "leave it blank.",
        "columns": ("10.family_identifier", "11.family_identifier"),
        "outcomes": (
            {"severity": "error", "when": "not missing(family_identifier) and not family_exists(11)"},
        ),
        "skip_when": ("not loaded(11)",),
        "reference": "Annex A guidance, lists 10 and 11 (August 2019)",
        "note": "Open to debate where a regional agency keeps List 11.",
    },
    {
        "id": "AA-I-080",
        "lists": (10,),
        "nature": "practice",
        "message": "A step on the way to adoption takes longer than the national measure.",
        "guidance": "Look for what holds it up, and ask whether adoption is still right.",
        "columns": (
            "date_entered_care",
            "adm_decision_date",
            "placement_order_date",
            "matched_date",
            "placed_date",
            "adoption_order_date",
            "decision_reversed_date",
            "ffa_placed_date",
        ),
        "policy": ("care_to_placed_days", "order_to_match_days", "decision_to_order_months"),
        "outcomes": (
            {
                "severity": "query",
                "when": "days(date_entered_care, coalesce(ffa_placed_date, placed_date)) > "
                "policy.care_to_placed_days",
            },
            {
                "severity": "query",
                "when": "days(placement_order_date, matched_date) > policy.order_to_match_days",
            },
            {
                "severity": "query",
                "when": "open and missing(placement_order_date) and missing(matched_date) and as_of "
                "> add_months(adm_decision_date, policy.decision_to_order_months)",
            },
        ),
        "reference": "adoption scorecard thresholds A1/A10 (14 months) and A2 (4 months); practice",
        "basis": "knowledge",
        "note": "The thresholds describe an authority over three years, not one child. Early permanence "
        "counts as placed.",
    },
    {
        "id": "AA-I-081",
        "lists": (10,),
        "nature": "practice",
        "message": "A year after the decision no family has been matched.",
        "guidance": "Review the search for a family and the plan itself.",
        "columns": (
            "adm_decision_date",
            "matched_date",
            "placed_date",
            "adoption_order_date",
            "decision_reversed_date",
            "ffa_placed_date",
        ),
        "policy": ("match_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and missing(matched_date) and missing(placed_date) and "
                "missing(ffa_placed_date) and as_of > add_months(adm_decision_date, "
                "policy.match_months)",
            },
        ),
        "reference": "practice; older adoption guidance speaks of six months to a match",
        "basis": "knowledge",
        "note": "A child already with early permanence carers is not waiting.",
    },
)
