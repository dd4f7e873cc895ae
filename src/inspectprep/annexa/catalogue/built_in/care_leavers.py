"""Care leavers (List 9)."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-060",
        "lists": (9,),
        "message": "The age does not fit someone who can have leaving care services.",
        "guidance": "Correct the date of birth or remove the row; for a 25-year-old confirm the service "
        "is still running.",
        "columns": ("date_of_birth", "age"),
        "policy": ("care_leaver_from_years", "care_leaver_ask_from_years", "care_leaver_too_old_from_years"),
        "outcomes": (
            {
                "severity": "error",
                "column": "date_of_birth",
                "when": "age_now < policy.care_leaver_from_years or age_now >= "
                "policy.care_leaver_too_old_from_years",
            },
            {
                "severity": "query",
                "column": "date_of_birth",
                "when": "age_now >= policy.care_leaver_ask_from_years",
            },
        ),
        "reference": "Children Act 1989 sections 23A to 24B and Schedule 2 paragraph 19B; SSDA903 check "
        "351 (over 25)",
    },
    {
        "id": "AA-X-061",
        "lists": (9,),
        "message": "Category of eligibility and age do not go together.",
        "guidance": "Eligible and relevant turn into former relevant at 18; nobody is former relevant "
        "before.",
        "columns": ("date_of_birth", "age", "eligibility_category"),
        "outcomes": (
            {"severity": "error", "when": 'in_group(eligibility_category, "under 18") and age_now >= 18'},
            {
                "severity": "error",
                "when": 'code(eligibility_category) == "FREL" and 16 <= age_now and age_now < 18',
            },
        ),
        "reference": "Children Act 1989 sections 23A (relevant, 16 and 17), 23C (former relevant, from "
        "18) and Schedule 2 paragraph 19B (eligible, 16 and 17)",
        "note": "Qualifying care leavers may be of any age the list allows.",
    },
    {
        "id": "AA-X-062",
        "lists": (9,),
        "message": "You are in touch with the young person, but home, its suitability or activity is not "
        "filled in.",
        "guidance": "Complete all three from the last contact.",
        "columns": ("la_in_touch", "accommodation_type", "accommodation_suitability", "activity_status"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'code(la_in_touch) == "YES" and (missing(accommodation_type) or '
                "missing(accommodation_suitability) or missing(activity_status))",
            },
        ),
        "reference": "Annex A guidance, List 9 (August 2019); SSDA903 checks 153 and 345",
    },
    {
        "id": "AA-X-063",
        "lists": (9,),
        "message": "You are not in touch, and yet home, suitability or activity is filled in.",
        "guidance": "Remove them, or change the contact status if they are up to date.",
        "columns": ("la_in_touch", "accommodation_type", "accommodation_suitability", "activity_status"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'code(la_in_touch) == "RHOM" and any_present(accommodation_type, '
                "accommodation_suitability, activity_status)",
            },
            {
                "severity": "query",
                "when": 'in_group(la_in_touch, "no current details") and '
                "any_present(accommodation_type, accommodation_suitability, activity_status)",
            },
        ),
        "reference": "Annex A guidance, List 9 (August 2019); SSDA903 check 344 for young people who "
        "returned home",
        "note": "Those who went home to family are a warning; those who died have a rule of their own.",
    },
    {
        "id": "AA-X-064",
        "lists": (9,),
        "message": "The accommodation is called suitable although that kind hardly ever is.",
        "guidance": "Check both answers. In the national return homelessness and custody are unsuitable "
        "without exception.",
        "columns": ("accommodation_type", "accommodation_suitability"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'in_group(accommodation_type, "homeless or in custody") and '
                'code(accommodation_suitability) == "Suitable"',
            },
            {
                "severity": "query",
                "when": 'in_group(accommodation_type, "suitability in doubt") and '
                'code(accommodation_suitability) == "Suitable"',
            },
        ),
        "reference": "SSDA903 check 133; practice",
        "basis": "mixed",
        "note": "For an unknown address only the answer Suitable is asked about.",
    },
    {
        "id": "AA-X-065",
        "lists": (9,),
        "message": "The young person has died, and home, suitability or activity is still given.",
        "guidance": "Remove the three answers; if the status is a mistake, correct it with care.",
        "columns": ("la_in_touch", "accommodation_type", "accommodation_suitability", "activity_status"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'code(la_in_touch) == "DIED" and any_present(accommodation_type, '
                "accommodation_suitability, activity_status)",
            },
        ),
        "reference": "SSDA903 check 344",
        "note": "There is no date of death on the list, so the last contact cannot be judged.",
    },
    {
        "id": "AA-X-066",
        "lists": (9,),
        "message": "Someone under 18 is shown as living with former foster carers.",
        "guidance": "Before 18 these are normally their carers now; check the code and whether the young "
        "person is still in care.",
        "columns": ("date_of_birth", "age", "accommodation_type"),
        "outcomes": ({"severity": "query", "when": 'code(accommodation_type) == "Z" and age_now < 18'},),
        "reference": "SSDA903 check 3001",
        "basis": "mixed",
    },
    {
        "id": "AA-C-021",
        "lists": (8, 9),
        "at": (9,),
        "message": "The leaving care category does not go with whether the young person is in care.",
        "guidance": "Relevant and former relevant young people have left care, eligible ones have not; "
        "correct the category or the end of care.",
        "columns": ("8.child_unique_id", "8.lac_end_date", "9.child_unique_id", "9.eligibility_category"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'in_group(eligibility_category, "leaving care services") and exists(8, open)',
            },
            {"severity": "error", "when": 'code(eligibility_category) == "ELIG" and not exists(8, open)'},
        ),
        "skip_when": ("not loaded(8)",),
        "related": {"lists": (8,), "where": "not missing(lac_start_date)"},
        "reference": "Children Act 1989 sections 23A and 23C and Schedule 2 paragraph 19B; Care Leavers "
        "(England) Regulations 2010",
        "basis": "mixed",
        "note": "Whether a young person who left is on List 9 at all is another rule.",
    },
    {
        "id": "AA-I-070",
        "lists": (9,),
        "nature": "practice",
        "message": "No personal adviser is recorded for the young person.",
        "guidance": "Name one, or record who it is.",
        "columns": ("date_of_birth", "allocated_personal_advisor", "eligibility_category", "la_in_touch"),
        "policy": ("on_request_from_age",),
        "outcomes": (
            {
                "severity": "warning",
                "when": "missing(allocated_personal_advisor) and in_group(eligibility_category, "
                '"leaving care services") and age_on(date_of_birth, as_of) < '
                "policy.on_request_from_age",
            },
            {
                "severity": "query",
                "when": "missing(allocated_personal_advisor) and in_group(eligibility_category, "
                '"pathway plan required")',
            },
        ),
        "skip_when": (
            'not has_column(9, "allocated_personal_advisor")',
            'in_group(la_in_touch, "contact not expected")',
        ),
        "reference": "Children Act 1989 sections 23B, 23C and 23CZB and Schedule 2 paragraph 19C; Care "
        "Leavers (England) Regulations 2010",
        "basis": "mixed",
        "note": "The duty depends on category and not on being 18. From 21 it is on request, and eligible "
        "children still have a social worker.",
    },
    {
        "id": "AA-I-071",
        "lists": (9,),
        "nature": "practice",
        "message": "The pathway plan has gone six months without review.",
        "guidance": "Review it with the young person, or record when that was done.",
        "columns": (
            "date_of_birth",
            "eligibility_category",
            "latest_pathway_plan_review_date",
            "la_in_touch",
        ),
        "policy": ("pathway_review_months", "on_request_from_age"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'in_group(eligibility_category, "leaving care services") and '
                "(missing(latest_pathway_plan_review_date) or as_of > "
                "add_months(latest_pathway_plan_review_date, policy.pathway_review_months)) "
                "and age_on(date_of_birth, as_of) < policy.on_request_from_age",
            },
            {
                "severity": "warning",
                "when": 'code(eligibility_category) == "ELIG" and as_of > '
                "add_months(latest_pathway_plan_review_date, policy.pathway_review_months)",
            },
            {
                "severity": "query",
                "when": 'in_group(eligibility_category, "pathway plan required") and '
                "(missing(latest_pathway_plan_review_date) or as_of > "
                "add_months(latest_pathway_plan_review_date, policy.pathway_review_months))",
            },
        ),
        "skip_when": (
            'not has_column(9, "latest_pathway_plan_review_date")',
            'in_group(la_in_touch, "contact not expected")',
        ),
        "reference": "Care Leavers (England) Regulations 2010 regulation 7",
        "basis": "mixed",
        "note": "Qualifying young people have no such plan in law; an eligible child may have a first one "
        "only.",
    },
    {
        "id": "AA-I-072",
        "lists": (9,),
        "nature": "practice",
        "message": "You are in touch, but the latest contact is more than two months old.",
        "guidance": "Get in contact, or record when that was done.",
        "columns": ("eligibility_category", "la_in_touch", "latest_date_of_contact"),
        "policy": ("contact_months",),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'code(la_in_touch) == "YES" and in_group(eligibility_category, "leaving care '
                'services") and as_of > add_months(latest_date_of_contact, '
                "policy.contact_months)",
            },
            {
                "severity": "query",
                "when": 'code(la_in_touch) == "YES" and in_group(eligibility_category, "leaving care '
                'services") and missing(latest_date_of_contact)',
            },
        ),
        "skip_when": ('not has_column(9, "latest_date_of_contact")',),
        "reference": "Care Leavers (England) Regulations 2010 regulation 8, visits at least every two months",
        "basis": "mixed",
        "note": "Two calendar months, for relevant and former relevant young people. A call may be "
        "recorded where the law means a visit.",
    },
    {
        "id": "AA-I-074",
        "lists": (9,),
        "nature": "practice",
        "message": "The young person is homeless, in custody, or somewhere unsuitable.",
        "guidance": "Find out what is being done about a move, and who judges what is suitable.",
        "columns": ("accommodation_type", "accommodation_suitability"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'code(accommodation_suitability) == "Unsuitable" or '
                'in_group(accommodation_type, "poor accommodation")',
            },
        ),
        "reference": "measure of the D2I PATCh tools; statutory guidance says that bed and breakfast is "
        "not suitable",
        "basis": "mixed",
    },
)
