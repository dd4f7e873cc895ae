"""Seeders for contradictions on lists 1 to 6 (AA-X-001 to 017, 054)."""

from __future__ import annotations

from inspectprep.synth.errors.case import Case, Seeder, wrong
from inspectprep.synth.population import members


def _born_too_late(c: Case) -> bool:
    fits = c.only() and c.day("date_of_contact", 6) <= c.today
    return fits and c.put(date_of_birth=c.day("date_of_contact", 285), age=-1)


def _completed_first(c: Case) -> bool:
    fits = c.has("assessment_completion_date") and c.day("assessment_start_date", -6) >= c.window
    return fits and c.put(assessment_completion_date=c.day("assessment_start_date", -3))


def _authorised_first(c: Case) -> bool:
    fits = c.has("assessment_authorised_date") and not c.on(5)
    return (
        fits
        and c.day("assessment_start_date", -6) >= c.window
        and c.put(assessment_authorised_date=c.day("assessment_start_date", -1))
    )


def _closed_first(c: Case) -> bool:
    fits = c.has("cin_closure_date") and not c.on(7, 8) and c.day("cin_start_date", -6) >= c.window
    end = c.day("cin_start_date", -2)
    return fits and c.put(cin_closure_date=end, date_last_seen=end)


def _plain_closed(c: Case) -> bool:
    return (
        c.has("cin_closure_date")
        and c.short("closure_reason") not in members("closure_reason", "adopted or died")
        and not c.on(7, 8)
    )


def _open_need(c: Case) -> bool:
    return c.short("case_status") == "CIN" and c["age"] >= 0


SEEDERS: tuple[Seeder, ...] = (
    wrong("AA-X-001", 1, "date_of_contact", _born_too_late),
    wrong(
        "AA-X-001",
        9,
        "latest_pathway_plan_review_date",
        lambda c: (
            c.short("eligibility_category") == "QUAL"
            and c.put(latest_pathway_plan_review_date=c.day("date_of_birth", -5))
        ),
    ),
    wrong("AA-X-002", 2, "assessment_completion_date", _completed_first),
    wrong("AA-X-003", 4, "assessment_authorised_date", _authorised_first),
    wrong(
        "AA-X-004",
        4,
        "requires_social_care_support",
        lambda c: c.has("assessment_authorised_date") and c.put(requires_social_care_support=None),
    ),
    wrong(
        "AA-X-005",
        4,
        "assessment_authorised_date",
        lambda c: (
            c.blank("assessment_authorised_date")
            and c.put(requires_social_care_support=c.code("requires_social_care_support", "Yes"))
        ),
    ),
    wrong("AA-X-011", 6, "cin_closure_date", _closed_first),
    wrong("AA-X-012", 6, "closure_reason", lambda c: _plain_closed(c) and c.put(closure_reason=None)),
    wrong(
        "AA-X-013",
        6,
        "case_status",
        lambda c: _plain_closed(c) and c.put(case_status=c.code("case_status", "CIN")),
    ),
    wrong(
        "AA-X-014",
        6,
        "closure_reason",
        lambda c: _plain_closed(c) and c.put(closure_reason=c.code("closure_reason", "RC8")),
    ),
    wrong(
        "AA-X-015",
        6,
        "date_last_seen",
        lambda c: (
            _plain_closed(c)
            and c.day("cin_closure_date", 5) <= c.today
            and c.put(date_last_seen=c.day("cin_closure_date", 5))
        ),
    ),
    wrong(
        "AA-X-015",
        6,
        "date_last_seen",
        lambda c: (
            c.short("case_status") == "ASS"
            and c["age"] >= 0
            and c.put(date_last_seen=c.day("date_of_birth", -3))
        ),
    ),
    wrong("AA-X-015", 6, "date_last_seen", lambda c: c["age"] == -1 and c.put(date_last_seen=c.ago(5))),
    wrong(
        "AA-X-017",
        6,
        "primary_need_code",
        lambda c: _open_need(c) and c.put(primary_need_code=c.code("primary_need_code", "N0")),
    ),
    wrong(
        "AA-X-054",
        6,
        "primary_need_code",
        lambda c: (
            _open_need(c)
            and c.short("disability") == "No"
            and c.put(primary_need_code=c.code("primary_need_code", "N2"))
        ),
    ),
    wrong(
        "AA-X-054",
        8,
        "category_of_need",
        lambda c: (
            c.short("uasc") == "No"
            and c.short("disability") == "No"
            and c.put(category_of_need=c.code("category_of_need", "N2"))
        ),
    ),
)
