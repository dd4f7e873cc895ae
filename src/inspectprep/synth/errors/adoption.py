"""Seeders for contradictions about adoption (AA-X-070 to 085)."""

from __future__ import annotations

from inspectprep.synth.errors.case import Case, Seeder, wrong


def _entered_late(c: Case) -> bool:
    fits = c.has("adoption_order_date") and not c.on(8) and c.blank("ffa_placed_date")
    return fits and c.put(date_entered_care=c.day("adm_decision_date", 5))


def _ordered_late(c: Case) -> bool:
    return c.has("placed_date") and c.put(placement_order_date=c.day("matched_date", 3))


def _reversed_first(c: Case) -> bool:
    fits = c.has("decision_reversed_date") and c.day("adm_decision_date", -10) >= c.year
    return fits and c.put(decision_reversed_date=c.day("adm_decision_date", -3))


def _no_order_yet_ordered(c: Case) -> bool:
    fits = c["decision_reversed_reason"] == c.code("decision_reversed_reason", _REFUSED)
    return fits and c.put(placement_order_date=c.day("adm_decision_date", 30))


_REFUSED = "RD2"
_WITHDREW = "1 - Adopter withdrew from process"


def _enquired_late(c: Case) -> bool:
    return c.has("stage1_start_date") and c.put(enquiry_date=c.day("stage1_start_date", 1))


def _applied_too(c: Case) -> bool:
    fits = c.has("stage2_start_date", "enquiry_date")
    return fits and c.put(application_submitted_date=c.day("enquiry_date", 2))


def _left_before_match(c: Case) -> bool:
    fits = c.has("matched_date") and c.day("matched_date", -5) >= c.year
    return fits and c.put(
        left_process_date=c.day("matched_date", -5),
        left_process_reason=c.code("left_process_reason", _WITHDREW),
    )


def _only_enquired(c: Case) -> bool:
    fits = c.has("stage1_start_date") and c.blank("stage1_end_date", "left_process_date")
    return fits and c.put(stage1_start_date=None)


def _ordered_early(c: Case) -> bool:
    fits = c.has("adoption_order_date", "placed_date", "matched_date") and c.blank("ffa_placed_date")
    if not fits or c.on(8) or len(family := c.rows(11)) > 2:
        return False
    placed = max(c["matched_date"], c.day("adoption_order_date", -69))
    return all(row.put(placed_date=placed) for row in (*family, c)) and c.here()


SEEDERS: tuple[Seeder, ...] = (
    wrong("AA-X-070", 10, "date_entered_care", _entered_late),
    wrong("AA-X-070", 10, "placement_order_date", _ordered_late),
    wrong(
        "AA-X-071",
        10,
        "decision_reversed_reason",
        lambda c: c.has("decision_reversed_date") and c.put(decision_reversed_reason=None),
    ),
    wrong("AA-X-072", 10, "decision_reversed_date", _reversed_first),
    wrong(
        "AA-X-073", 10, "matched_date", lambda c: c.has("adoption_order_date") and c.put(matched_date=None)
    ),
    wrong(
        "AA-X-074",
        10,
        "family_identifier",
        lambda c: c.has("matched_date") and c.put(family_identifier=None),
        "AA-C-030",
    ),
    wrong("AA-X-075", 10, "placement_order_date", _no_order_yet_ordered),
    wrong("AA-X-076", 10, "adoption_order_date", _ordered_early, "AA-I-080"),
    wrong("AA-X-080", 11, "enquiry_date", _enquired_late),
    wrong(
        "AA-X-081",
        11,
        "left_process_reason",
        lambda c: c.has("left_process_reason") and c.put(left_process_reason=None),
    ),
    wrong("AA-X-082", 11, "children_placed", lambda c: c.has("placed_date") and c.put(children_placed=None)),
    wrong("AA-X-083", 11, "application_submitted_date", _applied_too),
    wrong("AA-X-084", 11, "left_process_date", _left_before_match),
    wrong("AA-X-085", 11, "enquiry_date", _only_enquired),
)
