"""Seeders for the rules about single cells: blanks, damaged values, ages, codes (AA-F-*)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from inspectprep.synth.errors.case import Case, Seeder
from inspectprep.synth.synthetic import Cell


def _p(
    rule: str, number: int, column: str, change: Callable[[Case], bool], also: tuple[str, ...] = ()
) -> Seeder:
    return Seeder(rule=f"AA-F-{rule}", list=number, column=column, change=change, also=also)


def _blank(rule: str, number: int, column: str) -> Seeder:
    return _p(rule, number, column, lambda c: c.has(column) and c.put(**{column: None}))


def _becomes(rule: str, number: int, column: str, value: Cell, also: tuple[str, ...] = ()) -> Seeder:
    return _p(rule, number, column, lambda c: c.has(column) and c.put(**{column: value}), also)


def _born(c: Case) -> bool:
    return bool(c["age"] is not None and c["age"] >= 0)


def _numeral(c: Case) -> str:
    """Text of a number that damages an identifier differently on every row, so that none is joined."""
    return str(c["child_unique_id"])


def _as_a_name(c: Case) -> str:
    """Text that looks like a name and is different on every row, so that none is joined."""
    return "SMITH " + "".join(
        letter if letter.isalpha() else "ABCDEFGHIJ"[int(letter)]
        for letter in _numeral(c)
        if letter.isalnum()
    )


SEEDERS: tuple[Seeder, ...] = (
    _blank("001", 1, "contact_source"),
    _blank("001", 2, "organisation_completing_assessment"),
    _blank("001", 5, "disability"),
    _blank("001", 6, "primary_need_code"),
    _blank("001", 8, "subsequent_lac_period"),
    _blank("001", 9, "uasc_or_former"),
    _blank("001", 11, "gender"),
    _p("002", 1, "child_unique_id", lambda c: c.only() and c.put(child_unique_id=None)),
    _p("002", 2, "child_unique_id", lambda c: c.only() and c.put(child_unique_id="TBC")),
    _p(
        "003",
        1,
        "child_unique_id",
        lambda c: c.only() and c.put(child_unique_id=_numeral(c)[0] + "." + _numeral(c)[1:4] + "E+07"),
    ),
    _p("003", 2, "child_unique_id", lambda c: c.only() and c.put(child_unique_id=_numeral(c) + ".0")),
    _p("004", 1, "date_of_birth", lambda c: c.only() and _born(c) and c.put(date_of_birth=None, age=None)),
    _p("004", 9, "date_of_birth", lambda c: c.only() and c.put(date_of_birth=None)),
    _p(
        "005",
        1,
        "date_of_contact",
        lambda c: c.only() and c.put(date_of_contact=f"31/06/{c['date_of_contact']:%Y}"),
    ),
    _p(
        "005",
        9,
        "latest_date_of_contact",
        lambda c: c.has("latest_date_of_contact") and c.put(latest_date_of_contact="last week"),
    ),
    _p(
        "006",
        8,
        "date_last_health_assessment",
        lambda c: (
            c.has("date_last_health_assessment")
            and c.put(date_last_health_assessment=f"{c['date_last_health_assessment']:%Y/%m/%d}")
        ),
    ),
    _p("006", 4, "date_of_birth", lambda c: c.put(date_of_birth=f"{c['date_of_birth']:%d.%m.%Y}")),
    _p(
        "007",
        9,
        "latest_date_of_contact",
        lambda c: c.has("latest_date_of_contact") and c.put(latest_date_of_contact=c.ago(-9)),
    ),
    _p(
        "007",
        8,
        "date_last_dental_check",
        lambda c: c.has("date_last_dental_check") and c.put(date_last_dental_check=c.ago(-30)),
    ),
    _p("008", 11, "enquiry_date", lambda c: c.has("enquiry_date") and c.put(enquiry_date=date(1900, 1, 1))),
    _p("008", 11, "enquiry_date", lambda c: c.has("enquiry_date") and c.put(enquiry_date=date(1985, 3, 2))),
    _p(
        "009",
        3,
        "date_of_referral",
        lambda c: c.put(date_of_referral=datetime.combine(c["date_of_referral"], time(14, 30))),
    ),
    _becomes("010", 1, "age", "eleven"),
    _p("011", 3, "age", lambda c: _born(c) and c.put(age=40), ("AA-F-012",)),
    _p("012", 1, "age", lambda c: _born(c) and c.put(age=c["age"] + 1)),
    _p("012", 4, "age", lambda c: _born(c) and c["age"] <= 14 and c.put(age=c["age"] + 3)),
    _p("013", 1, "age", lambda c: _born(c) and c["age"] > 0 and c.put(age=-1)),
    _p("014", 8, "date_of_birth", lambda c: not c.on(9) and c.put(date_of_birth=None, age=-1)),
    _p(
        "014",
        1,
        "date_of_birth",
        lambda c: c.only() and c.put(date_of_birth=c.ago(-300), age=-1),
        ("AA-X-001",),
    ),
    _becomes("020", 3, "referrals_last_12_months", "two"),
    _becomes("020", 3, "referrals_last_12_months", -1, ("AA-C-034", "AA-C-033")),
    _becomes("021", 5, "icpc_last_12_months", "none yet"),
    _blank("022", 7, "previous_cpp_count"),
    _p("023", 8, "placements_last_12_months", lambda c: c.put(placements_last_12_months=0)),
    _becomes("024", 8, "absent_episodes_12_months", -2),
    _becomes("024", 8, "absent_episodes_12_months", 250),
    _becomes("030", 1, "contact_source", "Facebook"),
    _becomes("030", 6, "primary_need_code", "N77 - Something else"),
    _becomes("030", 8, "la_of_placement", "Borsetshire", ("AA-X-049",)),
    _p(
        "031",
        1,
        "contact_source",
        lambda c: c.short("contact_source") == "6" and c.put(contact_source="Police Merlin"),
    ),
    _p("031", 4, "disability", lambda c: c.short("disability") == "No" and c.put(disability="No disability")),
    _p("039", 7, "latest_abuse_category", lambda c: c.put(latest_abuse_category="z) Neglect")),
    _p("044", 1, "child_unique_id", lambda c: c.only() and c.put(child_unique_id=f"{_numeral(c)}, 4711")),
    _becomes("033", 8, "placement_postcode", "not known yet"),
    _becomes("040", 8, "placement_postcode", "QQ1 2AB"),
    _becomes("041", 8, "placement_urn", "SC12345"),
    _p("042", 1, "child_unique_id", lambda c: c.only() and c.put(child_unique_id=_as_a_name(c))),
    _p(
        "034",
        8,
        "category_of_need",
        lambda c: c.short("uasc") == "No" and c.put(category_of_need=c.code("category_of_need", "N9")),
    ),
    _p(
        "035",
        8,
        "lac_end_reason",
        lambda c: (
            c.short("lac_end_reason") in {"E4A", "E4B", "E13"}
            and c.put(lac_end_reason=c.code("lac_end_reason", "X1"))
        ),
    ),
    _p("036", 4, "disability", lambda c: c.put(disability="#REF!")),
    _p(
        "036",
        9,
        "latest_pathway_plan_review_date",
        lambda c: c.short("eligibility_category") == "QUAL" and c.put(latest_pathway_plan_review_date="#N/A"),
    ),
    _p("037", 3, "allocated_worker", lambda c: c.put(allocated_worker=_numeral(c))),
    _p(
        "037",
        4,
        "allocated_worker",
        lambda c: c.has("assessment_authorised_date") and c.put(allocated_worker="TBC"),
    ),
)
