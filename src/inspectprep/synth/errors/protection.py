"""Seeders for contradictions about enquiries and protection plans (AA-X-006 to 009, 018 to 023)."""

from __future__ import annotations

from datetime import timedelta

from inspectprep.synth.errors.case import Case, Seeder, wrong


def _no_plan(c: Case) -> bool:
    return c.short("icpc_resulted_in_plan") == "No" and not c.on(7)


def _unnecessary(c: Case) -> bool:
    return c.short("icpc_unnecessary") == "Yes"


def _held_anyway(c: Case) -> bool:
    day = c.day("s47_start_date", 5)
    return _unnecessary(c) and day <= c.today and c.put(icpc_date=day)


def _ended(c: Case) -> bool:
    return c.has("cpp_end_date")


def _ended_first(c: Case) -> bool:
    fits = _ended(c) and c.day("cpp_start_date", -6) >= c.window
    return fits and c.put(
        cpp_end_date=c.day("cpp_start_date", -3),
        date_last_statutory_visit=None,
        seen_alone=None,
        date_latest_review_conference=None,
    )


def _seen_as_baby(c: Case) -> bool:
    if not c.has("date_last_statutory_visit") or c["date_of_birth"] > c["date_last_statutory_visit"]:
        return False
    baby = c.age(c["date_last_statutory_visit"]) < 1
    return baby and c.put(seen_alone=c.code("seen_alone", "Yes"))


SEEDERS: tuple[Seeder, ...] = (
    wrong("AA-X-006", 5, "icpc_date", lambda c: _no_plan(c) and c.put(icpc_date=c.day("s47_start_date", -1))),
    wrong("AA-X-007", 5, "icpc_date", _held_anyway),
    wrong(
        "AA-X-007",
        5,
        "icpc_resulted_in_plan",
        lambda c: _unnecessary(c) and c.put(icpc_resulted_in_plan=c.code("icpc_resulted_in_plan", "No")),
    ),
    wrong(
        "AA-X-008", 5, "icpc_resulted_in_plan", lambda c: _no_plan(c) and c.put(icpc_resulted_in_plan=None)
    ),
    wrong("AA-X-009", 5, "icpc_date", lambda c: _no_plan(c) and c.put(icpc_date=None), "AA-X-010"),
    wrong("AA-X-018", 7, "cpp_end_date", _ended_first),
    wrong(
        "AA-X-019",
        7,
        "date_last_statutory_visit",
        lambda c: (
            _ended(c)
            and c["cpp_end_date"] + timedelta(days=3) <= c.today
            and c.put(date_last_statutory_visit=c.day("cpp_end_date", 3))
        ),
    ),
    wrong(
        "AA-X-020",
        7,
        "date_latest_review_conference",
        lambda c: _ended(c) and c.put(date_latest_review_conference=c.day("cpp_start_date", -4)),
    ),
    wrong(
        "AA-X-021",
        7,
        "seen_alone",
        lambda c: c.has("seen_alone") and c["age"] >= 0 and c.put(seen_alone=None),
    ),
    wrong("AA-X-022", 7, "seen_alone", _seen_as_baby),
    wrong(
        "AA-X-023",
        7,
        "latest_abuse_category",
        lambda c: (
            c.short("initial_abuse_category") != "MUL"
            and c.put(latest_abuse_category=c.code("latest_abuse_category", "MUL"))
        ),
    ),
)
