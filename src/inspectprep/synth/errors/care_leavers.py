"""Seeders for contradictions about care leavers (AA-X-060 to 067, AA-C-041)."""

from __future__ import annotations

from datetime import date

from inspectprep.synth.errors.case import Case, Seeder, wrong


def _aged(c: Case, years: int) -> bool:
    adult = c.short("eligibility_category") in {"FREL", "QUAL"} and c.only()
    return adult and c.put(date_of_birth=c.years(c.ago(30), -years), age=years)


def _in_touch(c: Case) -> bool:
    return c.short("la_in_touch") == "YES"


def _category(c: Case, old: str, new: str) -> bool:
    fits = c.short("eligibility_category") == old
    return fits and c.put(eligibility_category=c.code("eligibility_category", new))


def _lives(c: Case, short: str) -> bool:
    return c.put(accommodation_type=c.code("accommodation_type", short))


def _adopted(c: Case) -> bool:
    alone = c.short("eligibility_category") == "REL" and c.only()
    return alone and c.add(10, adoption_order_date=c.ago(90)) and c.here()


SEEDERS: tuple[Seeder, ...] = (
    wrong("AA-X-060", 9, "date_of_birth", lambda c: _aged(c, 27)),
    wrong("AA-X-060", 9, "date_of_birth", lambda c: _aged(c, 25)),
    wrong("AA-X-061", 9, "eligibility_category", lambda c: c.only() and _category(c, "FREL", "REL")),
    wrong("AA-X-061", 9, "eligibility_category", lambda c: c.only() and _category(c, "REL", "FREL")),
    wrong("AA-X-062", 9, "activity_status", lambda c: _in_touch(c) and c.put(activity_status=None)),
    wrong("AA-X-062", 9, "accommodation_type", lambda c: _in_touch(c) and c.put(accommodation_type=None)),
    wrong("AA-X-063", 9, "accommodation_type", lambda c: c.short("la_in_touch") == "NO" and _lives(c, "U")),
    wrong("AA-X-063", 9, "accommodation_type", lambda c: c.short("la_in_touch") == "RHOM" and _lives(c, "B")),
    wrong("AA-X-064", 9, "accommodation_suitability", lambda c: _in_touch(c) and _lives(c, "R")),
    wrong("AA-X-064", 9, "accommodation_suitability", lambda c: _in_touch(c) and _lives(c, "X"), "AA-I-074"),
    wrong(
        "AA-X-065",
        9,
        "la_in_touch",
        lambda c: _in_touch(c) and c.put(la_in_touch=c.code("la_in_touch", "DIED")),
    ),
    wrong(
        "AA-X-066",
        9,
        "accommodation_type",
        lambda c: _in_touch(c) and c["age"] < 18 and _lives(c, "Z"),
    ),
    wrong(
        "AA-X-067",
        9,
        "accommodation_type",
        lambda c: _in_touch(c) and c["age"] < 18 and c.today >= date(2023, 4, 1) and _lives(c, "T"),
    ),
    wrong("AA-C-041", 9, "eligibility_category", _adopted, "AA-F-001", "AA-X-073"),
)
