"""Contacts, early help and referrals (Lists 1 to 3)."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-002",
        "lists": (2,),
        "message": "Early help was finished before it began.",
        "guidance": "One of the two dates was mistyped, or they stand the wrong way round; correct it in "
        "the case system.",
        "columns": ("assessment_start_date", "assessment_completion_date"),
        "outcomes": ({"severity": "error", "when": "assessment_completion_date < assessment_start_date"},),
        "reference": "Annex A guidance, List 2 (August 2019)",
    },
    {
        "id": "AA-C-012",
        "lists": (3, 4, 6, 7, 8),
        "at": (3,),
        "nature": "practice",
        "message": "A referral was accepted and nothing has followed it.",
        "guidance": "Begin or record the assessment, or change the referral to no further action.",
        "columns": (
            "3.child_unique_id",
            "3.date_of_referral",
            "3.referral_nfa",
            "4.child_unique_id",
            "4.assessment_start_date",
            "6.child_unique_id",
            "6.cin_start_date",
            "6.cin_closure_date",
            "7.child_unique_id",
            "7.cpp_start_date",
            "7.cpp_end_date",
            "8.child_unique_id",
            "8.lac_start_date",
            "8.lac_end_date",
        ),
        "policy": ("assessment_start_working_days", "assessment_lead_days"),
        "outcomes": (
            {
                "severity": "query",
                "when": 'code(referral_nfa) == "No" and workdays(date_of_referral, as_of) > '
                "policy.assessment_start_working_days and not exists(4, "
                "assessment_start_date >= add_days(row.date_of_referral, "
                "-policy.assessment_lead_days)) and not exists(6, cin_start_date < "
                "row.date_of_referral and coalesce(cin_closure_date, as_of) >= "
                "row.date_of_referral) and not exists(7, cpp_start_date < "
                "row.date_of_referral and coalesce(cpp_end_date, as_of) >= "
                "row.date_of_referral) and not exists(8, lac_start_date < "
                "row.date_of_referral and coalesce(lac_end_date, as_of) >= "
                "row.date_of_referral)",
            },
        ),
        "skip_when": ("not loaded(4)", "not loaded(6)"),
        "reference": "Working Together, decision on a referral within one working day; practice",
        "basis": "mixed",
    },
    {
        "id": "AA-C-013",
        "lists": (3, 4),
        "at": (3,),
        "message": "The referral ended in no further action, but an assessment began soon after.",
        "guidance": "Correct the result, or record the second referral that the assessment came from.",
        "columns": (
            "3.child_unique_id",
            "3.date_of_referral",
            "3.referral_nfa",
            "4.child_unique_id",
            "4.assessment_start_date",
        ),
        "policy": ("follow_days",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'code(referral_nfa) == "Yes" and exists(4, assessment_start_date >= '
                "row.date_of_referral and assessment_start_date <= "
                "add_days(row.date_of_referral, policy.follow_days)) and not exists(3, "
                'code(referral_nfa) == "No" and date_of_referral >= row.date_of_referral '
                "and date_of_referral <= add_days(row.date_of_referral, "
                "policy.follow_days))",
            },
        ),
        "skip_when": ("not loaded(4)",),
        "related": {
            "lists": (4,),
            "where": "assessment_start_date >= row.date_of_referral and assessment_start_date <= "
            "add_days(row.date_of_referral, policy.follow_days)",
        },
        "reference": "Annex A guidance, List 3 (August 2019), meaning of no further action",
        "note": "A second, accepted referral in those days explains it, and nothing is said.",
    },
    {
        "id": "AA-C-014",
        "lists": (1, 3),
        "at": (3,),
        "message": "No contact goes with this referral.",
        "guidance": "See whether the contact was recorded for this child. Councils that record referrals "
        "without contacts can switch this off.",
        "columns": ("1.child_unique_id", "1.date_of_contact", "3.child_unique_id", "3.date_of_referral"),
        "policy": ("contact_before_days", "contact_after_days", "window_months"),
        "outcomes": (
            {
                "severity": "query",
                "when": "date_of_referral >= add_days(window_start(policy.window_months), "
                "policy.contact_before_days) and not exists(1, date_of_contact >= "
                "add_days(row.date_of_referral, -policy.contact_before_days) and "
                "date_of_contact <= add_days(row.date_of_referral, "
                "policy.contact_after_days))",
            },
        ),
        "skip_when": ("not loaded(1)",),
        "reference": "overlap measure of the D2I PATCh tools; SSD data model",
        "note": "The first days of the period are left out, because the contact may lie before it. Show "
        "the share beside it.",
    },
    {
        "id": "AA-I-003",
        "lists": (1, 3, 6),
        "at": (1,),
        "nature": "practice",
        "message": "There were several contacts about the child and none became a referral.",
        "guidance": "Read them together, and decide whether they add up to a referral or to early help.",
        "columns": (
            "1.child_unique_id",
            "1.date_of_contact",
            "3.child_unique_id",
            "6.child_unique_id",
            "6.cin_start_date",
            "6.cin_closure_date",
        ),
        "policy": ("min_contacts", "window_months"),
        "outcomes": (
            {
                "severity": "query",
                "when": "date_of_contact == highest(1, date_of_contact) and not exists(1, above and "
                "date_of_contact == row.date_of_contact) and count(1, date_of_contact >= "
                "window_start(policy.window_months)) >= policy.min_contacts and not "
                "exists(3) and not exists(6, cin_start_date <= row.date_of_contact and "
                "coalesce(cin_closure_date, as_of) >= row.date_of_contact)",
            },
        ),
        "skip_when": ("not loaded(3)",),
        "reference": "measure of the D2I PATCh tools",
        "basis": "mixed",
        "note": "One finding a child, on the latest contact. Children with an open case are left out, "
        "because news of them is passed to their worker.",
    },
)
