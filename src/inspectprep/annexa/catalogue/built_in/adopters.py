"""Adopters (List 11), and how they fit with List 10."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-080",
        "lists": (11,),
        "message": "The adopter's dates are not in order of time.",
        "guidance": "Enquiry comes first, then the two stages or the application, then match, placement "
        "and order. Foster carers may be matched before they are approved.",
        "columns": (
            "enquiry_date",
            "stage1_start_date",
            "stage1_end_date",
            "stage2_start_date",
            "stage2_end_date",
            "application_submitted_date",
            "application_approved_date",
            "matched_date",
            "placed_date",
            "adoption_order_date",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": "out_of_order(enquiry_date, stage1_start_date, stage1_end_date, "
                "stage2_start_date, stage2_end_date) or out_of_order(enquiry_date, "
                "application_submitted_date, application_approved_date) or "
                "out_of_order(matched_date, placed_date, adoption_order_date) or "
                "adoption_order_date == placed_date",
            },
            {
                "severity": "query",
                "when": "out_of_order(stage2_end_date, matched_date, placed_date, "
                "adoption_order_date) or out_of_order(application_approved_date, "
                "matched_date, placed_date, adoption_order_date)",
            },
        ),
        "reference": "Annex A guidance, List 11 (August 2019)",
        "basis": "mixed",
        "note": "For carers and relatives who adopt, the match is dated by the decision for the child and "
        "may precede approval; that part only asks.",
    },
    {
        "id": "AA-X-081",
        "lists": (11,),
        "message": "Only one of the date and the reason of leaving the process is filled in.",
        "guidance": "Someone who left has both; someone still in the process has neither.",
        "columns": ("left_process_date", "left_process_reason"),
        "outcomes": (
            {"severity": "error", "when": "missing(left_process_date) != missing(left_process_reason)"},
        ),
        "reference": "Annex A guidance, List 11 (August 2019)",
    },
    {
        "id": "AA-X-082",
        "lists": (11,),
        "message": "The number of children placed and the day of placement do not go together.",
        "guidance": "Fill in both or neither. The number is the family's, repeated on each adopter's row.",
        "columns": ("placed_date", "children_placed"),
        "outcomes": (
            {
                "severity": "error",
                "when": "(present(placed_date) and (missing(children_placed) or children_placed == "
                "0)) or (children_placed > 0 and missing(placed_date))",
            },
        ),
        "reference": "Annex A guidance, List 11 (August 2019)",
    },
    {
        "id": "AA-X-083",
        "lists": (11,),
        "message": "Dates of the two-stage process stand beside dates of the one that came before it.",
        "guidance": "Keep those of the process this adopter went through.",
        "columns": (
            "stage1_start_date",
            "stage1_end_date",
            "stage2_start_date",
            "stage2_end_date",
            "application_submitted_date",
            "application_approved_date",
        ),
        "outcomes": (
            {
                "severity": "query",
                "when": "any_present(stage1_start_date, stage1_end_date, stage2_start_date, "
                "stage2_end_date) and any_present(application_submitted_date, "
                "application_approved_date)",
            },
        ),
        "reference": "Annex A guidance, List 11 (August 2019)",
    },
    {
        "id": "AA-X-084",
        "lists": (11,),
        "message": "The adopter left, but was matched, had a child placed or was granted an order later.",
        "guidance": "If they returned, remove the leaving date and reason.",
        "columns": ("matched_date", "placed_date", "adoption_order_date", "left_process_date"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "matched_date > left_process_date or placed_date > left_process_date or "
                "adoption_order_date > left_process_date",
            },
        ),
        "reference": "practice",
        "basis": "knowledge",
    },
    {
        "id": "AA-X-085",
        "lists": (11,),
        "message": "The person only enquired, and the list is of those who applied.",
        "guidance": "Remove the row, or enter when stage 1 began or the application came in.",
        "columns": (
            "enquiry_date",
            "stage1_start_date",
            "stage1_end_date",
            "stage2_start_date",
            "stage2_end_date",
            "application_submitted_date",
            "application_approved_date",
            "matched_date",
            "placed_date",
            "adoption_order_date",
        ),
        "outcomes": (
            {
                "severity": "query",
                "when": "present(enquiry_date) and not any_present(stage1_start_date, "
                "stage1_end_date, stage2_start_date, stage2_end_date, "
                "application_submitted_date, application_approved_date, matched_date, "
                "placed_date, adoption_order_date)",
            },
        ),
        "reference": "Annex A guidance, List 11 (August 2019)",
        "note": "Dropping out after an enquiry does not bring someone onto the list.",
    },
    {
        "id": "AA-C-029",
        "lists": (10, 11),
        "at": (11,),
        "message": "Match, placement or order of the adopters fits no child of theirs on List 10.",
        "guidance": "Put both records side by side and correct the date that is wrong.",
        "columns": (
            "10.family_identifier",
            "10.matched_date",
            "10.placed_date",
            "10.adoption_order_date",
            "11.family_identifier",
            "11.matched_date",
            "11.placed_date",
            "11.adoption_order_date",
        ),
        "policy": ("tolerance_days",),
        "outcomes": (
            {
                "severity": "error",
                "when": "(not missing(matched_date) and family_exists(10, not "
                "missing(matched_date)) and not family_exists(10, gap(matched_date, "
                "row.matched_date) <= policy.tolerance_days)) or (not missing(placed_date) "
                "and family_exists(10, not missing(placed_date)) and not family_exists(10, "
                "gap(placed_date, row.placed_date) <= policy.tolerance_days)) or (not "
                "missing(adoption_order_date) and family_exists(10, not "
                "missing(adoption_order_date)) and not family_exists(10, "
                "gap(adoption_order_date, row.adoption_order_date) <= "
                "policy.tolerance_days))",
            },
        ),
        "skip_when": ("not loaded(10)",),
        "related": {"lists": (10,), "where": "not missing(child_unique_id)", "by": "family_identifier"},
        "reference": "Annex A guidance, lists 10 and 11 (August 2019)",
        "note": "Brothers and sisters can be placed on different days while an adopter has one date, so "
        "agreement with any of them is enough.",
    },
    {
        "id": "AA-C-030",
        "lists": (10, 11),
        "at": (11,),
        "message": "The adopters' number of children does not agree with List 10.",
        "guidance": "Count who was placed with the family, and put the list that is out right.",
        "columns": (
            "10.child_unique_id",
            "10.family_identifier",
            "10.placed_date",
            "10.decision_reversed_date",
            "11.family_identifier",
            "11.children_placed",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": "children_placed < family_distinct(10, child_unique_id, not "
                "missing(placed_date) and missing(decision_reversed_date))",
            },
            {
                "severity": "query",
                "when": "children_placed > family_distinct(10, child_unique_id, not "
                "missing(placed_date) and missing(decision_reversed_date))",
            },
        ),
        "skip_when": ("not loaded(10)",),
        "related": {
            "lists": (10,),
            "where": "not missing(placed_date)",
            "pick": "all",
            "by": "family_identifier",
        },
        "reference": "Annex A guidance, lists 10 and 11 (August 2019)",
        "note": "Too few is an error; too many can be explained by a child adopted earlier or coming from "
        "elsewhere.",
    },
    {
        "id": "AA-C-031",
        "lists": (11,),
        "message": "Partners adopting together have different dates.",
        "guidance": "Give both the same dates for stages, match, placement and order.",
        "columns": (
            "family_identifier",
            "stage1_start_date",
            "stage1_end_date",
            "stage2_start_date",
            "stage2_end_date",
            "application_submitted_date",
            "application_approved_date",
            "matched_date",
            "placed_date",
            "adoption_order_date",
        ),
        "outcomes": (
            {
                "severity": "warning",
                "column": "family_identifier",
                "when": "family_exists(11, above and (stage1_start_date != row.stage1_start_date or "
                "stage1_end_date != row.stage1_end_date or stage2_start_date != "
                "row.stage2_start_date or stage2_end_date != row.stage2_end_date or "
                "application_submitted_date != row.application_submitted_date or "
                "application_approved_date != row.application_approved_date or matched_date "
                "!= row.matched_date or placed_date != row.placed_date or "
                "adoption_order_date != row.adoption_order_date))",
            },
        ),
        "related": {"lists": (11,), "where": "above", "by": "family_identifier"},
        "reference": "Annex A guidance, List 11 (August 2019)",
    },
    {
        "id": "AA-C-032",
        "lists": (11,),
        "message": "More people share a family identifier than can adopt together.",
        "guidance": "See whether two families were given one identifier.",
        "columns": ("adopter_identifier", "family_identifier"),
        "policy": ("max_adopters",),
        "outcomes": (
            {
                "severity": "query",
                "column": "family_identifier",
                "when": "family_distinct(11, adopter_identifier, above and adopter_identifier != "
                "row.adopter_identifier) >= policy.max_adopters",
            },
        ),
        "related": {"lists": (11,), "where": "above", "pick": "all", "by": "family_identifier"},
        "reference": "Annex A guidance, List 11 (August 2019); an adoption order is made to one person or "
        "a couple (Adoption and Children Act 2002 section 49)",
    },
    {
        "id": "AA-I-082",
        "lists": (11,),
        "nature": "practice",
        "message": "A stage of the adopters' approval took longer than it should.",
        "guidance": "See whether they asked for more time, and record it.",
        "columns": (
            "stage1_start_date",
            "stage1_end_date",
            "stage2_start_date",
            "stage2_end_date",
            "matched_date",
            "left_process_date",
        ),
        "policy": ("stage1_months", "stage2_months"),
        "outcomes": (
            {
                "severity": "query",
                "when": "coalesce(stage1_end_date, left_process_date, stage2_start_date, as_of) > "
                "add_months(stage1_start_date, policy.stage1_months)",
            },
            {
                "severity": "query",
                "when": "coalesce(stage2_end_date, left_process_date, matched_date, as_of) > "
                "add_months(stage2_start_date, policy.stage2_months)",
            },
        ),
        "reference": "Adoption Agencies Regulations 2005 as amended in 2013; statutory guidance on "
        "adoption 2013",
        "basis": "knowledge",
        "note": "Stages that are still running count too.",
    },
    {
        "id": "AA-I-083",
        "lists": (11,),
        "nature": "practice",
        "message": "Approved adopters have waited more than six months for a match.",
        "guidance": "Review the search, and what they might consider.",
        "columns": (
            "stage2_end_date",
            "application_approved_date",
            "matched_date",
            "placed_date",
            "adoption_order_date",
            "left_process_date",
        ),
        "policy": ("wait_months",),
        "outcomes": (
            {
                "severity": "query",
                "when": "missing(matched_date) and missing(placed_date) and "
                "missing(adoption_order_date) and missing(left_process_date) and as_of > "
                "add_months(coalesce(stage2_end_date, application_approved_date), "
                "policy.wait_months)",
            },
        ),
        "reference": "bands of the adoption and special guardianship data collection",
        "basis": "knowledge",
        "note": "The end of stage 2 takes the place of approval, which has no column.",
    },
)
