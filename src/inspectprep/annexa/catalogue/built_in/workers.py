"""Who holds the case: spellings of names, placeholders, different workers on different lists."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-C-037",
        "lists": (3, 4, 5, 6, 7, 8, 9),
        "message": "A team seems to be written in two ways.",
        "guidance": "Settle on one spelling in the case system. Nothing is merged for you.",
        "columns": (
            "3.allocated_team",
            "4.allocated_team",
            "5.allocated_team",
            "6.allocated_team",
            "7.allocated_team",
            "8.allocated_team",
            "9.allocated_team",
        ),
        "policy": ("likeness", "telling_words"),
        "check": "inspectprep.annexa.checks.spellings:team_spellings",
        "outcomes": ({"severity": "warning"}, {"severity": "query"}),
        "reference": "practice",
        "basis": "knowledge",
        "note": "One finding a rarer spelling, at its first row. Numbers, letters and words such as north "
        "keep teams apart.",
    },
    {
        "id": "AA-C-038",
        "lists": (3, 4, 5, 6, 7, 8, 9),
        "message": "A worker is written in several ways, or appears in several teams.",
        "guidance": "Settle on one form of the name; confirm the team if the worker truly has cases in two.",
        "columns": (
            "3.allocated_team",
            "3.allocated_worker",
            "4.allocated_team",
            "4.allocated_worker",
            "5.allocated_team",
            "5.allocated_worker",
            "6.allocated_team",
            "6.allocated_worker",
            "7.allocated_team",
            "7.allocated_worker",
            "8.allocated_team",
            "8.allocated_worker",
            "9.allocated_team",
            "9.allocated_worker",
        ),
        "policy": ("placeholder_names",),
        "check": "inspectprep.annexa.checks.spellings:worker_spellings",
        "outcomes": ({"severity": "warning"}, {"severity": "query"}, {"severity": "query"}),
        "reference": "non-breaking spaces in names of the LIIA sample; practice",
        "basis": "mixed",
        "note": "An initial may be somebody else, so it is asked about, and only within a team.",
    },
    {
        "id": "AA-C-039",
        "lists": (6, 7, 8),
        "at": (7, 8),
        "message": "Worker or team is not the one on List 6, though the child is open on both.",
        "guidance": "All lists show who has the case today; bring the older entry up to date.",
        "columns": (
            "6.child_unique_id",
            "6.cin_closure_date",
            "6.allocated_team",
            "6.allocated_worker",
            "7.child_unique_id",
            "7.cpp_end_date",
            "7.allocated_team",
            "7.allocated_worker",
            "8.child_unique_id",
            "8.lac_end_date",
            "8.allocated_team",
            "8.allocated_worker",
        ),
        "outcomes": (
            {
                "severity": "warning",
                "column": "allocated_worker",
                "when": "open and exists(6, open and (worker_key(allocated_worker) != "
                "worker_key(row.allocated_worker) or name_key(allocated_team) != "
                "name_key(row.allocated_team)))",
                "lists": (7,),
            },
            {
                "severity": "query",
                "column": "allocated_worker",
                "when": "open and exists(6, open and (worker_key(allocated_worker) != "
                "worker_key(row.allocated_worker) or name_key(allocated_team) != "
                "name_key(row.allocated_team)))",
                "lists": (8,),
            },
        ),
        "skip_when": ("not loaded(6)",),
        "related": {"lists": (6,), "where": "open"},
        "reference": "Annex A guidance, lists 6 to 8 (August 2019)",
        "basis": "mixed",
    },
    {
        "id": "AA-I-060",
        "lists": (4, 5, 6, 7, 8, 9),
        "nature": "practice",
        "message": "Nobody, or a placeholder, holds an open case.",
        "guidance": "Allocate it today, or record that it has been.",
        "columns": (
            "4.assessment_authorised_date",
            "4.allocated_team",
            "4.allocated_worker",
            "5.icpc_unnecessary",
            "5.icpc_date",
            "5.allocated_team",
            "5.allocated_worker",
            "6.cin_closure_date",
            "6.allocated_team",
            "6.allocated_worker",
            "7.cpp_end_date",
            "7.allocated_team",
            "7.allocated_worker",
            "8.lac_end_date",
            "8.allocated_team",
            "8.allocated_worker",
            "9.allocated_team",
            "9.allocated_worker",
            "9.allocated_personal_advisor",
            "9.la_in_touch",
        ),
        "policy": ("placeholder_names",),
        "outcomes": (
            {
                "severity": "error",
                "when": "missing(allocated_personal_advisor) and (missing(allocated_worker) or "
                "placeholder_name(allocated_worker) or missing(allocated_team) or "
                'placeholder_name(allocated_team)) and not in_group(la_in_touch, "contact not '
                'expected")',
                "lists": (9,),
            },
            {
                "severity": "error",
                "when": "open and (missing(allocated_worker) or placeholder_name(allocated_worker) "
                "or missing(allocated_team) or placeholder_name(allocated_team))",
                "lists": (4, 5, 6, 7, 8),
            },
        ),
        "reference": "Annex A guidance (August 2019), allocated worker on each list",
        "basis": "mixed",
        "note": "List 3 has no open cases. A care leaver with a personal adviser needs nobody else. "
        "Blanks and placeholders are also reported as data.",
    },
    {
        "id": "AA-I-067",
        "lists": (4, 5, 6, 7, 8, 9),
        "nature": "practice",
        "message": "A case is held by a post, a desk or a mailbox and not by a person.",
        "guidance": "Give it to a named worker.",
        "columns": (
            "4.assessment_authorised_date",
            "4.allocated_team",
            "4.allocated_worker",
            "5.icpc_unnecessary",
            "5.icpc_date",
            "5.allocated_team",
            "5.allocated_worker",
            "6.cin_closure_date",
            "6.allocated_team",
            "6.allocated_worker",
            "7.cpp_end_date",
            "7.allocated_team",
            "7.allocated_worker",
            "8.lac_end_date",
            "8.allocated_team",
            "8.allocated_worker",
            "9.allocated_team",
            "9.allocated_worker",
        ),
        "policy": ("generic_words", "placeholder_names"),
        "outcomes": (
            {
                "severity": "query",
                "when": "open and (has_word(allocated_worker, policy.generic_words) or "
                "name_key(allocated_worker) == name_key(allocated_team))",
            },
        ),
        "skip_when": ("placeholder_name(allocated_worker)",),
        "reference": "practice",
        "basis": "mixed",
        "note": "Whole words only; words in brackets are read too.",
    },
)
