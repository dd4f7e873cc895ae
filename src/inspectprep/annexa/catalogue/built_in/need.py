"""Children in need (List 6)."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-011",
        "lists": (6,),
        "message": "The episode of need ended before it started.",
        "guidance": "Correct whichever date does not belong to this episode.",
        "columns": ("cin_start_date", "cin_closure_date"),
        "outcomes": ({"severity": "error", "when": "cin_closure_date < cin_start_date"},),
        "reference": "Annex A guidance, List 6 (August 2019)",
    },
    {
        "id": "AA-X-012",
        "lists": (6,),
        "message": "Only one of closure date and closure reason is filled in.",
        "guidance": "A closed episode has both and an open one has neither.",
        "columns": ("cin_closure_date", "closure_reason"),
        "outcomes": ({"severity": "error", "when": "missing(cin_closure_date) != missing(closure_reason)"},),
        "reference": "Annex A guidance, List 6 (August 2019)",
    },
    {
        "id": "AA-X-013",
        "lists": (6,),
        "message": "Case status and closure date tell different stories.",
        "guidance": "Decide from the record whether the case is open or closed, and make both columns say "
        "so.",
        "columns": ("case_status", "cin_closure_date"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'known(case_status) and (code(case_status) == "CLO") != present(cin_closure_date)',
            },
        ),
        "reference": "Annex A guidance, List 6 (August 2019)",
    },
    {
        "id": "AA-X-014",
        "lists": (6,),
        "message": "The case ended at assessment, and such children are not asked for on this list.",
        "guidance": "Leave the child out unless a service was given within the window.",
        "columns": ("closure_reason",),
        "outcomes": ({"severity": "query", "when": 'in_group(closure_reason, "closed after assessment")'},),
        "reference": "Annex A questions and answers (August 2019)",
        "basis": "mixed",
        "note": "Because children under assessment belong here too, some councils keep these rows "
        "deliberately.",
    },
    {
        "id": "AA-X-015",
        "lists": (6,),
        "message": "The day the child was last seen is before birth, or after the case was closed.",
        "guidance": "Correct it. Seeing the parents of an unborn child is not seeing the child, so leave "
        "it blank for them.",
        "columns": ("date_of_birth", "age", "date_last_seen", "cin_closure_date"),
        "outcomes": (
            {"severity": "error", "when": "not unborn and date_last_seen < date_of_birth"},
            {"severity": "query", "when": "unborn and present(date_last_seen)"},
            {"severity": "query", "when": "date_last_seen > cin_closure_date"},
        ),
        "reference": "Annex A guidance, List 6 (August 2019)",
        "basis": "mixed",
        "note": "A date after the list date is reported as a field finding and not here.",
    },
    {
        "id": "AA-X-017",
        "lists": (6,),
        "message": "The case is open and its main need is recorded as not stated, or as not being a child "
        "in need.",
        "guidance": "Take the main need from the assessment, or check why the child is listed.",
        "columns": ("primary_need_code", "cin_closure_date", "case_status"),
        "outcomes": (
            {
                "severity": "query",
                "column": "primary_need_code",
                "when": 'in_group(primary_need_code, "no category of need") and '
                'missing(cin_closure_date) and code(case_status) not in {"ASS"}',
            },
        ),
        "reference": "Annex A guidance, List 6 (August 2019); practice",
        "basis": "mixed",
        "note": "The need is only settled by an assessment, so cases still in assessment are left alone.",
    },
    {
        "id": "AA-I-030",
        "lists": (6,),
        "nature": "practice",
        "message": "A child with a child in need plan has not been seen for a long time.",
        "guidance": "See the child, or record that someone has.",
        "columns": (
            "date_of_birth",
            "age",
            "cin_start_date",
            "date_last_seen",
            "cin_closure_date",
            "case_status",
        ),
        "policy": ("cin_seen_days",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'open and code(case_status) == "CIN" and not unborn and '
                "days(coalesce(date_last_seen, cin_start_date), as_of) > "
                "policy.cin_seen_days",
            },
        ),
        "reference": "bins of 6, 12 and 18 weeks in the D2I PATCh tools; there is no national interval",
        "basis": "mixed",
        "note": "A child never seen is counted from the start of the episode.",
    },
    {
        "id": "AA-I-031",
        "lists": (6,),
        "nature": "practice",
        "message": "The child in need case has been open for very long.",
        "guidance": "Review it: step down, close or escalate.",
        "columns": ("cin_start_date", "cin_closure_date", "case_status"),
        "policy": ("cin_open_query_years", "cin_open_warning_years"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'open and code(case_status) == "CIN" and as_of > add_years(cin_start_date, '
                "policy.cin_open_warning_years)",
            },
            {
                "severity": "query",
                "when": 'open and code(case_status) == "CIN" and as_of > add_years(cin_start_date, '
                "policy.cin_open_query_years)",
            },
        ),
        "reference": "bin of two years and more in the D2I PATCh tools",
        "basis": "mixed",
        "note": "Plans of disabled children rightly last for years; look at those apart.",
    },
)
