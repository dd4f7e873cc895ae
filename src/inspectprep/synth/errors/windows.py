"""Seeders for reporting windows and duplicates (AA-W-*, AA-D-*)."""

from __future__ import annotations

from datetime import date, timedelta

from inspectprep.synth.errors.case import Case, Seeder, wrong


def _before(day: date, number: int) -> date:
    return day - timedelta(days=number)


def _born_long_ago(c: Case) -> bool:
    """Return whether an event can be moved back by months without falling before the pregnancy."""
    return bool(c["age"] >= 1)


def _early_help(c: Case) -> bool:
    return (
        c.only()
        and c.has("assessment_completion_date")
        and c.put(
            assessment_start_date=_before(c.window, 90), assessment_completion_date=_before(c.window, 5)
        )
    )


def _referral(c: Case) -> bool:
    turned_away = (
        c.short("referral_nfa") == "Yes" and _born_long_ago(c) and c.alone() and not c.on(4, 5, 6, 7, 8)
    )
    return turned_away and c.put(date_of_referral=_before(c.window, 10))


def _assessment(c: Case) -> bool:
    done = c.has("assessment_authorised_date") and _born_long_ago(c) and not c.on(3, 5, 6, 7, 8)
    return done and c.put(
        assessment_authorised_date=_before(c.window, 8),
        assessment_start_date=min(c["assessment_start_date"], _before(c.window, 50)),
    )


def _decided(c: Case) -> bool:
    fits = c.short("icpc_unnecessary") == "Yes" and _born_long_ago(c) and not c.on(7) and c.alone()
    return fits and c.put(s47_start_date=_before(c.window, 6))


def _held(c: Case) -> bool:
    fits = c.short("icpc_resulted_in_plan") == "No" and _born_long_ago(c) and not c.on(7) and c.alone()
    return fits and c.put(s47_start_date=_before(c.window, 3), icpc_date=_before(c.window, -10))


def _need(c: Case) -> bool:
    fits = c.has("cin_closure_date") and not c.on(2, 3, 4, 5, 7, 8, 9, 10)
    if not fits or c["cin_start_date"] > _before(c.window, 40):
        return False
    end = _before(c.window, 9)
    return c.put(cin_closure_date=end, date_last_seen=min(c["date_last_seen"], end))


def _plan(c: Case) -> bool:
    if not c.has("cpp_end_date") or c.on(5) or c["cpp_start_date"] > _before(c.window, 130):
        return False
    end = _before(c.window, 7)
    return c.put(
        cpp_end_date=end,
        date_last_statutory_visit=max(c["cpp_start_date"], min(c["date_last_statutory_visit"], end)),
        date_latest_review_conference=end,
    )


def _care(c: Case) -> bool:
    fits = c.has("lac_end_date") and not c.on(9, 10)
    if not fits or c["lac_start_date"] > _before(c.window, 120):
        return False
    end = _before(c.window, 7)
    dates = (
        "legal_status_start_date",
        "placement_start_date",
        "date_latest_review",
        "date_last_sw_visit",
        "date_last_iro_visit",
    )
    return c.put(lac_end_date=end, **{name: min(c[name], end) for name in dates if c.has(name)})


def _reversed(c: Case) -> bool:
    fits = c.has("decision_reversed_date") and c["adm_decision_date"] < _before(c.year, 40)
    return fits and c.put(decision_reversed_date=_before(c.year, 10))


def _left(c: Case) -> bool:
    fits = c.has("left_process_date") and c.alone()
    return fits and c.put(
        left_process_date=_before(c.year, 10),
        stage1_start_date=_before(c.year, 40),
        enquiry_date=_before(c.year, 60),
    )


def _stale(c: Case) -> bool:
    """Take out every enquiry of the last weeks, so that the list ends early."""
    left = 0
    for row in c.every():
        if row["s47_start_date"] > c.ago(16):
            row.drop()
        else:
            left += 1
    return left >= 30


def _swapped(c: Case) -> bool:
    """Add a contact under the same identifier with two neighbouring figures swapped."""
    if not c.only() or not c.has("date_of_birth"):
        return False
    name = str(c["child_unique_id"])
    for place in range(1, len(name) - 1):
        if name[place] != name[place + 1]:
            swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
            return c.copy(child_unique_id=swapped)
    return False


def _unlike(c: Case) -> bool:
    """Add a copy that differs from the row in one cell."""
    return c.has("assessment_authorised_date") and c.copy(
        requires_social_care_support=c.code(
            "requires_social_care_support",
            "No" if c.short("requires_social_care_support") == "Yes" else "Yes",
        )
    )


SEEDERS: tuple[Seeder, ...] = (
    wrong(
        "AA-W-001",
        1,
        "date_of_contact",
        lambda c: c.only() and _born_long_ago(c) and c.put(date_of_contact=_before(c.window, 20)),
    ),
    wrong("AA-W-002", 2, "assessment_completion_date", _early_help),
    wrong("AA-W-003", 3, "date_of_referral", _referral),
    wrong("AA-W-004", 4, "assessment_authorised_date", _assessment),
    wrong("AA-W-005", 5, "s47_start_date", _decided),
    wrong("AA-W-005", 5, "s47_start_date", _held),
    wrong("AA-W-006", 6, "cin_closure_date", _need),
    wrong("AA-W-007", 7, "cpp_end_date", _plan),
    wrong("AA-W-008", 8, "lac_end_date", _care),
    wrong("AA-W-010", 10, "decision_reversed_date", _reversed),
    wrong("AA-W-011", 11, "left_process_date", _left),
    wrong("AA-W-020", 5, "s47_start_date", _stale, "AA-C-016", whole=True),
    wrong("AA-D-001", 1, "date_of_contact", lambda c: c.alone() and c.copy()),
    wrong("AA-D-001", 2, "assessment_start_date", Case.copy),
    wrong("AA-D-001", 3, "date_of_referral", Case.copy),
    wrong("AA-D-001", 4, "assessment_start_date", _unlike),
    wrong("AA-D-001", 5, "s47_start_date", Case.copy),
    wrong("AA-D-002", 6, "child_unique_id", Case.copy),
    wrong("AA-D-002", 7, "child_unique_id", Case.copy),
    wrong("AA-D-002", 8, "child_unique_id", Case.copy),
    wrong("AA-D-002", 9, "child_unique_id", Case.copy),
    wrong("AA-D-003", 10, "adm_decision_date", Case.copy),
    wrong("AA-D-004", 11, "adopter_identifier", Case.copy),
    wrong("AA-D-005", 1, "child_unique_id", _swapped),
)
