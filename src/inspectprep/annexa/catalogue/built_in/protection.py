"""Child protection plans (List 7)."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-018",
        "lists": (7,),
        "message": "The protection plan came to an end before it began.",
        "guidance": "Correct whichever date does not belong to this plan.",
        "columns": ("cpp_start_date", "cpp_end_date"),
        "outcomes": ({"severity": "error", "when": "cpp_end_date < cpp_start_date"},),
        "reference": "Annex A guidance, List 7 (August 2019)",
    },
    {
        "id": "AA-X-019",
        "lists": (7,),
        "message": "The latest statutory visit is not within the dates of the plan.",
        "guidance": "Only visits under this plan count; leave the column blank if there has been none.",
        "columns": ("cpp_start_date", "cpp_end_date", "date_last_statutory_visit"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "date_last_statutory_visit < cpp_start_date or date_last_statutory_visit > "
                "cpp_end_date",
            },
        ),
        "reference": "Standard Safeguarding Dataset query for List 7",
    },
    {
        "id": "AA-X-020",
        "lists": (7,),
        "message": "The latest review conference is not within the dates of the plan.",
        "guidance": "Only reviews of this plan count; leave the column blank if there has been none.",
        "columns": ("cpp_start_date", "cpp_end_date", "date_latest_review_conference"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "date_latest_review_conference < cpp_start_date or "
                "date_latest_review_conference > cpp_end_date",
            },
        ),
        "reference": "Standard Safeguarding Dataset query for List 7",
    },
    {
        "id": "AA-X-021",
        "lists": (7,),
        "message": "There was a visit, but whether the child was seen alone is blank.",
        "guidance": "Answer Yes, No or Unknown from the note of the visit.",
        "columns": ("date_of_birth", "age", "date_last_statutory_visit", "seen_alone"),
        "outcomes": (
            {
                "severity": "error",
                "when": "present(date_last_statutory_visit) and missing(seen_alone) and not unborn "
                "and not (date_of_birth > date_last_statutory_visit)",
            },
        ),
        "reference": "Annex A guidance, List 7 (August 2019)",
        "note": "Nobody can see an unborn child alone, so children unborn at the visit are exempt.",
    },
    {
        "id": "AA-X-022",
        "lists": (7,),
        "message": "A baby, or a child not yet born, is recorded as seen alone at the visit.",
        "guidance": "Ask what was meant; with babies it is usually the parents who were seen.",
        "columns": ("date_of_birth", "date_last_statutory_visit", "seen_alone"),
        "policy": ("seen_alone_from_years",),
        "outcomes": (
            {
                "severity": "query",
                "when": 'code(seen_alone) == "Yes" and age_on(date_of_birth, '
                "coalesce(date_last_statutory_visit, as_of)) < "
                "policy.seen_alone_from_years",
            },
        ),
        "reference": "practice",
        "basis": "knowledge",
        "note": "The age that counts is the age on the day of the visit.",
    },
    {
        "id": "AA-X-023",
        "lists": (7,),
        "message": 'The abuse category was "multiple" at one end of the plan and a single category at the '
        "other.",
        "guidance": 'Confirm both with the conference records. "Multiple" stands for several kinds of '
        "abuse in one plan, never for several plans.",
        "columns": ("initial_abuse_category", "latest_abuse_category"),
        "outcomes": (
            {
                "severity": "query",
                "when": "known(initial_abuse_category) and known(latest_abuse_category) and "
                '(code(initial_abuse_category) == "MUL") != (code(latest_abuse_category) == '
                '"MUL")',
            },
        ),
        "reference": "Annex A guidance, List 7 (August 2019)",
        "basis": "mixed",
        "note": "Categories do change for good reasons; a council that has looked once can switch this off.",
    },
    {
        "id": "AA-C-016",
        "lists": (5, 7),
        "at": (7,),
        "message": "A plan began in the period without a conference on List 5.",
        "guidance": "Add the conference, or confirm that the plan came over from another authority.",
        "columns": ("5.child_unique_id", "5.icpc_date", "7.child_unique_id", "7.cpp_start_date"),
        "policy": ("window_months", "conference_working_days", "plan_conference_days"),
        "outcomes": (
            {
                "severity": "query",
                "when": "workdays(window_start(policy.window_months), cpp_start_date) > "
                "policy.conference_working_days and cpp_start_date <= as_of and not "
                "exists(5, gap(icpc_date, row.cpp_start_date) <= "
                "policy.plan_conference_days)",
            },
        ),
        "skip_when": ("not loaded(5)",),
        "reference": "Annex A guidance, lists 5 and 7 (August 2019)",
        "basis": "mixed",
        "note": "List 5 goes by the strategy discussion, so plans of the first weeks are left out. "
        "Nothing marks a transfer, so those remain as queries.",
    },
    {
        "id": "AA-C-019",
        "lists": (7, 8),
        "at": (7,),
        "nature": "practice",
        "message": "The child has been on a plan and in care together for longer than your limit.",
        "guidance": "Ask conference chair and reviewing officer whether a single plan would now do.",
        "columns": (
            "7.child_unique_id",
            "7.cpp_start_date",
            "7.cpp_end_date",
            "8.child_unique_id",
            "8.lac_start_date",
            "8.lac_end_date",
        ),
        "policy": ("dual_months",),
        "outcomes": (
            {
                "severity": "query",
                "column": "cpp_start_date",
                "when": "open and exists(8, open and as_of > add_months(latest_of(lac_start_date, "
                "row.cpp_start_date), policy.dual_months))",
            },
        ),
        "skip_when": ("not loaded(8)",),
        "related": {"lists": (8,), "where": "open"},
        "reference": "Annex A questions and answers (August 2019); practice",
        "basis": "mixed",
        "note": "Counted from the later of the two beginnings.",
    },
    {
        "id": "AA-C-020",
        "lists": (7, 8),
        "at": (7,),
        "message": "The answer on emergency protection is No, while List 8 has police protection or an "
        "emergency order.",
        "guidance": "Bring the two into line: the answer on List 7, or the legal status on List 8.",
        "columns": (
            "7.child_unique_id",
            "7.epo_or_police_protection",
            "8.child_unique_id",
            "8.legal_status",
            "8.lac_end_date",
        ),
        "policy": ("window_months",),
        "outcomes": (
            {
                "severity": "error",
                "when": 'code(epo_or_police_protection) == "No" and exists(8, in_group(legal_status, '
                '"emergency protection") and coalesce(lac_end_date, as_of) >= '
                "window_start(policy.window_months))",
            },
        ),
        "skip_when": ("not loaded(8)",),
        "related": {"lists": (8,), "where": 'in_group(legal_status, "emergency protection")'},
        "reference": "derivation of the answer in the SSD data model; heading of the column (last six "
        "months)",
    },
    {
        "id": "AA-I-040",
        "lists": (7,),
        "nature": "practice",
        "message": "The latest visit under the plan is older than your standard.",
        "guidance": "Visit the child, or record the visit.",
        "columns": ("date_last_statutory_visit", "cpp_end_date"),
        "policy": ("cp_visit_working_days", "cp_visit_calendar_days"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and ((missing(policy.cp_visit_calendar_days) and "
                "workdays(date_last_statutory_visit, as_of) > policy.cp_visit_working_days) "
                "or days(date_last_statutory_visit, as_of) > "
                "policy.cp_visit_calendar_days)",
            },
        ),
        "reference": "practice; there is no national interval",
        "basis": "mixed",
        "note": "Calendar days replace working days once you set them. A plan without any visit has a "
        "rule of its own.",
    },
    {
        "id": "AA-I-041",
        "lists": (7,),
        "nature": "practice",
        "message": "At the latest visit under the plan the child was not seen alone.",
        "guidance": "See the child alone, or write down why that would not be right.",
        "columns": ("date_of_birth", "seen_alone", "cpp_end_date"),
        "policy": ("seen_alone_expected_from_years",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'open and code(seen_alone) in {"No", "Unknown"} and age_on(date_of_birth, '
                "as_of) >= policy.seen_alone_expected_from_years",
            },
        ),
        "reference": "Annex A, List 7 (August 2019), column seen alone; measure of the D2I PATCh tools; "
        "practice",
        "basis": "mixed",
        "note": "A blank beside a visit is reported as data.",
    },
    {
        "id": "AA-I-042",
        "lists": (7,),
        "nature": "practice",
        "message": "The review conference is late.",
        "guidance": "Hold it, or record the day it was held.",
        "columns": ("cpp_start_date", "date_latest_review_conference", "cpp_end_date"),
        "policy": ("cp_first_review_months", "cp_next_review_months"),
        "outcomes": (
            {
                "severity": "error",
                "when": "open and (missing(date_latest_review_conference) or "
                "date_latest_review_conference <= cpp_start_date) and as_of > "
                "add_months(cpp_start_date, policy.cp_first_review_months)",
            },
            {
                "severity": "error",
                "when": "open and date_latest_review_conference > cpp_start_date and as_of > "
                "add_months(date_latest_review_conference, policy.cp_next_review_months)",
            },
        ),
        "reference": "Working Together, first review within three months of the conference, then at least "
        "every six; quoted in the Annex A guidance (August 2019)",
        "note": "The list has only the latest review, so whether the first one was late cannot be told "
        "afterwards.",
    },
    {
        "id": "AA-I-043",
        "lists": (7,),
        "nature": "practice",
        "message": "The plan has been running for very long.",
        "guidance": "Ask whether it works, and whether legal advice is due.",
        "columns": ("cpp_start_date", "cpp_end_date"),
        "policy": ("cp_open_query_months", "cp_open_warning_years"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and as_of >= add_years(cpp_start_date, policy.cp_open_warning_years)",
            },
            {
                "severity": "query",
                "when": "open and as_of >= add_months(cpp_start_date, policy.cp_open_query_months)",
            },
        ),
        "reference": "national indicator of plans of two years or more; measure of the D2I PATCh tools",
    },
    {
        "id": "AA-I-044",
        "lists": (7,),
        "nature": "practice",
        "message": "This is not the child's first protection plan.",
        "guidance": "Ask what ended the last one and what is different now.",
        "columns": ("previous_cpp_count",),
        "policy": ("repeat_plans_query", "repeat_plans_warning"),
        "outcomes": (
            {"severity": "warning", "when": "previous_cpp_count >= policy.repeat_plans_warning"},
            {"severity": "query", "when": "previous_cpp_count >= policy.repeat_plans_query"},
        ),
        "reference": "national indicator of second or later plans; measure of the D2I PATCh tools",
        "note": "Show next to it the share of new plans that are repeat plans.",
    },
    {
        "id": "AA-I-045",
        "lists": (7,),
        "nature": "practice",
        "message": "The plan was over within three months.",
        "guidance": "See whether a review ended it, and whether the child is safer.",
        "columns": ("cpp_start_date", "cpp_end_date"),
        "policy": ("cp_short_months",),
        "outcomes": (
            {
                "severity": "query",
                "when": "cpp_end_date >= cpp_start_date and cpp_end_date < "
                "add_months(cpp_start_date, policy.cp_short_months)",
            },
        ),
        "reference": "bins of the D2I PATCh tools",
        "basis": "mixed",
    },
    {
        "id": "AA-I-046",
        "lists": (7,),
        "nature": "practice",
        "message": "The plan is past its first days without a single visit.",
        "guidance": "Visit the child, or record the visit.",
        "columns": ("cpp_start_date", "date_last_statutory_visit", "cpp_end_date"),
        "policy": ("cp_first_visit_working_days",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "open and missing(date_last_statutory_visit) and workdays(cpp_start_date, "
                "as_of) > policy.cp_first_visit_working_days",
            },
        ),
        "reference": "practice; there is no national interval",
        "basis": "knowledge",
    },
)
