"""Seeders for rows that disagree with each other: families, counts, names, workers (AA-C-028 to 039)."""

from __future__ import annotations

from inspectprep.synth.errors.case import Case, Seeder, wrong


def _no_family(c: Case) -> bool:
    return c.has("family_identifier") and c.on(11) and all(row.drop() for row in c.rows(11))


def _matched_another_day(c: Case) -> bool:
    return c.has("matched_date") and c.alone() and c.put(matched_date=c.day("matched_date", -5))


def _second(c: Case) -> bool:
    """Return whether another row of the family or child is above this one."""
    rows = [row.row for row in c.rows(c.list)]
    return len(rows) > 1 and c.row == max(rows)


def _partner_later(c: Case) -> bool:
    fits = _second(c) and c.has("stage1_start_date")
    return fits and c.put(stage1_start_date=c.day("stage1_start_date", 1))


def _third(c: Case) -> bool:
    return _second(c) and c.copy(adopter_identifier=f"{c['adopter_identifier']}-3")


def _count_differs(c: Case) -> bool:
    return _second(c) and c.put(referrals_last_12_months=c["referrals_last_12_months"] + 1)


def _enquiries_differ(c: Case) -> bool:
    return _second(c) and c.put(icpc_last_12_months=c["icpc_last_12_months"] + 1)


def _count_too_low(c: Case) -> bool:
    rows = c.rows(3)
    latest = max(row["date_of_referral"] for row in rows)
    fits = len({row["date_of_referral"] for row in rows}) > 1 and c["date_of_referral"] == latest
    return fits and all(row.put(referrals_last_12_months=0) for row in rows)


def _spelled(c: Case, text: str) -> str:
    """Return `text` in a mixture of capitals that no other row is likely to have."""
    return "".join(letter.upper() if c.random.happens(0.5) else letter.lower() for letter in text)


def _team_spelling(c: Case) -> bool:
    return c.put(allocated_team=_spelled(c, c["allocated_team"]))


def _surname_first(c: Case) -> bool:
    first, _, last = c["allocated_worker"].partition(" ")
    return c.put(allocated_worker=f"{_spelled(c, last)}, {_spelled(c, first)}")


def _other_worker(c: Case, end: str) -> bool:
    other = c.other("allocated_worker")
    fits = c.blank(end) and other is not None and all(row.blank("cin_closure_date") for row in c.rows(6))
    if not fits or other is None:
        return False
    return c.put(allocated_worker=other["allocated_worker"], allocated_team=other["allocated_team"])


SEEDERS: tuple[Seeder, ...] = (
    wrong("AA-C-028", 10, "family_identifier", _no_family),
    wrong("AA-C-029", 11, "matched_date", _matched_another_day),
    wrong(
        "AA-C-030",
        11,
        "children_placed",
        lambda c: c.has("placed_date") and c.put(children_placed=c["children_placed"] + 1),
    ),
    wrong(
        "AA-C-030",
        11,
        "children_placed",
        lambda c: (
            c.has("placed_date")
            and c["children_placed"] > 1
            and c.put(children_placed=c["children_placed"] - 1)
        ),
    ),
    wrong("AA-C-031", 11, "stage1_start_date", _partner_later),
    wrong("AA-C-032", 11, "family_identifier", _third),
    wrong("AA-C-033", 3, "referrals_last_12_months", _count_differs),
    wrong("AA-C-033", 5, "icpc_last_12_months", _enquiries_differ),
    wrong("AA-C-034", 3, "referrals_last_12_months", _count_too_low),
    wrong("AA-C-037", 3, "allocated_team", _team_spelling),
    wrong("AA-C-038", 4, "allocated_worker", _surname_first),
    wrong("AA-C-039", 7, "allocated_worker", lambda c: _other_worker(c, "cpp_end_date")),
    wrong("AA-C-039", 8, "allocated_worker", lambda c: not c.on(7, 9) and _other_worker(c, "lac_end_date")),
)
