"""Whether the lists agree that a child is open, and as what."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-C-005",
        "lists": (6, 7),
        "at": (7,),
        "message": "A child with a current protection plan is missing from the children in need list.",
        "guidance": "Add the episode to List 6, or end the plan if it is over.",
        "columns": ("6.child_unique_id", "7.child_unique_id", "7.cpp_end_date"),
        "outcomes": ({"severity": "error", "when": "open and not exists(6)"},),
        "skip_when": ("not loaded(6)",),
        "reference": "Annex A guidance, List 6 (August 2019)",
        "note": "A child who is on List 6 but closed there has a finding of its own, so that one mistake "
        "is counted once.",
    },
    {
        "id": "AA-C-006",
        "lists": (6, 8),
        "at": (8,),
        "message": "A child in care now is missing from the children in need list.",
        "guidance": "Add the episode to List 6, or end the period of care if it is over.",
        "columns": ("6.child_unique_id", "8.child_unique_id", "8.lac_end_date"),
        "outcomes": ({"severity": "error", "when": "open and not exists(6)"},),
        "skip_when": ("not loaded(6)",),
        "reference": "Annex A guidance, List 6 (August 2019)",
        "note": "A child who is on List 6 but closed there has a finding of its own.",
    },
    {
        "id": "AA-C-007",
        "lists": (6, 7, 8),
        "at": (6,),
        "message": "List 6 gives the child a lower status than Lists 7 and 8 show.",
        "guidance": "Use the highest status that holds: in care, then protection plan, then child in need "
        "or open assessment.",
        "columns": (
            "6.child_unique_id",
            "6.cin_closure_date",
            "6.case_status",
            "7.child_unique_id",
            "7.cpp_end_date",
            "8.child_unique_id",
            "8.lac_end_date",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": 'open and code(case_status) in {"CPP", "CIN", "ASS"} and exists(8, open)',
            },
            {"severity": "error", "when": 'open and code(case_status) in {"CIN", "ASS"} and exists(7, open)'},
        ),
        "skip_when": ("not loaded(7) and not loaded(8)",),
        "related": {"lists": (8, 7), "where": "open"},
        "reference": "Annex A guidance, List 6 (August 2019), order of case statuses",
        "note": "Closed rows are judged elsewhere.",
    },
    {
        "id": "AA-C-008",
        "lists": (6, 7),
        "at": (6,),
        "message": "List 6 says the child has a protection plan, and List 7 shows none that is open.",
        "guidance": "Add the plan to List 7, or change the status.",
        "columns": (
            "6.child_unique_id",
            "6.cin_closure_date",
            "6.case_status",
            "7.child_unique_id",
            "7.cpp_end_date",
        ),
        "outcomes": (
            {"severity": "error", "when": 'open and code(case_status) == "CPP" and not exists(7, open)'},
        ),
        "skip_when": ("not loaded(7)",),
        "related": {"lists": (7,), "where": "not open", "pick": "latest", "column": "cpp_end_date"},
        "reference": "Annex A guidance, lists 6 and 7 (August 2019)",
        "note": "Extracts that leave out plans held for other authorities need another status on List 6 "
        "for those children.",
    },
    {
        "id": "AA-C-009",
        "lists": (6, 8),
        "at": (6,),
        "message": "List 6 says the child is in care, and List 8 shows no open period of care.",
        "guidance": "Add the child to List 8, or change the status.",
        "columns": (
            "6.child_unique_id",
            "6.cin_closure_date",
            "6.case_status",
            "8.child_unique_id",
            "8.lac_end_date",
        ),
        "outcomes": (
            {"severity": "error", "when": 'open and code(case_status) == "LAC" and not exists(8, open)'},
        ),
        "skip_when": ("not loaded(8)",),
        "related": {"lists": (8,), "where": "not open", "pick": "latest", "column": "lac_end_date"},
        "reference": "Annex A guidance, lists 6 and 8 (August 2019)",
        "note": "Open to debate for a series of short breaks, which some extracts drop from List 8 while "
        "the status stays.",
    },
    {
        "id": "AA-C-010",
        "lists": (4, 6),
        "at": (6,),
        "message": "List 6 says an assessment is open, and List 4 has none.",
        "guidance": "Add it to List 4, or change the status if it is finished.",
        "columns": (
            "4.child_unique_id",
            "4.assessment_authorised_date",
            "6.child_unique_id",
            "6.cin_closure_date",
            "6.case_status",
        ),
        "outcomes": (
            {"severity": "warning", "when": 'open and code(case_status) == "ASS" and not exists(4, open)'},
        ),
        "skip_when": ("not loaded(4)",),
        "reference": "Annex A guidance, lists 4 and 6 (August 2019)",
    },
    {
        "id": "AA-C-011",
        "lists": (4, 6),
        "at": (4,),
        "message": "An assessment is open for a child without an open case on the children in need list.",
        "guidance": "Add the child to List 6 as in assessment, or authorise the assessment.",
        "columns": (
            "4.child_unique_id",
            "4.assessment_authorised_date",
            "6.child_unique_id",
            "6.cin_closure_date",
        ),
        "outcomes": (
            {
                "severity": "warning",
                "column": "assessment_start_date",
                "when": "open and not exists(6, open)",
            },
        ),
        "skip_when": ("not loaded(6)",),
        "related": {"lists": (6,), "where": "not open"},
        "reference": "Annex A guidance, List 6 (August 2019)",
        "note": "A child whose only case there is closed counts too.",
    },
    {
        "id": "AA-C-035",
        "lists": (6, 7, 8),
        "at": (6,),
        "message": "The child is closed on List 6, but a plan or period of care is still open.",
        "guidance": "Reopen the case, or end the plan or the care where it stands.",
        "columns": (
            "6.child_unique_id",
            "6.cin_closure_date",
            "6.closure_reason",
            "7.child_unique_id",
            "7.cpp_end_date",
            "8.child_unique_id",
            "8.lac_end_date",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": 'not missing(cin_closure_date) and not in_group(closure_reason, "adopted or '
                'died") and (exists(7, open) or exists(8, open))',
            },
        ),
        "skip_when": ("not loaded(7) and not loaded(8)",),
        "related": {"lists": (8, 7), "where": "open"},
        "reference": "Annex A guidance, List 6 (August 2019)",
        "note": "Closures because the child died or was adopted are judged by another rule.",
    },
    {
        "id": "AA-C-036",
        "lists": (2, 6),
        "at": (2,),
        "nature": "practice",
        "message": "Early help is running for a child who is also an open social care case.",
        "guidance": "If the case has stepped up, close the early help; otherwise confirm that both are "
        "intended.",
        "columns": (
            "2.child_unique_id",
            "2.assessment_completion_date",
            "6.child_unique_id",
            "6.cin_closure_date",
        ),
        "outcomes": (
            {"severity": "query", "column": "assessment_start_date", "when": "open and exists(6, open)"},
        ),
        "skip_when": ("not loaded(6)",),
        "related": {"lists": (6,), "where": "open"},
        "reference": "overlap measure of the D2I PATCh tools; practice",
        "note": "Show next to it what share of open early help is affected.",
    },
    {
        "id": "AA-C-040",
        "lists": (4, 6, 7, 8, 9, 10),
        "at": (6, 8, 10),
        "message": "The child died or was adopted, and is still open somewhere else.",
        "guidance": "Close what is left open. After adoption a child has a new identity and a record of "
        "its own.",
        "columns": (
            "4.child_unique_id",
            "4.assessment_authorised_date",
            "6.child_unique_id",
            "6.cin_closure_date",
            "6.closure_reason",
            "7.child_unique_id",
            "7.cpp_end_date",
            "8.child_unique_id",
            "8.lac_end_date",
            "8.lac_end_reason",
            "9.child_unique_id",
            "9.la_in_touch",
            "10.child_unique_id",
            "10.adoption_order_date",
        ),
        "outcomes": (
            {
                "severity": "error",
                "when": '(code(lac_end_reason) == "E2" or in_group(lac_end_reason, "adopted")) and '
                "exists([4, 6, 7], open)",
                "lists": (8,),
            },
            {
                "severity": "error",
                "when": 'code(lac_end_reason) == "E2" and exists(9, code(la_in_touch) != "DIED")',
                "lists": (8,),
            },
            {
                "severity": "error",
                "when": 'in_group(closure_reason, "adopted or died") and exists([4, 7, 8], open)',
                "lists": (6,),
            },
            {
                "severity": "error",
                "when": "adoption_order_date <= as_of and exists([7, 8], open)",
                "lists": (10,),
            },
        ),
        "related": {"lists": (4, 6, 7, 8, 9), "where": "open"},
        "reference": "SSDA903 check 437",
    },
)
