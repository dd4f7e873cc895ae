"""Seeders for late or missing practice outside care (AA-X-010, AA-C-012 to 036, AA-I except 050 to 065)."""

from __future__ import annotations

from datetime import date, timedelta

from inspectprep.synth.errors.case import Case, Seeder, late, wrong
from inspectprep.synth.population import members


def _worked(c: Case, start: date, end: date) -> int:
    return c.days.count(start.toordinal(), end.toordinal())


def _conference_due(c: Case) -> bool:
    fits = c.short("icpc_resulted_in_plan") == "No" and not c.on(7)
    return (
        fits
        and _worked(c, c["s47_start_date"], c.today) > c.threshold("conference_working_days")
        and c.put(icpc_date=None, icpc_resulted_in_plan=None)
    )


def _unassessed(c: Case) -> bool:
    fits = c.short("referral_nfa") == "No" and c.alone() and not c.on(5, 6, 7, 8)
    return (
        fits
        and _worked(c, c["date_of_referral"], c.today) > c.threshold("assessment_start_working_days")
        and c.on(4)
        and all(row.drop() for row in c.rows(4))
    )


def _enquired_unassessed(c: Case) -> bool:
    early = c.days.date(c.days.window + 12)
    fits = not c.on(3) and c.alone() and early <= c["s47_start_date"] < c.ago(12)
    return fits and c.on(4) and c.on(7) and all(row.drop() for row in c.rows(4))


def _dual(c: Case) -> bool:
    """Let a plan run on beside care."""
    if not c.has("cpp_end_date") or c["cpp_start_date"] < c.ago(400):
        return False
    cared = any(row.blank("lac_end_date") and row["lac_start_date"] < c.ago(100) for row in c.rows(8))
    return (
        cared
        and c["cpp_start_date"] < c.ago(100)
        and c.put(
            cpp_end_date=None,
            date_last_statutory_visit=c.working(c.today, -3),
            date_latest_review_conference=c.ago(20),
        )
    )


def _helped_twice(c: Case) -> bool:
    fits = c.short("case_status") == "CIN" and not c.on(2) and c["age"] >= 0
    return fits and c.add(
        2,
        assessment_start_date=c.ago(40),
        assessment_completion_date=None,
        organisation_completing_assessment="School",
    )


def _many_contacts(c: Case) -> bool:
    day = c["date_of_contact"]
    if not c.only() or c.day("date_of_contact", -30) < c.window:
        return False
    earlier = (day - timedelta(days=7), day - timedelta(days=15))
    return all(c.copy(date_of_contact=other) for other in earlier) and c.here()


def _long_assessment(c: Case) -> bool:
    # A child unborn at the start may be born before the later end, and was not seen then.
    if not c.has("assessment_authorised_date") or c.on(6) or c.short("child_seen") != "Yes":
        return False
    done = c.working(c["assessment_start_date"], c.random.between(46, 75))
    return done <= c.today and c.put(assessment_authorised_date=done)


def _open_long(c: Case) -> bool:
    fits = c.has("assessment_authorised_date") and c.alone() and c.short("child_seen") == "Yes"
    running = fits and any(row.blank("cin_closure_date") for row in c.rows(6))
    return (
        running
        and _worked(c, c["assessment_start_date"], c.today) > c.threshold("assessment_working_days")
        and c.put(assessment_authorised_date=None, requires_social_care_support=None)
    )


def _hasty(c: Case) -> bool:
    if not c.has("assessment_authorised_date") or c.on(5):
        return False
    done = c.working(c["assessment_start_date"], 1)
    return c.window <= done and c.put(assessment_authorised_date=done)


def _unseen(c: Case) -> bool:
    fits = c.has("assessment_authorised_date") and c["date_of_birth"] <= c["assessment_authorised_date"]
    return fits and c.put(child_seen=c.code("child_seen", "No"))


def _late_conference(c: Case) -> bool:
    if c.short("icpc_resulted_in_plan") != "No" or c.on(7):
        return False
    held = c.working(c["s47_start_date"], c.random.between(16, 28))
    return held <= c.today and c.put(icpc_date=held)


def _undecided(c: Case) -> bool:
    fits = c.short("icpc_unnecessary") == "Yes"
    return (
        fits
        and _worked(c, c["s47_start_date"], c.today) > c.threshold("decision_working_days")
        and c.put(icpc_unnecessary=None)
    )


def _not_seen_lately(c: Case) -> bool:
    seen = c.ago(c.random.between(43, 110))
    fits = c.short("case_status") == "CIN" and c["age"] >= 0 and seen > c["date_of_birth"]
    return fits and c.put(date_last_seen=seen)


def _long_need(c: Case) -> bool:
    start = c.ago(c.random.between(372, 1100))
    fits = c.short("case_status") == "CIN" and c["date_of_birth"] < start
    return fits and c.put(cin_start_date=start)


def _open_plan(c: Case) -> bool:
    return c.blank("cpp_end_date")


def _visit_due(c: Case) -> bool:
    visit = c.working(c.today, -c.random.between(12, 30))
    fits = _open_plan(c) and c.has("date_last_statutory_visit") and visit >= c["cpp_start_date"]
    return fits and c.put(date_last_statutory_visit=visit)


def _not_alone(c: Case) -> bool:
    fits = (
        _open_plan(c)
        and c.short("seen_alone") == "Yes"
        and c.age(c.today) >= c.threshold("seen_alone_expected_from_years")
    )
    return fits and c.put(seen_alone=c.code("seen_alone", "No"))


def _review_due(c: Case) -> bool:
    fits = _open_plan(c) and c.has("date_latest_review_conference")
    return fits and c.put(date_latest_review_conference=None)


def _long_plan(c: Case) -> bool:
    start = c.ago(c.random.between(470, 900))
    fits = _open_plan(c) and c.has("date_latest_review_conference") and not c.on(5) and not c.on(8)
    return fits and c["date_of_birth"] < start and c.put(cpp_start_date=start)


def _short_plan(c: Case) -> bool:
    fits = c.has("cpp_end_date") and not c.on(5)
    if not fits or c.day("cpp_end_date", -60) > c.days.date(c.days.window + 10):
        return False
    start = c.day("cpp_end_date", -60)
    visit = max(start, c["date_last_statutory_visit"])
    return c.put(cpp_start_date=start, date_last_statutory_visit=visit)


def _never_visited(c: Case) -> bool:
    fits = _open_plan(c) and c.has("date_last_statutory_visit")
    return (
        fits
        and _worked(c, c["cpp_start_date"], c.today) > c.threshold("cp_first_visit_working_days")
        and c.put(date_last_statutory_visit=None, seen_alone=None)
    )


def _plan_before(c: Case) -> bool:
    return _open_plan(c) and c.put(previous_cpp_count=c.random.between(1, 3))


def _open_need(c: Case) -> bool:
    return c.short("case_status") == "CIN" and not c.on(7, 8)


def _desk(c: Case) -> bool:
    return _open_need(c) and c.put(allocated_worker=f"{c['allocated_team']} Duty Manager")


def _owed_a_plan(c: Case) -> bool:
    entitled = c.short("eligibility_category") in members("eligibility", "leaving care services")
    return entitled and c.short("la_in_touch") in members("in_touch", "contact expected")


def _pathway_old(c: Case) -> bool:
    return _owed_a_plan(c) and c.put(latest_pathway_plan_review_date=c.ago(c.random.between(190, 420)))


def _no_contact(c: Case) -> bool:
    fits = _owed_a_plan(c) and c.short("la_in_touch") == "YES" and c.age(c.today) < 21
    return fits and c.put(latest_date_of_contact=c.ago(c.random.between(66, 200)))


def _unsuitable(c: Case) -> bool:
    fits = c.short("accommodation_suitability") == "Suitable"
    return fits and c.put(accommodation_suitability=c.code("accommodation_suitability", "Unsuitable"))


def _slow_match(c: Case) -> bool:
    fits = (
        c.has("matched_date", "placement_order_date")
        and c.day("matched_date", -126) >= c["adm_decision_date"]
    )
    return fits and c.put(placement_order_date=c.day("matched_date", -126))


def _no_match(c: Case) -> bool:
    """Move entry to care and the decision back, so that the child has waited for over a year."""
    if not c.has("placement_order_date") or not c.blank("matched_date", "decision_reversed_date"):
        return False
    entered, decided = c.ago(480), c.ago(385)
    cared = c.rows(8)
    if c["date_of_birth"] > entered or len(cared) != 1:
        return False
    row = cared[0]
    row.put(lac_start_date=entered, placement_start_date=entered, date_last_dental_check=c.ago(30))
    row.put(placements_last_12_months=1)
    return c.put(date_entered_care=entered, adm_decision_date=decided)


def _slow_stage(c: Case) -> bool:
    if not c.alone() or not c.has("stage1_end_date"):
        return False
    start = c.day("stage1_end_date", -c.random.between(70, 140))
    return c.put(stage1_start_date=start, enquiry_date=start - timedelta(days=9))


def _waiting(c: Case) -> bool:
    if not c.alone() or not c.has("stage2_end_date") or not c.blank("matched_date", "left_process_date"):
        return False
    back = 190
    dates = ("enquiry_date", "stage1_start_date", "stage1_end_date", "stage2_start_date", "stage2_end_date")
    return c.put(**{name: c.day(name, -back) for name in dates})


SEEDERS: tuple[Seeder, ...] = (
    late("AA-X-010", 5, "icpc_date", _conference_due),
    late("AA-C-012", 3, "date_of_referral", _unassessed),
    late("AA-C-018", 5, "s47_start_date", _enquired_unassessed),
    late("AA-C-019", 7, "cpp_start_date", _dual),
    late("AA-C-036", 6, "child_unique_id", _helped_twice),
    late("AA-I-003", 1, "date_of_contact", _many_contacts),
    late("AA-I-010", 4, "assessment_authorised_date", _long_assessment),
    late("AA-I-011", 4, "assessment_start_date", _open_long),
    late("AA-I-012", 4, "assessment_authorised_date", _hasty),
    late("AA-I-013", 4, "child_seen", _unseen),
    late("AA-I-020", 5, "icpc_date", _late_conference),
    late("AA-I-021", 5, "s47_last_12_months", lambda c: c.alone() and c.put(s47_last_12_months=2)),
    late("AA-I-022", 5, "s47_start_date", _undecided),
    late("AA-I-030", 6, "date_last_seen", _not_seen_lately),
    late("AA-I-031", 6, "cin_start_date", _long_need),
    late("AA-I-040", 7, "date_last_statutory_visit", _visit_due),
    late("AA-I-041", 7, "seen_alone", _not_alone),
    late("AA-I-042", 7, "date_latest_review_conference", _review_due),
    late("AA-I-043", 7, "cpp_start_date", _long_plan),
    late("AA-I-044", 7, "previous_cpp_count", _plan_before),
    late("AA-I-045", 7, "cpp_end_date", _short_plan),
    late("AA-I-046", 7, "date_last_statutory_visit", _never_visited),
    # A blank worker is a error of the data as well, so these two are not mere lateness.
    wrong(
        "AA-I-060",
        6,
        "allocated_worker",
        lambda c: _open_need(c) and c.put(allocated_worker=None),
        "AA-F-001",
    ),
    wrong(
        "AA-I-070",
        9,
        "allocated_personal_advisor",
        lambda c: (
            c.short("eligibility_category") in {"FREL", "ELIG"}
            and c.short("la_in_touch") == "YES"
            and c.put(allocated_personal_advisor=None)
        ),
        "AA-F-001",
    ),
    late("AA-I-067", 6, "allocated_worker", _desk),
    late("AA-I-071", 9, "latest_pathway_plan_review_date", _pathway_old),
    late("AA-I-072", 9, "latest_date_of_contact", _no_contact),
    late("AA-I-074", 9, "accommodation_suitability", _unsuitable),
    late("AA-I-080", 10, "placement_order_date", _slow_match),
    late("AA-I-081", 10, "adm_decision_date", _no_match),
    late("AA-I-082", 11, "stage1_start_date", _slow_stage),
    late("AA-I-083", 11, "stage2_end_date", _waiting),
)
