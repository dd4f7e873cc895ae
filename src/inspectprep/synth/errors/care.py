"""Seeders for contradictions about children in care (AA-X-030 to 056)."""

from __future__ import annotations

from datetime import date

from inspectprep.synth.errors.case import Case, Seeder, wrong
from inspectprep.synth.population import members

_HOME = frozenset({"E4A", "E4B", "E13"})
_ADOPTED = members("ceased_reason", "adopted")
_ADOPTION = members("placement_type", "adoption")
_FOSTERING = members("placement_type", "fostering")
_LONG_TERM = members("placement_type", "long-term fostering")
_SHORT_TERM = members("placement_type", "fostering that is not long-term")
_BY_ORDER = members("placement_type", "adoption under a placement order")
_WITH_SUPPORT = members("placement_type", "unregulated accommodation", "supported accommodation")
_AFTER_P2, _AFTER_H5 = date(2023, 10, 29), date(2025, 4, 1)
"""The first days on which a placement cannot have these codes: P2 at all, and H5 at its start."""


def _open(c: Case) -> bool:
    return c.blank("lac_end_date")


def _kind(c: Case, *kinds: str) -> bool:
    return c.short("placement_type") in kinds


def _becomes(c: Case, column: str, short: str) -> bool:
    return c.put(**{column: c.code(column, short)})


def _home(c: Case) -> bool:
    return c.short("lac_end_reason") in _HOME


def _full_order(c: Case) -> bool:
    return c.short("legal_status") == "C2" and not _kind(c, "P1") and not c.on(10)


def _ended_first(c: Case) -> bool:
    fits = c.short("lac_end_reason") in {"E4A", "E4B"} and c.day("lac_start_date", -4) >= c.window
    return fits and c.put(lac_end_date=c.day("lac_start_date", -2))


def _status_early(c: Case) -> bool:
    fits = _full_order(c) and _open(c) and c.day("lac_start_date", -10) > c["date_of_birth"]
    return fits and c.put(legal_status_start_date=c.day("lac_start_date", -10))


def _placed_early(c: Case) -> bool:
    fits = _kind(c, *_LONG_TERM) and not c.on(10) and c.day("lac_start_date", -10) > c["date_of_birth"]
    return fits and c.put(placement_start_date=c.day("lac_start_date", -10))


def _seen_early(c: Case) -> bool:
    fits = _open(c) and c["lac_start_date"] > c.ago(140) and c.day("lac_start_date", -20) > c["date_of_birth"]
    return fits and c.put(date_last_iro_visit=c.day("lac_start_date", -20))


def _reviewed_late(c: Case) -> bool:
    fits = c.has("lac_end_date") and c.day("lac_end_date", 2) <= c.today
    return fits and c.put(date_latest_review=c.day("lac_end_date", 2))


def _seen_unborn(c: Case) -> bool:
    return _home(c) and c.put(date_last_dental_check=c.day("date_of_birth", -10))


def _agreed_at_home(c: Case) -> bool:
    fits = _kind(c, "P1") and c["legal_status_start_date"] > c.ago(360)
    return fits and _becomes(c, "legal_status", "V2")


_BAN = date(2021, 9, 9)
"""From this day under-16s may not be placed where only support is given."""


def _too_young(c: Case) -> bool:
    fits = _open(c) and _kind(c, "K2") and c.short("uasc") == "No" and c["placement_start_date"] >= _BAN
    if not fits or c.age(c.today) < 16:
        return False
    return c.age(c["placement_start_date"]) in {14, 15} and _becomes(c, "placement_type", "K3")


def _across_the_border(c: Case) -> bool:
    """Return whether the carers are the council's own and live outside its area."""
    return c.short("placement_provider") == "PR1" and c.short("placement_location") == "Out"


def _far_too_young(c: Case) -> bool:
    fits = (
        _open(c)
        and _kind(c, *_SHORT_TERM)
        and not _across_the_border(c)
        and c.short("uasc") == "No"
        and not c.on(10)
    )
    return fits and c.age(c["placement_start_date"]) < 14 and _becomes(c, "placement_type", "K3")


def _young_offender(c: Case) -> bool:
    fits = _full_order(c) and c.age(c["legal_status_start_date"]) < 10
    return fits and _becomes(c, "legal_status", "J1")


def _long_emergency(c: Case) -> bool:
    fits = c.short("legal_status") == "C1" and not _kind(c, "P1") and not c.on(7) and _open(c)
    return fits and c["legal_status_start_date"] < c.ago(5) and _becomes(c, "legal_status", "L1")


def _long_temporary(c: Case) -> bool:
    fits = _open(c) and _kind(c, "U6") and not c.on(10) and not _across_the_border(c)
    fits = fits and c["placement_start_date"] < c.ago(10)
    return fits and c.put(placement_urn=None) and _becomes(c, "placement_type", "T4")


def _past_eighteen(c: Case) -> bool:
    fits = c.short("lac_end_reason") in {"E5", "E6", "E7", "E17"} and c.day("lac_end_date", 6) <= c.today
    agreed = c.short("legal_status") == "V2" and _kind(c, "K2")
    return fits and not agreed and c.put(lac_end_date=c.day("lac_end_date", 6))


def _independent_child(c: Case) -> bool:
    fits = _home(c) and c.age(c["lac_end_date"]) < 16
    return fits and _becomes(c, "lac_end_reason", "E5")


def _wrong_side(c: Case) -> bool:
    fits = c.short("placement_location") == "In" and c.short("placement_type") in _FOSTERING
    return fits and _becomes(c, "placement_location", "Out")


def _own_outside(c: Case) -> bool:
    fits = c.short("placement_location") == "Out" and _kind(c, "K2", "S1", "R3", *_WITH_SUPPORT)
    return fits and _becomes(c, "placement_provider", "PR1")


def _missing(c: Case) -> bool:
    return bool(c["missing_episodes_12_months"] > 0)


def _flagged(c: Case) -> bool:
    fits = _full_order(c) and c.short("uasc") == "No" and c.short("category_of_need") != "N8"
    return fits and _becomes(c, "uasc", "Yes")


def _adoption_planned(c: Case) -> bool:
    fits = _open(c) and _kind(c, *_SHORT_TERM) and not c.on(10)
    return fits and c.short("permanence_plan") in {"SG", "OT", "RF"} and _becomes(c, "permanence_plan", "AD")


def _ended_code(c: Case) -> bool:
    if not _kind(c, "H5", "K3"):
        return False
    if c["placement_start_date"] >= _AFTER_H5:
        return _becomes(c, "placement_type", "H5")
    return _open(c) and c.today >= _AFTER_P2 and _becomes(c, "placement_type", "P2")


def _moved_uncounted(c: Case) -> bool:
    fits = c["placements_last_12_months"] == 2 and c["lac_start_date"] < c.year
    return fits and c["placement_start_date"] > c.year and c.put(placements_last_12_months=1)


SEEDERS: tuple[Seeder, ...] = (
    wrong("AA-X-030", 8, "lac_end_date", _ended_first, "AA-X-032", "AA-X-033", "AA-X-034"),
    wrong("AA-X-031", 8, "lac_end_reason", lambda c: _home(c) and c.put(lac_end_reason=None)),
    wrong("AA-X-032", 8, "legal_status_start_date", _status_early),
    wrong("AA-X-033", 8, "placement_start_date", _placed_early),
    wrong("AA-X-034", 8, "date_last_iro_visit", _seen_early),
    wrong("AA-X-034", 8, "date_latest_review", _reviewed_late),
    wrong("AA-X-034", 8, "date_last_dental_check", _seen_unborn),
    wrong(
        "AA-X-035",
        8,
        "placement_provider",
        lambda c: _kind(c, *_FOSTERING) and _becomes(c, "placement_provider", "PR0"),
    ),
    wrong(
        "AA-X-036",
        8,
        "placement_provider",
        lambda c: _kind(c, *_FOSTERING) and _becomes(c, "placement_provider", "PR3"),
    ),
    wrong("AA-X-037", 8, "legal_status", _agreed_at_home, "AA-I-063"),
    wrong("AA-X-038", 8, "placement_type", _too_young),
    wrong("AA-X-038", 8, "placement_type", _far_too_young, "AA-I-062"),
    wrong("AA-X-039", 8, "legal_status", _young_offender),
    wrong(
        "AA-X-040",
        8,
        "legal_status",
        lambda c: _open(c) and _kind(c, *_BY_ORDER) and _becomes(c, "legal_status", "C2"),
        "AA-C-027",
    ),
    wrong(
        "AA-X-041",
        8,
        "placement_type",
        lambda c: _open(c) and _kind(c, *_BY_ORDER) and _becomes(c, "placement_type", "A4"),
    ),
    wrong("AA-X-042", 8, "legal_status", lambda c: _full_order(c) and _becomes(c, "legal_status", "D1")),
    wrong("AA-X-043", 8, "legal_status", lambda c: _full_order(c) and _becomes(c, "legal_status", "V3")),
    wrong("AA-X-044", 8, "legal_status", _long_emergency),
    wrong("AA-X-045", 8, "placement_type", _long_temporary),
    wrong("AA-X-046", 8, "lac_end_date", _past_eighteen),
    wrong("AA-X-047", 8, "lac_end_reason", _independent_child),
    wrong(
        "AA-X-048",
        8,
        "placement_type",
        lambda c: c.short("lac_end_reason") in _ADOPTED and _becomes(c, "placement_type", "U6"),
    ),
    wrong("AA-X-049", 8, "placement_location", _wrong_side),
    wrong("AA-X-050", 8, "placement_provider", _own_outside),
    wrong(
        "AA-X-051", 8, "placement_urn", lambda c: _kind(c, "K2", *_FOSTERING) and c.put(placement_urn=None)
    ),
    wrong("AA-X-051", 8, "placement_urn", lambda c: _kind(c, "P1") and c.put(placement_urn="SC401234")),
    wrong(
        "AA-X-052",
        8,
        "return_interview_offered",
        lambda c: _missing(c) and c.put(return_interview_offered=None),
    ),
    wrong(
        "AA-X-052",
        8,
        "return_interview_accepted",
        lambda c: _missing(c) and c.put(return_interview_accepted=None),
    ),
    wrong(
        "AA-X-052",
        8,
        "return_interview_accepted",
        lambda c: not _missing(c) and _becomes(c, "return_interview_accepted", "Yes"),
    ),
    wrong("AA-X-053", 8, "uasc", _flagged),
    wrong("AA-X-055", 8, "permanence_plan", _adoption_planned),
    wrong(
        "AA-X-055",
        8,
        "permanence_plan",
        lambda c: _open(c) and _kind(c, *_ADOPTION) and _becomes(c, "permanence_plan", "SG"),
    ),
    wrong("AA-F-038", 8, "placement_type", _ended_code),
    wrong("AA-X-056", 8, "placements_last_12_months", _moved_uncounted),
)
