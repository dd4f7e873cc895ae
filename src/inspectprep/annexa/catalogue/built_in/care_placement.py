"""Children in care: placement, provider, place and permanence plan."""

from __future__ import annotations

from typing import Any

__all__ = ["RULES"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "id": "AA-X-033",
        "lists": (8,),
        "message": "The latest placement begins outside the period of care.",
        "guidance": "If the child was already living with the carer, the placement starts on the day care "
        "starts.",
        "columns": ("lac_start_date", "lac_end_date", "placement_start_date"),
        "outcomes": (
            {
                "severity": "error",
                "when": "placement_start_date < lac_start_date or placement_start_date > lac_end_date",
            },
        ),
        "reference": "SSDA903 episodes (a placement exists only within an episode of care); Annex A "
        "guidance, List 8 (August 2019)",
    },
    {
        "id": "AA-X-035",
        "lists": (8,),
        "message": "Type and provider of the placement do not agree on whether the child lives with parents.",
        "guidance": "P1 goes with PR0 and with no other provider; PR0 goes with P1 only.",
        "columns": ("placement_type", "placement_provider"),
        "outcomes": (
            {
                "severity": "error",
                "when": "known(placement_type) and known(placement_provider) and "
                '(code(placement_type) == "P1") != (code(placement_provider) == "PR0")',
            },
        ),
        "reference": "SSDA903 checks 527 to 531 and 550",
    },
    {
        "id": "AA-X-036",
        "lists": (8,),
        "message": "A provider of this kind does not offer placements of this type.",
        "guidance": "The provider code is the likelier mistake: councils run neither health units nor "
        "young offender institutions, and other public bodies run neither fostering nor "
        "adoption nor children's homes.",
        "columns": ("placement_type", "placement_provider"),
        "outcomes": (
            {
                "severity": "error",
                "when": '(in_group(placement_provider, "council") and in_group(placement_type, "health '
                'or custody")) or (code(placement_provider) == "PR3" and '
                'in_group(placement_type, "adoption", "children\'s home", "fostering"))',
            },
        ),
        "reference": "SSDA903 checks 527, 528 and 529",
    },
    {
        "id": "AA-X-037",
        "lists": (8,),
        "message": "The child lives with parents and is recorded under section 20, which cannot both be.",
        "guidance": "Check the legal status: a child accommodated by agreement stops being looked after "
        "on going home.",
        "columns": ("placement_type", "legal_status"),
        "outcomes": (
            {"severity": "error", "when": 'code(placement_type) == "P1" and code(legal_status) == "V2"'},
        ),
        "reference": "SSDA903 check 378; Children Act 1989 section 20",
    },
    {
        "id": "AA-X-038",
        "lists": (8,),
        "message": "The child was below the age for this kind of placement on the day it began.",
        "guidance": "Check code and date of birth. If someone under 16 truly lives there without care, "
        "raise it today: that has been unlawful since September 2021.",
        "columns": ("date_of_birth", "placement_start_date", "placement_type"),
        "policy": ("placement_minimum_age", "supported_accommodation_from_years"),
        "outcomes": (
            {
                "severity": "error",
                "when": "age_on(date_of_birth, placement_start_date) < "
                "lookup(policy.placement_minimum_age, code(placement_type))",
            },
            {
                "severity": "warning",
                "when": 'in_group(placement_type, "unregulated accommodation") and '
                "placement_start_date >= date(2021, 9, 9) and age_on(date_of_birth, "
                "placement_start_date) < policy.supported_accommodation_from_years",
            },
        ),
        "reference": "SSDA903 checks 370 to 374 (370 and 371 ask for 16 from 2023/24); Care Planning, "
        "Placement and Case Review (England) Regulations 2010 regulation 27A, inserted by SI "
        "2021/161 from 9 September 2021",
        "note": "The age is taken when the placement started. Regulation 27B allows a narrow exception "
        "that the list cannot show.",
    },
    {
        "id": "AA-X-040",
        "lists": (8,),
        "message": "The placement is for adoption under a placement order, and the legal status is another.",
        "guidance": "If there is an order the status is E1; if the parents consented the placement is A3 "
        "or A4.",
        "columns": ("placement_type", "legal_status"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'in_group(placement_type, "adoption under a placement order") and '
                'known(legal_status) and not in_group(legal_status, "freed for adoption")',
            },
        ),
        "reference": "SSDA903 check 408",
    },
    {
        "id": "AA-X-041",
        "lists": (8,),
        "message": "The placement is for adoption with consent although a placement order is in force.",
        "guidance": "With an order use A5 or A6; without one correct the legal status.",
        "columns": ("placement_type", "legal_status"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'in_group(placement_type, "adoption with consent") and code(legal_status) == "E1"',
            },
        ),
        "reference": "Adoption and Children Act 2002 sections 19 to 21",
        "basis": "knowledge",
        "note": "No published check asks this, so it is a warning.",
    },
    {
        "id": "AA-X-045",
        "lists": (8,),
        "message": "A placement meant as temporary has gone on for longer than its code allows.",
        "guidance": "Enter where the child went back to, or the new placement if the move turned out to "
        "last.",
        "columns": ("placement_type", "placement_start_date", "lac_end_date"),
        "policy": ("temporary_placement_maximum_days", "temporary_placement_ask_after_days"),
        "outcomes": (
            {
                "severity": "warning",
                "when": "days(placement_start_date, coalesce(lac_end_date, as_of)) > "
                "lookup(policy.temporary_placement_maximum_days, code(placement_type))",
            },
            {
                "severity": "query",
                "when": "days(placement_start_date, coalesce(lac_end_date, as_of)) > "
                "lookup(policy.temporary_placement_ask_after_days, code(placement_type))",
            },
        ),
        "reference": "SSDA903 checks 375 (T1, six weeks), 376 (T3, three weeks) and 379 (T4, seven days); "
        "T0 and T2 from knowledge",
        "basis": "mixed",
        "note": "T0 and T2 have no published limit, so theirs is the council's to choose and only asked "
        "about.",
    },
    {
        "id": "AA-X-048",
        "lists": (8,),
        "message": "Care ended in adoption, yet the last placement was not one for adoption.",
        "guidance": "Enter the adoption placement, or correct the reason.",
        "columns": ("lac_end_reason", "placement_type"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'in_group(lac_end_reason, "adopted") and known(placement_type) and not '
                'in_group(placement_type, "adoption")',
            },
        ),
        "reference": "SSDA903 check 390",
        "note": "The national return treats this as an error; here it is a warning.",
    },
    {
        "id": "AA-X-049",
        "lists": (8,),
        "message": "In or Out does not match the local authority in which the child is placed.",
        "guidance": "Derive both from the postcode of the placement.",
        "columns": ("placement_location", "la_of_placement"),
        "outcomes": (
            {
                "severity": "error",
                "when": 'code(placement_location) == "In" and known(la_of_placement) and '
                'la_name(la_of_placement) not in {"CON", la_name(settings.own_la)}',
            },
            {
                "severity": "error",
                "when": 'code(placement_location) == "Out" and la_name(la_of_placement) == '
                "la_name(settings.own_la)",
            },
        ),
        "settings": ("own_la",),
        "reference": "SSDA903 check 411 for In",
        "note": "The name of a district has to be turned into its county first, or it looks like a "
        "different authority. A text that no authority bears is left to AA-F-030.",
    },
    {
        "id": "AA-X-050",
        "lists": (8,),
        "message": "The council's own provision is used, but outside its area.",
        "guidance": "Confirm the provider. A council's own homes beyond the border exist, though seldom.",
        "columns": ("placement_provider", "placement_location", "placement_type", "legal_status"),
        "outcomes": (
            {
                "severity": "query",
                "when": 'code(placement_provider) == "PR1" and code(placement_location) == "Out" and '
                'known(placement_type) and not in_group(placement_type, "adoption", '
                '"fostering") and not in_group(legal_status, "short breaks")',
            },
        ),
        "reference": "SSDA903 check 1015",
        "note": "The council's own carers and adopters often live over the border, so fostering and "
        "adoption are left out.",
    },
    {
        "id": "AA-X-051",
        "lists": (8,),
        "message": "The Ofsted number is blank where this placement has one, or given where it has none.",
        "guidance": "Find it in Ofsted's register of providers; a fostering placement carries the number "
        "of its fostering service.",
        "columns": ("placement_type", "placement_urn", "la_of_placement"),
        "outcomes": (
            {
                "severity": "warning",
                "when": 'missing(placement_urn) and in_group(placement_type, "Ofsted number required") '
                'and la_name(la_of_placement) not in {"NIR", "WAL", "SCO", "NUK", "CON"}',
            },
            {
                "severity": "query",
                "when": 'missing(placement_urn) and in_group(placement_type, "Ofsted number usual") '
                'and la_name(la_of_placement) not in {"NIR", "WAL", "SCO", "NUK", "CON"}',
            },
            {
                "severity": "query",
                "when": 'placement_urn != "XXXXXXX" and in_group(placement_type, "no Ofsted number")',
            },
        ),
        "reference": "SSDA903 checks 218 and 222 in the editions of 2022/23 to 2025/26; Supported "
        "Accommodation (England) Regulations 2023 for H5",
        "note": "P2 is not judged because editions of the national checks differ on it; placements "
        "outside England or kept confidential need no number.",
    },
    {
        "id": "AA-X-055",
        "lists": (8, 10),
        "at": (8,),
        "message": "The permanence plan does not go with the placement, the legal status or List 10.",
        "guidance": "Ask the social worker which one is up to date. Where two plans run side by side, "
        "give the leading one.",
        "columns": (
            "8.permanence_plan",
            "8.placement_type",
            "8.placement_start_date",
            "8.legal_status",
            "8.lac_end_date",
            "10.decision_reversed_date",
        ),
        "policy": ("long_term_fostering_after_years",),
        "outcomes": (
            {
                "severity": "query",
                "column": "permanence_plan",
                "when": 'code(permanence_plan) == "AD" and missing(lac_end_date) and not exists(10, '
                "missing(decision_reversed_date))",
                "needs": (10,),
            },
            {
                "severity": "query",
                "column": "permanence_plan",
                "when": 'code(permanence_plan) != "AD" and in_group(placement_type, "adoption")',
            },
            {
                "severity": "query",
                "column": "permanence_plan",
                "when": 'code(permanence_plan) == "RF" and code(legal_status) == "E1"',
            },
            {
                "severity": "query",
                "column": "permanence_plan",
                "when": 'code(permanence_plan) == "LF" and in_group(placement_type, "fostering that is '
                'not long-term") and coalesce(lac_end_date, as_of) > '
                "add_years(placement_start_date, policy.long_term_fostering_after_years)",
            },
        ),
        "reference": "Annex A guidance, List 8 (August 2019); practice",
        "basis": "knowledge",
        "note": "Adoption can be planned weeks before the formal decision, so this asks and no more.",
    },
    {
        "id": "AA-X-056",
        "lists": (8,),
        "message": "Just one placement is counted for the year, although a child who was in care all year "
        "moved during it.",
        "guidance": "Add the previous placement to the count, unless the carer stayed the same and only "
        "their status changed.",
        "columns": ("lac_start_date", "placement_start_date", "placement_type", "placements_last_12_months"),
        "policy": ("placement_count_months",),
        "outcomes": (
            {
                "severity": "query",
                "when": "placements_last_12_months == 1 and lac_start_date < add_months(as_of, "
                "-policy.placement_count_months) and placement_start_date > add_months(as_of, "
                '-policy.placement_count_months) and not in_group(placement_type, "temporary '
                'placement")',
            },
        ),
        "reference": "Annex A guidance, List 8 (August 2019); practice",
        "basis": "knowledge",
        "note": "Temporary placements are left out. A new status of one carer also restarts the placement.",
    },
)
