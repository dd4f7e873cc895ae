"""Seeders for a child whose row on one list contradicts the other lists (AA-C-001 to 027, 035, 040)."""

from __future__ import annotations

from inspectprep.synth.errors.case import Case, Seeder, wrong
from inspectprep.synth.population import members


def _known_elsewhere(c: Case, *numbers: int) -> bool:
    """Return whether at least two other lists show this child, so that they outvote this one."""
    return c.alone() and sum(c.on(number) for number in numbers if number != c.list) >= 2


def _other_birthday(c: Case) -> bool:
    if not _known_elsewhere(c, *range(1, 11)) or c["age"] < 1:
        return False
    moved = c.day("date_of_birth", -12)
    return c.age(c.today) == c.days.age(moved.toordinal(), c.days.today) and c.put(date_of_birth=moved)


def _other_gender(c: Case) -> bool:
    swapped = {"a) Male": "b) Female", "b) Female": "a) Male"}.get(c["gender"])
    return swapped is not None and _known_elsewhere(c, *range(1, 11)) and c.put(gender=swapped)


def _other_ethnicity(c: Case) -> bool:
    fits = c.short("ethnicity") not in {"REFU", "NOBT", "CHNE"} and _known_elsewhere(c, *range(1, 11))
    return fits and c.put(ethnicity=c.code("ethnicity", "CHNE"))


def _other_disability(c: Case) -> bool:
    fits = c.short("disability") == "No" and _known_elsewhere(c, 4, 5, 6, 7, 8)
    return fits and c.put(disability=c.code("disability", "Yes"))


def _assessment_open(c: Case) -> bool:
    return any(row.blank("assessment_authorised_date") for row in c.rows(4))


def _off_need(c: Case, end: str, *others: int) -> bool:
    """Take the child's row off List 6 while this one is open."""
    if not c.blank(end) or c.on(*others) or _assessment_open(c):
        return False
    return all(row.drop() for row in c.rows(6)) and c.on(6)


def _status(c: Case, old: str, new: str) -> bool:
    return c.short("case_status") == old and c.put(case_status=c.code("case_status", new))


def _too_low(c: Case, old: str) -> bool:
    return c["cin_start_date"] > c.year and c["age"] >= 0 and _status(c, old, "CIN")


def _no_episode(c: Case) -> bool:
    fits = c.blank("assessment_authorised_date") and c.alone() and not c.on(5, 7, 8)
    return fits and c.on(6) and all(row.drop() for row in c.rows(6))


def _turned_away_yet_assessed(c: Case) -> bool:
    fits = c.short("referral_nfa") == "No" and c.alone()
    soon = any(row["assessment_start_date"] == c["date_of_referral"] for row in c.rows(4))
    return fits and soon and c.put(referral_nfa=c.code("referral_nfa", "Yes"))


def _no_contact(c: Case) -> bool:
    fits = c.alone() and c["date_of_referral"] >= c.days.date(c.days.window + 14)
    return fits and c.on(1) and all(row.drop() for row in c.rows(1))


def _plan_missing(c: Case) -> bool:
    fits = c.short("icpc_resulted_in_plan") == "No" and not c.on(7)
    return fits and c.put(icpc_resulted_in_plan=c.code("icpc_resulted_in_plan", "Yes"))


def _conference_missing(c: Case) -> bool:
    if c.days.count(c.days.window, c["cpp_start_date"].toordinal()) <= 16 or len(c.rows(5)) != 1:
        return False
    return all(row.drop() for row in c.rows(5))


def _unnecessary_on_plan(c: Case) -> bool:
    fits = c.short("icpc_unnecessary") == "No" and c.blank("icpc_date") and c.on(7)
    return fits and c.put(icpc_unnecessary=c.code("icpc_unnecessary", "Yes"))


def _protected(c: Case) -> bool:
    if c.short("epo_or_police_protection") != "No":
        return False
    for row in c.rows(8):
        if row.blank("lac_end_date") and row.short("placement_type") != "P1" and not c.on(10):
            return (
                row.short("uasc") == "No"
                and row["lac_start_date"] <= c.ago(5)
                and row.put(legal_status=row.code("legal_status", "L2"), legal_status_start_date=c.ago(5))
            )
    return False


def _eligible_outside_care(c: Case) -> bool:
    fits = c.short("eligibility_category") == "REL"
    return fits and c.only() and c.put(eligibility_category=c.code("eligibility_category", "ELIG"))


def _relevant_in_care(c: Case) -> bool:
    fits = c.short("eligibility_category") == "ELIG"
    return fits and c.put(eligibility_category=c.code("eligibility_category", "REL"))


def _off_leaving(c: Case) -> bool:
    return c.on(9) and all(row.drop() for row in c.rows(9))


def _off_adoption(c: Case, *kinds: str) -> bool:
    fits = c.blank("lac_end_date") and c.short("placement_type") in kinds and c.short("legal_status") == "E1"
    return fits and c.on(10) and all(row.drop() for row in c.rows(10))


def _adopted_another_day(c: Case) -> bool:
    fits = (
        c.short("lac_end_reason") in members("ceased_reason", "adopted")
        and c.day("lac_end_date", 3) <= c.today
    )
    return fits and c.put(lac_end_date=c.day("lac_end_date", 3))


def _entered_another_day(c: Case) -> bool:
    for row in c.rows(10):
        if row.blank("decision_reversed_date") and row["date_entered_care"] > c.ago(700):
            later = row.day("date_entered_care", 2)
            return row.blank("ffa_placed_date") and row.put(date_entered_care=later)
    return False


def _order_unknown(c: Case) -> bool:
    fits = c.blank("lac_end_date") and c.short("legal_status") == "E1" and c.short("placement_type") == "U6"
    return fits and c.put(legal_status=c.code("legal_status", "C2"))


def _closed_while_open(c: Case) -> bool:
    still = any(row.blank("cpp_end_date") for row in c.rows(7)) or any(
        row.blank("lac_end_date") for row in c.rows(8)
    )
    end = c.ago(8)
    if not still or c.has("cin_closure_date") or _assessment_open(c) or c["cin_start_date"] > end:
        return False
    return c.put(
        cin_closure_date=end,
        closure_reason=c.code("closure_reason", "RC7"),
        case_status=c.code("case_status", "CLO"),
        date_last_seen=None if c.blank("date_last_seen") else min(c["date_last_seen"], end),
    )


def _died_yet_looked_after(c: Case) -> bool:
    return (
        any(row.blank("lac_end_date") for row in c.rows(8))
        and _closed_while_open(c)
        and c.put(closure_reason=c.code("closure_reason", "RC2"))
    )


def _died_yet_in_touch(c: Case) -> bool:
    fits = c.short("lac_end_reason") in {"E5", "E6", "E7", "E17"} and c.on(9)
    return fits and c.put(lac_end_reason=c.code("lac_end_reason", "E2"))


_SIXTEEN, _EIGHTEEN = 16, 18


def _owed_nothing(c: Case) -> bool:
    return c.blank("lac_end_date") and _SIXTEEN <= c["age"] < _EIGHTEEN and _off_leaving(c)


def _grown_up(c: Case) -> bool:
    return c.short("lac_end_reason") in {"E5", "E6", "E7", "E17"} and _off_leaving(c)


SEEDERS: tuple[Seeder, ...] = (
    wrong("AA-C-001", 4, "date_of_birth", _other_birthday),
    wrong("AA-C-002", 3, "gender", _other_gender),
    wrong("AA-C-003", 6, "ethnicity", _other_ethnicity),
    wrong("AA-C-004", 4, "disability", _other_disability),
    wrong("AA-C-005", 7, "child_unique_id", lambda c: _off_need(c, "cpp_end_date", 8)),
    wrong("AA-C-006", 8, "child_unique_id", lambda c: _off_need(c, "lac_end_date", 7)),
    wrong("AA-C-007", 6, "case_status", lambda c: _too_low(c, "LAC")),
    wrong("AA-C-007", 6, "case_status", lambda c: _too_low(c, "CPP")),
    wrong("AA-C-008", 6, "case_status", lambda c: not c.on(7) and _status(c, "CIN", "CPP")),
    wrong("AA-C-009", 6, "case_status", lambda c: not c.on(8) and _status(c, "CIN", "LAC")),
    wrong("AA-C-010", 6, "case_status", lambda c: not c.on(4) and _status(c, "CIN", "ASS")),
    wrong("AA-C-011", 4, "child_unique_id", _no_episode),
    wrong("AA-C-013", 3, "referral_nfa", _turned_away_yet_assessed),
    wrong("AA-C-014", 3, "date_of_referral", _no_contact),
    wrong("AA-C-015", 5, "icpc_resulted_in_plan", _plan_missing),
    wrong("AA-C-016", 7, "cpp_start_date", _conference_missing),
    wrong("AA-C-017", 5, "icpc_unnecessary", _unnecessary_on_plan),
    wrong("AA-C-020", 7, "epo_or_police_protection", _protected),
    wrong("AA-C-021", 9, "eligibility_category", _eligible_outside_care),
    wrong("AA-C-021", 9, "eligibility_category", _relevant_in_care),
    wrong("AA-C-022", 8, "child_unique_id", _owed_nothing),
    wrong("AA-C-023", 8, "child_unique_id", _grown_up),
    wrong("AA-C-024", 8, "placement_type", lambda c: _off_adoption(c, "A5", "A6"), "AA-C-030", "AA-X-055"),
    wrong("AA-C-024", 8, "legal_status", lambda c: _off_adoption(c, "U6"), "AA-X-055"),
    wrong("AA-C-025", 8, "lac_end_date", _adopted_another_day),
    wrong("AA-C-026", 8, "lac_start_date", _entered_another_day),
    wrong("AA-C-027", 8, "legal_status", _order_unknown),
    wrong("AA-C-035", 6, "cin_closure_date", _closed_while_open),
    wrong("AA-C-040", 6, "closure_reason", _died_yet_looked_after),
    wrong("AA-C-040", 8, "lac_end_reason", _died_yet_in_touch),
)
